"""The writer of the torture: works at random, and tells around each step what the store will hold and that it does."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event, new_id
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

Contents = dict[str, str]
"""Title by id."""

IMPORTED = 10_000


def weight(event_id: str, title: str) -> int:
    """Give an event's share of the digest; shares are combined by exclusive or, so one step costs what it changes."""
    return int.from_bytes(hashlib.blake2b(f"{event_id}\0{title}".encode(), digest_size=16).digest(), "big")


def digest_of(path: Path) -> str:
    """Give the digest of what a store holds."""
    with closing(sqlite3.connect(path)) as connection:
        total = 0
        for event_id, title in connection.execute("SELECT id, title FROM event WHERE deleted = 0"):
            total ^= weight(event_id, title)
    return f"{total:032x}"


class Writer:
    """Knows what the store holds, and what each step that can be undone put in and took out."""

    def __init__(self, store: Store, chance: random.Random, imported: int | None = None) -> None:
        self.store = store
        self.imported = imported or IMPORTED
        self.chance = chance
        self.contents: Contents = {event.id: event.title for event in store.lookups.all_of(Event)}
        self.total = 0
        for event_id, title in self.contents.items():
            self.total ^= weight(event_id, title)
        self.done: list[tuple[Contents, Contents]] = []
        self.undone: list[tuple[Contents, Contents]] = []

    def plan(self) -> tuple[str, Contents, Contents]:
        """Choose a step: its name, what it takes out and what it puts in."""
        names = ["add", "edit", "delete", "undo", "redo", "add", "edit", "import"]
        name = self.chance.choice(names)
        if name == "import" and self.chance.random() < 0.7:
            name = "add"
        if name in {"edit", "delete"} and self.contents:
            event_id = self.chance.choice(list(self.contents))
            gone = {event_id: self.contents[event_id]}
            return name, gone, {event_id: f"Edited {self.chance.random()}"} if name == "edit" else {}
        if name == "undo" and self.done:
            gone, came = self.done[-1]
            return name, came, gone
        if name == "redo" and self.undone:
            gone, came = self.undone[-1]
            return name, gone, came
        count = self.imported if name == "import" else 1
        return ("import" if count > 1 else "add"), {}, {new_id(): f"Event {self.chance.random()}" for _ in range(count)}

    def expect(self, gone: Contents, came: Contents) -> str:
        """Give the digest that the store will have after a step."""
        total = self.total
        for part in (gone, came):
            for event_id, title in part.items():
                total ^= weight(event_id, title)
        return f"{total:032x}"

    def carry_out(self, name: str, gone: Contents, came: Contents) -> None:
        """Do the step in the store, and note it."""
        if name == "import":
            drafts = (Draft(title, "2025-07-23", id=event_id) for event_id, title in came.items())
            self.store.import_events(drafts, ImportRequest("import"))
        elif name == "undo":
            self.store.undo()
        elif name == "redo":
            self.store.redo()
        else:
            before = [event for event_id in gone if (event := self.store.lookups.event(event_id)) is not None]
            after = [replace(event, title=came[event.id]) for event in before if event.id in came]
            new = [Event(event_id, title, "2025-07-23") for event_id, title in came.items() if event_id not in gone]
            self.store.apply(Change(name, tuple(before), (*after, *new)))
        self._note(name, gone, came)

    def _note(self, name: str, gone: Contents, came: Contents) -> None:
        self.total = int(self.expect(gone, came), 16)
        for event_id in gone:
            del self.contents[event_id]
        self.contents.update(came)
        if name == "undo":
            self.undone.append(self.done.pop())
        elif name == "redo":
            self.done.append(self.undone.pop())
        else:
            self.done.append((gone, came))
            self.undone.clear()


def write_until_killed(path: Path, seed: int, channel: int) -> None:
    """Work until the process dies; each line goes out in one write before the next step begins."""

    def say(line: str) -> None:
        os.write(channel, f"{line}\n".encode())

    with Store.open(path) as store:
        writer = Writer(store, random.Random(seed))
        say(f"ready {writer.total:032x}")
        while True:
            name, gone, came = writer.plan()
            expected = writer.expect(gone, came)
            say(f"try {name} {expected}")
            try:
                writer.carry_out(name, gone, came)
            except KnownError as error:
                say(f"failed {name}: {error}")
                return
            say(f"done {expected}")
