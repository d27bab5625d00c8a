"""Files of all kinds through the window: what is read of them, what is asked, and what is said where they fail."""

from __future__ import annotations

import io
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from reading_stage import ARTICLE, accept, drop, opened

from timeline_app.document.evidence.reading_job import ReadingOptions, proposals_of, read_file
from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.reader import without_front_matter
from timeline_app.store.store import Store

DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2025-07-21T08:00:00Z</dcterms:created>'
    "</cp:coreProperties>"
)


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "files.timelinedb"
    Store.create(path, as_of="2025-07-21").close()
    return path


def word_file(path, *paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", DOCUMENT.format(body))
        archive.writestr("docProps/core.xml", CORE)
    path.write_bytes(data.getvalue())
    return path


def test_without_a_day_of_publication_dates_with_their_year_are_proposed(new_window, qtbot, empty, tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    window = new_window(empty)
    drop(window, path)
    qtbot.waitUntil(lambda: window.evidence.reading.room.is_open)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 0)
    assert "When was this published?" in room.proposals.said
    assert [card.acceptance.date for card in room.proposals.queue.cards] == ["2014", "2022-02"]
    room.leave()


def test_a_date_without_a_place_on_the_calendar_is_told_above_the_proposals(new_window, qtbot, empty, tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text("Talks\n\nThe two sides met in Istanbul on 30 February 2025.\n\n" + ARTICLE, encoding="utf-8")
    window = new_window(empty)
    drop(window, path)
    room = window.evidence.reading.room
    sentence = "1 date has no place on the calendar; check it in the text: “30 February 2025”."
    qtbot.waitUntil(lambda: sentence in room.proposals.said)
    assert [card.acceptance.date for card in room.proposals.queue.cards] == ["2014", "2022-02"]
    room.leave()


def test_what_was_said_of_a_file_goes_when_the_next_one_is_read(new_window, qtbot, empty, tmp_path):
    nothing, something = tmp_path / "nothing.txt", tmp_path / "talks.txt"
    nothing.write_bytes(b"")
    something.write_text(ARTICLE, encoding="utf-8")
    window = new_window(empty)
    drop(window, nothing)
    qtbot.waitUntil(lambda: window.banner.sentence == "“nothing.txt” is empty.")
    drop(window, something)
    room = window.evidence.reading
    qtbot.waitUntil(lambda: room.room is not None and room.room.is_open)
    assert window.banner.sentence == ""
    room.room.leave()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("dots.docx", b"PK\x03\x04 word/ nothing", "damaged"),
        ("half.pdf", b"%PDF-1.7\nnonsense", "PDF"),
        ("sounds.txt", bytes(range(256)) * 40, "is no text"),
        ("large.txt", None, "up to 64 MiB can be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path, name, data, said):
    path = tmp_path / name
    if data is None:
        with path.open("wb") as file:
            file.truncate(65 * 1024 * 1024)
    else:
        path.write_bytes(data)
    with pytest.raises(KnownError, match=said) as refused:
        read_file(path)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_day_a_file_was_made_counts_only_where_its_text_prints_it(tmp_path):
    """A template says when the template was made; counting "this Wednesday" from that day would be wrong by years."""
    silent = word_file(tmp_path / "minutes.docx", "The delegations will meet this Wednesday.")
    printed = word_file(tmp_path / "printed.docx", "Monday, 21 July 2025", "The delegations will meet this Wednesday.")
    assert read_file(silent).published == ""
    assert read_file(printed).published == "2025-07-21T08:00:00Z"


def test_what_only_describes_a_markdown_text_is_no_part_of_it(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text(
        "---\ntitle: Notes\npublisher: The Post\npublished: 2025-07-21\nlanguage: en\n---\n# Talks\n\nThey met.\n",
        encoding="utf-8",
    )
    article = read_file(path)
    assert (article.title, article.publisher, article.published) == ("Notes", "The Post", "2025-07-21")
    assert article.text == "# Talks\n\nThey met.\n"
    assert without_front_matter("Talks\n---\nThey met.") == "Talks\n---\nThey met."


def test_russian_in_an_old_encoding_is_read_for_its_dates(tmp_path):
    path = tmp_path / "russian.txt"
    text = "Переговоры в порту\n\nДелегации встретились 16 мая 2025 года в старой таможне. Паромы стоят."
    path.write_bytes(text.encode("cp1251"))
    article = read_file(path)
    assert article.text == text
    (proposal,) = proposals_of(article.text, article.language, ReadingOptions("2025-07-21"), None).proposals
    assert (proposal.start, proposal.title) == ("2025-05-16", "Делегации встретились в старой таможне")


def test_words_asked_for_stay_in_view_when_proposals_come_later(new_window, qtbot, empty, tmp_path):
    """Reading for dates takes a moment; what it finds must not scroll the excerpt away that a person went to see."""
    path = tmp_path / "talks.txt"
    path.write_text("---\n" + ARTICLE, encoding="utf-8")
    window = new_window(empty)
    room = opened(window, qtbot, path)
    accept(room, "2014")
    room.proposals.add.click()
    room.leave()
    window.session.select(int(window.session.chronology.columns.row[0]))
    window.evidence.show_words()
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 0)
    (excerpt,) = (each.excerpt for each in window.session.chronology.evidence(window.session.selected_event().id))
    assert room.reader.page.reading_place() == excerpt.start
    assert room.reader.page.hasFocus() or not window.isActiveWindow()
    room.leave()


def test_an_event_without_stored_words_says_so(window):
    window.session.select(int(window.session.chronology.columns.row[0]))
    window.evidence.show_words()
    assert window.toast.isVisible()


def test_enter_in_the_day_of_publication_goes_on_to_the_proposals(new_window, qtbot, empty, tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    window = new_window(empty)
    drop(window, path)
    qtbot.waitUntil(lambda: window.evidence.reading.room.is_open)
    room = window.evidence.reading.room
    QTest.keyClicks(room.proposals.form.published.field, "21 July 2025")
    QTest.keyClick(room.proposals.form.published.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 2)
    qtbot.waitUntil(lambda: window.focusWidget() is room.proposals.list)
    room.leave()
