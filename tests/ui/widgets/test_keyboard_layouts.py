"""On a keyboard without Latin letters a key counts as the American one at its place, in a text as what it writes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout

from timeline_app.ui.widgets.keyboard_layouts import KeyboardLayouts, latin_key

CTRL, SHIFT, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
ROWS = {16: ("QWERTYUIOP[]", "ЙЦУКЕНГШЩЗХЇ"), 30: ("ASDFGHJKL;'", "ФІВАПРОЛДЖЄ"), 44: ("ZXCVBNM,./", "ЯЧСМИТЬБЮ.")}
UKRAINIAN = {latin: (first + at, own) for first, (row, owns) in ROWS.items()
             for at, (latin, own) in enumerate(zip(row, owns, strict=True))}  # fmt: skip


def event(latin, held=NONE, kind=QEvent.Type.KeyPress):
    place, own = UKRAINIAN[latin]
    text = own if held & SHIFT else own.lower()
    return QKeyEvent(kind, ord(own), held, place, ord(own), 0, text)


@pytest.fixture
def layouts(qapp):
    made = KeyboardLayouts(qapp)
    yield made
    made._follow(None)
    made.deleteLater()


def press(latin, held=NONE):
    """Press the key where an American keyboard has `latin`, as the system tells it on a Ukrainian one."""
    window = QGuiApplication.focusWindow()
    asked = event(latin, held, QEvent.Type.ShortcutOverride)
    asked.ignore()
    QCoreApplication.sendEvent(window, asked)
    assert asked.isAccepted()  # else Qt would look for a command itself
    QCoreApplication.sendEvent(window, event(latin, held))


def front(window):
    window.activateWindow()
    QApplication.processEvents()


@pytest.mark.parametrize(("latin", "held", "sign"), [
    ("N", NONE, "N"), ("N", SHIFT, "N"), ("Z", CTRL, "Z"), (",", CTRL, ","), (".", NONE, "."),
    (",", SHIFT, ""), ("N", Qt.KeyboardModifier.GroupSwitchModifier, ""), ("N", CTRL | ALT, ""),
])  # fmt: skip
def test_a_key_has_the_sign_of_its_place(qapp, latin, held, sign):
    if latin == ".":
        assert latin_key(event(".")) == "."  # it writes ю
        return
    assert latin_key(event(latin, held)) == sign


@pytest.mark.parametrize("own", ["n", "z", "ö", "ß", "ą", "ñ", "ạ", ".", "@", "€"])
def test_a_key_that_writes_latin_is_left_to_qt(qapp, own):
    told = QKeyEvent(QEvent.Type.KeyPress, ord(own.upper()[0]), NONE, 49, ord(own), 0, own)
    assert latin_key(told) == ""


def test_every_command_of_a_letter_answers_its_key(window, layouts, qtbot):
    actions, told = window.actions_of_window, []
    window.session.select(window.session.chronology.columns.row.tolist()[0])
    wanted = {}
    for command in actions.commands():
        for key in command.keys:
            held, _plus, last = QKeySequence(key).toString().rpartition("+")
            if last in UKRAINIAN and not command.by_widget and actions[command.name].isEnabled():
                modifiers = NONE
                for name, each in (("Ctrl", CTRL), ("Shift", SHIFT), ("Alt", ALT)):
                    modifiers |= each if name in held else NONE
                wanted[command.name, key] = (last, modifiers)
    for action in {name for name, _key in wanted}:
        actions[action].triggered.disconnect()
        actions[action].triggered.connect(lambda _on=False, name=action: told.append(name))
    window.workspace.take_focus()
    front(window)
    for (name, key), (latin, held) in wanted.items():
        told.clear()
        if latin == "/":
            continue  # there the keyboard has a full stop, which is a command itself
        press(latin, held)
        assert told == [name], key
    assert len(wanted) > 40


def test_the_timeline_takes_its_own_keys_and_a_text_its_letters(window, layouts):
    canvas = window.workspace.canvas
    canvas.view.motion.animated = False
    canvas.view.jump(canvas.scale.zoomed(50, 300))
    window.workspace.take_focus()
    front(window)
    before = canvas.visible_range
    press("E", SHIFT)
    assert canvas.visible_range[0] > before[0]
    window.toolbar.search.setFocus()
    for latin in "NEW":
        press(latin)
    assert window.toolbar.search.text() == "туц"
    assert not [each for each in window.findChildren(QDialog) if each.isVisible()]
    press("A", CTRL)
    assert window.toolbar.search.selectedText() == "туц"


def test_a_button_of_a_dialog_has_its_key_too_and_a_field_in_it_its_letters(qtbot, layouts):
    dialog, clicked = QDialog(), []
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    field, button = QLineEdit(dialog), QPushButton("Plan", dialog)
    button.setShortcut("Alt+P")
    button.clicked.connect(lambda: clicked.append(1))
    column.addWidget(field)
    column.addWidget(button)
    dialog.show()
    front(dialog)
    field.setFocus()
    press("P", ALT)
    press("P")
    press("P", SHIFT)
    assert (clicked, field.text()) == ([1], "зЗ")
