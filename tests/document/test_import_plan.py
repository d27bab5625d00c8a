"""An import that is looked at before it is done: the plan tells what happens then, and writes nothing."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.base import held_files
from timeline_app.document import create_chronology, open_chronology
from timeline_app.document.importing import ImportOptions, carry_out, import_into, plan_import, summary_of
from timeline_app.domain.change import Change
from timeline_app.domain.errors import FormatError, StoreError
from timeline_app.domain.records import Document, Event, Excerpt, Source
from timeline_app.formats.own_json import write_json
from timeline_app.formats.reading import ReadOptions
from timeline_app.store.sample import sample_records
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("id", "title", "date", "place", "lat", "lon", "who", "category", "tags", "summary", "status", "link")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "a1", "a2", "a3"]),
        st.sampled_from(["", "Talks", "Talks", "Shelling", "=SUM(A1)", "Обстріл"]),
        st.sampled_from(["", "2022", "2022-03-04", "04.03.2022", "14.03.2022", "that winter", "2022-13-40", "2022/.."]),
        st.sampled_from(["", "Kyiv", "kyiv ", "Sumy"]),
        st.sampled_from(["", "50.4", "91"]),
        st.sampled_from(["", "30.5", "x"]),
        st.sampled_from(["", "A", "A; B", "b"]),
        st.sampled_from(["", "Strike", "strike"]),
        st.sampled_from(["", "t", "t; u"]),
        st.sampled_from(["", "s", "other"]),
        st.sampled_from(["", "occurred", "nonsense"]),
        st.sampled_from(["", "https://a.example/1"]),
    ),
    max_size=12,
)
EDITS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["title", "start", "summary", "delete"])), max_size=4)


def table(path: Path, rows) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows((HEADER, *rows))
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def edit(store: Store, edits) -> None:
    for at, what in edits:
        events = store.lookups.all_of(Event)
        if at >= len(events):
            continue
        event = events[at]
        if what == "delete":
            store.apply(Change("delete", (event,)))
        else:
            value = {"title": "Renamed", "start": "1999", "summary": "of a person"}[what]
            if getattr(event, what) != value:
                store.apply(
                    Change(
                        "edit", (event,), (replace(event, **{what: value}, **({"end": ""} if what == "start" else {})),)
                    )
                )


def held(path: Path) -> tuple[str, list[str]]:
    """What is in the file of a store that is closed, and what lies beside it."""
    return hashlib.sha256(path.read_bytes()).hexdigest(), sorted(each.name for each in path.parent.iterdir())


def counted_without_a_trace(plan, path: Path):
    """What a plan counts; no byte of the store is another afterwards."""
    before = held(path)
    with Store.open(path) as store:
        revision = store.revision
        counted = plan.count(store)
        assert plan.count(store) == counted
        assert store.revision == revision
    assert held(path) == before
    return counted


def without_batch(imported):
    return replace(imported, result=replace(imported.result, batch="", rows={}))


def assert_as_planned(plan, path: Path) -> None:
    counted = counted_without_a_trace(plan, path)
    with Store.open(path) as store:
        assert without_batch(carry_out(plan, store)) == without_batch(counted)
    result = counted.result
    rows = result.rows
    assert len(rows["new"]) == result.added
    assert (len(rows["updated"]), len(rows["unchanged"])) == (result.updated, result.skipped)
    assert (len(rows["kept"]), len(rows["undated"])) == (result.kept, result.undated)
    assert len(result.problems) == result.problem_count


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, edits=EDITS, second=ROWS, same_name=st.booleans())
def test_what_is_counted_is_what_is_done(tmp_path_factory, first, edits, second, same_name):
    folder = tmp_path_factory.mktemp("plan")
    path = folder / "s.timelinedb"
    Store.create(path).close()
    assert_as_planned(plan_import(table(folder / "a.csv", first)), path)
    with Store.open(path) as store:
        edit(store, edits)
    assert_as_planned(plan_import(table(folder / ("a.csv" if same_name else "b.csv"), second)), path)
    assert_as_planned(plan_import(table(folder / "a.csv", [*first, *second])), path)
    with Store.open(path) as store:
        assert store.check().problems == ()


def test_records_and_sources_are_counted_as_they_come(tmp_path):
    records = list(sample_records())
    with (tmp_path / "s.json").open("w", encoding="utf-8") as file:
        write_json(file, records)
    (tmp_path / "b.bib").write_text("@book{k, title={On War}, year={1832}}\n@book{l, title={On Peace}}\n", "utf-8")
    path = tmp_path / "s.timelinedb"
    Store.create(path).close()
    plan = plan_import(tmp_path / "s.json")
    assert plan.format == "json"
    assert plan.first[0].title in {record.title for record in records if isinstance(record, Event)}
    assert any(draft.category and draft.actors for draft in plan.first)
    for added in (130, 0):
        counted = counted_without_a_trace(plan, path)
        assert counted.result.added == added == len(counted.result.rows["new"][:130])
        with Store.open(path) as store:
            assert without_batch(carry_out(plan, store)) == without_batch(counted)
    plan = plan_import(tmp_path / "b.bib")
    assert [source.title for source in plan.sources] == ["On War", "On Peace"]
    assert counted_without_a_trace(plan, path).result.added == 2
    with Store.open(path) as store:
        done = carry_out(plan, store)
        assert summary_of(done) == "2 sources added"
        assert done.result.batch
        assert plan.count(store).result.skipped == 2
        store.undo()
        assert plan.count(store).result.added == 2


def test_a_plan_shows_how_a_table_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        "Звіт за 2022 рік\nНазва;Дата;Кінець;Нотатка\nПерша;03/04/2022;05/04/2022;x\nДруга;25/04/2022;06/13/2022;\n"
        "Третя;колись;;\n".encode("cp1251")
    )
    plan = plan_import(path)
    assert (plan.format, plan.whole, plan.table.encoding, plan.table.delimiter) == ("csv", True, "cp1251", ";")
    assert (plan.table.header_row, plan.table.above) == (2, ("Звіт за 2022 рік",))
    title, start, end, other = plan.table.columns
    assert (title.name, title.field, title.found, title.values) == (
        "Назва",
        "title",
        "name",
        ("Перша", "Друга", "Третя"),
    )
    assert (start.field, start.order.order, start.order.found, start.order.proof) == (
        "start", "dmy", "proved", ((4, "25/04/2022"),),
    )  # fmt: skip
    assert (end.field, end.order.order, end.order.proof) == ("end", "mdy", ((4, "06/13/2022"),))
    assert (other.name, other.field, other.found) == ("Нотатка", "", "")
    assert [(draft.title, draft.start, draft.end) for draft in plan.first] == [
        ("Перша", "2022-04-03", "2022-05-04"), ("Друга", "2022-04-25", "2022-06-13"), ("Третя", "", ""),
    ]  # fmt: skip
    assert plan.first[2].date_text == "колись"
    assert [problem.row for problem in plan.problems] == [5]
    assert any("cp1251" in note for note in plan.notes)
    asked = plan_import(path, ImportOptions(reading=ReadOptions(mapping={"Нотатка": "title"}, order="mdy")))
    assert (asked.table.columns[3].field, asked.table.columns[3].found) == ("title", "asked")
    assert asked.table.columns[1].order.found == "asked"
    assert asked.table.columns[1].order.against == ((4, "25/04/2022"),)


def test_the_other_readings_can_be_chosen(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Year,Month,Day,Headline,Text,Media\n2022,2,24,Invasion,<b>x</b>,\n", "utf-8")
    plan = plan_import(path)
    assert plan.format == "timelinejs"
    assert [each.format.name for each in plan.others] == ["csv"]
    assert "Headline" in plan.recognised.reason
    other = plan_import(path, ImportOptions(format="csv"))
    assert (other.format, other.first[0].title, other.first[0].summary) == ("csv", "Invasion", "<b>x</b>")
    assert plan_import(path, ImportOptions(reading=ReadOptions(mapping={"Text": "title"}))).format == "csv"
    with pytest.raises(FormatError, match="no sheet of TimelineJS"):
        plan_import(table(tmp_path / "b.csv", []), ImportOptions(format="timelinejs"))


def test_the_data_set_of_a_file_is_told(tmp_path):
    rows = [("a1", "Talks", "2022", *[""] * 9), ("a2", "Shelling", "2023", *[""] * 9)]
    with Store.create(tmp_path / "s.timelinedb") as store:
        path = table(tmp_path / "acled.csv", rows)
        assert plan_import(path).count(store, most=1).result.data_set == "new"
        carry_out(plan_import(path), store)
        assert plan_import(path).count(store).result.data_set == "same file"
        found = plan_import(table(path, [*rows, ("a3", "Fire", "2024", *[""] * 9)])).count(store, most=2).result
        assert (found.data_set, found.data_set_name) == ("version", "acled.csv")
        assert plan_import(table(path, [("a1", "Elsewhere", "1999", *[""] * 9)])).count(store).result.data_set == "new"


def test_rows_that_are_left_out_are_counted_apart_with_the_reason(tmp_path):
    rows = [("a1", "Talks", "2022", *[""] * 9), ("a2", "", "2023", *[""] * 9), ("a3", "Fire", "that winter", *[""] * 9)]
    plan = plan_import(table(tmp_path / "a.csv", rows))
    with Store.create(tmp_path / "s.timelinedb") as store:
        counted = plan.count(store)
        done = carry_out(plan, store)
        assert store.lookups.count("event") == 2
    for told in (counted, done):
        assert (told.result.read, told.result.added, told.result.left_out, told.result.problem_count) == (2, 2, 1, 2)
        assert "2 events added, 1 left out" in summary_of(told)
    (left_out,) = counted.result.rows["left out"]
    assert (left_out.row, left_out.title) == (3, "The row has no title and was left out.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"events": [{"start_date": {"year": 2022}, "text": {"headline": "A"}}, 7]}'),
        ("a.jsonl", '{"message": "A", "datetime": "2015-07-24T19:01:01+00:00", "timestamp_desc": "Write time"}\nno\n'),
        ("a.md", "```chronos\\n- [2022] A\n- [2023] B\n> ORDERBY start\nwhat is this\n```\n"),
        (
            "a.ics",
            "BEGIN:VCALENDAR\nVERSION:2.0\n"
            + "BEGIN:VEVENT\nUID:1\nDTSTART:20220101\nSUMMARY:A\nEND:VEVENT\n" * 2
            + "END:VCALENDAR\n",
        ),
    ],
)
def test_other_readers_tell_what_they_leave_out_too(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with Store.create(tmp_path / "s.timelinedb") as store:
        result = plan_import(path).count(store).result
    assert result.added >= 1
    assert result.left_out == 1, (result.problems, result.notes)
    assert result.rows["left out"][0].title in {problem.message for problem in result.problems}


def test_a_file_that_was_changed_since_it_was_looked_at_is_not_imported(tmp_path):
    path = table(tmp_path / "a.csv", [("", "Talks", "2022", *[""] * 9)])
    plan = plan_import(path)
    table(path, [("", "Talks", "2022", *[""] * 9), ("", "Others", "2022", *[""] * 9)])
    with Store.create(tmp_path / "s.timelinedb") as store:
        with pytest.raises(FormatError, match="changed since"):
            carry_out(plan, store)
        path.unlink()
        with pytest.raises(FormatError, match="cannot be read"):
            plan.count(store)
        assert store.lookups.count("event") == 0


def test_counting_can_be_stopped_and_leaves_nothing(tmp_path):
    path = table(tmp_path / "a.csv", [("", "Talks", "2022", *[""] * 9)])
    with Store.create(tmp_path / "s.timelinedb") as store:
        with pytest.raises(StoreError, match="cancelled"):
            plan_import(path).count(store, lambda _rows: False)
        assert (store.lookups.count("event"), store.history.undo_label) == (0, None)
        assert carry_out(plan_import(path), store).result.added == 1


def test_lists_of_rows_and_problems_are_bounded_and_counts_are_not(tmp_path):
    path = table(tmp_path / "a.csv", [("", "Talks", f"no date {n}", *[""] * 9) for n in range(1_500)])
    with Store.create(tmp_path / "s.timelinedb") as store:
        result = plan_import(path).count(store).result
    assert (result.added, result.undated, result.problem_count) == (1_500, 1_500, 1_500)
    assert (len(result.rows["new"]), len(result.rows["undated"]), len(result.problems)) == (1_000, 1_000, 1_000)
    assert [row.row for row in result.rows["undated"][:3]] == [2, 3, 4]


def bytes_read(monkeypatch):
    """Give a list to which is added how many bytes are read of any file that a person may name."""
    read = []
    readinto = held_files._Raw.readinto

    def counted(self, buffer):
        count = readinto(self, buffer)
        read.append(count or 0)
        return count

    monkeypatch.setattr(held_files._Raw, "readinto", counted, raising=False)
    return read


def test_a_large_table_is_looked_at_in_its_beginning_only(tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("id,title,date,category,place,note\n")
        for n in range(500_000):
            day = f"{1 + n % 28:02d}.{1 + n % 12:02d}.2014 00:00"
            file.write(f"e{n},Подія {n} at the bridge,{day},Strike,Town {n % 500},text\n")
        file.write("e,Odd,03.04.2014 12:30,Strike,Town,text\n")
    read = bytes_read(monkeypatch)
    plan = plan_import(path)
    assert sum(read) < 20 * 2**20 < path.stat().st_size  # 16 MB of rows, and looks at its head
    assert not plan.whole
    assert plan.first[0].start == "2014-01-01"  # by the beginning, in which all clocks show midnight
    with Store.create(tmp_path / "s.timelinedb") as store:
        assert plan.count(store, most=5_000).result.read == 5_000


def test_an_import_into_an_open_timeline_is_one_step_that_can_be_taken_back(tmp_path):
    create_chronology(tmp_path / "s.timelinedb")
    chronology = open_chronology(tmp_path / "s.timelinedb")
    path = table(tmp_path / "a.csv", [("a1", "Talks", "2022", *[""] * 9), ("a2", "Fire", "2022-13-40", *[""] * 9)])
    read: list[int] = []
    plan = plan_import(path, ImportOptions(author="Olena"))
    assert import_into(chronology, plan, lambda rows: read.append(rows) is None).result.added == 2
    chronology.adopt(chronology.take_snapshot())
    assert read == sorted(read) != []
    assert (len(chronology.columns), chronology.undo_label) == (2, "Import “a.csv”")
    assert chronology.journal.next_is_large(back=True)
    assert chronology.journal.entries()[0].author == "Olena"
    chronology.undo()
    assert (len(chronology.columns), chronology.journal.next_is_large(back=False)) == (0, True)
    chronology.close()


def test_a_line_says_what_an_import_did_by_its_counts(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store:
        rows = [("a1", "Talks", "2022", *[""] * 9), ("a2", "Fire", "soon", *[""] * 9), ("a3", "Flood", "", *[""] * 9)]
        path = table(tmp_path / "a.csv", rows)
        assert summary_of(carry_out(plan_import(path), store)) == (
            "3 events added, 2 without a date, 1 with a date that is kept as text"
        )
        edit(store, [(0, "summary")])
        table(path, [("a1", "Talks", "2023", *[""] * 6, "other", "", ""), *rows[2:]])
        done = carry_out(plan_import(path), store)
        assert summary_of(done).startswith("0 events added, 1 updated, 1 left as they are")
        assert summary_of(done).endswith("1 not overwritten, 1 no longer in the file, kept here")
        assert store.lookups.all_of(Event)[0].summary == "of a person"
        assert store.lookups.all_of(Event)[0].start == "2023"


def test_the_beginning_of_records_and_sources_can_be_counted_alone(tmp_path):
    with (tmp_path / "s.json").open("w", encoding="utf-8") as file:
        write_json(file, list(sample_records()))
    (tmp_path / "b.bib").write_text("@book{k, title={On War}}\n@book{l, title={On Peace}}\n", "utf-8")
    with Store.create(tmp_path / "s.timelinedb") as store:
        sources = plan_import(tmp_path / "b.bib")
        assert [sources.count(store, most=most).result.added for most in (1, 2, 3)] == [1, 2, 2]
        records = plan_import(tmp_path / "s.json")
        whole = records.count(store).result.added
        assert 0 < records.count(store, most=len(list(sample_records())) - 30).result.added <= whole


def test_a_large_file_that_is_no_table_is_only_counted(tmp_path, monkeypatch):
    (tmp_path / "b.bib").write_text("@book{k, title={On War}}\n@book{l, title={On Peace}}\n", "utf-8")
    monkeypatch.setattr("timeline_app.document.importing._AT_ONCE", 10)
    plan = plan_import(tmp_path / "b.bib")
    assert (plan.whole, plan.sources) == (False, ())
    with Store.create(tmp_path / "s.timelinedb") as store:
        assert plan.count(store).result.added == 2


def test_a_table_without_a_title_is_shown_so_that_one_can_be_chosen(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Wann,Bericht\n24.02.2022,1001\n\n03.04.2022,1002\n", "utf-8")
    plan = plan_import(path)
    assert "Bericht" in plan.fault
    assert plan.table.rows == ((2, ("24.02.2022", "1001")), (4, ("03.04.2022", "1002")))
    assert [column.name for column in plan.table.columns] == ["Wann", "Bericht"]
    with Store.create(tmp_path / "s.timelinedb") as store, pytest.raises(FormatError, match="title"):
        carry_out(plan, store)
    chosen = plan_import(path, ImportOptions(reading=ReadOptions(mapping={"Bericht": "title", "Wann": "start"})))
    assert (chosen.fault, chosen.first[0].title, chosen.first[0].start) == ("", "1001", "2022-02-24")


def test_each_column_of_dates_has_an_order_of_its_own_and_a_column_can_be_no_field(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,start,end,type\nFire,01/02/2022,03/04/2022,big\n", "utf-8")
    reading = ReadOptions(mapping={"type": ""}, orders={"end": "mdy"})
    plan = plan_import(path, ImportOptions(reading=reading))
    (draft,) = plan.first
    assert (draft.start, draft.end, draft.category, draft.notes) == ("2022-02-01", "2022-03-04", "", "type: big")
    assert [column.order and column.order.order for column in plan.table.columns] == [None, "dmy", "mdy", None]


def test_an_encoding_can_be_chosen(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("title,date\nОбстріл,2022\n".encode("koi8-u"))
    plan = plan_import(path, ImportOptions(reading=ReadOptions(encoding="koi8-u")))
    assert (plan.table.encoding, plan.first[0].title) == ("koi8-u", "Обстріл")


# --- the file itself


def kept(path: Path, store: Store, **options):
    return carry_out(plan_import(path, ImportOptions(keep_file=True, **options)), store).result


def test_the_file_is_kept_as_a_document_and_each_event_points_to_its_row(tmp_path):
    path = tmp_path / "удари.csv"
    path.write_bytes("Назва;Дата;Опис\r\nУдар;24.02.2022;По аеродрому\r\nОбстріл;03.04.2022;\r\n".encode("cp1251"))
    with Store.create(tmp_path / "s.timelinedb") as store:
        assert kept(path, store).added == 2
        (document,) = store.lookups.all_of(Document)
        (source,) = store.lookups.all_of(Source)
        assert (document.source_id, source.title, document.original) == (source.id, "удари.csv", path.read_bytes())
        assert document.text.startswith("Назва;Дата;Опис\nУдар;")
        assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
        told = {
            (each.exact, each.locator, each.document_id, each.kind, each.start)
            for each in store.lookups.all_of(Excerpt)
        }
        assert told == {
            ("По аеродрому", "Row 2", document.id, "paraphrase", -1),
            ("Обстріл", "Row 3", document.id, "paraphrase", -1),
        }
        assert kept(path, store).batch == ""
        assert store.check().problems == ()
        store.undo()
        assert store.lookups.all_of(Document) == store.lookups.all_of(Source) == store.lookups.all_of(Excerpt) == []


def test_a_newer_version_is_kept_beside_the_older_one_under_the_same_source(tmp_path):
    rows = [("a1", "Talks", "2022", *[""] * 9)]
    with Store.create(tmp_path / "s.timelinedb") as store:
        path = table(tmp_path / "a.csv", rows)
        carry_out(plan_import(path), store)
        assert kept(path, store).updated == 1  # of what is here the file becomes a source, too
        result = kept(table(path, [*rows, ("a2", "Fire", "2023", *[""] * 9)]), store)
        assert (result.added, result.updated, result.skipped) == (1, 0, 1)
        assert len(store.lookups.all_of(Document)) == 2
        assert len(store.lookups.all_of(Source)) == 1
        assert len(store.lookups.all_of(Excerpt)) == 2


def test_what_is_no_text_is_kept_as_it_is_and_what_is_too_large_is_told(tmp_path, monkeypatch):
    path = table(tmp_path / "a.csv", [("a1", "Talks", "2022", *[""] * 9)])
    plan = plan_import(path, ImportOptions(keep_file=True))
    with Store.create(tmp_path / "s.timelinedb") as store:
        monkeypatch.setattr("timeline_app.document.importing._AT_ONCE", 10)
        with pytest.raises(FormatError, match="too large to be kept"):
            carry_out(plan, store)
        assert store.lookups.count("event") == 0
        monkeypatch.undo()
        workbook = replace(plan, table=replace(plan.table, encoding=""))
        monkeypatch.setattr("timeline_app.document.importing.read_whole", lambda _path: b"PK\x03\x04\x00")
        assert carry_out(workbook, store).result.added == 1
        (document,) = store.lookups.all_of(Document)
        assert (document.text, document.original) == ("a.csv", b"PK\x03\x04\x00")
