"""Find and replace in what a person wrote: titles, summaries, notes. Quoted words of sources are evidence and stay.

`TextSearch` looks through events a slice at a time; the person keeps or leaves each hit; `change` replaces those kept,
as one change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.many_events import MOST_AT_ONCE
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.bounded_pattern import bounded, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Event

TextField = Literal["title", "summary", "notes"]
TEXT_FIELDS: Final[tuple[TextField, ...]] = get_args(TextField)
_SLICE: Final = 1_000
"""Events looked through at a time: some milliseconds."""
_PATTERN_S: Final = 1.0
"""Of the processor, for a slice and a pattern."""
MOST_HITS: Final = 20_000
"""A list of more is read by nobody."""
_AROUND: Final = 40
"""Letters that are shown on either side of a hit."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is looked for, what shall stand in its place, and how it is looked for."""

    find: str
    new: str = ""
    fields: tuple[TextField, ...] = TEXT_FIELDS
    match_case: bool = False
    whole_words: bool = False
    is_pattern: bool = False
    """Whether `find` is a regular expression, and `new` may have `\\1` for what a group of it found."""

    def compiled(self) -> re.Pattern[str]:
        """Give the pattern that finds it; KnownError where there is none."""
        if not self.find:
            raise KnownError(_("Type what you are looking for."))
        pattern = self.find if self.is_pattern else re.escape(self.find)
        if self.whole_words:
            pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
        if not self.is_pattern:
            return re.compile(pattern, 0 if self.match_case else re.IGNORECASE)
        return compiled(pattern, match_case=self.match_case)

    def bound(self) -> AbstractContextManager[None]:
        """Give what ends a pattern that takes too long; plain words never do."""
        return bounded(_PATTERN_S) if self.is_pattern else nullcontext()


class TextHit(NamedTuple):
    """A place in a text of an event, and what shall stand there."""

    event_id: str
    field: TextField
    start: int
    end: int
    new: str

    def around(self, text: str) -> tuple[str, str, str]:
        """Give the letters before the hit, the hit and those after it, on one line."""
        head, tail = text[max(0, self.start - _AROUND) : self.start], text[self.end : self.end + _AROUND]
        before = "…" if self.start > _AROUND else ""
        after = "…" if self.end + _AROUND < len(text) else ""
        return before + _one_line(head), _one_line(text[self.start : self.end]), _one_line(tail) + after


class TextSearch:
    """Looks through events; `hits` and `events` grow with each step of `steps`."""

    def __init__(self, chronology: Chronology, rows: Sequence[int], wanted: Replacement) -> None:
        self._chronology, self._rows = chronology, rows
        self.wanted = wanted
        self.hits: list[TextHit] = []
        self.events: dict[str, Event] = {}
        """Those with hits, by id, as they were when they were looked through."""
        self.is_cut = False
        """Whether there are more hits than can be listed."""

    @property
    def looked_through(self) -> int:
        """How many events it looks through."""
        return len(self._rows)

    def steps(self) -> Iterator[float]:
        """Look through a slice at a time; each step gives how far it is."""
        pattern = self.wanted.compiled()
        for first in range(0, len(self._rows), _SLICE):
            texts = self._chronology.store.lookups.texts(self._rows[first : first + _SLICE])
            with self.wanted.bound():
                found = [row for row, *fields in texts if self._is_in(pattern, fields)]
                for event in self._chronology.events(found):
                    self._take(event, pattern)
            if self.is_cut:
                return
            yield min(1.0, (first + _SLICE) / len(self._rows))

    def _is_in(self, pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
        wanted = self.wanted.fields
        return any(field in wanted and pattern.search(text) for field, text in zip(TEXT_FIELDS, texts, strict=True))

    def _take(self, event: Event, pattern: re.Pattern[str]) -> None:
        for field in self.wanted.fields:
            for match in pattern.finditer(getattr(event, field)):
                if match.start() == match.end():
                    continue  # a pattern may match nothing at all, between any two letters
                if len(self.hits) >= MOST_HITS or len(self.events) >= MOST_AT_ONCE:
                    self.is_cut = True
                    return
                new = _expanded(match, self.wanted.new) if self.wanted.is_pattern else self.wanted.new
                self.hits.append(TextHit(event.id, field, match.start(), match.end(), new))
                self.events[event.id] = event

    def change(self, hits: Iterable[TextHit]) -> Change | None:
        """Make the change that replaces some of the hits; None where they are none, or all is so already."""
        by_event: defaultdict[str, list[TextHit]] = defaultdict(list)
        for hit in hits:
            by_event[hit.event_id].append(hit)
        before, after, places = [], [], 0
        for event_id, found in by_event.items():
            event = self.events[event_id]
            edited = replace(event, **_replaced(event, found))  # type: ignore[arg-type]  # they are texts
            if edited != event:
                before.append(event)
                after.append(edited)
                places += len(found)
        if not after:
            return None
        return Change(_label(self.wanted, places, len(after)), tuple(before), tuple(after))


def _expanded(match: re.Match[str], new: str) -> str:
    """Give what stands in place of a match, with what its groups found."""
    try:
        return match.expand(new)
    except (re.error, IndexError) as error:
        raise KnownError(_("The replacement cannot be read: {what}.").format(what=error)) from error


def _replaced(event: Event, hits: Iterable[TextHit]) -> Mapping[str, str]:
    """Give the fields of an event in which something is replaced."""
    parts: defaultdict[TextField, list[TextHit]] = defaultdict(list)
    for hit in hits:
        parts[hit.field].append(hit)
    texts: dict[str, str] = {}
    for field, found in parts.items():
        old, pieces, at = getattr(event, field), [], 0
        for hit in sorted(found, key=lambda each: each.start):
            pieces += [old[at : hit.start], hit.new]
            at = hit.end
        text = "".join((*pieces, old[at:]))
        texts[field] = " ".join(text.split()) if field == "title" else text.strip()
    if not texts.get("title", "?"):
        raise KnownError(_("“{title}” would be left without a title; leave it out.").format(title=event.title))
    return texts


def _label(wanted: Replacement, places: int, events: int) -> str:
    told = ngettext("{n} event", "{n} events", events).format(n=grouped(events))
    label = ngettext(
        "Replace “{old}” with “{new}” in {n} place of {events}",
        "Replace “{old}” with “{new}” in {n} places of {events}",
        places,
    )
    if not wanted.new:
        label = ngettext(
            "Take “{old}” out of {n} place of {events}", "Take “{old}” out of {n} places of {events}", places
        )
    return label.format(old=_short(wanted.find), new=_short(wanted.new), n=grouped(places), events=told)


def _short(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _one_line(text: str) -> str:
    return re.sub(r"\s", " ", text)
