"""Inputs made of other inputs: pieces put together, bytes exchanged, parts repeated, spliced or cut off."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

PIECES: Final = (
    "talks", "category:", "status:planned", "date:", "within:", "2025-07", "..", ">=", "importance:", "(", ")", '"',
    "-", "OR", " ", "*", "has:", "missing:", "place:=", "\x00", "\u202e", "é", "Київ", "\U0001f54a", "{", "'", ";",
    "NEAR", "AND", "NOT", "May", "2025", "23", ".", "/", "~", "?", "X", "Y-17E7", "[", "]", "early", "between", "and",
    "липня", "Juli", "14:00", "Kyiv", ",", "S3", "u", "9999999999", "-13000000000", "T24:60:61Z", "last Wednesday",
    "two days before", "BCE", "c.", "%", "1e999", "\u0660\u0661", "²", "Y", "the night of 24 to 25", "мая", "Uhr",
    "+03:00", "Europe/Kyiv", "32", "Feb", "29", "noon", "summer", "1st", "half of", "from", "until", "since", "\n",
    "\t",
)  # fmt: skip
"""What dates and queries are made of, and what neither should stumble over."""

TOKENS: Final = (
    b"<div>", b"</div>", b"<table><tr><td>", b"<!--", b"-->", b"<script>", b"<![CDATA[", b"&#x110000;", b"&lt;" * 50,
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]>", b"&a;", b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"\\u0000",
    b"\\ud800", b"@book{", b"@string{a = a # a}", b'\\"{', b"$", b"TY  - ", b"ER  - \n", b"\r\n", b"\n\n", b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"null", b"-1", b"1e400", b"9" * 400, b"true",
    b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n', b"Content-Transfer-Encoding: base64\n\n",
    b"=?utf-8?B?4pyT?=", b'charset="utf-7"', b"--b--", b"%%EOF", b"endobj", b"stream\n", b"<< /Length 99999999 >>",
    b"1 0 R", b"/Kids [2 0 R]", b"/Filter [/FlateDecode /FlateDecode]", b"/Prev 0", b"xref\n0 1\n", b"<w:p>",
    b"</w:p>", b"<w:t>", b"23 July 2025", b"on Tuesday night, ", b"between May and ", b"early 2025 ", b"3/4/2014 ",
    b"\xd0\xb2\xd0\xb5\xd1\x80\xd0\xb5\xd1\x81\xd0\xbd\xd1\x8f", b"\xe2\x80\xae", b"," * 300,
)  # fmt: skip
"""What documents, tables and bibliographies are made of."""

_SELDOM: Final = 0.02
_INTERESTING: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x20, 0x0A, 0x22, 0x3C, 0x5C, 0x7B)
_LARGEST: Final = 400_000
_USUAL: Final = 30_000
"""Bytes of a mutant; one of many is larger. What only size does is tried by `tests/hostile/make.py`."""


def text_of_pieces(chance: random.Random, most: int = 10) -> str:
    """Put a line together from pieces."""
    return "".join(chance.choice(PIECES) + chance.choice(["", " "]) for _piece in range(chance.randrange(most)))


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change an input in one to eight ways."""
    made = bytearray(data)
    for _way in range(chance.choice((1, 1, 2, 3, 5, 8))):
        chance.choice(_WAYS)(made, others, chance)
    return bytes(made[: _LARGEST if chance.random() < _SELDOM else _USUAL])


def mutated_zip(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a part inside an archive and pack it again; of ten archives, damage one as it lies there."""
    if chance.random() < 0.1:
        return mutated(data, others, chance)
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for name in archive.namelist():
                part = archive.read(name)
                new.writestr(name, mutated(part, [part], chance) if chance.random() < 0.7 else part)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return mutated(data, others, chance)
    return packed.getvalue()


def _span(made: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(made) + 1)
    return start, min(len(made), start + chance.choice((1, 4, 16, 100, 2_000)))


def _flip(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> None:
    for _byte in range(chance.choice((1, 3, 20)) if made else 0):
        made[chance.randrange(len(made))] = chance.choice((*_INTERESTING, chance.randrange(256)))


def _remove(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> None:
    start, end = _span(made, chance)
    del made[start:end]


def _repeat(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> None:
    start, end = _span(made, chance)
    times = chance.choice((2, 10, 200, 5_000))
    made[start:start] = (bytes(made[start:end]) * times)[:_LARGEST]


def _insert(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> None:
    token = chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 100, 3_000))
    at = chance.randrange(len(made) + 1)
    made[at:at] = token[:_LARGEST]


def _splice(made: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    other = bytearray(chance.choice(others))
    start, end = _span(other, chance)
    at, until = _span(made, chance)
    made[at:until] = other[start:end]


def _cut(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> None:
    if chance.random() < 0.3:
        del made[chance.randrange(len(made) + 1) :]


def _count(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> None:
    """Exchange a number that is written out."""
    digits = [place for place, byte in enumerate(made) if 48 <= byte <= 57]
    if digits:
        at = chance.choice(digits)
        made[at : at + 1] = chance.choice((b"0", b"-1", b"99999999999", b"2147483648", b"1e9", b"9" * 300))


_WAYS: Final = (_flip, _remove, _repeat, _insert, _insert, _splice, _cut, _count)
