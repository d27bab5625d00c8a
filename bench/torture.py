"""Kills, starves, forges and feeds, and counts what was lost: `./run torture [--kills N] [--fuzz-minutes N]`.

A writer adds, edits, deletes, imports 10,000 rows, undoes and redoes; before each step it says what the store will
hold, after it that the step is done. It is killed by SIGKILL at a random moment. Then the store must open, pass
SQLite's quick check and hold exactly what the last finished step, or the one under way, left: nothing reported as
done is lost, nothing is half there, and undo still works. The other parts do the same with failing writes, full and
read-only disks, cut logs and forged files, read a corpus made to harm, and feed every parser with mutants.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench import torture_faults, torture_fuzz, torture_hostile, torture_kills, torture_wholes

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from bench.torture_fuzz import Fed

ROUND = 10
"""So often a part is tried on one store, which grows meanwhile."""


@dataclass(slots=True)
class Tally:
    """How often a part tried, and what went wrong."""

    name: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0
    work_s: float = 0.0

    def count(self, problem: str | None) -> None:
        """Note one try."""
        self.tried += 1
        if problem:
            self.lost.append(problem)

    def add(self, other: Tally) -> None:
        """Take in the tries of one round."""
        self.tried += other.tried
        self.lost += other.lost
        self.work_s += other.work_s


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the table: what is done, and how often."""

    name: str
    run: Callable[..., None]
    times: int


def parts(kills: int) -> list[Part]:
    """Give each part with how often it is to try."""
    return [  # the quick ones first, so that none is left out on a slow machine
        Part("file removed or replaced", torture_faults.replace_file, max(2, kills // 25)),
        Part("full disk, read-only remount (tmpfs)", torture_faults.fill, max(2, kills // 50)),
        Part("hostile files (a corpus)", torture_hostile.read_corpus, 1),
        Part("kills (SIGKILL while writing)", torture_kills.kill, kills),
        Part("kills in an import into an empty store", torture_wholes.kill_first_import, max(2, kills // 5)),
        Part("kills in an update of an older store", torture_wholes.kill_update, max(2, kills // 5)),
        Part("cut logs (power lost after a kill)", torture_kills.cut_logs, kills // 5),
        Part("failing writes (file size limit)", torture_faults.starve, kills // 5),
        Part("forged stores (random damage)", torture_hostile.forge, kills // 2),
    ]


def main(argv: list[str] | None = None) -> int:
    """Run all parts and print one table; exit 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=720, help="give up on a part when all have taken this long")
    parser.add_argument("--fuzz-minutes", type=float, default=2, help="how long all parsers are fed; 30 for a release")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", default="", help="only parts whose name holds this; “fuzz” for the feeding alone")
    arguments = parser.parse_args(argv)
    print(f"seed {arguments.seed}", flush=True)
    end = time.monotonic() + arguments.seconds
    with tempfile.TemporaryDirectory(prefix="torture-") as folder, ProcessPoolExecutor() as pool:
        tallies = [
            _tried(part, Path(folder), arguments.seed, end, pool)
            for part in parts(arguments.kills)
            if arguments.only in part.name
        ]
    lost = any(tally.lost or not tally.tried for tally in tallies)
    if arguments.only in "fuzz":
        lost |= any(fed.lost or not fed.tried for fed in _fed(arguments.seed, arguments.fuzz_minutes * 60))
    return int(lost)


def _tried(part: Part, folder: Path, seed: int, end: float, pool: Executor) -> Tally:
    """Try a part in short rounds, each on a store of its own, as many at once as there are processors."""
    start, tally = time.monotonic(), Tally(part.name)
    counts = [min(ROUND, part.times - first) for first in range(0, part.times, ROUND)]
    rounds = [
        pool.submit(_round, part, folder / f"{part.run.__name__}-{number}", f"{seed}/{part.name}/{number}", count, end)
        for number, count in enumerate(counts)
    ]
    for each in rounds:
        tally.add(each.result())
    tally.seconds = time.monotonic() - start
    print_row(tally)
    return tally


def _round(part: Part, place: Path, seed: str, times: int, end: float) -> Tally:
    tally, work_s = Tally(part.name), _work_s()
    if time.monotonic() < end:
        place.mkdir()
        part.run(tally, place, random.Random(seed), times)
        shutil.rmtree(place, ignore_errors=True)
    tally.work_s = _work_s() - work_s
    return tally


def _fed(seed: int, seconds: float) -> list[Fed]:
    """Feed every parser; what was lost stays in a folder, to be read again."""
    fuzzer = torture_fuzz.Fuzzer(Path(tempfile.mkdtemp(prefix="fuzz-")), seed)
    fuzzer.run(seconds)
    fed = list(fuzzer.fed.values())
    for each in fed:
        torture_fuzz.print_row(each)
    fuzzer.forget_files()
    return fed


def _work_s() -> float:
    """Give the seconds that this process and its children have worked, however busy the machine is."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def print_row(tally: Tally) -> None:
    """Print one line of the table, and the first things that went wrong."""
    survived = tally.tried - len(tally.lost)
    row = f"{tally.name:<40} {survived:>9,} survived {len(tally.lost):>4} lost"
    print(f"{row}   {tally.seconds:>6.1f} s, {tally.work_s:.1f} s of work", flush=True)
    for problem in tally.lost[:5]:
        print(f"    {problem}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
