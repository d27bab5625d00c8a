"""Dialogs for conflicts: a person chooses one of two versions, field by field.

One of two versions to choose between: what it says, who wrote it, and when.

Someone else wrote in the same fields while an event was being edited: both versions, to choose from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.record_words import field_words
from timeline_app.domain.records import Event
from timeline_app.domain.text.sanitize import shown
from timeline_app.ui.history.change_words import NOTHING, value_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import DrawnButton
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import across, scaled_px, sized
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.date_words import date_in_words
from timeline_app.ui.wording.labels import kind_words, stamp_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.merge.merging import Conflict, Merge, Version
    from timeline_app.domain.records import Record
    from timeline_app.ui.history.change_words import RecordNames


PAD_PX = 12
RING_PX = 14
GAP_PX = 3
RADIUS_PX = 7.0
NARROWEST_PX = 180
MOST_LINES = 8


class VersionCard(DrawnButton):
    """One of two versions to choose from; its ring is filled when it is chosen."""

    def __init__(self, side: str, words: str, byline: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setCheckable(True)
        self._side, self._words, self._byline = side, shown(words), shown(byline)
        self.setAccessibleName(". ".join(filter(None, (side, self._words, self._byline))))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        words = self._words_rect(width).height() + self._byline_px(width)
        return 2 * PAD_PX + QFontMetrics(self._head()).height() + 2 * GAP_PX + words

    @override
    def sizeHint(self) -> QSize:
        width = scaled_px(NARROWEST_PX) * 3 // 2
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(NARROWEST_PX) // 2, QFontMetrics(self._head()).height() + 2 * PAD_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(1.0 if self.isEnabled() or chosen else 0.5)
            edge = 2.0 if self.hasFocus() else 1.0
            painter.setPen(QPen(ink.accent(self) if chosen or self.hasFocus() else ink.outline(self), edge))
            painter.setBrush(ink.accent_ground(self) if chosen else ink.panel(self))
            inset = edge / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_PX, RADIUS_PX)
            head = QFontMetrics(self._head()).height()
            ring = across(self, QRectF(PAD_PX, PAD_PX + (head - RING_PX) / 2, RING_PX, RING_PX))
            self._paint_ring(painter, ring.center(), chosen=chosen)
            left = PAD_PX + RING_PX + 8
            room = across(self, QRect(left, PAD_PX, self.width() - left - PAD_PX, head))
            painter.setFont(self._head())
            painter.setPen(ink.ink(self))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._side)
            words = self._words_rect(self.width()).translated(0, PAD_PX + head + 2 * GAP_PX)
            painter.setFont(sized(13))
            painter.drawText(words, self._wrap(words.width()), self._words)
            painter.setFont(self._small())
            painter.setPen(ink.secondary(self))
            below = QRect(PAD_PX, words.bottom() + GAP_PX, self.width() - 2 * PAD_PX, self.height())
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._byline)

    def _paint_ring(self, painter: QPainter, centre: QPointF, *, chosen: bool) -> None:
        radius = RING_PX / 2 - 0.5
        painter.setPen(QPen(ink.accent(self) if chosen else ink.faint(self), 1.2))
        painter.setBrush(ink.panel(self))
        painter.drawEllipse(centre, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.accent(self))
            painter.drawEllipse(centre, radius - 3, radius - 3)

    def _words_rect(self, width: int) -> QRect:
        """Give the room that the words take at the top of a card so wide; longer ones are cut off."""
        metrics = QFontMetrics(sized(13))
        room = QRect(PAD_PX, 0, max(40, width - 2 * PAD_PX), metrics.lineSpacing() * MOST_LINES)
        found = metrics.boundingRect(room, self._wrap(room.width()), self._words)
        return QRect(PAD_PX, 0, room.width(), min(found.height(), room.height()))

    def _byline_px(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - 2 * PAD_PX), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return (
            QFontMetrics(self._small()).boundingRect(room, wrap, self._byline).height() + GAP_PX if self._byline else 0
        )

    def _wrap(self, width: int) -> int:
        """Break lines between words, and within words only where one is wider than the card."""
        metrics = QFontMetrics(sized(13))
        widest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        flag = Qt.TextFlag.TextWrapAnywhere if widest > width else Qt.TextFlag.TextWordWrap
        return int(flag)

    @staticmethod
    def _head() -> QFont:
        return sized(12.5, QFont.Weight.DemiBold)

    @staticmethod
    def _small() -> QFont:
        return sized(12)


MOST_CONFLICTS = 200
MOST_LETTERS = 160
SIZE_PX = (680, 680)
DATE_FIELDS = frozenset({"start", "end", "date_text", "zone"})


class VersionsDialog(PageDialog):
    """Lists conflicts with both versions of each; `chosen` is the merge as the person wants it."""

    def __init__(self, merge: Merge, names: RecordNames, words: tuple[str, str], parent: QWidget) -> None:
        super().__init__(*words, SIZE_PX, parent)
        self.merge = merge
        self._names = names
        self.cards: list[tuple[VersionCard, VersionCard]] = []

    @property
    def chosen(self) -> Merge:
        """The merge as the person chose."""
        return self.merge.choosing({number: theirs.isChecked() for number, (_mine, theirs) in enumerate(self.cards)})

    def list_conflicts(self, conflicts: Sequence[Conflict], sides: tuple[str, str]) -> None:
        """List conflicts, each with both versions, mine first."""
        last = None
        for conflict in conflicts[:MOST_CONFLICTS]:
            if conflict.key != last:
                self.column.addSpacing(4)
                self.column.addWidget(rule(self))
                self.column.addWidget(plain(_heading(conflict), "strong", self, wrap=True))
            self._add_conflict(conflict, sides)
            last = conflict.key
        if len(conflicts) > MOST_CONFLICTS:
            more = len(conflicts) - MOST_CONFLICTS
            words = ngettext(
                "and {n} more, in which the later edit stands", "and {n} more, in which the later edit stands", more
            )
            self.column.addWidget(plain(words.format(n=grouped(more)), "quiet", self, wrap=True))

    def _add_conflict(self, conflict: Conflict, sides: tuple[str, str]) -> None:
        mine, theirs = self._told(conflict)
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(10)
        pair = (
            VersionCard(sides[0], mine, byline(conflict.mine), box),
            VersionCard(sides[1], theirs, byline(conflict.theirs), box),
        )
        group = QButtonGroup(box)
        for card in pair:
            group.addButton(card)
            card.setEnabled(conflict.is_free)
            row.addWidget(card, 1)
        pair[conflict.takes_theirs].setChecked(True)
        self.cards.append(pair)
        if conflict.fields:
            self.column.addWidget(plain(field_words(conflict.field) or conflict.field, "heading", self))
        elif not conflict.is_free:
            self.column.addWidget(plain(_("Other things need it, so it stays."), "quiet", self, wrap=True))
        self.column.addWidget(box)

    def _told(self, conflict: Conflict) -> tuple[str, str]:
        """Say what each side has in the fields of a conflict, or made of the record."""
        if not conflict.fields:
            deleted, kept = _("Deleted"), _("Kept, and worked on since")
            return (deleted, kept) if conflict.reason == "deleted here" else (kept, deleted)
        mine, theirs = self.merge.sides(conflict)
        return self._words(mine, conflict), self._words(theirs, conflict)

    def _words(self, record: Record, conflict: Conflict) -> str:
        if isinstance(record, Event) and DATE_FIELDS.issuperset(conflict.fields):
            return date_in_words(record, "")
        parts = [
            value_words(field, getattr(record, field), self._names) for field in conflict.fields if field_words(field)
        ]
        return "\n".join(part for part in parts if part != NOTHING) or NOTHING

    def take_mine(self) -> None:
        """Let what is here stand everywhere."""
        for mine, _theirs in self.cards:
            mine.click() if mine.isEnabled() else None

    def take_theirs(self) -> None:
        """Let what the copy has stand everywhere."""
        for _mine, theirs in self.cards:
            theirs.click() if theirs.isEnabled() else None

    def take_later(self) -> None:
        """Let the later edit stand everywhere, as it was proposed."""
        for pair, conflict in zip(self.cards, self.merge.conflicts, strict=False):
            pair[conflict.takes_theirs].setChecked(True)


def byline(version: Version) -> str:
    """Tell who edited, and when, as far as it is known."""
    return ", ".join(filter(None, (version.author, stamp_words(version.time) if version.time else "")))


def _heading(conflict: Conflict) -> str:
    return _("{kind} “{name}”").format(kind=kind_words(conflict.record.type), name=cut(conflict.record.name))


def cut(text: str) -> str:
    """Give a title on one line, cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + "…"


WIDTH_PX, FRAME_PX, EACH_PX, HIGHEST_PX = 640, 230, 150, 680


class ConflictDialog(VersionsDialog):
    """Accepting it saves what was chosen; leaving it goes back to the form, where everything still stands."""

    def __init__(self, merge: Merge, names: RecordNames, parent: QWidget) -> None:
        super().__init__(merge, names, (_("Changed meanwhile"), _("Save")), parent)
        count = len(merge.conflicts)
        words = ngettext(
            "While you were writing, this was changed in another window or program. Choose what stands; what only "
            "one of you touched is kept anyway.",
            "While you were writing, these {n} things were changed in another window or program. Choose what stands; "
            "what only one of you touched is kept anyway.",
            count,
        )
        self.column.addWidget(plain(words.format(n=count), "body", self, wrap=True))
        self.list_conflicts(merge.conflicts, (_("In the file now"), _("What you wrote")))
        self.column.addStretch(1)
        height = min(HIGHEST_PX, FRAME_PX + count * EACH_PX)
        self.resize(scaled_px(WIDTH_PX), scaled_px(height))
