"""Make a headline of a clause: nothing that leans on another sentence, nothing dangling, short enough for a bar."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from timeline_app.extract.languages.model import Prose


LONGEST_TITLE: Final = 90
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_MARKUP: Final = re.compile(r"(?<!\w)[*_`]{1,3}(?=\w)|(?<=\w)[*_`]{1,3}(?!\w)")
"""The signs by which Markdown makes links and sets words apart."""
_PARENTHESIS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|\s*\[\d+\]")
_INSERTED: Final = re.compile(
    r",\s*(?:however|meanwhile|though|therefore|moreover|too|for (?:its|his|her|their) part)\s*,?"
)
_RELATIVE: Final = re.compile(r",\s+(?:who|which|whose|where|when)\s(?:[^,]|,(?=\d))*,\s*")
_ASIDE: Final = re.compile(r"\s+[–—-]\s[^–—]*?\s[–—-]\s+")
_ON_THE_SIDE: Final = re.compile(r",\s*\w+ing$")
"""What somebody did while speaking is no event: "Mr Umerov, speaking [then]"."""
_WITH_OBJECT: Final = 6
"""Words from a verb on that a title should keep."""
_EDGES: Final = " \t\n,.;:–—-!?\"“”«»()[]'’/"


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, empty where a clause gives none."""

    title: str = ""
    leans: bool = False
    """Whether it leaves out a subject that nobody can name: "Met in Geneva"."""


def headline(text: str, prose: Prose, subject: str = "") -> Headline:
    """Give the headline of a clause; `subject` is what its leading pronoun stands for, empty where nobody can tell."""
    text = _tidied(text)
    if _ON_THE_SIDE.search(text):
        return Headline()
    words = _trimmed(text.split(), prose)
    words = _filled(words, prose)
    words, leans = _standing_alone(words, prose, subject)
    if len(words) > 2 and words[0].lower() in prose.articles and words[1][0].islower():
        words.pop(0)
    words = _shortened(words, prose)
    while words and words[-1].lower().strip(_EDGES) in prose.dangling and not _is_particle(words, prose):
        words.pop()
    told = " ".join(words).strip(_EDGES)
    if len(words) < 2 or not told:
        return Headline()
    return Headline(told[0].upper() + told[1:], leans)


def _is_particle(words: list[str], prose: Prose) -> bool:
    """Tell the "on" of "the fighting went on"."""
    return len(words) > 1 and words[-1].lower() == "on" and words[-2].lower() in prose.goes_on


def _tidied(text: str) -> str:
    """Take out brackets, asides and what stood around a date."""
    text = _MARKUP.sub("", _LINK.sub(r"\1", text))
    text = " ".join(_PARENTHESIS.sub("", text).split())
    text = _ASIDE.sub(" ", _RELATIVE.sub(" ", _INSERTED.sub("", text)))
    text = re.sub(r"(?:^|\s)['’]s\s+", " ", text)
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",\s*(?:\w+ly\s+)?\w+ed\s*,", "", text)  # "the ceasefire, agreed [then], came into force"
    text = re.sub(r"^([^,]+), ((?:\w+ly )?\w+ed\b[^,]*|due)$", r"\1 \2", text)  # "the drone, launched [then]"
    text = re.sub(r"\s+(?:and|or)(?=\s*(?:[,;]|$))", "", text)
    if text.count(",") == 1:
        text = re.sub(r"^(\w+(?: \w+)?), (\w+(?:ed|eld|de|nt))$", r"\1 \2", text)  # "the vote, held [then]"
    return text.strip(_EDGES)


def _trimmed(words: list[str], prose: Prose) -> list[str]:
    """Leave out the words at the head that only tie the sentence to the one before."""
    loose = prose.ties | prose.relative | prose.continues
    while words and (
        words[0].lower().strip(_EDGES) in loose
        or words[0] in {"–", "—", "-"}
        or (words[0].endswith(",") and words[0].lower()[:-1] in prose.connectives)
    ):
        words = words[1:]
    return words


def _filled(words: list[str], prose: Prose) -> list[str]:
    """Say again what a list leaves out: "the first exchange took place [then], the second [then]"."""
    comma = next((place for place, word in enumerate(words) if word.endswith(",")), -1)
    told, left = words[:comma], [word.lower() for word in words[comma + 1 :] if word.lower() not in prose.articles]
    told = told[1:] if told and told[0].lower() in prose.articles else told
    numbers = comma > 1 and len(left) == 1 and left[0] in prose.ordinals and told[0].lower() in prose.ordinals
    return [left[0], *told[1:], words[comma].rstrip(",")] if numbers else words


