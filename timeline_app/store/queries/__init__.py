"""Searching: queries as SQL, words from the full-text index, lookups by id."""
