"""Open the window: show it first and build the rest after the first frame."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from PySide6.QtCore import QObject, QTimer, Slot

from timeline_app.base.i18n.facts import sentences
from timeline_app.base.resources import resource
from timeline_app.domain.errors import KnownError
from timeline_app.startup.application import Application
from timeline_app.startup.change_of_language import SpokenLanguage
from timeline_app.startup.session_end import SessionEnd, main_windows
from timeline_app.ui.app.lifetime import FirstFrame
from timeline_app.ui.app.main_window import MainWindow
from timeline_app.ui.app.window_services import ErrorReporter
from timeline_app.ui.services.places import store_to_open
from timeline_app.ui.services.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


_BUS: Final = "DBUS_SESSION_BUS_ADDRESS"
BUSY_MS: Final = 600
"""A million events are read in less; the rest of the window need not wait longer."""


class StoreOpening(QObject):
    """Opens a store in a window that is already there, then builds what the first frame did without."""

    def __init__(self, app: Application, window: MainWindow, path: Path | None) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._path = path
        self._waited = False

    def open(self) -> None:
        """Open the named store, else the last one, else the sample; on a fault the window says so."""
        note = ""
        path = self._path
        if path is None:
            try:
                path, note = store_to_open(self._window.settings)
            except KnownError as error:
                self._window.faults.tell(error)
                return
        opened = self._window.files.open_path(path)
        if opened and note:
            self._window.banner.say(sentences(self._window.banner.sentence, note), "note")

    @Slot()
    def complete(self) -> None:
        """Build the rest, now that a person sees something; a store that is just being read comes first."""
        if self._window.jobs.busy and not self._waited:
            self._waited = True
            QTimer.singleShot(BUSY_MS, self, self.complete)
            return
        from PySide6.QtGui import QIcon  # noqa: PLC0415 - after the first frame

        self._app.setWindowIcon(QIcon(str(resource("icons", "conflict-timeline.png"))))
        self._window.complete()
        self._follow_layouts()
        gc.freeze()  # what is there now stays: no collection need look at it again
        gc.enable()

    def _follow_layouts(self) -> None:
        """Let keys of every layout do what they are for; nothing is there to be pressed before the first frame."""
        from timeline_app.ui.widgets.keyboard_layouts import KeyboardLayouts  # noqa: PLC0415 - after the first frame

        KeyboardLayouts(self._app)


def name_the_bus() -> None:
    """Say where the session bus would be, where there is none and no program that starts one.

    Qt asks for it when the first part of a window is made. Told nothing, libdbus copies the whole process to run
    `dbus-launch` in it, 9 ms of the start also where that is not installed; now it finds nobody there, at once.
    """
    if not sys.platform.startswith("linux") or _BUS in os.environ or shutil.which("dbus-launch"):
        return
    folder = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    os.environ[_BUS] = f"unix:path={quote(folder)}/bus"


def make_application() -> Application:
    """Make the application object with its names and the style that looks the same on every system.

    The style is named in the arguments because `setStyle` would make Python classes of some twenty enumerations.
    """
    app = Application([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("conflict-timeline")
    app.setApplicationDisplayName("Conflict Timeline")
    app.setDesktopFileName("org.conflicttimeline.ConflictTimeline")
    return app


def warn(sentence: str) -> None:
    """Tell a problem of the world that nothing caught, in a window that is open."""
    for window in main_windows()[:1]:
        window.services.warn(sentence)


def open_asked_for(path: Path) -> None:
    """Open the file that the system asks for, in the window that is open."""
    for window in main_windows()[:1]:
        window.files.take_dropped(path)


def run_window(store_path: Path | None) -> int:
    """Show the window on `store_path` (None: the last store, else the sample) until it is closed."""
    name_the_bus()
    app = make_application()
    settings = Settings()
    spoken = SpokenLanguage(app, settings.preferences())
    window = MainWindow(settings=settings)
    spoken.follow(window)
    faults = ErrorReporter(app)  # it outlives each window
    faults.told.connect(warn)
    faults.install()
    app.file_asked_for.connect(open_asked_for)
    SessionEnd(app)
    opening = StoreOpening(app, window, store_path)
    opening.open()
    shown = window if window.workspace is None else window.workspace.canvas
    first_frame = FirstFrame(shown, is_all=not window.jobs.busy)
    first_frame.painted.connect(opening.complete)
    window.show()
    return app.exec()
