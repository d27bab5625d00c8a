"""A change in words, record by record and field by field, for the history."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.choice_words import (
    colour_words,
    confidence_words,
    evidence_kind_words,
    lane_words,
    shape_words,
    source_kind_words,
    stance_words,
)
from timeline_app.domain.record_words import field_words, kind_inside
from timeline_app.domain.records import (
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Participation,
    Place,
    Review,
    Source,
    StoryView,
    Tag,
)
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.json_values import TYPE_NAMES
from timeline_app.domain.timeline import status_words
from timeline_app.extract.languages.names import language_name
from timeline_app.ui.wording.labels import importance_words, link_words, review_state_words, stamp_words, zone_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from timeline_app.document import Chronology
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Record

DATES: Final = frozenset({"start", "end", "published", "retrieved", "claimed_date", "as_of"})
NAMED: Final = (Category, Actor, Place, Tag, Source)
TOLD_BY_HEAD: Final = frozenset({"title", "name", "exact"})
NOTHING: Final = "–"
MOST_LETTERS: Final = 1_200
_LETTERS_OF_A_VIEW: Final = 200


@dataclasses.dataclass(frozen=True, slots=True)
class FieldWords:
    """A field, and what stood in it before and after; `None` where the record was not there."""

    field: str
    before: str | None
    after: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class RecordWords:
    """A record that a change touched: "Edited event “…”", and the fields that became others."""

    head: str
    fields: tuple[FieldWords, ...]


class RecordNames:
    """The names behind the ids of a chronology as it is now, and of the records of one change."""

    def __init__(self, chronology: Chronology, change: Change) -> None:
        self._chronology = chronology
        self._names: dict[str, str] = {}
        lists: tuple[Iterable[Record], ...] = (
            chronology.categories, chronology.actors, chronology.places, chronology.tags,
            change.before, change.after,
        )  # fmt: skip
        for records in lists:
            self._names |= {each.id: _name_of(each) for each in records if isinstance(each, NAMED)}
        self._in_change = {
            each.id: each for each in (*change.before, *change.after) if isinstance(each, Event | Excerpt)
        }

    def name(self, record_id: str) -> str:
        """Give a name; for what is gone by now, say so."""
        if not record_id:
            return NOTHING
        if record_id not in self._names:
            source = self._chronology.library.source(record_id)
            self._names[record_id] = source.title if source is not None else _("(no longer there)")
        return self._names[record_id]

    def hangs_on(self, record: Record) -> tuple[str, str]:
        """Name what a record without a name is about, or the two between which it is; empty where there is nothing."""
        if isinstance(record, Link):
            return self._event(record.from_id), self._event(record.to_id)
        if isinstance(record, Document):
            return self.name(record.source_id), ""
        if isinstance(record, Review) and record.excerpt_id:
            return self._quote(record.excerpt_id) or self._event(record.event_id), ""
        return (self._event(record.event_id), "") if isinstance(record, Review | Excerpt) else ("", "")

    def _event(self, event_id: str) -> str:
        found = self._in_change.get(event_id) or self._chronology.event_by_id(event_id)
        return _name_of(found) if found is not None else _("(no longer there)")

    def _quote(self, excerpt_id: str) -> str:
        found = self._in_change.get(excerpt_id) or self._chronology.library.excerpt(excerpt_id)
        return _name_of(found) if found is not None else ""


def told(change: Change, names: RecordNames, most: int) -> list[RecordWords]:
    """Tell at most `most` of the records of a change, events first."""
    before = {(type(each), each.id): each for each in change.before}
    after = {(type(each), each.id): each for each in change.after}
    keys = sorted(dict.fromkeys([*before, *after]), key=lambda key: key[0] is not Event)
    return [_record(before.get(key), after.get(key), names) for key in keys[:most]]


def _record(before: Record | None, after: Record | None, names: RecordNames) -> RecordWords:
    present = after if after is not None else before
    if present is None:
        message = "a change needs a record"
        raise TypeError(message)
    name = _name_of(present)
    of, other = names.hangs_on(present) if not name else ("", "")
    edit = "added" if before is None else "deleted" if after is None else "edited"
    head = _head(edit, named=bool(name), paired=bool(other), hanging=bool(of))
    head = head.format(kind=kind_inside(TYPE_NAMES[type(present)]), name=name or of, other=other)
    return RecordWords(head, tuple(_fields(before, after, names)))


def _head(edit: str, *, named: bool, paired: bool, hanging: bool) -> str:
    """Give the sentence with what was done to a record: one with a name, or one that hangs on others."""
    alone, called, of, between = {
        "added": (
            _("Added: {kind}"), _("Added: {kind} “{name}”"), _("Added: {kind} of “{name}”"),
            _("Added: {kind} from “{name}” to “{other}”"),
        ),
        "deleted": (
            _("Deleted: {kind}"), _("Deleted: {kind} “{name}”"), _("Deleted: {kind} of “{name}”"),
            _("Deleted: {kind} from “{name}” to “{other}”"),
        ),
        "edited": (
            _("Edited: {kind}"), _("Edited: {kind} “{name}”"), _("Edited: {kind} of “{name}”"),
            _("Edited: {kind} from “{name}” to “{other}”"),
        ),
    }[edit]  # fmt: skip
    return called if named else between if paired else of if hanging else alone


def _fields(before: Record | None, after: Record | None, names: RecordNames) -> Iterator[FieldWords]:
    for field in dataclasses.fields(before or after):  # type: ignore[arg-type]  # one of them is there
        words = field_words(field.name)
        old = getattr(before, field.name) if before is not None else None
        new = getattr(after, field.name) if after is not None else None
        present = old if before is not None else new
        if not words or old == new or (field.name in DATES and isinstance(present, int)):
            continue
        if before is not None and after is not None:
            yield FieldWords(words, value_words(field.name, old, names), value_words(field.name, new, names))
        elif present and field.name not in TOLD_BY_HEAD:
            told_value = value_words(field.name, present, names)
            yield FieldWords(words, told_value if after is None else None, told_value if before is None else None)


def _kind(kind: str) -> str:
    """Name a kind, be it of a source or of evidence; that of an actor or a place stays as it was typed."""
    return source_kind_words(evidence_kind_words(kind))


def _confidence(degree: int) -> str:
    words = confidence_words()
    return words[degree] if 0 <= degree < len(words) else str(degree)


_DEGREES: Final[Mapping[str, Callable[[int], str]]] = {"importance": importance_words, "confidence": _confidence}
_CHOICES: Final[Mapping[str, Callable[[str], str]]] = {
    "status": status_words,
    "default_status": status_words,
    "state": review_state_words,
    "at": stamp_words,
    "kind": _kind,
    "stance": stance_words,
    "type": partial(link_words, outward=True),
    "lanes": lane_words,
    "shape": shape_words,
    "colour": colour_words,
    "language": language_name,
    "zone": zone_words,
}
"""What of a record is chosen from a list, in the words of the list."""


def value_words(field: str, value: object, names: RecordNames) -> str:
    """Tell what stands in a field."""
    if field in {"category_id", "place_id", "source_id"}:
        return names.name(str(value))
    if isinstance(value, tuple):
        return "; ".join(_part(each, names, named=field == "tag_ids") for each in value) or NOTHING
    if value in ("", None):
        return NOTHING
    if field in DATES:
        return day_in_words(str(value))
    if field in _DEGREES and isinstance(value, int):
        return _DEGREES[field](value)
    text = _CHOICES[field](str(value)) if field in _CHOICES else str(value)
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rstrip() + "…"


def _part(part: object, names: RecordNames, *, named: bool) -> str:
    if isinstance(part, Participation):
        name = names.name(part.actor_id)
        return f"{name} ({part.role})" if part.role else name
    if isinstance(part, StoryView):
        return _("{title}: {text}").format(
            title=part.title or _("View without a title"), text=part.text[:_LETTERS_OF_A_VIEW]
        )
    return names.name(str(part)) if named else str(part)


def _name_of(record: Record) -> str:
    name = getattr(record, "title", "") or getattr(record, "name", "") or getattr(record, "exact", "")
    line = " ".join(str(name).split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"
