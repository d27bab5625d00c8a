"""The page shown in place of an empty canvas: how to begin, or how to clear the filter.

What a window shows while no chronology is open: what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import LEADING, plain, prose
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from timeline_app.ui.services.session import FilterResult


_AROUND_PX: Final = 24
_WIDE_PX: Final = 540


class BlankPage(QFrame):
    """A calm page with a heading, a sentence and the next steps."""

    clear_wanted = Signal()
    add_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()

    open_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self._is_beginning = False
        page = QHBoxLayout(self)
        page.setContentsMargins(_AROUND_PX, _AROUND_PX, _AROUND_PX, _AROUND_PX)
        box = QWidget(self)
        box.setMaximumWidth(scaled_px(_WIDE_PX))
        column = QVBoxLayout(box)
        column.setSpacing(10)
        self._title = plain("", "display", box, wrap=True)
        self._words = prose("", "body", box)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(8)
        self._clear = self._button(_("Clear filters"), box, primary=True)
        self._clear.clicked.connect(self.clear_wanted)
        self._add = self._button(_("Add an event"), box, primary=True)
        self._add.clicked.connect(self.add_wanted)
        self._import = self._button(_("Import a file…"), box)
        self._import.clicked.connect(self.import_wanted)
        self._sample = self._button(_("Open the sample"), box)
        self._sample.clicked.connect(self.sample_wanted)
        self._open = self._button(_("Open…"), box, primary=True)
        self._open.clicked.connect(self.open_wanted)
        self._new = self._button(_("New chronology…"), box)
        self._new.clicked.connect(self.new_wanted)
        buttons = QWidget(box)
        row = FlowLayout(buttons, gap_px=8)
        for button in (self._open, self._new, self._clear, self._add, self._import, self._sample):
            row.addWidget(button)
        column.addWidget(buttons)
        self._column = column
        self._below: QWidget | None = None
        self._is_below_wanted = False
        page.addStretch(1)
        page.addWidget(box, 1000, Qt.AlignmentFlag.AlignVCenter)
        page.addStretch(1)

    def _button(self, words: str, parent: QWidget, *, primary: bool = False) -> QPushButton:
        button = QPushButton(words, parent)
        if primary:
            button.setProperty("role", "primary")
        return button

    def show_case(self, shown: FilterResult, *, read_only: bool) -> None:
        """Show the page for an empty chronology, or for a filter that keeps nothing."""
        nothing_yet = self._is_beginning = shown.total == 0
        if nothing_yet:
            self._say(
                _("An empty chronology"),
                _("Add the first event by its date and title, import a table you already have, "
                  "or look at the sample to see what a finished one is like."),
            )  # fmt: skip
        elif any(not part.field and "~" not in part.text for part in shown.state.parts):
            self._say(
                _("Nothing matches"),
                _("No event fits all of the filters. Take one away, or clear them. To find a name in other letters "
                  "and spellings too, write ~ before it, as in ~Zelensky."),
            )  # fmt: skip
        else:
            self._say(
                _("Nothing matches"), _("No event fits all of the filters at the left. Take one away, or clear them.")
            )
        self._open.hide()
        self._new.hide()
        self._clear.setVisible(not nothing_yet)
        self._add.setVisible(nothing_yet and not read_only)
        self._import.setVisible(nothing_yet and not read_only)
        self._sample.setVisible(nothing_yet)

    def show_nothing_open(self) -> None:
        """Show the page for a window in which no chronology is open."""
        self._say(
            _("No chronology is open"),
            _("Open one of yours, begin a new one, or look at the sample to see a finished one."),
        )
        for button in (self._clear, self._add, self._import):
            button.hide()

    @property
    def is_beginning(self) -> bool:
        """Whether this is the page of a chronology in which there is nothing yet."""
        return self._is_beginning

    def put_below(self, widget: QWidget) -> None:
        """Put something under the buttons; it is shown while it is wanted and has room."""
        widget.hide()
        self._below = widget
        self._column.addWidget(widget)

    def want_below(self, *, on: bool) -> None:
        """Want what stands under the buttons, or no longer."""
        self._is_below_wanted = on
        self._settle_below()

    def _settle_below(self) -> None:
        """Show what is under the buttons where the whole of it has room: none of it is worth a page that scrolls."""
        below = self._below
        layout = below.layout() if below is not None else None
        if below is None or layout is None:
            return
        below.hide()
        wide_px = min(self.width() - 2 * _AROUND_PX, scaled_px(_WIDE_PX))
        margins = self._column.contentsMargins()
        inner_px = wide_px - margins.left() - margins.right()
        needed_px = self._column.totalHeightForWidth(wide_px) + self._column.spacing()
        needed_px += layout.totalHeightForWidth(inner_px)
        below.setVisible(self._is_below_wanted and needed_px <= self.height() - 2 * _AROUND_PX)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_below()

    def take_focus(self) -> None:
        """Put the keyboard on the button that leads on."""
        buttons = (self._open, self._new, self._clear, self._add, self._import, self._sample)
        first = next((button for button in buttons if not button.isHidden()), None)
        if first is not None:
            first.setFocus()

    def _say(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(f'<p style="line-height:{LEADING}%; margin:0">{words}</p>')
        self._words.setAccessibleName(words)
        self.setAccessibleName(title)


class WelcomePage(QObject):
    """A page that is there only as long as nothing else is."""

    open_wanted = Signal()
    new_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page: BlankPage | None = None

    def begin(self, column: QVBoxLayout) -> None:
        """Show the page."""
        if self._page is not None:
            return

        self._page = page = BlankPage()
        page.open_wanted.connect(self.open_wanted)
        page.new_wanted.connect(self.new_wanted)
        page.sample_wanted.connect(self.sample_wanted)
        page.show_nothing_open()
        column.addWidget(page)
        page.take_focus()

    def end(self) -> None:
        """Take the page away, as something is open now."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
            self._page = None
