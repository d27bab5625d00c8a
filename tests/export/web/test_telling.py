"""A story at the head of the page, in Chromium: told by keys and buttons, by deep links, without a script, on paper."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bench.browser import Browser, program
from tests.support.web_page import WebPage
from tests.support.web_records import EVIL, HOSTILE, chronology_of
from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import Story, StoryView
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import export_file
from timeline_app.store.store import Store

AXE = Path(__file__).parents[3] / "bench" / "peers" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 768, 1440, 2560)

pytestmark = pytest.mark.skipif(program() is None, reason="needs Chromium: Debian's package chromium")


@pytest.fixture(scope="module")
def page():
    """One browser for all."""
    with Browser(1440, 900) as browser:
        yield WebPage(browser)


def shown(page):
    return page.run("Array.from(document.querySelectorAll('article:not([hidden]) h3'), each => each.textContent)")


def current(page):
    return page.run("document.querySelector('article.current h3')?.textContent ?? ''")


@pytest.fixture(scope="module")
def told(tmp_path_factory, built_sample):
    """The sample with a story, and a hostile store with one."""
    folder = tmp_path_factory.mktemp("told")
    for name, records in (("told", None), ("evil", HOSTILE)):
        path = folder / f"{name}.timelinedb"
        if records is None:
            shutil.copy(built_sample, path)
            chronology = Chronology(Store.open(path))
        else:
            chronology = chronology_of(path, records)
        events = chronology.events(chronology.columns.row.tolist())
        ids = tuple(event.id for event in events if records is not None or event.start.startswith("2022-03"))[:3]
        first = StoryView(
            "The first talks", "Five sat down.\nNobody rose.", "", "2022-02-20", "2022-04-10", "category", ids
        )
        second = StoryView("What was agreed", "", "category:Diplomacy", "2022-07-01", "2023-08-01")
        views = (first, second, StoryView("The whole", "All of it."))
        if records is not None:
            views = tuple(StoryView(EVIL, f"{EVIL}\n{EVIL}", EVIL, EVIL, EVIL, EVIL, (EVIL, *ids)) for _ in range(3))
        name_ = EVIL if records is not None else "How it went"
        chronology.do(Change("Tell", after=(Story("s", name_, views),)))
        export_file(chronology, ExportOptions(story=name_), folder / f"{name}.html")
        chronology.close()
    return folder


def scene(page):
    return page.run("Array.from(document.querySelectorAll('.scene:not([hidden]) h3'), each => each.textContent)")


def test_a_story_is_told_view_by_view_with_its_stretch_and_its_events(page, told):
    page.open(told / "told.html")
    assert scene(page) == ["The first talks"]
    assert page.run("document.querySelector('.scene-place').textContent") == "1 of 3"
    assert page.run("document.getElementById('scene-before').disabled")
    assert len(shown(page)) == 12
    assert page.run("document.querySelectorAll('.scene:not([hidden]) .named a').length") == 3
    assert page.run("document.querySelector('.stretch').textContent") == "20 Feb 2022 – 10 Apr 2022"
    page.press("ArrowRight")
    page.wait("document.querySelectorAll('article:not([hidden])').length === 2")
    assert scene(page) == ["What was agreed"]
    page.wait("location.hash === '#story=2'")
    page.click("#scene-after")
    page.wait("document.querySelectorAll('article:not([hidden])').length === 130")
    assert scene(page) == ["The whole"]
    assert page.run("document.querySelectorAll('.scene:not([hidden]) .scene-events a').length") == 8
    assert page.run("document.querySelector('.scene:not([hidden]) .named')") is None  # so none is marked as chosen
    assert page.run("document.getElementById('scene-after').disabled")
    page.press("ArrowRight")
    assert scene(page) == ["The whole"]
    page.press("ArrowLeft")
    assert scene(page) == ["What was agreed"]
    assert page.complaints() == []
    assert page.requests() == []


def test_one_leaves_a_story_by_escape_and_comes_back_into_it(page, told):
    page.open(told / "told.html")
    page.press("Escape")
    assert len(shown(page)) == 130
    page.press("ArrowRight")
    assert current(page) == shown(page)[0]
    assert scene(page) == ["The first talks"]
    page.press("Escape")
    page.click("#scene-after")
    page.wait("document.querySelectorAll('article:not([hidden])').length === 12")
    assert scene(page) == ["The first talks"]


def test_events_of_a_view_lead_to_their_articles_and_keys_step_among_them(page, told):
    page.open(told / "told.html")
    title = page.run("document.querySelector('.scene-events a span + span').textContent")
    page.click(".scene-events a")
    assert current(page) == title
    assert len(shown(page)) == 12
    page.press("ArrowRight")
    assert current(page) != title
    assert scene(page) == ["The first talks"]
    page.press("Escape")
    page.press("ArrowRight")
    assert scene(page) == ["What was agreed"]


def test_a_deep_link_opens_a_view_and_one_that_names_none_opens_what_it_names(page, told):
    page.open((told / "told.html").as_uri() + "#story=2")
    assert scene(page) == ["What was agreed"]
    assert len(shown(page)) == 2
    page.run("location.hash = '#story=3'")
    page.wait("document.querySelectorAll('article:not([hidden])').length === 130")
    assert scene(page) == ["The whole"]
    page.open((told / "told.html").as_uri() + "#category=Diplomacy")
    assert len(shown(page)) == 31
    page.open((told / "told.html").as_uri() + "#story=99")
    assert len(shown(page)) == 130
    assert page.complaints() == []


def test_a_story_reads_without_a_script_and_prints_whole(page, told):
    page.open(told / "told.html", width=360, height=740, script=False)
    assert scene(page) == ["The first talks", "What was agreed", "The whole"]
    assert page.run("getComputedStyle(document.querySelector('.scene-steps')).display") == "none"
    assert page.run("document.querySelectorAll('.scene-events a').length") > 3
    page.click(".scene-events a")
    assert page.run("document.querySelector('article:target') !== null")
    page.open(told / "told.html")
    text = " ".join("".join(each.extract_text() for each in PdfReader(BytesIO(page.pdf())).pages).split())
    assert all(name in text for name in ("The first talks", "What was agreed", "The whole", "Five sat down."))
    assert "Euromaidan" in text


def test_motion_that_nobody_wants_is_none(page, told):
    page.open(told / "told.html")
    wish = {"name": "prefers-reduced-motion", "value": "reduce"}
    page.browser.command("Emulation.setEmulatedMedia", media="", features=[wish])
    page.click("#scene-after")
    assert page.run("document.querySelector('.stretch').textContent") == "1 Jul 2022 – 1 Aug 2023"


@pytest.mark.parametrize("name", ["told", "evil"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_told_page_is_inert_and_fits_every_screen(page, told, name, width):
    page.open(told / f"{name}.html", width=width, dark=width == 768)
    for _step in range(3):
        assert page.run("document.scrollingElement.scrollWidth <= innerWidth"), width
        page.click("#scene-after")
    assert page.requests() == []
    assert page.complaints() == []
    assert page.run("window.hacked") is None


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core in bench/peers: `cd bench/peers && npm ci`")
@pytest.mark.parametrize("name", ["told", "evil"])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_a_told_page(page, told, name, dark):
    page.open(told / f"{name}.html", width=1440 if dark else 360, dark=dark)
    page.run(AXE.read_text(encoding="utf-8") + "; void 0")
    found = page.run("axe.run().then(told => told.violations.map(each => each.id + ': ' + each.nodes[0].html))")
    assert found == []
