"""From the text of an article to dated proposals."""
