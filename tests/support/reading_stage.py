"""An article, and the steps of reading it in the window, for the tests of the reader."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

ARTICLE = """Two port cities will talk again
The delegations of both port cities will meet in the old customs house this Wednesday, the mayor of the northern city said.
It is to be the third attempt. The first rounds of talks were held in the same house in April and May, and ended without a treaty.
The dispute began with the seizure of the lighthouse in 2014. It grew into an open blockade of the strait in February 2022, \
and the ferries have not sailed since.
"""  # noqa: E501 - as an article stands in a file


PUBLISHED = "21 July 2025"


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPointF(window.width() / 2, window.height() / 2)
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, none))


def opened(window, qtbot, path, published=PUBLISHED):
    """Drop an article, type when it was published, and wait for what it proposes."""
    drop(window, path)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: room.is_open)
    if published:
        qtbot.waitUntil(lambda: "When was this published?" in room.proposals.said)
        QTest.keyClicks(room.proposals.form.published.field, published)
        qtbot.waitUntil(lambda: len(room.proposals.queue) > 0 and not room.proposals.said)
    return room


def press(room, *keys):
    for key in keys:
        QTest.keyClick(room.proposals.list, key)


def card_dated(room, date):
    return next(row for row, card in enumerate(room.proposals.queue.cards) if card.acceptance.date == date)


def accept(room, *dates):
    for date in dates:
        room.proposals.list.setCurrentIndex(room.proposals.list.cards.index(card_dated(room, date)))
        press(room, Qt.Key.Key_A)
