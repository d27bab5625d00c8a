"""Time expressions: found, separated from what only looks like them, and placed on the calendar."""
