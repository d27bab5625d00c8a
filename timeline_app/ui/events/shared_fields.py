"""Fields of the form for many events: where the events differ they say "several", and only what is touched counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.many_events import NameEdits
from timeline_app.document.names.uses import counts_by_name, offers_of
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox
from timeline_app.ui.widgets.check_list import CheckList, CheckRow, State
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.name_input import NameField, names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology
    from timeline_app.document.editing.many_events import NameShare
    from timeline_app.domain.change import NameKind

LIST_LINES = 5


class SharedChoice(ComboBox):
    """A choice of few values, begun with the one that all have, or with `words_of_none` where they differ."""

    touched = Signal()

    def __init__(
        self,
        name: str,
        items: Sequence[tuple[str, object]],
        shared: object | None,
        words_of_none: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, yields=True)
        self.setAccessibleName(name)
        if shared is None:
            self.addItem(words_of_none, None)
        for words, value in items:
            self.addItem(words, value)
        self._shared = shared
        self.setCurrentIndex(max(0, self.findData(shared)) if shared is not None else 0)
        self._show_whether_set()
        self.currentIndexChanged.connect(self._show_whether_set)
        self.currentIndexChanged.connect(self.touched)

    def _show_whether_set(self, _index: int = 0) -> None:
        """Let what is no value look like the hint in a field."""
        self.setProperty("unset", self.currentData() is None)
        self.style().unpolish(self)
        self.style().polish(self)

    @property
    def edit(self) -> object | None:
        """What all shall have; None to leave it as each has it."""
        value = self.currentData()
        return value if value != self._shared else None


class SharedName(QWidget):
    """A field for one name, with a box that takes the name away from all."""

    touched = Signal()

    def __init__(
        self, chronology: Chronology, kind: NameKind, words: tuple[str, str, str], shared: str | None, parent: QWidget
    ) -> None:
        """Take the name of the field, its hint, and what the box says; `shared` is the name that all have."""
        super().__init__(parent)
        name, hint, none_words = words
        counts = partial(counts_by_name, chronology, kind)
        hint = hint if shared is not None else _("several")
        self.field = NameField(offers_of(chronology, kind), (name, hint), counts=counts)
        self.field.setText(shared or "")
        self.field.setCursorPosition(0)
        self.none = CheckBox(none_words, self)
        self.none.setVisible(shared != "")
        self._shared = shared
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self.none)
        self.field.textChanged.connect(self.touched)
        self.none.toggled.connect(self._toggle)

    def _toggle(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.field.setEnabled(not on)
        self.touched.emit()

    @property
    def edit(self) -> str | None:
        """The name that all shall have, empty for none; None to leave it as each has it."""
        if self.none.isChecked():
            return "" if self._shared != "" else None
        typed = " ".join(self.field.text().split())
        return typed if typed != (self._shared or "") else None


class SharedNames(QWidget):
    """Names of which events have several: a box for each, ticked where all have it, in part where some do."""

    touched = Signal()

    def __init__(
        self, chronology: Chronology, kind: NameKind, name: str, shares: tuple[Sequence[NameShare], int],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        found, of_all = shares
        self.list = CheckList(name, self)
        self.list.rows.show_rows([_row_of(share, of_all) for share in found])
        self.list.setFixedHeight(scaled_px(26) * min(LIST_LINES, max(1, len(found))) + 2)
        self.list.setVisible(bool(found))
        words = (_("{names}: add to all").format(names=name), _("add to all: names, between semicolons"))
        counts = partial(counts_by_name, chronology, kind)
        self.field = NameField(offers_of(chronology, kind), words, several=True, counts=counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        column.addWidget(self.field)
        column.addStretch(1)
        self.list.rows.changed.connect(self.touched)
        self.field.textChanged.connect(self.touched)

    @property
    def edit(self) -> NameEdits:
        """The names that all shall get, and those that go."""
        added, removed = [], []
        for row, state in self.list.rows.states():
            if state == row.state:
                continue
            share: NameShare = row.value  # type: ignore[assignment]  # the value of every row here
            if state == State.Checked:
                added.append(share.name)
            elif state == State.Unchecked:
                removed.append(share.id)
        return NameEdits(tuple(dict.fromkeys((*added, *names_in(self.field.text())))), tuple(removed))


def _row_of(share: NameShare, of_all: int) -> CheckRow:
    if share.events == of_all:
        return CheckRow(share.name, _("all"), State.Checked, share)
    aside = _("{n} of {all}").format(n=grouped(share.events), all=grouped(of_all))
    return CheckRow(share.name, aside, State.PartiallyChecked, share)


def labelled(label: QWidget, field: QWidget) -> QVBoxLayout:
    """Put a label over its field."""
    box = QVBoxLayout()
    box.setSpacing(4)
    box.addWidget(label)
    box.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
    box.addStretch(1)
    return box
