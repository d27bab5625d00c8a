"""How a person had files read, kept for the next file of that shape and under names of their own.

A named reading is a file of its own, which the command line takes too (`--mapping`).
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.held_files import read_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.system_faults import fault_reason
from timeline_app.document.importing import plan_import
from timeline_app.domain.dates.zones import is_zone
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.file_names import file_name
from timeline_app.domain.text.normalize import fold
from timeline_app.formats.reading import LAST_CENTURY, ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from timeline_app.document.importing import ImportOptions, ImportPlan

_OF_ONE_FILE: Final = frozenset({"usual_order", "within", "repeats"})
"""What is no choice about a file, or one about its events that says nothing of others."""
_BY_COLUMN: Final = ("mapping", "orders")
_ORDERS: Final = ("dmy", "mdy", "ymd")
_MOST_KEPT: Final = 200
_LARGEST: Final = 1 << 20
"""Bytes of a file that may hold a reading."""
_KEPT_TYPES: Final = (str, int, bool, type(None), dict)


def spell_reading(options: ImportOptions) -> str:
    """Write down what a person chose about a file."""
    chosen = {each.name: getattr(options.reading, each.name) for each in _kept_fields()}
    plain = {name: dict(value) if hasattr(value, "items") else value for name, value in chosen.items()}
    return json.dumps({"format": options.format, **plain}, ensure_ascii=False, indent=1)


def read_as_before(text: str, options: ImportOptions, columns: Iterable[str] = ()) -> ImportOptions:
    """Give options with what was written down, as far as it is about `columns`; FormatError for what is no reading.

    Without `columns` all of it counts.
    """
    plain = _plain(text)
    known = {fold(name.strip()) for name in columns}
    chosen: dict[str, Any] = {}
    for each in _kept_fields():
        value = plain.get(each.name)
        if isinstance(value, dict):
            value = {
                str(name): str(told)
                for name, told in value.items()
                if each.name not in _BY_COLUMN or not known or fold(str(name).strip()) in known
            }
        if each.name in {"order", "orders"}:
            value = _orders(value)
        if value is not None and _is_like(value, getattr(ReadOptions(), each.name)) and _is_of_use(each.name, value):
            chosen[each.name] = value
    return replace(options, format=plain.get("format", ""), reading=replace(options.reading, **chosen))


def _plain(text: str) -> dict[str, Any]:
    """Give what a saved reading says, by name; raise FormatError where it is none."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        words = _("This is no saved reading: it is no JSON from line {line}, column {column}.")
        raise FormatError(words.format(line=error.lineno, column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(_("This is no saved reading: it is no JSON that can be read.")) from error
    names = {"format", *(each.name for each in _kept_fields())}
    if not isinstance(plain, dict) or names.isdisjoint(plain) or not isinstance(plain.get("format", ""), str):
        raise FormatError(_("This is no saved reading: it names no format and no columns."))
    return plain


def plan_as_before(path: Path, options: ImportOptions, saved: SavedReadings) -> ImportPlan:
    """Look at a file as the last one with its header was read; anew where that does not fit it."""
    plan = plan_import(path, options)
    columns = [column.name for column in plan.table.columns]
    text = saved.of_shape(columns) if columns and plan.recognised.format.takes_mapping else ""
    if not text:
        return plan
    try:
        return plan_import(path, read_as_before(text, options, columns))
    except FormatError:
        return plan


def shape_of(columns: Sequence[str]) -> str:
    """Name the shape of a table by its header."""
    return hashlib.sha256("\x1f".join(fold(name.strip()) for name in columns).encode()).hexdigest()[:24]


def read_file_of_reading(path: Path) -> str:
    """Read a saved reading from a file; raise FormatError where there is none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FormatError(_("“{name}” is too large for a saved reading.").format(name=path.name))
        if not path.is_file():  # a pipe would never end
            raise FormatError(_("“{name}” is not a file that can be read.").format(name=path.name))
        return read_bytes(path).decode("utf-8")
    except OSError as error:
        words = _("“{name}” cannot be read: {reason}.")
        raise FormatError(words.format(name=path.name, reason=fault_reason(error))) from error
    except UnicodeError as error:
        raise FormatError(_("“{name}” is no saved reading: it is no text in UTF-8.").format(name=path.name)) from error


def require_place_for_reading(path: Path) -> None:
    """Refuse to put a reading in place of a file that is none: the table itself, say, or a timeline."""
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        plain = _plain(read_file_of_reading(path))
    except FormatError:
        plain = {}
    if not {"format", "mapping"} <= plain.keys():
        words = _("“{name}” is there already and is no saved reading; choose another name.")
        raise FormatError(words.format(name=path.name))


class SavedReadings:
    """Keeps readings in a folder of a person's settings: the latest of each shape, and those with names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Give the names of the readings that were saved."""
        with suppress(OSError):
            return sorted(each.stem for each in self._folder.glob("*.json") if each.name != self._remembered.name)
        return []

    def named(self, name: str) -> str:
        """Read the reading of a name; raise FormatError where it is not there any more."""
        return read_file_of_reading(self._path(name))

    def save(self, name: str, text: str) -> None:
        """Keep a reading under a name; raise FormatError where it cannot be."""
        path = self._path(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            words = _("“{name}” cannot be saved: {reason}.")
            raise FormatError(words.format(name=name, reason=fault_reason(error))) from error

    def of_shape(self, columns: Sequence[str]) -> str:
        """Give how the last file with this header was read; empty where there was none."""
        return str(self._kept().get(shape_of(columns), ""))

    def remember(self, columns: Sequence[str], text: str) -> None:
        """Keep how a file with this header was read; that it cannot be kept is no hindrance."""
        kept = dict(self._kept())
        kept.pop(shape_of(columns), None)
        kept[shape_of(columns)] = text
        with suppress(FormatError):
            self.save(self._remembered.stem, json.dumps(dict(list(kept.items())[-_MOST_KEPT:]), ensure_ascii=False))

    @property
    def _remembered(self) -> Path:
        return self._folder / "by shape.json"

    def _path(self, name: str) -> Path:
        plain = file_name(name, ".json", instead="")
        if plain == ".json":
            raise FormatError(_("Give the reading a name of letters or digits."))
        return self._folder / plain

    def _kept(self) -> Mapping[str, Any]:
        with suppress(FormatError, ValueError, RecursionError):
            kept = json.loads(read_file_of_reading(self._remembered))
            if isinstance(kept, dict):
                return kept
        return {}


def _kept_fields() -> list[Any]:
    return [each for each in fields(ReadOptions) if each.name not in _OF_ONE_FILE]


def _orders(value: object) -> object:
    """Give orders of day and month without those that are none."""
    if isinstance(value, dict):
        return {name: order for name, order in value.items() if order in _ORDERS}
    return value if value in _ORDERS else None


def _is_of_use(name: str, value: object) -> bool:
    """Tell whether a zone is one, and a year one from which years of two figures can be counted."""
    if name == "zone":
        return value == "" or (isinstance(value, str) and is_zone(value))
    return name != "century" or (isinstance(value, int) and 0 <= value <= LAST_CENTURY)


def _is_like(value: object, usual: object) -> bool:
    """Tell whether a value may stand where another usually does; what usually is nothing may be a word or a number."""
    if usual is None:
        return isinstance(value, str | int)
    return isinstance(value, type(usual)) and isinstance(value, _KEPT_TYPES)
