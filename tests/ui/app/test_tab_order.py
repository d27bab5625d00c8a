"""Tab goes by the eye in the window and in each dialog: from left to right, or from right to left in a mirrored one."""

from __future__ import annotations

import every_dialog
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"])
def direction(request, qapp):
    """The window is built in this direction."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(before)


def stops(top):
    """Press Tab until it is back where it began; gives what had the keyboard, in order."""
    found = []
    for _press in range(150):
        top.focusNextPrevChild(True)
        now = top.focusWidget()
        if found and now is found[0]:
            return found
        assert now not in found, f"Tab comes twice to {now}, and never back to {found[0]}"
        found.append(now)
    raise AssertionError("Tab does not come round")


def takes_tab(widget, top):
    return (
        widget.isVisibleTo(top)
        and widget.window() is top
        and widget.isEnabled()
        and widget.focusProxy() is None
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )


def place(widget, within):
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def parts_beside(one, other):
    """The children of what holds both, which one and the other are in: these can be compared as the eye does."""
    around = [one]
    while around[-1].parentWidget() is not None and not around[-1].isAncestorOf(other):
        around.append(around[-1].parentWidget())
    holder = around[-1]
    two = other
    while two.parentWidget() is not holder and two.parentWidget() is not None:
        two = two.parentWidget()
    return (holder, around[-2], two) if len(around) > 1 and two.parentWidget() is holder else (None, None, None)


def jumps(order, direction):
    """Steps of Tab that go back on a line, or up to another; one of all must, from the last to the first."""
    found = []
    for one, two in zip(order, [*order[1:], order[0]], strict=True):
        holder, first, second = parts_beside(one, two)
        if holder is None:
            continue
        here, there = place(first, holder), place(second, holder)
        shared = min(here.bottom(), there.bottom()) - max(here.top(), there.top()) + 1
        if 2 * shared > min(here.height(), there.height()):
            forward = here.left() <= there.left()
            if direction == Qt.LayoutDirection.RightToLeft:
                forward = here.right() >= there.right()
        else:
            forward = here.top() <= there.top()
        if not forward:
            found.append((one.accessibleName() or str(one), two.accessibleName() or str(two)))
    return found


def check(top, direction):
    order = stops(top)
    every = {each for each in [top, *top.findChildren(QWidget)] if takes_tab(each, top)}
    assert set(order) == every, [each.accessibleName() or each for each in every - set(order)]
    assert len(jumps(order, direction)) <= 1, jumps(order, direction)


def test_tab_goes_through_the_window_in_the_order_of_reading(direction, window):
    window.view.toggle_table()
    window.session.select(every_dialog.with_evidence(window))
    QApplication.processEvents()
    check(window, direction)


def test_tab_goes_through_the_reader_too(direction, window, qtbot):
    window.evidence.reading.room.enter()
    qtbot.wait(20)
    reader = window.workspace.reading.reader
    order = stops(window)
    assert reader.page in order
    window.evidence.reading.room.leave()


@pytest.mark.parametrize("name", every_dialog.names())
def test_tab_goes_through_a_dialog_in_the_order_of_reading(direction, window, name, qtbot):
    dialog = every_dialog.open_dialog(window, name)
    for _turn in range(5):
        QApplication.processEvents()
    try:
        if not isinstance(dialog, QFileDialog):
            check(dialog, direction)
    finally:
        dialog.done(QDialog.DialogCode.Rejected)
        dialog.close()
