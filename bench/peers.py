"""Our canvas beside other programs for timelines, on the same events, in the same run: `./run bench peers [--full]`.

The others are JavaScript: Debian's Chromium shows them without a screen, peers/ holds a page and a few lines for each.
A frame costs the processor time of one thread, ours of the one that lays out and paints, theirs of the page's main
thread from the call to the next idle moment; what Chromium's other threads paint for them is not counted. Memory is
that of a whole Python process with Qt, against that of all of the browser's. In each, the events are there already.
"""

from __future__ import annotations

import heapq
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.browser import Browser, NoAnswerError, PageError, program
from bench.chronicle import FIRST_S, LAST_S, Chronicle, chronicle
from bench.frames import DAY_S, FRAMES, HEIGHT, SCENES, WIDTH, frames_of, p95, stage_of, start_qt
from bench.results import MissingError, Row
from timeline_app.layout.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "peers"
MODULES = HERE / "node_modules"
MIDDLE_S = (FIRST_S + LAST_S) // 2
FIRST_FRAME_LIMIT_S = 30
MOVING_LIMIT_S = 15
FULL_FACTOR = 4
FEWEST_FRAMES = 10
INSTALL_LIMIT_S = 120


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with: its name, and its library and style below node_modules."""

    name: str
    library: str
    style: str = ""


VIS = Peer(
    "vis-timeline",
    "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js",
    "vis-timeline/styles/vis-timeline-graph2d.min.css",
)
FLAME = Peer("flame-chart-js", "flame-chart-js/dist/index.min.js")
CASES = ((VIS, 1_000, "whole range"), (VIS, 10_000, "30 days"), (FLAME, 100_000, "5 years"))
MORE_CASES = ((VIS, 10_000, "whole range"), (FLAME, 1_000_000, "5 years"))


class Cost(NamedTuple):
    """What a program took: seconds of one thread and bytes."""

    first_s: float
    pan_s: list[float]
    zoom_s: list[float]
    memory_bytes: float


def measure(*, full: bool) -> Iterator[Row]:
    """Measure ours and theirs in turn, from the smallest case to the largest."""
    if missing := what_is_missing():
        raise MissingError(missing)
    for peer, size, scene in (*CASES, *MORE_CASES) if full else CASES:
        factor = FULL_FACTOR if full else 1
        ours = Cost(*json.loads(_own_process(size, scene)))
        label = f"{size:,}, {scene}"
        try:
            theirs = theirs_of(peer, chronicle(size), scene, factor)
        except NoAnswerError as fault:
            yield Row(f"{peer.name}, {label}: no answer within", fault.limit_s, "s of wall clock")
        else:
            yield from rows_of(peer.name, label, ours, theirs)


def rows_of(name: str, label: str, ours: Cost, theirs: Cost) -> Iterator[Row]:
    """Set theirs beside ours: what they took, and our share of it."""
    for who, cost in ((name, theirs), ("ours", ours)):
        yield Row(f"{who}, {label}: first frame", cost.first_s * 1000, "ms")
        yield Row(f"{who}, {label}: pan p50", median(cost.pan_s) * 1000, "ms")
        yield Row(f"{who}, {label}: pan p95", p95(cost.pan_s) * 1000, "ms")
        yield Row(f"{who}, {label}: zoom p95", p95(cost.zoom_s) * 1000, "ms")
        yield Row(f"{who}, {label}: memory", cost.memory_bytes / 1e6, "MB")
    against = f"× {name}"
    yield Row(f"our first frame at {label}", ours.first_s / theirs.first_s, against, 1)
    yield Row(f"our pan p95 at {label}", p95(ours.pan_s) / p95(theirs.pan_s), against, 1)
    yield Row(f"our zoom p95 at {label}", p95(ours.zoom_s) / p95(theirs.zoom_s), against, 1)
    yield Row(f"our memory at {label}", ours.memory_bytes / theirs.memory_bytes, against, 1)


def ours_of(size: int, scene: str) -> Cost:
    """Measure our canvas, in this process."""
    start_qt()
    made = chronicle(size)
    begun = time.thread_time()
    stage = stage_of(made, made.palette)
    arranged_s = time.thread_time() - begun
    first_s, *pan_s = frames_of(stage, MIDDLE_S, SCENES[scene], zooming=False)
    zoom_s = frames_of(stage, MIDDLE_S, SCENES[scene], zooming=True)[1:]
    return Cost(arranged_s + first_s, pan_s, zoom_s, resident_bytes())


def theirs_of(peer: Peer, made: Chronicle, scene: str, factor: int) -> Cost:
    """Measure another's, in a browser of its own; raise NoAnswerError when it takes too long."""
    half_s = max(int(SCENES[scene] * DAY_S / 2), 1)
    whole = (MIDDLE_S - half_s, MIDDLE_S + half_s)
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as folder, Browser(WIDTH, HEIGHT) as browser:
        browser.open(page_of(peer, made, Path(folder)), FIRST_FRAME_LIMIT_S * factor)
        browser.run("peer.prepare(events)", FIRST_FRAME_LIMIT_S * factor)
        before_s = browser.busy_s()
        browser.run(f"open_on({whole[0]}, {whole[1]})", FIRST_FRAME_LIMIT_S * factor)
        first_s = browser.busy_s() - before_s
        pan_s = moving(browser, whole, MOVING_LIMIT_S * factor, zooming=False)
        zoom_s = moving(browser, whole, MOVING_LIMIT_S * factor, zooming=True)
        return Cost(first_s, pan_s, zoom_s, browser.memory_bytes())


