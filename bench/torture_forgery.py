"""Files and texts from nowhere: each must be read or refused in a sentence, soon and without a crash."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from timeline_app.document import Chronology
from timeline_app.domain.errors import KnownError
from timeline_app.domain.query import parse_query
from timeline_app.domain.typed import read_typed
from timeline_app.formats.csv_format import read_csv
from timeline_app.formats.detecting import detect
from timeline_app.formats.json_format import records_of
from timeline_app.store.recovering import recover
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from bench.torture import Tally

_LONGEST_SECONDS = 5.0
_PIECES = (
    "talks", "category:", "status:planned", "date:", "within:", "2025-07", "..", ">=", "importance:", "(", ")", '"',
    "-", "OR", " ", "*", "has:", "missing:", "place:=", "\x00", "\u202e", "é", "Київ", "\U0001f54a", "{", "'", ";",
    "NEAR", "AND", "NOT", "May", "2025", "23", ".", "/", "~", "?", "X", "Y-17E7", "[", "]", "early", "between", "and",
    "липня", "Juli", "14:00", "Kyiv", ",",
)  # fmt: skip


def forge(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Damage the sample at random places, and use what opens; what does not must be refused or recovered."""
    whole = place / "whole.timelinedb"
    if not whole.exists():
        build_sample(whole)
    content = whole.read_bytes()
    for _time in range(times):
        forged = bytearray(content)
        for _hole in range(chance.randrange(1, 6)):
            at, length = chance.randrange(len(forged)), chance.choice([1, 4, 100, 4096])
            forged[at : at + length] = chance.randbytes(length)
        if chance.random() < 0.1:
            del forged[chance.randrange(len(forged)) :]
        path = place / "forged.timelinedb"
        path.write_bytes(forged)
        tally.count(_timed(lambda path=path: _use(path)))
        for each in place.glob("forged.timelinedb*"):
            each.unlink()
        (place / "recovered.timelinedb").unlink(missing_ok=True)


def fuzz_queries(tally: Tally, _place: Path, chance: random.Random, times: int) -> None:
    """Read queries put together from pieces."""
    for _time in range(times):
        tally.count(_timed(lambda: parse_query(_text(chance))))


def fuzz_dates(tally: Tally, _place: Path, chance: random.Random, times: int) -> None:
    """Read dates put together from pieces."""
    for _time in range(times):
        tally.count(_timed(lambda: read_typed(_text(chance))))


def fuzz_tables(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Read tables put together from pieces, in any encoding or none."""
    path = place / "fuzz.csv"
    for _time in range(times):
        head = "title,date,end,lat,lon,status\n" if chance.random() < 0.7 else ""
        rows = "\n".join(",".join(_text(chance) for _cell in range(5)) for _row in range(20))
        encoding = chance.choice(["utf-8", "utf-16", "cp1251", "latin-1"])
        raw = (head + rows).encode(encoding, "replace")
        path.write_bytes(raw if chance.random() < 0.9 else chance.randbytes(2_000))
        tally.count(_timed(lambda: (detect(path), list(read_csv(path).drafts))))


def fuzz_json(tally: Tally, _place: Path, chance: random.Random, times: int) -> None:
    """Read our own JSON with values exchanged."""
    plain = [json.loads(json.dumps({"id": "a", "title": "x", "status": "planned", "actors": [["b", "r"]]}))]
    kinds = ["event", "actor", "place", "document", "excerpt", "link", "category", "tag", "source", "view"]
    for _time in range(times):
        record: dict[str, Any] = dict(plain[0])
        for _change in range(chance.randrange(5)):
            record[chance.choice([*record, "start", "text", "latitude", "aliases"])] = _value(chance)
        whole = {"format": "conflict-timeline", "records": {chance.choice(kinds): [record, _value(chance)]}}
        tally.count(_timed(lambda whole=whole: records_of(whole, "fuzz.json")))


def _use(path: Path) -> None:
    """Do with a store what the window does; then recover it, whatever came of that."""
    try:
        with Store.open(path) as store:
            chronology = Chronology(store)
            mask = chronology.select("talks OR category:Diplomacy OR has:quote")
            chronology.facets(mask)
            for event in chronology.events(chronology.columns.row.tolist()):
                chronology.evidence(event.id)
            store.check()
            store.undo()
    except KnownError:
        recover(path, path.with_name("recovered.timelinedb"))


def _timed(run: Callable[[], object]) -> str | None:
    """Say what went wrong: any error but a KnownError, or more than five seconds."""
    start, begun = time.process_time(), time.monotonic()
    try:
        run()
    except KnownError:
        pass
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what we are looking for
        return f"{type(error).__name__}: {error}"
    seconds, waited = time.process_time() - start, time.monotonic() - begun
    late = seconds > _LONGEST_SECONDS or waited > 10 * _LONGEST_SECONDS
    return f"took {seconds:.1f} s of work and {waited:.1f} s of time" if late else None


def _text(chance: random.Random) -> str:
    return "".join(chance.choice(_PIECES) + chance.choice(["", " "]) for _piece in range(chance.randrange(8)))


def _value(chance: random.Random) -> Any:
    values = [None, True, 7, -1, 1e400, "x", "\ud800", [], [[]], [["a", 1]], {}, {"a": []}, "2025", 10**30, ["a", "b"]]
    return chance.choice(values)
