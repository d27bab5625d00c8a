"""GEDCOM: an event for each dated event of a person or a family, by the grammar of versions 5.5 and 7.0."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, pgettext
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.history.old_dates import OldDate, read_gedcom_date
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import address_of, marked_up, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

_LINE: Final = re.compile(r"\s*(\d{1,2})\s+(?:(@[^@\s][^@]*@)\s+)?([A-Za-z0-9_]+)(?: (.*))?", re.DOTALL)
_DEEPEST: Final = 99
_COORDINATE: Final = re.compile(r"([NSEWnsew+-]?)\s*(\d{1,3}(?:\.\d+)?)", re.ASCII)
_NO_EVENTS: Final = frozenset({
    "NAME", "CHAN", "CREA", "SOUR", "OBJE", "NOTE", "SNOTE", "FAMS", "FAMC", "HUSB", "WIFE", "CHIL", "ASSO", "SUBM",
    "REFN", "RIN", "UID", "_UID", "EXID", "SEX", "ALIA", "ANCI", "DESI", "RESN", "RFN", "AFN", "_UPD", "LANG",
})  # fmt: skip
_USED: Final = frozenset({"DATE", "PLAC", "NOTE", "SOUR", "TYPE", "ADDR"})


@dataclass(slots=True)
class GedcomLine:
    """A line with what stands below it."""

    tag: str
    value: str = ""
    mark: str = ""
    """By which others point to it: @I1@."""
    row: int = 0
    below: list[GedcomLine] = field(default_factory=list)

    def first(self, tag: str) -> GedcomLine | None:
        """Give the first line of a tag below this one."""
        return next((each for each in self.below if each.tag == tag), None)

    def text(self, tag: str) -> str:
        """Give the value of the first line of a tag below this one; empty where there is none."""
        found = self.first(tag)
        return found.value.strip() if found is not None else ""


def labels() -> dict[str, str]:
    """Name the events of the standard."""
    return {
        "BIRT": _("Birth"), "DEAT": _("Death"), "BURI": _("Burial"), "CREM": _("Cremation"), "BAPM": _("Baptism"),
        "CHR": _("Christening"), "CHRA": _("Adult christening"), "BARM": _("Bar mitzvah"), "BASM": _("Bat mitzvah"),
        "BLES": _("Blessing"), "CONF": _("Confirmation"), "FCOM": _("First communion"), "ORDN": _("Ordination"),
        "NATU": _("Naturalization"), "EMIG": _("Emigration"), "IMMI": _("Immigration"), "CENS": _("Census"),
        "PROB": _("Probate"), "WILL": _("Will"), "GRAD": _("Graduation"), "RETI": _("Retirement"),
        "ADOP": _("Adoption"),
        "MARR": _("Marriage"), "DIV": _("Divorce"), "ENGA": _("Engagement"), "ANUL": _("Annulment"),
        "MARB": _("Banns"), "MARC": _("Marriage contract"), "MARL": _("Marriage licence"),
        "MARS": _("Marriage settlement"), "DIVF": _("Divorce filed"), "OCCU": _("Occupation"), "RESI": _("Residence"),
        "EDUC": _("Education"), "TITL": pgettext("of a person", "Title"), "PROP": _("Property"), "RELI": _("Religion"),
        "NATI": _("Nationality"), "EVEN": _("Event"), "FACT": _("Fact"),
    }  # fmt: skip


def read_gedcom(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the people at `path`; raise FormatError where none of them has an event."""
    reading = FileReading("gedcom", iter(()))
    records = list(_records(text_of(path), reading))
    people = _People({each.mark: each for each in records if each.mark}, reading)
    drafts = people.drafts(records)
    first = next(drafts, None)
    if first is None:
        raise FormatError(_("“{name}” has no events of people.").format(name=path.name))
    head = next((each for each in records if each.tag == "HEAD"), None)
    if head is not None and head.text("CHAR").upper() == "ANSEL":
        reading.notes.append(
            _("The file is in ANSEL; letters with accents may be wrong. Save it as UTF-8 for right ones.")
        )

    def all_of() -> Iterator[Draft]:
        yield first
        yield from drafts

    return replace(reading, drafts=all_of())


def _records(text: str, reading: FileReading) -> Iterator[GedcomLine]:
    """Give the records, each with its lines below it; a line that is none goes on with the one before."""
    stack: list[GedcomLine] = []
    for row, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            if line.strip() and stack:
                stack[-1].value += f"\n{line}"
            continue
        level, value = int(match[1]), match[4] or ""
        if match[3].upper() in {"CONC", "CONT"} and stack:
            target = stack[min(level, len(stack)) - 1] if level else stack[-1]
            target.value += value if match[3].upper() == "CONC" else f"\n{value}"
            continue
        made = GedcomLine(match[3].upper(), value, match[2] or "", row)
        if level > len(stack):
            reading.report(row, _("The line is deeper than it may be, and was taken as one below the last."))
        level = min(level, len(stack), _DEEPEST)
        if level == 0 and stack:
            yield stack[0]
        del stack[level:]
        if stack:
            stack[-1].below.append(made)
        stack.append(made)
    if stack:
        yield stack[0]


