"""Many events or records at once, as one change."""
