"""Read the text of a PDF, page by page, within limits of pages and time."""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import warnings
import zlib
from typing import Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import Page, iso_moment, tidy, tidy_text
from timeline_app.extract.pages.pdf_lines import WordRun, columns_of, rows_of, runs_of
from timeline_app.extract.pages.pdf_paragraphs import text_of_pages, without_running

_MOST_PAGES: Final = 3000
_LONGEST_S: Final = 60.0
"""Seconds; what is not read by then is left out rather than waited for."""
_ENOUGH: Final = 0.9
"""Share of a page's letters whose positions are known; with less, the order of the file is safer."""
_STUMBLES: Final = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, NotImplementedError,
    ArithmeticError, AssertionError, MemoryError, EOFError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf lets out on files that are damaged, or made to harm."""
_FEWEST_WORDS: Final = 5
"""Words of a page that is more than a picture: a scan may bear a number or a stamp."""
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
            text, whole, pictured = ("", "", ()) if locked else _text(reader)
            facts = {} if locked else reader.metadata or {}
    except (PyPdfError, *_STUMBLES):
        message = _("“{file}” is damaged and cannot be read as a PDF.").format(file=file)
        raise KnownError(message) from None
    if locked:
        raise KnownError(_("“{file}” is locked with a password; save a copy without it first.").format(file=file))
    if not text:
        message = _("“{file}” holds no text, only pictures of it; run text recognition (OCR) on it first.").format(
            file=file
        )
        raise KnownError(message)
    return Page(
        text=text, media_type="application/pdf", title=_fact(facts, "/Title"), author=_fact(facts, "/Author"),
        published=pdf_moment(_fact(facts, "/CreationDate")), found="file", whole=whole,
        pictured=pictured,
    )  # fmt: skip


def _text(reader: Any) -> tuple[str, str, tuple[int, ...]]:
    """Give the text, the text with the running heads and page numbers that were left out of it, and pictured pages."""
    until = time.monotonic() + _LONGEST_S
    pages = []
    pictured = []
    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES or time.monotonic() > until:
            break
        pages.append(_columns(page))
        if sum(len(run.text.split()) for column in pages[-1] for run in column) < _FEWEST_WORDS and _has_picture(page):
            pictured.append(number + 1)
    apart = without_running(pages)
    text = tidy_text(text_of_pages(apart))
    running = [line for page in apart for line in page.running]
    return text, tidy_text("\n\n".join([text, *running])) if running else "", tuple(pictured)


def _has_picture(page: Any) -> bool:
    """Tell whether a page shows an image, or a form that may hold one."""
    try:
        shown = page["/Resources"]["/XObject"].values()
        return any(each.get_object().get("/Subtype") in {"/Image", "/Form"} for each in shown)
    except _STUMBLES:
        return False


def _columns(page: Any) -> list[list[WordRun]]:
    """Give the columns of a page; where positions do not hold all its words, the lines in the order of the file."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - loaded by read_pdf

    plain = page.extract_text() or ""
    enough = _ENOUGH * len("".join(plain.split()))
    for turned in dict.fromkeys((page.rotation % 360, 0)):
        try:
            columns = columns_of(rows_of(runs_of(page, turned)))
        except (PyPdfError, *_STUMBLES):
            continue
        if sum(len("".join(run.text.split())) for column in columns for run in column) >= enough:
            return columns
    lines = [line.strip() for line in plain.splitlines()]
    return [[WordRun(line, 0, len(line) * 5.0, -12.0 * n, 10.0, n) for n, line in enumerate(lines) if line]]


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
