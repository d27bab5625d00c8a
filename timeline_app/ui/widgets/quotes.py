"""Words of a source behind a coloured rule, and the addresses of the web that may be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.labels import prose

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

RULE_PX = 3
LONGEST_HOST = 44


def safe_url(text: str) -> QUrl | None:
    """Give the address where it is one of the web; anything else is never opened.

    Nor is one with a name before its host: "https://bank.example@evil.example" leads to the second.
    """
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    is_web = url.isValid() and url.scheme().lower() in {"http", "https"} and bool(url.host())
    return url if is_web and not url.userInfo() else None


def host_of(url: QUrl) -> str:
    """Name where an address leads, letter by letter: a host in look-alike letters shows as xn--..., as browsers do."""
    host = url.host(QUrl.ComponentFormattingOption.EncodeUnicode)
    return host if len(host) <= LONGEST_HOST else "…" + host[1 - LONGEST_HOST :]


class QuoteBlock(QWidget):
    """Words of a source behind a coloured rule."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(RULE_PX + 11, 1, 0, 1)
        column.addWidget(prose(text, "body", self))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, RULE_PX, self.height(), ink.accent(self))


def quote_box(words: str, parent: QWidget, most: int = 600) -> QuoteBlock:
    """Give words as a quote is set: with a coloured rule at the left."""
    line = " ".join(words.split())
    return QuoteBlock(line if len(line) <= most else line[: most - 1].rstrip() + "…", parent)
