"""Pairs of names that may mean one thing, offered one at a time over the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.look_alikes import reason_words
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.domain.text.look_alikes import LookAlike


class LookAlikeStrip(QFrame):
    """Says which two names are alike and why; they are merged, told apart, or passed over."""

    merge_wanted = Signal(object)
    """The `LookAlike` to merge."""
    apart_wanted = Signal(object)
    """The `LookAlike` that are two things."""
    search_wanted = Signal()
    """Look for names alike, among more than are looked through unasked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookAlikes")
        self.pairs: Sequence[LookAlike] = ()
        self._names: Mapping[str, str] = {}
        self._at = 0
        self._told = plain("", "strong", self, wrap=True)
        self._why = plain("", "quiet", self, wrap=True)
        self.merge = self._button(_("Merge…"))
        self.apart = self._button(_("Not the same"))
        self.later = self._button(_("Next pair"))
        self.search = self._button(_("Look for names that are alike"))
        self.merge.clicked.connect(self._merge)
        self.apart.clicked.connect(self._part)
        self.later.clicked.connect(self._pass)
        self.search.clicked.connect(self.search_wanted)
        box = QWidget(self)
        flow = FlowLayout(box, gap_px=6)
        for button in (self.merge, self.apart, self.later, self.search):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 16, 10)
        column.setSpacing(4)
        for widget in (self._told, self._why, box):
            column.addWidget(widget)
        self.hide()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    @property
    def current(self) -> LookAlike | None:
        """The pair that is offered."""
        return self.pairs[self._at] if self._at < len(self.pairs) else None

    def offer_search(self, count: int) -> None:
        """Offer to look through very many names."""
        self.pairs = ()
        self._told.setText(_("{n} names: looking for those that are alike takes a moment.").format(n=grouped(count)))
        self._show(searching=True)

    def show_pairs(self, pairs: Sequence[LookAlike], names: Mapping[str, str]) -> None:
        """Offer pairs, from the one on that is offered now; `names` are those behind the ids."""
        now = self.current
        self.pairs, self._names = pairs, names
        self._at = pairs.index(now) if now in pairs else min(self._at, max(0, len(pairs) - 1))
        self._show(searching=False)

    def _show(self, *, searching: bool) -> None:
        pair = self.current
        self.setVisible(searching or pair is not None)
        for widget in (self._why, self.merge, self.apart):
            widget.setVisible(not searching)
        self.search.setVisible(searching)
        self.later.setVisible(not searching and len(self.pairs) > 1)
        if pair is not None:
            names = (self._names.get(pair.first, ""), self._names.get(pair.second, ""))
            self._told.setText(_("“{one}” and “{other}”").format(one=names[0], other=names[1]))
            place = _("{n} of {all} pairs").format(n=grouped(self._at + 1), all=grouped(len(self.pairs)))
            alone = len(self.pairs) == 1
            reason = reason_words(pair.reason)
            self._why.setText(reason if alone else _("{reason} · {place}").format(reason=reason, place=place))

    def allow(self, *, write: bool) -> None:
        """Let pairs be merged, or not."""
        self.merge.setEnabled(write)

    def _merge(self) -> None:
        if self.current is not None:
            self.merge_wanted.emit(self.current)

    def _part(self) -> None:
        if self.current is not None:
            self.apart_wanted.emit(self.current)

    def _pass(self) -> None:
        self._at = (self._at + 1) % max(1, len(self.pairs))
        self._show(searching=False)
