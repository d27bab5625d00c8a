"""What screen readers ask of widgets that we draw: Qt's own answers know buttons and fields, not a slider of ours.

Three rules keep Python's half of an interface and Qt's half together (docs/decisions/0112):
Qt's cache owns what it was given, so whoever makes an interface keeps a reference as long as Qt does;
`interface_cast` gives `NOTHING` where there is none, for None would be taken for the address of an interface;
what an assistive program asks for is done after the answer, for it may delete what is just being asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleStateChangeEvent,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication
from shiboken6 import Shiboken

from timeline_app.base.compat import override

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

Address: TypeAlias = object
"""What `interface_cast` gives: an object of Qt, or an address; Qt's stubs say a number."""
NOTHING: Final = Shiboken.VoidPtr(0)
"""What `interface_cast` gives where there is no such interface."""
_KNOWN: Final = "widgetsSpeak"


def let_widgets_speak() -> None:
    """Have Qt ask a widget that has a method `make_voice` for its interface; once for an application.

    One that gives None has got ready to be spoken to, and keeps the interface that Qt makes.
    """
    app = QApplication.instance()
    if app is not None and not app.property(_KNOWN):
        app.setProperty(_KNOWN, True)
        QAccessible.installFactory(_voice_of)


def _voice_of(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    make = getattr(thing, "make_voice", None)
    if make is None or type(thing).__name__ != class_name:
        return None
    made: QAccessibleInterface | None = make()
    return made


def tell_value(widget: QWidget, value: float) -> None:
    """Have a screen reader say where a widget stands now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, value))


class Valued(Protocol):
    """A widget that stands at a number between two others."""

    def spoken_value(self) -> tuple[float, float, float, float]:
        """Give the least, the number, the most, and the least step."""

    def set_spoken_value(self, value: float) -> None:
        """Go to a number."""

    def value_words(self) -> str:
        """Give the number as a person says it."""


class _Value(QAccessibleValueInterface):
    def __init__(self, valued: Valued) -> None:
        super().__init__()
        self._valued = valued

    @override
    def currentValue(self) -> object:
        return self._valued.spoken_value()[1]

    @override
    def setCurrentValue(self, value: object) -> None:
        if isinstance(value, int | float):
            self._valued.set_spoken_value(float(value))

    @override
    def minimumValue(self) -> object:
        return self._valued.spoken_value()[0]

    @override
    def maximumValue(self) -> object:
        return self._valued.spoken_value()[2]

    @override
    def minimumStepSize(self) -> object:
        return self._valued.spoken_value()[3]


class SliderVoice(QAccessibleWidget):
    """A widget as a slider with a value."""

    def __init__(self, widget: QWidget, valued: Valued) -> None:
        super().__init__(widget, QAccessible.Role.Slider)
        self._value = _Value(valued)
        self._valued = valued

    @override
    def text(self, t: QAccessible.Text) -> str:
        return self._valued.value_words() if t == QAccessible.Text.Value else super().text(t)

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> Address:  # type: ignore[override]
        if t == QAccessible.InterfaceType.ValueInterface:
            return self._value
        known = super().interface_cast(t)
        return NOTHING if known is None else known


class GroupVoice(QAccessibleWidget):
    """A box with a name whose parts belong together: as Qt has it, a voice would pass over its name."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box, QAccessible.Role.Grouping)


class ChosenByVoice(QObject):
    """Takes what an assistive program selects in the list of a combo box, open or closed: Qt alone would not.

    Keys and the mouse make an entry the current one of the list; an assistive program only selects it.
    """

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box
        box.view().selectionModel().selectionChanged.connect(self._wait)

    def _wait(self, *_selections: object) -> None:
        QTimer.singleShot(0, self, self._take)

    def _take(self) -> None:
        box, view = self._box, self._box.view()
        chosen = [each.row() for each in view.selectionModel().selectedIndexes()]
        row = chosen[0] if len(chosen) == 1 else -1
        if row < 0 or row in (box.currentIndex(), view.currentIndex().row() if view.isVisible() else -1):
            return
        if box.isEnabled() and box.model().flags(box.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled:
            box.hidePopup()
            box.setCurrentIndex(row)
            box.activated.emit(row)


class FoldVoice(QAccessibleWidget):
    """A heading that unfolds what stands below it: a button that is expanded or not, no check box."""

    def __init__(self, heading: QAbstractButton) -> None:
        super().__init__(heading, QAccessible.Role.Button)
        self._heading = heading
        heading.toggled.connect(self._tell)

    def _tell(self, _is_open: bool) -> None:  # noqa: FBT001 - Qt's own signature
        if QAccessible.isActive():
            changed = QAccessible.State()
            changed.expanded = True
            QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self._heading, changed))

    @override
    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    @override
    def doAction(self, actionName: str) -> None:
        if actionName == QAccessibleActionInterface.pressAction():
            QTimer.singleShot(0, self._heading, self._heading.click)
        else:
            super().doAction(actionName)

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        is_open = self._heading.isChecked()
        state.expandable, state.expanded, state.collapsed = True, is_open, not is_open
        return state
