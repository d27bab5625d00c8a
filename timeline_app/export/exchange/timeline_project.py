"""Events as XML of The Timeline Project (.timeline), in the order of elements in which that program writes them.

It knows two moments without zones and a mark for what is fuzzy; what else a date says stands in the description.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import timeline_app
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import CivilTime, civil_at
from timeline_app.domain.dates.calendar_dates import CalendarDate, calendar_dates
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.export.told import as_text, imprint_of
from timeline_app.export.xml_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedCategory, PublishedEvent

_OFTEN: Final = 500
_YEARS: Final = range(-4_700, 9_990)
"""Those that the program can show."""
_FONT: Final = "0,0,0"


def write_timeline_project(published: Published, path: Path) -> Iterator[float]:
    """Write the timeline in steps."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<timeline>\n')
        of_the_whole = " ".join((published.title, *imprint_of(published)))
        file.write(f"  <!-- {_as_comment(of_the_whole)} -->\n")  # it shows nothing of the whole
        file.write(f"  <version>2.8.0 (Conflict Timeline {timeline_app.__version__})</version>\n")
        file.write("  <timetype>gregoriantime</timetype>\n  <categories>\n")
        for category in published.categories:
            file.write(_element("category", _category(category)))
        file.write("  </categories>\n  <events>\n")
        for done, event in enumerate(published.events):
            if told := dict(_event(event)):
                file.write(_element("event", told))
            if done % _OFTEN == 0:
                yield done / max(len(published.events), 1)
        file.write("  </events>\n  <view>\n")
        file.write(_element("displayed_period", {"start": _at(published.span[0]), "end": _at(published.span[1])}))
        file.write("    <hidden_categories>\n    </hidden_categories>\n  </view>\n</timeline>\n")


def _as_comment(text: str) -> str:
    """Give a text as it may stand in a comment of XML."""
    return re.sub("-{2,}", "–", escaped(text)).strip("-")


def _element(name: str, told: dict[str, str]) -> str:
    inside = "".join(f"      <{key}>{escaped(text)}</{key}>\n" for key, text in told.items())
    return f"    <{name}>\n{inside}    </{name}>\n"


def _category(category: PublishedCategory) -> dict[str, str]:
    colour = category.colour.removeprefix("#")
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        red = green = blue = 128
    spelled = f"{red},{green},{blue}"
    return {
        "name": category.name, "color": spelled, "progress_color": spelled, "done_color": spelled, "font_color": _FONT,
    }  # fmt: skip


def _event(event: PublishedEvent) -> Iterator[tuple[str, str]]:
    """Give the elements of an event; none for one that has no place in time."""
    dates = calendar_dates(event.when)
    if dates.first is None or not all(each is None or each.year in _YEARS for each in (dates.first, dates.last)):
        return
    ongoing = bool(event.when.flags & WhenFlag.OPEN_END) and dates.last is None
    last = dates.last or dates.first
    yield "start", _moment(dates.first, dates.first.first_day)
    yield "end", _moment(last, dates.first.first_day if ongoing else last.last_day)
    yield "text", f" {event.title}" if event.title.startswith(("(", "[")) else event.title  # not a container's mark
    exact = dates.are_days and not event.zone and not dates.first.offset and not last.offset
    yield "fuzzy", str(not dates.are_days and not ongoing)
    yield "locked", "False"
    yield "ends_today", str(ongoing)
    if event.category:
        yield "category", event.category.name
    date = "" if exact else _("Date: {date}").format(date=event.date_words)
    yield "description", as_text(event, date)
    if event.tags:
        yield "labels", ", ".join(event.tags)
    links = dict.fromkeys(source.link.replace(";", "%3B") for source in event.sources if source.link)
    if links:
        yield "hyperlink", ";".join(links)


def _moment(date: CalendarDate, day: tuple[int, int, int]) -> str:
    return _spelled(CivilTime(*day, *date.clock_parts))


def _at(second: int) -> str:
    return _spelled(civil_at(second))


def _spelled(at: CivilTime) -> str:
    return f"{at.year}-{at.month:02d}-{at.day:02d} {at.hour:02d}:{at.minute:02d}:{at.second:02d}"
