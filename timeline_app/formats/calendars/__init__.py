"""Calendars: events of iCalendar files, component by component."""
