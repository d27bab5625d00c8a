"""A store as it was: copied to a file of its own and taken back, step by step, to a point of its journal."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from timeline_app.store.connections import Connections
from timeline_app.store.records import applying, journal
from timeline_app.store.safety.backup_files import back_up

if TYPE_CHECKING:
    from pathlib import Path


def write_as_it_was(connections: Connections, step: int, target: Path) -> None:
    """Write the store as it was after `step` of its journal (0: before the first) to `target`."""
    with closing(connections.another()) as connection:
        back_up(connection, target, connections.path)
    copy = Connections(target, read_only=False)
    try:
        with copy.writing() as connection:
            for change in reversed(journal.changes_since(connection, step)):
                applying.carry_out(connection, change.inverse)
            journal.forget_after(connection, step)
    except BaseException:
        copy.close()
        target.unlink(missing_ok=True)
        raise
    copy.close()
