"""Closing has one path: what is unsaved asks first, what has closed is destroyed, and is whole till then."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget
from shiboken6 import isValid

from timeline_app.startup.session_end import SessionEnd
from timeline_app.startup.start import warn
from timeline_app.store.store import Store
from timeline_app.ui.events.drafts import folder_of, left_behind
from timeline_app.ui.widgets.closing import DONE, LEFT, WindowOwner, close, close_all

DIALOGS = ("palette", "quick", "add", "settings", "about", "keys", "export", "history", "backups", "publish",
           "sources", "sourcing", "save view", "paste", "open", "import", "article", "save copy", "new")  # fmt: skip

WAYS = {
    "close": close,
    "done": lambda dialog: close(dialog, DONE),
    "left": lambda dialog: close(dialog, LEFT),
    "Escape": lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape),
    "title bar": QWidget.close,
}


def opened(window, name):
    """Open a dialog by its command."""
    before = set(QApplication.topLevelWidgets())
    window.actions_of_window[name].trigger()
    (dialog,) = [each for each in QApplication.topLevelWidgets() if each not in before and isinstance(each, QDialog)]
    return dialog


def dialogs():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def owners():
    return [each for each in QApplication.instance().children() if isinstance(each, WindowOwner)]


@pytest.mark.parametrize("way", WAYS)
def test_each_dialog_is_destroyed_however_it_is_closed(window, qtbot, way):
    for name in DIALOGS:
        dialog = opened(window, name)
        (owner,) = [each for each in owners() if each._window is dialog]
        WAYS[way](dialog)
        qtbot.waitUntil(lambda gone=(dialog, owner): not any(map(isValid, gone)))
        for other in dialogs():  # what is done may ask something else
            close(other, LEFT)
    assert window.isVisible()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_that_everyone_forgets_stays_whole(window, name):
    kind = type(opened(window, name))
    window.history.history_dialog = None
    gc.collect()
    (left,) = [each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible()]
    close(left)


def test_what_has_gone_is_closed(window, qtbot):
    dialog = opened(window, "about")
    close(dialog)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert close(dialog)


def test_unsaved_text_asks_and_all_the_windows_under_it_stay(window, qtbot):
    editor = opened(window, "add")
    editor.form.title.setText("Half an event")
    assert not close(editor)
    box = editor.findChild(QMessageBox)
    assert not close_all()  # the question is left, and asked again
    assert window.isVisible()
    assert editor.isVisible()
    qtbot.waitUntil(lambda: not isValid(box))
    assert close(editor, LEFT)
    assert close_all()
    qtbot.waitUntil(lambda: not isValid(window))


def test_a_menu_is_destroyed_as_it_closes(window, qtbot):
    row = int(window.session.chronology.columns.row[0])
    window.copies.open_menu((row, None, window.mapToGlobal(window.rect().center())))
    menu = next(each for each in window.findChildren(QMenu) if each.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose))
    assert close(menu)
    qtbot.waitUntil(lambda: not isValid(menu))


def test_a_window_that_is_closed_is_destroyed_with_all_that_stands_on_it(window, qtbot):
    dialog, canvas = opened(window, "history"), window.workspace.canvas
    canvas.view.motion.animated = True
    canvas.view.zoom_in()  # on its way
    assert close(window)
    qtbot.waitUntil(lambda: not isValid(window))
    assert not isValid(dialog)
    assert not isValid(canvas)
    qtbot.waitUntil(lambda: owners() == [])


def test_at_the_end_of_a_session_nobody_is_asked_and_the_text_is_kept(window, sample, qtbot):
    editor = opened(window, "add")
    editor.form.title.setText("Half an event")
    window.end()
    qtbot.waitUntil(lambda: not isValid(window))
    (left,) = left_behind(folder_of(sample))  # no window writes it: it is offered at once
    assert left[1]["event"]["title"] == "Half an event"


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from timeline_app.startup import start
from timeline_app.ui.app.main_window import MainWindow

def write():
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    window.complete()
    editor = window.events.open_editor(None)
    editor.form.title.setText("Half an event")
    print("typed", flush=True)

make = start.make_application

def make_and_write():
    app = make()
    QTimer.singleShot(1000, app, write)
    return app

start.make_application = make_and_write
sys.exit(start.run_window(Path(sys.argv[1])))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="there is no such signal elsewhere; the desktop tells of its end")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_closes_the_window_in_its_own_way(sample, number):
    """While Qt waits for events and no line of Python runs."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command, pipe = [sys.executable, "-c", PROGRAM, str(sample)], subprocess.PIPE
    program = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)
    with program:
        assert program.stdout.readline() == "typed\n"
        program.send_signal(number)
        _told, errors = program.communicate(timeout=60)
    assert (program.returncode, [line for line in errors.splitlines() if "does not support" not in line]) == (0, [])
    assert [texts["event"]["title"] for _file, texts in left_behind(folder_of(sample))] == ["Half an event"]
    assert not sample.with_name(f"{sample.name}-wal").exists()  # the store was closed, not left
    with Store.open(sample, read_only=True) as store:
        assert store.info().events == 130


def test_a_desktop_that_may_log_out_finds_the_text_written_down(window, sample, qapp):
    editor = opened(window, "add")
    editor.form.title.setText("Half an event")
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    end = SessionEnd(qapp)
    try:
        end._keep_drafts()
        assert [path.name.startswith("new-") for path in folder_of(sample).glob("*.json")] == [True]
        assert window.isVisible()
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in before.items():
            signal.signal(number, handler)
        end.deleteLater()
        close(editor, LEFT)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_nothing_caught_is_told_in_a_window_that_is_open_also_when_the_first_has_gone(new_window, sample, qtbot):
    first, second = new_window(sample), new_window(sample)
    close(first)
    qtbot.waitUntil(lambda: not isValid(first))
    warn("The disk is full.")
    assert second.banner.sentence == "The disk is full."
    close(second)
    qtbot.waitUntil(lambda: not isValid(second))
    warn("Nobody is there to read it.")
