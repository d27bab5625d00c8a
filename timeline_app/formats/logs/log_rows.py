"""An event of a log, however its file spells rows: titled by its message, at its second, with all else in the notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.logs.stamps import read_stamp

if TYPE_CHECKING:
    from timeline_app.formats.reading import FileReading
    from timeline_app.formats.tables.named_rows import NamedRow

MESSAGES: Final = ("message", "desc", "description", "short")
KINDS: Final = ("source_long", "sourcetype", "source_type", "data_type", "parser", "source")
_STAMPS: Final = ("datetime", "timestamp")
_TAGS: Final = ("tag", "label", "tags", "labels")
_BETWEEN: Final = re.compile(r"[\s,;|\[\]'\"()]+")
_LONGEST_TITLE: Final = 200


def draft_of(row: NamedRow, when: tuple[str, str, str], used: tuple[str, ...] = ()) -> Draft:
    """Make the event of a row; `when` is its date as EDTF, as text and its zone, of the columns `used`."""
    message = row.get(*MESSAGES)
    kind_column = next((name for name in KINDS if name in row.told), "")
    meaning = row.get("timestamp_desc", "type")
    title = on_one_line(message).strip()
    if not title:
        title = " – ".join(filter(None, (meaning, row.get("display_name", "filename")))) or _("Event without a title")
    tag_columns = [name for name in _TAGS if name in row.told]
    tags = (each for name in tag_columns for each in _BETWEEN.split(row.told[name]) if each)
    carried = {*used, *tag_columns, kind_column, "_id", "timestamp_desc" if "timestamp_desc" in row.told else "type"}
    shown, shown_whole = _cut(title), len(title) <= _LONGEST_TITLE and title == message
    carried |= {name for name in MESSAGES if row.told.get(name) == message}
    return Draft(
        title=shown,
        start=when[0],
        date_text=when[1],
        zone=when[2],
        category=row.told.get(kind_column, ""),
        tags=tuple(dict.fromkeys(filter(None, (meaning, *tags)))),
        summary="" if shown_whole else message,
        notes=row.rest(carried),
        external_id=row.get("_id"),
        row=row.number,
    )


def stamp_of(row: NamedRow, reading: FileReading) -> tuple[tuple[str, str, str], tuple[str, ...]]:
    """Read the date of a row by the first of its stamps that is one; give it with the columns that tell no more."""
    texts = [(name, row.told[name]) for name in _STAMPS if name in row.told]
    for name, text in texts:
        try:
            start, exact = read_stamp(text)
        except DateError:
            continue
        same = tuple(other for other, its in texts if other == name or _agree(its, start))
        return (start, exact, ""), (name, *same)
    said = " ".join(text for _name, text in texts)
    if said:
        reading.report(
            row.number, _("“{text}” is no date; it was kept as text.").format(text=said[:80]), unread_date=True
        )
    else:
        reading.report(row.number, _("The row has no date."))
    return ("", said, ""), tuple(name for name, _text in texts)


def _agree(text: str, start: str) -> bool:
    try:
        return read_stamp(text)[0] == start
    except DateError:
        return False


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rstrip() + " …"
