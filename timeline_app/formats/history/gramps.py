"""Gramps XML: an event for each event of the family tree, with the people that it happened to.

The file may be packed with gzip, as Gramps itself writes it.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.encoding import LARGEST, read_whole, require_readable_size
from timeline_app.formats.geography.kml import child, children, kind_of, within
from timeline_app.formats.geography.places import by_name
from timeline_app.formats.history.old_dates import OldDate, of_another, read_gramps_date
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import address_of, marked_up
from timeline_app.formats.xml_trees import tree_of_bytes, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

_GZIP: Final = b"\x1f\x8b"
_DEEPEST: Final = 20
_MOST_PEOPLE: Final = 100
_READ: Final = frozenset({
    "type", "dateval", "daterange", "datespan", "datestr", "place", "description", "noteref", "citationref",
    "attribute", "objref", "tagref", "cause", "sourceref",
})  # fmt: skip


def read_gramps(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the family tree at `path`; raise FormatError where it has no events."""
    data = read_whole(path)
    root = tree_of_bytes(unpacked(data, path.name) if data.startswith(_GZIP) else data, path.name)
    events = list(within(root, "event")) if kind_of(root) == "database" else []
    if not events:
        raise FormatError(_("“{name}” is no family tree of Gramps, or has no events.").format(name=path.name))
    reading = FileReading("gramps", iter(()))
    return replace(reading, drafts=_Tree(root, reading).drafts(events))


def unpacked(data: bytes, name: str, most: int = LARGEST) -> bytes:
    """Unpack gzip, never more than a file may hold; raise FormatError for what is damaged."""
    reader = zlib.decompressobj(31)
    try:
        found = reader.decompress(data, most + 1)
    except zlib.error as error:
        raise FormatError(_("“{name}” is a damaged archive.").format(name=name)) from error
    require_readable_size(name, len(found))
    return found


