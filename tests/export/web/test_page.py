"""The page as it is written, without a browser: whole, inert, light, and under a policy that fits it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html

from tests.support.web_records import ADDRESSES, DATES, EVIL, HOSTILE, chronology_of, of_dates
from timeline_app.document import Chronology
from timeline_app.domain.dates.when import When
from timeline_app.domain.publication import PublicationProfile, ReplacedActor
from timeline_app.domain.records import STATUSES, Actor, Category, Event, Excerpt, Participation, Particulars, Source
from timeline_app.export.options import ExportOptions
from timeline_app.export.published import PublishedPicture, publish
from timeline_app.export.registry import export_file, export_steps
from timeline_app.export.web.article import ArticleWriter
from timeline_app.export.web.markup import anchor, date, direction, language_tag
from timeline_app.export.web.style import script
from timeline_app.store.store import Store

MOST_BYTES = 700_000
MOST_SCRIPT_BYTES = 60_000


def written(chronology, folder, **options):
    path = folder / "page.html"
    export_file(chronology, ExportOptions(**options), path)
    return path.read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path, qapp):
    opened = []

    def make(records):
        opened.append(chronology_of(tmp_path / f"{len(opened)}.timelinedb", records))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def sample_page(sample, tmp_path, qapp):
    chronology = Chronology(Store.open(sample))
    text = written(chronology, tmp_path)
    chronology.close()
    return text


def test_the_sample_is_a_story_in_sections_that_reads_without_a_script(sample_page):
    page = html.document_fromstring(sample_page)
    assert sample_page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    articles = page.findall(".//article")
    assert len(articles) == 130
    assert len(page.findall(".//h1")) == len(page.findall(".//main")) == len(page.findall("./body/header")) == 1
    assert [each.text_content() for each in page.findall(".//main//h2")][:2] == ["2013", "2014"]
    for article in articles:
        assert article.find("h3").text_content()
        assert article.find("p[@class='when']/a").text_content()
        assert article.find("details//li//p[@class='cite']").text_content()
        assert article.find("p[@class='summary']").text_content()
    order = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3")]
    assert all(deeper <= upper + 1 for upper, deeper in pairwise(order))


def test_the_sample_is_light(sample_page):
    assert len(sample_page.encode()) <= MOST_BYTES
    assert len(script().encode()) <= MOST_SCRIPT_BYTES


def test_names_are_unique_and_every_mark_is_defined(sample_page):
    page = html.document_fromstring(sample_page)
    names = page.xpath("//@id")
    assert len(set(names)) == len(names)
    assert {use.get("href").removeprefix("#") for use in page.iter("use")} <= set(names)
    pointing = page.xpath("//@aria-controls | //@aria-labelledby") + [
        link[1:] for link in page.xpath("//a/@href[starts-with(., '#')]")
    ]
    assert set(pointing) <= set(names)


def assert_inert(text):
    """Nothing runs but what the policy names by its digest, and nothing is fetched."""
    page = html.document_fromstring(text)
    content = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    policy = dict(part.strip().split(" ", 1) for part in content.split(";"))
    running = [each.text for each in page.iter("script") if each.get("type") != "application/json"]
    digests = [f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in running]
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"].split() == digests
    assert policy["style-src"].split() == [
        f"'sha256-{b64encode(sha256(each.text.encode()).digest()).decode()}'" for each in page.iter("style")
    ]
    assert (policy["img-src"], policy["font-src"]) == ("data:", "data:")
    assert set(policy) == {"default-src", "script-src", "style-src", "img-src", "font-src", "base-uri", "form-action"}
    for node in page.iter():
        for name, value in node.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcset", "action", "formaction", "background")
            if name == "src":
                assert value.startswith("data:image/")
            if name == "href":
                assert re.match(r"https?://|#", value), value
    assert not page.xpath("//link | //iframe | //object | //embed | //base | //form")
    return page


def test_the_policy_names_what_runs_and_nothing_is_fetched(sample_page):
    assert_inert(sample_page)


def test_a_hostile_store_makes_an_inert_page(made, tmp_path):
    text = written(made(HOSTILE), tmp_path)
    page = assert_inert(text)
    assert len(page.findall(".//article")) == len(ADDRESSES) + 1
    assert len(page.findall(".//script")) == 3
    assert not page.findall(".//img")
    assert {each.get("href") for each in page.xpath("//a[starts-with(@href, 'http')]")} == {
        "https://example.org/%22onmouseover=%22window.hacked=1",
        "https://example.org/%3Cscript%3E",
    }
    assert not set(text) & set("\u202e\u2066\u200b\x00")
    for article in page.findall(".//article"):
        assert article.find("h3").text_content() == EVIL.replace("\u202e\u2066", "").replace("\u200b", "")
        assert re.fullmatch(r"event=[\w.-]+", article.get("id"))
    facts = json.loads(page.find(".//script[@id='facts']").text)
    assert facts["categories"][0]["name"].startswith("\"'></a>")
    assert "kept for me" not in text
    assert page.get("lang") == "en"


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2014", True), ("2014-02", True), ("2014-02-20", True), ("2014-02-20T05:00:00Z", True),
        ("2014-02-20T05:00+02:00", True), ("0000", False), ("-0044", False), ("2014-21", False), ("2014-02~", False),
        ("2014-02-20/2014-03-18", False), ("201X", False), ("2014-02-20T25:00", False), ("2014-13", False),
        ("Y12345", False), ("2014-02-20T05", False),
    ],
)  # fmt: skip
def test_a_date_has_the_form_that_html_knows_or_its_own(edtf, said):
    wanted = f'<time datetime="{edtf}">then</time>' if said else f'<span data-edtf="{edtf}">then</span>'
    assert date(edtf, "then") == wanted


def test_every_kind_of_date_stands_in_words_with_its_edtf_and_its_four_points(made, tmp_path):
    page = html.document_fromstring(written(made(of_dates()), tmp_path))
    seen = {}
    for article in page.findall(".//article"):
        (told,) = article.find("p[@class='when']/a")
        seen[told.get("datetime") or told.get("data-edtf")] = article
        assert told.text_content()
        category, status, _importance, flags, *points = article.get("data-e").split()
        assert (category, STATUSES[int(status)] in STATUSES, int(flags) >= 0, len(points)) == ("0", True, True, 4)
        assert all(re.fullmatch(r"-?\d+|<|>", point) for point in points)
    assert set(seen) == {When.parse(each).edtf for each in DATES}
    assert seen["2014-02-20"].get("data-e").split()[4:] == ["1392854400", "1392940800", "1392854400", "1392940800"]
    assert seen["2022/.."].get("data-e").split()[-1] == ">"


def test_clock_times_stand_where_the_clocks_of_the_page_show_them(made, tmp_path):
    chronology = made((Particulars(name="Hours"), Event("e", "Dawn", "2022-02-24T03:00Z")))
    page = html.document_fromstring(written(chronology, tmp_path, zone="Europe/Kyiv"))
    assert int(page.find(".//article").get("data-e").split()[4]) % 86_400 == 5 * 3600
    assert "05:00" in page.find(".//article//time").text_content()


def test_what_has_no_date_stands_last_and_what_has_no_source_says_so(made, tmp_path):
    chronology = made((Event("e", "One", "2025-05-01"), Event("u", "Sometime", date_text="in spring?")))
    page = html.document_fromstring(written(chronology, tmp_path))
    assert [each.text_content() for each in page.findall(".//main//h2")] == ["May 2025", "No date"]
    last = page.findall(".//article")[-1]
    assert last.find("p[@class='when']/a").text_content() == "in spring?"
    assert last.find("p[@class='unsourced']") is not None


def test_quotes_and_paraphrases_are_told_apart_and_sources_are_linked(made, tmp_path):
    chronology = made(
        (
            Event("e", "One", "2025-05-01"),
            Source("s", "A report", "Agency", "B. Line", "https://example.org/a?b=1&c=2", "2025-05-02",
                   archive_url="doi:10.1234/x"),
            Excerpt("q", "e", "s", kind="quote", exact="They met.", locator="p. 3"),
            Excerpt("p", "e", "s", exact="In our words.", stance="disputes", claimed_date="2025-04"),
        )
    )  # fmt: skip
    item = html.document_fromstring(written(chronology, tmp_path)).find(".//details//li")
    assert item.find("blockquote").text_content() == "They met."
    assert item.find("p[@class='paraphrase']").text_content() == "In our words."
    assert item.find("p[@class='note']").text_content() == "Disputes the event. Dates it to: April 2025."
    assert [each.get("href") for each in item.iter("a")] == [
        "https://example.org/a?b=1&c=2",
        "https://doi.org/10.1234/x",
    ]
    assert item.find("p[@class='cite']").text_content().startswith("B. Line, A report, Agency, 2 May 2025, p. 3")
    assert item.find(".//time").get("datetime") == "2025-05-02"


def test_names_in_addresses_are_safe_and_differ():
    assert anchor("0192-abc") == "0192-abc"
    names = {anchor(each) for each in ("a b", "a&b", '"', "", "x" * 200, "é")}
    assert len(names) == 6
    assert all(re.fullmatch(r"x[0-9a-f]{20}", each) for each in names)


def test_languages_are_those_that_html_knows():
    assert [language_tag(each) for each in ("uk", "de_AT", 'en" x', "")] == ["uk", "de-AT", "", ""]
    assert [direction(each) for each in ("ar", "he-IL", "uk")] == ["rtl", "rtl", "ltr"]


def test_text_in_another_language_than_the_page_says_so(made, tmp_path):
    chronology = made(
        (Particulars(name="Війна", language="uk"), Event("e", "Зустріч", "2025-05-01", summary="Вони зустрілися."))
    )
    page = html.document_fromstring(written(chronology, tmp_path))
    assert [page.find(f".//{tag}").get("lang") for tag in ("h1", "article/h3", "article/p[@class='summary']")] == [
        "uk"
    ] * 3
    assert page.find(".//article/p[@class='when']").get("lang") is None


def test_a_picture_has_its_alternative_text_and_credit_and_never_is_one_that_runs(made):
    event = next(iter(publish(made((Event("e", "One", "2025"),)), ExportOptions()).events))
    pictures = (
        PublishedPicture(b"\x89PNG", "image/png", 'A "bridge"', "A. Photographer", "CC BY"),
        PublishedPicture(b"<svg onload=x>", "image/svg+xml", "Evil"),
    )
    from dataclasses import replace

    article = html.fragment_fromstring(ArticleWriter({}, "UTC", "").write(replace(event, pictures=pictures)))
    (image,) = article.iter("img")
    assert (image.get("alt"), image.get("src")) == ('A "bridge"', "data:image/png;base64,iVBORw==")
    assert article.find(".//figcaption").text_content() == "A. Photographer · CC BY"


def test_colours_of_categories_are_legible_in_light_and_dark(made, tmp_path):
    chronology = made((Category("c", "Pale", "#FFF4A0"), Event("e", "One", "2025", category_id="c")))
    text = written(chronology, tmp_path)
    from timeline_app.paint.theme import DARK, LIGHT, contrast

    light, dark = re.findall(r"--ct0:(#\w{6})", text)[:2]
    assert contrast(light, LIGHT.paper) >= 4.5
    assert contrast(dark, DARK.paper) >= 4.5


def test_filter_and_title_are_respected_and_the_way_is_told(sample, tmp_path, qapp):
    chronology = Chronology(Store.open(sample))
    options = ExportOptions(query="category:Diplomacy", first="2025", title="Talks <2025>")
    told = list(export_steps(chronology, options, tmp_path / "a.html"))
    page = html.document_fromstring((tmp_path / "a.html").read_text(encoding="utf-8"))
    chronology.close()
    assert told == sorted(told)
    assert 0 < len(page.findall(".//article")) < 31
    assert page.find(".//title").text == page.find(".//h1").text_content() == "Talks <2025>"
    assert {each.text for each in page.iterfind(".//span[@class='category']")} == {"Diplomacy"}


def test_lanes_by_another_field_are_those_of_the_canvas_under_the_names_that_go_out(made, tmp_path):
    actors = tuple(Actor(f"a{number}", f"Actor {number}") for number in range(3))
    both = (Participation("a1"), Participation("a0"))
    chronology = made((
        *actors,
        Event("e1", "Both", "2025-05-01", actors=both, status="occurred"),
        Event("e2", "One", "2025-05-02", actors=both[:1], status="planned"),
        Event("e3", "Nobody", "2025-05-03"),
    ))  # fmt: skip
    hidden = PublicationProfile(STATUSES, replaced=(ReplacedActor("Actor 1", "a resident", "a1"),))

    def lanes_of(**options):
        page = html.document_fromstring(written(chronology, tmp_path, **options))
        names = json.loads(page.get_element_by_id("facts").text)["lanes"]
        stand = [(each.get("data-l") or "").split() for each in page.findall(".//article")]
        return [[names[int(lane)] for lane in each] for each in stand]

    assert lanes_of(lanes="category") == [[], [], []]
    assert lanes_of(lanes="actor") == [["Actor 1", "Actor 0"], ["Actor 1"], ["Others"]]
    assert lanes_of(lanes="actor", profile=hidden) == [["a resident", "Actor 0"], ["a resident"], ["Others"]]
    assert lanes_of(lanes="status")[:2] == [["Occurred"], ["Planned"]]
    assert lanes_of(lanes="none") == [["All events"]] * 3
    withheld = replace(hidden, withheld=("actors",), replaced=())
    assert lanes_of(lanes="actor", profile=withheld) == [["Others"]] * 3
