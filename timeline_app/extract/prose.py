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
    of_place: frozenset[str]
    """Those of them that may stay inside a name: the siege *of* Sarajevo *in* Bosnia."""
    relative: frozenset[str]
    """Words that open a relative clause."""
    continues: frozenset[str]
    """Subordinators after which the clause goes on: that, as."""
    leads_event: frozenset[str]
    """Words before a noun phrase that names an event: *after* the raid."""
    begins: frozenset[str]
    """Verbs that make a clause of a noun phrase: the raid *began*."""
    attributes: frozenset[str]
    """Words that open an attribution: according to."""
    telling: frozenset[str]
    """Verbs of saying that name who listens."""
    articles: frozenset[str]
    verbs: frozenset[str]
    events: frozenset[str]
    """Nouns that name an event by themselves."""
