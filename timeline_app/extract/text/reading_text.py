"""Give a text as it is read: without the signs that nobody sees, and with the way back to where each word is stored.

Soft hyphens, zero-width blanks, directional marks, footnote marks and the like stand in stored text and stay there:
quotations are cut from it. But a date must not break at them. So all of `extract` reads this copy, and every offset
that leaves it goes through `start` and `end`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from typing import Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.languages.model import listed

_UNSEEN: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""What Unicode calls default ignorable, and control characters other than line ends and tabs."""
_MARKS: Final = "\u0300-\u034e\u0350-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that any letter may bear; those of Arabic, Hebrew or Indic letters are part of their words and stay."""
_BLANKS: Final = "\x0b\x0c\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ALIKE: Final = str.maketrans({
    **dict.fromkeys("\u2010\u2011\u2043\u2212\ufe58\ufe63\uff0d", "-"), "\u2012": "–", "\u2015": "—", "\u2e3a": "—",
    **dict.fromkeys("\u2032\u00b4\u201b\uff07", "’"),
    **dict.fromkeys("\u2044\u2215\u29f8\uff0f", "/"), **dict.fromkeys("\u2236\ua789\uff1a\ufe55", ":"),
    **dict.fromkeys("\u2028\x85", "\n"),
})  # fmt: skip
"""Dashes, apostrophes, strokes, colons and line ends that look like the usual ones."""
_RAISED_FIGURES: Final = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_RAISED_LETTERS: Final = "\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u1d9c-\u1dbf\u2071\u207f\u00aa\u00ba"
_WIDE: Final = "\u2160-\u217f\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
"""Full-width and mathematical letters and figures, ligatures, Roman figures of one sign."""
_NOTE: Final = (
    r"(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|(?:note|nb|fn|n)\s?\d{1,2}|[a-ce-rt-z](?=\](?!\w))"
    r"|citation\sneeded|edit|sic|update|when\?|who\?|clarification\sneeded|dead\slink)"
)
"""What stands in the brackets of a footnote; a single s or d, as in "use[d]", is an editor's."""
_SIGNS: Final = re.compile(
    rf"""(?P<unseen>\u00ad[ \t]*\r?\n[ \t]*(?=[^\W\d_])|[{_UNSEEN}]+)
      | (?P<marked>[^\W\d_](?:[{_UNSEEN}]*[{_MARKS}])+) | (?P<marks>[{_MARKS}]+)
      | (?P<note>(?:(?<=[^\s(\[{{“"‘«])|(?<=\w[ ]))(?:\[{_NOTE}\])+(?!\())
      | (?P<supplied>\[(?:[^\W\d_]+(?:[ '’-][^\W\d_]+){{0,3}})\](?!\())
      | (?P<raised>[{_RAISED_FIGURES}]+(?:[,\u02d2][{_RAISED_FIGURES}]+)*)
      | (?P<letters>[{_RAISED_LETTERS}]+)
      | (?P<set>(?<=\S)[*†‡]+|[*]+(?=\S)|(?<!\w)_{{1,3}}(?=\w)|(?<=\w)_{{1,3}}(?!\w))
      | (?P<group>(?<=(?<!\d)\d)[{_BLANKS}](?=\d{{3}}(?!\d))|(?<=(?<!\d)\d\d)[{_BLANKS}](?=\d{{3}}(?!\d))
          |(?<=(?<!\d)\d\d\d)[{_BLANKS}](?=\d{{3}}(?!\d)))
      | (?P<blank>[{_BLANKS}]) | (?P<paragraph>\u2029) | (?P<line>\r(?!\n))
      | (?P<alike>[{"".join(re.escape(chr(sign)) for sign in _ALIKE)}])
      | (?P<wide>[{_WIDE}]) | (?P<figure>(?![0-9])\d)""",
    re.VERBOSE,
)
_MARK: Final = re.compile(f"[{_MARKS}{_UNSEEN}]+")
_BEFORE: Final = re.compile(r"(?:[×·⋅x]\s?(10)|(?<!\w)([^\W\d_]{1,2}))$")
_UNITS: Final = listed("m km cm mm dm ft mi yd in s h")
"""What has squares and cubes: the figure of "40 km²" is no footnote."""
_ENDINGS: Final = listed("st nd rd th")
GROUP: Final = "\u202f"
"""The blank within a number: 2 000."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A text as it is read, and where each part of it stands in the stored one."""

    text: str
    stored: str
    _read: tuple[int, ...] = (0,)
    """Offsets of the copy at which another distance to the stored text begins."""
    _stored: tuple[int, ...] = (0,)

    def start(self, offset: int) -> int:
        """Give where the sign at an offset of the copy begins in the stored text."""
        place = bisect_right(self._read, offset) - 1
        return self._stored[place] + offset - self._read[place]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Give where a stretch of the copy is stored; of an editor's brackets, "[Ten] years", both or none."""
        start, end = self.start(first), self.end(last)
        piece = self.stored[start:end]
        if "]" in piece and "[" not in piece[: piece.index("]")] and self.stored[start - 1 : start] == "[":
            start -= 1
        if "[" in piece and "]" not in piece[piece.rindex("[") :] and self.stored[end : end + 1] == "]":
            end += 1
        return start, end

    def end(self, offset: int) -> int:
        """Give where the sign before an offset of the copy ends in the stored text."""
        place = bisect_left(self._read, offset)
        if place < len(self._read) and self._read[place] == offset:
            return self._stored[place]
        return self._stored[place - 1] + offset - self._read[place - 1]


