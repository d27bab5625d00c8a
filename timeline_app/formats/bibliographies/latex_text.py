r"""Text with LaTeX in it as plain text: \'e is é, {\"o} is ö, and braces that only keep capitals go."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ACCENTS: Final = (
    ("`", "\u0300"), ("'", "\u0301"), ("^", "\u0302"), ("~", "\u0303"), ('"', "\u0308"), ("=", "\u0304"),
    (".", "\u0307"), ("u", "\u0306"), ("v", "\u030c"), ("H", "\u030b"), ("c", "\u0327"), ("k", "\u0328"),
    ("r", "\u030a"), ("d", "\u0323"), ("b", "\u0331"),
)  # fmt: skip
_LETTERS: Final = (
    ("ss", "ß"), ("ae", "æ"), ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("aa", "å"), ("AA", "Å"), ("o", "ø"), ("O", "Ø"),
    ("l", "ł"), ("L", "Ł"), ("i", "ı"), ("j", "ȷ"), ("dj", "đ"), ("DJ", "Đ"), ("textendash", "–"), ("textemdash", "—"),
    ("ldots", "…"), ("dots", "…"), ("textquoteright", "’"), ("textquoteleft", "‘"), ("slash", "/"), ("LaTeX", "LaTeX"),
    ("TeX", "TeX"), ("enquote", ""), ("copyright", "©"), ("S", "§"), ("P", "¶"),
)  # fmt: skip
_ACCENT: Final = re.compile(
    r"\\([`'^~\"=.])\s*\{?\s*(\\[ij](?![a-zA-Z])|[^\W\d_])\s*\}?|\\([uvHckrdb])(?:\s*\{\s*(\\?[^\W\d_])\s*\}|\s+(\\?[^\W\d_]))"
)
_COMMAND: Final = re.compile(r"\\([a-zA-Z]+)\*?\s*")
_SYMBOL: Final = re.compile(r"\\([&%$#_{} ,;/-])")
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for braces that are meant as braces while the others go."""


def plain_text(text: str) -> str:
    """Give `text` without LaTeX."""
    if "\\" in text or "{" in text or "~" in text or "--" in text:
        letters = dict(_LETTERS)
        text = text.replace(r"\{", _OPEN).replace(r"\}", _CLOSE)
        text = _ACCENT.sub(_accented, text)
        text = _SYMBOL.sub(lambda match: "" if match[1] in "/-" else match[1], text)
        text = _COMMAND.sub(lambda match: letters.get(match[1], ""), text)
        text = text.replace("---", "—").replace("--", "–").replace("~", " ")
        text = re.sub(r"[{}$]", "", text)
    text = text.replace("``", "“").replace("''", "”")
    return " ".join(text.replace(_OPEN, "{").replace(_CLOSE, "}").split())


def _accented(match: re.Match[str]) -> str:
    sign = match[1] or match[3]
    letter = (match[2] or match[4] or match[5]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + dict(_ACCENTS)[sign])


def latex_text(text: str) -> str:
    """Give plain text as it may stand between the braces of a BibTeX field, in UTF-8."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", ""))
