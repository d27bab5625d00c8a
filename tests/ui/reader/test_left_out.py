"""What a file holds besides the stored text: said in the reader, shown, taken in; and where its day stands."""

from __future__ import annotations

import pytest
from reading_stage import drop
from shiboken6 import isValid

from timeline_app.store.records.evidence import outlines
from timeline_app.store.store import Store
from timeline_app.ui.reader.dialogs import LeftOutDialog

PROSE = "".join(
    f"<p>The convoy crossed the old bridge on {day} May 2022, and the town, they say, was quiet.</p>"
    for day in range(2, 9)
)
BYLINE = "<p>By A. B., <time itemprop=DatePublished datetime=2022-06-01>1 June</time></p>"
PAGE = f"""<!doctype html><html lang=en><head><title>Bridge</title>
<link rel=canonical href=https://e.org/2022/06/03/bridge></head>
<body><header><time datetime=2026-11-20>Now</time></header>
<main><article><h1>Bridge</h1>{BYLINE}{PROSE}<div class=share><a href=/s>Send to a friend</a></div></article></main>
<aside class=related><a href=/o>Another story</a></aside></body></html>"""


@pytest.fixture
def room(new_window, qtbot, tmp_path):
    store, path = tmp_path / "left.timelinedb", tmp_path / "bridge.html"
    Store.create(store, as_of="2025-07-21").close()
    path.write_text(PAGE, encoding="utf-8")
    window = new_window(store)
    drop(window, path)
    qtbot.waitUntil(lambda: window.evidence.reading.room.is_open)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: len(room.documents.file.origin.dates) > 0 and len(room.proposals.queue) > 0)
    yield room
    if isValid(room) and room.is_open:
        room.leave()


def test_the_day_of_publication_is_shown_with_where_it_stands(room, qtbot):
    form = room.proposals.form
    assert (form.options().published, form.found) == ("2022-06-01", "from the byline")
    assert [form.others.itemData(n) for n in range(form.others.count())] == ["", "2022-06-03"]
    form.others.setCurrentIndex(1)
    form.others.activated.emit(1)
    qtbot.waitUntil(lambda: room.documents.source.published == "2022-06-03")
    assert form.found == "from the address"
    form.published.field.setText("4 June 2022")
    assert form.found == ""


def test_what_is_not_in_the_text_is_shown_and_taken_in_as_a_version(room, qtbot, new_window):
    assert room.reader.left_out == "3 paragraphs of the file are not in this text."
    first = room.documents.document
    room.reader.show_left_out.click()
    dialog = next(each for each in room.reader.window().findChildren(LeftOutDialog))
    assert dialog.text.toPlainText().split("\n") == ["Now", "Send to a friend", "Another story"]
    dialog.done_button.click()
    qtbot.waitUntil(lambda: room.documents.document.id != first.id)
    assert "Send to a friend" in room.documents.document.text
    assert room.documents.source.id == first.source_id
    store = room.documents._session.chronology.store
    assert [each.id for each in outlines(store, first.source_id)] == [first.id, room.documents.document.id]
    qtbot.waitUntil(lambda: len(room.documents.file.origin.dates) > 0)
    assert room.reader.left_out == ""


def test_a_list_of_articles_is_called_one_over_its_text(new_window, qtbot, tmp_path):
    store, path = tmp_path / "list.timelinedb", tmp_path / "front.html"
    Store.create(store, as_of="2025-07-21").close()
    links = "".join(
        f"<li><a href='/{n}'>Council number {n} meets in the old hall on 9 July</a></li>" for n in range(12)
    )
    path.write_text(f"<html><body><main>{links}</main></body></html>", encoding="utf-8")
    window = new_window(store)
    drop(window, path)
    qtbot.waitUntil(lambda: window.evidence.reading.room.is_open)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: "list of articles" in room.reader.notes)
    room.leave()
    assert room.reader.notes == ""
