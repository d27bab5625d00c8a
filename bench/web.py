"""Our page beside TimelineJS3 on the same events, in one run: `./run bench web [--full]`.

Weight is what a reader's browser loads. First content is the time until there is something to read, and the processor
time of the page's main thread until then. A step goes to the next event: the main thread's time for it, until it rests.
TimelineJS shows one event at a time and comes by npm into bench/peers; both pages are opened from the disk.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.browser import Browser, NoAnswerError, program
from bench.results import MissingError, Row
from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import new_id
from timeline_app.export.options import ExportOptions
from timeline_app.export.published import publish
from timeline_app.export.registry import export_file
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.export.published import Published, PublishedEvent

PEERS = Path(__file__).parent / "peers"
DIST = PEERS / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
ICONS = next((DIST / "css" / "icons").glob("*.woff2"), None)
LIBRARY, STYLE = DIST / "js" / "timeline.js", DIST / "css" / "timeline.css"
WIDTH, HEIGHT = 1440, 900
LIMIT_S = 120
STEPS = 8
MANY = 10_000
FRAMES = 150
MOST_BYTES = 700_000
SCROLLING = f"""new Promise(done => {{
  const times = [];
  let last = 0;
  const frame = now => {{
    if (last) times.push(now - last);
    last = now;
    scrollBy(0, 90);
    if (times.length < {FRAMES}) requestAnimationFrame(frame); else done(times);
  }};
  requestAnimationFrame(frame);
}})"""
READY = "document.documentElement.dataset.ready !== undefined"
THEIRS_READY = "Boolean(document.querySelector('.tl-slide .tl-headline, .tl-slide h2'))"


class Cost(NamedTuple):
    """What a page took: bytes, seconds of wall clock and of its main thread."""

    bytes: int
    packed_bytes: int
    first_s: float
    first_busy_s: float
    step_busy_s: float


def measure(*, full: bool) -> Iterator[Row]:
    """Measure ours and theirs on the sample, then ours on very many."""
    if missing := what_is_missing():
        raise MissingError(missing)
    with tempfile.TemporaryDirectory(prefix="bench-web-") as name:
        folder = Path(name)
        build_sample(folder / "sample.timelinedb")
        sample = Chronology(Store.open(folder / "sample.timelinedb"))
        export_file(sample, ExportOptions(), folder / "ours.html")
        theirs_page(publish(sample, ExportOptions()), folder)
        ours = cost_of(folder / "ours.html", [folder / "ours.html"], READY, "document.getElementById('after')")
        parts = [folder / "theirs.html", folder / "events.js", LIBRARY, STYLE, *([ICONS] if ICONS else [])]
        theirs = cost_of(folder / "theirs.html", parts, THEIRS_READY, "document.querySelector('.tl-slidenav-next')")
        yield from rows_of(ours, theirs)
        many_page(sample, folder, MANY if not full else 3 * MANY)
        sample.close()
        yield from rows_of_many(folder / "many.html")


def what_is_missing() -> str:
    """Say in a sentence what this machine lacks for the comparison; nothing where all is there."""
    if not program():
        return "Chromium is not installed: it is Debian's package chromium."
    if not LIBRARY.is_file():
        return "TimelineJS is not installed: `./run bench peers` installs it into bench/peers, by npm."
    return ""


def rows_of(ours: Cost, theirs: Cost) -> Iterator[Row]:
    """Set theirs beside ours, and our share of it."""
    for who, cost in (("TimelineJS3", theirs), ("ours", ours)):
        yield Row(f"{who}, sample: weight", cost.bytes / 1000, "kB", MOST_BYTES / 1000 if who == "ours" else None)
        yield Row(f"{who}, sample: weight packed by gzip", cost.packed_bytes / 1000, "kB")
        yield Row(f"{who}, sample: first content", cost.first_s * 1000, "ms")
        yield Row(f"{who}, sample: main thread until then", cost.first_busy_s * 1000, "ms")
        yield Row(f"{who}, sample: main thread for a step", cost.step_busy_s * 1000, "ms")
    against = "× TimelineJS3"
    yield Row("our weight", ours.bytes / theirs.bytes, against)
    yield Row("our weight packed", ours.packed_bytes / theirs.packed_bytes, against)
    yield Row("our first content", ours.first_s / theirs.first_s, against, 1)
    yield Row("our main thread until then", ours.first_busy_s / theirs.first_busy_s, against, 1)
    yield Row("our step", ours.step_busy_s / theirs.step_busy_s, against, 1)


def cost_of(page: Path, parts: list[Path], ready: str, button: str) -> Cost:
    """Measure a page in a browser of its own."""
    texts = [part.read_bytes() for part in parts]
    with Browser(WIDTH, HEIGHT) as browser:
        before_s = browser.busy_s()
        browser.open(page, LIMIT_S)
        first_s = browser.run(until(ready, "performance.now()"), LIMIT_S) / 1000
        if ready == READY:  # the story is there before the script is
            first_s = painted_s(browser)
        busy_s = browser.busy_s() - before_s
        steps = []
        for _ in range(STEPS):
            before_s = browser.busy_s()
            browser.run(f"{button}.click()", LIMIT_S)
            browser.run("new Promise(done => setTimeout(() => requestIdleCallback(() => done()), 1500))", LIMIT_S)
            steps.append(browser.busy_s() - before_s)
    packed = sum(len(gzip.compress(text, mtime=0)) for text in texts)
    return Cost(sum(map(len, texts)), packed, first_s, busy_s, median(steps))


def until(condition: str, result: str) -> str:
    """Write a script that waits for a condition and gives a result."""
    return f"new Promise(done => {{ const look = () => {condition} ? done({result}) : setTimeout(look, 5); look(); }})"


def painted_s(browser: Browser) -> float:
    """Give when there was first something to read."""
    entry = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    return float(browser.run(entry, LIMIT_S)) / 1000


def rows_of_many(page: Path) -> Iterator[Row]:
    """Measure our page of very many events: when there is something to read, and how it scrolls."""
    label = f"ours, {MANY:,}"
    with Browser(WIDTH, HEIGHT) as browser:
        try:
            browser.open(page, LIMIT_S)
            browser.run(until(READY, "0"), LIMIT_S)
        except NoAnswerError as fault:
            yield Row(f"{label}: not ready within", fault.limit_s, "s", 0)
            return
        yield Row(f"{label}: first content", painted_s(browser) * 1000, "ms", 1000)
        frames = browser.run(SCROLLING, LIMIT_S)
        yield Row(f"{label}: frames a second in scrolling", 1000 * len(frames) / sum(frames), "fps", 50, at_most=False)
        before_s = browser.busy_s()
        browser.run("document.getElementById('after').click()", LIMIT_S)
        browser.run("new Promise(done => setTimeout(() => requestIdleCallback(() => done()), 500))", LIMIT_S)
        yield Row(f"{label}: main thread for a step", (browser.busy_s() - before_s) * 1000, "ms")


def theirs_page(published: Published, folder: Path) -> None:
    """Write a page of TimelineJS with the same events, told in the form that it takes."""
    events = {"title": {"text": {"headline": published.title}}, "events": list(map(slide_of, published.events))}
    (folder / "events.js").write_text(f"const events = {json.dumps(events, ensure_ascii=False)}", encoding="utf-8")
    page = (PEERS / "timelinejs.html").read_text(encoding="utf-8")
    for name, path in {"STYLE": STYLE, "LIBRARY": LIBRARY, "EVENTS": folder / "events.js"}.items():
        page = page.replace(f'"{name}"', f'"{path.as_uri()}"')
    (folder / "theirs.html").write_text(page, encoding="utf-8")


def slide_of(event: PublishedEvent) -> dict[str, Any]:
    """Give an event as a slide: its sources stand in its text, as people do it there."""
    cited = "".join(
        f'<li>{quote.words} <a href="{source.link}">{source.title}</a>, {source.publisher}, '
        f"{source.published_words}</li>"
        for source in event.sources
        for quote in source.quotes
    )
    slide: dict[str, Any] = {
        "start_date": day_of(event.when.earliest),
        "text": {"headline": event.title, "text": f"<p>{event.summary}</p><ul>{cited}</ul>"},
        "group": event.category.name if event.category else "",
        "display_date": event.date_words,
    }
    if event.when.latest != event.when.earliest:
        slide["end_date"] = day_of(event.when.latest)
    return slide


def day_of(iso: str) -> dict[str, int]:
    """Split a day into what TimelineJS takes."""
    year, month, day = map(int, iso[:10].split("-"))
    return {"year": year, "month": month, "day": day}


def many_page(sample: Chronology, folder: Path, count: int) -> None:
    """Write our page of so many events: those of the sample with their evidence, on other days."""
    rng = random.Random(20251129)
    events = list(sample.events(sample.columns.row.tolist()))
    evidence = {event.id: list(sample.evidence(event.id)) for event in events}
    sources = {each.source.id: each.source for found in evidence.values() for each in found}
    many = Chronology(Store.create(folder / "many.timelinedb"))
    many.do(Change("Names", after=(*sample.categories, *sample.actors, *sample.places, *sources.values())))
    made: list[Any] = []
    for number in range(count):
        old = events[number % len(events)]
        day = date(2012, 1, 1) + timedelta(days=rng.randrange(5000))
        end = "" if rng.random() < 0.8 else (day + timedelta(days=rng.randrange(1, 60))).isoformat()
        new = replace(old, id=new_id(), start=day.isoformat(), end=end, tag_ids=())
        made.append(new)
        for each in evidence[old.id]:
            loose = {"document_id": "", "start": -1, "end": -1, "kind": "paraphrase"}
            made.append(replace(each.excerpt, id=new_id(), event_id=new.id, **loose))
    many.do(Change("Events", after=tuple(made)))
    export_file(many, ExportOptions(title=f"{count:,} events"), folder / "many.html")
    many.close()