def reading_text(stored: str) -> ReadingText:
    """Make the copy of a text that is read."""
    pieces: list[str] = []
    read, places = [0], [0]
    length = done = 0
    for match in _SIGNS.finditer(stored):
        told = _told(match, stored)
        first, last = match.span()
        pieces += (stored[done:first], told)
        length += first - done
        if match.lastgroup == "supplied":
            read += (length, length, length + len(told), length + len(told))
            places += (first, first + 1, last - 1, last)
        elif len(told) != last - first:
            read += (length, length + len(told))
            places += (first, last)
        length += len(told)
        done = last
    if not pieces:
        return ReadingText(stored, stored)
    pieces.append(stored[done:])
    return ReadingText("".join(pieces), stored, tuple(read), tuple(places))


def _told(match: re.Match[str], stored: str) -> str:
    """Give what a sign is read as."""
    kind, sign = match.lastgroup, match[0]
    if kind == "unseen":
        return " " if sign == "\u200b" and _parts_words(stored, match.start()) else ""
    if kind == "marked":
        return _MARK.sub("", unicodedata.normalize("NFC", sign[0] + re.sub(f"[{_UNSEEN}]+", "", sign[1:])))
    if kind == "raised":
        return sign if _is_power(stored, match.start()) else ""
    if kind == "letters":
        return _raised_letters(sign, stored[match.start() - 1 : match.start()])
    if kind == "supplied":
        return sign[1:-1]  # "[Ten] years ago", "[the army] withdrew": an editor's words are read as the others
    if kind == "figure":
        return str(unicodedata.decimal(sign))
    if kind == "wide":
        return unicodedata.normalize("NFKC", sign).translate(_ALIKE)
    if kind == "alike":
        return sign.translate(_ALIKE)
    return {"group": GROUP, "blank": " ", "paragraph": "\n\n", "line": "\n"}.get(kind or "", "")


def _raised_letters(sign: str, before: str) -> str:
    """Read the raised letters of "16ᵗʰ" and "Mᵐᵉ"; a single one, or others behind a figure, mark a footnote."""
    plain = unicodedata.normalize("NFKC", sign)
    kept = plain in _ENDINGS if before.isdigit() else len(plain) > 1
    return plain if kept else ""


def _parts_words(stored: str, place: int) -> bool:
    """Tell the zero-width blank that alone stands between a day or a year and a word: "4|May|2023"."""
    before, after = stored[max(0, place - 3) : place], stored[place + 1 : place + 4]
    return (before[-1:].isdigit() and after[:1].isupper() and after[1:].isalpha() and len(after) > 2) or (
        len(before) > 2 and before.isalpha() and after[:1].isdigit()
    )


def _is_power(stored: str, place: int) -> bool:
    """Tell the raised figure of "40 km²" and "3 × 10⁶" from a footnote's."""
    found = _BEFORE.search(stored[max(0, place - 4) : place])
    return found is not None and (found[1] is not None or found[2].lower() in _UNITS)
