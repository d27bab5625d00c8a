"""How a person had a file read is kept for files of its shape, and under names."""

from __future__ import annotations

import json

import pytest

from timeline_app.document.importing import ImportOptions, plan_import
from timeline_app.document.saved_readings import (
    SavedReadings,
    plan_as_before,
    read_as_before,
    read_file_of_reading,
    spell_reading,
)
from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import ReadOptions

CHOSEN = ImportOptions(
    "csv", ReadOptions(mapping={"Bericht": "title", "Art": ""}, orders={"Wann": "mdy"}, encoding="cp1251")
)
COLUMNS = ("Wann", "Bericht", "Art")


@pytest.fixture
def saved(tmp_path):
    return SavedReadings(tmp_path / "readings")


def test_what_was_chosen_is_read_again_and_the_usual_order_stays_the_persons(saved):
    now = ImportOptions(reading=ReadOptions(usual_order="mdy"), author="Olena")
    again = read_as_before(spell_reading(CHOSEN), now, COLUMNS)
    assert (again.format, again.author, again.reading.usual_order) == ("csv", "Olena", "mdy")
    assert (again.reading.mapping, again.reading.orders, again.reading.encoding) == (
        {"Bericht": "title", "Art": ""}, {"Wann": "mdy"}, "cp1251",
    )  # fmt: skip


def test_columns_that_a_file_does_not_have_are_left_out(saved):
    again = read_as_before(spell_reading(CHOSEN), ImportOptions(), ["bericht ", "Other"])
    assert (again.reading.mapping, again.reading.orders) == ({"Bericht": "title"}, {})
    assert read_as_before(spell_reading(CHOSEN), ImportOptions()).reading.mapping == CHOSEN.reading.mapping


@pytest.mark.parametrize("text", ["", "[]", "{}", "x", '{"format": 3}', '{"columns": 5}', "[" * 100_000])
def test_what_is_no_reading_is_told(text):
    with pytest.raises(FormatError, match="no saved reading"):
        read_as_before(text, ImportOptions())


def test_values_that_make_no_sense_are_left_out():
    strange = {"format": "csv", "mapping": [1], "order": "ydm", "orders": {"a": "x", "b": "mdy"}, "encoding": 7}
    strange |= {"zone": "Atlantis", "century": 10**9}
    again = read_as_before(json.dumps(strange), ImportOptions())
    assert again.reading == ReadOptions(orders={"b": "mdy"})


def test_a_file_with_the_same_header_is_read_as_the_last_one(saved, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Wann,Bericht\n03/04/2022,1001\n", "utf-8")
    assert plan_as_before(path, ImportOptions(), saved).fault
    chosen = ImportOptions("csv", ReadOptions(mapping={"Bericht": "title", "Wann": "start"}, orders={"Wann": "mdy"}))
    saved.remember(["Wann", "Bericht"], spell_reading(chosen))
    plan = plan_as_before(path, ImportOptions(), saved)
    assert (plan.fault, plan.first[0].title, plan.first[0].start) == ("", "1001", "2022-03-04")
    saved.remember(["WANN ", "bericht"], "")
    assert plan_as_before(path, ImportOptions(), saved).fault
    saved.remember(["Wann", "Bericht"], '{"format": "nothing"}')
    assert plan_as_before(path, ImportOptions(), saved) == plan_import(path)


def test_names_are_files_and_stay_in_their_folder(saved, tmp_path):
    assert saved.names() == []
    saved.save("ACLED ../../Україна", spell_reading(CHOSEN))
    assert saved.names() == ["ACLED .. .. Україна"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["readings"]
    assert saved.named("ACLED ../../Україна") == spell_reading(CHOSEN)
    saved.remember(["a"], "x")
    assert saved.names() == ["ACLED .. .. Україна"]
    for name in ("", " . ", "///"):
        with pytest.raises(FormatError, match="letters or digits"):
            saved.save(name, "x")
    with pytest.raises(FormatError, match="cannot be read"):
        saved.named("gone")


def test_a_folder_that_cannot_be_written_is_told_and_no_hindrance(tmp_path):
    (tmp_path / "file").write_text("x")
    saved = SavedReadings(tmp_path / "file")
    with pytest.raises(FormatError, match="cannot be saved"):
        saved.save("a", "x")
    saved.remember(["a"], "x")
    assert (saved.of_shape(["a"]), saved.names()) == ("", [])


def test_a_broken_memory_is_forgotten(saved, tmp_path):
    saved.remember(["a"], "x")
    (tmp_path / "readings" / "by shape.json").write_bytes(b"\xff{")
    assert saved.of_shape(["a"]) == ""
    saved.remember(["a"], "y")
    assert saved.of_shape(["a"]) == "y"


def test_the_latest_shapes_are_kept(saved):
    for n in range(205):
        saved.remember([f"c{n}"], str(n))
    assert (saved.of_shape(["c0"]), saved.of_shape(["c204"])) == ("", "204")


def test_a_file_that_is_too_large_is_no_reading(tmp_path):
    (tmp_path / "a.json").write_bytes(b" " * (2 << 20))
    with pytest.raises(FormatError, match="too large"):
        read_file_of_reading(tmp_path / "a.json")
