"""Commands on events: add, edit, move, delete, take back; and what hangs on them: views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.ui.app.controllers.files import LARGE
from timeline_app.ui.services.services import FormOfNoFields
from timeline_app.ui.widgets.closing import DONE, close, own
from timeline_app.ui.wording.date_words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QLineEdit

    from timeline_app.document import Snapshot
    from timeline_app.domain.records import Event
    from timeline_app.ui.app.actions import Actions
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.events.drafts import Drafts
    from timeline_app.ui.events.editor import EventEditor
    from timeline_app.ui.events.quick_add import QuickReading
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session


class MoveController(QObject):
    """Carries out what was dragged, as one change that can be taken back."""

    move_made = Signal(object)
    """The `Change` that the hand wants; it can be taken back."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services
        self._asked: Change | None = None

    @Slot(object)
    def move(self, wish: tuple[int, int]) -> None:
        """Move the event in a row by so many seconds."""
        from timeline_app.domain.dates.shifting import can_shift, shifted  # noqa: PLC0415 - no start waits for a hand

        row, by_s = wish
        session = self._services.session
        event = session.chronology.event(row) if session is not None else None
        if session is None or event is None or session.chronology.read_only:
            return
        if not can_shift(event):
            self._services.tell(_("Its date is not exact, so it cannot be moved by hand. Edit the date instead."))
            return
        moved = shifted(event, by_s)
        zone = session.zone
        there = date_in_words(moved, zone, weekday_too=False)
        change = Change(_("Move to {date}").format(date=there), (event,), (moved,))
        count = len(session.chronology.evidence(event.id))
        if not count:
            self.move_made.emit(change)
            return
        self._ask(change, count, (date_in_words(event, zone, weekday_too=False), there))

    def _ask(self, change: Change, count: int, dates: tuple[str, str]) -> None:
        self._asked = change
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - many enumerations, after the first frame

        box = QMessageBox(self._services.window)
        own(box)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("Move this event from {old} to {new}?").format(old=dates[0], new=dates[1]))
        told = ngettext(
            "{count} excerpt speaks of it, and its source may state the date.",
            "{count} excerpts speak of it, and their sources may state the date.",
            count,
        )
        box.setInformativeText(told.format(count=count))
        move = box.addButton(_("Move"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Leave it"), QMessageBox.ButtonRole.RejectRole)
        move.clicked.connect(self._carry_out)
        box.open()

    @Slot()
    def _carry_out(self) -> None:
        change, self._asked = self._asked, None
        if change is not None:
            self.move_made.emit(change)


class EventController(QObject):
    """What the event commands do; a change goes to the document and nowhere else."""

    def __init__(
        self, services: Services, workspace: Callable[[], Workspace | None], actions: Callable[[], Actions]
    ) -> None:
        super().__init__(services.window)
        self._services = services
        self._workspace, self._actions = workspace, actions
        self.editor: EventEditor | None = None
        self._drafts: Drafts | None = None
        self._left_line = ""
        """What was typed into the line for a new event when it was left."""

    @property
    def _session(self) -> Session | None:
        return self._services.session

    def make(self, change: Change) -> None:
        """Carry out a change made by hand on the page, and offer to take it back."""
        if self._services.apply(change):
            self._services.tell_done(change)

    # --- add and edit ---------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form for a new event."""
        self.open_editor(None)

    def add_between(self, stretch: tuple[int, int]) -> None:
        """Open the form for an event in a stretch that was drawn on the canvas."""
        from timeline_app.ui.wording.date_words import stretch_as_edtf  # noqa: PLC0415 - seldom needed

        editor = self.open_editor(None)
        if editor is not None:
            start, end = stretch_as_edtf(*stretch, editor.form.shown_zone)
            editor.form.start.set_words(start)
            editor.form.end.set_words(end)

    def edit(self) -> None:
        """Open the form for the selected event, or the one for several."""
        session, event = self._session, self._selected()
        if event is not None:
            self.open_editor(event)
        elif session is not None and len(session.several):
            self._edit_many(session)

    def _edit_many(self, session: Session) -> None:
        if session.chronology.read_only or self.editor is not None:
            return
        from timeline_app.document.editing.many_events import chosen_events  # noqa: PLC0415 - when first needed
        from timeline_app.ui.events.many_editor import ManyEventsDialog  # noqa: PLC0415 - likewise

        try:
            events = chosen_events(session.chronology, session.several.tolist())
        except KnownError as error:
            self._services.tell(str(error))
            return
        dialog = ManyEventsDialog(session, events, self._services.window)
        dialog.saved.connect(self.save)
        dialog.open()

    def postpone(self) -> None:
        """Open the form for the selected event where its date stands: the new one is typed over it."""
        self.edit()
        if self.editor is not None:
            field = self.editor.form.start.field
            QTimer.singleShot(0, field, partial(_lead_to, field))  # once the form is shown, which leads to the title

    def add_next(self) -> None:
        """Open the form for another event like the selected one: what a series has in common stands there."""
        session, event = self._session, self._selected()
        if session is None or event is None:
            self.tell_refusal("add next")
            return
        from timeline_app.ui.events.event_form import series_of  # noqa: PLC0415 - when first needed

        editor = self.open_editor(None)
        if editor is not None:
            editor.go_on_with(series_of(session, event))

    def edit_row(self, row: int) -> None:
        """Open the form for the event in a row."""
        if self._session is not None:
            self._session.select(row)
            self.edit()

    def open_editor(self, event: Event | None) -> EventEditor | None:
        """Open the form for an event, or for a new one; None where one is open already or nothing may be changed."""
        session = self._session
        if session is None or session.chronology.read_only or self.editor is not None:
            return None
        from timeline_app.ui.events.editor import EventEditor  # noqa: PLC0415 - dialogs are loaded when first wanted

        self.editor = EventEditor(session, event, self._services.window)
        self.editor.saved.connect(self.save)
        self.editor.finished.connect(self._forget_editor)
        self.drafts.follow(self.editor, event.id if event is not None else "")
        self.editor.open()
        return self.editor

    def _forget_editor(self, result: int) -> None:
        editor, self.editor = self.editor, None
        if editor is not None and editor.goes_on and result == DONE:
            QTimer.singleShot(0, self, partial(self._add_after, editor.form.series()))

    def _add_after(self, series: Mapping[str, str]) -> None:
        """Open the form for the next event of a series, once the one before is told to be saved."""
        editor = self.open_editor(None)
        if editor is not None:
            editor.go_on_with(series)

    def quick_add(self) -> None:
        """Open the line for a new event."""
        session = self._session
        if session is None or session.chronology.read_only:
            return
        from timeline_app.ui.events.quick_add import QuickAdd  # noqa: PLC0415 - likewise

        dialog = QuickAdd(session, self._services.window)
        dialog.begin_with(self._left_line)
        self._left_line = ""
        dialog.left.connect(self._keep_line)
        dialog.saved.connect(self.save)
        dialog.form_wanted.connect(self._continue_in_form)
        dialog.open()

    def _keep_line(self, typed: str) -> None:
        self._left_line = typed

    def _continue_in_form(self, reading: QuickReading) -> None:
        editor = self.open_editor(None)
        if editor is not None:
            editor.form.title.setText(reading.title)
            editor.form.start.set_words(reading.date_text)
            if reading.status:
                editor.form.choose_status(reading.status)

    @property
    def drafts(self) -> Drafts:
        """What is being typed."""
        if self._drafts is None:
            from timeline_app.ui.events.drafts import Drafts  # noqa: PLC0415 - when first needed

            self._drafts = Drafts(self._services, self.open_editor)
        return self._drafts

    def save(self, change: Change) -> None:
        """Carry out the change of the form that asks for it; the form stays open until it is in the file."""
        self._services.save(change, self.sender())  # type: ignore[arg-type]

    def tell_saved(self, change: Change) -> None:
        """Say which event a form has put into the file, and select it; of several, what was done with them."""
        from timeline_app.domain.records import Event, Review  # noqa: PLC0415 - only here at run time

        session = self._session
        event = next((each for each in change.after if isinstance(each, Event)), None)
        touched = {each.id for each in change.after if isinstance(each, Event)}
        if any(isinstance(each, Event) and each.id not in touched for each in change.before):
            return  # whoever deletes says so
        touched |= {each.event_id for each in (*change.before, *change.after) if isinstance(each, Review)}
        if len(touched) > 1:
            self._services.tell_done(change)
            return
        if session is None or event is None:
            return
        row = session.chronology.row_of(event.id)
        edited = any(isinstance(each, Event) and each.id == event.id for each in change.before)
        if row is not None and not (edited and len(session.selected_rows)):  # a cell of the table leads on to the next
            session.select(row)
        said = _("Saved “{title}”") if edited else _("Added “{title}”")
        self._services.tell(said.format(title=_short(event.title)), undo=True)

    def has_unsaved_text(self) -> bool:
        """Whether the editor holds what is not saved; it is brought to the front to ask."""
        if self.editor is None or not self.editor.has_unsaved_text():
            return False
        self.editor.raise_()
        close(self.editor)
        return True

    def keep_draft(self) -> None:
        """Let what is being typed stay as a draft: nobody can be asked any more."""
        if self.editor is not None:
            self.drafts.let_go()

    # --- delete, undo, redo ---------------------------------------------------------------------------------------

    def delete(self) -> None:
        """Delete the selected events in one step, and offer to take that back."""
        session = self._session
        if session is None or not len(session.selected_rows) or session.chronology.read_only:
            return
        from timeline_app.document.editing.event_draft import deletion_of  # noqa: PLC0415 - when first needed
        from timeline_app.document.editing.many_events import chosen_events  # noqa: PLC0415 - likewise

        try:
            events = chosen_events(session.chronology, session.selected_rows.tolist())
        except KnownError as error:
            self._services.tell(str(error))
            return
        if len(events) == 1:
            told = _("Deleted “{title}”").format(title=_short(events[0].title))
        else:
            told = ngettext(
                "{n} event deleted. Ctrl+Z brings it back.", "{n} events deleted. Ctrl+Z brings them back.", len(events)
            ).format(n=grouped(len(events)))
        say = partial(self._services.tell, told, undo=True)
        self._services.save(deletion_of(session.chronology, *events), FormOfNoFields(self._services.tell, say))

    def undo(self) -> None:
        """Take back the last change."""
        self._step(_("Taken back: {what}"), back=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(_("Done again: {what}"), back=False)

    def _step(self, sentence: str, *, back: bool) -> None:
        session = self._session
        if session is None:
            return
        chronology = session.chronology
        try:
            is_large_file = chronology.path.stat().st_size >= LARGE
            if chronology.journal.next_is_large(back=back, bulk_counts=is_large_file):
                self._step_on_worker(session, sentence, back=back)
                return
            change = chronology.undo() if back else chronology.redo()
        except (KnownError, OSError) as error:
            self._services.fault(error)
            return
        self._tell_step(change, sentence)
        if change is not None and not len(session.selected_rows):
            self._select_returned(session, change)

    def _select_returned(self, session: Session, change: Change) -> None:
        """Select the events that have come back, as they were selected before they went."""
        from timeline_app.domain.records import Event  # noqa: PLC0415 - only here at run time

        sides = [{each.id for each in side if isinstance(each, Event)} for side in (change.before, change.after)]
        session.select_events(sides[0] ^ sides[1])

    def _step_on_worker(self, session: Session, sentence: str, *, back: bool) -> None:
        """Take back or do again what touches very many events, which takes seconds, beside the window."""
        if self._services.jobs.busy:
            return
        chronology = session.chronology

        def work(_job: Job) -> tuple[Change | None, Snapshot]:
            change = chronology.journal.step(chronology.author, back=back)
            return change, chronology.take_snapshot()

        def show(arrived: tuple[Change | None, Snapshot]) -> None:
            if self._session is session:
                chronology.adopt(arrived[1])
                self._tell_step(arrived[0], sentence)

        label = _("Taking back a large change") if back else _("Doing a large change again")
        self._services.jobs.start(label, work, show, self._services.fault)

    def _tell_step(self, change: Change | None, sentence: str) -> None:
        told = _("There is nothing to undo or to redo.") if change is None else sentence.format(what=change.label)
        self._services.tell(told)

    @Slot(object)
    def tell_refusal(self, name: str) -> None:
        """Say why the keys of a command did nothing, and what to do instead."""
        session = self._session
        if session is None:
            told = _("No chronology is open. Open one, or begin a new one.")
        elif session.chronology.read_only:
            told = _("“{name}” is open to be read only, so nothing in it can be changed. Save a copy to work on it.")
            told = told.format(name=session.chronology.name)
        elif len(session.several):
            told = _("Several events are selected. Choose the one that you mean.")
        else:
            told = _("No event is selected. Click one, or press . for the next.")
        if session is not None and not session.chronology.read_only:
            told = {"undo": _("There is nothing to undo."), "redo": _("There is nothing to redo.")}.get(name, told)
        self._services.tell(told)

    def _selected(self) -> Event | None:
        session = self._session
        return session.selected_event() if session is not None else None

    # --- views --------------------------------------------------------------------------------------------

    def save_view(self) -> None:
        """Ask for a name and save what is shown as a view."""
        if self._session is None or self._session.chronology.read_only:
            return
        from PySide6.QtWidgets import QInputDialog  # noqa: PLC0415 - seldom needed

        from timeline_app.ui.widgets.look import scaled_px  # noqa: PLC0415 - likewise

        dialog = QInputDialog(self._services.window)
        own(dialog)
        dialog.setWindowTitle(_("Save as view"))
        dialog.setLabelText(_("Name of the view"))
        dialog.setOkButtonText(_("Save"))
        dialog.setCancelButtonText(_("Cancel"))
        dialog.resize(scaled_px(380), 0)
        dialog.textValueSelected.connect(self._keep_view)
        dialog.open()

    def _keep_view(self, name: str) -> None:
        workspace = self._workspace()
        if not name.strip() or workspace is None:
            return
        from timeline_app.document.editing.filter_state import view_of  # noqa: PLC0415 - seldom needed

        canvas = workspace.canvas
        view = view_of(" ".join(name.split()), workspace.session.shown.state, canvas.visible_range, canvas.lanes)
        self._services.apply(Change(_("Save view “{name}”").format(name=view.name), after=(view,)))


def _lead_to(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.selectAll()


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"
