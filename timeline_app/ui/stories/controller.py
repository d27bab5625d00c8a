"""Commands on stories: adding what the window shows, the page of stories, telling one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.stories import stories_of, story_with_id, taken_again, view_seen_now
from timeline_app.domain.errors import KnownError
from timeline_app.domain.stories import (
    changed,
    new_story,
    title_of,
    with_view,
    with_view_at,
    with_view_moved,
    without_view,
)
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.stories.add_dialog import AddViewDialog
from timeline_app.ui.stories.stories_dialog import StoriesDialog
from timeline_app.ui.widgets.closing import LEFT, close
from timeline_app.ui.wording.date_words import range_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.records import Story, StoryView
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.stories.telling import StoryTeller

    WhatIsShown = Callable[[], tuple[tuple[int, int], str]]
    """Gives the stretch of time that the window shows, and the field by which it has lanes."""


class StoryController(QObject):
    """What is done with stories in one window."""

    page_opened = Signal(object)
    """The page of stories, as it is made."""
    view_wanted = Signal(object)
    """A `StoryView` that the window shall show."""
    publish_wanted = Signal(str)
    """The name of a story that shall go out."""

    def __init__(self, services: Services, shown: WhatIsShown) -> None:
        super().__init__(services.window)
        self._services, self._shown = services, shown
        self.page: StoriesDialog | None = None
        self.teller: StoryTeller | None = None
        self._latest = ""
        """The id of the story that was worked on last."""

    @property
    def _session(self) -> Session | None:
        session = self._services.session
        return session if session is not None and session.is_open else None

    # --- making -------------------------------------------------------------------------------------------------

    def add_view(self, into: Story | None = None) -> None:
        """Ask under which title what the window shows is added, and to which story."""
        session = self._session
        if session is None or session.chronology.read_only:
            return
        self.keep_typed()
        span, _lanes = self._shown()
        words = range_in_words(*span)
        stories = stories_of(session.chronology)
        above = self.page if self._page_is_open() else None
        latest = into.id if into else self._latest or (stories[-1].id if stories else "")
        dialog = AddViewDialog(stories, latest, (words, self._told(session, words)), above or self._services.window)
        dialog.saved.connect(self._add)
        dialog.open()

    def _told(self, session: Session, words: str) -> str:
        """Say what the view will hold."""
        query = session.shown.holding.text.strip()
        chosen = len(session.selected_rows)
        count = ngettext("{n} selected event", "{n} selected events", chosen).format(n=grouped(chosen))
        parts = (words, _("the filter") if query else "", count if chosen else _("no event selected"))
        return _("It takes what the window shows: {parts}.").format(parts=", ".join(filter(None, parts)))

    def _now(self, session: Session) -> StoryView:
        span, lanes = self._shown()
        return view_seen_now(
            session.chronology, session.shown.holding.text.strip(), span, lanes, session.selected_rows.tolist()
        )

    def _add(self, story: Story | None) -> None:
        dialog, session = self.sender(), self._session
        if not isinstance(dialog, AddViewDialog) or session is None:
            return
        try:
            before = story_with_id(session.chronology, story.id) if story else None
            view = replace(
                self._now(session),
                title=" ".join(dialog.title_field.text().split()),
                text=dialog.text_field.toPlainText().strip(),
            )
            after = with_view(before or new_story(dialog.name_field.text()), view)
        except KnownError as error:
            dialog.refuse(str(error))
            return
        name = on_one_line(after.name)
        label = _("Add a view to “{name}”") if before else _("Make the story “{name}”")
        if self._apply(label.format(name=name), before, after):
            if self._page_is_open() and self.page is not None:
                self.page.show_story(after.id, len(after.views) - 1)
            number = grouped(len(after.views))
            self._services.tell(_("View {n} of “{name}”").format(n=number, name=name), undo=True)

    def _apply(self, label: str, before: Story | None, after: Story | None) -> bool:
        self._latest = (after or before).id if after or before else ""  # type: ignore[union-attr]
        return self._services.apply(changed(label, before, after))

    # --- the page -----------------------------------------------------------------------------------------------

    def _page_is_open(self) -> bool:
        page = self.page
        return page is not None and isValid(page) and page.isVisible()

    def show_stories(self) -> None:
        """Open the page of stories, or bring it to the front."""
        session = self._session
        if session is None:
            return
        if self._page_is_open() and self.page is not None and self.page.session is not session:
            close(self.page, LEFT)  # it showed the chronology that was open before
        if not self._page_is_open():
            page = self.page = StoriesDialog(session, self._services.window)
            page.renamed.connect(self._rename)
            page.view_edited.connect(self._edit)
            page.move_wanted.connect(self._move)
            page.remove_wanted.connect(self._remove)
            page.delete_wanted.connect(self._delete)
            page.take_wanted.connect(self._take)
            page.show_wanted.connect(self._show)
            page.add_wanted.connect(self.add_view)
            page.tell_wanted.connect(self._tell)
            page.publish_wanted.connect(self._publish)
            if self._latest:
                page.show_story(self._latest)
            self.page_opened.emit(page)
        if self.page is not None:
            self.page.show()
            self.page.raise_()
            self.page.activateWindow()

    def keep_typed(self) -> None:
        """Keep what is being typed on the page of stories."""
        if self._page_is_open() and self.page is not None:
            self.page.keep_typed()

    def _rename(self, story: Story, name: str) -> None:
        try:
            after = replace(story, name=title_of(name))
        except KnownError as error:
            self._services.fault(error)
            return
        if after != story:
            self._apply(_("Rename the story “{name}”").format(name=on_one_line(story.name)), story, after)

    def _edit(self, story: Story, at: int, view: StoryView) -> None:
        label = _("Edit a view of “{name}”").format(name=on_one_line(story.name))
        self._apply(label, story, with_view_at(story, at, view))

    def _move(self, story: Story, at: int, to: int) -> None:
        current = self._current(story)
        label = _("Move a view of “{name}”").format(name=on_one_line(story.name))
        self._apply(label, current, with_view_moved(current, at, to))

    def _remove(self, story: Story, at: int) -> None:
        label = _("Remove a view of “{name}”").format(name=on_one_line(story.name))
        if self._apply(label, story, without_view(story, at)):
            self._services.tell(_("View removed"), undo=True)

    def _delete(self, story: Story) -> None:
        label = _("Delete the story “{name}”").format(name=on_one_line(story.name))
        if self._apply(label, story, None):
            self._latest = ""
            self._services.tell(_("Story deleted"), undo=True)

    def _take(self, story: Story, at: int) -> None:
        session = self._session
        if session is None:
            return
        story = self._current(story)
        label = _("Take a view of “{name}” again").format(name=on_one_line(story.name))
        after = with_view_at(story, at, taken_again(story.views[at], self._now(session)))
        if after != story and self._apply(label, story, after):
            self._services.tell(_("The view shows what the window shows now"), undo=True)

    def _current(self, story: Story) -> Story:
        """Give a story as it stands now: what was typed may have been kept just before."""
        session = self._session
        found = story_with_id(session.chronology, story.id) if session is not None else None
        return found or story

    def _show(self, view: StoryView) -> None:
        if self._session is not None:
            self.view_wanted.emit(view)

    def _publish(self, story: Story) -> None:
        self.publish_wanted.emit(self._current(story).name)

    # --- telling ------------------------------------------------------------------------------------------------

    def tell(self) -> None:
        """Tell the story that is worked on, or the only one; say how one is made where there is none."""
        session = self._session
        if session is None:
            return
        self.keep_typed()
        if self._page_is_open() and self.page is not None and self.page.story is not None:
            self._tell(self.page.story, max(self.page.at, 0))
            return
        told = [each for each in stories_of(session.chronology) if each.views]
        chosen = next((each for each in told if each.id == self._latest), told[0] if len(told) == 1 else None)
        if chosen is not None:
            self._tell(chosen, 0)
        elif told:
            self.show_stories()
        else:
            self._services.tell(_("There is no story to tell yet. Add this view to one: Ctrl+Shift+B."))

    def _tell(self, story: Story, at: int) -> None:
        session = self._session
        if session is None:
            return
        from timeline_app.ui.stories.telling import StoryTeller  # noqa: PLC0415 - brings the printing parts of Qt

        story = self._current(story)
        if not story.views:
            return
        self._latest = story.id
        above = self.page if self._page_is_open() and self.page is not None else self._services.window
        teller = self.teller = StoryTeller(session.chronology, story, (session.theme, session.zone), at, above)
        teller.failed.connect(self._services.fault)
        teller.left.connect(self._come_back)
        teller.showFullScreen()
        teller.raise_()
        teller.activateWindow()
        teller.setFocus()

    def _come_back(self, at: int) -> None:
        """Let the page of stories stand at the view at which one has left."""
        if self._page_is_open() and self.page is not None and self.page.story is not None:
            self.page.show_story(self.page.story.id, at)
