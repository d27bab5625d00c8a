"""The sample's own article: stored as a document, and quoted for the events it tells of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from timeline_app.base.resources import resource
from timeline_app.domain.records import Document, Excerpt, Record, Source
from timeline_app.domain.text.quotes import anchored

if TYPE_CHECKING:
    from collections.abc import Callable

_QUOTES: Final = (
    ("istanbul-round-3", "Ukraine and Russia are to meet again in Istanbul this Wednesday", "2025-07-23"),
    (
        "istanbul-round-3-announced",
        (
            "Ukraine and Russia are to meet again in Istanbul this Wednesday, President Volodymyr Zelenskyy announced"
            " on Monday evening"
        ),
        "2025-07-21",
    ),
    ("istanbul-round-1", "The delegations met on 16 May and again on 2 June 2025", "2025-05-16"),
    ("istanbul-round-2", "The delegations met on 16 May and again on 2 June 2025", "2025-06-02"),
    (
        "istanbul-talks-2022",
        "The most detailed talks so far had also taken place in Istanbul, on 29 March 2022, a month into the invasion.",
        "2022-03-29",
    ),
    (
        "istanbul-round-3-announced",
        (
            "On the same evening Zelenskyy said that Ukraine would go on striking logistics inside Russia for as long"
            " as Shahed drones were being launched at Ukrainian cities"
        ),
        "2025-07-21",
    ),
    (
        "crimea-annexation",
        "Russia's seizure and annexation of Crimea between 20 February and 18 March 2014",
        "2014-02-20/2014-03-18",
    ),
    ("full-scale-invasion", "It became a full-scale invasion on 24 February 2022.", "2022-02-24"),
)
"""The event, its words in the brief (spaces stand for line ends too), and the date those words claim."""


def brief_records(sample_id: Callable[[str, str], str]) -> tuple[Record, ...]:
    """Give the source, the document and the quotes, in that order."""
    told, text = read_brief()
    source = Source(
        id=sample_id("source", "brief"),
        title=told["title"],
        publisher=told["publisher"],
        published=told["published"],
        kind=told["kind"],
        language="en",
        licence="CC0-1.0",
        external_id="brief",
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sample_id("document", "brief"), source.id, text, digest, "text/markdown", captured=told["published"]
    )
    return source, document, *(_quote(number, document, sample_id) for number in range(len(_QUOTES)))


def read_brief() -> tuple[dict[str, str], str]:
    """Give what the brief's front matter says, and the text behind it."""
    whole = resource("sample", "brief.md").read_text(encoding="utf-8")
    _before, front, text = whole.split("---\n", 2)
    pairs = (line.split(": ", 1) for line in front.splitlines() if ": " in line)
    return {name: value.strip('"') for name, value in pairs}, text.strip("\n ")  # as a text is stored that is read in


def _quote(number: int, document: Document, sample_id: Callable[[str, str], str]) -> Record:
    event, words, date = _QUOTES[number]
    start = document.text.replace("\n", " ").index(words)
    excerpt = Excerpt(
        id=sample_id("excerpt", f"brief/{number}"),
        event_id=sample_id("event", event),
        source_id=document.source_id,
        document_id=document.id,
        kind="quote",
        claimed_date=date,
    )
    return anchored(excerpt, document.text, start, start + len(words))
