"""Sources in and out as BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Source
from timeline_app.formats.bibliographies.bibtex import plain_text, read_bibtex
from timeline_app.formats.bibliographies.csl import read_csl
from timeline_app.formats.bibliographies.parts import edtf_of, kind_named
from timeline_app.formats.bibliographies.ris import read_ris
from timeline_app.formats.registry import giving, read_bibliography, spell_bibliography

ENDINGS = tuple(each.suffixes[0] for each in giving("sources"))
SOURCES = [
    Source("", "Harbour & river: 50 % of {all}", "Port Gazette", "Anna Müller; Port Authority",
           "https://example.org/a_b?x=1", "2021-07-19", "2021-07-20", "article", "en", external_id="mueller2021"),
    Source("", "Гавань", kind="web page", url="https://example.org/гавань", external_id="n2"),
    Source("", "A book", author="B. Writer", published="1998", kind="book", external_id="n3"),
]  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_written_is_read_again(ending, tmp_path):
    path = tmp_path / f"out{ending}"
    path.write_text(spell_bibliography(SOURCES, ending), encoding="utf-8")
    assert read_bibliography(path) == SOURCES


def test_another_ending_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(FormatError, match=r"have: \.bib, \.ris, \.json, \.csljson\."):
        spell_bibliography(SOURCES, ".docx")


@pytest.mark.parametrize("text", ["", "no references here", "{", "[1, 2]", "@article{"])
@pytest.mark.parametrize("ending", [*ENDINGS, ".txt"])
def test_a_file_without_references_is_refused_in_a_sentence(text, ending, tmp_path):
    path = tmp_path / f"in{ending}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError):
        read_bibliography(path)


def test_bibtex_knows_macros_joins_and_crossed_references():
    text = r"""
    @string{gaz = "Port " # {Gazette}}
    @comment{nothing}
    @InBook(part, crossref = whole, title = "The {Quay}", author = {de la Cruz, Ana and {Port Authority} and others})
    @book{whole, title = {All of it}, publisher = gaz # ", Ltd.", year = 1998, month = 3 # "~" # mar, day = 4}
    """
    part, whole = read_bibtex(text)
    assert (part.title, part.author) == ("The Quay", "Ana de la Cruz; Port Authority")
    assert part.publisher == "Port Gazette, Ltd."
    assert (whole.published, whole.kind, whole.external_id) == ("1998-03-04", "book", "whole")


def test_bibtex_in_a_circle_of_references_ends():
    (one, two) = read_bibtex("@book{a, crossref = {b}, title={A}} @book{b, crossref={a}, year=2001}")
    assert one.published == "2001"
    assert two.external_id == "b"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller \& S{\o}n", "Müller & Søn"),
        (r"{\'E}tat \v{S}koda caf\'{e}", "État Škoda café"),
        (r"\emph{The} \textbf{Times}~of 1--2", "The Times of 1–2"),
        (r"50\% of \{all\}", "50% of {all}"),
        (r"Jos{\'\i}", "José".replace("é", "í")),
        ("``quoted''", "“quoted”"),
    ],
)
def test_latex_becomes_plain_text(latex, text):
    assert plain_text(latex) == text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("1948/07//", "1948-07"), ("2014-3-1", "2014-03-01"), ("1981/1983", "1981/1983"), ("spring 2001", "2001"),
     ("2014-02-31", "2014-02"), ("n.d.", ""), ("", ""), ("1990~", "1990~")],
)  # fmt: skip
def test_dates_of_bibliographies_are_read_as_far_as_they_go(text, edtf):
    assert edtf_of(text) == edtf


def test_ris_takes_the_first_address_and_joins_long_lines():
    (source,) = read_ris(
        "1.\nTY  - NEWS\nTI  - A long\n      title\nAU  - Writer, B.\nAU  - Body\nPY  - 2014/3/1/\n"
        "UR  - http://example.org; http://example.com\nER  -\n"
    )
    assert (source.title, source.author) == ("A long title", "B. Writer; Body")
    assert (source.published, source.url, source.kind) == ("2014-03-01", "http://example.org", "news article")


def test_csl_reads_names_dates_and_ranges():
    item = {"id": 7, "type": "article-newspaper", "title": "T", "author": [{"family": "Writer", "given": "B."}, 3],
            "issued": {"date-parts": [["2014", 3, 1], [2014, 3, 2]]}, "DOI": "10.1/x"}  # fmt: skip
    (source,) = read_csl(json.dumps([item]))
    assert (source.author, source.published) == ("B. Writer", "2014-03-01/2014-03-02")
    assert (source.url, source.external_id) == ("https://doi.org/10.1/x", "7")


def test_a_kind_nobody_knows_is_a_report():
    assert kind_named("zzz") == "report"


@pytest.mark.shared
def test_files_of_other_programs_are_read_whole(shared):
    folder = shared / "data" / "interchange" / "bib"
    counts = {
        path.name: len(read_bibliography(path)) for path in sorted(folder.iterdir()) if "multiline" not in path.name
    }
    assert counts["ris-example_basic.ris"] == 1
    assert counts["ris-example_full.ris"] == 2
    assert counts["biber-examples.bib"] >= 90
    assert counts["pybtex-xampl.bib"] >= 30


@pytest.mark.shared
def test_bibtex_finds_the_entries_that_another_reader_finds(shared):
    bibtexparser = pytest.importorskip("bibtexparser")
    for path in sorted((shared / "data" / "interchange" / "bib").glob("*.bib")):
        text = path.read_text(encoding="utf-8")
        theirs = {each.key.lower(): each for each in bibtexparser.parse_string(text).entries}
        ours = {source.external_id.lower(): source for source in read_bibtex(text)}
        wanted = {key for key, each in theirs.items() if each.entry_type.lower() not in {"set", "xdata"}}
        assert wanted - set(ours) == set(), path.name
        for key in wanted:
            year = theirs[key].fields_dict.get("year")
            if year is not None and str(year.value).strip().isdigit():
                assert ours[key].published[:4] == str(year.value).strip(), key
