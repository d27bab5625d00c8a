"""Runs the tests, and holds each layer without Qt to being covered by its own: `./run test`, `./run coverage`.

What is only tried by way of the window breaks unseen when the window changes. So the tests of such a layer run alone,
and must reach the share below of the statements of its layer. `./run coverage` runs these; `./run test` without
further words goes on with all others, so that each test runs once, and ends with the sum of what pytest says.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LEAST = {"domain": 90.0, "store": 90.0, "document": 90.0, "layout": 90.0}
"""In per cent."""
WORKERS = 2
INTERRUPTED = 2
"""The exit code of pytest when a person stops it."""
OUTCOMES = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warning", "error")
"""In the order in which pytest tells them."""
_TAIL = 200_000
"""Bytes of what pytest says at last, in which its summary stands."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_SUMMARY = re.compile(r"^=+ (.*) in [\d.]+s\b.*=+$")
_COUNT = re.compile(r"(\d+) ([a-z]+?)s?\b")


class Told(NamedTuple):
    """How a run of pytest ended."""

    code: int
    counts: Counter[str]
    """By outcome; empty where pytest came to no summary."""
    failures: tuple[str, ...] = ()
    """What pytest lists as failed."""


def counts_in(said: str) -> Counter[str]:
    """Read the last line of pytest: "== 1 failed, 20 passed in 3.14s =="."""
    last = _COLOURS.sub("", said).strip().rpartition("\n")[2].strip()
    summary = _SUMMARY.match(last)
    counts = Counter({name: int(number) for number, name in _COUNT.findall(summary[1])}) if summary else Counter()
    return Counter({name: counts[name] for name in OUTCOMES if counts[name]})


def failures_in(said: str) -> tuple[str, ...]:
    """Read the list of what failed, which pytest gives before its last line."""
    listed = _COLOURS.sub("", said).rpartition("short test summary info")[2]
    return tuple(line for line in listed.splitlines() if line.startswith(("FAILED ", "ERROR ")))


def summary_of(counts: Counter[str], seconds: float) -> str:
    """Word the sum of several runs as pytest words one."""
    parts = (
        f"{counts[name]} {name}{'s' if name in {'warning', 'error'} and counts[name] > 1 else ''}"
        for name in OUTCOMES
        if counts[name]
    )
    minutes = f" ({int(seconds) // 3600}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02})"
    line = f" {', '.join(parts) or 'no tests ran'} in {seconds:.2f}s{minutes if seconds >= 60 else ''} "
    return line.center(shutil.get_terminal_size().columns, "=")


def run_tests(root: Path, *words: str, workers: int = WORKERS) -> Told:
    """Run pytest, pass on what it says as it says it, and give how it ended."""
    colours = "yes" if sys.stdout.isatty() else "no"
    command = (
        sys.executable, "-u", "-m", "pytest", "-n", str(workers), "--dist", "loadfile", f"--color={colours}", *words
    )  # fmt: skip
    width = {"COLUMNS": str(shutil.get_terminal_size().columns)}
    end = b""
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, env=os.environ | width) as pytest:
        while piece := os.read(pytest.stdout.fileno(), 1 << 16):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            end = (end + piece)[-_TAIL:]
    said = end.decode("utf-8", "replace")
    return Told(pytest.returncode, counts_in(said), failures_in(said) if pytest.returncode else ())


def covered(root: Path, layer: str, folder: Path, workers: int = WORKERS) -> tuple[Told, float]:
    """Run the tests of a layer; give how they ended, and how much of it they reach, in per cent."""
    report = folder / f"{layer}.json"
    print(f"== tests of {layer}", flush=True)
    told = run_tests(
        root,
        f"tests/{layer}",
        f"--cov=timeline_app.{layer}",
        "--cov-report=",
        f"--cov-report=json:{report}",
        workers=workers,
    )
    share = json.loads(report.read_text(encoding="utf-8"))["totals"]["percent_covered"] if report.is_file() else 0.0
    return told, share


def run_all(root: Path, least: dict[str, float], *, rest: bool, workers: int = WORKERS) -> int:
    """Run the tests of each layer, and with `rest` all others; 0 where all are green and each layer is covered."""
    begun = time.monotonic()
    ended: list[Told] = []
    shares: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for layer in least:
            told, shares[layer] = covered(root, layer, Path(folder), workers)
            if told.code == INTERRUPTED:
                return INTERRUPTED
            ended.append(told)
    if rest:
        print("== all other tests", flush=True)
        ended.append(run_tests(root, "tests", *(f"--ignore=tests/{layer}" for layer in least), workers=workers))
    print("\n== what the tests of each layer reach of it")
    for layer, share in shares.items():
        missed = "" if share >= least[layer] else "   MISSED"
        print(f"{layer:10} {share:5.1f} %   at least {least[layer]:.0f}{missed}")
    for name, told in zip([*(f"of {layer}" for layer in least), "of all other folders"], ended, strict=False):
        if told.code:
            print(f"The tests {name} failed: see above (exit {told.code}).", *told.failures, sep="\n")
    print(summary_of(sum((told.counts for told in ended), Counter()), time.monotonic() - begun), flush=True)
    return int(any(told.code for told in ended) or any(share < least[layer] for layer, share in shares.items()))


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="own_coverage.py")
    parser.add_argument("--and-all-others", action="store_true", help="the tests of all other folders too")
    return run_all(ROOT, LEAST, rest=parser.parse_args().and_all_others)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
