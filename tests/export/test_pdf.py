"""Text of exported PDFs and SVGs is found and copied as a person reads it."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from pypdf import PdfReader

from timeline_app.document import Chronology
from timeline_app.document.gating import gate_of
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.export.options import ExportOptions, settled
from timeline_app.export.page.compose import compose
from timeline_app.export.page.sources import cite
from timeline_app.export.registry import export_file
from timeline_app.export.selection import find_shown
from timeline_app.export.writers.svg import write_svg
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

FIXED = ExportOptions(made="2026-11-28", theme="light", dpi=96)
JULY = {"size": "A4", "first": "2025-07-01", "last": "2025-07-31"}
EXPORTS = {
    "july": JULY,
    "page": {"size": "A4", "query": "category:Diplomacy", "theme": "print"},
    "actors": {"size": "1600", "lanes": "actor", "first": "2022-02", "last": "2022-06"},
    "centuries": {"size": "1400x900", "first": "1000", "last": "2025", "theme": "dark"},
    "hours": {"size": "1200", "first": "2025-07-23", "last": "2025-07-23", "lanes": "none"},
}
TITLES = (
    "Бої під Слов’янськом – (НАТО) 12:30–14:00",
    "Feuer in der Weißenburger Straße: Öl, ÄÖÜ (3–5 Verletzte) – 11 Häuser",
    "Объект «Ёлка» – 100–200 м (ПВО), № 5",
    "Гайовий і Южний: ґанок, їжак, п’ять й п\u2019ятниця",
    "office -> (X) 2-3 1×2 A-B <-> fi fl ffi: 10:45 + 7 = [17]",
    "Ελληνικά ι, μ, Ω, Δ",
    "Tiếng Việt: ộ",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory, qapp):
    path = tmp_path_factory.mktemp("layer") / "sample.timelinedb"
    build_sample(path)
    opened = Chronology(Store.open(path, read_only=True))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def tongues(tmp_path_factory, qapp):
    """A chronology with titles in several scripts, of signs that fonts like to draw together."""
    opened = Chronology(Store.create(tmp_path_factory.mktemp("layer") / "Вісті – 2025.timelinedb"))
    for number, title in enumerate(TITLES):
        opened.do(Change("Add", after=(Event(f"e{number}", title, f"2025-07-{11 + number}"),)))
    yield opened
    opened.store.close()


def exported(chronology, folder, suffix, options):
    path = folder / f"a{suffix}"
    export_file(chronology, replace(FIXED, **options), path)
    return path


def copied(path):
    """Give the text of a PDF as pypdf reads it."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def on_the_page(path):
    """Give each line of text of an SVG."""
    return ["".join(each.itertext()) for each in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")]


def folded(text):
    """Give text with its blanks alike: a viewer's search takes a plain one for each."""
    return " ".join(text.split())


def is_readable(text):
    return all(unicodedata.category(each) not in ("Co", "Cc", "Cn") or each == "\n" for each in text)


@pytest.mark.parametrize("name", EXPORTS)
def test_each_text_of_the_page_can_be_copied_from_the_pdf(sample, tmp_path, name):
    text = copied(exported(sample, tmp_path, ".pdf", EXPORTS[name]))
    assert is_readable(text)
    lines = []
    for sheet in compose(sample, settled(replace(FIXED, format="pdf", **EXPORTS[name]))).sheets:
        write_svg(tmp_path / "sheet.svg", sheet, None, ("", ""))  # it holds each line as it was drawn
        lines += on_the_page(tmp_path / "sheet.svg")
    assert len(lines) > 10
    flat = folded(text)
    assert [each for each in map(folded, lines) if each not in flat] == []


def test_each_source_can_be_copied_with_its_number(sample, tmp_path):
    text = folded(copied(exported(sample, tmp_path, ".pdf", JULY)))
    shown = cite(sample, find_shown(sample, replace(FIXED, **JULY)), gate_of(sample, None)).sources
    assert len(shown) > 20
    assert [each for each in shown if folded(f"{each.number} {each.title}") not in text] == []


def test_titles_in_any_script_keep_every_sign(tongues, tmp_path):
    text = copied(exported(tongues, tmp_path, ".pdf", {"size": "1600"}))
    assert is_readable(text)
    for title in TITLES:
        assert title in text
    assert "Вісті – 2025" in text
    written = on_the_page(exported(tongues, tmp_path, ".svg", {"size": "1600"}))
    assert set(TITLES) <= set(written)


def test_dates_counts_ruler_and_page_numbers_are_searched_for_with_plain_blanks(sample, tmp_path):
    text = copied(exported(sample, tmp_path, ".pdf", JULY))
    for part in (
        "Third round of direct talks in Istanbul",
        "1 July 2025 – 31 July 2025 · 9 of 130 events · as known on 31 July 2025 · made on 28 November 2026",
        "28 Jul",
        "July 2025",
        "As of 31 Jul 2025",
        "3 events",
        "1 of 2",
        "(AP), 10 July 2025",
        "Kyiv’s Vow",
    ):
        assert part in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="the other reader of PDFs is not installed here")
def test_another_reader_finds_the_same(tongues, sample, tmp_path):
    for chronology, parts in (
        (tongues, TITLES),
        (sample, ("Third round of direct talks", "As of 31 Jul 2025", "28 Jul")),
    ):
        options = JULY if chronology is sample else {"size": "1600"}
        path = exported(chronology, tmp_path, ".pdf", options)
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
        text = done.stdout.decode().replace("\f", "\n")
        assert is_readable(text)
        assert [each for each in parts if each not in text] == []


def test_what_no_font_can_show_is_copied_as_the_sign_for_that(tmp_path, qapp):
    opened = Chronology(Store.create(tmp_path / "a.timelinedb"))
    opened.do(Change("Add", after=(Event("e", "Tangut \U00017000 letter", "2025-07-11"),)))
    text = copied(exported(opened, tmp_path, ".pdf", {"size": "1200"}))
    opened.store.close()
    assert "Tangut" in text
    assert "letter" in text
    assert "\x00" not in text


def test_the_document_keeps_what_says_what_it_is(sample, tmp_path):
    about = PdfReader(exported(sample, tmp_path, ".pdf", JULY)).metadata
    assert (about.title, about.creator.split()[0]) == ("Ukraine–Russia", "Conflict")
