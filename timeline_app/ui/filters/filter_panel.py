"""The filter panel: saved views, counts, the filters in force, and the facets to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.filter_state import HIGHEST, LOWEST, FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.filters.facets import FacetCounts, FacetSection, facet_kinds
from timeline_app.ui.filters.range_fields import DateRange, RangeSlider
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import TitleLink, plain
from timeline_app.ui.widgets.messages import announce
from timeline_app.ui.widgets.panel_page import BAR_PX, INSET_PX, Fold, ScrollPage
from timeline_app.ui.wording.labels import importance_words

if TYPE_CHECKING:
    from timeline_app.domain.records import SavedView
    from timeline_app.ui.services.session import FilterResult, Session


class SavedViews(Fold):
    """A list of the views; a click shows one, its menu deletes it."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Views"), parent, inset=True)
        self._session = session
        self._views: dict[QPushButton, SavedView] = {}
        session.data_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Read the views anew."""
        for button in self._views:
            button.hide()
            button.deleteLater()
        self._views = {}
        from timeline_app.document.filter.wording import query_as_heading  # noqa: PLC0415 - no start waits for a filter

        dates = self._session.query_dates
        for view in self._session.chronology.views():
            button = TitleLink(view.name, self.body, query_as_heading(view.query, dates))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.clicked.connect(self._choose)
            button.customContextMenuRequested.connect(self._open_menu)
            self._views[button] = view
            self.rows.addWidget(button)
        self.setVisible(bool(self._views))

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(self._views[button])

    def _open_menu(self, place: QPoint) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton) or self._session.chronology.read_only:
            return
        view = self._views[button]
        menu = QMenu(self)
        menu.setAccessibleName(on_one_line(view.name))
        own(menu)
        delete = menu.addAction(_("Delete view “{name}”").format(name=view.name))
        delete.setData(view)
        menu.triggered.connect(self._delete)
        menu.popup(button.mapToGlobal(place))

    def _delete(self, action: object) -> None:
        view: SavedView = action.data()  # type: ignore[attr-defined]
        self._session.chronology.do(Change(_("Delete view “{name}”").format(name=view.name), before=(view,)), self)


MARGIN_PX = 16 - INSET_PX
COUNTED_AT_ONCE = 100_000
"""Among more events the counts come a moment after what they count: they need not be seen in the very same frame."""
PAUSE_MS, SOON_MS, TELL_MS = 250, 20, 900


class FilterPanel(ScrollPage):
    """Facets with counts over the session's one query; shows it as chips and narrows it by clicks."""

    view_wanted = Signal(object)
    """A `SavedView` to show."""
    save_wanted = Signal()
    menu_wanted = Signal(str, str, QPoint)
    """Field and value, and where on the screen a menu of it shall open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(MARGIN_PX, parent)
        self.setObjectName("filterPanel")
        self.setAccessibleName(_("Filters"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._session = session
        page, self._column = self.new_page("filterPage", 14)
        self._build_head(page)
        self._sections = {kind.field: FacetSection(kind, page) for kind in facet_kinds()}
        self._build_sections(page)
        self._column.addStretch(1)
        self.setWidget(page)
        self._counted = False
        self._counts = FacetCounts(session)
        self._due: list[FacetSection] = []
        """What is still to be counted."""
        self._telling = QTimer(self, singleShot=True, interval=TELL_MS)
        """Until a person stops typing a search: only the last count is told."""
        self._telling.timeout.connect(self._tell_count)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._show_facets)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._show_next)
        session.shown_changed.connect(self._show)
        session.data_changed.connect(self._follow_edit)
        session.theme_changed.connect(self._refresh)
        self._show(session.shown)

    def _build_head(self, page: QWidget) -> None:
        self._count = plain("", "", page)
        self._count.setTextFormat(Qt.TextFormat.RichText)
        offers = QWidget(page)
        self._clear = self._link(_("Clear all"), offers)
        self._clear.clicked.connect(self.clear)
        self._save = self._link(_("Save as view…"), offers)
        self._save.clicked.connect(self.save_wanted)
        links = FlowLayout(offers, gap_px=10)  # in one line their words would set the least width of the panel
        links.addWidget(self._clear)
        links.addWidget(self._save)
        # The hint and the links take turns in one place, so that nothing below moves, and there is never a gap.
        self._hint_or_links = QStackedLayout()
        self._hint = plain("", "faint", page, wrap=True)
        self._hint_or_links.addWidget(self._hint)
        self._hint_or_links.addWidget(offers)
        self.views = SavedViews(self._session, page)
        self.views.chosen.connect(self.view_wanted)
        head = QVBoxLayout()
        head.setContentsMargins(INSET_PX, 0, INSET_PX, 14)
        head.setSpacing(0)
        head.addWidget(self._count)
        head.addSpacing(4)
        head.addLayout(self._hint_or_links)
        self._column.addLayout(head)
        self._column.addWidget(self.views)

    def _build_sections(self, page: QWidget) -> None:
        importance = Fold(_("Importance"), page, inset=True)
        self._slider = RangeSlider(LOWEST, HIGHEST, importance.body)
        self._slider.range_changed.connect(self._set_importance)
        ends = QHBoxLayout()
        ends.setContentsMargins(0, 2, 0, 0)
        self._low = plain("", "faint", importance.body, wrap=True)
        self._high = plain("", "faint", importance.body, wrap=True)
        self._high.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        ends.addWidget(self._low, 1)
        ends.addWidget(self._high, 1)
        importance.rows.addWidget(self._slider)
        importance.rows.addLayout(ends)
        dates = Fold(_("Date"), page, inset=True)
        self._dates = DateRange(self._session.preferences.order, self._session.zone, dates.body)
        self._dates.range_changed.connect(self._set_dates)
        dates.rows.addWidget(self._dates)
        for field, section in self._sections.items():
            section.toggled.connect(self._toggle)
            section.all_wanted.connect(self._list_all)
            section.menu_wanted.connect(self.menu_wanted)
            section.opened.connect(self._refresh)
            self._column.addWidget(section)
            if field == "status":
                self._column.addWidget(importance)
                self._column.addWidget(dates)

    def _link(self, words: str, parent: QWidget) -> QPushButton:
        button = QPushButton(words, parent)
        button.setProperty("role", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what comes and goes with a query moves nothing below it
        button.setSizePolicy(policy)
        return button

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the widest row: the panel does not scroll sideways."""
        hint = super().minimumSizeHint()
        page = self.widget()
        return hint if page is None else QSize(page.minimumSizeHint().width() + BAR_PX + 2, hint.height())

    @Slot()
    def _tell_count(self) -> None:
        announce(self, self._count.accessibleName())

    def clear(self) -> None:
        """Show everything again."""
        self._session.set_filter(FilterState())

    def _refresh(self, _theme: object = None) -> None:
        self._show(self._session.shown)

    def _follow_edit(self, _change: object) -> None:
        if not self._session.shown.same:
            self._show(self._session.shown)

    def _show(self, shown: FilterResult) -> None:
        kept, total = grouped(shown.kept), grouped(shown.total)
        words = _("{kept} of {all} shown").format(kept=f"<b style='font-weight:600'>{kept}</b>", all=total)
        self._count.setText(words)
        spoken = _("{kept} of {all} shown").format(kept=kept, all=total)
        told = self._count.accessibleName()
        if told and spoken != told and not shown.edited:  # neither as the window opens nor after "Added …"
            self._telling.start()
        self._count.setAccessibleName(spoken)
        dates, state = self._session.query_dates, shown.holding
        filtered = bool(state.text.strip())
        self._hint.setText(_("Choose what to show.") if shown.total else "")
        self._hint_or_links.setCurrentIndex(int(filtered))
        self._save.setVisible(filtered and shown.error is None and not self._session.chronology.read_only)
        low, high = state.importance
        self._slider.set_span(low, high)
        self._low.setText(importance_words(low))
        self._high.setText(importance_words(high))
        self._dates.show_range(state.dates(dates), certain=state.certain)
        if shown.total > COUNTED_AT_ONCE and self._counted:
            self._due.clear()
            self._pause.start(PAUSE_MS if shown.edited else SOON_MS)
        else:
            self._show_facets()

    @Slot()
    def _show_facets(self) -> None:
        """Count the events of the open facets: of many, one facet at each turn of the event loop."""
        self._pause.stop()
        self._counts = FacetCounts(self._session)
        self._due = list(self._sections.values()) if self._session.is_open else []
        if self._counted and self._session.shown.total > COUNTED_AT_ONCE:
            self._turn.start(0)
            return
        self._counted = True
        while self._due:
            self._show_next()

    @Slot()
    def _show_next(self) -> None:
        """Count one facet; another state of the filter begins again with all of them."""
        if not self._due or not self._session.is_open:
            self._turn.stop()
            return
        section = self._due.pop(0)
        field = section.kind.field
        if section.is_open:
            chosen = self._session.shown.holding.values(field)
            section.show_values(*self._counts.commonest(field, chosen), chosen)
        else:
            section.setVisible(self._session.has_values(field))

    def _toggle(self, field: str, value: str) -> None:
        self._session.set_filter(self._session.shown.holding.toggled(field, value))

    def _set_importance(self, low: int, high: int) -> None:
        self._session.set_filter(self._session.shown.holding.with_importance(low, high))

    def _set_dates(self, first: str, last: str, certain: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._session.set_filter(self._session.shown.holding.with_dates(first, last, certain=certain))

    def _list_all(self, field: str) -> None:
        from timeline_app.ui.filters.facet_dialog import FacetDialog  # noqa: PLC0415 - seldom needed

        values = FacetCounts(self._session).values(field)
        chosen = self._session.shown.holding.values(field)
        dialog = FacetDialog(self._sections[field].kind, values, chosen, self.window())
        dialog.toggled.connect(self._toggle)
        dialog.menu_wanted.connect(self.menu_wanted)
        dialog.open()
