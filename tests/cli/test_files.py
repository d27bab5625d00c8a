"""Files in and out on the command line: tables and JSON both ways, pictures, and what cannot be read or written."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from tests.support.workbooks import write_xlsx
from timeline_app.cli import app
from timeline_app.export.registry import WRITE_FORMATS

SVG = "{http://www.w3.org/2000/svg}"


def no_window(store):
    raise AssertionError(store)


def run(*args):
    """Run a verb in this process; give exit code, stdout, stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = app.run([str(arg) for arg in args], no_window)
        except SystemExit as left:  # argparse, of an option
            code = left.code
    return code, out.getvalue(), err.getvalue()


def done(*args):
    code, out, err = run(*args, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def refused(*args):
    code, out, err = run(*args)
    assert code == 1
    assert out == ""
    assert err.startswith("timeline-app: ")
    assert err.count("\n") == 1
    assert "unexpected" not in err
    return err


@pytest.fixture(scope="module", autouse=True)
def application(qapp):
    """Let pictures find the application of the whole run; one of their own could not be followed by any other."""
    return qapp


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "sample.timelinedb"
    assert run("new", path, "--sample")[0] == 0
    return path


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "a.timelinedb"
    assert run("new", path)[0] == 0
    return path


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


# --- formats ----------------------------------------------------------------------------------------------------------


def test_formats_lists_what_is_read_and_written(capsys):
    told = done("formats")
    assert {each["name"] for each in told["read"]} >= {"csv", "timelinejs", "json", "bibtex", "ris", "csl", "article"}
    assert [each["name"] for each in told["written"]] == [each.name for each in WRITE_FORMATS]
    assert all(each["about"] for each in told["written"] if each["kind"] != "picture")
    assert {each["verb"] for each in told["read"]} == {"import", "extract"}
    assert app.run(["formats"], no_window) == 0
    lines = capsys.readouterr().out
    assert all(each["label"] in lines for each in (*told["read"], *told["written"]))


def test_a_bibliography_is_imported_as_sources(store, tmp_path):
    (tmp_path / "a.txt").write_text("@book{k, title = {On War}, year = {1832}}\n", encoding="utf-8")
    assert done("import", tmp_path / "a.txt", "--into", store, "--dry-run")["added"] == 1
    told = done("import", tmp_path / "a.txt", "--into", store)
    assert (told["format"], told["added"]) == ("bibtex", 1)
    assert done("import", tmp_path / "a.txt", "--into", store)["skipped"] == 1
    assert done("info", store)["sources"] == 1


def test_an_ending_that_is_not_written_is_refused_with_those_that_are(store, tmp_path):
    assert ".png, .svg, .pdf, .html, .docx, " in refused("export", store, "--to", tmp_path / "a.doc")


# --- import -----------------------------------------------------------------------------------------------------------


def test_rows_that_are_left_out_are_counted(store, tmp_path, capsys):
    file = table(tmp_path / "a.csv", "title,start\nOne,2025-01-02\n,2024\n")
    told = done("import", file, "--into", store, "--dry-run")
    assert (told["read"], told["added"], told["left_out"], told["problem_count"]) == (1, 1, 1, 1)
    assert app.run(["import", str(file), "--into", str(store)], no_window) == 0
    assert "1 event added, 1 left out." in capsys.readouterr().out


def test_a_table_comes_in_as_one_change(store, tmp_path):
    file = table(tmp_path / "a.csv", "title,start,end,category,actors\nOne,2025-01-02,,Strike,A;B\nTwo,2024,2025,,\n")
    told = done("import", file, "--into", store)
    assert list(told)[:9] == ["format", "read", "added", "updated", "skipped", "undated", "first", "last", "problems"]
    assert {name: told[name] for name in ("format", "read", "added", "updated", "skipped", "undated")} == {
        "format": "csv", "read": 2, "added": 2, "updated": 0, "skipped": 0, "undated": 0,
    }  # fmt: skip
    assert (told["first"], told["last"], told["problems"]) == ("2024", "2025", [])
    assert (told["left_out"], told["gone"], told["conflicts"]) == (0, 0, [])
    events = done("list", store)
    assert [event["title"] for event in events] == ["Two", "One"]
    assert events[1]["actors"] == ["A", "B"]
    assert run("undo", store)[0] == 0
    assert done("list", store) == []
    assert run("redo", store)[0] == 0
    assert done("list", store) == events


def test_a_second_import_of_the_same_file_adds_nothing(store, tmp_path):
    file = table(tmp_path / "a.csv", "id,title,start\nx1,One,2025\nx2,Two,2024\n")
    assert done("import", file, "--into", store)["added"] == 2
    again = done("import", file, "--into", store)
    assert (again["added"], again["updated"]) == (0, 0)
    assert len(done("list", store)) == 2


def test_a_dry_run_changes_nothing(store, tmp_path):
    file = table(tmp_path / "a.csv", "title,start\nOne,2025\n")
    assert done("import", file, "--into", store, "--dry-run")["added"] == 1
    assert done("list", store) == []
    assert "nothing to undo" in refused("undo", store)


def test_columns_are_mapped_by_name(store, tmp_path):
    file = table(tmp_path / "a.csv", "Was;Wann genau;Wo\nEins;1.2.2025;Kyjiw\n")
    done("import", file, "--into", store, "--map", "Was=title", "--map", "Wann genau=start", "--map", "Wo=place")
    (event,) = done("list", store)
    assert (event["title"], event["start"], event["place"]) == ("Eins", "2025-02-01", "Kyjiw")


@pytest.mark.parametrize(("order", "start"), [("dmy", "2025-03-04"), ("mdy", "2025-04-03")])
def test_the_order_of_day_and_month_can_be_given(store, tmp_path, order, start):
    file = table(tmp_path / "a.csv", "title,start\nOne,04/03/2025\n")
    done("import", file, "--into", store, "--order", order)
    assert done("list", store)[0]["start"] == start


def test_rows_with_faults_are_told_and_the_others_come_in(store, tmp_path):
    file = table(tmp_path / "a.csv", "title,start\nGood,2025\n,2024\nImpossible,2025-02-30\nUndated,\n")
    told = done("import", file, "--into", store)
    assert {problem["row"] for problem in told["problems"]} == {3, 4}
    assert all(set(problem) == {"row", "message"} and problem["message"] for problem in told["problems"])
    assert told["undated"] == 2
    dates = {event["title"]: event["date"] for event in done("list", store)}
    assert dates == {"Good": "2025", "Impossible": "undated: “2025-02-30”", "Undated": "undated"}
    assert any(line.startswith("undated: “2025-02-30”  ") for line in run("list", store)[1].splitlines())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"colour,size\nred,1\n"),
        ("a.json", b"{"),
        ("a.json", b'{"a": 1}'),
        ("a.json", b'{"format": "conflict-timeline", "version": 1, "records": {"event": [{"id": 3}]}}'),
        ("a.bin", bytes(range(256))),
    ],
)
def test_a_file_that_is_none_is_refused_and_nothing_changes(store, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert refused("import", tmp_path / name, "--into", store)
    assert done("list", store) == []


def test_a_missing_file_a_wrong_map_and_a_wrong_format_are_refused(store, tmp_path):
    file = table(tmp_path / "a.csv", "title,start\nOne,2025\n")
    assert refused("import", tmp_path / "none.csv", "--into", store)
    assert refused("import", file, "--into", store, "--map", "nothing=title")
    assert refused("import", file, "--into", store, "--map", "title=nothing")
    assert refused("import", file, "--into", store, "--format", "xyz")
    assert refused("import", file, "--into", tmp_path / "none.timelinedb")
    assert done("list", store) == []


def test_a_map_without_an_equals_sign_is_a_wrong_command_line(store, tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        app.run(["import", "a.csv", "--into", str(store), "--map", "title"], no_window)
    assert left.value.code == 2
    assert "COLUMN=FIELD" in capsys.readouterr().err


# --- data out ---------------------------------------------------------------------------------------------------------


def test_json_loses_nothing(sample, store, tmp_path):
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    done("export", sample, "--to", first)
    done("import", first, "--into", store)
    done("export", store, "--to", second)
    assert first.read_bytes() == second.read_bytes()
    assert done("info", store) == done("info", sample)
    assert done("check", store)["ok"]


def test_a_table_reads_back(sample, store, tmp_path):
    file = tmp_path / "a.csv"
    done("export", sample, "--to", file)
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 130
    assert {"title", "start", "end", "status", "category", "actors", "place"} <= set(rows[0])
    assert done("import", file, "--into", store)["added"] == 130
    shown = ("title", "start", "end", "status", "category", "actors", "place", "importance")
    before = [[event[name] for name in shown] for event in done("list", sample)]
    after = [[event[name] for name in shown] for event in done("list", store)]
    assert sorted(after) == sorted(before)


def test_data_follow_query_and_range(sample, store, tmp_path):
    done("export", sample, "--to", tmp_path / "a.csv", "--query", "category:Diplomacy")
    done("export", sample, "--to", tmp_path / "b.json", "--query", "category:Diplomacy", "--from", "2025")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as opened:
        assert len(list(csv.DictReader(opened))) == 31
    done("import", tmp_path / "b.json", "--into", store)
    events = done("list", store)
    assert len(events) == 16
    assert {event["category"] for event in events} == {"Diplomacy"}
    assert done("check", store)["ok"]


def test_a_table_starts_no_formula(store, tmp_path):
    done("add", store, "--date", "2025", "--title", "=1+1", "--summary", "@x", "--actor", "+y")
    done("export", store, "--to", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_png_has_the_pixels_that_were_asked_for(sample, tmp_path):
    told = done("export", sample, "--to", tmp_path / "a.png", "--size", "1280x720", "--from", "2025")
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1280, 720)
    assert told["format"] == "png"
    assert told["bytes"] == (tmp_path / "a.png").stat().st_size


@pytest.mark.parametrize(("upright", "box"), [((), (842, 595)), (("--portrait",), (595, 842))])
def test_a_pdf_has_pages_of_paper_with_text_and_a_title(sample, tmp_path, upright, box):
    done("export", sample, "--to", tmp_path / "a.pdf", "--size", "A4", "--title", "Talks, so far", *upright)
    pdf = PdfReader(tmp_path / "a.pdf")
    assert pdf.metadata.title == "Talks, so far"
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {box}
    words = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "Talks, so far" in words
    assert "130 events" in words
    assert "Minsk Protocol" in words
    assert "Sources, continued" in words


def test_a_pdf_spreads_over_pages(sample, tmp_path):
    for pages in (1, 4):
        done("export", sample, "--to", tmp_path / "a.pdf", "--pages", pages, "--no-sources")
        assert len(PdfReader(tmp_path / "a.pdf").pages) == pages


def test_an_svg_is_xml_whose_text_is_text(sample, tmp_path):
    done("export", sample, "--to", tmp_path / "a.svg", "--query", "category:Diplomacy", "--title", "A & <B>")
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert root.find(f"{SVG}title").text == "A & <B>"
    assert "31 of 130 events" in root.find(f"{SVG}desc").text
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "A & <B>" in texts
    assert any("Third round of direct talks in Istanbul" in text for text in texts)
    assert root.get("width") == "1600"
    assert not list(root.iter(f"{SVG}image"))
    fonts = {element.get("font-family") for element in root.iter() if element.get("font-family")}
    assert fonts
    assert all(font.startswith("Inter, ") for font in fonts)


def test_hostile_text_makes_no_markup_in_an_svg(store, tmp_path):
    for title in ("</text><script>alert(1)</script>", "a\x0bb\ufffec\u202ed", "]]>&#0;"):
        done("add", store, "--date", "2025-05-01", "--title", title)
    done("export", store, "--to", tmp_path / "a.svg", "--title", "<script>")
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert not [element for element in root.iter() if "script" in element.tag.lower()]
    assert any("<script>alert(1)</script>" in (element.text or "") for element in root.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    "wrong",
    [
        ("--to", "none/a.png"),
        ("--to", "a.gif"),
        ("--to", "a"),
        ("--to", "a.png", "--size", "huge"),
        ("--to", "a.png", "--size", "70000x40000"),
        ("--to", "a.png", "--query", "("),
        ("--to", "a.png", "--query", "nothingatall"),
        ("--to", "a.png", "--from", "soonish"),
        ("--to", "a.png", "--from", "2026", "--until", "2025"),
        ("--to", "a.pdf", "--pages", "0"),
        ("--to", "a.png", "--dpi", "5"),
        ("--to", "a.png", "--dpi", "192", "--scale", "2"),
    ],
)
def test_a_picture_that_cannot_be_is_refused_and_nothing_is_written(sample, tmp_path, monkeypatch, wrong):
    monkeypatch.chdir(tmp_path)
    assert refused("export", sample, *wrong)
    assert list(tmp_path.iterdir()) == []


def without_ids(written):
    """Take the ids and the moment off that a PDF gets anew each time."""
    return re.sub(rb"[0-9a-fA-F-]{32,36}|\d{14}Z|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"", written)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv", "json"])
@pytest.mark.parametrize(
    ("option", "taken_by"),
    [
        (("--size", "1600"), "png svg pdf"),
        (("--dpi", "300"), "png"),
        (("--scale", "2"), "png"),
        (("--theme", "light"), "png svg pdf"),
        (("--lanes", "category"), "png svg pdf"),
        (("--title", ""), "png svg pdf"),
        (("--portrait", "--size", "A4"), "png svg pdf"),
        (("--transparent",), "png svg"),
        (("--dates",), "png svg pdf"),
        (("--no-dates",), "png svg pdf"),
        (("--no-legend",), "png svg pdf"),
        (("--no-sources",), "png svg pdf"),
        (("--pages", "1"), "pdf"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_an_option_that_changes_nothing_in_the_file_is_told(store, tmp_path, ending, option, taken_by):
    target = tmp_path / f"a.{ending}"
    done("add", store, "--date", "2025-05-01", "--title", "Talks")
    code, out, err = run("export", store, "--to", target, *option)
    if ending in taken_by:
        assert (code, err) == (0, "")
        assert target.exists()
        return
    if option[0] in {"--size", "--dpi", "--theme", "--lanes"}:  # the contract has these for every format
        assert code == 0
        assert f"{option[0]} changes nothing in {ending.upper()}, only in " in err
        plain = tmp_path / f"b.{ending}"
        done("export", store, "--to", plain)
        assert without_ids(target.read_bytes()) == without_ids(plain.read_bytes())
        return
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("timeline-app: --")
    assert f"does not go with {ending.upper()}, only with " in err
    assert err.splitlines()[-1].count(".") == 1
    assert all(form.upper() in err for form in taken_by.split())
    assert not target.exists()


@pytest.mark.parametrize("size", [(), ("--size", "1600x1000")])
def test_pixels_have_no_orientation(sample, tmp_path, size):
    code, _out, err = run("export", sample, "--to", tmp_path / "a.png", "--landscape", *size)
    assert code == 2
    assert "--size A4" in err
    assert not (tmp_path / "a.png").exists()


def test_that_events_without_a_date_are_left_out_is_told(store, tmp_path, capsys):
    done("add", store, "--date", "2025-05-01", "--title", "Talks")
    done("add", store, "--date", "2025-05-01", "--title", "Never")
    (tmp_path / "a.csv").write_text("title,date\nSome day,\n", "utf-8")
    done("import", tmp_path / "a.csv", "--into", store)
    assert done("export", store, "--to", tmp_path / "a.ics")["undated_left_out"] == 1
    assert "undated_left_out" not in done("export", store, "--to", tmp_path / "a.docx")
    assert app.run(["export", str(store), "--to", str(tmp_path / "a.ics")], no_window) == 0
    assert "1 event has no date and is left out." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a.png", "a.html", "a.docx", "a.ics"])
def test_an_empty_store_says_what_to_do_before_an_export(store, tmp_path, name):
    sentence = "There are no events to export yet; add some, or import a file."
    assert sentence in refused("export", store, "--to", tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_no_target(sample):
    assert "not a file" in refused("export", sample, "--to", "/dev/full", "--format", "png")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(sample, tmp_path):
    (tmp_path / "shut").mkdir(mode=0o500)
    told = refused("export", sample, "--to", tmp_path / "shut" / "a.png")
    assert "cannot be written: your permissions do not allow it" in told


def test_any_store_can_be_measured(sample):
    told = done("bench", sample)
    assert told["events"] == 130
    assert told["scenes"][0]["scene"] == "whole range"
    assert len(told["scenes"]) == 7
    assert all(0 < scene["p50_ms"] <= scene["p95_ms"] <= scene["worst_ms"] for scene in told["scenes"])
    assert told["open_ms"] < told["first_frame_ms"]
    assert told["memory_mb"] > 10


# --- versions, saved readings and the file itself


def test_the_data_set_of_a_file_is_named_and_its_rows_that_have_gone_are_counted(store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,title,date\n1,Talks,2022\n2,Fire,2023\n", "utf-8")
    told = done("import", path, "--into", store, "--dataset", "ACLED Ukraine")
    assert (told["added"], told["data_set"], told["data_set_name"]) == (2, "new", "ACLED Ukraine")
    other = tmp_path / "b.csv"
    other.write_text("id,title,date,place\n1,Talks in Istanbul,2022,\n", "utf-8")
    told = done("import", other, "--into", store, "--dataset", "ACLED Ukraine", "--dry-run")
    assert (told["added"], told["updated"], told["gone"], told["data_set"]) == (0, 1, 1, "version")
    told = done("import", other, "--into", store, "--dataset", "Another")
    assert (told["added"], told["data_set"]) == (1, "new")


def test_a_saved_reading_is_used_and_the_command_line_goes_before_it(store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Wann,Bericht,Art\n03/04/2022,Angriff,Kampf\n", "utf-8")
    saved = tmp_path / "saved.json"
    saved.write_text(
        '{"format": "csv", "mapping": {"Bericht": "title", "Wann": "start", "Art": "category", "Gone": "place"},'
        ' "orders": {"Wann": "mdy"}}',
        "utf-8",
    )
    assert done("import", path, "--into", store, "--mapping", saved, "--dry-run")["first"] == "2022-03-04"
    told = done("import", path, "--into", store, "--mapping", saved, "--order", "dmy", "--map", "Art=tags")
    assert told["first"] == "2022-04-03"
    (event,) = [each for each in done("list", store) if each["title"] == "Angriff"]
    assert event["category"] == ""
    assert "no saved reading" in refused("import", path, "--into", store, "--mapping", path)
    assert "cannot be read" in refused("import", path, "--into", store, "--mapping", tmp_path / "none.json")


def test_the_file_itself_is_kept_where_that_is_asked_for(store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,title,date\n1,Talks,2022\n", "utf-8")
    before = done("info", store)
    done("import", path, "--into", store, "--keep-file")
    after = done("info", store)
    assert (after["sources"], after["excerpts"]) == (before["sources"] + 1, before["excerpts"] + 1)
    assert done("check", store)["ok"]


def test_sheet_zone_century_and_separators_of_the_command_line(store, tmp_path):
    sheets = {
        "First": [["Title", "Date"], ["Other", "2001"]],
        "Second": [["Title", "Date", "People"], ["Talks", "24.02.85", "A, B"], ["Shots", "2022-02-24 05:00", "C"]],
    }
    path, saved = write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path / "saved.json"
    options = ("--sheet", "second", "--zone", "Europe/Kyiv", "--century", "1900", "--separator", ",=actors")
    told = done("import", path, "--into", store, *options, "--save-mapping", saved, "--dry-run")
    assert (told["first"], told["last"], told["format"]) == ("1985-02-24", "2022-02-24T05:00", "xlsx")
    assert json.loads(saved.read_text("utf-8"))["mapping"]["People"] == "actors"
    done("import", path, "--into", store, "--mapping", saved)
    found = {each["title"]: each for each in done("list", store)}
    assert found["Talks"]["actors"] == ["A", "B"]
    assert (found["Shots"]["zone"], found["Talks"]["zone"]) == ("Europe/Kyiv", "")
    assert "no sheet" in refused("import", path, "--into", store, "--sheet", "Third")


@pytest.mark.parametrize(
    "option",
    [
        ("--zone", "Nowhere"),
        ("--zone", "local"),
        ("--century", "long ago"),
        ("--separator", ",=title"),
        ("--map", "=x"),
        ("--repeats", "2023/2022"),
    ],
)
def test_an_option_that_cannot_be_meant_is_a_fault_of_the_command_line(store, tmp_path, option):
    path = tmp_path / "a.csv"
    path.write_text("title,date\nA,2022\n", "utf-8")
    assert run("import", path, "--into", store, *option)[0] == 2


def test_repeated_events_of_a_calendar_are_taken_each_time_within_days(store, tmp_path):
    file, other = tmp_path / "a.ics", table(tmp_path / "a.csv", "title,date\nA,2022\n")
    rule = "BEGIN:VEVENT\nUID:1\nSUMMARY:Briefing\nDTSTART;VALUE=DATE:20220307\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
    table(file, f"BEGIN:VCALENDAR\n{rule}END:VCALENDAR\n")
    days = ("--repeats", "2022-03-08/2022-03-10")
    assert done("import", file, "--into", store, *days, "--dry-run")["added"] == 3
    assert done("import", file, "--into", store, "--dry-run")["added"] == 1
    code, _out, error = run("import", other, "--into", store, *days)
    assert (code, "calendars only" in error) == (2, True)


def test_a_column_can_be_kept_out(store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,date,place\nA,2022,Kyiv\n", "utf-8")
    done("import", path, "--into", store, "--map", "place=")
    (event,) = [each for each in done("list", store) if each["title"] == "A"]
    assert event["place"] == ""
