"""What is marked in a text, and how each kind of mark looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QColor, QTextCharFormat

if TYPE_CHECKING:
    from timeline_app.paint.theme import Theme

Look = Literal["excerpt", "proposal", "current", "found", "found now"]

Underline = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, in code points, that stands for something."""

    start: int
    end: int
    look: Look
    key: str = ""
    """What a click on it is about."""
    tip: str = ""
    colour: str = ""
    """Of the event's category, as the theme draws it; empty for none."""


def mixed(ground: str, colour: str, share: float) -> QColor:
    """Lay `share` of a colour over the ground, so that letters on it stay readable."""
    low, high = QColor(ground), QColor(colour)
    parts = (
        round(one + (other - one) * share)
        for one, other in zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*parts)


def format_of(mark: Mark, theme: Theme) -> QTextCharFormat:
    """Give the look of a mark: a soft ground and a line under the words, in the event's colour."""
    look = QTextCharFormat()
    colour = mark.colour or theme.accent
    if mark.look == "excerpt":
        look.setBackground(mixed(theme.panel, colour, 0.24 if theme.dark else 0.13))
        look.setUnderlineStyle(Underline.SingleUnderline)
        look.setUnderlineColor(QColor(colour))
    elif mark.look == "proposal":
        look.setUnderlineStyle(Underline.DotLine)
        look.setUnderlineColor(QColor(theme.faint))
    elif mark.look == "current":
        look.setBackground(QColor(theme.accent_ground))
        look.setUnderlineStyle(Underline.SingleUnderline)
        look.setUnderlineColor(QColor(theme.accent))
    elif mark.look == "found":
        look.setBackground(mixed(theme.panel, theme.warning, 0.22))
    else:
        look.setBackground(mixed(theme.panel, theme.warning, 0.55))
    return look
