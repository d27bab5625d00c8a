"""Layouts that are read rather than looked over: a column, cards and a table of events."""
