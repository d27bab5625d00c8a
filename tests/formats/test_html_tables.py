"""Tables in pages of HTML: laid out as a browser does, without what is not seen, and without harm."""

from __future__ import annotations

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.formats import registry
from timeline_app.formats.reading import ReadOptions

WIKI = """<!DOCTYPE html><html><head><title>Incidents</title>
<link rel="canonical" href="https://en.wikipedia.org/wiki/Incidents"></head><body><h1>Incidents</h1>
<table class="infobox"><tr><th>Date</th><td>2022</td></tr><tr><th>Location</th><td>Ukraine</td></tr></table>
<p>{prose}</p><h2>In 2022<span class="mw-editsection">[edit]</span></h2>
<table class="wikitable"><caption>Battles</caption><tbody>
<tr><th colspan="2">Date</th><th rowspan="2">Event</th><th rowspan="2">Location</th><th rowspan="2">Killed</th></tr>
<tr><th>Start</th><th>End</th></tr>
<tr><td><span data-sort-value="0000">24 February 2022</span></td><td>25 February 2022</td>
<td rowspan="2">Battle of <a href="/wiki/Hostomel">Hostomel</a></td><td>Hostomel</td>
<td>10<sup class="reference"><a href="#cite_note-1">[1]</a></sup></td></tr>
<tr><td><span style="display:none">zz</span>1 March 2022</td><td></td><td>Kyiv</td><td>5<br>(est.)</td></tr>
<tr><td>3 April 2022</td><td></td><td>Withdrawal &amp; more</td><td>Bucha</td>
<td><a href="https://www.bbc.com/a?b=1">BBC</a></td></tr></tbody></table>
<table class="navbox"><tr><th>Date</th><th>Event</th></tr>{round}</table>
<ol><li id="cite_note-1"><a href="#up">^</a> <a href="https://reuters.com/x">Reuters</a></li></ol></body></html>"""


def read(tmp_path, text: str | bytes, name: str = "page.html", options: ReadOptions | None = None):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    recognised, _others = registry.recognise(path, options or ReadOptions())
    reading = registry.read(path, recognised, options or ReadOptions())
    return list(reading.drafts), reading, recognised


def wiki(prose: str = "") -> str:
    return WIKI.format(prose=prose, round="<tr><td>2020</td><td>Elsewhere</td></tr>" * 30)


def test_a_table_of_a_wiki_is_read_as_it_is_seen(tmp_path):
    drafts, reading, recognised = read(tmp_path, wiki())
    assert recognised.format.name == reading.format == "html"
    assert reading.columns == ("Date Start", "Date End", "Event", "Location", "Killed", "Links")
    assert [(draft.title, draft.start, draft.end, draft.place) for draft in drafts] == [
        ("Battle of Hostomel", "2022-02-24", "2022-02-25", "Hostomel"),
        ("Battle of Hostomel", "2022-03-01", "", "Kyiv"),
        ("Withdrawal & more", "2022-04-03", "", "Bucha"),
    ]
    assert [[source.url for source in draft.sources] for draft in drafts] == [
        ["https://reuters.com/x"], [], ["https://www.bbc.com/a?b=1"],
    ]  # fmt: skip
    assert [draft.notes for draft in drafts] == ["Killed: 10", "Killed: 5\n(est.)", "Killed: BBC"]


def test_of_several_tables_the_one_is_read_that_a_person_names(tmp_path):
    drafts, reading, _recognised = read(tmp_path, wiki(), options=ReadOptions(sheet="3. In 2022"))
    assert {draft.title for draft in drafts} == {"Elsewhere"}
    assert reading.table.sheets == ("1. Incidents", "2. Battles", "3. In 2022")
    with pytest.raises(FormatError, match="Its tables are"):
        read(tmp_path, wiki(), options=ReadOptions(sheet="none"))


def test_a_page_with_more_prose_than_table_is_for_the_reader_when_it_is_dropped(tmp_path):
    for prose, expected in (("word " * 2_000, True), ("", False)):
        path = tmp_path / f"{expected}.html"
        path.write_text(wiki(prose), encoding="utf-8")
        assert registry.is_for_the_reader(path) is expected
        assert registry.import_readings(path)[0].format.name == "html"


def test_a_page_that_calls_itself_a_workbook_is_read_in_its_encoding(tmp_path):
    page = (
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251"></head><body><table>'
        "<tr><td>Дата<td>Подія<td>Місце<tr><td>24.02.2022<td>Вибух<td>Київ</table></body></html>"
    )
    (draft,), _reading, recognised = read(tmp_path, page.encode("cp1251"), "report.xls")
    assert (draft.title, draft.start, draft.place) == ("Вибух", "2022-02-24", "Київ")
    assert recognised.format.name == "html"


def test_a_spreadsheet_saved_as_a_page_keeps_neither_its_letters_nor_its_numbers(tmp_path):
    page = (
        '<table class="waffle"><thead><tr><th class="row-header"></th><th class="column-headers-background">A</th>'
        '<th class="column-headers-background">B</th></tr></thead><tbody>'
        '<tr><th class="row-headers-background">1</th><td>Date</td><td>Title</td></tr>'
        '<tr><th class="row-headers-background">2</th><td>2022-05-01</td>'
        '<td>Strike <a href="https://t.me/x/1">post</a></td></tr></tbody></table>'
    )
    (draft,), reading, _recognised = read(tmp_path, page)
    assert (draft.title, draft.start, draft.notes) == ("Strike post", "2022-05-01", "")
    assert [source.url for source in draft.sources] == ["https://t.me/x/1"]
    assert reading.columns == ("Date", "Title", "Links")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Date<th>Title" + "<tr><td rowspan=65000 colspan=1000>x" * 4_000,
        "<table><tr><th colspan=1000000000>Date<th>Title<tr><td>2022<td>x</table>",
        "<p>No table at all</p>",
        "<table><tr><td>one cell</table>",
    ],
)
def test_a_page_without_a_table_of_use_is_refused_in_a_sentence(tmp_path, page):
    with pytest.raises(FormatError, match=r"\w.*\."):
        read(tmp_path, page)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Date<th>Title" + "<tr><td>2022-01-01<td><script>alert(1)</script>A<img src=x onerror=alert(1)>",
        "<table><tr><th>Date<th>Title<tr><td>2022-01-01<td>A" + "<table><tr><td>" * 20_000,
        "<table><tr><th>Date<th>Title<tr><td>2022-01-01<td>A" + "<a href='#n'></a>" * 20_000
        + "</table><li id=n>" + "<a href='http://a.b/c'>x</a>" * 20_000,
        wiki()[: len(wiki()) // 3].replace("24 February", "<td>2022-01-01<td><td>A<tr>"),
    ],
)  # fmt: skip
def test_hostile_and_broken_pages_give_what_can_be_seen_of_them(tmp_path, page):
    drafts, _reading, _recognised = read(tmp_path, page)
    assert all("alert" not in "".join(map(str, draft)) for draft in drafts)
    assert all(len(draft.sources) <= 20 for draft in drafts)
