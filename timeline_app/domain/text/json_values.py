"""Records as plain JSON values and back: the journal and the project's own files share this one spelling.

What comes back is checked field by field, since both may come from strangers: a wrong type or an unknown word is told
in a FormatError. Fields that a newer program added are ignored; fields that are missing take their defaults, which
are those of the version that began to leave them out: journals and files of earlier versions rely on them.
"""

from __future__ import annotations

import dataclasses
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, get_args

from timeline_app.base.i18n import gettext as _
from timeline_app.domain import records
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Participation, Record, StoryView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RECORD_TYPES: Final[dict[str, type[Record]]] = {
    "particulars": records.Particulars,
    "category": records.Category,
    "actor": records.Actor,
    "place": records.Place,
    "tag": records.Tag,
    "source": records.Source,
    "document": records.Document,
    "event": records.Event,
    "excerpt": records.Excerpt,
    "review": records.Review,
    "link": records.Link,
    "view": records.SavedView,
    "profile": records.SavedProfile,
    "story": records.Story,
}
"""Every type of record by its name, in an order in which each comes after those it refers to."""

TYPE_NAMES: Final[dict[type[Record], str]] = {record_type: name for name, record_type in RECORD_TYPES.items()}

_CHOICES: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("event", "status"): records.STATUSES,
    ("category", "shape"): records.SHAPES,
    ("excerpt", "kind"): get_args(records.ExcerptKind),
    ("excerpt", "stance"): get_args(records.Stance),
    ("link", "type"): get_args(records.LinkType),
    ("review", "state"): get_args(records.ReviewState),
    ("particulars", "default_status"): ("", *records.STATUSES),
}
_BOUNDS: Final[dict[tuple[str, str], tuple[float, float]]] = {
    ("event", "importance"): (1, 5),
    ("event", "day_order"): (-(2**31), 2**31),
    ("excerpt", "confidence"): (0, 4),
    ("excerpt", "start"): (-1, 2**31),
    ("excerpt", "end"): (-1, 2**31),
    ("category", "position"): (-(2**31), 2**31),
    ("actor", "position"): (-(2**31), 2**31),
    ("place", "position"): (-(2**31), 2**31),
    ("tag", "position"): (-(2**31), 2**31),
    ("place", "latitude"): (-90, 90),
    ("place", "longitude"): (-180, 180),
}
_PATTERNS: Final[dict[tuple[str, str], re.Pattern[str]]] = {
    ("category", "colour"): re.compile("#[0-9A-Fa-f]{6}"),
}
_LEFT_OUT: Final[dict[tuple[type[Record], str], Any]] = {(records.Category, "colour"): "#2166AC"}
"""What a field that is left out stands for, where new records have another default since."""
LONGEST_TEXT: Final = 50_000_000
"""Code points that one field may hold; the text of a long book is a tenth of it."""
MOST_VIEWS: Final = 500
"""Views of a story: who tells one speaks for hours."""
MOST_EVENTS_OF_A_VIEW: Final = 200
"""Events that one view speaks of: more are a filter."""
MOST_TEXT_OF_A_VIEW: Final = 100_000
"""Letters that one view tells: a chapter is a third of it."""
_LONGEST_OF_A_VIEW: Final = {
    "title": 5_000, "text": MOST_TEXT_OF_A_VIEW, "query": 20_000, "event_ids": MOST_EVENTS_OF_A_VIEW,
}  # fmt: skip
_LONGEST_USUAL: Final = 5_000

