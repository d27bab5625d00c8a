"""Another language, at once: the texts of Qt, and a new window that goes on where the old one was.

Nearly every text of a window is made with it, so the window is made anew. The chronology stays open, with all that
can be undone; what is shown and selected is shown and selected again.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, QTranslator

from timeline_app.base.compat import override
from timeline_app.base.i18n import CHOICE, ENGLISH, choose_language, language, reads_right_to_left
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.app.main_window import MainWindow

_FORMER_PLACES: Final = {"QAbstractFileIconProvider": "QFileDialog"}
"""Which class said a text before."""

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

    from timeline_app.ui.services.settings import Preferences


class SpokenLanguage(QObject):
    """Keeps the program in the language that is chosen: what Qt says, and the windows that were given to it."""

    def __init__(self, app: QGuiApplication, preferences: Preferences) -> None:
        """Speak the language of the settings, unless the environment names one for this program."""
        super().__init__(app)
        self._app = app
        if not os.environ.get(CHOICE):
            choose_language(preferences.language)
        self._translate_qt()

    def speak(self, code: str) -> None:
        """Speak a language from now on, in windows that are made from now on; empty for that of the system."""
        choose_language(code)
        self._translate_qt()

    def follow(self, window: MainWindow) -> None:
        """Put another window in the place of this one when another language is chosen."""
        window.language_chosen.connect(partial(self._change, window))

    def _change(self, window: MainWindow, former: str) -> None:
        """Change once the dialog is gone in which the language was chosen, and open that again."""
        QTimer.singleShot(0, window, partial(self._go_on, window, former))

    def _go_on(self, window: MainWindow, former: str) -> None:
        if not _may_go(window):
            window.settings.change(language=former)
            window.redress()
            return
        self.speak(window.settings.preferences().language)
        new = _made_again(window)
        self.follow(new)
        new.show()
        window.end()
        new.dialogs.settings()

    def _translate_qt(self) -> None:
        """Put into the language what Qt says, and mirror what is laid out where it is read from right to left."""
        right_to_left = reads_right_to_left()
        self._app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        for former in self.findChildren(QTranslator):
            self._app.removeTranslator(former)
            former.deleteLater()
        if language() == ENGLISH:
            return  # Qt's own texts are
        texts = QTranslator(self)
        from PySide6.QtCore import QLibraryInfo  # noqa: PLC0415 - for other languages than English

        if texts.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._app.installTranslator(_OlderTexts(texts, self))  # asked last: the latest is the first
            self._app.installTranslator(texts)


class _OlderTexts(QTranslator):
    """Finds texts of Qt that its catalogue has as an older version said them.

    "&Look in:" stands there without the mark of a key, "Folder" among the texts of another class. Without this they
    are English in the midst of the dialog that asks for a file (Qt 6.10 in Russian, Ukrainian and German).
    """

    def __init__(self, texts: QTranslator, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self, context: bytes | str, sourceText: bytes | str, disambiguation: bytes | str | None = None, n: int = -1
    ) -> str:
        words = sourceText.decode() if isinstance(sourceText, bytes) else sourceText
        place = context.decode() if isinstance(context, bytes) else context
        older = words.replace("&", "")
        for where, said in ((place, older), (_FORMER_PLACES.get(place, ""), words)):
            if where and (where, said) != (place, words) and (found := self._texts.translate(where, said)):
                return found
        return words  # as without any translation; Qt would show an empty text


def _may_go(window: MainWindow) -> bool:
    """Tell whether nothing is unsaved in a window, and nothing at work; where something is, say so there."""
    if window.jobs.busy:
        window.services.note(
            _("Something is still being written. Wait until it is done, then choose the language again."), "problem"
        )
        return False
    window.dialogs.keep_typed()
    return window.may_close()


def _made_again(window: MainWindow) -> MainWindow:
    """Make a window that shows what another one shows, and takes the open chronology from it."""
    window.keep_places()
    new = MainWindow(settings=window.settings)
    work = window.workspace
    if work is None:
        new.complete()
        return new
    state, lanes, span = work.session.shown.state, work.canvas.lanes, work.canvas.visible_range
    rows, table, panels = work.session.selected_rows, window.view.table_mode, work.state()
    page = new.adopt(work.hand_over())
    new.complete()
    page.restore(panels)
    page.session.set_filter(state)
    page.set_lanes(lanes)
    new.view.set_table(table)
    page.canvas.show_range(*span)
    page.session.select_rows(rows)
    return new
