"""What a person is told of how a table is read: what was guessed, which order days have, what went to the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline_app.formats.reading import ColumnOrder
    from timeline_app.formats.tables.columns import ColumnMapping
    from timeline_app.formats.tables.row_dates import RowDates
    from timeline_app.formats.tables.table import FileTable

_LONGEST_NOTE: Final = 500


def notes_on_guesses(header: Sequence[str], mapping: ColumnMapping) -> Iterator[str]:
    """Tell which columns were taken for fields by their cells alone."""
    for name, found in mapping.found.items():
        column = header[mapping.fields[name]]
        if found == "values" and name == "title":
            yield _("No column is called a title; “{column}” was taken for it.").format(column=column)
        elif found == "values":
            yield _("No column is called a date; “{column}” was taken for it.").format(column=column)


def notes_on_shown(header: Sequence[str], mapping: ColumnMapping) -> Iterator[str]:
    """Tell which columns were not read, since another has what they show."""
    if mapping.shown:
        columns = ", ".join(quoted(header[at]) for at in mapping.shown)
        words = _("“{column}” has the dates in full; {columns} beside it were not read.")
        yield words.format(column=header[mapping.fields["start"]], columns=columns)


def notes_on_counts(header: Sequence[str], mapping: ColumnMapping, dates: RowDates) -> Iterator[str]:
    """Tell which columns of dates count days or seconds, and since when."""
    for name, column in dates.columns.items():
        called = header[mapping.fields[name]]
        if column.count == "serial" and not column.in_workbook:
            words = _("“{column}”: its numbers were read as the days of a spreadsheet, which counts from 1900.")
            yield words.format(column=called)
        elif column.count in _UNITS:
            words = _("“{column}”: its numbers were read as {unit} since 1970, in UTC.")
            yield words.format(column=called, unit=_UNITS[column.count]())


_UNITS: Final = {
    "s": lambda: _("seconds"), "ms": lambda: _("milliseconds"), "us": lambda: _("microseconds"),
    "ns": lambda: _("nanoseconds"),
}  # fmt: skip


def notes_on_unread(table: FileTable, mapping: ColumnMapping) -> list[str]:
    """Tell which columns are no field of an event, and of two by one name that it is the first that is."""
    header, taken = table.header, mapping.taken()
    used = {header[at] for at in taken}
    again = sorted({name for at, name in enumerate(header) if name.strip() and name in used and at not in taken})
    notes = [
        _(
            "“{column}” is there more than once; the first was read, the others were kept in the notes of events."
        ).format(column=name)
        for name in again[:9]
    ]
    others = [
        name
        for at, name in table.others(taken)
        if header[at] not in used and (header[at].strip() or any(True for _cell in table.cells(at)))
    ]
    if others:
        notes.append(_("Kept in the notes of events: {columns}.").format(columns=_cut(", ".join(others))))
    return notes


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rpartition(",")[0] + " …"


def notes_on_orders(
    header: Sequence[str], columns: Mapping[str, int], orders: Mapping[str, ColumnOrder]
) -> Iterator[str]:
    """Tell which order of day and month was taken where it mattered, and whether it is proved."""
    for name, order in orders.items():
        column = header[columns[name]]
        if order.found == "proved":
            words = _("“{column}”: its dates were read as {order}, which some of them prove.")
            yield words.format(column=column, order=order.words)
        elif order.found == "usual" and order.matters:
            words = _(
                "“{column}”: nothing proves which is the day and which the month; its dates were read as {order}."
            )
            yield words.format(column=column, order=order.words)