def resident_bytes() -> int:
    """Give the memory of this process; what it shares with others is counted in full."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def moving(browser: Browser, span: tuple[float, float], limit_s: float, *, zooming: bool) -> list[float]:
    """Move a page as bench.frames moves our canvas, as long as there is time; give what each frame took."""
    start_s, end_s = span
    browser.run(f"show({start_s}, {end_s})", limit_s)
    until = time.monotonic() + limit_s
    times: list[float] = []
    for frame in range(FRAMES - 1):
        if len(times) >= FEWEST_FRAMES and time.monotonic() > until:
            break
        if zooming:
            middle_s, half_s = (start_s + end_s) / 2, (end_s - start_s) / 2
            half_s /= 1.06 if frame < FRAMES // 2 else 1 / 1.06
            start_s, end_s = middle_s - half_s, middle_s + half_s
        else:
            step_s = (28 if frame % 7 else 140) * (end_s - start_s) / (WIDTH - Metrics().header_px)
            start_s, end_s = start_s + step_s, end_s + step_s
        before_s = browser.busy_s()
        shown = browser.run(f"show({start_s}, {end_s})", limit_s + FIRST_FRAME_LIMIT_S)
        times.append(browser.busy_s() - before_s)
        if abs(shown[0] - start_s) > (end_s - start_s) / 100:
            raise PageError(f"asked to show {start_s:.0f} to {end_s:.0f}, it shows {shown}")
    return times


def page_of(peer: Peer, made: Chronicle, folder: Path) -> Path:
    """Write a page with a program and the events."""
    events = folder / "events.js"
    events.write_text(f"const events = {json.dumps(events_of(made))}", encoding="utf-8")
    page = (HERE / "page.html").read_text(encoding="utf-8")
    parts = {"STYLE": MODULES / peer.style, "LIBRARY": MODULES / peer.library, "EVENTS": events}
    for name, path in (parts | {"PEER": HERE / f"{peer.name}.js"}).items():
        page = page.replace(f'"{name}"', f'"{path.as_uri()}"')
    written = folder / "page.html"
    written.write_text(page, encoding="utf-8")
    return written


def events_of(made: Chronicle) -> dict[str, object]:
    """Give the events as columns that a page can read."""
    columns = made.columns
    titles = made.titles(columns.row.tolist())
    start, end = columns.start_min.tolist(), columns.end_max.tolist()
    return {
        "start": start,
        "end": end,
        "moment": (columns.start_max >= columns.end_min).tolist(),
        "lane": columns.category.tolist(),
        "row": rows_without_overlap(start, end),
        "title": list(titles.values()),
        "lanes": [
            {"name": name, "color": look[0]}
            for name, look in zip(made.lane_names().categories, made.palette, strict=True)
        ],
    }


def rows_without_overlap(start: list[int], end: list[int]) -> list[int]:
    """Give each event, in order of start, the first row that is free."""
    taken: list[tuple[int, int]] = []
    free: list[int] = []
    rows = []
    for begins, ends in zip(start, end, strict=True):
        while taken and taken[0][0] <= begins:
            heapq.heappush(free, heapq.heappop(taken)[1])
        row = heapq.heappop(free) if free else len(taken)
        heapq.heappush(taken, (ends, row))
        rows.append(row)
    return rows


def what_is_missing() -> str:
    """Say in a sentence what this machine lacks for the comparison; nothing where all is there."""
    if not program():
        return "Chromium is not installed: it is Debian's package chromium."
    if not installed():
        if not shutil.which("npm"):
            return "the other programs come by npm, which is not installed: Debian's packages nodejs and npm."
        return "the other programs are not installed: `./run bench peers` installs them into bench/peers."
    return ""


def installed() -> bool:
    """Tell whether the other programs are there."""
    others = ("@knight-lab/timelinejs/dist/js/timeline.js", "axe-core/axe.min.js")
    return all((MODULES / each).is_file() for each in (VIS.library, FLAME.library, *others))


def install() -> None:
    """Install the other programs as the lock says, where npm is there and they are not; say why where that fails."""
    if installed() or not shutil.which("npm"):
        return
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        subprocess.run(command, cwd=HERE, stdout=sys.stderr, timeout=INSTALL_LIMIT_S, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        print(f"bench: installing into bench/peers failed: {fault}", file=sys.stderr)


def _own_process(size: int, scene: str) -> str:
    code = f"import json; from bench import peers; print(json.dumps(peers.ours_of({size}, {scene!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE.parent.parent, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout
