"""PDFs as they are set: columns, running heads, words cut at line ends, lists, tables, notes, turned pages."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QTextDocument

from timeline_app.domain.errors import KnownError
from timeline_app.extract.dates.tagger import find_expressions
from timeline_app.extract.pages.listing import notes_on
from timeline_app.extract.pages.page import left_out
from timeline_app.extract.pages.pdf_lines import WordRun
from timeline_app.extract.pages.pdf_paragraphs import PageColumns, text_of_pages
from timeline_app.extract.pages.reader import read_bytes
from timeline_app.paint.theme import load_fonts, ui_font

MONTHS = [f"{month:%B}" for month in (date(2026, n, 1) for n in range(1, 13))]
DAYS = [f"{1 + (n * 7) % 28} {MONTHS[n % 12]} {1960 + n}" for n in range(60)]
SENTENCES = [f"A convoy of lorries left the old port of the town on {day} and came back." for day in DAYS]


def written(pages, size_px=9, head="", foot=""):
    """Write pages of boxes (left, top, width, HTML) with Qt, as a browser or a word processor would."""
    load_fonts()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    font = ui_font(size_px)
    with QPainter(writer) as painter:
        painter.setFont(font)
        for number, boxes in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            painter.drawText(60, 30, head)
            painter.drawText(280, 820, foot.format(n=number))
            for left, top, width, text in boxes:
                document = QTextDocument()
                document.documentLayout().setPaintDevice(writer)
                document.setDefaultFont(font)
                document.setDocumentMargin(0)
                document.setTextWidth(width)
                document.setHtml(text)
                painter.save()
                painter.translate(left, top)
                document.drawContents(painter)
                painter.restore()
    buffer.close()
    return bytes(data.data())


def days_in(text):
    return {each.text for each in find_expressions(text, "2026-11-28") if each.edtf}


@pytest.mark.parametrize("width", [90, 110, 130, 170, 300])
@pytest.mark.parametrize("align", ["left", "justify"])
def test_all_days_in_a_narrow_column_are_read(qapp, width, align):
    pages = [[(60, 50, width, f"<p align={align}>{' '.join(SENTENCES[n : n + 12])}</p>")] for n in range(0, 60, 12)]
    text = read_bytes(written(pages), "a.pdf").text
    assert set(DAYS) <= days_in(text)
    assert text == " ".join(SENTENCES) or text.count("\n\n") <= 4


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_another(qapp, columns):
    step, share = 480 // columns, 60 // columns
    boxes = [
        (60 + step * n, 90, step - 18, f"<p align=justify>{' '.join(SENTENCES[n * share : (n + 1) * share])}</p>")
        for n in range(columns)
    ]
    title = (60, 40, 480, "<h1>A headline that goes over all of the columns</h1>")
    text = read_bytes(written([[title, *boxes]]), "a.pdf").text
    head, _blank, body = text.partition("\n\n")
    assert head == "A headline that goes over all of the columns"
    assert " ".join(body.split()) == " ".join(SENTENCES)


def test_running_heads_and_page_numbers_are_left_out_and_counted(qapp):
    pages = [[(60, 60, 300, f"<p>{' '.join(SENTENCES[n : n + 15])}</p>")] for n in range(0, 60, 15)]
    page = read_bytes(written(pages, head="The Courier of Kozacha", foot="Page {n} of 4"), "a.pdf")
    assert page.text.count("The Courier of Kozacha") == 1
    assert "of 4" not in page.text
    assert set(DAYS) <= days_in(page.text)
    assert left_out(page, page.text) == tuple(f"Page {n} of 4" for n in range(1, 5))


def test_the_last_words_of_pages_are_no_running_foot(qapp):
    pages = [[(60, 60, 200, f"<p>{SENTENCES[n]} They<br>agreed.</p>")] for n in range(4)]
    page = read_bytes(written(pages), "a.pdf")
    assert page.text.count("agreed.") == 4
    assert left_out(page, page.text) == ()


def test_the_dates_of_a_list_stay_on_lines_of_their_own(qapp):
    items = "".join(f"<p style='margin:0'>{day}</p>" for day in DAYS)
    assert read_bytes(written([[(60, 40, 400, items)]]), "a.pdf").text.split("\n") == DAYS


def test_a_table_is_read_row_by_row_with_its_cells_whole(qapp):
    rows = "".join(f"<tr><td width=72>{day}</td><td>Convoy {n}</td></tr>" for n, day in enumerate(DAYS[:20]))
    text = read_bytes(written([[(60, 40, 300, f"<table cellpadding=3>{rows}</table>")]]), "a.pdf").text
    assert [line for line in text.split("\n") if line] == [f"{day} Convoy {n}" for n, day in enumerate(DAYS[:20])]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read(qapp, turn):
    plain = written([[(60, 50, 130, f"<p>{' '.join(SENTENCES[:12])}</p>")]])
    for is_upright in (True, False):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
        writer.pages[0].rotate(turn)
        if is_upright:  # seen upright: the words are turned, and the page is turned back
            writer.pages[0].transfer_rotation_to_content()
            writer.pages[0].rotate(360 - turn)
        made = io.BytesIO()
        writer.write(made)
        assert set(DAYS[:12]) <= days_in(read_bytes(made.getvalue(), "a.pdf").text)


def lines(*texts, full=200.0, left=60.0, top=700.0, height=10.0):
    """Set lines as runs, each as wide as the column."""
    return tuple(WordRun(text, left, left + full, top - 12 * n, height, n) for n, text in enumerate(texts))


HYPHENS = [
    (("The negotia-", "tors met in Nagorno-", "Karabakh."), "The negotiators met in Nagorno-Karabakh."),
    (("A well-known and a well-", "known case of 2022-", "2023."), "A well-known and a well-known case of 2022-2023."),
    (("Про припи\u2010", "нення вогню 23 липня 2025", "року."), "Про припинення вогню 23 липня 2025 року."),
    (("Пере\u00ad", "говоры 23", "июля 2025 года."), "Переговоры 23 июля 2025 года."),
    (("Verhand-", "lungen in Ost-", "und West am 5. März", "2023."), "Verhandlungen in Ost- und West am 5. März 2023."),
]  # fmt: skip


@pytest.mark.parametrize(("cut", "whole"), HYPHENS)
def test_words_cut_at_line_ends_become_whole_in_any_script(cut, whole):
    assert text_of_pages([PageColumns((lines(*cut),))]) == whole


@pytest.mark.parametrize(
    ("first", "second"),
    [("on 5 May", "2022"), ("on 5", "May 2022"), ("March 5,", "2022"), ("23 липня 2025", "року"), ("5. Mai", "2022")],
)  # fmt: skip
def test_a_date_never_ends_at_a_line_end_that_it_goes_on_after(first, second):
    short = (
        WordRun(first, 60, 100, 700, 10, 0),
        WordRun(second, 60, 90, 688, 10, 1),
        WordRun("A wide line", 60, 300, 676, 10, 2),
    )
    assert f"{first} {second}" in text_of_pages([PageColumns((short,))])


def test_footnotes_stand_behind_the_paragraph_that_goes_on_over_the_page():
    body = lines("They agreed on a day that lay", "far ahead, the last Friday in")
    note = lines("1 Report of the council.", top=600.0, height=7.0)
    after = lines("March 2023, and then they", "went home.", "And so on.")
    text = text_of_pages([PageColumns(((*body, *note),)), PageColumns((after,))])
    assert "the last Friday in March 2023, and then they went home." in text
    assert text.endswith("\n\n1 Report of the council.")


def with_pictures(data, places):
    """Put pictures of a page, as a scanner makes them, behind the pages at the places."""
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(0xFFEEEEEE)
    scan = QByteArray()
    buffered = QBuffer(scan)
    buffered.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffered)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    with QPainter(writer) as painter:
        painter.drawImage(painter.viewport(), image)
    buffered.close()
    pages, pictures = PdfReader(io.BytesIO(data)), PdfReader(io.BytesIO(bytes(scan.data())))
    made = PdfWriter()
    for number, page in enumerate(pages.pages, 1):
        made.add_page(page)
        if number in places:
            made.add_page(pictures.pages[0])
    told = io.BytesIO()
    made.write(told)
    return told.getvalue()


def test_scanned_pages_within_a_pdf_are_named_and_said_to_need_text_recognition(qapp):
    text = "<p>" + "</p><p>".join(SENTENCES[:12]) + "</p>"
    page = read_bytes(with_pictures(written([[(60, 60, 470, text)], [(60, 60, 470, text)]]), {1, 2}), "a.pdf")
    assert page.pictured == (2, 4)
    (note,) = notes_on(page)
    assert note.startswith("Pages 2, 4 are pictures without text")
    assert "text recognition (OCR)" in note
    plain = read_bytes(written([[(60, 60, 470, text)]]), "a.pdf")
    assert (plain.pictured, notes_on(plain)) == ((), ())


def test_a_pdf_of_scanned_pages_alone_says_so(qapp):
    data = with_pictures(written([[(60, 60, 470, "")]]), {1})
    with pytest.raises(KnownError, match=r"run text recognition \(OCR\) on it first"):
        read_bytes(data, "scan.pdf")
