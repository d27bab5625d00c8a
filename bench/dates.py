"""Dates: how many are judged rightly, and how fast.

`./run bench dates`, or `python -m bench.dates`; with `--fuzz SECONDS` it looks for crashes. Strings with known answers
come from ../shared/data/edtf and tests/data/typed_dates.csv; the rest is made here from a fixed seed.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.results import Row
from timeline_app.domain.dates.formatting import word, word_short
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT.parent / "shared" / "data" / "edtf" / "edtf_cases.csv"
TYPED = ROOT / "tests" / "data" / "typed_dates.csv"
SIGNS = "0123456789X-?~%/.[]{},TZ:+YES –’ıß\u0660"
UNKNOWN_END = ("/2006", "2004-06-01/")
"""The lists give bounds ten years away where an end is unknown; docs/decisions/0013 says why we give none."""


def measure(*, full: bool) -> Iterable[Row]:
    """Give the rows of this part."""
    lists = rows_of(LISTS) if LISTS.is_file() else []
    if lists:
        yield from judged(lists)
        yield from speed([each["string"] for each in lists if is_valid(each["string"])])
    yield Row("typed dates in four languages read as expected", typed_score(), "% of cases", 100, at_most=False)
    made = list(made_values(random.Random(7), 200_000 if full else 40_000))
    valid = [each for each in made if is_valid(each)]
    same = sum(When.parse(When.parse(each).edtf) == When.parse(each) for each in valid)
    yield Row(
        "values that come back whole from their text", 100 * same / len(valid), "% of values made", 100, at_most=False
    )
    yield Row(
        "`timeline-app date -`, no line twice", lines_a_second(valid), "lines a CPU second", 20_000, at_most=False
    )
    yield Row("`timeline-app date -`, days", lines_a_second(days(60_000)), "lines a CPU second", 20_000, at_most=False)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def is_valid(text: str) -> bool:
    """Tell whether we read the text as EDTF."""
    try:
        When.parse(text)
    except KnownError:
        return False
    return True


def judged(lists: list[dict[str, str]]) -> Iterator[Row]:
    """Score validity and bounds against the lists."""
    asked = [each for each in lists if each["expected"] in ("valid", "invalid")]
    right = sum(is_valid(each["string"]) == (each["expected"] == "valid") for each in asked)
    yield Row(f"EDTF strings judged rightly, of {len(asked)}", 100 * right / len(asked), "%", 99, at_most=False)
    bounded = [each for each in lists if each["lower"] and each["string"] not in UNKNOWN_END]
    found = (When.parse(each["string"]) for each in bounded)
    same = sum(
        (when.earliest or "-inf", when.latest or "inf") == (each["lower"], each["upper"])
        for when, each in zip(found, bounded, strict=True)
    )
    yield Row(f"strict bounds right, of {len(bounded)}", 100 * same / len(bounded), "%", 100, at_most=False)


def speed(strings: list[str]) -> Iterator[Row]:
    """Time each string by itself, the best of many, and the other reader beside it on a few."""
    yield Row("reading an EDTF string, median", statistics.median(map(best_us, strings)), "µs", 20)
    try:
        from edtf import parse_edtf  # noqa: PLC0415  # an oracle of the tests, which may be missing here
    except ImportError:
        return
    few = [each for each in strings if "E" not in each and "T" not in each][::12]
    theirs = statistics.median(best_us(each, lambda text: parse_edtf(text, fail_silently=True), 3) for each in few)
    yield Row("the same by python-edtf", theirs / statistics.median(map(best_us, few)), "× ours")


def best_us(text: str, read: object = When.parse, times: int = 30) -> float:
    """Time one reading of a text."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        read(text)  # type: ignore[operator]
        best = min(best, time.perf_counter() - start)
    return best * 1e6


def typed_score() -> float:
    """Score our own cases of what people type."""
    cases = rows_of(TYPED)
    right = sum(read_typed(each["text"], today=each["today"] or None).edtf == each["edtf"] for each in cases)
    return 100 * right / len(cases)


def days(count: int) -> list[str]:
    """Make plain days, no two alike."""
    return [f"{1000 + number // 336}-{1 + number // 28 % 12:02}-{1 + number % 28:02}" for number in range(count)]


def made_values(rng: random.Random, count: int) -> Iterator[str]:
    """Make EDTF texts of all kinds, no two alike; few of them are not valid."""
    seen: set[str] = set()
    while len(seen) < count:
        text = _value(rng)
        if text not in seen:
            seen.add(text)
            yield text