@dataclass(slots=True)
class _Tree:
    """The records of the file by their handles, and who takes part in which event."""

    root: Any
    reading: FileReading
    records: dict[str, Any] = field(default_factory=dict)
    people: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Of an event: names and roles."""

    def __post_init__(self) -> None:
        for element in self.root.iter():
            if handle := element.get("handle"):
                self.records.setdefault(handle, element)
        for person in within(self.root, "person"):
            self._take_part(person, [_name_of(person)])
        for family in within(self.root, "family"):
            self._take_part(
                family, [self._named(each.get("hlink", "")) for each in children(family, "father", "mother")]
            )

    def _take_part(self, record: Any, names: list[str]) -> None:
        for reference in children(record, "eventref"):
            role = reference.get("role", "")
            for name in filter(None, names):
                self.people[reference.get("hlink", "")].append((name, role))

    def _named(self, handle: str) -> str:
        person = self.records.get(handle)
        return _name_of(person) if person is not None else ""

    def drafts(self, events: list[Any]) -> Iterator[Draft]:
        """Read the events in the order of the file."""
        return by_name((self._draft(number, event) for number, event in enumerate(events, 1)), self.reading)

    def _draft(self, row: int, event: Any) -> Draft:
        handle = event.get("handle", "")
        kind = words_in(child(event, "type")) or event.get("type", "")
        part = self.people.get(handle) or self._holder(event)
        names = tuple(dict.fromkeys(name for name, _role in part[:_MOST_PEOPLE]))
        about = " ".join(words_in(child(event, "description")).split())
        when = self._date(event, row)
        place, latitude, longitude = self._place(event)
        return Draft(
            title=_title(kind, about, names),
            start=when.start,
            end=when.end,
            date_text=when.text,
            category=kind,
            actors=names,
            place=place,
            latitude=latitude,
            longitude=longitude,
            tags=tuple(filter(None, (self._attribute(each, "name") for each in children(event, "tagref")))),
            summary="\n".join(self._texts(event)),
            notes="\n".join(self._notes(event, part)),
            external_id=handle or event.get("id", ""),
            sources=tuple(dict.fromkeys(self._sources(event))),
            row=row,
        )

    def _holder(self, event: Any) -> list[tuple[str, str]]:
        """Give who an event stands inside of, as old files have it."""
        holder = event.getparent()
        kind = kind_of(holder) if holder is not None else ""
        if kind == "person":
            return [(_name_of(holder), "")]
        if kind == "family":
            return [(self._named(each.get("hlink", "")), "") for each in children(holder, "father", "mother")]
        return []

    def _date(self, event: Any, row: int) -> OldDate:
        """Read the date of an event; another calendar, a new year in March and mere words are kept as text."""
        date = child(event, "dateval", "daterange", "datespan", "datestr")
        if date is None:
            return OldDate()
        words = date.get("val") or " – ".join(filter(None, (date.get("start", ""), date.get("stop", ""))))
        kind = {"daterange": "range", "datespan": "span"}.get(kind_of(date), date.get("type", ""))
        said = " ".join(filter(None, (kind if date.get("type") else "", date.get("quality", ""), words)))
        other = (date.get("cformat") or "Gregorian").split()[0].lower()
        if other != "gregorian" or date.get("newyear"):
            told = _("“{text}” is a date of another calendar; it was kept as text.").format(text=said[:80])
            self.reading.report(row, told, unread_date=True)
            return of_another(said, other) if other != "gregorian" else OldDate(text=f"{said} ({date.get('newyear')})")
        try:
            first, last = date.get("val") or date.get("start", ""), date.get("stop", "")
            kind = "words" if kind_of(date) == "datestr" else kind
            found = read_gramps_date(first, last, kind=kind, quality=date.get("quality", ""))
        except DateError as error:
            if words.strip():
                told = _("{problem} It was kept as text.").format(problem=error)
                self.reading.report(row, told, unread_date=True)
            return OldDate(text=said)
        return replace(found, text=_("{date}, dual-dated").format(date=said)) if date.get("dualdated") else found

    def _place(self, event: Any) -> tuple[str, float | None, float | None]:
        reference = child(event, "place")
        if reference is None:
            return "", None, None
        place = self.records.get(reference.get("hlink", ""))
        if place is None:
            return " ".join(words_in(reference).split()), None, None
        coordinates = child(place, "coord")
        latitude = _degrees(coordinates.get("lat", ""), 90) if coordinates is not None else None
        longitude = _degrees(coordinates.get("long", ""), 180) if coordinates is not None else None
        both = latitude is not None and longitude is not None
        return self._name_of_place(place), latitude if both else None, longitude if both else None

    def _name_of_place(self, place: Any) -> str:
        """Name a place with those that it lies in."""
        if title := " ".join(words_in(child(place, "ptitle")).split()):
            return title
        names: list[str] = []
        while place is not None and len(names) < _DEEPEST:
            name = child(place, "pname")
            names.append((name.get("value", "") if name is not None else "") or place.get("name", ""))
            reference = child(place, "placeref")
            place = self.records.get(reference.get("hlink", "")) if reference is not None else None
        return ", ".join(dict.fromkeys(filter(None, names)))

    def _texts(self, event: Any) -> Iterator[str]:
        for reference in children(event, "noteref"):
            note = self.records.get(reference.get("hlink", ""))
            if note is not None and (text := marked_up(words_in(child(note, "text")) or words_in(note))[0]):
                yield text
        for note in children(event, "note"):
            if text := marked_up(words_in(note))[0]:
                yield text

    def _notes(self, event: Any, part: list[tuple[str, str]]) -> Iterator[str]:
        for attribute in children(event, "attribute"):
            yield f"{attribute.get('type', '')}: {attribute.get('value', '')}"
        for name, role in part:
            if role not in {"", "Primary", "Family"}:
                yield f"{role}: {name}"
        if cause := words_in(child(event, "cause")):
            yield f"Cause: {cause}"
        for each in event:
            if kind_of(each) not in _READ | {"note"} and (words := words_in(each)):
                yield f"{kind_of(each)}: {words}"

    def _attribute(self, reference: Any, name: str) -> str:
        record = self.records.get(reference.get("hlink", ""))
        return record.get(name, "") if record is not None else ""

    def _sources(self, event: Any) -> Iterator[DraftSource]:
        """Give what an event is cited from, with the page."""
        for reference in children(event, "citationref", "sourceref"):
            citation = self.records.get(reference.get("hlink", ""))
            if citation is None:
                continue
            link = child(citation, "sourceref")
            source = self.records.get(link.get("hlink", "")) if link is not None else citation
            if source is None:
                continue
            page = words_in(child(citation, "page")) if link is not None else ""
            title = " ".join((words_in(child(source, "stitle")) or page).split())
            if title:
                yield DraftSource(
                    title=title,
                    author=" ".join(words_in(child(source, "sauthor")).split()),
                    publisher=" ".join(words_in(child(source, "spubinfo")).split()),
                    url=address_of(page),
                    words=page,
                )


def _title(kind: str, about: str, names: tuple[str, ...]) -> str:
    """Name an event by its description, its kind, and whom it happened to."""
    if about and kind.casefold() in about.casefold():
        return about
    words = about or ", ".join(names[:3])
    return ": ".join(filter(None, (kind, words))) or _("Event without a title")


def _name_of(person: Any) -> str:
    """Give the name of a person: first name, then surnames with their prefixes."""
    name = child(person, "name")
    if name is None:
        return ""
    first = words_in(child(name, "first"))
    surnames = [" ".join(filter(None, (each.get("prefix", ""), words_in(each)))) for each in children(name, "surname")]
    last = words_in(child(name, "last"))
    return " ".join(" ".join(filter(None, (first, *surnames, last, words_in(child(name, "suffix"))))).split())


def _degrees(text: str, most: float) -> float | None:
    """Read degrees with a point or a comma."""
    text = text.strip().replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) <= most else None
