"""The scene: numbers for every mark, and what lies under a point."""
