"""Text in Markdown that is nothing but text, whatever signs are in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.export.web_links import cut_at

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|~&$^=])")
_LINE_MARKS: Final = re.compile(r"^(\s*)([-+:!])", re.MULTILINE)
_LINE_NUMBERS: Final = re.compile(r"^(\s*\d{1,9})([.)])", re.MULTILINE)
"""What makes a list, a rule, a heading or a definition at the beginning of a line."""


def plain(text: str) -> str:
    """Keep text from being taken for the marks of Markdown, wherever on a line it stands."""
    text = _MARKS.sub(r"\\\1", text)
    return _LINE_NUMBERS.sub(r"\1\\\2", _LINE_MARKS.sub(r"\1\\\2", text))


def paragraphs(text: str) -> list[str]:
    """Give running text as paragraphs; lines stay lines."""
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    return ["\\\n".join(plain(line.strip()) for line in block.splitlines()) for block in blocks if block.strip()]


def linked(line: str, addresses: Iterable[str]) -> str:
    """Give a line in which web addresses are links; of an address that is none, the text stays."""
    return "".join(f"<{target}>" if target else plain(piece) for piece, target in cut_at(addresses, line))
