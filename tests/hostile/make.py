"""Writes a corpus of hostile files into a folder: `python tests/hostile/make.py FOLDER`.

Each is what somebody could send to make a program crash, hang, fill the memory or run his code. The files are made
when they are needed, sparse where they are huge.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from timeline_app.store.sample import build_sample
from timeline_app.store.schema import APPLICATION_ID

MEGABYTE = 1_000_000


def make(folder: Path) -> list[Path]:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for write in (tables, json_files, stores, special_files):
        write(folder)
    return sorted(folder.iterdir())


def tables(folder: Path) -> None:
    """Write tables."""
    bidi = "\u202e\u2066\u200b\ufeff\x1b[31m"
    texts = {
        "one-huge-cell.csv": "title,date\n" + "a" * (8 * MEGABYTE) + ",2025\n",
        "one-endless-line.csv": "title," * (4 * MEGABYTE),
        "many-columns.csv": ",".join(f"c{n}" for n in range(200_000)) + ",title\n" + "," * 200_000 + "x\n",
        "open-quote.csv": 'title,date\n"' + f"{'a' * 300}\n" * 30_000,
        "nils.csv": "title,date\n\x00\x00a\x00,2025\n",
        "bidi.csv": f"title,date\n{bidi}evil{bidi},2025\n",
        "formulas.csv": "title,summary,date\n=cmd|'/c calc'!A0,@SUM(1+1),2025\n+1,-1,2024\n",
        "numbers.csv": "title,lat,lon,importance\na,1e999,nan,inf\nb,-0,1_0,٣\nc,9" + "9" * 5000 + ",1,1\n",
        "dates.csv": "title,date\n" + "\n".join(f"a,{text}" for text in DATES) + "\n",
        "same-names.csv": "title,title,title,date,date\na,b,c,2025,2024\n",
        "markup.csv": 'title,summary\n<script>alert(1)</script>,"<img src=x onerror=1> [x](javascript:1)"\n',
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "odd-utf16.csv").write_bytes("title,date\na,2025\n".encode("utf-16")[:-1])
    (folder / "half-utf8.csv").write_bytes("title,date\nКиїв,2025\n".encode()[:-9])
    with (folder / "holes.csv").open("wb") as file:
        file.truncate(10 * 1000 * MEGABYTE)


DATES = [
    "9" * 300, "Y-" + "9" * 100, "2025-02-30", "-" * 200, "[" * 100, "{1..2..3}", "2025/" * 50, "1/1/1/1", "٢٠٢٥",
    "²⁰²⁵", "0000-00-00", "24:00", "2025-07-23T25:61", "between between and and", "early early early May", "X" * 50,
    "..", "/",
]  # fmt: skip


def json_files(folder: Path) -> None:
    """Write what claims to be our own JSON."""
    head = '{"format": "conflict-timeline", "version": 1, "records": '
    texts = {
        "deep.json": head + "[" * 200_000,
        "deep-objects.json": head + '{"event": [' + '{"a":' * 100_000,
        "number.json": head + '{"event": [{"id": "a", "title": "x", "importance": ' + "9" * 10_000 + "}]}}",
        "infinite.json": head + '{"place": [{"id": "a", "name": "x", "latitude": 1e999}]}}',
        "surrogate.json": head + '{"event": [{"id": "a", "title": "\\ud83d"}]}}',
        "loop.json": head + '{"link": [{"id": "a", "from_id": "b", "to_id": "b"}]}}',
        "nothing-there.json": head + '{"excerpt": [{"id": "a", "event_id": "x", "source_id": "y"}]}}',
        "wrong-hash.json": head
        + '{"source": [{"id": "s", "title": "x"}],'
        + ' "document": [{"id": "d", "source_id": "s", "text": "a", "sha256": "b"}]}}',
        "newer.json": head.replace("1", "99")
        + '{"hologram": [{"id": "a"}], "event": [{"id": "a", "title": "x", "smell": 1}]}}',
        "many-keys.json": head + "{" + ",".join(f'"k{n}": []' for n in range(300_000)) + "}}",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "holes.json").open("wb") as file:
        file.write(head.encode())
        file.truncate(10 * 1000 * MEGABYTE)


ATTACKS = {
    "trigger": "CREATE TRIGGER t AFTER UPDATE ON event BEGIN DELETE FROM event; END",
    "view": "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "index": "CREATE INDEX i ON event (abs(row))",
    # not larger: the SQLite of Debian 13 makes the value of each row as the column is added to a strict table
    "generated": "ALTER TABLE event ADD COLUMN g TEXT AS (hex(zeroblob(4000000)))",
    "fts": "UPDATE event_words_data SET block = zeroblob(100)",
    "long-title": "UPDATE event SET title = hex(zeroblob(20000000)) WHERE row = 1",
    "rows": "UPDATE event SET row = 9223372036854775807 WHERE row = 130",
    "journal": "INSERT INTO journal VALUES (1, '', '', 'x', '999', '[[\"event\", 7]]', '{}', 'done')",
    "cache": "INSERT INTO packed_column VALUES ('row', 1, 130, 0, zeroblob(1000))",
}


def stores(folder: Path) -> None:
    """Write stores that were tampered with."""
    whole = folder / "whole.timelinedb"
    whole.unlink(missing_ok=True)
    build_sample(whole)
    for name, statement in ATTACKS.items():
        path = folder / f"{name}.timelinedb"
        shutil.copyfile(whole, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(statement)
    content = whole.read_bytes()
    (folder / "cut.timelinedb").write_bytes(content[: len(content) // 2])
    (folder / "header-only.timelinedb").write_bytes(content[:100])
    (folder / "bad-page-size.timelinedb").write_bytes(content[:16] + b"\x00\x03" + content[18:])
    (folder / "random.timelinedb").write_bytes(content[:100] + os.urandom(100_000))
    (folder / "strange-log.timelinedb").write_bytes(content)
    (folder / "strange-log.timelinedb-wal").write_bytes(os.urandom(50_000))
    (folder / "hot-journal.timelinedb").write_bytes(content)
    (folder / "hot-journal.timelinedb-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + os.urandom(5_000))
    with closing(sqlite3.connect(folder / "not-ours.timelinedb")) as connection:
        connection.execute("CREATE TABLE event (a)")
    with closing(sqlite3.connect(folder / "claims.timelinedb")) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    with (folder / "sparse.timelinedb").open("wb") as file:
        file.write(content)
        file.truncate(10 * 1000 * MEGABYTE)


def special_files(folder: Path) -> None:
    """Make what is no file at all, where the system has such things."""
    for name, target in (("endless.timelinedb", "/dev/zero"), ("endless.csv", "/dev/zero"), ("loop.csv", "loop.csv")):
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    for name in ("pipe.timelinedb", "pipe.csv", "pipe.json"):
        if not (folder / name).exists():
            os.mkfifo(folder / name)
    (folder / "folder.timelinedb").mkdir(exist_ok=True)
    (folder / "empty.timelinedb").write_bytes(b"")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "empty.json").write_bytes(b"")


if __name__ == "__main__":
    for made in make(Path(sys.argv[1])):
        print(made.name)  # noqa: T201  # a script that tells what it did
