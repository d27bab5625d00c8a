"""The event panel: the selected event's fields, what its sources claim of its date, and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.editing.outcomes import is_overdue
from timeline_app.document.evidence.date_claims import contested, side_by_side
from timeline_app.document.evidence.reviews import reviews_of
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.timeline import status_words
from timeline_app.ui.events.claims_box import ClaimsBox
from timeline_app.ui.events.evidence_card import EvidenceCard
from timeline_app.ui.events.outcome_box import OutcomeBox
from timeline_app.ui.events.review_line import ReviewLine
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import (
    AdaptiveLabel,
    Badge,
    MarkableLabel,
    TitleLink,
    plain,
    prose,
    rule,
)
from timeline_app.ui.widgets.panel_page import ScrollPage
from timeline_app.ui.widgets.row_delegate import CategoryMark
from timeline_app.ui.wording.date_words import date_in_words, unknown_in_words
from timeline_app.ui.wording.labels import link_words, status_meaning

if TYPE_CHECKING:
    from timeline_app.document import Evidence
    from timeline_app.document.evidence.reviews import Reviews
    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session


MARGIN_PX = 20


class EventPanel(ScrollPage):
    """Follows the session's selection; chips filter, cards lead to the sources."""

    edit_wanted = Signal()
    delete_wanted = Signal()
    document_wanted = Signal(object)
    """The `Evidence` whose document shall be shown."""
    claim_wanted = Signal(object)
    """The `Evidence` of which the person wants to say what it claims."""
    change_wanted = Signal(object)
    """A `Change` that says what became of a planned event."""
    postpone_wanted = Signal()
    name_menu_wanted = Signal(str, str, QPoint)
    """The kind of a name and the name, and where on the screen its menu shall open."""
    review_wanted = Signal(object, str)
    """A `ReviewSubject`, and what the person says of it."""
    date_preferred = Signal(str)
    """The date, in EDTF, that the person takes for the event among those claimed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(MARGIN_PX, parent)
        self.setObjectName("eventPanel")
        self.setAccessibleName(_("Event"))
        self._session = session
        self._left_out: QWidget | None = None
        session.selection_changed.connect(self.refresh)
        session.data_changed.connect(self._follow_data)
        session.shown_changed.connect(self._follow_filter)
        session.theme_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _cause: object = None) -> None:
        """Show the selected event as it stands now."""
        page, column = self.new_page("eventPage", 16)
        self._left_out = None
        row = self._session.selected
        event = self._session.chronology.event(row) if row is not None else None
        if event is None and len(self._session.several):
            self._fill_several(column, page)
        elif event is None:
            self._fill_hint(column, page)
        else:
            self._fill_note(column, page)
            self._fill_head(column, page, event)
            self._fill_body(column, page, event)
            evidence = self._session.chronology.evidence(event.id)
            reviews = reviews_of(self._session.chronology, event, evidence)
            self._fill_review(column, page, reviews)
            self._fill_evidence(column, page, event, reviews)
            self._fill_rest(column, page, event)
        column.addStretch(1)
        self._mark(page)
        old = self.takeWidget()
        self.setWidget(page)
        if old is not None:
            old.deleteLater()

    def evidence(self) -> list[EvidenceCard]:
        """Give what shows the evidence of the selected event, from the top."""
        page = self.widget()
        return page.findChildren(EvidenceCard) if page is not None else []

    def go_to_source(self) -> None:
        """Put the keyboard on what leads to the first source."""
        cards = self.evidence()
        links = cards[0].findChildren(QPushButton) if cards else []
        if links:
            links[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(cards[0])

    def _mark(self, page: QWidget | None) -> None:
        """Mark the words that the filter looks for in what the page says of the event."""
        found, theme = self._session.found(), self._session.theme
        for label in page.findChildren(MarkableLabel) if page is not None else ():
            label.mark(found, theme.found)
        for chip in page.findChildren(Chip) if page is not None else ():
            if chip.property("field") == "actor":
                chip.mark(found, theme)

    def _follow_filter(self, _shown: object = None) -> None:
        self._note_filter()
        self._mark(self.widget())

    def _follow_data(self, _change: object) -> None:
        """Show the event anew where one is shown: the page that says how to choose one stays as it is."""
        if len(self._session.selected_rows):
            self.refresh()

    def _fill_hint(self, column: QVBoxLayout, page: QWidget) -> None:
        column.addSpacing(4)
        column.addWidget(plain(_("Nothing selected"), "strong", page))
        column.addSpacing(6)
        column.addWidget(
            prose(_("Click an event to read what is known about it and the words that support it. "
                    "The keys . and , go from event to event."), "quiet", page)
        )  # fmt: skip

    def _fill_several(self, column: QVBoxLayout, page: QWidget) -> None:
        count = len(self._session.several)
        words = ngettext("{n} event selected", "{n} events selected", count).format(n=grouped(count))
        top = FlowLayout(gap_px=0, trailing=1)
        top.addWidget(plain(words, "strong", page))
        if not self._session.chronology.read_only:
            top.addWidget(self._to_change(page))
        column.addLayout(top)
        column.addSpacing(6)
        told = _("Edit (Ctrl+Enter) changes all of them at once, Delete deletes them; one undo takes it back.")
        column.addWidget(prose(told, "quiet", page))

    def _fill_note(self, column: QVBoxLayout, page: QWidget) -> None:
        """Say that the event is not among those on the timeline, while that is so."""
        self._left_out = box = QWidget(page)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 10)
        row.addWidget(plain(_("The filters leave this event out."), "quiet", box, wrap=True), 1)
        clear = QPushButton(_("Clear filters"), box)
        clear.setProperty("role", "link")
        clear.clicked.connect(self._clear_filters)
        row.addWidget(clear)
        column.addWidget(box)
        self._note_filter()

    def _note_filter(self) -> None:
        if self._left_out is not None:
            self._left_out.setVisible(not self._session.selected_is_kept)

    def _clear_filters(self) -> None:
        self._session.set_filter(FilterState())

    def _fill_head(self, column: QVBoxLayout, page: QWidget, event: Event) -> None:
        can_write = not self._session.chronology.read_only
        top = FlowLayout(gap_px=0, trailing=1 if can_write else 0)
        top.addWidget(self._category(event, page))
        if can_write:
            top.addWidget(self._to_change(page))
        column.addLayout(top)
        column.addSpacing(4)
        title = MarkableLabel(event.title, "title", page)
        title.field = "title"
        column.addWidget(title)
        column.addSpacing(8)

    def _category(self, event: Event, page: QWidget) -> QWidget:
        category = self._session.category(event.category_id)
        box = QWidget(page)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if category is not None:
            row.addWidget(CategoryMark(category, self._session.theme, box))
        row.addWidget(AdaptiveLabel(category.name if category else _("No category"), "quiet", box), 1)
        return self._with_menu(box, "category", category.name) if category is not None else box

    def _fill_body(self, column: QVBoxLayout, page: QWidget, event: Event) -> None:
        line = QWidget(page)
        flow = FlowLayout(line, gap_px=10)
        flow.addWidget(AdaptiveLabel(date_in_words(event, self._session.zone), "strong", line))
        status = Badge(status_words(event.status), line)
        status.setToolTip(status_meaning(event.status))
        flow.addWidget(status)
        column.addWidget(line)
        if not self._session.chronology.read_only and is_overdue(self._session.chronology, event):
            box = OutcomeBox(self._session, event, page)
            box.change_wanted.connect(self.change_wanted)
            box.postpone_wanted.connect(self.postpone_wanted)
            column.addWidget(box)
        for field, words in (("", unknown_in_words(event)), ("place", self._session.place_name(event.place_id))):
            if words:
                column.addSpacing(4)
                label = MarkableLabel(words, "quiet", page)
                label.field = "" if field else None
                column.addWidget(self._with_menu(label, field, words) if field else label)
        if event.summary:
            column.addSpacing(10)
            summary = prose(event.summary, "body", page)
            summary.field = "summary"
            column.addWidget(summary)
        names = [("actor", name) for name in self._session.actor_names(event)]
        names += [("tag", name) for name in self._session.tag_names(event)]
        if names:
            column.addSpacing(12)
            column.addWidget(self._chips(names, page))

    def _chips(self, names: list[tuple[str, str]], page: QWidget) -> QWidget:
        box = QWidget(page)
        flow = FlowLayout(box)
        for field, name in names:
            chip = Chip(name, box)
            chip.setProperty("field", field)
            chip.setProperty("name", name)
            chip.clicked.connect(self._filter_by)
            chip.menu_wanted.connect(self._want_menu)
            flow.addWidget(chip)
        return box

    def _fill_review(self, column: QVBoxLayout, page: QWidget, reviews: Reviews) -> None:
        column.addSpacing(12)
        line = ReviewLine(reviews.event, page, can_write=not self._session.chronology.read_only)
        line.wanted.connect(self.review_wanted)
        column.addWidget(line)

    def _fill_evidence(self, column: QVBoxLayout, page: QWidget, event: Event, reviews: Reviews) -> None:
        evidence = sorted((each.evidence for each in reviews.evidence.values() if each.evidence), key=_is_paraphrase)
        column.addSpacing(20)
        column.addWidget(plain(_("Evidence · {count}").format(count=len(evidence)), "heading", page))
        column.addSpacing(6)
        claims = side_by_side(event, evidence)
        if contested(claims):
            box = ClaimsBox(claims, page, can_write=not self._session.chronology.read_only)
            box.preferred.connect(self.date_preferred)
            column.addWidget(box)
        if not evidence:
            column.addWidget(rule(page))
            column.addSpacing(10)
            column.addWidget(plain(_("No source yet. Edit the event to add one."), "quiet", page, wrap=True))
        for each in evidence:
            column.addWidget(rule(page))
            of_it = reviews.evidence[each.excerpt.id]
            card = EvidenceCard(each, of_it, page, can_write=not self._session.chronology.read_only)
            card.review_wanted.connect(self.review_wanted)
            card.document_wanted.connect(self.document_wanted)
            card.claim_wanted.connect(self.claim_wanted)
            column.addWidget(card)

    def _fill_rest(self, column: QVBoxLayout, page: QWidget, event: Event) -> None:
        if event.notes:
            column.addSpacing(14)
            column.addWidget(plain(_("Notes"), "heading", page))
            column.addSpacing(4)
            column.addWidget(prose(event.notes, "body", page))
        links = self._session.chronology.links(event.id)
        if links:
            column.addSpacing(14)
            column.addWidget(plain(ngettext("Link", "Links", len(links)), "heading", page))
        for link in links:
            outward = link.from_id == event.id
            row = self._session.chronology.row_of(link.to_id if outward else link.from_id)
            title = self._session.chronology.titles([row]).get(row, "") if row is not None else ""
            if not title or row is None:
                continue
            column.addSpacing(4)
            column.addWidget(plain(link_words(link.type, outward=outward), "faint", page))
            button = TitleLink(title, page)
            button.setProperty("row", row)
            button.clicked.connect(self._follow)
            column.addWidget(button)

    def _to_change(self, page: QWidget) -> QWidget:
        """Give the buttons that edit and delete; they stay side by side where they have to go to the next line."""
        box = QWidget(page)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._quiet(_("Edit"), self.edit_wanted, box))
        row.addWidget(self._quiet(_("Delete"), self.delete_wanted, box))
        return box

    def _quiet(self, words: str, signal: object, page: QWidget) -> QPushButton:
        button = QPushButton(words, page)
        button.setProperty("role", "quiet")
        button.clicked.connect(signal)
        return button

    def _filter_by(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            state = self._session.shown.holding
            field = str(chip.property("field"))
            if name_key(chip.text()) not in {name_key(value) for value in state.values(field)}:
                self._session.set_filter(state.with_values(field, [chip.text()]))

    def _want_menu(self, screen_pos: QPoint) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self.name_menu_wanted.emit(str(sender.property("field")), str(sender.property("name")), screen_pos)

    def _want_menu_of_label(self, pos: QPoint) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self._want_menu(sender.mapToGlobal(pos))

    def _with_menu(self, widget: QWidget, field: str, name: str) -> QWidget:
        """Let a right click on what shows a name open its menu."""
        widget.setProperty("field", field)
        widget.setProperty("name", name)
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._want_menu_of_label)
        return widget

    def _follow(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._session.select(int(button.property("row")))


def _is_paraphrase(evidence: Evidence) -> bool:
    return evidence.excerpt.kind != "quote"
