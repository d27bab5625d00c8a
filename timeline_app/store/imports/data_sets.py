"""Data sets: which imports brought versions of one table, so that an id means the same event only in those.

A file is a version of a data set where its bytes were imported before, or where name and columns are the same and the
rows that both name by id are alike. Two exports that are both called `log.csv` and count from 1 are two data sets.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import DataSetFacts
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import new_id
from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from timeline_app.domain.draft import DataSetChoice, DataSetKind, Draft, FileOrigin
    from timeline_app.store.records.record_rows import Points

_LONGEST: Final = 64_000_000
"""Letters of an entry of the journal that is looked into: a change of some ten thousand events."""
_QUOTED: Final = re.compile(r"[“„«](.+)[”“»]", re.DOTALL)
"""The name of a file in the label of its import, in any language of the program."""


def take_from_journal(connection: sqlite3.Connection) -> None:
    """Make the data sets of imports that were done before stores kept them; their columns are not known."""
    found = connection.execute(
        "SELECT sequence, label, time FROM journal WHERE batch <> '' AND batch = CAST(sequence AS TEXT)"
        " AND sequence NOT IN (SELECT sequence FROM data_set_import) ORDER BY sequence"
    ).fetchall()
    rows: dict[str, int] = {}
    for sequence, label, time in found:
        quoted = _QUOTED.search(label)
        name = quoted[1] if quoted is not None else ""
        if name not in rows:
            rows[name] = _make(connection, name, "", "")
        connection.execute("INSERT INTO data_set_import VALUES (?, ?, '', ?)", (sequence, rows[name], time))


def known_data_sets(connection: sqlite3.Connection) -> list[DataSetFacts]:
    """Give the data sets that have events here, the latest first; those of imports that were undone are left out."""
    found = connection.execute(
        "SELECT id, name, max(imported), (SELECT count(*) FROM event WHERE deleted = 0 AND batch IN"
        " (SELECT sequence FROM data_set_import AS one WHERE one.data_set_row = data_set.row)) AS events"
        " FROM data_set JOIN data_set_import ON data_set_row = data_set.row JOIN journal USING (sequence)"
        " WHERE state = 'done' GROUP BY data_set.row HAVING events > 0 ORDER BY max(sequence) DESC"
    )
    return [DataSetFacts(*each) for each in found]


def told_last(connection: sqlite3.Connection, data_set: int) -> dict[str, dict[str, Any]]:
    """Give, of events that others edited since a data set told them, what it told of the fields that are others now."""
    imports = connection.execute("SELECT sequence FROM data_set_import WHERE data_set_row = ?", (data_set,))
    mine = {sequence for (sequence,) in imports}
    told: dict[str, dict[str, Any]] = {}
    for sequence, before, after in connection.execute(
        "SELECT sequence, before, after FROM journal WHERE state = 'done' AND before <> '[]'"
        " AND length(before) + length(after) <= ? ORDER BY sequence",
        (_LONGEST,),
    ):
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):  # it may be a stranger's
            was, became = _events(before), _events(after)
            for event_id in was.keys() & became.keys():
                _follow(told.setdefault(event_id, {}), was[event_id], became[event_id], own=sequence in mine)
    return {event_id: fields for event_id, fields in told.items() if fields}


def _events(text: str) -> dict[str, dict[str, Any]]:
    return {plain["id"]: plain for name, plain in json.loads(text) if name == "event"}


def _follow(told: dict[str, Any], was: Mapping[str, Any], became: Mapping[str, Any], *, own: bool) -> None:
    """Note what a change did to an event: the data set's own makes what it tells known again, others hide it."""
    for field in (was.keys() | became.keys()) - {"created", "updated"}:
        if was.get(field) != became.get(field):
            if own:
                told.pop(field, None)
            else:
                told.setdefault(field, was.get(field))


