"""The interactive timeline: canvas, overview strip and hover card."""
