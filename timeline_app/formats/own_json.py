"""The project's own JSON: every record of a chronology, without loss, for exchange and for keeping.

    {"format": "conflict-timeline", "version": 1, "records": {"event": [{...}, ...], ...}}

Fields are those of `domain.records`; what has its default is left out. A file from a newer program is read as far as
known.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import read_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.json_values import RECORD_TYPES, TYPE_NAMES, from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from timeline_app.domain.records import Record

FORMAT: Final = "conflict-timeline"
VERSION: Final = 1
_OFTEN: Final = 1_000
_IN_MEMORY: Final = 4 * 1024 * 1024
_PIECE: Final = 1 << 20
_LARGEST: Final = 200_000_000
"""Bytes; read as a whole, a file takes some ten times that in memory."""


def write_json(file: TextIO, records: Iterable[Record]) -> int:
    """Write records, sorted by kind so that each comes after those it refers to; tell how many."""
    return max(json_steps(file, records)) // 2


def json_steps(file: TextIO, records: Iterable[Record], folder: Path | None = None) -> Iterator[int]:
    """Do the same in steps, and tell after each how many records were read and written, both counted.

    Records stand by kind in the file and may come in any order. So each kind waits in a file of its own in `folder`,
    as text: memory knows nothing of how many there are.
    """
    with ExitStack() as waiting:
        kinds: dict[str, _Waiting] = {}
        handled = 0
        for handled, record in enumerate(records, 1):
            name = TYPE_NAMES[type(record)]
            if name not in kinds:
                kinds[name] = _Waiting(folder)
                waiting.callback(kinds[name].text.close)
            kinds[name].add(json.dumps(to_plain(record), ensure_ascii=False))
            if handled % _OFTEN == 0:
                yield handled
        file.write(f'{{"format": "{FORMAT}", "version": {VERSION}, "records": {{')
        for number, name in enumerate(name for name in RECORD_TYPES if name in kinds):
            file.write((",\n" if number else "\n") + f'"{name}": [\n')
            for piece in kinds[name].pieces():
                file.write(piece)
                yield handled
            handled += kinds[name].count
            file.write("\n]")
        file.write("\n}}\n")
        yield handled


class _Waiting:
    """The records of one kind as text, in a file without a name from some megabytes on."""

    def __init__(self, folder: Path | None) -> None:
        from tempfile import SpooledTemporaryFile  # noqa: PLC0415 - not to read

        self.text = SpooledTemporaryFile(  # noqa: SIM115 - who made this closes it
            _IN_MEMORY, "w+", encoding="utf-8", newline="\n", dir=None if folder is None else str(folder)
        )
        self.count = 0

    def add(self, text: str) -> None:
        """Put one more record to the others."""
        self.text.write(f",\n{text}" if self.count else text)
        self.count += 1

    def pieces(self) -> Iterator[str]:
        """Give all of it, piece by piece."""
        self.text.seek(0)
        while piece := self.text.read(_PIECE):
            yield piece


def read_json(path: Path) -> list[Record]:
    """Read all records of a file, in an order in which each comes after those it refers to."""
    return records_of(_loaded(path), path.name)


def records_of(whole: object, name: str) -> list[Record]:
    """Make the records that a parsed file spells; `name` is for messages."""
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or not isinstance(whole.get("records"), dict):
        raise FormatError(_("“{name}” is JSON, but not a chronology that this program wrote.").format(name=name))
    found: list[Record] = []
    seen: set[tuple[str, str]] = set()
    for kind in RECORD_TYPES:
        plain = whole["records"].get(kind, [])
        if not isinstance(plain, list):
            raise FormatError(_("In “{name}” the records of kind {kind} are no list.").format(name=name, kind=kind))
        for each in plain:
            record = from_plain(kind, each)
            if (kind, record.id) in seen:
                raise FormatError(_("“{name}” holds the {kind} {id} twice.").format(name=name, kind=kind, id=record.id))
            seen.add((kind, record.id))
            found.append(record)
    return found


def _loaded(path: Path) -> object:
    if path.stat().st_size > _LARGEST:
        raise FormatError(_("“{name}” is too large to be read.").format(name=path.name))
    try:
        return json.loads(read_bytes(path).decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise FormatError(_("“{name}” is not in UTF-8, as JSON has to be.").format(name=path.name)) from None
    except json.JSONDecodeError as error:
        raise FormatError(
            _("“{name}” is not JSON: line {line}, column {column}.").format(
                name=path.name, line=error.lineno, column=error.colno
            )
        ) from None
    except (ValueError, RecursionError):
        raise FormatError(_("“{name}” is not JSON that can be read.").format(name=path.name)) from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)
