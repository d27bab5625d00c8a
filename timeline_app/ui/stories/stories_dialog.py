"""The page of stories: which story, its views in order at the left, the current view at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.filter.wording import query_in_words
from timeline_app.document.stories import seen, stories_of, story_with_id
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.stories.view_form import ViewForm
from timeline_app.ui.stories.view_list import ViewList, ViewModel
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import key_words
from timeline_app.ui.widgets.page_dialog import ReadingDialog, lay_in_two, open_at
from timeline_app.ui.wording.date_words import range_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from timeline_app.domain.records import Story, StoryView
    from timeline_app.ui.services.session import Session

_MOST_TITLES = 12


def named_or_not(name: str) -> str:
    """Give the title of a story on a line; a stranger's may have none."""
    return on_one_line(name).strip() or _("Untitled")


class StoriesDialog(ReadingDialog):
    """Does not block the window: one goes there to set a view, and comes back; it follows every change."""

    renamed = Signal(object, str)
    """A story, and its new title."""
    view_edited = Signal(object, object, object)
    """A story, the place of one of its views, and what that shall be."""
    move_wanted = Signal(object, object, object)
    remove_wanted = Signal(object, object)
    delete_wanted = Signal(object)
    take_wanted = Signal(object, object)
    show_wanted = Signal(object)
    add_wanted = Signal(object)
    """The story to which what the window shows shall be added; None for a new one."""
    tell_wanted = Signal(object, object)
    publish_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Stories"))
        self.session = session
        self.story: Story | None = None
        self._at = -1
        self.model = ViewModel(self)
        self.list = ViewList(self.model, self)
        self.form = ViewForm(self)
        self._build()
        self._connect()
        self.refresh()
        self.list.setFocus()

    def _build(self) -> None:
        left = QFrame(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget(left)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(16, 14, 16, 10)
        rows.setSpacing(8)
        self.choice = ComboBox(head)
        self.choice.setAccessibleName(_("Story"))
        self.name_field = QLineEdit(head)
        self.name_field.setAccessibleName(_("Title of the story"))
        self.name_field.setPlaceholderText(_("Title of the story"))
        rows.addWidget(self.choice)
        rows.addWidget(self.name_field)
        self.empty: QLabel = plain("", "quiet", left, wrap=True)
        hint = QVBoxLayout()
        hint.setContentsMargins(20, 0, 20, 0)
        hint.addWidget(self.empty)
        for widget in (head, rule(left)):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(hint)
        column.addWidget(self.list, 1)
        lay_in_two(self, left, self.form, self._foot(), (380, 480))
        open_at(self, 900, 600)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("dialogFooter")
        row = FlowLayout(foot, gap_px=6, trailing=1)  # larger or longer words go on in a second line
        row.setContentsMargins(16, 12, 24, 12)
        self.up, self.down = QPushButton(_("Move up"), foot), QPushButton(_("Move down"), foot)
        self.up.setToolTip(key_words(_("Alt+Up"), "Alt+Up"))
        self.down.setToolTip(key_words(_("Alt+Down"), "Alt+Down"))
        self.add, self.delete = QPushButton(_("Add this view…"), foot), QPushButton(_("Delete story"), foot)
        self.publish, self.leave_button = QPushButton(_("Publish…"), foot), QPushButton(_("Close"), foot)
        self.tell = QPushButton(_("Tell"), foot)
        self.tell.setToolTip(_("F5"))
        self.tell.setProperty("role", "primary")
        for button in (self.add, self.up, self.down, self.delete):
            row.addWidget(button)
        last = QWidget(foot)
        ends = QHBoxLayout(last)
        ends.setContentsMargins(0, 0, 0, 0)
        for button in (self.publish, self.tell, self.leave_button):
            ends.addWidget(button)
        row.addWidget(last)
        for button in (self.add, self.up, self.down, self.delete, self.publish, self.tell, self.leave_button):
            button.setAutoDefault(False)
        return foot

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(self._choose)
        self.name_field.editingFinished.connect(self._rename)
        self.list.selectionModel().currentRowChanged.connect(self._go)
        self.list.step_wanted.connect(self._step)
        self.list.delete_wanted.connect(self._remove)
        self.list.tell_wanted.connect(self._tell)
        self.list.doubleClicked.connect(self._show)
        self.model.moved.connect(self._drop)
        self.form.edited.connect(self.keep_typed)
        self.form.take_wanted.connect(self._take)
        self.form.show_wanted.connect(self._show)
        self.form.remove_wanted.connect(self._remove)
        for button, act in (
            (self.up, self._up), (self.down, self._down), (self.add, self._add), (self.delete, self._delete),
            (self.publish, self._publish), (self.tell, self._tell), (self.leave_button, self.leave),
        ):  # fmt: skip
            button.clicked.connect(act)
        self.session.data_changed.connect(self.refresh)

    # --- what is shown ------------------------------------------------------------------------------------------

    @property
    def at(self) -> int:
        """The place of the current view; -1 where there is none."""
        return self._at

    def show_story(self, story_id: str, at: int = 0) -> None:
        """Go to a story, at one of its views."""
        self.story, self._at = story_with_id(self.session.chronology, story_id), at
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Read the stories anew; the current one stays, and so does the place in it."""
        if not self.session.is_open:
            return
        stories = stories_of(self.session.chronology)
        wanted = self.story.id if self.story else ""
        self.story = next((each for each in stories if each.id == wanted), stories[-1] if stories else None)
        blocker = QSignalBlocker(self.choice)
        self.choice.clear()
        for each in stories:
            count = ngettext("{n} view", "{n} views", len(each.views)).format(n=grouped(len(each.views)))
            self.choice.addItem(_("{name} ({count})").format(name=named_or_not(each.name), count=count), each.id)
        self.choice.setCurrentIndex(self.choice.findData(self.story.id) if self.story else -1)
        self.choice.setVisible(len(stories) > 1)
        blocker.unblock()
        self._show_views()

    def _show_views(self) -> None:
        story = self.story
        views = story.views if story else ()
        write = not self.session.chronology.read_only
        rows = [(self._title(view), self._line(view)) for view in views]
        blocker = QSignalBlocker(self.list.selectionModel())
        self.model.show_views(rows, can_move=write)
        self._at = min(max(self._at, 0), len(views) - 1)
        if self._at >= 0:
            self.list.setCurrentIndex(self.model.index(self._at))
        blocker.unblock()
        self.list.viewport().update()
        if self.name_field.text() != (story.name if story else "") or story is None:
            self.name_field.setText(story.name if story else "")
        self.name_field.setEnabled(story is not None and write)
        self.empty.setVisible(not views)
        self.empty.setText(
            _("Set the window to what you want to tell first, then press “Add this view…”.")
            if write
            else _("There are no views to tell, and this file cannot be changed.")
        )
        self._show_view()
        self._settle()

    def _settle(self) -> None:
        write, count = not self.session.chronology.read_only, self.model.rowCount()
        self.add.setEnabled(write)
        self.up.setEnabled(write and self._at > 0)
        self.down.setEnabled(write and 0 <= self._at < count - 1)
        self.delete.setEnabled(write and self.story is not None)
        self.publish.setEnabled(count > 0)
        self.tell.setEnabled(count > 0)

    def _show_view(self) -> None:
        view = self._view()
        write = not self.session.chronology.read_only
        if view is None:
            self.form.show_view(None, "", [], can_write=write)
            return
        found = seen(self.session.chronology, view)
        titles = list(self.session.chronology.titles(found.rows[:_MOST_TITLES]).values())
        if len(found.rows) > _MOST_TITLES:
            titles.append("…")
        self.form.show_view(found, self._line(view), titles, can_write=write)

    def _view(self) -> StoryView | None:
        views = self.story.views if self.story else ()
        return views[self._at] if 0 <= self._at < len(views) else None

    def _title(self, view: StoryView) -> str:
        return on_one_line(view.title).strip() or self._range(view)

    def _range(self, view: StoryView) -> str:
        from timeline_app.document.editing.filter_state import range_between  # noqa: PLC0415 - a start needs no story

        span = range_between(view.first, view.last)
        return range_in_words(*span) if span else _("The whole time")

    def _line(self, view: StoryView) -> str:
        words = on_one_line(query_in_words(view.query, self.session.query_dates)) if view.query.strip() else ""
        return " · ".join(filter(None, (self._range(view), words)))

    # --- what is asked for --------------------------------------------------------------------------------------

    def keep_typed(self) -> None:
        """Keep what is typed for the current view, where it is another text than before."""
        view = self._view()
        if view is None or self.story is None or not self.session.is_open or self.session.chronology.read_only:
            return
        after = self.form.typed(view)
        if (after.title, after.text) != (" ".join(view.title.split()), view.text.strip()):
            self.view_edited.emit(self.story, self._at, after)

    def _rename(self) -> None:
        name = self.name_field.text().strip()
        if self.story is not None and name and name != self.story.name and self.session.is_open:
            self.renamed.emit(self.story, name)

    def _choose(self) -> None:
        self.keep_typed()
        story = story_with_id(self.session.chronology, str(self.choice.currentData()))
        if story is not None and (self.story is None or story.id != self.story.id):
            self.story, self._at = story, 0
            self._show_views()

    def _go(self, _index: object = None, _before: object = None) -> None:
        at = self.list.currentIndex().row()
        if at != self._at:
            self.keep_typed()
            self._at = at
            self._show_views()

    def _drop(self, at: int, before: int) -> None:
        self._move(at, before - (before > at))

    def _move(self, at: int, to: int) -> None:
        if self.story is not None and 0 <= to < len(self.story.views):
            self.keep_typed()
            self._at = to
            self.move_wanted.emit(self.story, at, to)

    def _step(self, by: int) -> None:
        if self._at >= 0:
            self._move(self._at, self._at + by)

    def _up(self) -> None:
        self._step(-1)

    def _down(self) -> None:
        self._step(1)

    def _remove(self) -> None:
        if self.story is not None and self._at >= 0 and not self.session.chronology.read_only:
            self.remove_wanted.emit(self.story, self._at)

    def _delete(self) -> None:
        if self.story is not None:
            self.delete_wanted.emit(self.story)

    def _take(self) -> None:
        self.keep_typed()
        if self.story is not None and self._at >= 0:
            self.take_wanted.emit(self.story, self._at)

    def _show(self) -> None:
        view = self._view()
        if view is not None:
            self.show_wanted.emit(view)

    def _add(self) -> None:
        self.keep_typed()
        self.add_wanted.emit(self.story)

    def _tell(self) -> None:
        self.keep_typed()
        if self.story is not None and self.story.views:
            self.tell_wanted.emit(self.story, max(self._at, 0))

    def _publish(self) -> None:
        self.keep_typed()
        if self.story is not None:
            self.publish_wanted.emit(self.story)

    @override
    def reject(self) -> None:
        self.keep_typed()
        self._rename()
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_typed()
        super().closeEvent(event)
