"""A change in words, record by record and field by field, for the history."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.records import Actor, Category, Event, Participation, Place, Source, Tag
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.json_values import TYPE_NAMES
from timeline_app.domain.timeline import status_words
from timeline_app.ui.wording.labels import field_words, importance_words, kind_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.document import Chronology
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Record

DATES: Final = frozenset({"start", "end", "published", "retrieved", "claimed_date", "as_of"})
NAMED: Final = (Category, Actor, Place, Tag, Source)
TOLD_BY_HEAD: Final = frozenset({"title", "name", "exact"})
NOTHING: Final = "–"
MOST_LETTERS: Final = 1_200


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

    def name(self, record_id: str) -> str:
        """Give a name; for what is gone by now, say so."""
        if not record_id:
            return NOTHING
        if record_id not in self._names:
            source = self._chronology.library.source(record_id)
            self._names[record_id] = source.title if source is not None else _("(no longer there)")
        return self._names[record_id]


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
    if before is None:
        head = _("Added: {kind} “{name}”") if name else _("Added: {kind}")
    elif after is None:
        head = _("Deleted: {kind} “{name}”") if name else _("Deleted: {kind}")
    else:
        head = _("Edited: {kind} “{name}”") if name else _("Edited: {kind}")
    head = head.format(kind=kind_inside(TYPE_NAMES[type(present)]), name=name)
    return RecordWords(head, tuple(_fields(before, after, names)))


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
    if field == "status":
        return status_words(str(value))
    if field == "importance" and isinstance(value, int):
        return importance_words(value)
    text = str(value)
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rstrip() + "…"


def _part(part: object, names: RecordNames, *, named: bool) -> str:
    if isinstance(part, Participation):
        name = names.name(part.actor_id)
        return f"{name} ({part.role})" if part.role else name
    return names.name(str(part)) if named else str(part)


def _name_of(record: Record) -> str:
    name = getattr(record, "title", "") or getattr(record, "name", "") or getattr(record, "exact", "")
    line = " ".join(str(name).split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"
