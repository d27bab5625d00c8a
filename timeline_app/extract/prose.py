"""What titles need to know of a language beyond its dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """The words that open, join and close sentences."""

    connectives: frozenset[str]
    """Words that only tie a sentence to the one before."""
    ties: frozenset[str]
    """Those of them that need no comma after them."""
    witnesses: frozenset[str]
    """Verbs whose subject is a time and whose object the event: 1916 *saw* a rising."""
    openers: frozenset[str]
    """Prepositions that open a phrase before the subject."""
    subordinators: frozenset[str]
    saying: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    dangling: frozenset[str]
    """Words that no title ends with."""
    joints: frozenset[str]
    """Words before which a long title can be cut."""
    verbs: frozenset[str]
    events: frozenset[str]
    """Nouns that name an event by themselves."""
