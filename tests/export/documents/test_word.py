"""A chronology for Word: headings, true footnotes, links that may be opened, and the direction of a script."""

from __future__ import annotations

import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from publishing import HOSTILE, a_source, an_event, published, quoted, written

from timeline_app.export.documents.word import write_word
from timeline_app.extract.pages.reader import read_page


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def footnotes_of(path):
    notes = parts_of(path)["word/footnotes.xml"].findall(qn("w:footnote"))
    return {int(note.get(qn("w:id"))): "".join(note.itertext(qn("w:t"))) for note in notes}


def test_word_finds_headings_texts_and_footnotes_where_they_belong(tmp_path):
    event = an_event(
        "Talks", "2025-05", summary="They met.\nThey left.",
        sources=(a_source(1, "A report", "https://example.org/a", quoted("We met")), a_source(2, "Another")),
    )  # fmt: skip
    path = written(write_word, published(event, an_event("Later", "2026"), author="A. Author"), tmp_path / "a.docx")
    document = docx.Document(path)
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert told == [
        ("Title", "A war"), ("Subtitle", "A. Author"), ("Heading 1", "2025"), ("Heading 2", "May 2025\u2003Talks,"),
        ("Normal", "They met.\nThey left."), ("Facts", "Occurred"), ("Heading 1", "2026"),
        ("Heading 2", "2026\u2003Later (no source)"), ("Facts", "Occurred"),
    ]  # fmt: skip
    body = document.element
    assert [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))] == ["1", "2"]
    notes = footnotes_of(path)
    assert notes[1] == " “A report”, https://example.org/a.“We met”"
    assert notes[2] == " “Another”."
    assert document.core_properties.title == "A war"
    assert document.core_properties.author == "A. Author"
    assert [each.get("Target") for each in parts_of(path)["word/_rels/footnotes.xml.rels"]] == ["https://example.org/a"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stand_as_they_are(tmp_path, text):
    line = " ".join(text.split())
    source = a_source(1, line, "javascript:alert(1)", quoted(line))
    event = an_event(line, "2025", summary=text, place=line, sources=(source,))
    path = written(write_word, published(event, title=line), tmp_path / "a.docx")
    assert docx.Document(path).paragraphs[0].text == line
    assert line in docx.Document(path).paragraphs[2].text
    assert footnotes_of(path)[1].count(line) == 2
    assert len(parts_of(path)["word/_rels/footnotes.xml.rels"]) == 0
    assert parts_of(path)["word/document.xml"].findall(f".//{qn('w:fldSimple')}") == []


def test_what_runs_from_right_to_left_is_set_so(tmp_path):
    path = written(write_word, published(an_event("\u0634\u0647\u0631 2025", "2025")), tmp_path / "a.docx")
    title = docx.Document(path).paragraphs[2]._element
    assert title.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert title.findall(qn("w:r"))[1].find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None


def test_our_own_reader_of_articles_reads_it(tmp_path):
    path = written(write_word, published(an_event("Talks in Istanbul", "2025-05-16")), tmp_path / "a.docx")
    assert "Talks in Istanbul" in read_page(path).text
