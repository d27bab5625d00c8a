"""Kills, starves and forges stores, and counts what was lost: `./run torture [--kills N] [--seconds N] [--seed N]`.

A writer adds, edits, deletes, imports 10,000 rows, undoes and redoes; before each step it says what the store will
hold, after it that the step is done. It is killed by SIGKILL at a random moment. Then the store must open, pass
SQLite's quick check and hold exactly what the last finished step, or the one under way, left: nothing reported as
done is lost, nothing is half there, and undo still works. The other parts do the same with failing writes, full and
read-only disks, cut logs and forged files.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench import torture_faults, torture_forgery, torture_kills

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Tally:
    """How often a part tried, and what went wrong."""

    name: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, problem: str | None) -> None:
        """Note one try."""
        self.tried += 1
        if problem:
            self.lost.append(problem)


def parts(arguments: argparse.Namespace) -> list[tuple[str, Callable[..., None], int]]:
    """Give each part with how often it is to try."""
    kills = arguments.kills
    return [  # the quick ones first, so that none is left out on a slow machine
        ("fuzz: queries", torture_forgery.fuzz_queries, kills * 40),
        ("fuzz: dates", torture_forgery.fuzz_dates, kills * 20),
        ("fuzz: tables", torture_forgery.fuzz_tables, kills * 2),
        ("fuzz: JSON", torture_forgery.fuzz_json, kills * 4),
        ("file removed or replaced", torture_faults.replace_file, max(2, kills // 25)),
        ("full disk, read-only remount (tmpfs)", torture_faults.fill, max(2, kills // 50)),
        ("kills (SIGKILL while writing)", torture_kills.kill, kills),
        ("cut logs (power lost after a kill)", torture_kills.cut_logs, kills // 5),
        ("failing writes (file size limit)", torture_faults.starve, kills // 5),
        ("forged stores (random damage)", torture_forgery.forge, kills // 2),
    ]


def main(argv: list[str] | None = None) -> int:
    """Run all parts and print one table; exit 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=840, help="give up on a part when all have taken this long")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", default="", help="only parts whose name holds this")
    arguments = parser.parse_args(argv)
    print(f"seed {arguments.seed}")
    end = time.monotonic() + arguments.seconds
    tallies = []
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        for name, run, times in parts(arguments):
            if arguments.only in name:
                tally = Tally(name)
                start = time.monotonic()
                chance = random.Random(f"{arguments.seed}/{name}")
                place = Path(folder, str(len(tallies)))
                place.mkdir()
                while tally.tried < times and time.monotonic() < end:
                    run(tally, place, chance, min(25, times - tally.tried))
                tally.seconds = time.monotonic() - start
                tallies.append(tally)
                print_row(tally)
    return 1 if any(tally.lost for tally in tallies) or any(not tally.tried for tally in tallies) else 0


def print_row(tally: Tally) -> None:
    """Print one line of the table, and the first things that went wrong."""
    survived = tally.tried - len(tally.lost)
    print(f"{tally.name:<40} {survived:>7} survived {len(tally.lost):>5} lost {tally.seconds:>8.1f} s", flush=True)
    for problem in tally.lost[:5]:
        print(f"    {problem}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
