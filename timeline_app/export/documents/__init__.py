"""Chronologies as documents: what people read, edit and print."""
