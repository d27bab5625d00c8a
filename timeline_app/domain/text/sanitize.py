"""Make text from anywhere safe to show: it cannot hide, or turn the direction of the text around it."""

from __future__ import annotations

import unicodedata
from typing import Final

from timeline_app.base.i18n.direction import BEGINS, ENDS, is_closed

JOINERS: Final = "\u200c\u200d"
"""What scripts and emoji need between letters; every other invisible sign only deceives."""


def shown(text: str) -> str:
    """Give running text without signs that turn it around or cannot be seen; lines stay lines.

    An isolate that ends within the text stays: it turns nothing but what it holds, as our own sentences need it.
    """
    if text.isprintable():
        return text
    kept = f"\n\t{JOINERS}{BEGINS}{ENDS}" if is_closed(text) else f"\n\t{JOINERS}"
    return "".join(each for each in text if each in kept or not _deceives(each))


def on_one_line(text: str) -> str:
    """Give text as one line: a title, a name."""
    if text.isprintable():
        return text
    return " ".join(shown(text).split())


def _deceives(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cf", "Cc", "Cs"}