def _value(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.75:
        return _date(rng)
    if kind < 0.9:
        return f"{rng.choice(['', '..', _date(rng)])}/{rng.choice(['..', _date(rng), _date(rng)])}"
    inside = ",".join(_date(rng) for _ in range(rng.randint(1, 3)))
    form = rng.choice(["[{}]", "{{{}}}", "[{}..]", "[..{}]"])
    return form.format(inside)


def _date(rng: random.Random) -> str:
    year = f"{rng.randint(0, 9999):04}"
    month, day = f"{rng.randint(1, 12):02}", f"{rng.randint(1, 28):02}"
    mark = rng.choice(["", "", "?", "~", "%"])
    forms = (
        f"{year}{mark}",
        f"-{rng.randint(1, 9999):04}-{month}{mark}",
        f"{year}-{month}{mark}",
        f"{year}-{month}-{day}{mark}",
        f"{year}-{month}-{day}",
        f"{year}-{rng.randint(21, 41)}",
        f"{year[:3]}X{mark}",
        f"{year}-{month}-XX",
        f"{year}?-{month}-~{day}",
        f"Y{rng.randint(10_000, 10**9)}",
        f"{year}-{month}-{day}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:00Z",
    )
    return rng.choice(forms)


def lines_a_second(lines: list[str]) -> float:
    """Send lines through the verb and take its processor time, start included: the best of three."""
    program = [sys.executable, "-m", "timeline_app", "date", "-"]
    data = ("\n".join(lines) + "\n").encode()
    best = float("inf")
    for _ in range(3):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(program, input=data, capture_output=True, check=True, cwd=ROOT)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
        if done.stdout.count(b"\n") != len(lines):
            raise RuntimeError("a line in was not a line out")
    return len(lines) / best


def fuzz(seconds: float, seed: int) -> int:
    """Read spoiled dates for a while; only KnownError may come out. Give the number of texts read."""
    rng = random.Random(seed)
    stock = [each["text"] for each in rows_of(TYPED)]
    stock += [each["string"] for each in rows_of(LISTS)] if LISTS.is_file() else list(made_values(rng, 200))
    pieces = sorted({piece for text in stock for piece in text.split()})
    end = time.monotonic() + seconds
    count, slowest = 0, (0.0, "")
    while time.monotonic() < end:
        text = spoiled(rng, stock, pieces)
        start = time.perf_counter()
        try:
            check(text, rng.choice(["dmy", "mdy", "ymd"]))
        except Exception:
            print(f"seed {seed}, text {text!r}", file=sys.stderr)
            raise
        slowest = max(slowest, (time.perf_counter() - start, text))
        count += 1
    print(f"{count:,} texts in {seconds:g} s, no crash; slowest {slowest[0] * 1e3:.0f} ms: {slowest[1]!r}")
    return count


def check(text: str, order: str) -> None:
    """Read a text, which may be refused in a sentence; what was read must come back from its EDTF, and have words."""
    with contextlib.suppress(KnownError):
        typed = read_typed(text, today="2025-07-25", order=order)
        again = When.parse(typed.edtf, typed.zone)
        if again != typed.when or not typed.words or not word_short(again) or not word(again, "Europe/Kyiv"):
            raise AssertionError(text)


def spoiled(rng: random.Random, stock: list[str], pieces: list[str]) -> str:
    """Spoil a date: cut, double, swap and replace characters and words."""
    if rng.random() < 0.3:
        return " ".join(rng.choices(pieces, k=rng.randint(1, 8)))
    text = rng.choice(stock)
    for _ in range(rng.randint(1, 4)):
        at, width = rng.randint(0, len(text)), rng.randint(0, 3)
        new = rng.choice(
            [
                "",
                rng.choice(pieces),
                rng.choice("0123456789X-?~%/.[]{},TZ:+YES –’ıß\u0660"),
                chr(rng.randint(1, 0x2FFF)),
            ]
        )
        text = text[:at] + new + text[at + width :]
    return text


def main() -> None:
    """Print the rows, or fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fuzz", type=float, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    if args.fuzz:
        fuzz(args.fuzz, args.seed)
        return
    for row in measure(full=args.full):
        missed = "MISSED" if row.met is False else ""
        print(f"{row.what:60} {row.value:12,.2f} {row.unit:22} {row.wanted:10} {missed}")


if __name__ == "__main__":
    main()
