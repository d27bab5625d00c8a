"""A source in one line, as it would stand in a footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.records import Source


def cite(source: Source, locator: str = "") -> str:
    """Give author, title, publisher, date, page or timecode, address, the day it was looked up, and the archived copy.

    What is not known is left out.
    """
    author = source.author.strip()
    title = _("“{title}”").format(title=source.title.strip()) if source.title.strip() else ""
    publisher = source.publisher.strip() if source.publisher.strip() != author else ""
    parts = [author, title, publisher, day_in_words(source.published), locator.strip(), source.url.strip()]
    line = ", ".join(part for part in parts if part)
    if source.url and _is_date(source.retrieved[:10]):
        line = _("{line} (retrieved {day})").format(line=line, day=day_in_words(source.retrieved[:10]))
    if archived := source.archive_url.strip():
        line = _("{line}, archived at {address}").format(line=line, address=archived) if line else archived
    return _("{line}.").format(line=line) if line else ""


def _is_date(edtf: str) -> bool:
    try:
        return bool(edtf) and bool(When.parse(edtf).edtf)
    except DateError:
        return False


def day_in_words(edtf: str) -> str:
    """Tell a date in words; empty for none, the text itself where it is no date."""
    if not edtf:
        return ""
    try:
        return word(When.parse(edtf))
    except DateError:
        return edtf
