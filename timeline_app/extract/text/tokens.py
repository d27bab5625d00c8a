"""Cut a text into words and numbers, and spell it as one character a word: its class in the language.

Offsets are Unicode code points throughout. Numbers in words ("forty-four") become one token here, so that no
pattern has to know how a language counts.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.languages.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline_app.extract.languages.model import Grammar, Language

_TOKEN: Final = re.compile(
    r"""\d{4}([-–])\d\d\1\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d|[-–]\d)
      | \d{1,2}(?:([./-])\d{1,2}\2(?:\d{4}|\d\d)|–\d{1,2}–\d{4})(?![\d/-]|\.\d) | \d{4}([./])\d{1,2}\3\d{1,2}(?!\d)
      | \d{1,2}:\d\d(?::\d\d)?(?!\d|:\d)
      | \d{1,2}\.\d\d(?=\s?[ap]\.?m\b)
      | \d{1,3}(?:[ ]0\d\d(?:[ ]\d{3})*|(?:\u202f\d{3})+|(?:[ ]\d{3}){2,})(?!\d)
      | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+\.\d+
      | \d+(?=(?:[ap]m|hrs?|AD|BCE?|CE|UTC|GMT|Z)\b) | \d+0[’']?s\b | \d+[^\W_]*
      | (?:AD|BC)(?=\d)
      | ['’]\d\d(?:s\b|(?!\d)) | ‘\d\ds\b
      | (?:[^\W\d_]\.){2,}(?=\W|$) | (?:B\.C|A\.D|[ap]\.m)(?=[\s,;:)])
      | ['’](?:s|S)\b
      | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*
      | \n[^\S\n]*\n\s* | \n
      | [^\s]""",
    re.VERBOSE,
)
_PUNCTUATION: Final = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "−": "DASH", "‐": "DASH", "‑": "DASH", "/": "DASH",
    "(": "LPAR", "[": "LPAR", ")": "RPAR", "]": "RPAR",
    ".": "STOP", "!": "STOP", "?": "STOP", ";": "STOP", ":": "STOP", "…": "STOP",
    '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "‘": "QUOTE",
    "„": "QUOTE", "‚": "QUOTE", "«": "QUOTE", "»": "QUOTE", "'": "POSS", "’": "POSS",
}  # fmt: skip
_SENTENCE_ENDS: Final = frozenset({"!", "?", "\n", ";"})
_COUNTS: Final = frozenset({"NUMW", "DAY", "YY", "N3", "NUM", "DOTTED"})
_NUMBER_WORDS: Final = frozenset({"NUMW", "ORDW", "OTHER"})
"""Classes that may go on a number: "million" has none of its own."""
_GROUPED: Final = re.compile("[,\u202f ]")
_LOWER: Final = "abcdefghijklmnopqrstuvwxyzäöüßабвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя"
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_DECADE: Final = re.compile(r"(\d{2,4})['’]?s$")
_HHMM: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")


_SHORTEST_STOPPED: Final = 2
_OPENING: Final = frozenset({"the", "A", "OWN", "in", "on", "at", "by", "this", "that", "these"})
"""Classes of words that are written large at the head of a sentence only."""
_FEWEST_WRAPPED: Final = 3
_NARROWEST, _WIDEST, _MOSTLY, _FULL = 40, 200, 0.8, 0.95
"""Lines of wrapped text are of some width, and but for a few as full as its words let them be."""


@dataclass(frozen=True, slots=True)
class TokenStream:
    """A text as parallel lists, one entry a token, and the string of their classes."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    """In lower case, with a straight apostrophe."""
    values: list[object]
    codes: str
    sentence_ends: list[int]
    """The tokens that close a sentence; the full stop of an abbreviation does not."""

    def covered(self, first: int, last: int) -> str:
        """Give the text of the tokens from `first` up to but not including `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def glued(self, index: int) -> bool:
        """Tell whether no space stands between a token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def shouted(self, index: int) -> bool:
        """Tell whether a token is written in capitals."""
        return self.text[self.starts[index] : self.ends[index]].isupper()

    def capital(self, index: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def tokenise(text: str, grammar: Grammar) -> TokenStream:
    """Read a text as a stream of classed tokens."""
    built = _Builder(grammar)
    known = grammar.language.words
    capital_only = grammar.language.capital_only
    endings = grammar.language.number_endings
    wrapped = _hard_wrapped(text)
    for match in _TOKEN.finditer(text):
        raw = match[0]
        first = raw[0]
        if first == "\n":
            if wrapped and raw == "\n":
                continue
            built.put(match.span(), "\n", "BREAK", None)
        elif first.isdigit():
            raw = raw.replace("–", "-")
            built.put(match.span(), raw, *_number(raw, endings))
        else:
            word = raw.lower().replace("’", "'")
            if not word.isascii():
                word = folded(word)
            entry = known.get(word)
            if entry is None or (word in capital_only and not first.isupper()):
                entry = _rest(raw, word)
            built.put(match.span(), word, *entry)
    codes = grammar.codes
    classes = "".join([codes[kind] for kind in built.kinds])
    stream = TokenStream(text, built.starts, built.ends, built.words, built.values, classes, [])
    ends = {*_sentence_ends(stream, grammar.language), *_closing_abbreviations(built, text, grammar)}
    stream.sentence_ends.extend(sorted(ends))
    return stream


def _sentence_ends(stream: TokenStream, language: Language) -> Iterator[int]:
    for index, word in enumerate(stream.words):
        if word in _SENTENCE_ENDS or (word == "." and _ends_sentence(stream, index, language)):
            yield index


def _ends_sentence(stream: TokenStream, stop: int, language: Language) -> bool:
    """Tell a full stop from that of an abbreviation or of an ordinal."""
    before = stream.words[stop - 1] if stop else ""
    if before in language.closing:
        return _opens(stream, stop + 1)
    if before in language.habits.abbreviations or (len(before) == 1 and before.isalpha()):
        return False
    return not (
        language.ordinals_with_stop and before.replace(".", "").isdecimal() and _is_ordinal(stream, stop, language)
    )


def _opens(stream: TokenStream, index: int) -> bool:
    """Tell whether a sentence may begin with a token."""
    return index >= len(stream.words) or stream.words[index] == "\n" or stream.capital(index)


def _is_ordinal(stream: TokenStream, stop: int, language: Language) -> bool:
    """Tell "am 24. starb er" and "die 128. Brigade" from "Es waren 24. Dann ging er"."""
    if len(stream.words[stop - 1]) > _LONGEST_ORDINAL:
        return False
    if stop + 1 == len(stream.words):
        return False  # "They lost 15." ends the text
    led = stop > 1 and stream.words[stop - 2] in language.ordinals_with_stop
    return led or not _opens(stream, stop + 1) or stream.words[stop + 1] in language.words


_LONGEST_ORDINAL: Final = 3


def _closing_abbreviations(built: _Builder, text: str, grammar: Grammar) -> Iterator[int]:
    """Give the abbreviations whose full stop ends a sentence as well: "at 7:30 a.m. They went"."""
    openers = grammar.language.habits.particles
    for index in range(len(built.words) - 1):
        word, following = built.words[index], built.words[index + 1]
        stopped = len(word) > _SHORTEST_STOPPED and word.endswith(".") and text[built.starts[index + 1]].isupper()
        if stopped and (following in openers or built.kinds[index + 1] in _OPENING):
            yield index


def _hard_wrapped(text: str) -> bool:
    """Tell whether single line ends are only where a line was full: the next word would not have fitted into it."""
    lines = text.split("\n")
    if text.count("|") * 2 > len(lines):
        return False  # rows of a table
    inner = [
        (line.rstrip(), after.split(maxsplit=1)[0]) for line, after in pairwise(lines) if line.strip() and after.strip()
    ]
    if len(inner) < _FEWEST_WRAPPED:
        return False
    widest = max(len(line) for line, _word in inner)
    full = sum(1 for line, word in inner if len(line) + 1 + len(word) > _FULL * widest)
    if _NARROWEST <= widest <= _WIDEST and full > _MOSTLY * len(inner):
        return True
    even = sum(1 for line, _word in inner if 50 <= len(line) <= 100 and line[-1] not in '.!?:”"')
    return len(inner) > 2 and even * 2 > len(inner)


def _number(raw: str, endings: Mapping[str, str]) -> tuple[str, object]:
    if raw.isdecimal():  # not every digit is one that counts: ² is none
        return _digits(raw)
    if len(raw) >= 10 and raw[4] == "-":
        return "ISO", raw
    if ":" in raw:
        return "CLOCK", raw
    if re.fullmatch(r"\d{1,2}\.\d\d", raw):
        return "DOTTED", raw
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d", raw):
        return "NUMDATE", raw
    ordinal = _ORDINAL.match(raw)
    if ordinal:
        number = int(ordinal[1])
        return ("ORD" if 1 <= number <= 31 else "ORDX"), number
    decade = _DECADE.match(raw)
    if decade and decade[1].endswith("0"):
        return ("DEC3" if len(decade[1]) == 3 else "DECADE"), int(decade[1])
    if endings and raw[-1].isalpha():
        figures = raw.rstrip(_LOWER)
        kind = endings.get(raw[len(figures) :])
        if kind is not None and figures.isdecimal():
            return kind, int(figures)
    try:
        return "NUM", float(_GROUPED.sub("", raw))
    except ValueError:
        return "OTHER", None


def _digits(raw: str) -> tuple[str, object]:
    number = int(raw[:18])
    if len(raw) <= 2:
        return ("DAY" if 1 <= number <= 31 else "YY"), number
    if len(raw) == 3:
        return "N3", number
    if len(raw) == 4:
        if 1000 <= number <= 2999:
            return "YEAR", number
        if _HHMM.match(raw):
            return "HHMM", f"{raw[:2]}:{raw[2:]}"
    return "NUM", number


def _rest(raw: str, word: str) -> tuple[str, object]:
    if len(raw) == 1 and raw in _PUNCTUATION:
        return _PUNCTUATION[raw], raw
    if raw[0] in "'’‘" and len(raw) >= 3 and raw[1].isdigit():
        return ("DECADE", int(raw[1:3])) if word.endswith("s") else ("APYEAR", int(raw[1:3]))
    if word == "'s":
        return "POSS", raw
    return ("CAP" if raw[0].isupper() else "OTHER"), None


class _Builder:
    """Collects tokens, and makes one of "forty-four", "two hundred" and "twenty-first" as they come."""

    __slots__ = ("_multipliers", "_tens", "ends", "kinds", "starts", "values", "words")

    def __init__(self, grammar: Grammar) -> None:
        self._tens, self._multipliers = grammar.language.tens, grammar.language.multipliers
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.values: list[object] = []
        self.kinds: list[str] = []

    def put(self, place: tuple[int, int], word: str, kind: str, value: object) -> None:
        """Add a token, or join it to the number before it."""
        if kind in _NUMBER_WORDS and self._joins(place, word, kind, value):
            return
        self.starts.append(place[0])
        self.ends.append(place[1])
        self.words.append(word)
        self.values.append(value)
        self.kinds.append(kind)

    def _joins(self, place: tuple[int, int], word: str, kind: str, value: object) -> bool:
        if not self.kinds:
            return False
        last = self.values[-1]
        if word in self._multipliers and self.kinds[-1] in _COUNTS and isinstance(last, (int, float)):
            return self._join(place[1], f"{self.words[-1]} {word}", last * self._multipliers[word])
        hyphen = self.kinds[-1] == "DASH" and len(self.kinds) > 1
        tens = self._tens.get(self.words[-2 if hyphen else -1])
        if tens is None or not isinstance(value, int) or not 0 < value < 10:
            return False
        if hyphen:
            for one in (self.starts, self.ends, self.words, self.values, self.kinds):
                one.pop()
        self.kinds[-1] = kind
        return self._join(place[1], f"{self.words[-1]} {word}", tens + value)

    def _join(self, end: int, word: str, value: float) -> bool:
        self.ends[-1] = end
        self.words[-1] = word
        self.values[-1] = int(value) if value == int(value) else value
        return True
