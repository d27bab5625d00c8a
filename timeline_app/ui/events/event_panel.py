"""The event panel: the selected event's fields, what its sources claim of its date, and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.editing.outcomes import is_overdue
from timeline_app.document.evidence.date_claims import contested, side_by_side
from timeline_app.document.evidence.reviews import reviews_of
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.timeline import status_words
from timeline_app.ui.events.outcome_box import OutcomeBox
from timeline_app.ui.events.review_line import ReviewLine
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import (
    AdaptiveLabel,
    Badge,
    QuoteBlock,
    TitleLink,
    bold_start,
    host_of,
    plain,
    prose,
    rule,
    safe_url,
)
from timeline_app.ui.widgets.look import on_button
from timeline_app.ui.widgets.look import tip as as_tip
from timeline_app.ui.widgets.panel_page import ScrollPage
from timeline_app.ui.widgets.row_delegate import CategoryMark
from timeline_app.ui.wording.date_words import date_in_words, unknown_in_words
from timeline_app.ui.wording.labels import link_words, status_meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Evidence
    from timeline_app.document.evidence.date_claims import DateClaim
    from timeline_app.document.evidence.reviews import Reviews, ReviewSubject
    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session


class ClaimsBox(QWidget):
    """A row for each claimed date: who says so, and the way to prefer it."""

    preferred = Signal(str)
    """The date, in EDTF, that the event shall have."""

    def __init__(self, claims: Sequence[DateClaim], parent: QWidget | None = None, *, can_write: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Claimed dates"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(rule(self), 0, 0, 1, 2)
        grid.addWidget(plain(_("The sources differ on the date"), "strong", self), 1, 0, 1, 2)
        low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        for number, claim in enumerate(claims):
            line = 2 + 2 * number
            words = plain(day_in_words(claim.date), "body", self, wrap=True)
            words.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(words, line, 0)
            grid.addWidget(plain(_who(claim), "quiet", self, wrap=True), line + 1, 0, 1, 2)
            if claim.agrees and not claim.preferred:
                grid.addWidget(plain(_("Less exact"), "faint", self), line, 1, low)
            elif claim.preferred:
                grid.addWidget(plain(_("Preferred"), "faint", self), line, 1, low)
            elif can_write:
                grid.addWidget(self._button(claim.date), line, 1, low)

    def _button(self, date: str) -> QPushButton:
        button = QPushButton(_("Prefer this"), self)
        button.setProperty("role", "link")
        button.setProperty("date", date)
        button.setAccessibleDescription(_("Give the event this date"))
        button.clicked.connect(self._prefer)
        return button

    def _prefer(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.preferred.emit(str(button.property("date")))


def _who(claim: DateClaim) -> str:
    said = []
    for evidence, many in (
        (claim.supporting, ngettext("said by {names}", "said by {names}", len(claim.supporting))),
        (claim.disputing, ngettext("said against the event by {names}", "said against the event by {names}", 2)),
    ):
        names = dict.fromkeys(
            each.source.publisher or each.source.author or each.source.title or _("a source") for each in evidence
        )
        if names:
            said.append(many.format(names=", ".join(names)))
    return "; ".join(said) or _("the date the event has; no evidence claims it")


MOST_LETTERS = 300


class EvidenceCard(QWidget):
    """A quote has a coloured rule at its left, a paraphrase none; each says which it is."""

    document_wanted = Signal(object)
    """The `Evidence` whose document shall be shown."""
    claim_wanted = Signal(object)
    """The `Evidence` of which the person wants to say what it claims."""

    review_wanted = Signal(object, str)
    """The `ReviewSubject` that this is, and what the person says of it."""

    def __init__(
        self, evidence: Evidence, review: ReviewSubject, parent: QWidget | None = None, *, can_write: bool = False
    ) -> None:
        super().__init__(parent)
        self._evidence = evidence
        self._can_write = can_write
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(3)
        if evidence.excerpt.exact:
            column.addWidget(self._words())
            column.addSpacing(5)
        source = evidence.source
        column.addWidget(bold_start(source.publisher or source.author, day_in_words(source.published), self))
        for words in self._about():
            column.addWidget(plain(words, "quiet", self, wrap=True))
        column.addSpacing(2)
        column.addLayout(self._footer())
        line = ReviewLine(review, self, can_write=can_write, small=True)
        line.wanted.connect(self.review_wanted)
        column.addWidget(line)

    def _about(self) -> list[str]:
        """Say where the words stand and what they claim: author and title, page or timecode, date."""
        source, excerpt = self._evidence.source, self._evidence.excerpt
        author = source.author if source.author != (source.publisher or source.author) else ""
        told = [", ".join(part for part in (author, source.title, excerpt.locator) if part)]
        if excerpt.claimed_date:
            told.append(_("Gives the date {date}").format(date=day_in_words(excerpt.claimed_date)))
        return [words for words in told if words]

    def _words(self) -> QWidget:
        excerpt = self._evidence.excerpt
        if excerpt.kind != "quote":
            return prose(excerpt.exact, "body", self)
        return QuoteBlock(" ".join(excerpt.exact.split()), self)

    def _footer(self) -> FlowLayout:
        row = FlowLayout(gap_px=10, trailing=1)
        if self._evidence.document_id:
            row.addWidget(self._link(_("Show in document"), "", self._show_document))
        url = safe_url(self._evidence.source.url)
        if url is not None:
            address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)[:MOST_LETTERS]
            row.addWidget(
                self._link(
                    on_button(_("Open {host}").format(host=host_of(url))),
                    as_tip(_("Opens {address} in your browser").format(address=address)),
                    self._open,
                )
            )
        if safe_url(self._evidence.source.archive_url) is not None:
            tip = _("Opens the copy that a web archive keeps, in your browser")
            row.addWidget(self._link(_("Archived copy"), tip, self._open_archived))
        if self._can_write:
            tip = _("Note which date it gives, whether it supports or disputes the event, and how far you trust it")
            row.addWidget(self._link(_("Assess…"), tip, self._edit_claim))
        row.addWidget(self._kind())
        return row

    def _kind(self) -> QLabel:
        excerpt = self._evidence.excerpt
        kind = _("Quote") if excerpt.kind == "quote" else _("Paraphrase")
        if excerpt.stance == "disputes":
            return plain(_("{kind}, disputes").format(kind=kind), "problem", self)
        return plain(kind, "faint", self)

    def _link(self, words: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "link")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(act)
        return button

    def _show_document(self) -> None:
        self.document_wanted.emit(self._evidence)

    def _edit_claim(self) -> None:
        self.claim_wanted.emit(self._evidence)

    def _open_archived(self) -> None:
        url = safe_url(self._evidence.source.archive_url)
        if url is not None:
            QDesktopServices.openUrl(url)

    def _open(self) -> None:
        url = safe_url(self._evidence.source.url)
        if url is not None:
            QDesktopServices.openUrl(url)


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
        session.shown_changed.connect(self._note_filter)
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
        old = self.takeWidget()
        self.setWidget(page)
        if old is not None:
            old.deleteLater()

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

    def _note_filter(self, _shown: object = None) -> None:
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
                label = plain(words, "quiet", page, wrap=True)
                column.addWidget(self._with_menu(label, field, words) if field else label)
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
