"""Another language, at once: the texts of Qt, and a new window that goes on where the old one was.

Nearly every text of a window is made with it, so the window is made anew. The chronology stays open, with all that
can be undone; what is shown and selected is shown and selected again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator

from timeline_app.base.i18n import CHOICE, choose_language, language
from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.services.settings import Preferences


def speak_at_start(app: QCoreApplication, preferences: Preferences) -> None:
    """Speak the language of the settings, unless the environment names one for this program."""
    if not os.environ.get(CHOICE):
        choose_language(preferences.language)
    translate_qt(app)


def translate_qt(app: QCoreApplication) -> None:
    """Put Qt's own texts into the language in use: buttons of message boxes, the file dialog, the names of keys."""
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    texts = QTranslator(app)
    if texts.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(texts)


def go_on_in(window: MainWindow, app: QCoreApplication, code: str) -> MainWindow | None:
    """Speak another language, and put a new window in the place of this one; None where something is unsaved there."""
    if window.jobs.busy:
        window.services.note(
            _("Something is still being written. Wait until it is done, then choose the language again."), "problem"
        )
        return None
    window.dialogs.keep_typed()
    if not window.may_close():
        return None
    choose_language(code)
    translate_qt(app)
    window.keep_places()
    new = type(window)(settings=window.settings)
    work = window.workspace
    if work is None:
        new.complete()
    else:
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
    new.show()
    window.end()
    return new
