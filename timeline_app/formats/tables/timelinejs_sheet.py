"""The sheet of a TimelineJS timeline: a date over four columns, a headline, a text in HTML, a medium.

Years before our era count from 1 BC there: -48 is 48 BC, which EDTF calls -0047. Of a cell in HTML the words are taken,
and the addresses that it links to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.date_parts import edtf_of_parts
from timeline_app.formats.markup import plain_text
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.delimited import open_table, table_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.delimited import DelimitedTable


_READ: Final = (
    "year", "month", "day", "time", "end year", "end month", "end day", "end time", "display date", "headline", "text",
    "media", "media credit", "media caption", "type", "group",
)  # fmt: skip
_START: Final = ("year", "month", "day", "time")
_END: Final = ("end year", "end month", "end day", "end time")


def is_header(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of such a sheet."""
    names = set(map(_plain_name, header))
    return {"year", "headline"} <= names and bool({"display date", "end year", "media", "media credit"} & names)


def names_known(row: Sequence[str]) -> int:
    """Count the columns of such a sheet that a row names."""
    return len(set(map(_plain_name, row)) & set(_READ))


def read_sheet(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the sheet at `path`; raise FormatError where its columns are others."""
    table = open_table(path, names_known, within=options.within)
    if not is_header(table.header):
        raise FormatError(
            _("“{name}” is no sheet of TimelineJS: one has the columns Year and Headline.").format(name=path.name)
        )
    columns: dict[str, int] = {}
    for at, name in enumerate(table.header):
        columns.setdefault(_plain_name(name), at)
    facts = table_facts(table, {name: at for name, at in columns.items() if name in _READ}, asked={}, orders={})
    reading = FileReading("timelinejs", iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    others = table.others({at for name, at in columns.items() if name in _READ})
    filled = {at for row in table.sample for at, cell in enumerate(row) if cell.strip()}
    if kept := [name for at, name in others if at in filled]:
        reading.notes.append(_("Kept in the notes of events: {columns}.").format(columns=", ".join(kept)[:500]))
    return replace(reading, drafts=_Sheet(table, columns, others, reading).drafts())


def _plain_name(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: DelimitedTable
    columns: Mapping[str, int]
    others: tuple[tuple[int, str], ...]
    reading: FileReading

    def drafts(self) -> Iterator[Draft]:
        """Read the rows; the title slide is no event and is told."""
        for number, cells in self.table.rows():
            told = {name: cells[at].strip() for name, at in self.columns.items() if name in _READ and at < len(cells)}
            draft = self._draft(number, told)
            if draft is not None:
                yield draft._replace(notes=self.table.notes_of(cells, self.others))

    def _draft(self, number: int, told: Mapping[str, str]) -> Draft | None:
        headline, links = plain_text(told.get("headline", ""))
        text, more = plain_text(told.get("text", ""))
        title = " ".join(headline.split())
        kind = told.get("type", "").casefold()
        if kind == "title":
            words = _("Row {row} is the title of the timeline, not an event, and was left out: {text}")
            said = ", ".join(filter(None, (f"“{title}”" if title else "", text[:300])))
            self.reading.notes.append(words.format(row=number, text=said or "–"))
            return None
        if not title:
            title = " ".join(text.split())[:80]
        if not title:
            self.reading.report(number, _("The row has no headline and was left out."))
            return None
        start, end, date_text = self._dates(number, told)
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=told.get("group", ""),
            tags=("era",) if kind == "era" else (),
            summary=text,
            sources=_sources(told, (*links, *more)),
            row=number,
        )

    def _dates(self, number: int, told: Mapping[str, str]) -> tuple[str, str, str]:
        shown = plain_text(told.get("display date", ""))[0]
        try:
            start = edtf_of_parts([told.get(name, "") for name in _START])
            end = edtf_of_parts([told.get(name, "") for name in _END])
        except DateError as error:
            cells = (" ".join(filter(None, (told.get(name, "") for name in part))) for part in (_START, _END))
            text = " – ".join(filter(None, (shown, *cells)))
            self.reading.report(number, _("{problem} It was kept as text.").format(problem=error), unread_date=True)
            return "", "", text
        return start, end, shown


def _sources(told: Mapping[str, str], links: tuple[str, ...]) -> tuple[DraftSource, ...]:
    """Give the medium with its caption and credit, and what headline and text link to."""
    media, more = plain_text(told.get("media", ""))
    caption, credit = (plain_text(told.get(name, ""))[0] for name in ("media caption", "media credit"))
    found = []
    if media or caption or credit:
        is_address = media.lower().startswith(("http://", "https://"))
        words = "" if is_address else media
        title, url = caption or credit or media[:200], media if is_address else ""
        found.append(DraftSource(title, credit, url=url, words=words))
    known = {source.url for source in found}
    return (*found, *(DraftSource(title=link, url=link) for link in (*more, *links) if link not in known))
