"""Names of keys beside buttons: as the language has them, but on a Mac as that writes them, with its signs."""

from __future__ import annotations

import sys

from PySide6.QtGui import QKeySequence


def key_words(words: str, keys: str, system: str = sys.platform) -> str:
    """Give `words`, what keys are called in the person's language; on a Mac the signs of the same keys."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if system == "darwin" else words