def _standing_alone(words: list[str], prose: Prose, subject: str) -> tuple[list[str], bool]:
    """Put what a leading pronoun stands for in its place, or leave it out as headlines do: "Met in Geneva".

    The flag says that a subject is left out.
    """
    words = _uncontracted(words, prose)
    if not words:
        return words, False
    first, rest = words[0].lower(), words[1:]
    if first in prose.owners:
        return ([*owned_by(subject, prose), *rest], False) if subject else (rest or words, True)
    if _is_helper(words[0], prose) and not words[0][0].isupper():
        bare = _without_helpers(words, prose)
        return (bare if len(bare) > 1 else words), True
    if first in prose.expletives:
        bare = _without_helpers(rest, prose)
        return (bare if rest and _is_helper(rest[0], prose) and len(bare) > 1 else words), False
    if first in prose.pointers and rest and not _is_helper(rest[0], prose):
        bare = _without_pointer(words, prose)
        return bare, bare[0] not in (words[0], rest[0])
    if first not in prose.persons | prose.things | prose.many | prose.pointers | prose.speakers:
        return words, False
    if subject:
        return [*subject.split(), *rest], False
    bare = _without_helpers(rest, prose)
    return (bare if len(bare) > 1 else words), True


def owned_by(subject: str, prose: Prose) -> list[str]:
    """Make an owner of a name: "its army" becomes "Russia's army"."""
    words = subject.split()
    return [*words[:-1], words[-1] + (prose.owning[:1] if words[-1].endswith("s") else prose.owning)]


def _uncontracted(words: list[str], prose: Prose) -> list[str]:
    """Part "there's" and "you've"."""
    stem, mark, end = words[0].replace("’", "'").partition("'") if words else ("", "", "")
    known = mark and stem.lower() in prose.pronouns
    return [stem, f"'{end}", *words[1:]] if known else words


def _without_pointer(words: list[str], prose: Prose) -> list[str]:
    """Leave out "this" before a noun or a verb; "those arrested" are a subject of their own."""
    rest = words[1:]
    if words[0].lower() not in prose.singles and rest[0].endswith("ed"):
        return words
    while len(rest) > 2 and rest[0].endswith("ly"):
        rest = rest[1:]
    return rest if len(rest) > 1 else words


def _is_helper(word: str, prose: Prose) -> bool:
    return word.lower() in prose.helpers | prose.ahead


def _without_helpers(words: list[str], prose: Prose) -> list[str]:
    """Leave out "was", "had been"; "will meet" becomes "to meet", "would be the third round" only the round."""
    ahead = False
    while words and (_is_helper(words[0], prose) or words[0].lower() in prose.ties | {"also", "again", "to"}):
        if words[0].lower() == prose.to:
            return words
        ahead = ahead or words[0].lower() in prose.ahead
        words = words[1:]
        if ahead and words and words[0].lower() not in prose.helpers | prose.ties:
            break
    if not ahead or not words:
        return words
    names = words[0].lower() in prose.articles or words[0][0].isupper() or words[0].lower() in prose.ordinals
    return words if names else [prose.to, *words]


def _without_attributes(words: list[str], prose: Prose) -> list[str]:
    """Shorten a long subject to its head, so that its verb stays: "the team [from the University] has found"."""
    words = _without_apposition(words, prose)
    verb = next((place for place, word in enumerate(words) if _is_verbal(word, prose)), 0)
    while verb > 2 and len(" ".join(words[: verb + _WITH_OBJECT])) > LONGEST_TITLE:
        opens = [at for at in range(2, verb) if words[at].lower() in prose.joints | prose.weighing.name_links]
        if not opens:
            break
        words = words[: opens[-1]] + words[verb:]
        verb = opens[-1]
    return words


def _without_apposition(words: list[str], prose: Prose) -> list[str]:
    """Leave out who they are: "the ministers of both countries, *A and B*, visited the town"."""
    commas = [place for place, word in enumerate(words) if word.endswith(",")]
    for opened, closed in pairwise(commas):
        follows = words[closed + 1] if closed + 1 < len(words) else ""
        verbal = _is_verbal(follows, prose) or follows.endswith(prose.weighing.participles[:1] or ("\n",))
        if verbal and words[opened + 1][0].isupper():
            return [*words[:opened], words[opened].rstrip(","), *words[closed + 1 :]]
    return words


def _is_verbal(word: str, prose: Prose) -> bool:
    return word.lower() in prose.verbs | prose.saying | prose.weighing.being | prose.weighing.having


def _shortened(words: list[str], prose: Prose) -> list[str]:
    """Cut a long title where a phrase ends, so that what stays is still a sentence or a noun phrase."""
    if len(" ".join(words)) <= LONGEST_TITLE:
        return words
    words = _without_attributes(words, prose)
    if len(" ".join(words)) <= LONGEST_TITLE:
        return words
    best = 0
    for count in range(3, len(words)):
        if len(" ".join(words[:count])) > LONGEST_TITLE:
            break
        opens = words[count].lower().strip(_EDGES)
        long = len(" ".join(words[:count])) > LONGEST_TITLE // 2
        purpose = long and opens == prose.to and not _is_verbal(words[count - 1], prose)  # "an agreement *to* share"
        if opens in prose.joints or words[count - 1].endswith(",") or opens in prose.ties | prose.relative or purpose:
            best = count
    if best:
        return words[:best]
    kept: list[str] = []
    for word in words:
        if len(" ".join([*kept, word])) > LONGEST_TITLE:
            break
        kept.append(word)
    return kept
