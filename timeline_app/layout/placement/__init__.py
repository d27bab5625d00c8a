"""Rows, titles and density: where each event is drawn and which gets a title."""
