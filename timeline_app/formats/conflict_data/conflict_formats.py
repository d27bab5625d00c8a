"""The data sets on conflicts: how each is recognised and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import ReadFormat

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_WHOLE: Final = 0.95
"""Columns that only this data set has by these names: before the sheet of anybody."""


def _is_acled(head: FileHead) -> Judgement:
    from timeline_app.formats.conflict_data.acled import is_acled  # noqa: PLC0415 - for tables only

    if head.is_json or not is_acled(head.header):
        return None
    return _WHOLE, _("It has the columns of ACLED: event_date, event_type and others.")


def _is_ucdp(head: FileHead) -> Judgement:
    from timeline_app.formats.conflict_data.ucdp import is_bare_row, is_ucdp  # noqa: PLC0415 - likewise

    if head.is_json:
        return None
    if is_ucdp(head.header):
        return _WHOLE, _("It has the columns of UCDP: date_start, date_end, date_prec and others.")
    return (_WHOLE, _("Its rows have the 49 cells of UCDP, without a header.")) if is_bare_row(head.header) else None


def _is_viina(head: FileHead) -> Judgement:
    from timeline_app.formats.conflict_data.viina import is_viina  # noqa: PLC0415 - likewise

    if head.is_json or not is_viina(head.header):
        return None
    return _WHOLE, _("It has the columns of VIINA: event ids, asciiname, coordinates and others.")


def _read_acled(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.conflict_data.acled import read_acled  # noqa: PLC0415 - one of several is needed

    return read_acled(path, options)


def _read_ucdp(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.conflict_data.ucdp import read_ucdp  # noqa: PLC0415 - likewise

    return read_ucdp(path, options)


def _read_viina(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.conflict_data.viina import read_viina  # noqa: PLC0415 - likewise

    return read_viina(path, options)


_TABLES: Final = (".csv", ".tsv")
CONFLICT_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("acled", lambda: _("Events of ACLED"), _TABLES, "events", _is_acled, _read_acled),
    ReadFormat("ucdp", lambda: _("Events of UCDP (GED)"), _TABLES, "events", _is_ucdp, _read_ucdp),
    ReadFormat("viina", lambda: _("Events of VIINA"), _TABLES, "events", _is_viina, _read_viina),
)
