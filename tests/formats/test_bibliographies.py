"""Bibliographies that other programs have to read: their own spelling of dates, and braces that stay closed."""

from __future__ import annotations

import pytest

from timeline_app.document.importing import plan_import
from timeline_app.domain.records import Source
from timeline_app.formats.bibliographies.bibtex import (
    entries_with_a_lost_brace,
    entry_left_open,
    plain_text,
    read_bibtex,
)
from timeline_app.formats.bibliographies.csl import read_csl
from timeline_app.formats.bibliographies.parts import edtf_from_parts
from timeline_app.formats.bibliographies.ris import read_ris
from timeline_app.formats.reading import FoundSources, ReadOptions
from timeline_app.formats.registry import possible_readings, read, read_bibliography, spell_bibliography


@pytest.mark.parametrize(
    ("published", "line"),
    [
        ("2025-07-24", "DA  - 2025/07/24"),
        ("2025-07~", "DA  - 2025/07"),
        ("2025?", "DA  - 2025"),
        ("2024-12-30/2025-01-02", "DA  - 2024/12/30"),
        ("2025-07-24T14:00Z", "DA  - 2025/07/24"),
        ("", "ER  - "),
    ],
)
def test_ris_tells_dates_as_reference_managers_read_them(published, line):
    lines = spell_bibliography([Source("", "T", published=published)], ".ris").splitlines()
    assert line in lines
    assert len([each for each in lines if each.startswith("DA")]) == bool(published)


@pytest.mark.parametrize(
    ("ending", "line"),
    [(".bib", "  archiveurl = {https://archive.example/2025/x},"), (".ris", "AV  - https://archive.example/2025/x"),
     (".csljson", '    "archive_location": "https://archive.example/2025/x"')],
)  # fmt: skip
def test_a_bibliography_carries_the_address_of_the_archived_copy(tmp_path, ending, line):
    source = Source("", "T", url="https://a.example/x", archive_url="https://archive.example/2025/x")
    text = spell_bibliography([source, Source("", "U")], ending)
    assert line in text.splitlines()
    path = tmp_path / f"a{ending}"
    path.write_text(text, encoding="utf-8")
    assert [each.archive_url for each in read_bibliography(path)] == [source.archive_url, ""]


def test_a_shelf_of_an_archive_is_no_address():
    (source,) = read_ris("TY  - RPRT\nTI  - T\nAV  - Box 12, folder 3\nER  - ")
    assert source.archive_url == ""


def test_an_address_with_a_brace_leaves_the_entries_behind_it_whole(tmp_path):
    sources = [Source("", "A", url="https://a.example/{x"), Source("", "B", url="https://b.example/}")]
    path = tmp_path / "a.bib"
    path.write_text(spell_bibliography(sources, ".bib"), encoding="utf-8")
    found = read_bibliography(path)
    assert [source.title for source in found] == ["A", "B"]
    assert [source.url for source in found] == ["https://a.example/%7Bx", "https://b.example/%7D"]


def test_a_reference_without_its_end_does_not_run_into_the_next():
    found = read_ris("TY  - BOOK\nTI  - A\nTY  - NEWS\nTI  - B\nER  - \n")
    assert [(source.title, source.kind) for source in found] == [("A", "book"), ("B", "news article")]


def test_a_year_that_is_only_about_right_stays_so():
    (source,) = read_csl('[{"title": "T", "issued": {"date-parts": [[1998]], "circa": true}}]')
    assert source.published == "1998~"


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("{Ministry and Sons} and Knuth, Donald", "Ministry and Sons; Donald Knuth"),
        ("von Last, Jr, First", "First von Last Jr"),
        ("A. B. Writer and others", "A. B. Writer"),
        ("{Smith, Jones}", "Smith, Jones"),
    ],
)
def test_bodies_stay_whole_and_people_are_told_in_order(author, told):
    (source,) = read_bibtex(f"@book{{k, title = {{T}}, author = {{{author}}}}}")
    assert source.author == told


@pytest.mark.parametrize(("fields", "published"), [("year={2014},day={3}", "2014"), ("year={2014},month=3", "2014-03")])
def test_a_day_without_a_month_says_nothing(fields, published):
    (source,) = read_bibtex(f"@book{{k, title = {{T}}, {fields}}}")
    assert source.published == published


