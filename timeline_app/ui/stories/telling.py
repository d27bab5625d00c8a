"""The screen on which a story is told: a view fills it, keys and a hand go from view to view.

It draws the sheets that a PDF has, in the colours of the window and as large as the screen allows. It has nothing of
the window's: filter, range and selection there stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QDesktopServices, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.domain.errors import KnownError
from timeline_app.export.layouts.story import StoryPages
from timeline_app.export.options import ExportOptions
from timeline_app.export.page.page import PageSize
from timeline_app.export.published_story import PublishedStory
from timeline_app.export.writers.png import draw_image
from timeline_app.paint.theme import qcolor
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.closing import close, own
from timeline_app.ui.widgets.labels import safe_url
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from timeline_app.document import Chronology
    from timeline_app.domain.records import Story
    from timeline_app.export.page.page import PageLayout
    from timeline_app.paint.theme import Theme

_WIDE, _HIGH = 1180.0, 620.0
"""A sheet is laid out in about so many units, whatever the screen: so its letters are as large as the screen allows."""
_LEAST_WIDE: Final = 360.0
_NEXT: Final = {
    Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter,
}  # fmt: skip
_BEFORE: Final = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}
_LEAVE: Final = {Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_Q}
_BACK_SHARE: Final = 1 / 3
"""A click at the left of this goes back."""


class StoryTeller(QWidget):
    """Tells a story, from one of its views on."""

    failed = Signal(object)
    """What keeps a view from being shown; the screen closes."""
    left = Signal(object)
    """The place of the view at which one has left."""

    def __init__(self, chronology: Chronology, story: Story, look: tuple[Theme, str], at: int, parent: QWidget) -> None:
        """Take colours and zone of the window, and with which view to begin, counted from 0."""
        super().__init__(parent, Qt.WindowType.Window)
        own(self)
        self._chronology, self._theme = chronology, look[0]
        self._options = ExportOptions("pdf", layout="story", zone=look[1])
        self._story = PublishedStory(chronology, story, self._options)
        self._pages: StoryPages | None = None
        self._sheets: dict[int, list[PageLayout]] = {}
        self._drawn: tuple[tuple[int, int], QImage] | None = None
        self.at, self.part = max(0, min(at, len(self._story) - 1)), 0
        self.setWindowTitle(self._story.title)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 200)
        self.resize((parent.screen().availableSize() * 0.8).boundedTo(QSize(1280, 720)))  # for who leaves full screen
        self._build()
        self._say()

    def _build(self) -> None:
        self.back = GlyphButton("left", _("Previous view (←)"), self, 30)
        self.on = GlyphButton("right", _("Next view (→)"), self, 30)
        self.leave_button = GlyphButton("close", _("Leave the story (Esc)"), self, 30)
        for button, act in ((self.back, self.go_back), (self.on, self.go_on), (self.leave_button, self.leave)):
            button.clicked.connect(act)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar = QWidget(self)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        for button in (self.back, self.on, self.leave_button):
            row.addWidget(button)
        self._bar.adjustSize()

    @property
    def count(self) -> int:
        """How many views there are."""
        return len(self._story)

    # --- going --------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Show what comes next: the rest of a text that is longer than a screen, or the next view."""
        if self.part + 1 < len(self._sheets_of(self.at)):
            self._go(self.at, self.part + 1)
        elif self.at + 1 < self.count + bool(self._cited()):
            self._go(self.at + 1, 0)

    def go_back(self) -> None:
        """Show what came before."""
        if self.part:
            self._go(self.at, self.part - 1)
        elif self.at:
            self._go(self.at - 1, len(self._sheets_of(self.at - 1)) - 1)

    def go_to(self, at: int) -> None:
        """Show a view, counted from 0."""
        self._go(max(0, min(at, self.count - 1)), 0)

    def leave(self) -> None:
        """Go back to the window."""
        close(self)

    def _go(self, at: int, part: int) -> None:
        self.at, self.part = at, max(part, 0)
        self._say()
        self.update()

    def _say(self) -> None:
        """Say for those who hear the screen what it shows."""
        if self.at < self.count:
            view = self._story.view(self.at)
            place = _("{n} of {all}").format(n=grouped(self.at + 1), all=grouped(self.count))
            self.setAccessibleName(_("{place}: {title}.").format(place=place, title=view.title))
            self.setAccessibleDescription(sentences(view.line, view.text))
        else:
            self.setAccessibleName(_("Sources"))
            self.setAccessibleDescription("")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.back.setEnabled(self.at > 0 or self.part > 0)

    # --- laying out and drawing ---------------------------------------------------------------------------------

    def _unit(self) -> float:
        """Give how many pixels of the window a unit of a sheet is."""
        unit = min(self.width() / _WIDE, self.height() / _HIGH)
        return max(min(unit, self.width() / _LEAST_WIDE), 0.2)

    def _laid_out(self) -> StoryPages:
        if self._pages is None:
            unit = self._unit()
            size = PageSize(self.width() / unit, self.height() / unit, unit)
            self._pages = StoryPages(self._chronology, self._story, size, self._theme)
            self._pages.number_sources()
        return self._pages

    def _cited(self) -> bool:
        return bool(self._laid_out().citations.sources)

    def _sheets_of(self, at: int) -> list[PageLayout]:
        """Lay out a view when it is first wanted; after the last one come the sources."""
        if at not in self._sheets:
            pages = self._laid_out()
            is_view = at < self.count
            stacks = pages.stacks(at) if is_view else pages.source_stacks()
            place = _("{n} of {all}").format(n=grouped(at + 1), all=grouped(self.count)) if is_view else ""
            self._sheets[at] = [pages.sheet(stack, (self._chronology.name, place)) for stack in stacks]
        return self._sheets[at]

    def _image(self) -> QImage:
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn[0] != (self.at, self.part):
            sheets = self._sheets_of(self.at)
            self.part = min(self.part, len(sheets) - 1)
            size = QSize(max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1))
            image = draw_image(sheets[self.part], size, self._theme.paper)
            image.setDevicePixelRatio(ratio)
            self._drawn = (self.at, self.part), image
            QTimer.singleShot(0, self, self._look_ahead)
        return self._drawn[1]

    def _look_ahead(self) -> None:
        """Lay out the next view while the person speaks."""
        if self.isVisible() and self._chronology.is_open and self.at + 1 < self.count:
            self._guarded(self.at + 1)
        self.on.setEnabled(
            self.part + 1 < len(self._sheets.get(self.at, ())) or self.at + 1 < self.count + bool(self._cited())
        )

    def _guarded(self, at: int) -> bool:
        """Lay out a view, and tell whether that was possible."""
        try:
            self._sheets_of(at)
        except (KnownError, OSError) as error:
            self.failed.emit(error)
            QTimer.singleShot(0, self, self.leave)
            return False
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = self._drawn is not None and self._drawn[0] == (self.at, self.part)
        ready = drawn or (self._chronology.is_open and self._guarded(self.at))
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(self._theme.paper))
            if ready:
                painter.drawImage(0, 0, self._image())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pages, self._sheets, self._drawn = None, {}, None
        self._bar.move((self.width() - self._bar.width()) // 2, self.height() - self._bar.height() - scaled_px(4))

    # --- keys and hand ------------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LEAVE:
            self.leave()
        elif key in _NEXT:
            self.go_on()
        elif key in _BEFORE:
            self.go_back()
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.count - 1)
        elif key == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def _address_at(self, at: QPointF) -> QUrl | None:
        """Give the address of the source under a point; None where there is none that may be opened."""
        sheets = self._sheets.get(self.at, ())
        if self.part >= len(sheets):
            return None
        there = (address for rect, address in sheets[self.part].links() if rect.contains(at / self._unit()))
        return safe_url(next(there, ""))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._address_at(QPointF(event.position())) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.go_on()
        elif event.button() == Qt.MouseButton.LeftButton:
            at = QPointF(event.position())
            if (address := self._address_at(at)) is not None:
                QDesktopServices.openUrl(address)
                return
            (self.go_back if at.x() < self.width() * _BACK_SHARE else self.go_on)()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ScreenChangeInternal:
            self._drawn = None

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit(min(self.at, self.count - 1))
