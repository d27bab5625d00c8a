"""Cut a text into words and numbers, and spell it as one character a word: its class in the language.

Offsets are Unicode code points throughout. Numbers in words ("forty-four") become one token here, so that no
pattern has to know how a language counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline_app.extract.language import OTHER

if TYPE_CHECKING:
    from timeline_app.extract.language import Grammar

_TOKEN: Final = re.compile(
    r"""\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d|-\d)
      | \d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)(?![\d/-]|\.\d) | \d{4}([./])\d{1,2}\2\d{1,2}(?!\d)
      | \d{1,2}:\d\d(?::\d\d)?(?![\d:])
      | \d{1,2}\.\d\d(?=\s?[ap]\.?m\b)
      | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+\.\d+
      | \d+(?=(?:[ap]m|hrs?|AD|BCE?|CE|UTC|GMT|Z)\b) | \d+0[’']?s\b | \d+[^\W_]*
      | (?:AD|BC)(?=\d)
      | ['’]\d\d(?:s\b|(?!\d))
      | (?:[A-Za-z]\.){2,}(?=\W|$)
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
    '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "‘": "QUOTE", "«": "QUOTE", "»": "QUOTE", "'": "POSS", "’": "POSS",
}  # fmt: skip
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_DECADE: Final = re.compile(r"(\d{2,4})['’]?s$")
_HHMM: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")


@dataclass(frozen=True, slots=True)
class Stream:
    """A text as parallel lists, one entry a token, and the string of their classes."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    """In lower case, with a straight apostrophe."""
    values: list[object]
    codes: str

    def covered(self, first: int, last: int) -> str:
        """Give the text of the tokens from `first` up to but not including `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def glued(self, index: int) -> bool:
        """Tell whether no space stands between a token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def tokenise(text: str, grammar: Grammar) -> Stream:
    """Read a text as a stream of classed tokens."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    values: list[object] = []
    kinds: list[str] = []
    known = grammar.language.words
    capital_only = grammar.language.capital_only
    wrapped = _hard_wrapped(text)
    for match in _TOKEN.finditer(text):
        raw = match[0]
        first = raw[0]
        if first == "\n":
            if wrapped and raw == "\n":
                continue
            word, kind, value = "\n", "BREAK", None
        elif first.isdigit():
            word = raw
            kind, value = _number(raw)
        else:
            word = raw.lower().replace("’", "'")
            entry = known.get(word)
            if entry is not None and (word not in capital_only or first.isupper()):
                kind, value = entry
            else:
                kind, value = _rest(raw, word)
        starts.append(match.start())
        ends.append(match.end())
        words.append(word)
        values.append(value)
        kinds.append(kind)
    _join_numbers((starts, ends, words, values, kinds), grammar)
    codes = grammar.codes
    return Stream(text, starts, ends, words, values, "".join([codes[kind] for kind in kinds]))


def _hard_wrapped(text: str) -> bool:
    """Tell whether single line ends are only where a line was full: long texts of even lines that end mid-sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:  # noqa: PLR2004 - too short to tell
        return False
    inner = [line.rstrip() for line in lines[:-1]]
    full = sum(1 for line in inner if 50 <= len(line) <= 100 and line[-1] not in '.!?:”"')
    return full * 2 > len(inner)


def _number(raw: str) -> tuple[str, object]:
    if raw.isdigit():
        return _digits(raw)
    if ":" in raw:
        return "CLOCK", raw
    if re.fullmatch(r"\d{1,2}\.\d\d", raw):
        return "DOTTED", raw
    if len(raw) >= 10 and raw[4] == "-":
        return "ISO", raw
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d", raw):
        return "NUMDATE", raw
    ordinal = _ORDINAL.match(raw)
    if ordinal:
        number = int(ordinal[1])
        return ("ORD" if 1 <= number <= 31 else "ORDX"), number
    decade = _DECADE.match(raw)
    if decade and decade[1].endswith("0"):
        return ("DEC3" if len(decade[1]) == 3 else "DECADE"), int(decade[1])
    try:
        return "NUM", float(raw.replace(",", ""))
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
    if raw[0] in "'’" and len(raw) >= 3 and raw[1].isdigit():
        return ("DECADE", int(raw[1:3])) if word.endswith("s") else ("APYEAR", int(raw[1:3]))
    if word == "'s":
        return "POSS", raw
    return ("CAP" if raw[0].isupper() else "OTHER"), None


_Lists = tuple[list[int], list[int], list[str], list[object], list[str]]


def _join_numbers(lists: _Lists, grammar: Grammar) -> None:
    """Make one token of "forty-four", "two hundred" and "twenty-first"."""
    starts, ends, words, values, kinds = lists
    tens, multipliers = grammar.language.tens, grammar.language.multipliers
    index = len(words) - 2
    while index >= 0:
        if kinds[index] in {"NUMW", "DAY", "NUM"} and words[index + 1] in multipliers:
            _merge(lists, index, index + 2, float(str(values[index])) * multipliers[words[index + 1]])
        elif words[index] in tens:
            second = index + 2 if kinds[index + 1] == "DASH" and index + 2 < len(words) else index + 1
            value = values[second]
            if kinds[second] in {"NUMW", "ORDW"} and isinstance(value, int) and value < 10:
                kind = kinds[second]
                _merge(lists, index, second + 1, tens[words[index]] + value)
                kinds[index] = kind
        index -= 1
    _ = starts, ends


def _merge(lists: _Lists, first: int, last: int, value: float) -> None:
    starts, ends, words, values, kinds = lists
    ends[first] = ends[last - 1]
    words[first] = " ".join(words[first:last])
    values[first] = int(value) if value == int(value) else value
    for one in (starts, ends, words, values, kinds):
        del one[first + 1 : last]


def is_other(code: str) -> bool:
    """Tell whether a class character stands for a word of no class."""
    return code == OTHER
