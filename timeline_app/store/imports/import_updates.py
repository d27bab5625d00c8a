"""Update known events from a file: only fields that nobody else has edited since the data set's last version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.draft import MOST_LISTED, ImportConflict, Problems
from timeline_app.domain.records import Event, Participation
from timeline_app.domain.text.json_values import to_plain
from timeline_app.store.records.record_rows import UNDATED, Points, events_at, write_record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from timeline_app.domain.draft import Draft, Outcome, RowLists
    from timeline_app.store.imports.import_matching import Matching, RowMatch

_DATE: Final = ("start", "end", "date_text", "zone")
_TEXTS: Final = ("title", "summary", "notes", "external_id")


class ImportUpdates:
    """Writes what the rows of a file change of the events that they mean."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        matching: Matching,
        batch: tuple[int, str],
        lists: RowLists | None = None,
        overwrite: Collection[int] = (),
    ) -> None:
        """Write for the import of a number and a time; the rows to `overwrite` tell what stands also over edits."""
        self._connection = connection
        self._matching = matching
        self._names = matching.names
        self._batch, self._time = batch
        self._lists = lists
        self._overwrite = overwrite
        self._waiting: list[tuple[Draft, Points]] = []
        self._deleted = self._of_others = 0
        self.revived = self.sourced = 0
        """Events that came back, and those of which only sources are new."""
        self.kept = 0
        self.conflicts: list[ImportConflict] = []
        self.before: list[Event] = []
        self.after: list[Event] = []
        self.problems = Problems()

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell of the whole file."""
        deleted = ngettext(
            "{n} row tells an event that was deleted here since; it was not brought back.",
            "{n} rows tell events that were deleted here since; they were not brought back.",
            self._deleted,
        )
        others = ngettext(
            "{n} row tells an event that is here from elsewhere, of one title, date, place and actors;"
            " it was not added again.",
            "{n} rows tell events that are here from elsewhere, of one title, date, place and actors;"
            " they were not added again.",
            self._of_others,
        )
        told = ((deleted, self._deleted), (others, self._of_others))
        return tuple(words.format(n=grouped(count)) for words, count in told if count)

    def take(self, draft: Draft, points: Points) -> bool:
        """Update the event that `draft` means, or let it wait for `late`; False when it means none."""
        match = self._matching.by_id(draft, points)
        if match is None and draft.id:  # a table of ours names each event; one that is called the same is another
            return self._revive(draft, dated=points is not UNDATED)
        if match is None and not draft.external_id:
            if self._matching.needs_all_rows(draft, points):
                self._waiting.append((draft, points))
                return True
            match = self._matching.by_likeness(draft, points)
        if match is None:
            return False
        self._update(match, draft, dated=points is not UNDATED)
        return True

    def late(self) -> list[tuple[Draft, Points]]:
        """Update by the rows that waited until all others had found their events; give those that found none."""
        new = []
        for draft, points in self._waiting:
            match = self._matching.by_likeness(draft, points)
            if match is None:
                new.append((draft, points))
            else:
                self._update(match, draft, dated=points is not UNDATED)
        self._waiting = []
        return new

    def _update(self, match: RowMatch, draft: Draft, *, dated: bool) -> None:
        if match.deleted:
            self._deleted += 1
            self._list("unchanged", draft)
            return
        stored = events_at(self._connection, [match.row])[0]
        self._of_others += not match.own and draft.id != stored.id
        told = self._told(stored, draft, dated=dated)
        if draft.id != stored.id or match.own:
            told = self._without_conflicts(stored, told, draft, own=match.own)
        sourced = match.own and bool(draft.sources) and self._names.add_missing_excerpts(match.row, draft)
        self.sourced += sourced and told == stored
        self._list("updated" if sourced or told != stored else "unchanged", draft)
        if told != stored:
            told = replace(told, updated=self._time)
            write_record(self._connection, told)
            self.before.append(stored)
            self.after.append(told)

    def _revive(self, draft: Draft, *, dated: bool) -> bool:
        """Bring back an event that was deleted, as the file tells it; undo of the import hides it again."""
        found = self._connection.execute("SELECT row FROM event WHERE id = ? AND deleted = 1", (draft.id,)).fetchone()
        if found is None:
            return False
        told = self._told(Event(draft.id, draft.title, created=self._time, updated=self._time), draft, dated=dated)
        write_record(self._connection, told)
        self._connection.execute("UPDATE event SET batch = ? WHERE row = ?", (self._batch, *found))
        self.revived += 1
        self._list("new", draft)
        return True

    def _list(self, outcome: Outcome, draft: Draft) -> None:
        if self._lists is not None:
            self._lists.add(outcome, draft.row, draft.title)

    def _told(self, stored: Event, draft: Draft, *, dated: bool) -> Event:
        """Give the event as the file tells it; what the file leaves empty stays."""
        changes: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(draft, name))}
        changes |= _date_of(stored, draft, dated=dated)
        if draft.status:
            changes["status"] = draft.status
        if draft.importance != 3:
            changes["importance"] = draft.importance
        if draft.category.strip():
            changes["category_id"] = self._names.id_of("category", self._names.category(draft.category))
        if (place := self._names.place(draft)) is not None:
            changes["place_id"] = self._names.id_of("place", place)
        if draft.actors:
            known = {part.actor_id: part.role for part in stored.actors}
            parts = [(self._names.id_of("actor", row), role) for row, role in self._names.participations(draft)]
            changes["actors"] = tuple(
                Participation(actor_id, role or known.get(actor_id, "")) for actor_id, role in parts
            )
        if draft.tags:
            changes["tag_ids"] = tuple(self._names.id_of("tag", row) for row in self._names.tags(draft.tags))
        return replace(stored, **changes)

    def _without_conflicts(self, stored: Event, told: Event, draft: Draft, *, own: bool) -> Event:
        """Keep of `stored` what the file would overwrite of others, and report it.

        The data set's own fields follow the file. What others wrote since stays: without a word where the file tells
        what it told before, as a problem where it tells something new. Of the events of others only what is empty is
        filled.
        """
        if told == stored:
            return told
        edited: Mapping[str, Any] = self._matching.told_last.get(stored.id, {})
        now, then = to_plain(told), to_plain(stored)
        kept: dict[str, Any] = {}
        conflicts = []
        if own and draft.row in self._overwrite:
            return told
        for piece, words in _pieces().items():
            if all(now.get(name) == then.get(name) for name in piece):
                continue
            touched = [name for name in piece if name in edited]
            empty = not any(then.get(name) for name in piece)
            if not touched and (own or empty):
                continue
            kept |= {name: getattr(stored, name) for name in piece}
            as_before = touched and all(now.get(name) == edited.get(name, then.get(name)) for name in piece)
            if not as_before:
                conflicts.append(words)
                if len(self.conflicts) < MOST_LISTED:
                    sides = self._words(stored, piece), self._words(told, piece)
                    self.conflicts.append(ImportConflict(draft.row, stored.title, words, *sides, own))
        if conflicts:
            self.kept += 1
            self._list("kept", draft)
            self._report(draft, stored, conflicts)
        return replace(told, **kept)

    def _words(self, event: Event, piece: tuple[str, ...]) -> str:
        """Say what an event has in some of its fields."""
        if piece == _DATE:
            return " – ".join(filter(None, (event.start, event.end))) or event.date_text
        (name,) = piece
        table = {"category_id": "category", "place_id": "place", "actors": "actor", "tag_ids": "tag"}.get(name)
        value = getattr(event, name)
        if table is None:
            return str(value)
        ids = [part.actor_id for part in value] if name == "actors" else [value] if isinstance(value, str) else value
        return ", ".join(filter(None, (self._names.name_of(table, each) for each in ids if each)))

    def _report(self, draft: Draft, stored: Event, conflicts: list[str]) -> None:
        words = _("“{title}” was not overwritten: a person or another file wrote another {fields}.")
        self.problems.add(draft.row, words.format(title=stored.title, fields=", ".join(conflicts)))


def _date_of(stored: Event, draft: Draft, *, dated: bool) -> dict[str, str]:
    """Give the fields of the date that become others; a text that is no date does not take the place of a date."""
    if not dated:
        return {"date_text": draft.date_text} if draft.date_text and not (stored.start or stored.end) else {}
    if (draft.start, draft.end, draft.zone or stored.zone) == (stored.start, stored.end, stored.zone):
        return {"date_text": draft.date_text} if draft.date_text else {}
    zone = draft.zone or stored.zone
    return {"start": draft.start, "end": draft.end, "date_text": draft.date_text, "zone": zone}


def _pieces() -> dict[tuple[str, ...], str]:
    """Name the parts of an event that stay or change as one."""
    return {
        ("title",): _("title"),
        _DATE: _("date"),
        ("status",): _("status"),
        ("importance",): _("importance"),
        ("category_id",): _("category"),
        ("place_id",): _("place"),
        ("actors",): _("actors"),
        ("tag_ids",): _("tags"),
        ("summary",): _("summary"),
        ("notes",): _("notes"),
        ("external_id",): _("id"),
    }
