"""Decide whether a text reports the news of its day or narrates the past: that decides what "in May" is counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.extract.moment import Moment
    from timeline_app.extract.readings import Mention

_HEAD_TOKENS: Final = 60
_SPEECH: Final = {"deictic": 2.0, "weekday": 1.0, "relative": 1.0, "shift": 1.0}
"""How strongly an expression speaks from the writer's own day."""


def is_news(mentions: Iterable[Mention], published: Moment) -> bool:
    """Tell news from narrative: by a dateline, else by weighing speech from today against years long past."""
    speaking, distant, near = 0.0, 0, 0
    for mention in mentions:
        reading = mention.reading
        if reading.kind == "date" and reading.year is not None and reading.full_year:
            if mention.first < _HEAD_TOKENS and _is_dateline(mention, published):
                return True
            if abs(reading.year - published.year) > 1:
                distant += 1
            else:
                near += 1
        elif mention.meaning in _SPEECH and not reading.to_text and reading.relation in {"", "now", "last", "next", "this"}:
            speaking += _SPEECH[mention.meaning]
    return speaking * 2 + near >= distant


def _is_dateline(mention: Mention, published: Moment) -> bool:
    reading = mention.reading
    if not reading.day or reading.year != published.year or reading.month != published.month:
        return False
    return abs(reading.day - published.day) <= 3
