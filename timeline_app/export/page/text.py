"""Lines of text on an export page: broken to a width, measured, drawn as real text in the bundled font."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF

from timeline_app.base.i18n import in_sentence
from timeline_app.base.i18n.direction import BEGINS, ENDS, is_closed
from timeline_app.paint.theme import REGULAR, qcolor, ui_font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class FontStyle:
    """Size, line height, weight and colour of a piece of text; the colour is a #RRGGBB of the theme."""

    px: float
    line: float
    colour: str
    weight: int = REGULAR


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text in one style."""

    text: str
    style: FontStyle


@dataclass(frozen=True, slots=True)
class PlacedPiece:
    """A piece of a line, `x` from where the line begins."""

    x: float
    text: str
    style: FontStyle


Line: TypeAlias = tuple[PlacedPiece, ...]

_MOST_LETTERS: Final = 2_000
"""No line of a page holds more, so more of a title without end need not be measured."""
_NARROWEST: Final = 0.2
"""No letter that is seen is narrower, in parts of its size: what is longer than that says need not be measured."""
_FEW_LETTERS: Final = 40
_LEAST_PART: Final = 3
"""Letters before and after a hyphen."""
_VOWELS: Final = frozenset("aeiouyаеиоуыэюяіїєαεηιουω")
_ONE_SOUND: Final = frozenset({"ch", "sh", "ph", "th", "ck", "qu"})


class TextMeasure:
    """Widths of text by style; asks Qt for each style's metrics once."""

    def __init__(self) -> None:
        self._metrics: dict[FontStyle, QFontMetricsF] = {}

    def width(self, text: str, style: FontStyle) -> float:
        """Give how far `text` reaches."""
        return self._of(style).horizontalAdvance(text)

    def baseline(self, style: FontStyle) -> float:
        """Give how far the baseline lies under the top of a line."""
        metrics = self._of(style)
        return (style.line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()

    def _of(self, style: FontStyle) -> QFontMetricsF:
        metrics = self._metrics.get(style)
        if metrics is None:
            metrics = QFontMetricsF(ui_font(style.px, style.weight, plain=True))
            self._metrics[style] = metrics
        return metrics


def break_lines(pieces: Sequence[TextPiece], width: float, measure: TextMeasure, most: int = 1000) -> tuple[Line, ...]:
    """Break `pieces`, which follow each other with a space, into lines no wider than `width`; at most `most` lines."""
    lines: list[list[PlacedPiece]] = [[]]
    x = 0.0
    for piece in pieces:
        space = measure.width(" ", piece.style)
        for word in _words(piece.text):
            for part in _pieces_that_fit(word, piece.style, width, measure):
                part_width = measure.width(part, piece.style)
                if lines[-1] and x + space + part_width > width:
                    lines.append([])
                    x = 0.0
                if len(lines) > most:
                    return _all_but_the_last(lines, width, measure)
                start = x + space if lines[-1] else 0.0
                _append(lines[-1], PlacedPiece(start, part, piece.style))
                x = start + part_width
    return tuple(tuple(line) for line in lines if line)


def _all_but_the_last(lines: list[list[PlacedPiece]], width: float, measure: TextMeasure) -> tuple[Line, ...]:
    """Give the lines before the one for which there is no room, the last of them marked as cut."""
    return tuple(map(tuple, (*lines[:-2], _shortened(lines[-2], width, measure))))


def draw_lines(painter: QPainter, lines: Sequence[Line], at: QPointF, measure: TextMeasure) -> float:
    """Draw `lines` with their top left at `at`, and give how high they stand."""
    y = at.y()
    for line in lines:
        height = max(piece.style.line for piece in line)
        for number, piece in enumerate(line, 1):
            # A space, or the words at the seam would be copied as one; and at the right, whichever way the words run.
            text = f"{in_sentence(piece.text)} " if number < len(line) else piece.text
            draw_text(painter, text, QPointF(at.x() + piece.x, y), piece.style, measure)
        y += height
    return y - at.y()


def height_of(lines: Sequence[Line]) -> float:
    """Give how high `lines` stand."""
    return sum(max(piece.style.line for piece in line) for line in lines)


def draw_text(painter: QPainter, text: str, at: QPointF, style: FontStyle, measure: TextMeasure) -> None:
    """Draw one run of text whose line has its top left at `at`."""
    painter.setFont(ui_font(style.px, style.weight, plain=True))
    painter.setPen(qcolor(style.colour))
    painter.drawText(QPointF(at.x(), at.y() + measure.baseline(style)), text)


def shorten(text: str, style: FontStyle, width: float, measure: TextMeasure) -> str:
    """Cut `text` to `width`, with an ellipsis where something is missing."""
    if len(text) <= _MOST_LETTERS and measure.width(text, style) <= width:
        return text
    most = min(len(text), _MOST_LETTERS)
    kept = bisect_right(range(most), width, key=lambda letters: measure.width(text[:letters].rstrip() + "…", style)) - 1
    return text[: max(kept, 0)].rstrip() + "…"


def _words(text: str) -> list[str]:
    """Split `text` at spaces, but not at those that hold a date together; what turns or hides text is dropped."""
    return [word for word in plain_line(text).split(" ") if word]


def plain_line(text: str) -> str:
    """Make one safe line of `text`: what would turn its direction, hide in it or end it is dropped or made a space."""
    spaced = "".join(" " if c in "\t\n\x0b\x0c\r\x85\u2028\u2029" else c for c in text)
    kept = f"\xa0\u2009\u200d{BEGINS}{ENDS}" if is_closed(text) else "\xa0\u2009\u200d"
    return "".join(c for c in spaced if c in kept or c.isprintable())


def _append(line: list[PlacedPiece], piece: PlacedPiece) -> None:
    """Add a word to a line; words of one style become one run, so that exported text can be selected as a whole."""
    if line and line[-1].style == piece.style:
        last = line[-1]
        line[-1] = PlacedPiece(last.x, f"{last.text} {piece.text}", last.style)
    else:
        line.append(piece)


def _pieces_that_fit(word: str, style: FontStyle, width: float, measure: TextMeasure) -> Iterator[str]:
    """Split a word that is wider than the column: an address, a script without spaces, a long compound."""
    done = 0
    is_compound = word[:_MOST_LETTERS].strip(".,;:!?()“”„«»‘’…–").replace("-", "").isalpha()
    most = min(int(width / (style.px * _NARROWEST)) + 2, _MOST_LETTERS)
    while len(ahead := word[done : done + most]) > 1 and (
        len(word) - done > len(ahead) or measure.width(ahead, style) > width
    ):
        cut = len(ahead) - 1
        while cut > 1 and measure.width(ahead[:cut] + "-", style) > width:
            cut -= 1 if cut < _FEW_LETTERS else cut // 8
        at = _syllable(ahead, cut) if is_compound else 0
        yield f"{ahead[:at]}-" if at else ahead[:cut]
        done += at or cut
    yield word[done:]


def _syllable(word: str, most: int) -> int:
    """Give where a word of letters is divided, before a consonant that a vowel follows; 0 where it takes no hyphen."""
    bare = [unicodedata.normalize("NFD", letter)[0].lower() for letter in word[: most + 2]]
    for at in range(min(most, len(word) - _LEAST_PART), max(most // 2, _LEAST_PART - 1), -1):
        if bare[at] not in _VOWELS and bare[at + 1] in _VOWELS and bare[at - 1] + bare[at] not in _ONE_SOUND:
            return at
    return 0


def _shortened(line: list[PlacedPiece], width: float, measure: TextMeasure) -> list[PlacedPiece]:
    """Mark a line as cut: behind its last whole word, if that is not far from its end."""
    last = line[-1]
    text = shorten(last.text + " …", last.style, width - last.x, measure).removesuffix(" …").rstrip("…")
    if not last.text.startswith(text + " ") and text != last.text:
        whole = text.rpartition(" ")[0]
        text = whole if len(whole) > len(text) / 2 else text
    return [*line[:-1], PlacedPiece(last.x, text.rstrip(" .,;:–") + "…", last.style)]
