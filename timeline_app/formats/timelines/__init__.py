"""Timelines of other programs: each format in a module of its own."""
