"""Read an article whose language nobody has told: each run of paragraphs by the grammar of its own language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.extract.events.proposals import Extraction, read_article
from timeline_app.extract.languages.detection import READ, stretches

if TYPE_CHECKING:
    from timeline_app.extract.dates.tagger import Expression, TaggingOptions
    from timeline_app.extract.events.names import KnownNames
    from timeline_app.extract.events.proposal import Proposal


def read_in_its_languages(
    text: str,
    published: str,
    names: KnownNames | None = None,
    hint: str = "",
    options: TaggingOptions | None = None,
) -> Extraction:
    """Read an article; `unread` names the languages of what could not be read, "" where nobody can tell it.

    `hint` is the language that its page names, and decides where the text is too short to tell.
    """
    runs = stretches(text, hint.lower().split("-")[0])
    expressions: list[Expression] = []
    proposals: list[Proposal] = []
    rest: list[Proposal] = []
    longest, news, language = -1, True, max(runs, key=lambda run: run.last - run.first).language
    for run in runs:
        if run.language not in READ:
            continue
        found = read_article(text[run.first : run.last], published, names, run.language, options)
        expressions += (
            replace(each, start=each.start + run.first, end=each.end + run.first) for each in found.expressions
        )
        proposals += (_moved(each, run.first) for each in found.proposals)
        rest += (_moved(each, run.first) for each in found.rest)
        if run.last - run.first > longest:
            longest, news = run.last - run.first, found.news
    unread = dict.fromkeys(
        run.language
        for run in runs
        if run.language not in READ and any(c.isalpha() for c in text[run.first : run.last])
    )
    return Extraction(tuple(expressions), tuple(proposals), news, tuple(rest), language=language, unread=tuple(unread))


def _moved(proposal: Proposal, by: int) -> Proposal:
    if not by:
        return proposal
    return replace(
        proposal, excerpt_start=proposal.excerpt_start + by, excerpt_end=proposal.excerpt_end + by,
        date_start=proposal.date_start + by, date_end=proposal.date_end + by,
    )  # fmt: skip
