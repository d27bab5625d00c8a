"""What a person can read in a part of the window, for tests."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def words_in(widget):
    """Give the texts of all labels inside `widget`, as one line."""
    return " | ".join(label.text() for label in widget.findChildren(QLabel))