def test_a_tilde_of_latex_is_a_space():
    assert plain_text("Figure~1 of~{K}yiv") == "Figure 1 of Kyiv"


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [((2014, 0, 3), "2014"), ((2014, 13), "2014"), ((2014, 2, 30), "2014-02"), ((-44, 3, 15), "-0044-03-15")],
)
def test_a_day_is_kept_only_with_its_month(parts, edtf):
    assert edtf_from_parts(*parts) == edtf


@pytest.mark.parametrize(
    ("preamble", "year", "published"),
    [
        ("", r"{\noopsort{1973c}}1981", "1981"),
        (
            r'@preamble{ "\newcommand{\noopsort}[1]{} " # "\newcommand{\switchargs}[2]{#2#1} " }',
            r"{\noopsort{1973c}}1981",
            "1981",
        ),
        (r'@preamble{"\newcommand{\switchargs}[2]{#2#1}"}', r"\switchargs{81}{19}", "1981"),
        (r'@preamble{"\newcommand{\loop}[1]{\loop{#1}\loop{#1}}"}', r"\loop{1981}", ""),
        ("", r"\noopsort", ""),
    ],
)
def test_commands_that_a_file_defines_print_what_it_says(preamble, year, published):
    (source,) = read_bibtex(f"{preamble}\n@book{{k, title = {{T}}, year = {{{year}}}}}\n")
    assert source.published == published


def test_an_entry_without_its_last_brace_does_not_take_the_next_along():
    found = read_bibtex("@book{a, title={One},\n@book{b, title={Two, year={2001}}\n@book{c, title={Three}}")
    assert [source.title for source in found] == ["One", "Two, year=2001", "Three"]


def test_entries_of_one_key_are_all_kept():
    found = read_bibtex("@book{a, title={One}}\n@book{a, title={Two}}\n@book{A, title={Three}}")
    assert [source.title for source in found] == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@book{a, title={One}}\n", None),
        ("@book{a, title={One}}\n@book{b, title=", "b"),
        ("@book{a, title={One},\n", "a"),
    ],
)
def test_an_entry_that_is_never_closed_is_told(text, told):
    assert entry_left_open(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@book{a, title={One}, year=2001}\n@book(b, title={Two})\n@string{x = {y}}\n@misc{c}\n@misc{d,\n}\n", []),
        ('@book{a, title={x = {y}, and f = "z"}, note={the year = 7},}\n@comment{@book{z, title={Z}}}', []),
        ("@book{a, title={One},\n@book{b, title={Two}}", ["a"]),
        ("@book{a, title={One}}\n@book{b, title={Two, year={2001}}\n@book{c, title={Three}}", ["b"]),
        ("@book{a,\n title={One,\n year=2001\n}\n}\n", ["a"]),
        ("@book{a,\n title={One,\n note={x}\n}\n@book{b,\n title={Two}}}\n@book{c, title={T}}\n", ["a"]),
        ("@book{a, title=One}, year={2001}}\n@book{c, title={T}}\n", []),  # whole as far as it goes
    ],
)
def test_entries_that_lack_a_brace_are_told(text, told):
    assert entries_with_a_lost_brace(text) == told


def test_empty_lines_in_a_value_however_many_are_passed_over_at_once():
    (source,) = read_bibtex("@article{key, title = {Talks}, note = {" + "\n" * 90_000 + "}}")
    assert source.title == "Talks"


def test_a_note_names_entries_that_lack_a_brace(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@book{a, title={One},\n@book{b, title={Two}}\n", "utf-8")
    (note,) = plan_import(path).notes
    assert "look at them: a." in note


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1251"])
def test_a_bibliography_is_read_in_its_encoding(tmp_path, encoding):
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a, title={Переговори у Стамбулі}, year={2025}}\n".encode(encoding))
    assert [source.title for source in read_bibliography(path)] == ["Переговори у Стамбулі"]


@pytest.mark.parametrize(("end", "notes"), [("ER  - \n", 0), ("", 1)])
def test_a_last_reference_that_breaks_off_is_taken_and_told(tmp_path, end, notes):
    path = tmp_path / "a.ris"
    path.write_text(f"TY  - BOOK\nTI  - A\nER  - \n\nTY  - JOUR\nTI  - B\n{end}", encoding="utf-8")
    content = read(path, possible_readings(path)[0], ReadOptions())
    assert isinstance(content, FoundSources)
    assert [source.title for source in content.sources] == ["A", "B"]
    assert len(content.notes) == notes
