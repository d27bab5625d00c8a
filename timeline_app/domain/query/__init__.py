"""The query language: text to tokens to an immutable tree."""
