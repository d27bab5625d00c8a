"""Time expressions: found, told from what only looks like them, and put on the calendar."""
