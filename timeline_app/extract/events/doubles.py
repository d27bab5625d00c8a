"""Find what an article tells twice: the killing in its lead and again in its third paragraph.

Two proposals are one event where they have one date and most of their words, and neither names anyone whom the other
does not. The first one stays; the other is kept apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.extract.events.proposal import Proposal

_WORD: Final = re.compile(r"[^\W\d_]{3,}|\d+")
_STEM: Final = 4
"""Letters of a word that its endings leave alone."""
_YEAR: Final = 4
_BESIDE: Final = 4
"""Proposals back that may stand in the same sentence."""
_FEWEST, _SHARE = 3, 1 / 3


def marked_doubles(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Give proposals in their order, each that tells again what one before it told with that as its doubt."""
    told: dict[tuple[str, str], list[Proposal]] = {}
    found: list[Proposal] = []
    for proposal in proposals:
        same_day = told.setdefault((proposal.start.partition("T")[0], proposal.end), [])
        again = not proposal.doubt and any(_is_again(proposal, before) for before in same_day)
        again = again or (not proposal.doubt and any(_holds(proposal, before) for before in found[-_BESIDE:]))
        found.append(replace(proposal, doubt="double") if again else proposal)
        if not found[-1].doubt:
            same_day.append(proposal)
    return tuple(found)


def _holds(one: Proposal, before: Proposal) -> bool:
    """Tell the year of "a coup in September 2022, the second that year"."""
    beside = one.excerpt_start == before.excerpt_start and not one.end
    return beside and len(one.start) == _YEAR and before.start.startswith(f"{one.start}-")


def _is_again(one: Proposal, before: Proposal) -> bool:
    if one.excerpt_start == before.excerpt_start:
        return False
    stems, others = _stems(one.title), _stems(before.title)
    shared = len(stems & others)
    if shared < _FEWEST or shared < _SHARE * min(len(stems), len(others)):
        return False
    return not (_names(one.title) - _stems(before.exact) and _names(before.title) - _stems(one.exact))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


def _names(title: str) -> frozenset[str]:
    words = _WORD.findall(title)[1:]
    return frozenset(word[:_STEM].casefold() for word in words if word[0].isupper() or word.isdigit())
