"""The form of the current view of a story: title, text, what it shows, and what it no longer finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from timeline_app.document.stories import SeenView
    from timeline_app.domain.records import StoryView


class ViewForm(QScrollArea):
    """What is typed here is kept when one goes on: to another field, another view, another window."""

    edited = Signal()
    """Title or text may be other ones than before; `typed` gives them."""
    take_wanted = Signal()
    show_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        page.setObjectName("page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 18, 24, 18)
        self._column.setSpacing(6)
        self.title_field = QLineEdit(page)
        self.title_field.setAccessibleName(_("Title of the view"))
        self.title_field.editingFinished.connect(self.edited)
        self.text_field = QPlainTextEdit(page)
        self.text_field.setAccessibleName(_("Text"))
        self.text_field.setTabChangesFocus(True)
        self.text_field.setPlaceholderText(_("What you tell here. Each line is a paragraph."))
        self.text_field.installEventFilter(self)
        self._shown = plain("", "quiet", page, wrap=True)
        self._events = plain("", "quiet", page, wrap=True)
        self._problems = plain("", "problem", page, wrap=True)
        self.take = QPushButton(_("Take the view from the window again"), page)
        self.show_it = QPushButton(_("Show it in the window"), page)
        self.remove = QPushButton(_("Remove from the story"), page)
        for button, signal in (
            (self.take, self.take_wanted), (self.show_it, self.show_wanted), (self.remove, self.remove_wanted),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(signal)
        self._lay_out(page)
        self.setWidget(page)

    def _lay_out(self, page: QWidget) -> None:
        for words, widget in ((_("Title of the view"), self.title_field), (_("Text"), self.text_field)):
            self._column.addWidget(plain(words, "heading", page, names=widget))
            self._column.addWidget(widget, 1 if widget is self.text_field else 0)
        self._column.addSpacing(8)
        self._column.addWidget(plain(_("What it shows"), "heading", page))
        for label in (self._shown, self._events, self._problems):
            self._column.addWidget(label)
        buttons = QWidget(page)
        flow = FlowLayout(buttons, gap_px=8)
        flow.setContentsMargins(0, 6, 0, 0)
        for button in (self.take, self.show_it, self.remove):
            flow.addWidget(button)
        self._column.addWidget(buttons)

    def show_view(self, seen: SeenView | None, shown: str, titles: list[str], *, can_write: bool) -> None:
        """Show a view, with what it shows in words and the titles of the events it speaks of; None for none."""
        view = seen.view if seen is not None else None
        if view is None or self.title_field.text() != view.title:
            self.title_field.setText(view.title if view else "")
        if view is None or self.text_field.toPlainText() != view.text:
            self.text_field.setPlainText(view.text if view else "")
        self._shown.setText(shown)
        count = len(titles)
        words = ngettext("It speaks of {n} event: {titles}", "It speaks of {n} events: {titles}", count)
        self._events.setText(words.format(n=grouped(count), titles="; ".join(titles)) if titles else "")
        self._events.setVisible(bool(titles))
        self._problems.setText(" ".join(seen.problems) if seen else "")
        self._problems.setVisible(bool(seen and seen.problems))
        there = view is not None
        self.show_it.setEnabled(there)
        for widget in (self.take, self.remove):
            widget.setEnabled(there and can_write)
        for field in (self.title_field, self.text_field):
            field.setReadOnly(not can_write)
            field.setEnabled(there)

    @override
    def minimumSizeHint(self) -> QSize:
        """Give so much width that nothing need be scrolled sideways: the list beside it can do with less."""
        page, hint = self.widget(), super().minimumSizeHint()
        bar_px = self.verticalScrollBar().sizeHint().width()
        return QSize(page.minimumSizeHint().width() + bar_px, hint.height()) if page is not None else hint

    def typed(self, view: StoryView) -> StoryView:
        """Give a view with what is typed."""
        return replace(
            view, title=" ".join(self.title_field.text().split()), text=self.text_field.toPlainText().strip()
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text_field and event.type() == QEvent.Type.FocusOut:
            self.edited.emit()
        return super().eventFilter(watched, event)
