"""A text cut into sentences and tokens."""
