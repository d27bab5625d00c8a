"""Text from a chronology as inert HTML: escaped, its direction kept to itself."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from typing import Final

__all__ = ["anchor", "date", "escape", "language_tag", "paragraphs"]

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ANCHOR: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_DAY: Final = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_HTML_DATE: Final = re.compile(
    rf"(?!0000)(?:\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DAY}"
    rf"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)"
)
"""What HTML can say of a date: a year, a month, a day, a moment; no range, no doubt, no year before 1."""
_EDTF: Final = re.compile(r"[0-9XYSETZ~?%.,/:\[\]{}+-]+")
"""The signs of EDTF: what stands in a stranger's field may be anything."""
_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def date(edtf: str, words: str) -> str:
    """Give a date in words, with what machines read: `datetime` where HTML has a way to say it, else its EDTF."""
    if _HTML_DATE.fullmatch(edtf):
        return f'<time datetime="{edtf}">{escape(words)}</time>'
    told = f' data-edtf="{edtf}"' if _EDTF.fullmatch(edtf) else ""
    return f"<span{told}>{escape(words)}</span>"


def anchor(event_id: str) -> str:
    """Give the name of an event in addresses: its id, or a digest where a stranger's store has anything else there."""
    return event_id if _ANCHOR.fullmatch(event_id) else f"x{sha256(event_id.encode()).hexdigest()[:20]}"


def language_tag(text: str) -> str:
    """Give a language as HTML takes it; empty for what is none."""
    tag = text.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def direction(tag: str) -> str:
    """Tell in which direction a language is written."""
    return "rtl" if tag.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def paragraphs(text: str, attributes: str) -> str:
    """Make paragraphs of the lines of a text."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p{attributes}>{escape(line)}</p>" for line in lines if line)
