"""How the tables of one shape are read, kept as a small file: saved by a person, found again for the next such table.

    {"format": "conflict-timeline mapping", "version": 1, "columns": {"Datum": "start", "Bemerkung": ""},
     "order": "dmy", "orders": {"Stand": "mdy"}, "sheet": "", "encoding": "", "zone": "Europe/Kyiv", "century": 1900,
     "days": true, "separators": {"actors": ","}}

`columns` gives each column its field, nothing ("") for one that goes to the notes of events. All else is as in
`ReadOptions`, and may be missing. The window keeps the same shape, by the header of the table (`shape_of`).
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.zones import is_zone
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.normalize import fold
from timeline_app.formats.encoding import decode, read_whole
from timeline_app.formats.reading import Order, ReadOptions
from timeline_app.formats.tables.field_names import MAPPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FORMAT: Final = "conflict-timeline mapping"
VERSION: Final = 1
_ORDERS: Final = get_args(Order)
_CENTURIES: Final = range(1, 9_901)


def shape_of(header: Sequence[str]) -> str:
    """Give what tables of one shape have in common: their columns, in whatever order and case."""
    return "\n".join(sorted(filter(None, (fold(name.strip()) for name in header))))


def plain_mapping(options: ReadOptions) -> dict[str, Any]:
    """Spell options as a mapping file has them; what says nothing is left out."""
    told: dict[str, Any] = {
        "columns": dict(options.mapping),
        "order": options.order or "",
        "orders": dict(options.orders),
        "sheet": options.sheet,
        "encoding": options.encoding,
        "zone": options.zone,
        "century": options.century,
        "days": options.days,
        "separators": dict(options.separators),
    }
    return {"format": FORMAT, "version": VERSION, **{name: each for name, each in told.items() if _says(each)}}


def _says(told: object) -> bool:
    return told is False or bool(told)


def options_of(plain: object, name: str, usual: ReadOptions | None = None) -> ReadOptions:
    """Give the options that a mapping file spells, over the usual ones; raise FormatError where it is none."""
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise FormatError(_("“{name}” is no mapping of columns that this program wrote.").format(name=name))
    _require_known(plain, name)
    return replace(
        usual or ReadOptions(),
        mapping=plain.get("columns", {}),
        order=plain.get("order") or None,
        orders=cast("Mapping[str, Order]", plain.get("orders", {})),
        sheet=plain.get("sheet", ""),
        encoding=plain.get("encoding", ""),
        zone=plain.get("zone", ""),
        century=plain.get("century", 0),
        days=plain.get("days"),
        separators=plain.get("separators", {}),
    )


def _require_known(plain: Mapping[str, Any], name: str) -> None:
    """Refuse what cannot be meant, with the part that it stands in: others may have written the file."""
    faults = {
        "columns": not _is_names(plain.get("columns", {}), ("", *MAPPED)),
        "order": (plain.get("order") or "dmy") not in _ORDERS,
        "orders": not _is_names(plain.get("orders", {}), _ORDERS),
        "separators": not _is_names(plain.get("separators", {}), None),
        "sheet": not isinstance(plain.get("sheet", ""), str),
        "encoding": not isinstance(plain.get("encoding", ""), str),
        "zone": not isinstance(plain.get("zone", ""), str) or not is_zone(plain.get("zone", "")),
        "century": plain.get("century", 0) != 0 and plain["century"] not in _CENTURIES,
        "days": plain.get("days") not in (None, True, False),
    }
    wrong = next((part for part, is_wrong in faults.items() if is_wrong), None)
    if wrong is not None:
        words = _("The mapping “{name}” cannot be used: its part “{part}” is not what it has to be.")
        raise FormatError(words.format(name=name, part=wrong))


def _is_names(plain: object, among: Sequence[str] | None) -> bool:
    if not isinstance(plain, dict):
        return False
    return all(isinstance(each, str) and (among is None or each in among) for each in plain.values())


def read_mapping(path: Path, usual: ReadOptions | None = None) -> ReadOptions:
    """Read the mapping file at `path`; raise FormatError where it cannot be used."""
    try:
        plain = json.loads(decode(read_whole(path)).removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise FormatError(_("“{name}” is no mapping of columns: it is not JSON.").format(name=path.name)) from None
    return options_of(plain, path.name, usual)


def spell_mapping(options: ReadOptions) -> str:
    """Write options as the text of a mapping file."""
    return json.dumps(plain_mapping(options), ensure_ascii=False, indent=1) + "\n"
