"""What titles need to know of a language beyond its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    import re


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
    again: frozenset[str]
    """Words between dates said in one breath: on 16 May and *again* on 2 June."""
    lead_in: re.Pattern[str]
    """What stands before a date and belongs to it, at the end of a text: "shortly after midnight on the"."""
    expletives: frozenset[str]
    """Words that only hold the place of a subject: *there* were talks."""
    persons: frozenset[str]
    """Pronouns for a person."""
    things: frozenset[str]
    """Pronouns for a thing."""
    many: frozenset[str]
    """Pronouns for several."""
    pointers: frozenset[str]
    """Pronouns that point to anything, even to a whole sentence."""
    owners: frozenset[str]
    """Whose something is: its, their."""
    helpers: frozenset[str]
    """Verbs that say only when: was, has, been."""
    ahead: frozenset[str]
    """Verbs that say only that it is to come: will."""
    to: str
    """What stands for them in a headline: *to* meet in Istanbul."""
    plurals: frozenset[str]
    """Nouns for several that do not look it: police."""
    people: frozenset[str]
    """Nouns for one person: minister, envoy."""
    ordinals: frozenset[str]
    """Words that number the rounds of something: first, second, another."""
    goes_on: frozenset[str]
    """Verbs that "on" belongs to: the fighting went *on*."""
    counting: frozenset[str]
    """Verbs that count time from an event: the war is *dated* from the seizure."""
    counted_from: frozenset[str]
    singles: frozenset[str]
    """Those of the pointers that mean one thing: *this* happened; "those arrested" are a subject of their own."""
    speakers: frozenset[str]
    """Pronouns for who speaks and who listens: I, you."""
