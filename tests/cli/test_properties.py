"""A chronology of another war, from the command line: made, told about, and on its own clocks without any setting."""

from __future__ import annotations

import pytest
from verbs import done, refused, run, run_apart

from timeline_app.domain.properties import PROPERTIES
from timeline_app.store.schema import SCHEMA_VERSION


@pytest.fixture
def sudan(tmp_path):
    path = tmp_path / "sudan.timelinedb"
    done("new", path, "--set", "title=The war in Sudan", "--set", "zone=Khartoum")
    done("add", path, "--date", "15 April 2023 07:00 UTC", "--title", "Fighting begins")
    done("add", path, "--date", "15 April 2023 23:30 UTC", "--title", "Late at night")
    return path


def test_a_chronology_runs_on_its_own_clocks(sudan):
    assert [each["title"] for each in done("list", sudan, "--query", "date:2023-04-16")] == ["Late at night"]
    assert done("list", sudan, "--query", "date:2023-04-16", "--zone", "UTC") == []
    told = run("list", sudan).stdout
    assert "16 April 2023, 01:30 Khartoum" in told
    assert "15 April 2023, 23:30 UTC" in run("list", sudan, "--zone", "UTC").stdout
    assert done("list", sudan)[1]["start"] == "2023-04-15T23:30:00Z", "what is stored stays as it was"


def test_a_clock_time_that_names_no_zone_is_one_of_the_chronology(sudan):
    told = done("add", sudan, "--date", "15 April 2023, 09:00", "--title", "A")
    assert (told["start"], told["zone"]) == ("2023-04-15T09:00:00+02:00", "Africa/Khartoum")
    assert done("add", sudan, "--date", "15 April 2023", "--title", "B")["zone"] == "", "a day has none"
    told = done("add", sudan, "--date", "15 April 2023", "--end", "15 April 2023, 10:00", "--title", "C")
    assert (told["end"], told["zone"]) == ("2023-04-15T10:00:00+02:00", "Africa/Khartoum")


def test_an_export_runs_on_them_too(sudan, tmp_path):
    done("export", sudan, "--to", tmp_path / "day.csv", "--from", "2023-04-16", "--until", "2023-04-16")
    assert "Late at night" in (tmp_path / "day.csv").read_text(encoding="utf-8-sig")
    assert "Fighting begins" not in (tmp_path / "day.csv").read_text(encoding="utf-8-sig")
    assert run_apart("export", sudan, "--to", tmp_path / "a.svg").returncode == 0  # which makes an application of Qt
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "16 April 2023" in svg.replace("\xa0", " ")


def test_properties_are_shown_set_and_taken_back(sudan):
    assert list(done("properties", sudan)) == list(PROPERTIES)
    told = done("properties", sudan, "--set", "author=A. Writer", "--set", "as_of=31 Dec 2023", "--set", "language=ar")
    assert (told["author"], told["as_of"], told["zone"], told["title"]) == (
        "A. Writer", "2023-12-31", "Africa/Khartoum", "The war in Sudan",
    )  # fmt: skip
    info = done("info", sudan)
    assert (info["author"], info["language"], info["zone"], info["schema"]) == (
        "A. Writer",
        "ar",
        "Africa/Khartoum",
        SCHEMA_VERSION,
    )
    assert "Author" in run("info", sudan).stdout
    done("undo", sudan)
    assert done("properties", sudan)["author"] == ""
    assert "zone            Africa/Khartoum" in run("properties", sudan).stdout


def test_what_cannot_be_set_is_told_and_nothing_is_made_or_changed(sudan, tmp_path):
    assert "several zones" in refused("properties", sudan, "--set", "zone=Russia", "--set", "title=Other")
    assert done("properties", sudan)["title"] == "The war in Sudan"
    assert "sets nothing" in refused("properties", sudan, "--set", "zone")
    assert "no property" in refused("new", tmp_path / "b.timelinedb", "--set", "colour=red")
    assert not (tmp_path / "b.timelinedb").exists()


