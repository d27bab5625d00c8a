"""Dates and intervals: EDTF, calendar, zones, reading what people type, wording what is known."""
