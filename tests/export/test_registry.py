"""One table of what is written: each format in it can be chosen, named and written."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from timeline_app.document import Chronology
from timeline_app.domain.errors import ExportError
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import WRITE_FORMATS, Option, export_file, write_format, written_as
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

BEGINS = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF",
    "html": b"<!DOCTYPE html>",
    "csv": b"id,external_id",
    "json": b'{"format"',
}


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
    for name in (f"a{form.suffix.upper()}", "b.other"):
        assert (tmp_path / name).read_bytes().startswith(BEGINS[form.name])


def test_the_table_is_well_formed():
    for unique in ("name", "suffix"):
        assert len({getattr(form, unique) for form in WRITE_FORMATS}) == len(WRITE_FORMATS)
    for form in WRITE_FORMATS:
        assert form.options <= set(get_args(Option))
        assert bool(form.about()) is (form.kind != "picture")
        assert len(form.options & {"pixels", "paper"}) == (form.kind == "picture")
    assert {field.name for field in fields(ExportOptions)} >= {"query", "pages", "theme", "lanes", "legend", "sources"}


def test_a_refusal_lists_what_can_be_written():
    with pytest.raises(ExportError, match=r"\.png, \.svg, \.pdf, \.html, \.csv, \.json"):
        write_format("", Path("a.docx"))
    with pytest.raises(ExportError, match="png, svg, pdf, html, csv, json"):
        written_as("docx")


@pytest.mark.parametrize("name", ["csv", "json"])
def test_data_of_a_stretch_that_ends_before_it_begins_is_refused(sample, tmp_path, name):
    with pytest.raises(ExportError, match="ends before it begins"):
        export_file(sample, ExportOptions(name, first="2025", last="2024"), tmp_path / "a")
    assert not (tmp_path / "a").exists()
