"""Timelines of other programs."""
