"""Which encoding a text file is in: told by a byte-order mark, proved for UTF-8, else judged by its letters."""

from __future__ import annotations

import codecs
import itertools
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK: Final = 1 << 20
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FEW_CYRILLIC: Final = 0.6
"""Of the bytes above ASCII that are letters in windows-1251, this share and more makes a text Cyrillic."""


def encoding_of(path: Path) -> str:
    """Name the encoding of the text file at `path`; raise FormatError for what is no text."""
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return name
        if (guess := _without_mark(head)) is not None:
            return guess
        if b"\x00" in head:
            raise FormatError(_("“{name}” is not a text file.").format(name=path.name))
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _single_byte(head)
    return "utf-8"


def _without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark: with the right order of bytes nearly all letters are of European scripts."""
    sample = head[:4_000]
    if b"\x00" not in sample:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, errors="replace")
        usual = sum(letter in "\t\n\r" or " " <= letter <= "ӿ" or "‐" <= letter <= "₿" for letter in text)
        if usual >= 0.95 * len(text):
            return name
    return None


def _single_byte(head: bytes) -> str:
    high = [byte for byte in head if byte >= 0x80]
    cyrillic = sum(byte >= 0xC0 or byte in b"\xa8\xb8\xaa\xba\xaf\xbf\xb2\xb3\xa5\xb4" for byte in high)
    runs = sum(one >= 0xC0 and other >= 0xC0 for one, other in itertools.pairwise(head))
    return "cp1251" if high and cyrillic / len(high) >= _FEW_CYRILLIC and runs > len(high) / 3 else "cp1252"
