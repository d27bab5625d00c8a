"""Aeon Timeline 2 and 3 as CSV: rows of the type Event; persons, places and stories are none, even with dates.

Version 2 separates names by bars (tags in some files by commas), version 3 by commas. Dates may be partial (1778-06),
may name their era (0044-03-15 00:00:00 BC), and in version 3 come as four: the start lies between two dates, and so
does the end.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.date_parts import between, edtf_of_parts
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.opening import open_table
from timeline_app.formats.tables.table import facts_by_name
from timeline_app.formats.timelines.entry_parts import dates_of, edtf_of_text, list_of, marked_up, title_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.table import FileTable

_OF_2: Final = frozenset({"eventid", "duration", "parent", "color", "links", "complete", "completed"})
_OF_3: Final = frozenset(
    {"display id", "narrative position", "latest start date", "earliest end date", "blocked by", "initials"}
)
_PEOPLE: Final = ("participant", "participants", "character", "characters", "person", "persons", "people")
_ONLOOKERS: Final = ("witness", "witnesses", "observer", "observers", "viewpoint", "viewpoints")
_PLACES: Final = ("location", "locations", "place", "places")
_TAKEN: Final = frozenset({
    "eventid", "display id", "title", "label", "type", "start date", "latest start date", "earliest end date",
    "end date", "summary", "description", "tags", *_PEOPLE,
})  # fmt: skip
_SAY_NOTHING: Final = {"duration": {"0 seconds", ""}, "ongoing": {"false", "no", ""}}
_DATE: Final = re.compile(
    r"(?P<before>BCE?|AD|CE)?\s*(?P<year>\d{1,9})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})"
    r"(?:[ T](?P<clock>\d{1,2}:\d\d(?::\d\d)?))?)?)?\s*(?P<behind>BCE?|AD|CE)?",
    re.ASCII | re.IGNORECASE,
)
_SEVERAL: Final = 3


def is_aeon(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of an export of Aeon Timeline."""
    names = set(map(_plain, header))
    if {"type", "label", "start date"} <= names:
        return bool(_OF_3 & names)
    return {"title", "start date"} <= names and len(_OF_2 & names) >= _SEVERAL


