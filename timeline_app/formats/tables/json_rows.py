"""Records in JSON as the rows of a table: a list of objects, one below a name, or an object on each line.

What is nested is made flat: "place": {"name": "Kyiv"} is the column “place.name”, a list of names stands in one cell,
and a list of objects gives a column for each of their fields, in the same order.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.held_files import open_text, read_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import FormatError
from timeline_app.formats.encoding import decode, encoding_of
from timeline_app.formats.reading import TableFacts
from timeline_app.formats.tables.table import FileTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.tables.table import Report

_LARGEST: Final = 100_000_000
"""Bytes of a list, which is read as a whole; lines are read one by one."""
_LONGEST_LINE: Final = 16_000_000
_SAMPLE: Final = 2_000
_MOST_COLUMNS: Final = 2_000
_DEEPEST: Final = 6
_BETWEEN: Final = " ; "


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The rows of a file of records."""

    path: Path
    header: list[str]
    records: Callable[[], Iterator[Mapping[str, Any]]]

    @property
    def facts(self) -> TableFacts:
        """There is nothing to tell but the columns."""
        return TableFacts()

    def rows(self, report: Report | None = None) -> Iterator[list[str]]:  # noqa: ARG002  # nothing can be wrong
        """Give all records as rows; what the first records do not have stands behind the last column."""
        places = {name: at for at, name in enumerate(self.header)}
        for record in self.records():
            cells = [""] * len(self.header)
            for name, text in flat(record).items():
                if (at := places.get(name)) is not None:
                    cells[at] = text
                elif text:
                    cells.append(f"{name}: {text}")
            yield cells

    def notes(self) -> Iterator[str]:
        """Tell which columns were made of what was nested."""
        nested = [name for name in self.header if "." in name]
        if nested:
            words = _("What was nested has columns of its own: {columns}.")
            yield words.format(columns=", ".join(nested)[:300])


def open_records(path: Path) -> FileTable:
    """Look into a file of records; raise FormatError where it holds none."""
    records = _records_of(path)
    sample = list(itertools.islice(records(), _SAMPLE))
    if not sample:
        raise FormatError(_("“{name}” holds no list of records.").format(name=path.name))
    header = list(dict.fromkeys(name for record in sample for name in flat(record)))[:_MOST_COLUMNS]
    source = RecordRows(path, header, records)
    rows = list(itertools.islice(source.rows(), _SAMPLE))
    return FileTable(source, header, 0, rows, tuple(source.notes()))


def names_in(outline: LiteralValue) -> list[str]:
    """Give the names of the fields of the first records, of a beginning of JSON; none where there are no records."""
    found = [each for each in _longest_list(outline) if isinstance(each, dict)] if outline is not None else []
    if not found and isinstance(outline, dict):
        found = [outline]  # one record on each line
    return list(dict.fromkeys(name for each in found[:20] for name in flat(each)))


def _records_of(path: Path) -> Callable[[], Iterator[Mapping[str, Any]]]:
    if _is_by_line(path):
        return lambda: _lines(path)
    if path.stat().st_size > _LARGEST:
        words = _("“{name}” is too large to be read as a whole; save it with one record on each line (JSON Lines).")
        raise FormatError(words.format(name=path.name))
    try:
        whole = json.loads(decode(read_bytes(path)).removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        words = _("“{name}” is not JSON: line {line}, column {column}.")
        raise FormatError(words.format(name=path.name, line=error.lineno, column=error.colno)) from None
    except (ValueError, RecursionError):
        raise FormatError(_("“{name}” is not JSON that can be read.").format(name=path.name)) from None
    found = _longest_list(whole)
    return lambda: (each for each in found if isinstance(each, dict))


def _is_by_line(path: Path) -> bool:
    """Tell whether the first line is a whole object: then each line is one, unless all of the file is that line."""
    texts = list(itertools.islice(_texts(path), 2))
    try:
        first = json.loads(texts[0]) if texts else None
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and (len(texts) > 1 or not _longest_list(first))


def _texts(path: Path) -> Iterator[str]:
    with open_text(path, encoding_of(path, 1 << 20), errors="replace") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                words = _("Line {row} of “{name}” is longer than {most} letters.")
                raise FormatError(words.format(row=number, name=path.name, most=grouped(_LONGEST_LINE)))
            if text := line.strip().removeprefix("\ufeff"):
                yield text


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, text in enumerate(_texts(path), 1):
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise FormatError(_("Row {row} of “{name}” is no object in JSON.").format(row=number, name=path.name))
        yield record


def _longest_list(whole: object) -> Sequence[object]:
    """Find the records: the file itself, or the longest list of objects below a name or two."""
    if isinstance(whole, list):
        return whole
    found: Sequence[object] = ()
    for value in whole.values() if isinstance(whole, dict) else ():
        inner = value if isinstance(value, list) else _longest_list(value) if isinstance(value, dict) else ()
        if len(inner) > len(found) and any(isinstance(each, dict) for each in inner):
            found = inner
    return found


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Give the fields of a record as texts, those of what is nested by the path to them."""
    cells: dict[str, str] = {}
    _flatten(record, "", cells, 0)
    return cells


def _flatten(value: Mapping[str, Any], path: str, cells: dict[str, str], depth: int) -> None:
    for name, inner in value.items():
        place = f"{path}{name}"
        if isinstance(inner, dict) and depth < _DEEPEST:
            _flatten(inner, f"{place}.", cells, depth + 1)
        elif isinstance(inner, list) and inner and all(isinstance(each, dict) for each in inner) and depth < _DEEPEST:
            _flatten_list(inner, f"{place}.", cells)
        else:
            cells[place] = _text(inner)


def _flatten_list(records: Sequence[Mapping[str, Any]], path: str, cells: dict[str, str]) -> None:
    """Give a column for each field of a list of objects; each object has its part in each cell."""
    flattened = [flat(each) for each in records]
    for name in dict.fromkeys(name for each in flattened for name in each):
        parts = [each.get(name, "") for each in flattened]
        if len(parts) > 1:
            parts = [part.replace(";", ",").replace("|", ",") if "://" not in part else part for part in parts]
        cells[f"{path}{name}"] = _BETWEEN.join(parts) if any(parts) else ""


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
