"""The event editor: a full form for a new event or a known one; saving makes one change."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from timeline_app.overriding import override
from timeline_app.ui.editor_draft import EvidenceDraft, change_for, quote_problem_of
from timeline_app.ui.event_form import EventForm
from timeline_app.ui.evidence_form import EvidenceForm
from timeline_app.ui.letters import scaled_px
from timeline_app.ui.words import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from timeline_app.document import Evidence
    from timeline_app.domain.records import Event
    from timeline_app.ui.session import Session

SIZE_PX = (720, 760)


class EventEditor(QDialog):
    """Fields of the event, then a box for each piece of evidence; nothing is kept before "Save"."""

    saved = Signal(object)
    """The `Change` to carry out."""

    def __init__(self, session: Session, event: Event | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._before = event
        self.setWindowTitle(_("Edit event") if event is not None else _("New event"))
        self.form = EventForm(session, self)
        self._evidence: list[EvidenceForm] = []
        self._build()
        if event is not None:
            self.form.fill(event)
            for each in session.chronology.evidence(event.id):
                self._add_form(each)
        self._clean = self._state()
        self.form.title.setFocus()

    def _build(self) -> None:
        page = QWidget(self)
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(plain(self.windowTitle(), "title", page))
        column.addWidget(self.form)
        column.addSpacing(8)
        column.addWidget(plain(_("Evidence"), "strong", page))
        self._forms = QVBoxLayout()
        self._forms.setSpacing(10)
        column.addLayout(self._forms)
        more = QPushButton(_("Add a source"), page)
        more.setProperty("role", "link")
        more.clicked.connect(self.add_evidence)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot())
        self.resize(scaled_px(SIZE_PX[0]), scaled_px(SIZE_PX[1]))

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("dialogFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 12, 28, 12)
        self._problem = plain("", "problem", foot, wrap=True)
        row.addWidget(self._problem, 1)
        cancel = QPushButton(_("Cancel"), foot)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save_button = QPushButton(_("Save"), foot)
        self.save_button.setProperty("role", "primary")
        self.save_button.setDefault(True)
        self.save_button.setToolTip(_("Ctrl+Enter"))
        self.save_button.setShortcut("Ctrl+Return")
        self.save_button.clicked.connect(self.save)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        return foot

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.form.title.deselect)  # Qt selects it all, and the next key would erase it

    @property
    def problem(self) -> str:
        """What keeps the event from being saved."""
        return self._problem.text()

    def add_evidence(self) -> EvidenceForm:
        """Offer a box for one more source."""
        form = self._add_form(None)
        form.title.setFocus()
        self._scroll.ensureWidgetVisible(form)
        return form

    def _add_form(self, known: Evidence | None) -> EvidenceForm:
        form = EvidenceForm(self._session.preferences.order, known, self)
        form.removed.connect(self._remove_form)
        self._evidence.append(form)
        self._forms.addWidget(form)
        return form

    def _remove_form(self, form: EvidenceForm) -> None:
        self._evidence.remove(form)
        form.hide()
        form.deleteLater()

    def save(self) -> None:
        """Make the change and leave, or say what is missing."""
        sentence = self.form.problem()
        self._problem.setText(sentence)
        if sentence:
            return
        evidence: list[EvidenceDraft] = []
        for form in self._evidence:
            draft = form.draft()
            if draft is None:
                self._scroll.ensureWidgetVisible(form)
                return
            false_quote = quote_problem_of(self._session.chronology, draft)
            if false_quote:
                form.refuse_words(false_quote)
                self._scroll.ensureWidgetVisible(form)
                return
            evidence.append(draft)
        change = change_for(self._session.chronology, self._before, self.form.draft(), evidence)
        if change is not None:
            self.saved.emit(change)
        self.done(QDialog.DialogCode.Accepted)

    def _state(self) -> tuple[object, ...]:
        return self.form.draft(), tuple(form.draft() for form in self._evidence)

    def has_unsaved_text(self) -> bool:
        """Whether leaving now would lose something."""
        return self.isVisible() and self._state() != self._clean

    @override
    def reject(self) -> None:
        if self._state() == self._clean:
            super().reject()
            return
        box = QMessageBox(self)
        box.setWindowTitle(_("Unsaved event"))
        box.setText(_("This event is not saved yet."))
        keep = QMessageBox.StandardButton
        box.setStandardButtons(keep.Save | keep.Discard | keep.Cancel)
        box.setDefaultButton(keep.Save)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(self._answer)
        box.open()

    def _answer(self, button: object) -> None:
        box = self.sender()
        if not isinstance(box, QMessageBox):
            return
        role = box.buttonRole(button)  # type: ignore[arg-type]
        if role == QMessageBox.ButtonRole.DestructiveRole:
            self.done(QDialog.DialogCode.Rejected)
        elif role == QMessageBox.ButtonRole.AcceptRole:
            self.save()
