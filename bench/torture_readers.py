"""What the program reads of strangers, each as one function of the bytes: what it gives stands for how it went."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.torture_format_seeds import ENDINGS
from timeline_app.document import Chronology
from timeline_app.domain.dates.formatting import word, word_short
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import KnownError
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.domain.text.urls import normalised
from timeline_app.extract.events.proposals import read_article
from timeline_app.extract.pages.reader import read_bytes
from timeline_app.formats.own_json import read_json
from timeline_app.formats.reading import Days, FileReading, ReadOptions
from timeline_app.formats.registry import read, read_bibliography, recognise, spell_bibliography
from timeline_app.store.safety.recovering import recover
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MOST_PROSE = 30_000
"""Letters of a page that are searched for dates: a long article; the window reads longer ones a slice at a time."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One way in."""

    read: Callable[[bytes], object]
    pieces: bool = False
    """Whether lines put together from pieces are fed as well."""
    zipped: bool = False


def readers(folder: Path) -> dict[str, Reader]:
    """Give every way in by its name; `folder` is for files that are read from the disk."""
    return {
        "date": Reader(_read_date, pieces=True),
        "query": Reader(_read_query, pieces=True),
        "table": Reader(lambda data: _read_table(_file(folder / "fuzz.csv", data))),
        **{
            kind: Reader(lambda data, ending=ending: _read_table(_file(folder / f"fuzz{ending}", data)))
            for kind, ending in ENDINGS.items()
        },
        "json": Reader(lambda data: _kinds(read_json(_file(folder / "fuzz.json", data)))),
        "bibliography": Reader(lambda data: _read_bibliography(folder, data)),
        "html": Reader(lambda data: _read_page(data, "fuzz.html")),
        "mail": Reader(lambda data: _read_page(data, "fuzz.mhtml" if b"Snapshot" in data else "fuzz.eml")),
        "pdf": Reader(lambda data: _read_page(data, "fuzz.pdf")),
        "word": Reader(lambda data: _read_page(data, "fuzz.docx"), zipped=True),
        "article": Reader(lambda data: _read_prose(data.decode("utf-8", "replace"))),
        "store": Reader(lambda data: _read_store(folder, data), pieces=True),
    }


def use(path: Path) -> int:
    """Do with a store what the window does; then recover it, whatever came of that."""
    try:
        with Store.open(path) as store:
            chronology = Chronology(store)
            mask = chronology.select("talks OR category:Diplomacy OR has:quote")
            chronology.facets(mask)
            for event in chronology.events(chronology.columns.row.tolist()):
                chronology.evidence(event.id)
            found = len(store.check().problems)
            store.history.entries()
            store.undo()
            return found
    except KnownError:
        target = path.with_name("recovered.timelinedb")
        target.unlink(missing_ok=True)
        return -sum(recover(path, target).kept.values())


def _file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _read_date(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    orders = ("dmy", "mdy", "ymd")
    typed = read_typed(text, order=orders[len(data) % 3], today="2025-07-23", zone="Europe/Kyiv" if data else "")
    words, brief = word(typed.when), word_short(typed.when)
    again = When.parse(typed.when.edtf, "Europe/Kyiv").edtf
    if again != typed.when.edtf:
        message = f"{text!r} reads as {typed.when.edtf}, and that as {again}"
        raise AssertionError(message)
    return f"{typed.when.flags} {len(words) // 8} {len(brief) // 8} {len(typed.alternatives)}"


def _read_query(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    on_one_line(text)
    shown(text)
    normalised(text)
    return type(parse_query(text)).__name__


def _read_table(path: Path) -> object:
    days = Days.parse("1997-01-01/2025-12-31") if path.stat().st_size % 2 else None
    options = ReadOptions(repeats=days)  # of calendars
    recognised, _others = recognise(path, options)
    reading = read(path, recognised, options)
    if not isinstance(reading, FileReading):
        return recognised.format.name
    count = sum(1 for _draft in reading.drafts)
    return f"{count.bit_length()} {len(reading.problems).bit_length()} {len(reading.notes)}"


def _kinds(records: list[object]) -> object:
    return sorted({type(record).__name__ for record in records})


def _read_bibliography(folder: Path, data: bytes) -> object:
    ending = ".bib" if b"@" in data[:200] else ".json" if data[:1] in {b"[", b"{"} else ".ris"
    sources = read_bibliography(_file(folder / f"fuzz{ending}", data))
    for other in (".bib", ".ris", ".json"):
        spell_bibliography(sources, other)
    return f"{ending} {len(sources).bit_length()} {sorted({source.kind for source in sources})}"


def _read_page(data: bytes, name: str) -> object:
    page = read_bytes(data, name)
    facts = "".join(
        str(int(bool(fact))) for fact in (page.title, page.author, page.publisher, page.published, page.url)
    )
    return f"{page.media_type} {facts} {len(page.text).bit_length()} {_read_prose(page.text)}"


def _read_prose(text: str) -> object:
    found = read_article(text[:_MOST_PROSE], "2025-07-21")
    return f"{len(found.expressions).bit_length()} {len(found.proposals).bit_length()}"


def _read_store(folder: Path, data: bytes) -> object:
    """Damage the sample where the bytes say: they are the seed."""
    found = use_damaged(folder, random.Random(data))
    return f"{found > 0} {found.bit_length()}"


def use_damaged(folder: Path, chance: random.Random) -> int:
    """Damage the sample at random places, and use what opens; what does not must be refused or recovered."""
    whole = folder / "whole.timelinedb"
    if not whole.exists():
        build_sample(whole)
    forged = bytearray(whole.read_bytes())
    for _hole in range(chance.randrange(1, 6)):
        at, length = chance.randrange(len(forged)), chance.choice([1, 4, 100, 4096])
        forged[at : at + length] = chance.randbytes(length)
    if chance.random() < 0.1:
        del forged[chance.randrange(len(forged)) :]
    for old in folder.glob("forged.timelinedb*"):
        old.unlink()
    return use(_file(folder / "forged.timelinedb", bytes(forged)))
