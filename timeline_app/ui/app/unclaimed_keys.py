"""Keys of the main window that nothing in it has taken: Enter on a button, Delete, and Escape, one step back a press.

A list under a field, a search, a selection and a dialog take Escape themselves. What they leave leads from a panel back
to the timeline, closes what is read beside it, puts the ten keys away, and then leaves the full screen. And in which
order Tab goes through the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.widgets.focus import has_keyboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.services.services import Services


def act_on_unclaimed(
    event: QKeyEvent, services: Services, work: Workspace | None, leave_tour: Callable[[], bool]
) -> bool:
    """Do what a key stands for in the window; False where it stands for nothing.

    `leave_tour` puts the keys for beginners away, and tells whether they were shown.
    """
    now = services.window.focusWidget()
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(now, QAbstractButton):
        now.click()  # Qt presses buttons by Enter in dialogs only
    elif event.key() == Qt.Key.Key_Delete and plain:
        services.tell(_("Delete removes the selected event where events have the keyboard. Click one first."))
    elif event.key() == Qt.Key.Key_Escape and plain:
        return (work is not None and _step_back(work)) or leave_tour() or _leave_full_screen(services)
    else:
        return False
    return True


def _step_back(work: Workspace) -> bool:
    """Go one step back in the page; tell whether there was one."""
    reading = work.reading if work.reading is not None and work.reading.is_open else None
    alone = work.stack.isHidden() and work.table is not None
    middle = work.below if alone else work.stack
    if reading is not None and (has_keyboard(middle) or has_keyboard(work.right) or has_keyboard(reading.reader)):
        reading.ask_and_leave()
    elif not has_keyboard(middle):
        work.take_focus()
    elif alone and len(work.session.selected_rows):
        work.session.select(None)
    else:
        return False
    return True


def _leave_full_screen(services: Services) -> bool:
    window = services.window
    if not window.isFullScreen():
        return False
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)  # as large as it was before
    return True


def parts_in_order(work: Workspace | None) -> tuple[QWidget, ...]:
    """Give the parts of a page as they are read, for Tab; what is hidden has nothing to go to."""
    if work is None:
        return ()
    beside = (work.reading.reader,) if work.reading is not None and work.reading.is_open else ()
    return (work.left, work.stack, work.below, *beside, work.right)