def read_aeon(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the export at `path`; raise FormatError where its columns are others."""
    table = open_table(path, lambda row: len((_OF_2 | _OF_3 | _TAKEN) & set(map(_plain, row))), options)
    if not is_aeon(table.header):
        words = _("“{name}” is no export of Aeon Timeline: one has a title or label, and a start date.")
        raise FormatError(words.format(name=path.name))
    columns: dict[str, int] = {}
    for at, name in enumerate(table.header):
        columns.setdefault(_plain(name), at)
    taken = {name: at for name, at in columns.items() if name in _TAKEN}
    facts = facts_by_name(table, taken)
    reading = FileReading("aeon", iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    others = table.others(set(taken.values()))
    names = ", ".join(name for _at, name in others)[:500]
    reading.notes.append(_("Kept in the notes of events: {columns}.").format(columns=names))
    sheet = _Export(table, columns, others, reading, "," if "label" in columns else "|")
    return replace(reading, drafts=sheet.drafts())


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class _Export:
    table: FileTable
    columns: Mapping[str, int]
    others: tuple[tuple[int, str], ...]
    reading: FileReading
    between: str

    def drafts(self) -> Iterator[Draft]:
        """Read the rows that are events; the others are counted and told."""
        left_out: Counter[str] = Counter()
        days, between_tags = self._holds_midnights_only(), self._sign_between_tags()
        if days:
            self.reading.notes.append(_("Each clock shows 00:00, so the dates were read as days."))
        for number, cells in self.table.rows(self.reading.report):
            told = {name: words_of(cells[at]) for name, at in self.columns.items() if at < len(cells)}
            kind = told.get("type", "Event")
            if kind.casefold() != "event":
                left_out[kind or "–"] += 1
            elif (draft := self._draft(number, cells, told, days=days)) is not None:
                tags = list_of([each.strip() for each in told.get("tags", "").split(between_tags)])
                yield draft._replace(tags=tags)
        if left_out:
            words = _("Rows that are no events were left out: {kinds}.")
            kinds = ", ".join(f"{kind[:40]} {count}" for kind, count in left_out.most_common(12))
            self.reading.notes.append(words.format(kinds=kinds))

    def _draft(self, number: int, cells: Sequence[str], told: Mapping[str, str], *, days: bool) -> Draft | None:
        summary, _links = marked_up(told.get("summary") or told.get("description", ""))
        title = title_of(told.get("label") or told.get("title", ""), summary)
        if not title:
            self.reading.leave_out(number, _("The row has no title and was left out."))
            return None
        start, end, date_text = self._dates(number, told, days=days)
        places = self._names(told, _PLACES)
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            actors=self._names(told, (*_PEOPLE, *_ONLOOKERS)),
            place=places[0] if places else "",
            summary=summary,
            notes=self._notes(cells, told),
            external_id=told.get("display id") or told.get("eventid", ""),
            row=number,
        )

    def _names(self, told: Mapping[str, str], columns: Sequence[str]) -> tuple[str, ...]:
        return list_of([each.strip() for column in columns for each in told.get(column, "").split(self.between)])

    def _notes(self, cells: Sequence[str], told: Mapping[str, str]) -> str:
        """Keep what has no field; of a place that is one, and of what says nothing, nothing is left."""
        single = {name for name in _PLACES if len(told.get(name, "").split(self.between)) == 1}
        silent = {name for name, nothing in _SAY_NOTHING.items() if told.get(name, "").casefold() in nothing}
        if told.get("description") and told.get("summary"):
            description = (self.columns["description"], self.table.header[self.columns["description"]])
        else:
            description = None
        others = [each for each in self.others if _plain(each[1]) not in single | silent]
        return self.table.notes_of(cells, [*others, *([description] if description else [])])

    def _dates(self, number: int, told: Mapping[str, str], *, days: bool) -> tuple[str, str, str]:
        names = ("start date", "latest start date", "earliest end date", "end date")
        first, first_at_last, last_at_first, last = (told.get(name, "") for name in names)

        def start() -> str:
            return between(_edtf(first, days=days), _edtf(first_at_last, days=days))

        def end() -> str:
            if told.get("ongoing", "").casefold() in {"true", "yes"}:
                return ".."
            if last == first and last_at_first in {"", last} and first_at_last in {"", first}:
                return ""
            return between(_edtf(last_at_first, days=days), _edtf(last, days=days))

        written = " – ".join(dict.fromkeys(filter(None, (first, first_at_last, last_at_first, last))))
        return dates_of(self.reading, number, start, end, written)

    def _sign_between_tags(self) -> str:
        """Give the sign between tags: a comma too in files of version 2 in which no bar stands between any."""
        at = self.columns.get("tags")
        if at is None or self.between == ",":
            return self.between
        has_bar = any(at < len(cells) and self.between in cells[at] for _number, cells in self.table.rows())
        return self.between if has_bar else ","

    def _holds_midnights_only(self) -> bool:
        names = ("start date", "latest start date", "earliest end date", "end date")
        columns = [self.columns[name] for name in names if name in self.columns]
        clocks = {
            found["clock"].strip("0:") == ""
            for _number, cells in self.table.rows()
            for at in columns
            if at < len(cells) and (found := _DATE.fullmatch(cells[at].strip())) is not None and found["clock"]
        }
        return clocks == {True}


def _edtf(text: str, *, days: bool) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        return edtf_of_text(text, "dmy")
    year = found["year"]
    if (found["before"] or found["behind"] or "").upper().startswith("B"):
        year = f"-{year}"
    try:
        return edtf_of_parts((year, found["month"] or "", found["day"] or "", "" if days else found["clock"] or ""))
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
