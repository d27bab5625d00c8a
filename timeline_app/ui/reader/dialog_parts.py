"""What the dialogs about documents and sources show besides their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.ui.events.evidence_card import QuoteBlock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def quote_box(words: str, parent: QWidget, most: int = 600) -> QuoteBlock:
    """Give words as a quote is set: with a coloured rule at the left."""
    line = " ".join(words.split())
    return QuoteBlock(line if len(line) <= most else line[: most - 1].rstrip() + "…", parent)
