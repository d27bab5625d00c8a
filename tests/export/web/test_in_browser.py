"""The page in Debian's Chromium, as a reader has it: without a script, by keys, on a phone, in the dark, on paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bench.browser import Browser, program
from tests.support.web_page import WebPage
from tests.support.web_records import HOSTILE, chronology_of, of_dates
from timeline_app.document import Chronology
from timeline_app.domain.records import Event, Particulars
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import export_file
from timeline_app.store.store import Store

AXE = Path(__file__).parents[3] / "bench" / "peers" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 768, 1440, 2560)

pytestmark = pytest.mark.skipif(program() is None, reason="needs Chromium: Debian's package chromium")


@pytest.fixture(scope="module")
def pages(tmp_path_factory, built_sample):
    """The pages that are looked at, each written once."""
    folder = tmp_path_factory.mktemp("pages")
    sample = Chronology(Store.open(built_sample, read_only=True))
    export_file(sample, ExportOptions(), folder / "sample.html")
    export_file(sample, ExportOptions(lanes="actor"), folder / "actors.html")
    sample.close()
    undated = (Particulars(name="Some day"), Event("u", "In spring", date_text="spring?"))
    for name, records in (("hostile", HOSTILE), ("dates", tuple(of_dates())), ("undated", undated)):
        chronology = chronology_of(folder / f"{name}.timelinedb", records)
        export_file(chronology, ExportOptions(), folder / f"{name}.html")
        if name == "hostile":
            export_file(chronology, ExportOptions(lanes="actor"), folder / "hostile-actors.html")
        chronology.close()
    return folder


@pytest.fixture(scope="module")
def page():
    """One browser for all."""
    with Browser(1440, 900) as browser:
        yield WebPage(browser)


def shown(page):
    return page.run("Array.from(document.querySelectorAll('article:not([hidden]) h3'), each => each.textContent)")


def current(page):
    return page.run("document.querySelector('article.current h3')?.textContent ?? ''")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_event_one_steps_to_stands_whole_under_what_sticks(page, pages, width):
    page.open(pages / "sample.html", width=width)
    for _step in range(9):
        page.press("ArrowRight")
        heading, date = page.run(
            "[document.querySelector('article.current').closest('section').querySelector('h2').getBoundingClientRect()"
            ".bottom, document.querySelector('article.current .when').getBoundingClientRect().top]"
        )
        assert heading - 1 <= date < 300


@pytest.mark.parametrize("name", ["sample", "actors", "hostile", "hostile-actors", "dates", "undated"])
def test_a_page_asks_for_nothing_complains_of_nothing_and_fits_every_screen(page, pages, name):
    for width in WIDTHS if name in ("sample", "hostile") else (360,):
        page.open(pages / f"{name}.html", width=width, dark=width == 768)
        page.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert page.run("document.scrollingElement.scrollWidth <= innerWidth"), width
        page.click("#filter")
        assert page.run("document.scrollingElement.scrollWidth <= innerWidth"), width
        page.press("ArrowRight")
        assert page.requests() == []
        assert page.complaints() == []
        assert page.run("window.hacked") is None


@pytest.mark.parametrize("name", ["hostile", "hostile-actors"])
def test_what_is_hostile_stays_text_wherever_the_script_puts_it(page, pages, name):
    page.open(pages / f"{name}.html")
    page.click("#filter")
    page.run("document.querySelectorAll('#filters input[type=checkbox]').forEach(each => each.click())")
    page.press("Escape")
    page.press("ArrowRight")
    page.click("#embed")
    snippet = page.run("document.querySelector('#embedding textarea').value")
    assert snippet.count("<script") == snippet.count("<iframe") == 1
    assert page.run("document.querySelectorAll('script, img, iframe').length") == 3
    assert page.run("Array.from(document.links).every(each => /^(https?|file):/.test(each.protocol))")
    assert page.run("window.hacked") is None
    assert page.complaints() == []


def test_without_a_script_the_whole_story_is_there(page, pages):
    page.open(pages / "sample.html", width=360, height=740, script=False)
    assert len(shown(page)) == 130
    assert page.run("getComputedStyle(document.querySelector('.tools')).display") == "none"
    assert page.run("getComputedStyle(document.querySelector('.graphic')).display") == "none"
    assert page.run("document.scrollingElement.scrollWidth <= innerWidth")
    page.click("details.evidence summary")
    assert page.run("document.querySelector('details.evidence').open")
    name = page.run("document.querySelectorAll('article')[60].id")
    page.run(f"location.hash = {name!r}")
    assert page.run(f"document.getElementById({name!r}).matches(':target')")


def test_by_keys_alone_one_steps_searches_and_filters_and_the_address_tells_it(page, pages):
    page.open(pages / "sample.html")
    titles = shown(page)
    page.press("ArrowRight")
    page.press("ArrowRight")
    assert current(page) == titles[1]
    assert page.run("document.querySelector('.place').textContent") == "2 of 130"
    page.press("ArrowLeft")
    assert current(page) == titles[0]
    assert page.run("document.getElementById('before').disabled")
    page.press("Escape")
    assert current(page) == ""
    for _ in range(12):
        page.press("Tab")
        if page.run("document.activeElement.type") == "search":
            break
    page.type("istanbul TALKS")
    page.wait("document.querySelectorAll('article:not([hidden])').length < 130")
    found = shown(page)
    assert 0 < len(found) < 20
    assert "Third round of direct talks in Istanbul" in found
    page.wait("location.hash === '#q=istanbul+TALKS'")
    page.press("Tab")
    page.press("Enter")
    assert page.run("document.getElementById('filter').getAttribute('aria-expanded')") == "true"
    page.press("Tab")
    page.press(" ")
    assert 0 < len(shown(page)) <= len(found)
    page.press("Escape")
    assert page.run("document.activeElement.id") == "filter"
    page.wait("location.hash.includes('category=Diplomacy')")


def test_facets_count_what_they_would_show(page, pages):
    page.open(pages / "sample.html")
    page.click("#filter")
    told = page.run(
        "Array.from(document.querySelectorAll('#filters label'), each =>"
        " [each.querySelector('.name').textContent, Number(each.querySelector('.n').textContent)])"
    )
    counts = dict(told)
    assert (counts["Diplomacy"], counts["Strike"], counts["Occurred"], counts["Planned"]) == (31, 21, 118, 3)
    assert counts["Known to the day"] + counts["Not known to the day"] == counts["All"] == 130
    page.run("document.querySelectorAll('#filters label')[0].click()")
    assert len(shown(page)) == 31
    assert page.run("document.querySelector('.count').textContent") == "31 of 130 shown"
    page.run("document.querySelector('.chips button').click()")
    assert len(shown(page)) == 130


def test_a_deep_link_shows_event_filter_and_stretch_of_time(page, pages):
    page.open(f"{(pages / 'sample.html').as_uri()}#category=Strike&from=2024-01-01&to=2025-12-31&dates=certain&x=y")
    some = shown(page)
    assert 0 < len(some) < 21
    name = page.run("document.querySelector('article:not([hidden])').id")
    page.open(f"{(pages / 'sample.html').as_uri()}#{name}&category=Strike")
    assert current(page) == some[0]
    assert len(shown(page)) == 21
    page.run("location.hash = 'event=nothing&q=%00%FF&from=a&to=b&status=odd&category=none'")
    page.wait("document.querySelector('article.current') === null")
    assert page.complaints() == []


def test_the_brush_narrows_the_story_by_pointer_and_by_key(page, pages):
    page.open(pages / "sample.html")
    left, top, wide, high = page.run(
        "(({left, top, width, height}) => [left, top, width, height])"
        "(document.querySelector('.strip canvas').getBoundingClientRect())"
    )
    page.drag((left + wide * 0.6, top + high / 2), (left + wide * 0.8, top + high / 2))
    page.wait("document.querySelectorAll('article:not([hidden])').length < 130")
    page.wait("/from=20\\d\\d-\\d\\d-\\d\\d&to=20\\d\\d-\\d\\d-\\d\\d/.test(location.hash)")
    narrowed = len(shown(page))
    page.run("document.querySelectorAll('.handle')[1].focus()")
    page.press("End")
    page.wait(f"document.querySelectorAll('article:not([hidden])').length > {narrowed}")
    page.press("Home")
    assert page.run("document.querySelectorAll('.handle')[1].getAttribute('aria-valuetext')")
    page.click("#whole")
    page.wait("document.querySelectorAll('article:not([hidden])').length === 130")


def test_the_timeline_is_drawn_and_a_click_in_it_takes_an_event(page, pages):
    page.open(pages / "dates.html")
    page.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    colours = page.run(
        "(() => { const canvas = document.querySelector('.lanes canvas'), seen = new Set();"
        " const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
        " for (let at = 0; at < all.length; at += 4) seen.add(all[at] + ',' + all[at + 1] + ',' + all[at + 2]);"
        " return Array.from(seen); })()"
    )
    assert "33,102,172" in colours
    page.open(pages / "sample.html")
    page.wait("document.fonts.status === 'loaded'")
    page.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    left, top, wide = page.run(
        "(({left, top, width}) => [left, top, width])(document.querySelector('.lanes canvas').getBoundingClientRect())"
    )
    for x in range(200, int(wide), 60):  # somewhere in the first row of the first lane there is a title
        page.drag((left + x, top + 62), (left + x, top + 62))
        if current(page):
            break
    assert current(page)
    assert page.run("document.querySelector('article.current').getBoundingClientRect().top >= 0")


def test_light_and_dark_follow_the_system_until_one_chooses(page, pages):
    ground = "getComputedStyle(document.body.parentNode).backgroundColor"
    page.open(pages / "undated.html", dark=True)
    dark = page.run(ground)
    page.click("#theme")
    light = page.run(ground)
    assert (dark, light) == ("rgb(21, 23, 27)", "rgb(251, 250, 247)")
    page.open(pages / "undated.html", dark=True)
    assert page.run(ground) == light
    page.run("localStorage.clear()")


CONTRAST = """(() => {
  const channels = text => text.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const c = channels(getComputedStyle(node).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const low = new Set();
  for (const node of document.querySelectorAll('body *')) {
    const told = Array.from(node.childNodes).some(each => each.nodeType === 3 && each.data.trim());
    if (!told || node.matches('script, :disabled')) continue;
    const one = light(channels(getComputedStyle(node).color)), other = light(ground(node));
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < LEAST) low.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return Array.from(low); })()"""


EDGES = """(() => {
  CONTRAST_PARTS
  const pale = new Set();
  for (const node of document.querySelectorAll('button:not(.plain, .handle), input:not([type=checkbox]), .status')) {
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    if (!box.width || node.disabled || node.closest('.chips')) continue;
    const one = light(channels(style.borderTopColor)), other = light(ground(node.parentElement));
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 3) pale.add(`${node.tagName}.${node.className}#${node.id} ${ratio.toFixed(2)}`);
  }
  return Array.from(pale); })()""".replace(
    "CONTRAST_PARTS", CONTRAST[CONTRAST.index("const") : CONTRAST.index("const low")]
)
MORE = {"prefers-contrast": "more"}


@pytest.mark.parametrize(("wishes", "least"), [({}, 4.5), (MORE, 7)])
@pytest.mark.parametrize("dark", [False, True])
def test_every_text_can_be_read_on_its_ground_and_edges_are_seen(page, pages, dark, wishes, least):
    for name in ("sample", "dates", "undated"):
        page.open(pages / f"{name}.html", dark=dark, wishes=wishes)
        page.click("#filter")
        page.press("ArrowRight")
        page.run("document.querySelectorAll('article').forEach(each => each.style.transition = 'none')")
        assert page.run(CONTRAST.replace("LEAST", str(least))) == []
        assert page.run(EDGES) == []


def test_more_contrast_follows_the_system_and_the_choice_of_light_or_dark_stays(page, pages):
    ground = "getComputedStyle(document.body.parentNode).backgroundColor"
    found = []
    for dark in (False, True):
        page.open(pages / "undated.html", dark=dark, wishes=MORE)
        found.append(page.run(ground))
        page.click("#theme")
        found.append(page.run(ground))
        page.run("localStorage.clear()")
    assert found == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_what_a_ground_tells_has_an_edge_where_the_colours_of_the_reader_are_in_force(page, pages):
    page.open(pages / "sample.html", wishes={"forced-colors": "active"})
    page.click("#filter")
    page.press("ArrowRight")
    edge = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.run(edge.format("#filter", "borderTopWidth")) == "2px"
    assert page.run(edge.format("article.current", "outlineStyle")) == "solid"
    assert page.run(edge.format("article:not(.current)", "outlineStyle")) == "none"


def test_nothing_moves_by_itself_for_who_wishes_that(page, pages):
    moving = "getComputedStyle(document.querySelector('article')).transitionDuration"
    page.open(pages / "sample.html")
    assert page.run(moving) != "0s"
    page.open(pages / "sample.html", wishes={"prefers-reduced-motion": "reduce"})
    assert page.run(moving) == "0s"
    before = page.run("document.querySelector('.stretch').textContent")
    page.click("#closer")
    assert page.run("document.querySelector('.stretch').textContent") != before, "the new stretch is there at once"


def test_on_paper_everything_is_there_with_its_sources_and_without_the_tools(page, pages):
    page.open(pages / "sample.html", dark=True)
    sheets = PdfReader(BytesIO(page.pdf())).pages
    assert len(sheets) > 20
    text = "\n".join(sheet.extract_text() for sheet in (sheets[0], sheets[1], sheets[-1]))
    flat = re.sub(r"\s+", " ", text)
    assert "Kyiv suspends EU association preparations; Euromaidan protests begin" in flat
    assert "Zeit Online" in flat
    assert re.search(r"<https?://", flat)
    assert "Search the events" not in flat
    assert "Filter" not in flat


def test_the_frame_takes_the_height_that_the_page_tells_and_from_no_other(page, pages):
    text = (pages / "sample.html").read_text(encoding="utf-8")
    page.open(pages / "sample.html")
    page.click("#embed")
    snippet = page.run("document.querySelector('#embedding textarea').value")
    noting = "<script>addEventListener('message', () => { window.heard = true; })</script>"
    outer = f"<!DOCTYPE html><title>News</title><body>{noting}{snippet}</body>"
    here, there = "https://news.example.org/", "https://www.example.org/chronology.html"
    page.serve({here: outer, there: text}, here)
    page.wait("Number(document.querySelector('iframe').height) > 5000")
    page.run("window.postMessage({chronologyHeight: 150}, '*')")
    page.run("new Promise(done => setTimeout(done))")
    assert page.run("Number(document.querySelector('iframe').height)") > 5000
    other = outer.replace('"https://www.example.org"', '"https://other.example.org"')
    assert other != outer
    again = "https://news.example.org/again"
    page.serve({again: other, there: text}, again)
    page.wait("window.heard")
    assert page.run("document.querySelector('iframe').height") == "720"


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core in bench/peers: `cd bench/peers && npm ci`")
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_violation(page, pages, width):
    for name in ("dates", "undated"):
        for dark in (False, True):
            page.open(pages / f"{name}.html", width=width, dark=dark)
            page.click("#filter")
            page.press("ArrowRight")
            page.run("document.querySelectorAll('article').forEach(each => each.style.transition = 'none')")
            page.run(AXE.read_text(encoding="utf-8") + "; void 0")
            found = page.run("axe.run().then(told => told.violations.map(each => each.id + ': ' + each.nodes[0].html))")
            assert found == []


def test_copied_citations_name_event_chronology_and_address(page, pages):
    page.open(pages / "sample.html")
    page.run("navigator.clipboard.writeText = async text => { window.copied = text; }; void 0")
    page.press("ArrowRight")
    page.run("document.querySelectorAll('article.current .doings button')[1].click()")
    page.wait("window.copied")
    copied = page.run("window.copied")
    title = "Kyiv suspends EU association preparations; Euromaidan protests begin"
    assert copied.startswith(f"“{title}”, 21 November 2013. In: Ukraine–Russia. file:")
    assert "#event=" in copied
    assert copied.endswith(").")


def test_a_stretch_is_worded_as_the_language_words_days(page, pages):
    text = (pages / "sample.html").read_text(encoding="utf-8")
    assert '"days":["# Jan %"' in text
    german = pages / "german.html"
    german.write_text(text.replace('"# Jun %"', '"#. Juni %"').replace('"# Jul %"', '"#. Juli %"'), encoding="utf-8")
    page.open(german)
    assert page.run("document.querySelector('.stretch').textContent") == "28. Juni 2013 – 28. Juli 2027"
