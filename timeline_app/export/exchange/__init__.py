"""Chronologies for other programs: tables, calendars, maps, timelines."""
