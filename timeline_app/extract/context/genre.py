"""Decide whether a text is news or narrative, which decides the year of a bare "in May"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.calendar_span import CalendarSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.extract.dates.captures import Mention
    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream

_HEAD_TOKENS: Final = 60
_DATELINE_DAYS: Final = 3
_FIRST: Final = 3.0
"""What the first date of a text weighs: who opens with the present year speaks from it."""
_SPEECH: Final = {"clock": 1.0, "bare_ordinal": 1.0, "deictic": 3.0, "weekday": 3.0, "relative": 1.5, "shift": 1.0}
"""How strongly an expression speaks from the writer's own day. On the dev texts days may weigh from 1 to 4, and "last
month" from 1 to 2, with one result; the middle lets news name its background in years."""


def is_news(stream: TokenStream, grammar: Grammar, mentions: Iterable[Mention], published: CalendarSpan) -> bool:
    """Tell news from narrative: by a dateline, else by weighing speech from today against years long past.

    "The worst since 1945" tells of no past.
    """
    asides = grammar.language.habits.asides
    speaking, distant, near = 0.0, 0, 0.0
    for mention in mentions:
        reading = mention.reading
        if mention.meaning == "feast":
            continue  # D-Day and 9/11 are spoken of in any text
        if reading.kind == "date" and reading.year is not None and reading.full_year:
            if mention.first < _HEAD_TOKENS and _is_dateline(mention, published):
                return True
            if abs(reading.year - published.year) > 1:
                distant += stream.words[mention.first - 1] not in asides if mention.first else 1
            else:
                near += 1 if distant + near else _FIRST
        elif reading.kind == "date" and reading.month and not reading.relation and not distant + near:
            speaking += 1.0
        elif mention.meaning == "bare_ordinal" and distant + near:
            continue  # "by the 28th", after a date, is of that month
        elif mention.meaning == "deictic" and not reading.amount and reading.part != "NI":
            continue  # "today" may be these days
        elif (
            reading.kind == "date" and reading.relation in {"last", "next", "this"} and reading.month + len(reading.sub)
        ):
            speaking += _SPEECH["relative"]
        elif (
            mention.meaning in _SPEECH
            and not reading.to_text
            and reading.relation in {"", "now", "last", "next", "this"}
        ):
            speaking += _SPEECH[mention.meaning]
    return speaking * 2 + near >= distant


def dateline(
    stream: TokenStream, grammar: Grammar, mentions: Iterable[Mention], published: CalendarSpan
) -> CalendarSpan | None:
    """Give the day that the head of the text prints on a line of its own, if it is within days of publication."""
    line_end = grammar.codes["BREAK"]
    for mention in mentions:
        if mention.first >= _HEAD_TOKENS:
            return None
        alone = (mention.first == 0 or stream.codes[mention.first - 1] == line_end) and stream.codes[
            mention.last : mention.last + 1
        ] in {"", line_end}
        if alone and _is_dateline(mention, published):
            return CalendarSpan("day", published.year, published.month, mention.reading.day)
    return None


def _is_dateline(mention: Mention, published: CalendarSpan) -> bool:
    reading = mention.reading
    if not reading.day or reading.year != published.year or reading.month != published.month:
        return False
    return abs(reading.day - published.day) <= _DATELINE_DAYS
