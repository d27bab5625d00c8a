"""One table of formats: whatever is in it can be recognised, read, refused and told."""

from __future__ import annotations

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Source
from timeline_app.extract.pages.reader import media_type_of
from timeline_app.formats import registry
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.registry import spell_bibliography

OWN = '{"format": "conflict-timeline", "version": 1, "records": {}}'
BIB = "@book{k, title = {T}}\n"
RIS = "TY  - BOOK\nTI  - T\nER  - \n"
CSL = '[{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[1999]]}}]'
TABLE = "title,date\nA,2022\n"
SHEET = "Year\tMonth\tHeadline\tMedia\n2022\t1\tA\t\n"


def kind(path):
    return registry.recognise(path, ReadOptions())[0].format.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [(OWN, "json"), (BIB, "bibtex"), (RIS, "ris"), (CSL, "csl"), (TABLE, "csv"), (SHEET, "timelinejs")],
)
@pytest.mark.parametrize("name", ["right", "a.csv", "a.txt", "a.json", "a", "a.bib", "a.ris", "A.CSV", "a.html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_content_goes_before_the_name(tmp_path, text, expected, name, encoding):
    if name == "right":
        name = f"a{registry.read_format(expected).suffixes[0]}"
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert kind(path) == expected


def test_every_reading_has_a_reason_and_the_surest_comes_first(tmp_path):
    for text in (OWN, BIB, RIS, CSL, TABLE, SHEET):
        path = tmp_path / "a.csv"
        path.write_text(text, encoding="utf-8")
        readings = registry.possible_readings(path)
        assert [each.confidence for each in readings] == sorted((each.confidence for each in readings), reverse=True)
        assert all(0 < each.confidence <= 1 and each.reason.endswith(".") for each in readings)


def test_a_table_whose_cells_speak_of_entries_stays_a_table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('title,notes\nA,"see\n@book{x,\nTY  - BOOK"\n', encoding="utf-8")
    assert kind(path) == "csv"


@pytest.mark.parametrize(("name", "data"), [("a.bin", b"\x00\x01\x02"), ("a.zip", b"PK\x03\x04zip"), ("a", b"prose")])
def test_a_refusal_names_what_can_be_read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FormatError) as told:
        kind(path)
    assert "save it as" in str(told.value)
    assert "timeline-app formats list" in str(told.value)


@pytest.mark.parametrize("text", ["[]", "{}", '{"events": []}', "{"])
def test_json_of_somebody_else_is_refused_with_what_can_be_read(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    chosen, _others = registry.recognise(path, ReadOptions())
    with pytest.raises(FormatError, match="timeline-app formats list"):
        registry.read(path, chosen, ReadOptions())


def test_an_article_is_led_to_where_it_is_read(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    assert registry.is_for_the_reader(path)
    with pytest.raises(FormatError, match="drop it on the window"):
        kind(path)


FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title></channel></rss>"
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}'


@pytest.mark.parametrize(
    ("name", "text", "article"),
    [("a.txt", "On Monday the talks began.\n", True), ("a.txt", RIS, False), ("a.txt", SHEET, False),
     ("a.csv", TABLE, False), ("a.html", "<p>x", True), ("a.txt", "", True), ("none.pdf", None, True),
     ("a.md", "# Talks, dates\n", True), ("news.rss", FEED, True), ("news.xml", FEED, True),
     ("feed.json", JSON_FEED, True), ("a.json", '{"events": []}', False), ("a.xml", "<timeline/>", False),
     ("a.rdf", "<rdf:RDF xmlns:dc='http://purl.org/dc/terms/'/>", False), ("none.rss", None, False)],
)  # fmt: skip
def test_which_dropped_files_go_to_the_reader(tmp_path, name, text, article):
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert registry.is_for_the_reader(path) is article


def test_names_and_suffixes_are_well_formed():
    names = [each.name for each in registry.READ_FORMATS]
    assert len(set(names)) == len(names)
    for each in registry.READ_FORMATS:
        assert each.label()
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in each.suffixes)
    with pytest.raises(FormatError, match=r"csv, xlsx, records, html, timelinejs, .*json, bibtex"):
        registry.read_format("xyz")


def test_a_bibliography_can_be_written_under_every_ending_that_is_read(tmp_path):
    for each in registry.giving("sources"):
        for suffix in each.suffixes:
            path = tmp_path / f"a{suffix}"
            path.write_text(spell_bibliography([Source("", "T", "P")], suffix), encoding="utf-8")
            assert [source.title for source in registry.read_bibliography(path)] == ["T"]
            assert registry.possible_readings(path)[0].format is each


def test_only_what_gives_sources_spells_them():
    assert [each.name for each in registry.READ_FORMATS if each.spell is not None] == [
        each.name for each in registry.giving("sources")
    ]


def test_every_ending_of_an_article_is_read_as_its_kind():
    (article,) = registry.giving("article")
    assert article.suffixes == tuple(registry.ARTICLE_TYPES)
    assert [media_type_of(b"Text.", f"a{suffix}") for suffix in article.suffixes] == list(
        registry.ARTICLE_TYPES.values()
    )
