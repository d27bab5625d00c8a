"""Dated sentences as proposed events: title, status, names, and what is known already."""
