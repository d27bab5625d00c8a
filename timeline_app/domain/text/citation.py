"""A source in one line, as it would stand in a footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.records import Source


def cite(source: Source) -> str:
    """Give author, title, publisher, date, address and the day it was looked up, as far as they are known."""
    author = source.author.strip()
    title = _("“{title}”").format(title=source.title.strip()) if source.title.strip() else ""
    publisher = source.publisher.strip() if source.publisher.strip() != author else ""
    parts = [author, title, publisher, day_in_words(source.published), source.url.strip()]
    line = ", ".join(part for part in parts if part)
    if source.url and _is_date(source.retrieved[:10]):
        return _("{line} (retrieved {day}).").format(line=line, day=day_in_words(source.retrieved[:10]))
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
