"""Proposals against pages that were marked by hand: how many are sensible, and what a reader would miss.

`python -m bench.proposals` prints the table, `--errors` each fault. The gold lies in tests/data/proposals: pages of our
own in four languages, and news of GUM by reference (read from ../shared/data/extract, never copied). A proposal is
*sensible* when its sentence, its days, its status and the words that its title must have are all those of an event that
a reader listed; two proposals of one event are a *double*. The event that a page reports is marked with a star.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import KnownError
from timeline_app.extract.events.proposals import read_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.extract.events.proposal import Proposal

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "data" / "proposals"
GUM = ROOT.parent / "shared" / "data" / "extract" / "gum_news_dev.jsonl"
LONGEST_TITLE = 90
AIMS = {"sensible": 70, "found": 85, "doubles": 5, "reported": 90}
_CLOCK = re.compile(r"T[\d:.]+(?:Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """An event that a reader would put on the timeline."""

    start: str
    end: str
    status: str
    places: tuple[tuple[int, int], ...]
    """The code points of the sentences that tell it, from the first word on as far as that is sure."""
    words: tuple[str, ...]
    """What its title must say."""
    reported: bool
    """Whether it is what the page reports."""

    def has_days(self, proposal: Proposal) -> bool:
        """Tell whether a proposal covers the same days."""
        return _days(proposal.start, proposal.end) == _days(self.start, self.end)

    def has_title(self, proposal: Proposal) -> bool:
        """Tell whether a title says what it must, and is short."""
        title = proposal.title.casefold()
        return len(title) <= LONGEST_TITLE and all(word.casefold() in title for word in self.words)

    def has_status(self, proposal: Proposal) -> bool:
        """Tell whether a status says as much about whether it happened."""
        return proposal.status == self.status

    def has_sentence(self, proposal: Proposal) -> bool:
        """Tell whether a proposal stands on the sentence."""
        return any(proposal.excerpt_start < last and first < proposal.excerpt_end for first, last in self.places)


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page and its events."""

    name: str
    language: str
    published: str
    text: str
    events: tuple[ExpectedEvent, ...]


def _days(start: str, end: str) -> tuple[str, str] | None:
    """Give the first and last day, whatever the hours."""
    try:
        when = When.of(_CLOCK.sub("", start), _CLOCK.sub("", end))
    except KnownError:
        return None
    return when.earliest[:10], when.latest[:10]


def _expected(text: str, line: str) -> ExpectedEvent:
    when, status, sentences, words = (part.strip() for part in line.lstrip("* ").split("|"))
    start, _sign, end = when.partition("/")
    places = tuple((text.index(each), text.index(each) + len(each)) for each in sentences.split(" // "))
    return ExpectedEvent(start, end, status, places, tuple(words.split()), line[0] == "*")


def marked_pages() -> Iterator[MarkedPage]:
    """Give the pages of our own, then those of GUM where they are at hand."""
    for path in sorted(GOLD.glob("??-*.txt")):
        head, text, gold = _parts(path.read_text("utf-8"))
        events = tuple(_expected(text, line) for line in gold.splitlines() if line.strip())
        yield MarkedPage(path.stem, head["language"], head["published"], text, events)
    if GUM.is_file():
        documents = {each["id"]: each for each in map(json.loads, GUM.read_text("utf-8").splitlines())}
        for name, lines in _gum_gold().items():
            text = documents[name]["text"]
            events = tuple(_expected(text, line) for line in lines)
            yield MarkedPage(name, "en", documents[name]["published"], text, events)


