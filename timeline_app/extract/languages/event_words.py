"""What a language must tell to know an event from what is always so, and what happened from what was only meant to."""

from __future__ import annotations

from typing import Final

from timeline_app.base.fast_dataclasses import dataclass

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words by which a sentence is weighed. A language that lacks a set is not weighed by it."""

    captions: frozenset[str] = _NONE
    """What opens or closes the words under a picture, with a colon: "Image: Reuters"."""
    from_file: frozenset[str] = _NONE
    """What says that a picture is an older one: "from *file*"."""
    being: frozenset[str] = _NONE
    """Forms of *be*."""
    having: frozenset[str] = _NONE
    """Forms of *have*."""
    states: frozenset[str] = _NONE
    """Verbs that tell a state, not an event: lives, contains, remained."""
    thinking: frozenset[str] = _NONE
    """Verbs of what somebody thinks or wants."""
    participles: tuple[str, ...] = ()
    """How a participle ends."""
    irregular: frozenset[str] = _NONE
    """Participles that end in no such way: cut, begun."""
    same_past: frozenset[str] = _NONE
    """Verbs whose past is their present, and mostly a noun as well: cut, put."""
    adverbs: tuple[str, ...] = ()
    """How a word ends that may stand between a form of *be* and its participle."""
    between: frozenset[str] = _NONE
    """Other words that may stand there: also, not, still."""
    phases: frozenset[str] = _NONE
    """What behind a form of *be* tells that something began or ended: was *over*, is *off*."""
    roles: frozenset[str] = _NONE
    """Who somebody *was* only while an event lasted: a guest, a speaker."""
    habits: frozenset[str] = _NONE
    """Words of what happens again and again: every, usually."""
    speakers: frozenset[str] = _NONE
    """Whoever speaks of himself: I, we, our."""
    conditions: frozenset[str] = _NONE
    """Words that open a condition: if, unless."""
    nobodies: frozenset[str] = _NONE
    """Who says what nobody answers for: *some* say, *many* believe."""
    possible: frozenset[str] = _NONE
    """Verbs of what may or might be."""
    unreal: frozenset[str] = _NONE
    """What behind a verb of possibility says that it was not: would *have* met."""
    traded: frozenset[str] = _NONE
    """What is traded: shares, crude, index."""
    measures: frozenset[str] = _NONE
    """What figures are given in: percent, points."""
    moves: frozenset[str] = _NONE
    """How figures move: rose, fell, dropped."""
    meant: frozenset[str] = _NONE
    """What says that something was only meant to happen: expected, due, scheduled."""
    meant_passive: frozenset[str] = _NONE
    """Those of them that mean something else by themselves: had been *set* for May, but had *set* out."""
    had: frozenset[str] = _NONE
    """Verbs that put that behind what happened: *had* been expected."""
    since: frozenset[str] = _NONE
    """Words before the day from which a state lasts, or with which something is compared."""
    object_relatives: frozenset[str] = _NONE
    """Words that open a relative clause and may stand for its object: the airport *which* they took."""
    subject_relatives: frozenset[str] = _NONE
    """Those that stand for a subject only: who."""
    lasting: frozenset[str] = _NONE
    """Verbs whose subject is an event: lasted, ended."""
    occurring: frozenset[str] = _NONE
    """Verbs that say only that something was: the crash, which *occurred* [then]."""
    issued: frozenset[str] = _NONE
    """Participles of how something is said: in a video *posted* [then], she said."""
    periods: frozenset[str] = _NONE
    """Nouns whose stretch of time is no event: for the *period* from 2004 to 2009."""
    negations: frozenset[str] = _NONE
    """Words of what did not happen: no, never."""
    particles: frozenset[str] = _NONE
    """What belongs to the verb before it, not to the date behind it: took *over* on 29 June."""
    name_links: frozenset[str] = _NONE
    """Small words inside names: the Ministry *of* Defence, Abdel Fattah *al*-Burhan."""
