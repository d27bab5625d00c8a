"""One event: its panel, its editor, and adding it in one line."""