def _parts(page: str) -> tuple[dict[str, str], str, str]:
    head, _blank, rest = page.partition("\n\n")
    text, _rule, gold = rest.partition("\n=====\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), text, gold


def _gum_gold() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (GOLD / "gum_news.txt").read_text("utf-8").splitlines():
        if line.startswith("GUM_"):
            found[line.strip()] = []
        elif line.strip() and not line.startswith("#"):
            list(found.values())[-1].append(line)
    return found


def judge(page: MarkedPage, faults: list[str] | None = None) -> Counter[str]:
    """Count what a page gives."""
    told = faults if faults is not None else []
    count: Counter[str] = Counter()
    found = read_article(page.text, page.published, language=page.language)
    proposals = found.proposals
    count["expected"], count["proposed"] = len(page.events), len(proposals)
    taken: dict[int, Proposal] = {}
    for proposal in proposals:
        count[proposal.confidence] += 1
        near = [place for place, event in enumerate(page.events) if event.has_sentence(proposal)]
        best = max(near, key=lambda place: (*_fit(page.events[place], proposal), place not in taken), default=None)
        if best is None:
            told.append(f"EXTRA  {page.name} | {proposal.start} {proposal.end} {proposal.status} | {proposal.title}")
            continue
        event = page.events[best]
        days, title, status = _fit(event, proposal)
        count["date"] += days
        count["title"] += title
        count["status"] += status
        if days and best in taken:
            count["doubles"] += 1
            told.append(f"DOUBLE {page.name} | {proposal.start} {proposal.title} || {taken[best].title}")
            continue
        count["sensible"] += days and title and status
        count[f"sensible {proposal.confidence}"] += days and title and status
        if days:
            taken[best] = proposal
        if not (days and title and status):
            wanted = f"{event.start} {event.end} {event.status} {' '.join(event.words)}"
            said = f"{proposal.start} {proposal.end} {proposal.status} | {proposal.title}"
            told.append(f"FAULT  {page.name} | {said}  << {wanted}")
    count["found"] = len(taken)
    told += [f"REST   {page.name} | {each.doubt} | {each.start} {each.end} | {each.title}" for each in found.rest]
    told += [
        f"MISSED {page.name} | {event.start} {event.end} {event.status} | {' '.join(event.words)}"
        for place, event in enumerate(page.events)
        if place not in taken
    ]
    starred = [place for place, event in enumerate(page.events) if event.reported]
    count["pages"] += bool(starred)
    count["reported pages"] += any(place in taken for place in starred)
    return count


def _fit(event: ExpectedEvent, proposal: Proposal) -> tuple[bool, bool, bool]:
    return event.has_days(proposal), event.has_title(proposal), event.has_status(proposal)


def total(pages: Iterable[MarkedPage], faults: list[str] | None = None) -> Counter[str]:
    """Count what pages give together; those in languages that are not read count nothing."""
    count: Counter[str] = Counter()
    for page in pages:
        try:
            count += judge(page, faults)
        except KnownError:
            continue
    return count


def shares(count: Counter[str]) -> dict[str, float]:
    """Give the figures that the issue sets goals for, in per cent."""
    proposed, expected, pages = count["proposed"] or 1, count["expected"] or 1, count["pages"] or 1
    return {
        "sensible": 100 * count["sensible"] / proposed,
        "found": 100 * count["found"] / expected,
        "doubles": 100 * count["doubles"] / proposed,
        "reported": 100 * count["reported pages"] / pages,
    }


def by_confidence(count: Counter[str]) -> dict[str, float]:
    """Give the shares of sensible proposals, in per cent, among those that are called sure, likely, unsure."""
    return {word: 100 * count[f"sensible {word}"] / (count[word] or 1) for word in ("sure", "likely", "unsure")}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.proposals", description="Score the proposing of events.")
    parser.add_argument("--errors", action="store_true", help="show each fault")
    parser.add_argument("--only", default="", help="only pages whose name begins so")
    arguments = parser.parse_args()
    pages = [page for page in marked_pages() if page.name.startswith(arguments.only)]
    faults: list[str] = []
    groups = sorted({(page.language, page.name.startswith("GUM")) for page in pages})
    for language, gum in groups:
        group = [page for page in pages if (page.language, page.name.startswith("GUM")) == (language, gum)]
        count = total(group, faults)
        figures = "  ".join(f"{name} {value:5.1f} %" for name, value in shares(count).items())
        print(f"{'gum' if gum else 'own'} {language} {len(group):3} pages  {figures}  {dict(count)}")
    count = total(pages)
    told = (
        f"{word} {count[f'sensible {word}']} of {count[word]}, {share:.0f} %"
        for word, share in by_confidence(count).items()
    )
    print("sensible by confidence:", "; ".join(told))
    if arguments.errors:
        print(*faults, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
