"""What screen readers ask of widgets that we draw: Qt's own answers know buttons and fields, not a slider of ours.

Three rules keep Python's half of an interface and Qt's half together (docs/decisions/0112):
Qt's cache owns what it was given, so whoever makes an interface keeps a reference as long as Qt does;
`interface_cast` gives `NOTHING` where there is none, for None would be taken for the address of an interface;
what an assistive program asks for is done after the answer, for it may delete what is just being asked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleStateChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QMenu, QWidget
from shiboken6 import Shiboken

from timeline_app.base.compat import override
from timeline_app.ui.widgets.closing import close

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QAbstractButton, QComboBox

Address: TypeAlias = object
"""What `interface_cast` gives: an object of Qt, or an address; Qt's stubs say a number."""
NOTHING: Final = Shiboken.VoidPtr(0)
"""What `interface_cast` gives where there is no such interface."""
_CLOSES: Final = "closesWhenChosen"


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


class NoticeVoice(QAccessibleWidget):
    """A notification of the program: as one of its window, Orca would read the whole dialog around it first."""

    def __init__(self, notice: QWidget) -> None:
        super().__init__(notice, QAccessible.Role.Notification)

    @override
    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        application = QApplication.instance()
        return QAccessible.queryAccessibleInterface(application) if application is not None else None


class WindowVoice(QAccessibleWidget):
    """A window with the menus and sheets that are open over it: Qt has them stand nowhere in the tree."""

    def __init__(self, window: QWidget, role: QAccessible.Role) -> None:
        super().__init__(window, role)
        self._window = window

    def _menus(self) -> list[QAccessibleInterface]:
        if not Shiboken.isValid(self._window):
            return []
        open_ones = [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and _is_found(each) and _window_under(each) is self._window
        ]
        for menu in open_ones:
            if isinstance(menu, QMenu) and not menu.property(_CLOSES):  # or it stays open when a voice has chosen
                menu.setProperty(_CLOSES, True)
                menu.triggered.connect(partial(close, menu))
        found = [QAccessible.queryAccessibleInterface(each) for each in open_ones]
        return [each for each in found if each is not None]

    @override
    def childCount(self) -> int:
        return super().childCount() + len(self._menus())

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        parts = super().childCount()
        menus = self._menus()[index - parts : index - parts + 1] if index >= parts else []
        return menus[0] if menus else super().child(index)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        menus = self._menus()
        return super().childCount() + menus.index(child) if child in menus else super().indexOfChild(child)


def _is_found(popup: QWidget) -> bool:
    """Whether it is a menu, or a sheet with a name; lists of combo boxes are theirs."""
    return isinstance(popup, QMenu) or (popup.windowType() == Qt.WindowType.Popup and bool(popup.accessibleName()))


def _window_under(menu: QWidget) -> QWidget | None:
    """Give the window over which a menu, or the menu that it belongs to, is open."""
    below = menu.parentWidget()
    while isinstance(below, QMenu):
        below = below.parentWidget()
    return below.window() if below is not None else None


class SpokenChoice(QObject):
    """Tells the choice in a closed combo box as keys change it, and takes what an assistive program selects in it.

    Qt does neither. Keys and the mouse make an entry the current one of the list; an assistive program only selects it.
    """

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box
        box.view().selectionModel().selectionChanged.connect(self._wait)
        box.currentIndexChanged.connect(self._tell)

    def _tell(self, row: int) -> None:
        """Say that the entry has the keyboard, as it would in the open list: of the closed one Orca says nothing."""
        view = self._box.view()
        if row >= 0 and self._box.hasFocus() and not view.isVisible() and QAccessible.isActive():
            told = QAccessibleEvent(view, QAccessible.Event.Focus)
            told.setChild(row)
            QAccessible.updateAccessibility(told)

    def _wait(self, *_selections: object) -> None:
        QTimer.singleShot(0, self, partial(self._take, self._box.view().isVisible()))

    def _take(self, was_open: bool) -> None:  # noqa: FBT001 - of a callback
        box, view = self._box, self._box.view()
        chosen = [each.row() for each in view.selectionModel().selectedIndexes()]
        row = chosen[0] if len(chosen) == 1 else -1
        if row < 0 or row in (box.currentIndex(), view.currentIndex().row() if was_open else -1):
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
