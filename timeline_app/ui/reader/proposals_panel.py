"""The proposals panel: how the article is read, what it proposes, and the one step that adds what was accepted.

How an article is read for its dates: from which day on, as what, and which figure of a date is the month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, pgettext
from timeline_app.document.evidence.reading_job import ReadingOptions
from timeline_app.document.evidence.review_queue import CandidateEvent, QueueItem, ReviewQueue
from timeline_app.domain.text.citation import day_in_words
from timeline_app.extract.pages.page import where_found
from timeline_app.ui.reader.proposal_list import ProposalList, date_words, decision_words
from timeline_app.ui.widgets.buttons import DONE_KEY, ComboBox
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.focus import offer_keyboard
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import key_words, scaled_px
from timeline_app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from timeline_app.extract.pages.page import PublicationDay
    from timeline_app.ui.widgets.date_input import FieldReading


PAUSE_MS = 350
_LEAST_LIST_PX = 96
"""Of the list of proposals: one of them, whole."""
_BENEATH_PX = 44
"""Where the words of the proposals begin; what stands under them begins there, too."""


class OptionsForm(QFrame):
    """Says what it holds once the typing pauses."""

    changed = Signal(object)
    """`ReadingOptions`: the article shall be read again."""
    entered = Signal()
    """Enter was pressed in the date: the person wants to go on to what was found."""

    def __init__(self, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.published = DateInput(_("Published"), _("When it appeared, e.g. 21 July 2025"), order, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.published.field.returnPressed.connect(self._enter)
        self._quiet = False
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 16, 12)
        box.setSpacing(4)
        box.addWidget(plain(_("Published"), "heading", self, names=self.published))
        box.addWidget(self.published)
        self._found = plain("", "faint", self, wrap=True)
        self._found.hide()
        box.addWidget(self._found)
        self.others = ComboBox(self, yields=True)
        self.others.setAccessibleName(_("Other days that the document names"))
        self.others.activated.connect(self._take_other)
        self.others.hide()
        box.addWidget(self.others)
        self._dates: tuple[PublicationDay, ...] = ()
        box.addSpacing(4)
        row = self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        self.genre = self._choice(_("Read as"), ("", "news", "narrative"), row)
        self.order = self._choice(_("Figures such as 3/4"), ("", "dmy", "mdy"), row)
        box.addLayout(row)
        self.published.reading_changed.connect(self._follow_date)

    def _choice(self, heading: str, values: tuple[str, ...], row: QBoxLayout) -> ComboBox:
        words = {"": _("Automatic"), "news": _("News"), "narrative": _("Narrative"), "dmy": _("Day first"),
                 "mdy": _("Month first")}  # fmt: skip
        choice = ComboBox(self)
        choice.setAccessibleName(heading)
        for value in values:
            choice.addItem(words[value], value)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.activated.connect(self._tell)
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(plain(heading, "heading", self, names=choice))
        part.addWidget(choice)
        row.addLayout(part, 1)
        return choice

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack_choices()

    def _stack_choices(self) -> None:
        """Put the choices side by side, or one below the other where their words have no room for that."""
        margins = self.contentsMargins() + self._box.contentsMargins()
        room_px = self.width() - margins.left() - margins.right()
        needed_px = 2 * max(self.genre.sizeHint().width(), self.order.sizeHint().width()) + self._choices.spacing()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._choices.setDirection(down if needed_px > room_px else across)

    def options(self) -> ReadingOptions:
        """Give how the article shall be read."""
        return ReadingOptions(
            self.published.reading.edtf, str(self.genre.currentData() or ""), str(self.order.currentData() or "")
        )

    def show_published(self, published: str) -> None:
        """Show when the article was published, as far as that is known."""
        self._quiet = True
        self.published.set_date(day_in_words(published), published, "")
        self._quiet = False

    def show_dates(self, dates: tuple[PublicationDay, ...]) -> None:
        """Show where the day of publication stands in the document, and offer the other days that it names."""
        self._dates = dates
        now = self.published.reading.edtf
        found = next((each for each in dates if each.moment[:10] == now[:10]), None)
        self._found.setText(where_found(found.where) if found is not None else "")
        self._found.setVisible(found is not None)
        others = [each for each in dates if each is not found]
        self.others.clear()
        if others:
            count = ngettext("{n} other day is named", "{n} other days are named", len(others))
            self.others.addItem(count.format(n=len(others)), "")
        for each in others:
            words = _("{day}, {where}").format(day=day_in_words(each.moment), where=where_found(each.where))
            self.others.addItem(words, each.moment)
        self.others.setVisible(bool(others))

    @property
    def found(self) -> str:
        """What is said of where the day was found."""
        return "" if self._found.isHidden() else self._found.text()

    def _take_other(self, index: int) -> None:
        moment = str(self.others.itemData(index) or "")
        if moment:
            self.show_published(moment)
            self.show_dates(self._dates)
            self._tell()

    def show_genre(self, *, news: bool) -> None:
        """Say in the choice what was found out."""
        kind = _("news") if news else _("narrative")
        self.genre.setItemText(0, _("Auto: {kind}").format(kind=kind))
        self._stack_choices()

    def _follow_date(self, _reading: FieldReading) -> None:
        if not self._quiet:
            self.show_dates(self._dates)
            self._pause.start()

    def _enter(self) -> None:
        self._tell()
        self.entered.emit()

    def _tell(self, _index: int = 0) -> None:
        self._pause.stop()
        self.changed.emit(self.options())


MOST_FITS = 5


class ProposalsPanel(QWidget):
    """Nothing that is accepted here is in the chronology before "Add"."""

    options_changed = Signal(object)
    """`ReadingOptions`: the article shall be read again."""
    card_visited = Signal(object)
    """The `QueueItem` that is current now."""
    edit_wanted = Signal(object)
    """The row of the card to edit."""
    other_event_wanted = Signal(object)
    """The row of an item that is evidence for an event which is not among those offered."""
    add_wanted = Signal()
    decided = Signal()
    card_decided = Signal(object)
    """The `QueueItem` as it was decided."""

    def __init__(self, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Proposals"))
        self.form = OptionsForm(order, self)
        self.list = ProposalList(self)
        self._build()
        self._goes_on = self._waits = False
        self.form.changed.connect(self.options_changed)
        self.form.entered.connect(self._go_on)
        self.list.moved.connect(self._visit)
        self.list.key_pressed.connect(self._act)
        self.list.doubleClicked.connect(self._edit)
        self.show_queue(ReviewQueue())

    @property
    def queue(self) -> ReviewQueue:
        """The items."""
        return self.list.cards.queue

    def _build(self) -> None:
        page = QWidget(self)
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(rule(page))
        self._empty = plain("", "quiet", self, wrap=True)
        self._empty.setMargin(20)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self.unfold = QPushButton("", self)
        self.unfold.setProperty("role", "link")
        self.unfold.setToolTip(_("Show what bears a date but is hardly an event, and what you left out before"))
        self.unfold.setAccessibleDescription(self.unfold.toolTip())
        self.unfold.clicked.connect(self._unfold)
        beneath = QHBoxLayout()
        beneath.setContentsMargins(_BENEATH_PX, 4, 16, 4)
        beneath.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(beneath)
        self._space = QWidget(self)
        column.addWidget(self._space, 1)
        self.list.setMinimumHeight(scaled_px(_LEAST_LIST_PX))
        scroll = self._scroll = QScrollArea(self)  # in a low window; the buttons below stay in sight
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(scaled_px(_LEAST_LIST_PX))
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._footer())

    def _footer(self) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        box = QVBoxLayout(footer)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(8)
        row = FlowLayout()  # longer words of other languages go on in a second line
        self.buttons: dict[str, QPushButton] = {}
        for letter, words, tip in (
            ("A", _("Accept"), _("Take it as it is offered: as a new event, or as evidence for one that is there (A)")),
            ("E", pgettext("a proposal", "Edit"), _("Change date, title or anything else, and accept (E)")),
            ("M", pgettext("a proposal", "Merge"), _("Take it as evidence for an event that is there (M)")),
            ("R", _("Reject"), _("It is no event for this timeline: leave it out of this document for good (R)")),
            ("D", _("Date"), _("Take the other date that may be meant (D)")),
        ):
            button = QPushButton(words, footer)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setProperty("letter", letter)
            button.setStyleSheet("padding: 0 6px;")
            button.clicked.connect(self._press)
            row.addWidget(button)
            self.buttons[letter] = button
        box.addLayout(row)
        last = QHBoxLayout()
        self._state = plain("", "faint", footer, wrap=True)
        last.addWidget(self._state, 1)
        self.add = QPushButton(_("Add"), footer)
        self.add.setProperty("role", "primary")
        self.add.setToolTip(key_words(_("Ctrl+Enter"), DONE_KEY))
        self.add.clicked.connect(self.add_wanted)
        last.addWidget(self.add)
        box.addLayout(last)
        return footer

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_queue(self, queue: ReviewQueue, said: str = "") -> None:
        """Show proposals; `said` is what to say above them, or instead where there are none."""
        self.list.cards.show_queue(queue)
        some = len(queue) > 0
        waits, self._waits = self._waits, False
        if not some and self.list.hasFocus():
            self.setFocus()  # Qt would give the keys to the day of publication, where they would be typed
        self.list.setVisible(some)
        self._space.setVisible(not some)
        words = said or _("No dated events were found in this text. Select words in it to make one by hand.")
        self._empty.setText(words)
        self._empty.setVisible(not some or bool(said))
        if some:
            first = next((row for row, card in enumerate(queue.cards) if card.decision == "open"), 0)
            self.list.setCurrentIndex(self.list.cards.index(first))
            if not said:
                QTimer.singleShot(0, self, self._bring_in_sight)
        self._tell_folded()
        self._tell_state()
        if some and waits:
            offer_keyboard(self.list)
        if some and self._goes_on:
            self._goes_on = False
            offer_keyboard(self.list, within=self.form)

    def _bring_in_sight(self) -> None:
        """In a low window, show the proposals rather than how the text was read."""
        if self.isVisible() and not self.form.isAncestorOf(self.focusWidget() or self):
            self._scroll.ensureWidgetVisible(self.list, 0, 0)

    def take_keyboard(self) -> None:
        """Take the keys to the proposals, now or once those that are being looked for are there."""
        self._waits = self.list.isHidden()  # what is hidden cannot keep them
        if not self._waits:
            offer_keyboard(self.list)

    def leave_keyboard(self) -> None:
        """Take no keys when proposals come: they go elsewhere now."""
        self._waits = False

    def _tell_folded(self) -> None:
        count = len(self.queue.folded)
        words = ngettext("{n} more date", "{n} more dates", count).format(n=count)
        self.unfold.setText(words)
        self.unfold.setVisible(count > 0)

    def _unfold(self) -> None:
        first = len(self.queue)
        self.queue.unfold()
        self.show_queue(self.queue, self.said)
        self.list.setCurrentIndex(self.list.cards.index(first))
        self.list.setFocus()
        self.decided.emit()

    def _go_on(self) -> None:
        """Take the keys to the proposals, once those that are being looked for are there."""
        self._goes_on = True

    @property
    def said(self) -> str:
        """What is said above the proposals, or in their place."""
        return "" if self._empty.isHidden() else self._empty.text()

    def refresh(self, row: int) -> None:
        """Show an item that was changed."""
        self.list.cards.tell(row)
        self.list.scheduleDelayedItemsLayout()
        self._tell_state()
        self.decided.emit()
        self.card_decided.emit(self.queue.cards[row])

    def _tell_state(self) -> None:
        queue = self.queue
        taken = queue.count("accepted", "merged")
        words = ngettext("Add {n} event", "Add {n} events", taken) if taken else _("Add")
        if taken and not queue.count("accepted"):
            words = _("Add evidence")
        self.add.setText(words.format(n=taken))
        self.add.setEnabled(taken > 0)
        for button in self.buttons.values():
            button.setEnabled(queue.count("open", "accepted", "rejected", "merged") > 0)
        self._offer_date()
        left = queue.count("open")
        if not len(queue):
            self._state.setText("")
        elif left:
            self._state.setText(
                ngettext("{n} of {all} to decide", "{n} of {all} to decide", left).format(n=left, all=len(queue))
            )
        else:
            self._state.setText(_("All decided"))

    # --- deciding -------------------------------------------------------------------------------------------------

    def current(self) -> tuple[int, QueueItem] | None:
        """Give the current item with its row."""
        row = self.list.currentIndex().row()
        return (row, self.queue.cards[row]) if 0 <= row < len(self.queue) else None

    def _offer_date(self) -> None:
        """Show the button for the other date where there is one."""
        found = self.current()
        self.buttons["D"].setVisible(found is not None and found[1].next_date is not None)

    def _visit(self, row: int) -> None:
        self._offer_date()
        if row < len(self.queue):
            self.card_visited.emit(self.queue.cards[row])

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._act(str(button.property("letter")))
            self.list.setFocus()

    def _edit(self) -> None:
        self._act("E")

    def _act(self, letter: str) -> None:
        if letter == "add":
            self.add.click()
            return
        found = self.current()
        if found is None or found[1].decision == "there":
            return
        row, card = found
        if letter == "E":
            self.edit_wanted.emit(row)
        elif letter == "M":
            self._offer_fits(row, card)
        elif letter == "D":
            self.queue.choose_next_date(row)
            self.refresh(row)
            self.list.show_whole(row)
            announce(self.list, date_words(self.queue.cards[row]))
        else:
            if letter == "A":
                self.queue.accept(row)
            else:
                self.queue.reject(row)
            self.settle(row)

    def settle(self, row: int) -> None:
        """Show a decision, and go on to the next card that is open."""
        self.refresh(row)
        if self.queue.cards[row].decision == "open":
            return
        announce(self.list, decision_words(self.queue.cards[row]))
        rows = [*range(row + 1, len(self.queue)), *range(row)]
        following = next((each for each in rows if self.queue.cards[each].decision == "open"), None)
        if following is not None:
            self.list.setCurrentIndex(self.list.cards.index(following))

    def merge(self, row: int, fit: CandidateEvent) -> None:
        """Take an item as evidence for an event."""
        self.queue.merge(row, fit)
        self.settle(row)

    def _offer_fits(self, row: int, card: QueueItem) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.buttons["M"].text())
        own(menu)
        for fit in card.fits[:MOST_FITS]:
            action = menu.addAction(fit.title.replace("&", "&&"))
            action.setData((row, fit))
        if card.fits:
            menu.addSeparator()
        menu.addAction(_("Another event…")).setData((row, None))
        menu.triggered.connect(self._take_fit)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.popup(self.buttons["M"].mapToGlobal(self.buttons["M"].rect().topLeft()))

    def _take_fit(self, action: object) -> None:
        row, fit = action.data()  # type: ignore[attr-defined]
        if fit is None:
            self.other_event_wanted.emit(row)
        else:
            self.merge(row, fit)
