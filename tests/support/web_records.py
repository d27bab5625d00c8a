"""Chronologies for pages: a hostile stranger's, with tricks in every field, and one with every kind of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Source,
    Tag,
)
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from timeline_app.domain.records import Record

TRICK = '"\'></a></h3></script></style><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}'
OVERRIDE = "\u202e\u2066turned\u200b"
EVIL = TRICK + OVERRIDE
ADDRESSES = (
    "javascript:window.hacked=1", "JaVaScRiPt:alert(1)", "data:text/html,<script>window.hacked=1</script>",
    "file:///etc/passwd", 'https://example.org/"onmouseover="window.hacked=1', "https://example.org/<script>",
    "vbscript:x", "//example.org/x",
)  # fmt: skip

HOSTILE: tuple[Record, ...] = (
    Particulars(
        name=EVIL, summary=f"{EVIL}\n{EVIL}", author=EVIL, credit=EVIL, language='en" onload="x', editorial_line=EVIL
    ),
    Category("c", EVIL, "#C2373F", "triangle"),
    Actor("a", EVIL),
    Place("p", EVIL, 1.0, 2.0),
    Tag("t", EVIL),
    *(
        Event(
            f"{EVIL}{number}", EVIL, f"2025-05-{number + 1:02}", status=STATUSES[number % len(STATUSES)],
            category_id="c", place_id="p", tag_ids=("t",), actors=(Participation("a", EVIL),),
            summary=f"{EVIL}\n\n{EVIL}", notes="kept for me",
        )
        for number in range(len(ADDRESSES))
    ),
    Event("undated", EVIL, date_text=EVIL),
    *(
        Source(f"s{number}", EVIL, EVIL, EVIL, address, EVIL, language=EVIL, licence=EVIL, archive_url=address)
        for number, address in enumerate(ADDRESSES)
    ),
    *(
        Excerpt(
            f"x{number}", f"{EVIL}{number}", f"s{number}", kind="quote" if number % 2 else "paraphrase", exact=EVIL,
            locator=EVIL, claimed_date="2025-05", stance="disputes",
        )
        for number in range(len(ADDRESSES))
    ),
)  # fmt: skip

DATES = (
    "2014", "2014-02", "2014-02-20", "2014-02-20T05:00Z", "2014-02-20/2014-03-18", "2014-02~/2014-05", "2014-02?",
    "2022/..", "../2015", "2014/", "/2016", "[2014-02-20..2014-02-27]", "{2015-01,2015-03}", "201X", "-0044-03-15",
    "Y-13800000000", "2014-21",
)  # fmt: skip


def of_dates() -> Iterable[Record]:
    """Give an event for each kind of date and, among them, each status."""
    yield Particulars(name="Dates")
    yield Category("c", "Talks", "#2166AC", "hexagon")
    for number, edtf in enumerate(DATES):
        status = STATUSES[number % len(STATUSES)]
        yield Event(f"e{number}", f"On {edtf}", edtf, status=status, category_id="c", importance=number % 5 + 1)


def chronology_of(path: Path, records: Iterable[Record]) -> Chronology:
    """Make a chronology of records."""
    chronology = Chronology(Store.create(path))
    given = tuple(records)
    before = (chronology.particulars,) if any(isinstance(each, Particulars) for each in given) else ()
    chronology.do(Change("Add", before=before, after=given))
    return chronology
