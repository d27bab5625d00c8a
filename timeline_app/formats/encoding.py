"""Text files in any encoding: read whole within one limit, and decoded by what their bytes show.

The limit and its sentence are the same for documents and bibliographies. In order an encoding is known by a byte order
mark, UTF-8 if the bytes are valid UTF-8, what the file declares, then a guess between the Cyrillic and Western code
pages by which bytes stand together.
"""

from __future__ import annotations

import codecs
import itertools
import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.system_faults import fault_reason
from timeline_app.domain.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path


LARGEST: Final = 64 * 1024 * 1024
"""Bytes (DESIGN.md §7): a scanned book fits, a film does not."""


def read_whole(path: Path) -> bytes:
    """Read a file; a pipe is read like a file, and neither beyond the limit. Raise FormatError where that fails."""
    try:
        size = path.stat().st_size
        with open_bytes(path) as file:
            data = file.read(LARGEST + 1) if size <= LARGEST else b""
    except OSError as error:
        words = _("“{file}” cannot be read: {reason}.")
        raise FormatError(words.format(file=path.name or path, reason=fault_reason(error))) from None
    require_readable_size(path.name, max(size, len(data)))
    return data


def require_readable_size(name: str, size: int) -> None:
    """Refuse what is over the limit; `name` is empty for text that is no file."""
    if size > LARGEST:
        raise FormatError(
            _("“{file}” has {size} MiB; up to {limit} MiB can be read. Save the part that you need as a file.").format(
                file=name or _("The text"), size=-(-size // (1024 * 1024)), limit=LARGEST // (1024 * 1024)
            )
        )


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


def encoding_of(path: Path, within: int = 0) -> str:
    """Name the encoding of the text file at `path`; raise FormatError for what is no text.

    UTF-8 is proved by all bytes of the file, or by those `within` where only a first look is asked for.
    """
    with open_bytes(path) as file:
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
                if within and file.tell() >= within:
                    return "utf-8"
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


_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
_SAMPLE: Final = 200_000
_WIDER: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-5": "iso8859-5",
}
"""What is called Latin-1 on the web is Windows-1252 (WHATWG Encoding Standard)."""


def decode(data: bytes, declared: str = "") -> str:
    """Read bytes as text; never fails, bytes without meaning become U+FFFD."""
    return data.decode(encoding_of_bytes(data, declared), "replace")


def encoding_of_bytes(data: bytes, declared: str = "") -> str:
    """Name the encoding of a text that is at hand whole."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _wide_without_mark(data[:_SAMPLE]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start >= 4:
            return _code_page(data, declared or declared_encoding(data))
    return "utf-8"


def declared_encoding(data: bytes) -> str:
    """Give the encoding that an HTML or XML file names in its head, empty where it names none that exists."""
    head = data[:8192]
    found = _XML.search(head) or _META.search(head)
    return _known(found[1].decode("ascii")) if found else ""


def _known(name: str) -> str:
    name = name.strip().lower()
    try:
        codec = codecs.lookup(_WIDER.get(name, name))
    except LookupError:
        return ""
    return codec.name if codec._is_text_encoding else ""  # noqa: SLF001 - hex and zlib are codecs, too


def _code_page(data: bytes, declared: str) -> str:
    guess = _guess(data[:_SAMPLE])
    known = _known(declared) if declared else ""
    if known and known != "utf-8" and not (known in {"cp1252", "iso8859-1"} and guess != "cp1252"):
        return known
    return guess


def _guess(sample: bytes) -> str:
    """Tell Cyrillic from Western: there letters beyond ASCII stand in rows, here between others.

    Windows-1251 has its small letters at E0 to FF, KOI8-R at C0 to DF; a text has many more small ones than capitals.
    """
    rows = sum(len(run) for run in _HIGH_RUN.findall(sample))
    high = sum(1 for byte in sample if byte >= 0x80)
    if not high or rows * 2 < high:
        return "cp1252"
    upper_half = sum(1 for byte in sample if byte >= 0xE0)
    lower_half = sum(1 for byte in sample if 0xC0 <= byte < 0xE0)
    return "cp1251" if upper_half >= lower_half else "koi8-r"


def _wide_without_mark(sample: bytes) -> str:
    """Tell UTF-16 by its zero bytes: every second byte of text in a European language."""
    if len(sample) < 8 or len(sample) % 2:
        sample = sample[: len(sample) // 2 * 2]
    if not sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and even < len(sample) // 20:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 4 and odd < len(sample) // 20 else ""
