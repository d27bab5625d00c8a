"""A picture can be worked on: layers with names, text that keeps its room, links that open, pages that can be cut."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import pytest
from pypdf import PdfReader

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ExportError
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import export_file
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

JULY = ExportOptions(made="2025-08-01", first="2025-07", last="2025-07")
SVG, INKSCAPE, XLINK = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.inkscape.org/namespaces/inkscape}",
    "{http://www.w3.org/1999/xlink}",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory, qapp):
    path = tmp_path_factory.mktemp("layers") / "sample.timelinedb"
    build_sample(path)
    opened = Chronology(Store.open(path, read_only=True))
    yield opened
    opened.store.close()


@pytest.fixture
def hostile(tmp_path, qapp):
    """Sources whose addresses are no links, or would end one."""
    opened = Chronology(Store.create(tmp_path / "h.timelinedb"))
    addresses = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        'https://a.example/"><script>',
        "https://б.example/ж?x=1&y=2",
    ]
    events = [Event(f"e{number}", "Talks & <b>", "2025-07-11") for number in range(4)]
    sources = [Source(f"s{number}", f"Source {number}", url=url) for number, url in enumerate(addresses)]
    excerpts = [Excerpt(f"x{number}", f"e{number}", f"s{number}", exact="words") for number in range(4)]
    opened.do(Change("Add", after=(*events, *sources, *excerpts)))
    yield opened
    opened.close()


def svg(chronology, options, folder):
    export_file(chronology, replace(options, format="svg"), folder / "a.svg")
    return ET.parse(folder / "a.svg").getroot()


def addresses_of(path):
    pages = PdfReader(path).pages
    return [each.get_object()["/A"]["/URI"] for page in pages for each in (page.get("/Annots") or ())]


@pytest.mark.parametrize("layout", ["lanes", "column", "cards", "table"])
def test_an_svg_has_named_layers_and_defines_each_name_once(sample, tmp_path, layout):
    root = svg(sample, replace(JULY, layout=layout, size="1000"), tmp_path)
    layers = [each for each in root if each.get(INKSCAPE + "groupmode") == "layer"]
    names = [each.get("id") for each in layers]
    assert names[:2] == ["ground", "title"]
    assert {"timeline" if layout == "lanes" else "events", "sources", "links"} <= set(names)
    assert all(each.get(INKSCAPE + "label") for each in layers)
    ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
    assert max(ids.values()) == 1
    used = set(re.findall(r"url\(#([^)]+)\)", (tmp_path / "a.svg").read_text(encoding="utf-8")))
    assert used <= set(ids)


def test_each_text_of_an_svg_says_how_long_it_is(sample, tmp_path):
    root = svg(sample, replace(JULY, size="1000"), tmp_path)
    texts = [each for each in root.iter(SVG + "text") if len(each.text or "") > 1]
    assert len(texts) > 30
    lengths = [float(each.get("textLength")) for each in texts if each.text.startswith("Third round of direct talks")]
    assert [200 < each < 300 for each in lengths] == [True]
    assert all(each.get("lengthAdjust") == "spacingAndGlyphs" for each in texts)


@pytest.mark.parametrize("layout", ["lanes", "table"])
def test_sources_open_by_a_click_in_svg_and_pdf(sample, tmp_path, layout):
    options = replace(JULY, layout=layout, size="1000")
    drawn = [each.get(XLINK + "href") for each in svg(sample, options, tmp_path).iter(SVG + "a")]
    export_file(sample, replace(options, format="pdf"), tmp_path / "a.pdf")
    assert len(drawn) > 20
    assert addresses_of(tmp_path / "a.pdf") == drawn
    assert all(each.startswith("http") for each in drawn)


def test_a_link_of_a_pdf_lies_over_its_source(sample, tmp_path):
    export_file(sample, replace(JULY, layout="column", size="A4", format="pdf"), tmp_path / "a.pdf")
    pages = PdfReader(tmp_path / "a.pdf").pages
    page, link = next((page, each.get_object()) for page in pages for each in page.get("/Annots", ()))
    left, low, right, high = (float(each) for each in link["/Rect"])
    assert 0 < left < right < float(page.mediabox.width)
    assert 10 < high - low < 60
    assert high < float(page.mediabox.height)


def test_only_addresses_of_the_web_are_links_and_none_ends_what_holds_it(hostile, tmp_path):
    options = replace(JULY, layout="column", size="600")
    drawn = [each.get(XLINK + "href") for each in svg(hostile, options, tmp_path).iter(SVG + "a")]
    expected = ["https://a.example/%22%3E%3Cscript%3E", "https://xn--90a.example/%D0%B6?x=1&y=2"]
    assert drawn == expected
    export_file(hostile, replace(options, format="pdf"), tmp_path / "a.pdf")
    assert addresses_of(tmp_path / "a.pdf") == expected


def test_a_pdf_with_bleed_says_where_it_is_cut(sample, tmp_path):
    for bleed in (0.0, 3.0):
        export_file(sample, replace(JULY, size="A4", format="pdf", bleed=bleed), tmp_path / f"{bleed}.pdf")
    plain, cut = (PdfReader(tmp_path / f"{bleed}.pdf").pages[0] for bleed in (0.0, 3.0))
    point = 72 / 25.4
    assert float(cut.trimbox.width) == pytest.approx(float(plain.mediabox.width), abs=1.5)
    assert float(cut.bleedbox.width) - float(cut.trimbox.width) == pytest.approx(6 * point, abs=0.5)
    assert float(cut.mediabox.width) - float(cut.bleedbox.width) == pytest.approx(12 * point, abs=0.5)
    with pytest.raises(ExportError, match="Only a PDF"):
        export_file(sample, replace(JULY, format="png", bleed=3.0), tmp_path / "a.png")


def test_dates_and_titles_of_each_layout_can_be_found_in_a_pdf(sample, tmp_path):
    for layout in ("lanes", "column", "cards", "table"):
        export_file(sample, replace(JULY, layout=layout, size="A4", format="pdf"), tmp_path / "a.pdf")
        whole = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "a.pdf").pages)
        assert "Third round of direct talks in Istanbul" in whole, layout
        assert ("23 Jul" if layout == "lanes" else "23 July 2025") in whole, layout
