"""How a table is read can be kept as a file, and nothing but a mapping is taken for one."""

from __future__ import annotations

import json

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.tables.mapping_file import options_of, plain_mapping, read_mapping, shape_of, spell_mapping

ALL = ReadOptions(
    mapping={"Datum": "start", "Bemerkung": ""}, order="mdy", orders={"Stand": "ymd"}, sheet="Tabelle1",
    encoding="cp1251", zone="Europe/Kyiv", century=1900, days=False, separators={"actors": ","},
)  # fmt: skip


@pytest.mark.parametrize("options", [ALL, ReadOptions(), ReadOptions(days=True)])
def test_what_is_written_is_read_again(tmp_path, options):
    path = tmp_path / "a.json"
    path.write_text(spell_mapping(options), encoding="utf-8")
    assert read_mapping(path) == options


def test_what_says_nothing_is_left_out():
    assert plain_mapping(ReadOptions()) == {"format": "conflict-timeline mapping", "version": 1}


@pytest.mark.parametrize(
    "wrong",
    [{"columns": {"A": "titel"}}, {"columns": ["A"]}, {"order": "dym"}, {"order": ["dmy"]}, {"orders": {"A": ""}},
     {"zone": "Nowhere/Land"}, {"zone": 3}, {"century": "1900"}, {"century": -5}, {"days": "yes"}, {"sheet": 1},
     {"encoding": []}, {"separators": {"actors": 1}}],
)  # fmt: skip
def test_a_part_that_cannot_be_meant_is_told(wrong):
    with pytest.raises(FormatError, match=f"“a.json”.*“{next(iter(wrong))}”"):
        options_of({"format": "conflict-timeline mapping", "version": 1, **wrong}, "a.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "conflict-timeline"}', "[" * 100_000, "\x00"])
def test_what_is_no_mapping_is_refused(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=r"no mapping of columns.*\."):
        read_mapping(path)


def test_tables_of_one_shape_have_the_same_columns_in_any_order():
    assert shape_of(["Title", "Date "]) == shape_of(["date", "TITLE", ""])
    assert shape_of(["Title", "Date"]) != shape_of(["Title", "Day"])


def test_a_mapping_is_json_that_people_can_read():
    assert json.loads(spell_mapping(ALL))["columns"] == {"Datum": "start", "Bemerkung": ""}
    assert "Bemerkung" in spell_mapping(ALL)
