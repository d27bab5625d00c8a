"""The sheet of a TimelineJS timeline: a date over four columns, a headline, a text in HTML, a medium.

Years before our era count from 1 BC there: -48 is 48 BC, which EDTF calls -0047. Of a cell in HTML the words are taken,
and the addresses that it links to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.formats.date_parts import edtf_of_parts
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.opening import open_table
from timeline_app.formats.tables.table import facts_by_name
from timeline_app.formats.timelines.slides import Slide, event_of, words_on_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.domain.draft import Draft
    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.table import FileTable


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
    table = open_table(path, names_known, options)
    if not is_header(table.header):
        raise FormatError(
            _("“{name}” is no sheet of TimelineJS: one has the columns Year and Headline.").format(name=path.name)
        )
    columns: dict[str, int] = {}
    for at, name in enumerate(table.header):
        columns.setdefault(_plain_name(name), at)
    facts = facts_by_name(table, {name: at for name, at in columns.items() if name in _READ})
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
    table: FileTable
    columns: Mapping[str, int]
    others: tuple[tuple[int, str], ...]
    reading: FileReading

    def drafts(self) -> Iterator[Draft]:
        """Read the rows; the title slide is no event and is told."""
        for number, cells in self.table.rows(self.reading.report):
            told = {name: cells[at].strip() for name, at in self.columns.items() if name in _READ and at < len(cells)}
            draft = self._draft(number, cells, told)
            if draft is not None:
                yield draft

    def _draft(self, number: int, cells: Sequence[str], told: Mapping[str, str]) -> Draft | None:
        kind = told.get("type", "").casefold()
        headline, text = told.get("headline", ""), told.get("text", "")
        if kind == "title":
            words = _("Row {row} is the title of the timeline, not an event, and was left out: {text}")
            self.reading.notes.append(words.format(row=number, text=words_on_title(headline, text)))
            return None
        start, end = ([told.get(name, "") for name in part] for part in (_START, _END))
        slide = Slide(
            number,
            lambda: edtf_of_parts(start),
            lambda: edtf_of_parts(end),
            " – ".join(filter(None, (" ".join(filter(None, part)) for part in (start, end)))),
            headline=headline,
            text=text,
            display_date=told.get("display date", ""),
            is_era=kind == "era",
            group=told.get("group", ""),
            media=told.get("media", ""),
            caption=told.get("media caption", ""),
            credit=told.get("media credit", ""),
            notes=self.table.notes_of(cells, self.others),
        )
        return event_of(slide, self.reading)
