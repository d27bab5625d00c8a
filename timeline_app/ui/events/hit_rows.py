"""How a place that would be replaced is drawn: the event and the field, then the words as they are and shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from timeline_app.base.compat import override
from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.record_words import field_words
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.check_list import VALUE, CheckRow, State, draw_row_box
from timeline_app.ui.widgets.look import sized
from timeline_app.ui.widgets.row_delegate import Index, Row, RowDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document.editing.replacing import TextHit
    from timeline_app.domain.records import Event

LONGEST_SHOWN: Final = 70
"""Letters of what is found and of what comes in its place."""


class PlaceWords(NamedTuple):
    """A place in words."""

    hit: TextHit
    where: str
    head: str
    old: str
    new: str
    tail: str


def row_of(hit: TextHit, event: Event) -> CheckRow:
    """Give the row of a place, ticked."""
    head, old, tail = hit.around(getattr(event, hit.field))
    title = on_one_line(event.title)
    where = title if hit.field == "title" else _("{field}: {title}").format(field=field_words(hit.field), title=title)
    words = PlaceWords(hit, where, head, _short(old), _short(hit.new), tail)
    told = _("{where}. “{before}” becomes “{after}”").format(
        where=where, before=f"{head}{words.old}{tail}", after=f"{head}{words.new}{tail}"
    )
    return CheckRow(on_one_line(told), "", State.Checked, words)


def _short(text: str) -> str:
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


BOTTOM: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class HitDelegate(RowDelegate):
    """Draws two lines: where it is, and what becomes of it: the old words struck through, the new ones heavy."""

    high_px = 46

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        words = index.data(VALUE)
        if not isinstance(words, PlaceWords):
            return
        painter, view = row.painter, row.view
        room = draw_row_box(row, index)
        place = row.place(room)
        painter.setClipRect(place)
        half = room.height() // 2
        row.line(room.adjusted(0, 0, 0, -half), words.where, sized(12), ink.secondary(view), BOTTOM)
        painter.setPen(ink.ink(view))
        line = _line_of(words, view, place.width())
        line.draw(painter, QPointF(place.left(), place.center().y() + 1))


def _line_of(words: PlaceWords, view: QWidget, wide_px: int) -> QTextLayout:
    """Set the words as one paragraph, so that scripts of either direction stand as they are read."""
    joint = " → " if words.new else ""
    parts = (words.head, words.old, joint, words.new, words.tail)
    layout = QTextLayout("".join(parts), sized(13))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(view.layoutDirection())
    layout.setTextOption(option)
    struck, heavy = QTextCharFormat(), QTextCharFormat()
    struck.setFontStrikeOut(True)
    struck.setForeground(ink.problem(view))
    heavy.setFontWeight(QFont.Weight.DemiBold)
    heavy.setForeground(ink.accent(view))
    places = Utf16Offsets(layout.text())
    old_at = len(words.head)
    new_at = old_at + len(words.old) + len(joint)
    ranges = [
        _range(places, (old_at, old_at + len(words.old)), struck),
        _range(places, (new_at, new_at + len(words.new)), heavy),
    ]
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(wide_px if view.isRightToLeft() else max(wide_px, 4_000))
    layout.endLayout()
    return layout


def _range(places: Utf16Offsets, part: tuple[int, int], form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    start, end = map(places.to_qt, part)
    found.start, found.length, found.format = start, end - start, form
    return found
