"""What TimelineJS calls a slide, or an era: its sheet and its JSON give the same, and an event is made of it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.formats.timelines.entry_parts import address_of, dates_of, linked, marked_up, title_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.formats.reading import FileReading


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as a file tells it; texts may hold HTML. The dates are read when an event is made of it."""

    row: int
    start: Callable[[], str]
    end: Callable[[], str]
    written: str
    """The dates as they stand in the file."""
    headline: str = ""
    text: str = ""
    display_date: str = ""
    is_era: bool = False
    group: str = ""
    media: str = ""
    caption: str = ""
    credit: str = ""
    link: str = ""
    """To which the medium links."""
    external_id: str = ""
    notes: str = ""


def event_of(slide: Slide, reading: FileReading) -> Draft | None:
    """Make an event of a slide; None, and a report, where it says nothing."""
    headline, links = marked_up(slide.headline)
    text, more = marked_up(slide.text)
    shown = marked_up(slide.display_date)[0]
    sources = _medium(slide)
    title = title_of(headline, text, *(source.title for source in sources))
    if not title:
        reading.leave_out(slide.row, _("The row has no headline and was left out."))
        return None
    written = " – ".join(filter(None, (shown, slide.written)))
    start, end, unread = dates_of(reading, slide.row, slide.start, slide.end, written)
    return Draft(
        title=title,
        start=start,
        end=end,
        date_text=unread or shown,
        category=title_of(slide.group),
        tags=("era",) if slide.is_era else (),
        summary=text,
        notes=slide.notes,
        external_id=slide.external_id,
        sources=linked((*links, *more), sources),
        row=slide.row,
    )


def words_on_title(headline: str, text: str) -> str:
    """Quote what the title slide of a timeline says."""
    title, said = title_of(marked_up(headline)[0]), marked_up(text)[0]
    return ", ".join(filter(None, (quoted(title) if title else "", said[:300]))) or "–"


def _medium(slide: Slide) -> tuple[DraftSource, ...]:
    """Give the medium with its caption and credit, and what they link to."""
    media, links = marked_up(slide.media)
    caption, more = marked_up(slide.caption)
    credit, others = marked_up(slide.credit)
    found = []
    if media or caption or credit:
        url = address_of(media)
        words = "" if url else media
        found.append(DraftSource(title_of(caption, credit, media), credit, url=url, words=words))
    return linked((*links, *more, *others, *filter(None, [address_of(slide.link)])), found)
