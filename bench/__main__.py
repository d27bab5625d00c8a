"""Measures the program against its targets: `./run bench [--full] [PART...]`.

Each part is a module beside this one with `measure(*, full: bool) -> Iterable[Row]` (see results.py). It runs in a
process of its own, so that none warms or burdens another, and for so long at most that all of them take ten minutes;
web and peers, which compare with other programs where they are installed, come on top.
Prints one table, writes bench/out/bench.json; exit 1 when a target is missed or a part failed. A part that lacks
something on this machine says what and is skipped; web and peers get their programs by npm when asked for by name.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.results import MissingError, Row

HERE = Path(__file__).parent
PARTS = ("dates", "extract", "frames", "store", "imports", "exports", "window", "start", "web", "peers")
SECONDS = {
    "dates": 20, "extract": 45, "frames": 175, "store": 110, "imports": 45, "exports": 60, "window": 80, "start": 65,
    "web": 150, "peers": 240,
}  # fmt: skip
"""The longest each may take; without web and peers, which run other programs too, six hundred in all."""
FULL_FACTOR = 4
STORE = "TIMELINE_APP_BENCH_STORE"
"""See bench/store.py, which is not imported here: it would bring numpy into this process."""


def available(asked: list[str]) -> list[str]:
    """Give the parts to run: those asked for, else all that there are."""
    there = [part for part in PARTS if (HERE / f"{part}.py").is_file()]
    unknown = sorted(set(asked) - set(there))
    if unknown:
        raise SystemExit(f"bench: no part {', '.join(unknown)}; there are {', '.join(there)}")
    return [part for part in there if part in asked] if asked else there


def run_part(part: str, *, full: bool) -> tuple[list[Row], str]:
    """Run a part in a process of its own; give its rows and, where it failed, why; raise what it lacks here."""
    code = (
        "import dataclasses, importlib, json, sys\n"
        "from bench.results import MissingError\n"
        "try:\n"
        f"    rows = list(importlib.import_module('bench.{part}').measure(full={full}))\n"
        "except MissingError as missing:\n"
        "    print('MISSING ' + str(missing))\n"
        "else:\n"
        "    print('ROWS ' + json.dumps([dataclasses.asdict(row) for row in rows]))\n"
    )
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    limit = SECONDS[part] * (FULL_FACTOR if full else 1)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=HERE.parent,
            env=environment,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [], f"took more than {limit} s"
    lines = [line for line in done.stdout.splitlines() if line.startswith(("ROWS ", "MISSING "))]
    if done.returncode or not lines:
        return [], (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    if lines[-1].startswith("MISSING "):
        raise MissingError(lines[-1].removeprefix("MISSING "))
    return [Row(**fields) for fields in json.loads(lines[-1][5:])], ""


def table(results: dict[str, list[Row]]) -> str:
    """Set all rows under each other, with met or missed."""
    lines = []
    for part, rows in results.items():
        for row in rows:
            verdict = {True: "met", False: "MISSED", None: ""}[row.met]
            value = f"{row.value:,.0f}" if abs(row.value) >= 1000 else f"{row.value:.3g}"
            lines.append(f"{part:8} {row.what:58} {value:>10} {row.unit:18} {row.wanted:>10} {verdict}".rstrip())
    return "\n".join(lines)


def main() -> int:
    """Run the parts, print the table, keep it as JSON."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure the program against its targets.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--full", action="store_true", help="the largest sizes too: may take up to forty minutes")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    results: dict[str, list[Row]] = {}
    failures: dict[str, str] = {}
    skipped: dict[str, str] = {}
    if {"web", "peers"} & set(arguments.parts):
        importlib.import_module("bench.peers").install()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ.setdefault(STORE, str(Path(folder, "million.timelinedb")))  # one part makes it, another uses it
        for part in available(arguments.parts):
            print(f"measuring {part} …", file=sys.stderr)
            try:
                results[part], why = run_part(part, full=arguments.full)
            except MissingError as missing:
                skipped[part] = str(missing)
                continue
            if why:
                failures[part] = why
    print(table(results))
    for part, why in failures.items():
        print(f"{part:8} FAILED: {why}")
    for part, why in skipped.items():
        print(f"{part:8} skipped: {why}")
    print(f"{time.perf_counter() - begun:.0f} s, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}")
    out = HERE / "out"
    out.mkdir(exist_ok=True)
    rows = {part: [{**asdict(row), "met": row.met} for row in found] for part, found in results.items()}
    (out / "bench.json").write_text(
        json.dumps({"results": rows, "failures": failures, "skipped": skipped}, indent=1), encoding="utf-8"
    )
    missed = any(row.met is False for found in results.values() for row in found)
    return int(missed or bool(failures))


if __name__ == "__main__":
    sys.exit(main())