@dataclass(slots=True)
class _People:
    marked: dict[str, GedcomLine]
    reading: FileReading
    bare: int = 0

    def drafts(self, records: list[GedcomLine]) -> Iterator[Draft]:
        """Give the events of people and families; those of which nothing is told but that they happened are counted."""
        named = labels()
        for record in records:
            if record.tag not in {"INDI", "FAM"}:
                continue
            names = self._names(record)
            seen: Counter[str] = Counter()
            for event in record.below:
                if event.tag in _NO_EVENTS or not (event.tag in named or event.first("DATE") is not None):
                    continue
                seen[event.tag] += 1
                if event.first("DATE") is None and event.first("PLAC") is None:
                    self.bare += 1
                    continue
                yield self._draft(record, event, names, f"{record.mark.strip('@')} {event.tag} {seen[event.tag]}")
        if self.bare:
            words = ngettext("{n} event without date and place was left out.",
                             "{n} events without date and place were left out.", self.bare)  # fmt: skip
            self.reading.notes.append(words.format(n=self.bare))

    def _names(self, record: GedcomLine) -> tuple[str, ...]:
        if record.tag == "INDI":
            return tuple(filter(None, (_name_of(record),)))
        partners = (self.marked.get(each.value.strip()) for each in record.below if each.tag in {"HUSB", "WIFE"})
        return tuple(filter(None, (_name_of(each) for each in partners if each is not None)))

    def _draft(self, record: GedcomLine, event: GedcomLine, names: tuple[str, ...], external_id: str) -> Draft:
        kind = event.text("TYPE") or labels().get(event.tag, event.tag)
        value = "" if event.value.strip() == "Y" else on_one_line(event.value).strip()
        when = self._date(event)
        place = event.first("PLAC")
        latitude, longitude = _coordinates(place)
        title = ": ".join(filter(None, (kind, ", ".join(names) or record.mark.strip("@"))))
        notes = [f"{each.tag}: {words}" for each in event.below if each.tag not in _USED and (words := _words(each))]
        notes += [f"ADDR: {words}" for each in event.below if each.tag == "ADDR" and (words := _words(each))]
        return Draft(
            title=title,
            start=when.start,
            end=when.end,
            date_text=when.text,
            category=labels().get(event.tag, kind),
            actors=names,
            place=", ".join(filter(None, (part.strip() for part in place.value.split(","))))
            if place is not None
            else "",
            latitude=latitude,
            longitude=longitude,
            summary="\n".join(filter(None, (value, *self._texts(event)))),
            notes="\n".join(notes),
            external_id=external_id,
            sources=tuple(dict.fromkeys(self._sources(event))),
            row=event.row,
        )

    def _date(self, event: GedcomLine) -> OldDate:
        date = event.first("DATE")
        if date is None or not date.value.strip():
            return OldDate(text=date.text("PHRASE") if date is not None else "")
        said = on_one_line(date.value).strip()
        try:
            when = read_gedcom_date(date.value)
        except DateError as error:
            told = _("{problem} It was kept as text.").format(problem=error)
            self.reading.report(date.row, told, unread_date=True)
            return OldDate(text=said)
        if when.calendar:
            words = _("“{text}” is a date of another calendar; it was kept as text.")
            self.reading.report(date.row, words.format(text=said[:80]), unread_date=True)
        if phrase := date.text("PHRASE"):
            return replace(when, text=f"{when.text or said} ({phrase})")
        return when

    def _texts(self, event: GedcomLine) -> Iterator[str]:
        for note in event.below:
            if note.tag in {"NOTE", "SNOTE"}:
                told = self.marked.get(note.value.strip(), note)
                if text := marked_up(told.value)[0]:
                    yield text

    def _sources(self, event: GedcomLine) -> Iterator[DraftSource]:
        for cited in event.below:
            if cited.tag != "SOUR":
                continue
            source = self.marked.get(cited.value.strip())
            page = on_one_line(cited.text("PAGE"))
            if source is None:
                if words := on_one_line(cited.value).strip():
                    yield DraftSource(title=words[:300], url=address_of(words), words=page)
                continue
            title = (
                on_one_line(source.text("TITL") or source.text("ABBR") or source.value)
                or page
                or cited.value.strip("@ ")
            )
            yield DraftSource(
                title=title[:300],
                author=on_one_line(source.text("AUTH")),
                publisher=on_one_line(source.text("PUBL")),
                url=address_of(page),
                words=page,
            )


def _name_of(person: GedcomLine) -> str:
    return " ".join(person.text("NAME").replace("/", " ").split())


def _words(line: GedcomLine, depth: int = 0) -> str:
    """Give a line with those below it as one text."""
    parts = [on_one_line(line.value).strip()]
    if depth < 5:
        parts += [_words(each, depth + 1) for each in line.below]
    return ", ".join(filter(None, parts))


def _coordinates(place: GedcomLine | None) -> tuple[float | None, float | None]:
    """Read the MAP of a place: N50.45 and E30.52."""
    at = place.first("MAP") if place is not None else None
    if at is None:
        return None, None
    found = [_COORDINATE.fullmatch(at.text(tag)) for tag in ("LATI", "LONG")]
    if any(match is None for match in found):
        return None, None
    latitude, longitude = (
        float(match[2]) * (-1 if match[1].upper() in {"S", "W", "-"} else 1) for match in found if match is not None
    )
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)
