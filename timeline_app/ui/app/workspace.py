"""The workspace: filter panel, canvas with overview, table and event panel of the open chronology, connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.app.panes import CANVAS_SHARE, Pages, Panes
from timeline_app.ui.canvas.overview import OverviewStrip
from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas
from timeline_app.ui.canvas.tray import UndatedTray
from timeline_app.ui.widgets.focus import has_keyboard, put_side_by_side
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.wording.date_words import range_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from timeline_app.document import Chronology
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.canvas.out_of_sight import OutOfViewNotice
    from timeline_app.ui.canvas.selected_marker import SelectedMarker
    from timeline_app.ui.events.event_panel import EventPanel
    from timeline_app.ui.exporting.form import ShownView
    from timeline_app.ui.filters.filter_panel import FilterPanel
    from timeline_app.ui.reader.reader_view import ReaderView
    from timeline_app.ui.services.session import FilterResult, Session
    from timeline_app.ui.services.settings import Preferences
    from timeline_app.ui.table.view import EventTable


_LEAST_TABLE_PX: Final = 150
_LEAST_WITH_OVERVIEW_PX: Final = 290
"""What is lower has no room for the overview: its window is one with the ruler, which moves by keys and by hand."""


class Workspace(QWidget):
    """Panels around a canvas. The side panels and the table are built after the first frame, or when first shown."""

    range_told = Signal(str)
    """The stretch of time on the canvas, in words."""
    add_wanted = Signal()
    row_edit_wanted = Signal(object)
    """The row of an event to edit, from the canvas or the tray."""
    import_wanted = Signal()
    sample_wanted = Signal()
    edit_wanted = Signal()
    delete_wanted = Signal()
    postpone_wanted = Signal()
    document_wanted = Signal(object)
    claim_wanted = Signal(object)
    review_wanted = Signal(object, str)
    date_preferred = Signal(str)
    save_view_wanted = Signal()
    change_wanted = Signal(object)
    """A `Change` that was made by hand on the page."""
    columns_set = Signal(object)
    """Which columns of the table a person wants, as bytes."""
    cell_menu_wanted = Signal(object, QPoint)
    """Filters for what a cell of the table says, in words, and where on the screen the menu shall open."""
    save_wanted = Signal(object, object)
    """A `Change`, and what it was typed into: that stays open until the change is in the file."""
    hint_told = Signal(str)
    """Why something that a hand tried is not possible."""
    lanes_set = Signal(str)
    name_menu_wanted = Signal(str, str, QPoint)
    """A field and its value, and where on the screen the menu of it shall open."""

    def __init__(self, session: Session, parent: QWidget | None = None, arranged: Arrangement | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.setParent(self)
        self.canvas = TimelineCanvas(session.chronology, session.theme, zone=session.zone, arranged=arranged)
        self.canvas.painter.found = session.found
        self.overview = OverviewStrip(self.canvas)
        self.tray = UndatedTray(session, self.canvas, self)
        self.tray.change_wanted.connect(self.change_wanted)
        self.filters: FilterPanel | None = None
        self.details: EventPanel | None = None
        self.table: EventTable | None = None
        self.columns = QByteArray()
        """Which columns a person wants the table to have."""
        self.reading: ReaderView | None = None
        self.out_of_sight: OutOfViewNotice | None = None
        self.selected_marker: SelectedMarker | None = None
        self._desktop_is_still = False
        self._build()
        self._connect()
        self.apply_preferences(session.preferences)

    def _build(self) -> None:
        self.left, self.right = _holder(_("Filters"), self), _holder(_("Event and document"), self)
        timeline = QWidget(self)
        timeline.setObjectName("centre")
        column = QVBoxLayout(timeline)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.tray)
        column.addWidget(self.overview)
        self.stack = Pages(self)
        self.stack.addWidget(timeline)
        self.below = _holder(_("Table"), self)
        self.below.hide()
        self.centre = QSplitter(Qt.Orientation.Vertical, self)
        self.centre.setChildrenCollapsible(False)
        put_side_by_side(self.centre, self.stack, self.below)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        for splitter in (self.centre, self.split):
            splitter.setHandleWidth(1)
        self.panes = Panes(self.split, (self.left, self.centre, self.right), self.canvas)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.split)

    def _connect(self) -> None:
        self.canvas.selection_wanted.connect(self.session.select)
        self.canvas.addition_wanted.connect(self.session.add_to_selected)
        self.canvas.range_changed.connect(self._tell_range)
        self.session.selection_changed.connect(self._make_room)
        self.canvas.name_menu_wanted.connect(self.name_menu_wanted)
        self.canvas.event_activated.connect(self.row_edit_wanted)
        self.tray.edit_wanted.connect(self.row_edit_wanted)
        self.session.selection_changed.connect(self._reveal)
        self.session.shown_changed.connect(self._mask)
        self.session.data_changed.connect(self._follow_edit)
        self.session.theme_changed.connect(self._set_theme)

    def complete(self) -> None:
        """Build what the first frame could do without."""
        from timeline_app.ui.app.desktop_motion import desktop_is_still  # noqa: PLC0415 - after the first frame
        from timeline_app.ui.canvas.out_of_sight import OutOfViewNotice  # noqa: PLC0415 - likewise
        from timeline_app.ui.canvas.selected_marker import SelectedMarker  # noqa: PLC0415 - likewise
        from timeline_app.ui.events.event_panel import EventPanel  # noqa: PLC0415 - likewise
        from timeline_app.ui.filters.filter_panel import FilterPanel  # noqa: PLC0415 - likewise

        if self.filters is not None:
            return
        self.filters = FilterPanel(self.session, self.left)
        self.filters.view_wanted.connect(self.show_view)
        self.filters.save_wanted.connect(self.save_view_wanted)
        self.filters.menu_wanted.connect(self.name_menu_wanted)
        _put(self.left, self.filters)
        self.details = EventPanel(self.session, self.right)
        _join_details(self, self.details)
        _put(self.right, self.details)
        self.out_of_sight = OutOfViewNotice(self.session, self.canvas)
        self.selected_marker = SelectedMarker(self.session, self.canvas)
        self._show_state(self.session.shown)
        self._desktop_is_still = desktop_is_still()
        self._settle_motion()
        QTimer.singleShot(0, self, self.panes.hold)  # once the panels have their letters, it is known what they need

    def set_table(self, mode: str) -> None:
        """Show the table "off", "below" the canvas or "alone" in its place."""
        if mode != "off" and self.table is None:
            from timeline_app.ui.table.view import EventTable  # noqa: PLC0415 - when first wanted

            self.table = EventTable(self.session, self.below)
            self.table.edit_wanted.connect(self.edit_wanted)
            self.table.day_order.change_wanted.connect(self.change_wanted)
            self.table.day_order.refused.connect(self.hint_told)
            self.table.chosen.let_go.connect(self.hint_told)
            self.table.cells.refused.connect(self.hint_told)
            self.table.cells.save_wanted.connect(self.save_wanted)
            self.table.menu_wanted.connect(self.cell_menu_wanted)
            self.table.columns.restore(self.columns)
            self.table.columns.changed.connect(self.columns_set)
            self.table.columns.refused.connect(self.hint_told)
            _put(self.below, self.table)
        had_focus = has_keyboard(self.below)
        self.below.setVisible(mode != "off")
        self.stack.setVisible(mode != "alone")
        self._show_overview()
        if mode == "below":
            height = self.centre.height()
            self.centre.setSizes([height * 6 // 10, height * 4 // 10])
        if mode == "alone" and self.table is not None:
            self.table.setFocus()
        elif mode == "off" and had_focus:
            self.take_focus()

    def finish_typing(self) -> bool:
        """Take what is being typed into the table; tell whether nothing is being typed any more."""
        return self.table is None or self.table.cells.finish()

    def show_view(self, view: object) -> None:
        """Bring back a saved view, or one of a story with the events it speaks of."""
        from timeline_app.document.editing.filter_state import range_of_view, state_of_view  # noqa: PLC0415 - seldom needed

        self.session.set_filter(state_of_view(view))
        self.set_lanes(str(getattr(view, "lanes", "category")))
        span = range_of_view(view)
        if span is not None:
            self.canvas.show_range(*span)
        if chosen := getattr(view, "event_ids", ()):
            self.session.select_events(chosen)

    def set_lanes(self, mode: str) -> None:
        """Arrange the canvas by a field."""
        self.canvas.set_lanes(mode)
        self.lanes_set.emit(mode)

    def apply_preferences(self, preferences: Preferences) -> None:
        """Follow the settings."""
        self.session.preferences = preferences
        self.session.chronology.author = preferences.author
        self.session.follow_zone()
        self.canvas.set_zone(self.session.zone)
        self.canvas.view.show_dates(preferences.dates)
        self.canvas.magnify(preferences.text_size / 100)
        if self.isVisible():
            self.panes.hold()
        self._settle_motion()
        self._tell_range(self.canvas.scale)

    def _settle_motion(self) -> None:
        """Move in steps that can be followed, unless the settings, or else the desktop, ask for none."""
        motion = self.session.preferences.motion
        self.canvas.view.motion.animated = motion == "smooth" or (motion == "auto" and not self._desktop_is_still)

    def _tell_range(self, scale: TimeScale) -> None:
        some = len(self.session.chronology.columns) > 0
        self.range_told.emit(range_in_words(scale.start_s, scale.end_s) if some else "")

    def tell(self) -> None:
        """Say again what stretch of time is shown."""
        self._tell_range(self.canvas.scale)

    def _make_room(self, row: object) -> None:
        """Open the event panel for what is selected, and close it in a narrow window when nothing is."""
        if self.reading is None or not self.reading.is_open:
            before_px = self.canvas.width()
            self.panes.follow_selection(empty=len(self.session.selected_rows) == 0)
            if row is not None and self.canvas.width() < before_px:
                QTimer.singleShot(0, self, self._bring_back)  # the panel may have come to lie over it

    def _bring_back(self) -> None:
        if self.session.is_open and self.canvas.selected is not None:
            self.canvas.view.reveal(self.canvas.model.selected)

    def _reveal(self, row: int | None) -> None:
        self.canvas.mark_several(self.session.several)
        if self.canvas.selected != row:
            self.canvas.select(row, reveal=row is not None)

    def _mask(self, shown: FilterResult) -> None:
        self.canvas.set_mask(shown.mask, anew=shown.anew)
        self.overview.update()
        self._show_state(shown)

    def _set_theme(self, theme: Theme) -> None:
        self.canvas.set_theme(theme)
        self.overview.update()

    def _follow_edit(self, _change: object = None) -> None:
        shown = self.session.shown
        if shown.same:
            self.canvas.refresh()
        else:
            self.canvas.follow_edit(shown.mask, anew=shown.anew)
            self._show_state(shown)
        self.overview.update()

    def _show_state(self, shown: FilterResult) -> None:
        """Put a page in place of an empty canvas: nothing there yet, or nothing that the filter keeps."""
        empty = shown.total == 0 or (shown.kept == 0 and shown.error is None)
        had_focus = has_keyboard(self.stack)
        if shown.edited:
            self.tell()
        if not empty:
            was_blank = self.stack.currentIndex() != 0
            self.stack.setCurrentIndex(0)
            if was_blank and had_focus:
                self.take_focus()
            return
        from timeline_app.ui.app.blank_page import BlankPage  # noqa: PLC0415 - seldom needed

        if self.stack.count() == 1:
            page = BlankPage(self)
            page.clear_wanted.connect(self._clear)
            page.add_wanted.connect(self.add_wanted)
            page.import_wanted.connect(self.import_wanted)
            page.sample_wanted.connect(self.sample_wanted)
            self.stack.addWidget(page)
        blank = self.stack.widget(1)
        if isinstance(blank, BlankPage):
            blank.show_case(shown, read_only=self.session.chronology.read_only)
        was_blank = self.stack.currentIndex() == 1
        self.stack.setCurrentIndex(1)
        if had_focus and not (was_blank and has_keyboard(self.stack)):  # the button that had it may be gone
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the timeline, on the table in its place, or on what leads on where neither is there."""
        if self.stack.isHidden() and self.table is not None:
            self.table.setFocus()
            return
        shown = self.stack.currentWidget()
        take = getattr(shown, "take_focus", self.canvas.setFocus)
        take()

    def _clear(self) -> None:
        if self.filters is not None:
            self.filters.clear()

    def part(self) -> None:
        """Close the chronology and let nothing more be told: while Qt takes the page apart, no slot is whole."""
        self._fall_silent()
        self.session.close()

    def hand_over(self) -> Chronology:
        """Let nothing more be told, and give the chronology, still open, to another page."""
        self._fall_silent()
        return self.session.leave()

    def _fall_silent(self) -> None:
        for teller in (self.canvas, self.overview, self.tray, self.session):
            teller.blockSignals(True)

    def toggle_filters(self) -> None:
        """Hide the filter panel, or show it again."""
        self.panes.fold(on=self.left.isVisible())

    def toggle_details(self) -> None:
        """Hide the event panel, or show it again."""
        self.panes.toggle_details()

    @property
    def page(self) -> QWidget:
        """The page itself, as the parent of what opens in it."""
        return self

    def focus_canvas(self) -> None:
        """Put the keyboard on the timeline."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def showing(self, story: str = "") -> ShownView:
        """Say what is shown now, to write just that; and which story is to go out with it."""
        from timeline_app.document.stories import stories_of  # noqa: PLC0415 - with the first export
        from timeline_app.ui.exporting.form import ShownView  # noqa: PLC0415 - brings the printing parts of Qt

        session, canvas = self.session, self.canvas
        name, query, zone = session.chronology.name, session.shown.holding.text, session.zone
        stories = tuple(each.name for each in stories_of(session.chronology) if each.views)
        selected = tuple(session.selected_rows.tolist())
        shown = (canvas.visible_range, canvas.lanes, zone, session.theme.dark)
        return ShownView(name, query, *shown, selected, stories, story)

    def state(self) -> QByteArray:
        """Give the widths of the panels, to find them again."""
        if self.reading is not None and self.reading.is_open:
            return self.reading.state_before
        return self.split.saveState()

    def restore(self, state: QByteArray) -> None:
        """Set the panels as wide as they were."""
        if not state.isEmpty():
            self.split.restoreState(state)
            self.split.setHandleWidth(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_overview()
        self.panes.hold()
        self._make_room(self.session.selected)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for no room for the overview, which leaves where there is none: a window under a long note is as low."""
        spare_px = self.overview.height() if self.overview.isVisibleTo(self) else 0
        return super().minimumSizeHint() - QSize(0, spare_px)

    def _show_overview(self) -> None:
        """Show the overview where there is room for it, and for some lines of a table below."""
        has_table = not self.below.isHidden() and not self.stack.isHidden()
        least_px = scaled_px(_LEAST_WITH_OVERVIEW_PX + (_LEAST_TABLE_PX if has_table else 0))
        needed_px = self.canvas.minimumHeight() + self.overview.minimumHeight()
        self.overview.setVisible(self.height() >= max(least_px, needed_px))

    def set_canvas_share(self, share: float = CANVAS_SHARE) -> None:
        """Let the canvas keep another share of the width while something is read beside it."""
        self.panes.keep_share(share)


def _holder(name: str, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setObjectName("page")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    frame.setAccessibleName(name)
    return frame


def _put(holder: QFrame, widget: QWidget) -> None:
    layout = holder.layout()
    if layout is not None:
        layout.addWidget(widget)


def _join_details(work: Workspace, details: EventPanel) -> None:
    """Pass on what is asked for in the event panel, and lead a screen reader from the timeline to it."""
    details.edit_wanted.connect(work.edit_wanted)
    details.delete_wanted.connect(work.delete_wanted)
    details.change_wanted.connect(work.change_wanted)
    details.postpone_wanted.connect(work.postpone_wanted)
    details.document_wanted.connect(work.document_wanted)
    details.claim_wanted.connect(work.claim_wanted)
    details.date_preferred.connect(work.date_preferred)
    details.name_menu_wanted.connect(work.name_menu_wanted)
    details.review_wanted.connect(work.review_wanted)
    work.canvas.evidence_shown = details.evidence
    work.canvas.source_wanted.connect(details.go_to_source)
