"""Text of two directions in one sentence: a Hebrew title in an English one, an English title in an Arabic one.

What is filled into a sentence of the program stands there in a direction of its own, isolated as Unicode's rules for
bidirectional text have it (UAX #9), and only where it has letters of the other direction. So it cannot turn the words
around it, nor they its own signs and numbers. Nearly every text has none, and stays as it is, sign for sign.
"""

from __future__ import annotations

import re
from typing import Final

from timeline_app.base.compat import override

BEGINS: Final = "\u2068"
"""First strong isolate: what follows has the direction of its first letter."""
ENDS: Final = "\u2069"
"""Pop directional isolate."""

_TO_THE_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
_OTHERS: Final = re.compile("[\u2066\u2067\u202a-\u202e]")
"""Signs that turn text whatever its letters are."""


def is_closed(text: str) -> bool:
    """Tell whether each isolate in a text ends in it, so that nothing around it is turned."""
    if _OTHERS.search(text):
        return False
    depth = 0
    for sign in text:
        depth += (sign == BEGINS) - (sign == ENDS)
        if depth < 0:
            return False
    return not depth


def unmarked(text: str) -> str:
    """Give a text without the signs of isolation: the name of a file, what a person may go on writing in."""
    return text.replace(BEGINS, "").replace(ENDS, "")


def isolated(text: str, *, to_the_left: bool) -> str:
    """Give a text as it stands in a sentence that is written from right to left, or from left to right."""
    if not _turns(_outside(text), to_the_left=to_the_left):
        return text
    if (BEGINS in text or ENDS in text) and not is_closed(text):
        text = unmarked(text)
    return f"{BEGINS}{text}{ENDS}"


def _outside(text: str) -> str:
    """Give what of a text is not isolated already: what is turns nothing."""
    if BEGINS not in text or not is_closed(text):
        return text
    depth, kept = 0, ""
    for sign in text:
        depth += sign == BEGINS
        kept += "" if depth else sign
        depth -= sign == ENDS
    return kept


def _turns(text: str, *, to_the_left: bool) -> bool:
    """Tell whether a text has letters of the other direction."""
    if not to_the_left:
        return not text.isascii() and _TO_THE_LEFT.search(text) is not None
    return any(each.isalpha() and not _TO_THE_LEFT.match(each) for each in text)


class LeftToRightSentence(str):
    """A sentence with holes, in a language that is written from left to right."""

    __slots__ = ()

    @override
    def format(self, *args: object, **named: object) -> str:
        return str.format(self, *map(_standing, args), **{name: _standing(each) for name, each in named.items()})


class RightToLeftSentence(str):
    """A sentence with holes, in a language that is written from right to left."""

    __slots__ = ()

    @override
    def format(self, *args: object, **named: object) -> str:
        return str.format(self, *map(_turned, args), **{name: _turned(each) for name, each in named.items()})


def _standing(value: object) -> object:
    return isolated(value, to_the_left=False) if isinstance(value, str) else value


def _turned(value: object) -> object:
    return isolated(value, to_the_left=True) if isinstance(value, str) else value
