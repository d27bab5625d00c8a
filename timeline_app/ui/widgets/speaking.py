"""Has Qt ask widgets that we draw how they are spoken of, and tells assistive programs what changed in them.

The answers themselves are in `ui.widgets.accessible` and `ui.canvas.voice`. They are loaded when somebody asks: no
frame waits for them where no assistive program runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_KNOWN: Final = "widgetsSpeak"
_WINDOWS: Final = ("QMainWindow", "QDialog")


def let_widgets_speak() -> None:
    """Have Qt ask a widget that has a method `make_voice` for its interface; once for an application.

    Windows and dialogs need no such method. One that gives None is ready to be spoken to as Qt has it.
    """
    app = QApplication.instance()
    if app is not None and not app.property(_KNOWN):
        app.setProperty(_KNOWN, True)
        QAccessible.installFactory(_voice_of)


def _voice_of(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    if class_name in _WINDOWS and isinstance(thing, QWidget):
        from timeline_app.ui.widgets.accessible import WindowVoice  # noqa: PLC0415 - only where it is heard

        return WindowVoice(thing, QAccessible.Role.Dialog if class_name == "QDialog" else QAccessible.Role.Window)
    make = getattr(thing, "make_voice", None)
    if make is None or type(thing).__name__ != class_name:
        return None
    made: QAccessibleInterface | None = make()
    return made


def tell_value(widget: QWidget, value: float) -> None:
    """Have a screen reader say where a widget stands now."""
    if QAccessible.isActive():
        from PySide6.QtGui import QAccessibleValueChangeEvent  # noqa: PLC0415 - only where it is heard

        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, value))
