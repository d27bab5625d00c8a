"""Where the Tab key goes: through the parts of the window in the order in which one reads them.

Qt goes by the order in which widgets were made, and here panels are made after the first frame and again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_PX = 14
"""Widgets whose middles are nearer than this stand on one line."""


def focus_next(parts: Sequence[QWidget], now: QWidget | None, *, forward: bool) -> bool:
    """Give the focus to what comes after `now`, or before it; tell whether there was anything."""
    order = [widget for part in parts for widget in in_reading_order(part)]
    if not order:
        return False
    before = order.index(now) if now in order else -1 if forward else 0
    at = (before + (1 if forward else -1)) % len(order)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[at].setFocus(reason)
    return True


def in_reading_order(part: QWidget) -> list[QWidget]:
    """Give what can have the focus in a part of the window, line by line."""
    found = [each for each in (part, *part.findChildren(QWidget)) if _takes_tab(each)]
    places = {id(each): each.mapTo(part, each.rect().center()) for each in found}
    return sorted(found, key=lambda each: (places[id(each)].y() // LINE_PX, places[id(each)].x()))


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
