"""Fields of events, readings and counts of an import in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.wording.labels import stamp_words

if TYPE_CHECKING:
    from timeline_app.domain.draft import DataSetFacts, DataSetKind, Outcome
    from timeline_app.formats.reading import ColumnOrder, ReadColumn


def import_field_words(field: str) -> str:
    """Name a field of an event that a column can be; one that has no words yet by its own name."""
    words = {
        "": _("Kept in the notes"),
        "id": _("Id of the event"),
        "external_id": _("Number in the other list"),
        "title": _("Title"),
        "start": _("Date"),
        "end": _("Until"),
        "date_text": _("Date as it was written"),
        "zone": _("Zone"),
        "status": _("Status"),
        "category": _("Category"),
        "importance": _("Importance"),
        "actors": _("Actors"),
        "place": _("Place"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "tags": _("Tags"),
        "summary": _("Summary"),
        "notes": _("Notes"),
        "source_url": _("Address of the source"),
        "source_title": _("Title of the source"),
        "publisher": _("Publisher of the source"),
        "year": _("Year"),
        "month": _("Month"),
        "day": _("Day"),
        "time": _("Clock time"),
        "end_year": _("Last year"),
        "end_month": _("Last month"),
        "end_day": _("Last day"),
        "end_time": _("Clock time of the end"),
        "earliest": _("Earliest date"),
        "latest": _("Latest date"),
        "precision": _("How exact the date is"),
        "duration": _("Duration"),
    }
    return words.get(field) or field.replace("_", " ").capitalize()


def order_words(order: str) -> str:
    """Name an order of day, month and year."""
    words = {"dmy": _("Day, month, year"), "mdy": _("Month, day, year"), "ymd": _("Year, month, day")}
    return words.get(order, order)


def found_words(column: ReadColumn) -> str:
    """Say why a column is taken for its field."""
    if column.found == "asked":
        return _("As you chose.")
    if column.found == "values":
        return _("By what stands in it.")
    if column.field:
        return _("By the name of the column.")
    return _("Its name is none of a field; nothing of it is lost.")


def proof_words(order: ColumnOrder) -> str:
    """Say what an order of day and month rests on, with the cells that prove it and those that speak against it."""
    cells = ", ".join(_("“{cell}” (row {row})").format(cell=cell, row=row) for row, cell in order.proof)
    against = ", ".join(_("“{cell}” (row {row})").format(cell=cell, row=row) for row, cell in order.against)
    if order.found == "proved":
        said = _("Proved by {cells}.").format(cells=cells)
    elif order.found == "asked":
        said = _("As you chose; so does {cells}.").format(cells=cells) if cells else _("As you chose.")
    elif order.matters:
        said = _("Nothing proves it: this is your usual order. Choose the right one.")
    else:
        said = _("No date of this column depends on it.")
    return _("{said} Against it: {cells}.").format(said=said, cells=against) if against else said


def data_set_words(data_set: DataSetFacts) -> str:
    """Say that a file is a newer version of a data set, which is told by its size and its last version."""
    words = ngettext(
        "A new version of “{name}” ({n} event, {time})", "A new version of “{name}” ({n} events, {time})",
        data_set.events,
    )  # fmt: skip
    name = on_one_line(data_set.name) or _("an earlier file")
    return words.format(name=name, n=grouped(data_set.events), time=stamp_words(data_set.imported))


def found_data_set_words(kind: DataSetKind, name: str) -> str:
    """Say what a file was found to be."""
    words = {
        "new": _("Found: another file than those imported so far"),
        "version": _("Found: a new version of “{name}”"),
        "same file": _("Found: “{name}”, as it was imported before"),
    }
    return words.get(kind, _("What is found out when its rows are counted")).format(name=on_one_line(name))


def outcome_words(outcome: Outcome, count: int) -> str:
    """Say how many rows become what."""
    words = {
        "new": ngettext("{n} new", "{n} new", count),
        "updated": ngettext("{n} updated", "{n} updated", count),
        "unchanged": ngettext("{n} unchanged", "{n} unchanged", count),
        "kept": ngettext("{n} not overwritten", "{n} not overwritten", count),
        "left out": ngettext("{n} left out", "{n} left out", count),
        "gone": ngettext("{n} gone from the file", "{n} gone from the file", count),
        "undated": ngettext("{n} without a date", "{n} without a date", count),
    }
    return words[outcome].format(n=grouped(count))


def problem_count_words(count: int) -> str:
    """Say how many rows need a look."""
    return ngettext("{n} needs a look", "{n} need a look", count).format(n=grouped(count))