_HALF_LETTER: Final = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which JSON can spell but UTF-8 cannot."""


def to_plain(record: Record) -> dict[str, Any]:
    """Spell `record` in JSON values; what has its default is left out, except the id."""
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name == "id" or value != _LEFT_OUT.get((type(record), field.name), field.default):
            plain[field.name] = _plain_value(value)
    return plain


def from_plain(type_name: str, plain: Mapping[str, Any]) -> Record:
    """Make the record of `type_name` that `plain` spells."""
    record_type = RECORD_TYPES.get(type_name)
    if record_type is None:
        raise FormatError(_("“{name}” is no kind of record that this program knows.").format(name=type_name))
    if not isinstance(plain, dict):
        raise FormatError(_("A record of kind {kind} is no object with fields.").format(kind=type_name))
    values: dict[str, Any] = {}
    for field in dataclasses.fields(record_type):
        if field.name in plain:
            values[field.name] = _read_value(type_name, field.name, str(field.type), plain[field.name])
        elif field.default is dataclasses.MISSING:
            raise FormatError(_("A record of kind {kind} lacks its {field}.").format(kind=type_name, field=field.name))
        elif (record_type, field.name) in _LEFT_OUT:
            values[field.name] = _LEFT_OUT[record_type, field.name]
    return record_type(**values)


def require_sound(record: Record) -> None:
    """Raise FormatError for a record with a value that its field may not hold."""
    kind = TYPE_NAMES[type(record)]
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if not isinstance(value, bytes) and value != field.default:  # defaults are sound, and most fields have theirs
            _read_value(kind, field.name, str(field.type), _plain_value(value))


def held_to_type(kind: str, name: str, annotation: str, value: object) -> object:
    """Give `value` where that field may hold it; raise FormatError otherwise."""
    return _read_value(kind, name, annotation, value)


def read_views(plain: object) -> tuple[StoryView, ...]:
    """Read the views of a story; raise FormatError where one cannot be."""
    read = _read_value("story", "views", "tuple[StoryView, ...]", plain)
    return read if isinstance(read, tuple) else ()


def is_limited(kind: str, name: str) -> bool:
    """Tell whether a field may hold less than its type."""
    return (kind, name) in _CHOICES or (kind, name) in _BOUNDS or (kind, name) in _PATTERNS


def _plain_value(value: object) -> object:
    if isinstance(value, bytes):
        from base64 import b64encode  # noqa: PLC0415 - few records hold bytes

        return b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_plain_value(part) for part in value]
    if isinstance(value, Participation):
        return [value.actor_id, value.role] if value.role else [value.actor_id]
    if isinstance(value, StoryView):
        return {
            field.name: _plain_value(told)
            for field in dataclasses.fields(value)
            if (told := getattr(value, field.name)) != field.default
        }
    return value


def _read_value(kind: str, name: str, annotation: str, value: object) -> object:
    read = _reader_of(annotation)(value)
    choices = _CHOICES.get((kind, name))
    low, high = _BOUNDS.get((kind, name), (-math.inf, math.inf))
    wrong = read is _WRONG or (choices is not None and read not in choices)
    if isinstance(read, str) and (pattern := _PATTERNS.get((kind, name))) is not None:
        wrong = wrong or pattern.fullmatch(read) is None
    if wrong or (isinstance(read, int | float) and not low <= read <= high):
        raise FormatError(
            _("The {field} of a record of kind {kind} cannot be “{value}”.").format(
                field=name, kind=kind, value=str(value)[:60]
            )
        )
    return read


_WRONG: Final = object()


def _read_text(value: object) -> object:
    whole = isinstance(value, str) and len(value) <= LONGEST_TEXT and _HALF_LETTER.search(value) is None
    return value if whole else _WRONG


def _read_whole_number(value: object) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) else _WRONG


def _read_number(value: object) -> object:
    if value is None:
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if number else _WRONG  # type: ignore[arg-type]


def _read_bytes(value: object) -> object:
    try:
        from base64 import b64decode  # noqa: PLC0415 - likewise

        return b64decode(value, validate=True) if isinstance(value, str) else _WRONG
    except ValueError:
        return _WRONG


def _read_texts(value: object) -> object:
    good = isinstance(value, list) and all(isinstance(part, str) for part in value)
    return tuple(value) if good and isinstance(value, list) else _WRONG


def _read_participations(value: object) -> object:
    if not isinstance(value, list):
        return _WRONG
    read = []
    for part in value:
        if not isinstance(part, list) or len(part) not in {1, 2} or not all(isinstance(text, str) for text in part):
            return _WRONG
        read.append(Participation(*part))
    return tuple(read)


def _read_views(value: object) -> object:
    """Read the views of a story; each field holds text, but for the ids of events."""
    if not isinstance(value, list) or len(value) > MOST_VIEWS:
        return _WRONG
    read = []
    for plain in value:
        if not isinstance(plain, dict):
            return _WRONG
        told = {
            each.name: (_read_texts if each.name == "event_ids" else _read_text)(plain[each.name])
            for each in dataclasses.fields(StoryView)
            if each.name in plain
        }
        if _WRONG in told.values() or any(
            len(value) > _LONGEST_OF_A_VIEW.get(name, _LONGEST_USUAL)
            for name, value in told.items()
            if isinstance(value, str | tuple)
        ):
            return _WRONG
        read.append(StoryView(**told))  # type: ignore[arg-type]
    return tuple(read)


_READERS: Final[dict[str, Callable[[object], object]]] = {
    "tuple[Participation": _read_participations,
    "tuple[StoryView": _read_views,
    "tuple[str": _read_texts,
    "int": _read_whole_number,
    "float": _read_number,
    "bytes": _read_bytes,
}


@lru_cache
def _reader_of(annotation: str) -> Callable[[object], object]:
    """Give what reads a field of a type; asked for each field of each record of a change."""
    return next((reader for beginning, reader in _READERS.items() if annotation.startswith(beginning)), _read_text)