def test_a_zone_of_one_call_is_named_by_city_country_or_name(sudan):
    for zone in ("Khartoum", "sudan", "Africa/Khartoum"):
        assert "16 April 2023, 01:30 Khartoum" in run("list", sudan, "--zone", zone).stdout
    for zone, said in (("Russia", "several zones"), ("Nowhere", "no city or country")):
        result = run_apart("list", sudan, "--zone", zone)
        assert result.returncode == 2
        assert said in result.stderr


def test_clock_times_are_told_as_the_window_shows_them_where_a_chronology_names_no_zone(tmp_path):
    store = tmp_path / "a.timelinedb"
    done("new", store)
    done("add", store, "--date", "2023-04-15T21:40Z", "--title", "Late at night")
    assert "16 April 2023, 00:40 Kyiv" in run("list", store).stdout
    assert done("list", store)[0]["date"] == "16 April 2023, 00:40 Kyiv"
    assert "15 April 2023, 21:40 UTC" in run("list", store, "--zone", "UTC").stdout


def test_new_events_get_the_status_of_new_events(sudan, tmp_path):
    done("properties", sudan, "--set", "default_status=corroborated")
    assert done("add", sudan, "--date", "2023-05", "--title", "A")["status"] == "corroborated"
    assert done("add", sudan, "--date", "2023-05", "--title", "B", "--status", "reported")["status"] == "reported"
    table = tmp_path / "t.csv"
    table.write_text(
        "title,date,status\nC,2023-06-01,\nD,2023-06-02,reported\nE,2023-06-03,disputed\n", encoding="utf-8"
    )
    done("import", table, "--into", sudan)
    by_title = {each["title"]: each["status"] for each in done("list", sudan)}
    assert (by_title["C"], by_title["D"], by_title["E"]) == ("corroborated", "reported", "disputed")


def test_new_events_get_the_category_of_new_events(sudan, tmp_path):
    done("properties", sudan, "--set", "default_category=Strike")
    done("add", sudan, "--date", "2023-05", "--title", "A")
    done("add", sudan, "--date", "2023-05", "--title", "B", "--category", "Talks")
    done("add", sudan, "--date", "2023-05", "--title", "N", "--category", "")
    table = tmp_path / "t.csv"
    table.write_text("id,title,date,category\n1,C,2023-06-01,\n2,D,2023-06-02,Talks\n", encoding="utf-8")
    done("import", table, "--into", sudan)
    found = {each["title"]: each["category"] for each in done("list", sudan)}
    assert [found[each] for each in "ABNCD"] == ["Strike", "Talks", "", "Strike", "Talks"]
    assert [each["name"] for each in done("names", sudan) if each["kind"] == "category"] == ["Strike", "Talks"]


def test_a_table_of_ours_comes_back_as_it_was(sudan, tmp_path):
    done("add", sudan, "--date", "2023-05", "--title", "A")
    done("export", sudan, "--to", tmp_path / "t.csv")
    other = tmp_path / "other.timelinedb"
    done("new", other, "--set", "default_category=Strike")
    done("import", tmp_path / "t.csv", "--into", other)
    assert done("list", other)[0]["category"] == ""


def test_a_table_that_names_no_status_leaves_those_that_are_there(sudan, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("id,title,date,status\n1,C,2023-06-01,occurred\n", encoding="utf-8")
    done("import", table, "--into", sudan)
    table.write_text("id,title,date,status\n1,C2,2023-06-01,\n", encoding="utf-8")
    done("import", table, "--into", sudan)
    assert {each["title"]: each["status"] for each in done("list", sudan)}["C2"] == "occurred"


def test_the_sample_can_be_made_with_properties(tmp_path):
    done("new", tmp_path / "s.timelinedb", "--sample", "--set", "zone=UTC")
    assert done("properties", tmp_path / "s.timelinedb")["zone"] == "UTC"


def test_overdue_events_are_listed(sudan):
    done("add", sudan, "--date", "3 May 2024", "--title", "Talks", "--status", "planned")
    assert [each["title"] for each in done("list", sudan, "--query", "is:overdue")] == ["Talks"]
    assert "overdue" in refused("list", sudan, "--query", "is:late")
