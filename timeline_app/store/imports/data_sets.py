"""Data sets: which imports brought versions of one table, so that an id means the same event only in those.

A file is a version of a data set where its bytes were imported before, or where name and columns are the same and the
rows that both name by id are alike. Two exports that are both called `log.csv` and count from 1 are two data sets.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, cast

from timeline_app.domain.records import new_id
from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from timeline_app.domain.draft import Draft, Origin
    from timeline_app.store.columns.date_bounds import Points

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


class DataSet:
    """The data set that a file is a version of; `row` is that of a new one where the store knows none."""

    def __init__(
        self, connection: sqlite3.Connection, origin: Origin, drafts: Sequence[tuple[Draft, Points]], time: str
    ) -> None:
        self._connection = connection
        self._origin = origin
        self._time = time
        self._columns = json.dumps(origin.columns, ensure_ascii=False) if origin.columns else ""
        found, self.namesake = self._known(drafts)
        """`namesake` tells whether there is another of this name and these columns, whose rows are others."""
        self.row = found or _make(connection, origin.name, self._columns, origin.format)

    def add_import(self, sequence: int) -> None:
        """Write down that the change `sequence` brings a version of this data set."""
        self._connection.execute(
            "UPDATE data_set SET columns = ?, format = ? WHERE row = ? AND columns = ''",
            (self._columns, self._origin.format, self.row),
        )
        self._connection.execute(
            "INSERT INTO data_set_import VALUES (?, ?, ?, ?)", (sequence, self.row, self._origin.sha256, self._time)
        )

    def _known(self, drafts: Sequence[tuple[Draft, Points]]) -> tuple[int, bool]:
        if self._origin.sha256:
            same_bytes = self._connection.execute(
                "SELECT data_set_row FROM data_set_import WHERE sha256 = ? ORDER BY sequence DESC LIMIT 1",
                (self._origin.sha256,),
            ).fetchone()
            if same_bytes is not None:
                return int(same_bytes[0]), False
        called_so = self._connection.execute(
            "SELECT row FROM data_set WHERE name = ? AND (columns = ? OR columns = '') ORDER BY columns = '', row DESC",
            (self._origin.name, self._columns),
        ).fetchall()
        for (row,) in called_so:
            if self._is_version(row, drafts):
                return int(row), False
        return 0, bool(called_so)

    def _is_version(self, row: int, drafts: Sequence[tuple[Draft, Points]]) -> bool:
        """Tell whether most of the rows whose ids are known agree with their events in title or date."""
        known = agreeing = 0
        for draft, points in drafts:
            if not draft.external_id:
                continue
            found = self._connection.execute(
                "SELECT event.title, event.start_min FROM event JOIN data_set_import ON sequence = event.batch"
                " WHERE event.external_id = ? AND event.external_id <> '' AND data_set_row = ?",
                (draft.external_id, row),
            ).fetchall()
            known += bool(found)
            agreeing += any(start == points[0] or fold(title) == fold(draft.title) for title, start in found)
        return 2 * agreeing >= known


def _make(connection: sqlite3.Connection, name: str, columns: str, form: str) -> int:
    values = (new_id(), name, columns, form)
    made = connection.execute("INSERT INTO data_set (id, name, columns, format) VALUES (?, ?, ?, ?)", values)
    return cast("int", made.lastrowid)
