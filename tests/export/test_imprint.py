"""What a chronology says of itself stands on its pictures and in their files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypdf import PdfReader

from timeline_app.document import Chronology
from timeline_app.domain.records import Event, Particulars
from timeline_app.export.options import ExportOptions, settled
from timeline_app.export.page.compose import compose
from timeline_app.export.page.imprint import ImprintBlock
from timeline_app.export.registry import export_file
from timeline_app.store.store import Store

TOLD = Particulars(
    name="Sudan", summary="The war, day by day.", author="A. Writer", credit="Graphic: The Desk", language="en",
    editorial_line="Claims are attributed to those who make them.",
)  # fmt: skip
OPTIONS = ExportOptions(made="2026-11-29")


@pytest.fixture
def opened(tmp_path, qapp):
    store = Store.create(tmp_path / "s.timelinedb")
    store.lay_down((TOLD, Event("a", "Begins", "2023-04-15"), Event("b", "Goes on", "2023-06")))
    chronology = Chronology(store)
    yield chronology
    chronology.close()


def test_a_pdf_says_it_on_its_pages_and_in_its_properties(opened, tmp_path):
    export_file(opened, replace(OPTIONS, format="pdf", pages=2), tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    for page in reader.pages[:2]:
        text = " ".join(page.extract_text().split())
        for words in (TOLD.summary, TOLD.editorial_line, "By A. Writer · Graphic: The Desk"):
            assert words in text
    assert reader.metadata.title == "Sudan"
    assert reader.metadata.author == "A. Writer"
    assert TOLD.summary in reader.metadata.subject
    assert reader.root_object["/Lang"] == "en"


def test_a_png_and_an_svg_say_it_too(opened, tmp_path):
    export_file(opened, replace(OPTIONS, format="png"), tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    for words in ("A. Writer", "Graphic: The Desk", TOLD.editorial_line, TOLD.summary):
        assert words.encode() in data
    export_file(opened, replace(OPTIONS, format="svg"), tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert text.count(TOLD.editorial_line) == 2, "on the picture, and in its description"


def test_it_fits_into_the_picture_and_is_cut_where_it_is_long(opened):
    for size in ("1200x700", "600x400", "1400"):
        sheet = compose(opened, settled(replace(OPTIONS, format="png", size=size))).sheets[0]
        (placed,) = [each for each in sheet.blocks if isinstance(each.block, ImprintBlock)]
        assert placed.rect.bottom() <= sheet.height
        assert not any(placed.rect.intersects(other.rect) for other in sheet.blocks if other is not placed)
    long = replace(TOLD, summary="word " * 800)
    opened.store.lay_down((long,))
    opened.refresh()
    sheet = compose(opened, settled(replace(OPTIONS, format="png", size="900"))).sheets[0]
    (placed,) = [each for each in sheet.blocks if isinstance(each.block, ImprintBlock)]
    assert placed.rect.height() < 9 * 16


def test_a_chronology_that_says_nothing_has_none(opened):
    opened.store.lay_down((Particulars(name="Sudan"),))
    opened.adopt(opened.take_snapshot())
    sheet = compose(opened, settled(replace(OPTIONS, format="png"))).sheets[0]
    assert not any(isinstance(each.block, ImprintBlock) for each in sheet.blocks)
