"""The dialog of paragraphs that are not in the stored text; it can store a version with them."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from timeline_app.base.compat import override
from timeline_app.base.i18n.facts import sentences
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import prose
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document.evidence.reading_job import DocumentOrigin

SIZE_PX = (640, 560)


class LeftOutDialog(PageDialog):
    """The paragraphs in the order of the file; a stored text never changes, so they come in by a version of it."""

    taken = Signal()
    """The text with all of them shall be stored."""

    def __init__(self, origin: DocumentOrigin, parent: QWidget, *, can_take: bool) -> None:
        super().__init__(_("Not in this text"), _("Store a version with all of it"), SIZE_PX, parent)
        words = ngettext(
            "{n} paragraph of the file was left out as navigation, links or a running head.",
            "{n} paragraphs of the file were left out as navigation, links or running heads.",
            len(origin.left_out),
        )
        more = _("The text with them can be stored as a newer version; excerpts follow to it, and this text is kept.")
        told = sentences(words.format(n=len(origin.left_out)), more if can_take else "")
        self.column.addWidget(prose(told, "quiet", self))
        self.text = QPlainTextEdit("\n".join(origin.left_out), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What was left out"))
        self.column.addWidget(self.text, 1)
        self.done_button.setVisible(can_take)
        self.cancel_button.setText(_("Close"))

    @override
    def confirm(self) -> None:
        close(self, DONE)
        self.taken.emit()
