"""Adding what the window shows to a story: which story, and under which title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.records import Story

_TEXT_PX = 96


class AddViewDialog(PageDialog):
    """Asks for the story, the title, which is proposed, and the text; all but the title may stay as it is."""

    saved = Signal(object)
    """The story that it goes into, None for a new one; read `name`, `title` and `text` then."""

    def __init__(self, stories: Sequence[Story], latest: str, proposed: tuple[str, str], parent: QWidget) -> None:
        """Take the id of the story that was used last, the title that is proposed, and a line on what is shown."""
        super().__init__(_("Add this view to a story"), _("Add"), (480, 560), parent)
        self._stories = list(stories)
        self.column.insertWidget(1, plain(proposed[1], "quiet", self, wrap=True))
        self.title_field = self.add_field(_("Title of the view"))
        self.title_field.setText(proposed[0])
        self.title_field.selectAll()
        self.choice = ComboBox(self)
        for story in self._stories:
            self.choice.addItem(on_one_line(story.name).strip() or _("Untitled"), story.id)
        self.choice.addItem(_("A new story"), "")
        self.choice.setCurrentIndex(max(self.choice.findData(latest), 0))
        self.choice.setAccessibleName(_("Story"))
        self.choice.currentIndexChanged.connect(self._settle)
        self.add_labelled(_("Story"), self.choice)
        self._naming = QWidget(self)
        naming = QVBoxLayout(self._naming)
        naming.setContentsMargins(0, 0, 0, 0)
        naming.setSpacing(4)
        self.name_field = QLineEdit(self._naming)
        self.name_field.setAccessibleName(_("Title of the new story"))
        self.name_field.setPlaceholderText(_("How it began"))
        naming.addWidget(plain(_("Title of the new story"), "heading", self._naming, names=self.name_field))
        naming.addWidget(self.name_field)
        self.column.addWidget(self._naming)
        self.text_field = QPlainTextEdit(self)
        self.text_field.setTabChangesFocus(True)
        self.text_field.setAccessibleName(_("Text"))
        self.text_field.setMinimumHeight(scaled_px(_TEXT_PX))
        self.text_field.setPlaceholderText(_("What you tell here. It can be written later, too."))
        self.add_labelled(_("Text"), self.text_field)
        self._settle()
        self.title_field.setFocus()

    def _settle(self) -> None:
        """Ask for a name where the story is a new one."""
        is_new = not self.choice.currentData()
        self._naming.setVisible(is_new)

    @property
    def story(self) -> Story | None:
        """The story that is chosen; None for a new one."""
        wanted = self.choice.currentData()
        return next((each for each in self._stories if each.id == wanted), None)

    def confirm(self) -> None:
        """Hand it over, unless a new story has no title."""
        if self.story is None and not on_one_line(self.name_field.text()).strip():
            self.refuse(_("Give the new story a title by which it is found."), self.name_field)
            return
        self.hand_over(self.saved, self.story)
