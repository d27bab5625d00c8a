"""The event panel: the selected event's fields and its evidence."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.evidence.date_claims import contested, side_by_side
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.timeline import status_words
from timeline_app.ui.events.claims_box import ClaimsBox
from timeline_app.ui.events.evidence_card import EvidenceCard
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import AdaptiveLabel, Badge, TitleLink, plain, prose, rule
from timeline_app.ui.widgets.row_delegate import CategoryMark
from timeline_app.ui.widgets.scroll_page import ScrollPage
from timeline_app.ui.wording.date_words import date_in_words, unknown_in_words
from timeline_app.ui.wording.labels import link_words, status_meaning

if TYPE_CHECKING:
    from timeline_app.document import Evidence
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
        session.shown_changed.connect(self._note_filter)
        session.theme_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _cause: object = None) -> None:
        """Show the selected event as it stands now."""
        page, column = self.new_page("eventPage", 16)
        self._left_out = None
        row = self._session.selected
        event = self._session.chronology.event(row) if row is not None else None
        if event is None:
            self._fill_hint(column, page)
        else:
            self._fill_note(column, page)
            self._fill_head(column, page, event)
            self._fill_body(column, page, event)
            self._fill_evidence(column, page, event)
            self._fill_rest(column, page, event)
        column.addStretch(1)
        old = self.takeWidget()
        self.setWidget(page)
        if old is not None:
            old.deleteLater()

    def _follow_data(self, _change: object) -> None:
        """Show the event anew where one is shown: the page that says how to choose one stays as it is."""
        if self._session.selected is not None:
            self.refresh()

    def _fill_hint(self, column: QVBoxLayout, page: QWidget) -> None:
        column.addSpacing(4)
        column.addWidget(plain(_("Nothing selected"), "strong", page))
        column.addSpacing(6)
        column.addWidget(
            prose(_("Click an event to read what is known about it and the words that support it. "
                    "The keys . and , go from event to event."), "quiet", page)
        )  # fmt: skip

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

    def _note_filter(self, _shown: object = None) -> None:
        if self._left_out is not None:
            self._left_out.setVisible(not self._session.selected_is_kept)

    def _clear_filters(self) -> None:
        self._session.set_filter(FilterState())

    def _fill_head(self, column: QVBoxLayout, page: QWidget, event: Event) -> None:
        can_write = not self._session.chronology.read_only
        top = FlowLayout(gap_px=0, trailing=2 if can_write else 0)
        top.addWidget(self._category(event, page))
        if can_write:
            top.addWidget(self._quiet(_("Edit"), self.edit_wanted, page))
            top.addWidget(self._quiet(_("Delete"), self.delete_wanted, page))
        column.addLayout(top)
        column.addSpacing(4)
        title = plain(event.title, "title", page, wrap=True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
        return box

    def _fill_body(self, column: QVBoxLayout, page: QWidget, event: Event) -> None:
        line = QWidget(page)
        flow = FlowLayout(line, gap_px=10)
        flow.addWidget(AdaptiveLabel(date_in_words(event, self._session.preferences.zone), "strong", line))
        status = Badge(status_words(event.status), line)
        status.setToolTip(status_meaning(event.status))
        flow.addWidget(status)
        column.addWidget(line)
        for words in (unknown_in_words(event), self._session.place_name(event.place_id)):
            if words:
                column.addSpacing(4)
                column.addWidget(plain(words, "quiet", page, wrap=True))
        if event.summary:
            column.addSpacing(10)
            column.addWidget(prose(event.summary, "body", page))
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
            chip.clicked.connect(self._filter_by)
            flow.addWidget(chip)
        return box

    def _fill_evidence(self, column: QVBoxLayout, page: QWidget, event: Event) -> None:
        evidence = sorted(self._session.chronology.evidence(event.id), key=_is_paraphrase)
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
            card = EvidenceCard(each, page, can_write=not self._session.chronology.read_only)
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

    def _quiet(self, words: str, signal: object, page: QWidget) -> QPushButton:
        button = QPushButton(words, page)
        button.setProperty("role", "quiet")
        button.clicked.connect(signal)
        return button

    def _filter_by(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            state = self._session.shown.state
            field = str(chip.property("field"))
            if name_key(chip.text()) not in {name_key(value) for value in state.values(field)}:
                self._session.set_filter(state.with_values(field, [chip.text()]))

    def _follow(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._session.select(int(button.property("row")))


def _is_paraphrase(evidence: Evidence) -> bool:
    return evidence.excerpt.kind != "quote"
