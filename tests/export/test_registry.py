"""One table of what is written: each format in it can be chosen, named and written."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ExportError
from timeline_app.domain.records import Event, new_id
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import WRITE_FORMATS, export_file, export_steps, write_format, written_as
from timeline_app.export.selection import undated_left_out
from timeline_app.export.write_format import Option, publishing
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

BEGINS = {
    "png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "csv": b"id,external_id", "json": b'{"format"', "docx": b"PK",
    "html": b"<!DOCTYPE html>",
    "md": b"# ", "ics": b"BEGIN:VCALENDAR", "geojson": b'{\n"type": "FeatureCollection"', "timelinejs": b'{\n"title"',
    "timelinejs-csv": b"Year,Month", "xlsx": b"PK", "timelinejs-xlsx": b"PK", "timeline": b"<?xml",
}  # fmt: skip


@pytest.fixture
def sample(tmp_path, qapp):
    build_sample(tmp_path / "s.timelinedb")
    chronology = Chronology(Store.open(tmp_path / "s.timelinedb"))
    yield chronology
    chronology.close()


@pytest.mark.parametrize("form", WRITE_FORMATS, ids=lambda form: form.name)
def test_each_format_is_written_by_its_ending_and_by_its_name(sample, tmp_path, form):
    options = ExportOptions(query="category:Diplomacy", first="2025")
    export_file(sample, options, tmp_path / f"a{form.suffix.upper()}")
    export_file(sample, ExportOptions(form.name, query="category:Diplomacy", first="2025"), tmp_path / "b.other")
    by_ending = next(each for each in WRITE_FORMATS if each.suffix == form.suffix)
    for name, kind in ((f"a{form.suffix.upper()}", by_ending.name), ("b.other", form.name)):
        assert (tmp_path / name).read_bytes().startswith(BEGINS[kind])


def test_a_format_that_is_published_fetches_its_writer_when_it_is_asked_for(sample, tmp_path):
    fetched = []

    def fetch():
        fetched.append("writer")

        def write(published, path):
            path.write_text(next(iter(published.events)).title)
            yield 0.5

        return write

    steps = publishing(fetch)
    assert not fetched
    assert list(steps(sample, ExportOptions(query="category:Diplomacy"), tmp_path / "a")) == [0.5, 1.0]
    assert fetched == ["writer"]
    assert (tmp_path / "a").read_text()


@pytest.mark.parametrize("form", [each for each in WRITE_FORMATS if each.kind != "picture"], ids=lambda form: form.name)
def test_the_same_store_makes_the_same_bytes_and_what_is_cancelled_leaves_nothing(sample, tmp_path, form):
    options = ExportOptions(form.name, query="category:Diplomacy")
    for name in ("a", "b"):
        export_file(sample, options, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    steps = export_steps(sample, options, tmp_path / "c")
    next(steps)
    steps.close()
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("s.")) == ["a", "b"]


def test_a_name_with_several_kinds_of_file_goes_by_the_ending():
    chosen = {
        ending: write_format("timelinejs", Path(f"a{ending}")).name for ending in (".json", ".csv", ".xlsx", ".x")
    }
    assert list(chosen.values()) == ["timelinejs", "timelinejs-csv", "timelinejs-xlsx", "timelinejs"]
    assert write_format("", Path("a.json")).name == "json"
    assert write_format("", Path("a.csv")).name == "csv"


@pytest.mark.parametrize("form", [each for each in WRITE_FORMATS if each.dated], ids=lambda form: form.name)
def test_what_needs_dates_leaves_out_what_has_none(sample, tmp_path, form):
    sample.do(Change("Add", after=(Event(new_id(), "Nobody knows when"),)))
    assert undated_left_out(sample, ExportOptions(form.name)) == 1
    export_file(sample, ExportOptions(form.name), tmp_path / "a")
    assert b"Nobody knows when" not in (tmp_path / "a").read_bytes()


def test_formats_stand_kind_by_kind():
    kinds = [form.kind for form in WRITE_FORMATS]
    assert len(set(kinds)) == 1 + sum(one != other for one, other in pairwise(kinds))


def test_the_table_is_well_formed():
    assert len({form.name for form in WRITE_FORMATS}) == len(WRITE_FORMATS)
    for form in WRITE_FORMATS:
        assert form.options <= set(get_args(Option))
        assert bool(form.about()) is (form.kind != "picture")
        assert len(form.options & {"pixels", "paper"}) == (form.kind == "picture")
    assert {field.name for field in fields(ExportOptions)} >= {"query", "pages", "theme", "lanes", "legend", "sources"}


def test_a_refusal_lists_what_can_be_written():
    with pytest.raises(ExportError, match=r"\.png, \.svg, \.pdf, \.html, \.docx, .*\.csv, \.json"):
        write_format("", Path("a.doc"))
    with pytest.raises(ExportError, match="png, svg, pdf, html, docx"):
        written_as("doc")


@pytest.mark.parametrize("name", ["csv", "json"])
def test_data_of_a_stretch_that_ends_before_it_begins_is_refused(sample, tmp_path, name):
    with pytest.raises(ExportError, match="ends before it begins"):
        export_file(sample, ExportOptions(name, first="2025", last="2024"), tmp_path / "a")
    assert not (tmp_path / "a").exists()