class DataSet:
    """The data set that a file is a version of; `row` is that of a new one where the store knows none."""

    def __init__(
        self, connection: sqlite3.Connection, origin: FileOrigin, drafts: Sequence[tuple[Draft, Points]], time: str
    ) -> None:
        self._connection = connection
        self._origin = origin
        self._time = time
        self._columns = json.dumps(origin.columns, ensure_ascii=False) if origin.columns else ""
        self.kind: DataSetKind = "new"
        choice = origin.data_set
        found, self.namesake = self._known(drafts) if choice is None else (self._chosen(choice), False)
        """`namesake` tells whether there is another of this name and these columns, whose rows are others."""
        name = choice.name if choice is not None and choice.name else origin.name
        self.row = found or _make(connection, name, self._columns, origin.format)

    @property
    def id(self) -> str:
        """What names the data set, whatever it is called."""
        found = self._connection.execute("SELECT id FROM data_set WHERE row = ?", (self.row,)).fetchone()
        return str(found[0])

    @property
    def name(self) -> str:
        """What the data set is called, which is what its first file was called."""
        found = self._connection.execute("SELECT name FROM data_set WHERE row = ?", (self.row,)).fetchone()
        return str(found[0])

    def add_import(self, sequence: int) -> None:
        """Write down that the change `sequence` brings a version of this data set."""
        self._connection.execute(
            "UPDATE data_set SET columns = ?, format = ? WHERE row = ? AND columns = ''",
            (self._columns, self._origin.format, self.row),
        )
        self._connection.execute(
            "INSERT INTO data_set_import VALUES (?, ?, ?, ?)", (sequence, self.row, self._origin.sha256, self._time)
        )

    def _chosen(self, choice: DataSetChoice) -> int:
        """Find the data set that a person named; 0 for a new one."""
        if not (choice.id or choice.name):
            return 0
        by, value = ("id", choice.id) if choice.id else ("name", choice.name)
        found = self._connection.execute(
            f"SELECT row FROM data_set WHERE {by} = ? ORDER BY row DESC LIMIT 1", (value,)
        ).fetchone()
        if found is None and choice.id:
            raise StoreError(_("The data set of which this is to be a version is not here any more; choose again."))
        if found is None:
            return 0
        again = "SELECT 1 FROM data_set_import WHERE data_set_row = ? AND sha256 = ? AND sha256 <> ''"
        known = self._connection.execute(again, (found[0], self._origin.sha256)).fetchone() is not None
        self.kind = "same file" if known else "version"
        return int(found[0])

    def _known(self, drafts: Sequence[tuple[Draft, Points]]) -> tuple[int, bool]:
        if self._origin.sha256:
            same_bytes = self._connection.execute(
                "SELECT data_set_row FROM data_set_import WHERE sha256 = ? ORDER BY sequence DESC LIMIT 1",
                (self._origin.sha256,),
            ).fetchone()
            if same_bytes is not None:
                self.kind = "same file"
                return int(same_bytes[0]), False
        called_so = self._connection.execute(
            "SELECT row FROM data_set WHERE name = ? AND (columns = ? OR columns = '') ORDER BY columns = '', row DESC",
            (self._origin.name, self._columns),
        ).fetchall()
        for (row,) in called_so:
            if self._is_version(row, drafts):
                self.kind = "version"
                return int(row), False
        return 0, bool(called_so)

    def _is_version(self, row: int, drafts: Sequence[tuple[Draft, Points]]) -> bool:
        """Tell whether most of the rows whose ids are known agree with their events in title or date."""
        known = agreeing = 0
        told: dict[str, dict[str, Any]] | None = None
        for draft, points in drafts:
            if not draft.external_id:
                continue
            found = self._connection.execute(
                "SELECT event.title, event.start_min, event.id FROM event"
                " JOIN data_set_import ON sequence = event.batch"
                " WHERE event.external_id = ? AND event.external_id <> '' AND data_set_row = ?",
                (draft.external_id, row),
            ).fetchall()
            if not found:
                continue
            known += 1
            if any(start == points[0] or fold(title) == fold(draft.title) for title, start, _id in found):
                agreeing += 1
                continue
            told = told_last(self._connection, row) if told is None else told
            fields = [told.get(event_id, {}) for _title, _start, event_id in found]
            agreeing += any(draft.title == each.get("title") or draft.start == each.get("start") for each in fields)
        return 2 * agreeing >= known


def _make(connection: sqlite3.Connection, name: str, columns: str, form: str) -> int:
    values = (new_id(), name, columns, form)
    made = connection.execute("INSERT INTO data_set (id, name, columns, format) VALUES (?, ?, ?, ?)", values)
    return cast("int", made.lastrowid)
