"""Read the text of a PDF, page by page, within limits of pages and time."""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import warnings
import zlib
from gettext import gettext as _
from typing import Any, Final

from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import Page, iso_moment, tidy, tidy_text

_MOST_PAGES: Final = 3000
_LONGEST_S: Final = 60.0
"""Seconds; what is not read by then is left out rather than waited for."""
_STUMBLES: Final = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, NotImplementedError,
    ArithmeticError, AssertionError, MemoryError, EOFError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf lets out on files that are damaged, or made to harm."""
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)'?)?")


def read_pdf(data: bytes, name: str = "") -> Page:
    """Read a PDF; one that is locked or holds pictures only is a known error."""
    from pypdf import PdfReader  # noqa: PLC0415 - 150 ms that only PDFs need
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - likewise

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every flaw it gets over
    file = name or _("This PDF")
    facts: Any
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(data))
            locked = bool(reader.is_encrypted and not reader.decrypt(""))
            text = "" if locked else _text(reader)
            facts = {} if locked else reader.metadata or {}
    except (PyPdfError, *_STUMBLES):
        message = _("“{file}” is damaged and cannot be read as a PDF.").format(file=file)
        raise KnownError(message) from None
    if locked:
        raise KnownError(_("“{file}” is locked with a password; save a copy without it first.").format(file=file))
    if not text:
        message = _("“{file}” holds no text, only pictures of it; run text recognition on it first.").format(file=file)
        raise KnownError(message)
    return Page(
        text, "application/pdf", title=_fact(facts, "/Title"), author=_fact(facts, "/Author"),
        published=pdf_moment(_fact(facts, "/CreationDate")),
    )  # fmt: skip


def _text(reader: Any) -> str:
    until = time.monotonic() + _LONGEST_S
    pieces = []
    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES or time.monotonic() > until:
            break
        pieces.append(_joined_lines(page.extract_text() or ""))
    return tidy_text("\n\n".join(pieces))


def _joined_lines(text: str) -> str:
    """Undo the line breaks of a column, and the hyphens at them."""
    text = re.sub(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])", "", text)
    return re.sub(r"(?<=[^\s.!?:])\n(?=[a-zа-яà-ÿ(])", " ", text)


def _fact(facts: Any, key: str) -> str:
    value = facts.get(key)
    return tidy(str(value)) if value is not None else ""


def pdf_moment(text: str) -> str:
    """Read a PDF's own kind of date (ISO 32000-1, 7.9.4) as EDTF."""
    match = _DATE.match(text)
    if not match:
        return ""
    year, month, day, hour, minute, second, utc, ahead, minutes = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{utc or (f'{ahead}:{minutes}' if ahead else '')}" if hour else ""
    return iso_moment(f"{year}-{month}-{day}{clock}")
