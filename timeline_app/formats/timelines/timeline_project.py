"""The Timeline Project (.timeline): events, containers and eras as XML; what 0.1 to 0.9 wrote is refused by name.

Years count as astronomers count them (-43 is 44 BC). As in that program, an event whose clocks show 00:00 has days.
Unknown elements are no error: its schema lacks some that it writes itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.date_parts import edtf_year
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import (
    address_of,
    dates_of,
    left_over,
    linked,
    list_of,
    text_of,
    title_of,
    words_of,
)
from timeline_app.formats.xml_trees import tree_of, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

_MOMENT: Final = re.compile(r"(-?\d{1,12})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?", re.ASCII)
_PREFIXES: Final = re.compile(r"(?:\((?P<inside>\d+)\))?(?:\[(?P<number>\d+)\])?")
_TAKEN: Final = frozenset({
    "start", "end", "text", "name", "fuzzy", "fuzzy_start", "fuzzy_end", "locked", "ends_today", "category",
    "categories", "description", "labels", "hyperlink", "icon", "default_color", "color", "milestone",
})  # fmt: skip
_NOTHING: Final = frozenset({"", "0", "False"})
OLDER: Final = re.compile(r"# Written by Timeline|(?:PREFERRED-PERIOD|CATEGORY|EVENT):", re.ASCII)
"""How a file begins that is older than their XML."""


def read_timeline_project(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the timeline at `path`; raise FormatError where it is none, or older than their XML."""
    if OLDER.match(text_of(path).lstrip()):
        words = _(
            "“{name}” is in the text format that The Timeline Project had before XML; "
            "open it with version 0.10 of that program, save it, and import what was saved."
        )
        raise FormatError(words.format(name=path.name))
    root = tree_of(path)
    if root.tag != "timeline":
        raise FormatError(_("“{name}” is no file of The Timeline Project.").format(name=path.name))
    kind = words_in(root.find("timetype")) or "gregoriantime"
    reading = FileReading("timelineproj", iter(()))
    if kind not in {"gregoriantime", "gregorian"}:
        reading.notes.append(_("Its dates are of the kind “{kind}” and were kept as text.").format(kind=kind[:40]))
    entries = [_Entry.of(each) for each in root.iterfind("./events/event")]
    eras = [_Entry.of(each) for each in root.iterfind("./eras/era")]
    reading.notes.extend(_told(root, entries))
    containers = {entry.number: entry.title for entry in entries if entry.number}
    return replace(reading, drafts=_drafts(entries, eras, containers, _Reader(reading, kind.startswith("gregorian"))))


def _told(root: Any, entries: list[_Entry]) -> Iterator[str]:
    if not entries:
        yield _("The timeline has no events.")
    inside = [
        f"{words_in(each.find('name'))} ({parent})"
        for each in root.iterfind("./categories/category")
        if (parent := words_in(each.find("parent")))
    ]
    if inside:
        yield _("Categories here lie in no other; in the file they did: {names}.").format(names=", ".join(inside)[:500])
    if pictures := sum(bool(entry.told.get("icon")) for entry in entries):
        yield _("Icons were left out; events that have one: {n}.").format(n=pictures)


@dataclass(frozen=True, slots=True)
class _Entry:
    told: Mapping[str, str]
    categories: tuple[str, ...]
    title: str
    inside: str
    """The number of the container that it lies in; empty for none."""
    number: str
    """Its own, where it is a container."""

    @staticmethod
    def of(element: Any) -> _Entry:
        told = {str(each.tag): words_of(words_in(each)) for each in element if len(each) == 0}
        several = [told.get("category", ""), *(words_in(each) for each in element.iterfind("./categories/category"))]
        text = told.get("text") or told.get("name", "")
        found = _PREFIXES.match(text)
        inside, number = (found["inside"] or "", found["number"] or "") if found is not None else ("", "")
        title = title_of(text[found.end() :] if found is not None else text)
        return _Entry(told, list_of(several), title, inside, number)

    def says(self, name: str) -> bool:
        """Tell whether a yes-or-no field says yes."""
        return self.told.get(name, "").casefold() in {"true", "1"}


@dataclass(frozen=True, slots=True)
class _Reader:
    reading: FileReading
    is_gregorian: bool

    def draft(self, row: int, entry: _Entry, *, container: str, is_era: bool) -> Draft | None:
        """Make an event of an entry; one without a text is told by its description."""
        told = entry.told
        title = entry.title or title_of(told.get("description", ""))
        if not title:
            self.reading.leave_out(row, _("The event has no text and was left out."))
            return None
        start, end, date_text = self._dates(row, entry)
        tags = [*entry.categories[1:], *re.split(r"[,;\s]+", told.get("labels", "")), container]
        tags += ["milestone"] if entry.says("milestone") else []
        tags += ["container"] if entry.number else []
        tags += ["era"] if is_era else []
        addresses = [each.strip() for each in told.get("hyperlink", "").split(";")]
        others = {"hyperlink": [each for each in addresses if not address_of(each)]}
        kept = {name: text for name, text in told.items() if name not in _TAKEN and text not in _NOTHING}
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=entry.categories[0] if entry.categories else "",
            tags=list_of(tags),
            summary=told.get("description", ""),
            notes=left_over({**kept, **others, **self._unsaid(entry, start, end)}, ()),
            sources=linked(filter(None, map(address_of, addresses))),
            row=row,
        )

    def _dates(self, row: int, entry: _Entry) -> tuple[str, str, str]:
        told = entry.told
        start, end = told.get("start", ""), told.get("end", "")
        written = start if start == end else " – ".join(filter(None, (start, end)))
        if not self.is_gregorian:
            return "", "", written
        days = all(_is_midnight(each) for each in (start, end))
        fuzzy_start, fuzzy_end = (entry.says("fuzzy") or entry.says(name) for name in ("fuzzy_start", "fuzzy_end"))

        def first() -> str:
            return _edtf(start, days=days, about=fuzzy_start or (fuzzy_end and start == end))

        def last() -> str:
            if entry.says("ends_today"):
                return ".."
            return _edtf(end, days=days, about=fuzzy_end) if end != start else ""

        return dates_of(self.reading, row, first, last, written)

    def _unsaid(self, entry: _Entry, start: str, end: str) -> dict[str, str]:
        """Give what is fuzzy of a date that cannot say so, since it has a clock."""
        return {
            name: "True"
            for name, date in (("fuzzy_start", start), ("fuzzy_end", end or start))
            if (entry.says("fuzzy") or entry.says(name)) and "T" in date
        }


def _drafts(
    entries: list[_Entry], eras: list[_Entry], containers: Mapping[str, str], reader: _Reader
) -> Iterator[Draft]:
    for row, entry in enumerate([*entries, *eras], 1):
        container = containers.get(entry.inside, "") if entry.inside else ""
        draft = reader.draft(row, entry, container=container, is_era=row > len(entries))
        if draft is not None:
            yield draft


def _is_midnight(text: str) -> bool:
    found = _MOMENT.fullmatch(text)
    return found is not None and not any(int(each or 0) for each in found.groups()[3:])


def _edtf(text: str, *, days: bool, about: bool) -> str:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups())
    edtf = f"{edtf_year(year)}-{month:02d}-{day:02d}"
    clock = "" if days else f"T{hour:02d}:{minute:02d}:{second:02d}"
    try:
        When.parse(edtf + clock)
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
    return f"{edtf}{clock}" if clock else f"{edtf}~" if about else edtf
