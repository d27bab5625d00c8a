"""Stores as earlier versions of the program wrote them, kept as files, and what those versions read in them.

`tests/data/stores` holds for each release a store that its own code made, and one for each schema that ever stood on
main. Beside each lies what the code of then read in it: all records, what undo and redo led to, and the journal. So a
test compares with what was there, not with what a later program makes of it.

For a new schema or a release: `python tests/support/kept_stores.py NAME [STORE]` keeps STORE, or makes one with all
kinds of content, under NAME. What is kept is never made anew.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import lzma
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from timeline_app.domain import records
from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.publication import PublicationProfile, ReplacedActor
from timeline_app.domain.text.json_values import TYPE_NAMES, to_plain
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

FOLDER = Path(__file__).resolve().parents[1] / "data" / "stores"
_STORE, _TOLD = ".timelinedb.xz", ".told.json.xz"
_MANY = 10_000
"""Of more records only a digest is kept."""
_TEXT = (
    "Shells fell on the airport at dawn, two witnesses said. “We left at once,” said Umerov.\n\n"
    "Обстріл почався о 5:40, повідомила міська рада. The ministry denied it."
)


def kept_names() -> list[str]:
    """Name the stores that are kept."""
    return sorted(file.name.removesuffix(_STORE) for file in FOLDER.glob(f"*{_STORE}"))


def unpack(name: str, folder: Path) -> Path:
    """Put a kept store into a folder, as a file that can be opened."""
    path = folder / f"{name}.timelinedb"
    path.write_bytes(lzma.decompress((FOLDER / f"{name}{_STORE}").read_bytes()))
    path.chmod(0o600)
    return path


def told_then(name: str) -> dict[str, Any]:
    """Give what the program that wrote a store read in it."""
    told: dict[str, Any] = json.loads(lzma.decompress((FOLDER / f"{name}{_TOLD}").read_bytes()))
    return told


def told_now(path: Path) -> dict[str, Any]:
    """Give what this program reads in the store: records, where undo and redo lead, and the journal.

    The walk is done in a copy.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(shutil.copyfile(path, Path(folder, "walk.timelinedb")))
        told: dict[str, Any] = {"undone": [], "redone": []}
        with Store.open(work) as store:
            lines = spoken(store)
            told["records"] = lines if len(lines) < _MANY else [f"{len(lines)} {_digest(lines)}"]
            told["labels"] = [store.history.undo_label, store.history.redo_label]
            while store.redo() is not None:
                told["redone"].append(_digest(spoken(store)))
            for _step in told["redone"]:
                store.undo()
            while store.undo() is not None:
                told["undone"].append(_digest(spoken(store)))
    with closing(sqlite3.connect(path)) as connection:
        for name, table, columns in (
            ("journal", "journal", "sequence, time, author, label, state"),
            ("steps", "journal_step", "step, time, author, sequence, direction"),
        ):
            told[name] = [list(row) for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1")]  # noqa: S608
    return told


def spoken(store: Store) -> list[str]:
    """Spell every record of a store in a form that does not depend on how they are kept."""
    return sorted(
        json.dumps([TYPE_NAMES[type(record)], to_plain(record)], ensure_ascii=False, sort_keys=True)
        for record in store.records()
    )


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def make(path: Path) -> None:
    """Make a store with all kinds of content, a history, what was undone, and an import."""
    event, category = (
        records.Event("e", "Talks in Istanbul", "2025-05~", status="planned"),
        records.Category("c", "Strike"),
    )
    with Store.create(path, as_of="2025-07-31", name="Airports") as store:
        store.apply(Change("Begin", after=(event, category, *_content())), "A. Writer")
        edited = dataclasses.replace(event, title="Talks in Istanbul begin", start="2025-05-16", status="occurred")
        store.apply(Change("Edit", (store.lookups.event("e") or event,), (edited,)), "B. Reader")
        told = store.particulars
        described = dataclasses.replace(
            told, summary="For tests", author="A. Writer", credit="The Desk", language="en", zone="Africa/Khartoum",
            default_status="corroborated", editorial_line="Claims are attributed.", default_category="Strike",
        )  # fmt: skip
        store.apply(Change("Properties", (told,), (described,)), "A. Writer")
        drafts = (
            Draft(f"Shelling no. {n}", f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}", category="Strike") for n in range(60)
        )
        store.import_events(drafts, ImportRequest("Import of a table"))
        gone = store.lookups.event("e3")
        store.apply(Change("Delete", (gone,) if gone else ()), "B. Reader")
        store.apply(Change("Recolour", (category,), (dataclasses.replace(category, colour="#8C510A"),)))
        store.undo("A. Writer")


def _content() -> tuple[records.Record, ...]:
    quote = "Shells fell on the airport at dawn"
    rules = PublicationProfile(("occurred",), replaced=(ReplacedActor("Rustem Umerov", "a minister", "a1"),))
    sha256 = hashlib.sha256(_TEXT.encode()).hexdigest()
    return (
        records.Category("c1", "Shelling", "#C2373F", "triangle", 2, notes="of any weapon", aliases=("Fire",)),
        records.Actor("a1", "Rustem Umerov", "person", ("Umjerow", "Умєров"), notes="minister", position=2),
        records.Place("p1", "Khartoum", 15.5, 32.5, kind="city", aliases=("Chartum",), notes="capital", position=1),
        records.Tag("t1", "airport", ("aerodrome",), "of any size", 1),
        records.Source("s1", "A report", "Paper", "A. Writer", "https://example.org/a", "2023-04-16", "2026-11-20",
                       language="en", licence="CC BY 4.0", external_id="x", archive_url="https://archive.example/a"),
        records.Document("d1", "s1", _TEXT, sha256, captured="2026-11-20T10:00:00Z", original="<p>как</p>".encode()),
        records.Event("e1", "Airport shelled", "2023-04-15T05:40", "2023-04-15T07:15", "at dawn", "Africa/Khartoum", 1,
                      "corroborated", "c1", 5, "p1", "It began at dawn.", "check the hour", "ext-1",
                      (records.Participation("a1", "witness"),), ("t1",)),
        records.Event("e2", "Without a date", summary="Nobody knows when."),
        records.Event("e3", "Only once", "2022/..", status="false"),
        records.Event("e4", "Обстріл порту", "[2023-07-20,2023-07-22]", status="disputed", importance=2),
        records.Excerpt("x1", "e1", "s1", "d1", "quote", quote, "", _TEXT[len(quote) : len(quote) + 20], 0, len(quote),
                        "2023-04-15", confidence=4, locator="p. 12"),
        records.Excerpt("x2", "e1", "s1", exact="Denied by the ministry.", claimed_date="2023-04", stance="disputes"),
        records.Link("l1", "e1", "e2", "caused"),
        records.SavedView("v1", "Strikes", "category:Strike", "2023-01", "2024-12", "place", "print"),
        records.Review(records.review_id("e1", "x1"), "e1", "x1", reviewer="B. Reader", at="2026-11-29T02:00:00Z"),
        records.SavedProfile("pp", "For readers", json.dumps(dataclasses.asdict(rules))),
        records.Story("st", "How it began", (records.StoryView("Airport", "It began.", event_ids=("e1", "gone")),)),
    )  # fmt: skip


def keep(name: str, store: Path) -> None:
    """Keep a store with what this program reads in it; refuse to make one anew."""
    for ending, content in (
        (_STORE, store.read_bytes()),
        (_TOLD, json.dumps(told_now(store), ensure_ascii=False, indent=0).encode()),
    ):
        with (FOLDER / f"{name}{ending}").open("xb") as file:
            file.write(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "made.timelinedb")
        if sys.argv[2:]:
            shutil.copyfile(sys.argv[2], path)
        else:
            make(path)
        keep(sys.argv[1], path)
