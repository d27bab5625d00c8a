"""Dates, statuses and records in the words of the window."""
