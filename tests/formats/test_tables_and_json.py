"""Our own JSON loses nothing; tables are read as people write them, and written so that no cell starts a formula."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain import records
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Actor, Category, Event, Participation, Place, Source, Tag, new_id
from timeline_app.domain.text.json_values import RECORD_TYPES, from_plain, to_plain
from timeline_app.formats.own_json import json_steps, read_json, records_of, write_json
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.registry import recognise
from timeline_app.formats.tables.cell_dates import order_of
from timeline_app.formats.tables.csv_table import ReferencedNames, read_csv, write_csv
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.sample import sample_records
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def table(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def drafts(path: Path, **options: object):
    reading = read_csv(path, ReadOptions(**options))
    return list(reading.drafts), reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found(tmp_path, encoding, delimiter):
    rows = [
        ["Назва", "Дата", "Місце"],
        ["Переговори", "23.07.2025", "Стамбул"],
        ["Обмін полоненими", "24.07.2025", "Київ"],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    found, reading = drafts(table(tmp_path, text, encoding))
    assert [(d.title, d.start, d.place) for d in found] == [
        ("Переговори", "2025-07-23", "Стамбул"),
        ("Обмін полоненими", "2025-07-24", "Київ"),
    ]
    assert reading.problems == []


def test_western_letters_are_not_taken_for_cyrillic(tmp_path):
    found, _reading = drafts(table(tmp_path, "title,place\nGespräch,Zürich\nÉlection,Besançon\n", "cp1252"))
    assert [d.place for d in found] == ["Zürich", "Besançon"]


def test_a_column_that_proves_its_order_is_read_so(tmp_path):
    path = table(tmp_path, "title,date\na,03/04/2014\nb,02/28/2014\n")
    found, reading = drafts(path)
    assert [d.start for d in found] == ["2014-03-04", "2014-02-28"]
    assert "read as month, day, year" in reading.notes[0]
    assert [d.date_text for d in found] == ["03/04/2014", "02/28/2014"]


def test_a_column_that_proves_nothing_is_read_as_usual_and_told(tmp_path):
    path = table(tmp_path, "title,date\na,03/04/2014\n")
    found, reading = drafts(path)
    assert found[0].start == "2014-04-03"
    assert "nothing proves" in reading.notes[0]
    assert drafts(path, usual_order="mdy")[0][0].start == "2014-03-04"
    assert drafts(path, order="mdy")[0][0].start == "2014-03-04"


def test_a_row_against_the_order_is_told_and_not_guessed(tmp_path):
    path = table(tmp_path, "title,date\na,13/04/2014\nb,14/04/2014\nc,04/28/2014\n")
    found, reading = drafts(path, order="dmy")
    assert [d.start for d in found] == ["2014-04-13", "2014-04-14", ""]
    assert [problem.row for problem in reading.problems] == [4]


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2022-03-15 16:10:34+00:00", "2022-03-15T16:10:34Z", ""),
        ("2022-03-15T16:10:34.123+0200", "2022-03-15T16:10:34+02:00", ""),
        ("20240102", "2024-01-02", ""),
        ("early May 2025", None, None),
        ("2014~", "2014~", ""),
        ("2014-02-20/2014-03-18", "2014-02-20", "2014-03-18"),
        ("16–18.03.2014", "2014-03-16", "2014-03-18"),
        ("23 липня 2025", "2025-07-23", ""),
        ("", "", ""),
    ],
)
def test_cells_are_read(tmp_path, cell, start, end):
    found, reading = drafts(table(tmp_path, f'title,start\na,"{cell}"\n'))
    assert reading.problems == []
    if start is not None:
        assert (found[0].start, found[0].end) == (start, end)
    else:
        assert found[0].start


def test_what_still_goes_on_has_an_open_end(tmp_path):
    found, reading = drafts(table(tmp_path, "title,start,end\na,2022-02-24,ongoing\n"))
    assert found[0].start == "2022-02-24/.."
    assert reading.problems == []


def test_a_column_can_be_named(tmp_path):
    path = table(tmp_path, "oblast,n,level\nKyiv,1,oblast\n")
    with pytest.raises(FormatError, match="Headline=title"):
        read_csv(path)
    path = table(tmp_path, "oblast,started_at,level\nKyiv,2022-03-15 16:10:34+00:00,oblast\n")
    found, _reading = drafts(path, mapping={"oblast": "title", "level": "category"})
    assert (found[0].title, found[0].category) == ("Kyiv", "oblast")
    with pytest.raises(FormatError, match="no column “town”"):
        read_csv(path, ReadOptions(mapping={"town": "title"}))
    with pytest.raises(FormatError, match="no field “titel”"):
        read_csv(path, ReadOptions(mapping={"oblast": "titel"}))


def test_bad_cells_are_told_by_row_and_the_rest_is_kept(tmp_path):
    text = "title,status,lat,lon,importance,start\n,,,,,\n,x,,,,2014\nA,maybe,95,30,9,some\nB,planned,50,30,4,2014\n"
    found, reading = drafts(table(tmp_path, text))
    assert [d.title for d in found] == ["A", "B"]
    assert (found[1].status, found[1].latitude, found[1].importance) == ("planned", 50.0, 4)
    assert [problem.row for problem in reading.problems] == [3, 4, 4, 4, 4]


@pytest.mark.parametrize("text", ["\n\n", "a", "\x00\x01\x02\x00\x00\x07"])
def test_what_is_no_table_is_refused(tmp_path, text):
    with pytest.raises(FormatError):
        list(read_csv(table(tmp_path, text)).drafts)


def kind(path):
    return recognise(path, ReadOptions())[0].format.name


def test_formats_are_told_by_content(tmp_path):
    assert kind(table(tmp_path, "title\na\n")) == "csv"
    assert kind(table(tmp_path, '{"format": "conflict-timeline", "version": 1, "records": {}}', name="x.txt")) == "json"
    Store.create(tmp_path / "s.timelinedb").close()
    with pytest.raises(FormatError, match="merge"):
        kind(tmp_path / "s.timelinedb")
    for name, text in (("a.bin", "\x00\x01"), ("empty.csv", " ")):
        with pytest.raises(FormatError):
            kind(table(tmp_path, text, name=name))
    with pytest.raises(FormatError, match="not a file"):
        kind(tmp_path)


FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "'=1", "''", "'"]
TEXTS = st.sampled_from(FORMULAS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=";|"), min_size=1, max_size=20
).map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=100)
@given(
    title=TEXTS,
    summary=TEXTS | st.just(""),
    name=TEXTS,
    place=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
def test_a_table_comes_back_and_starts_no_formula(tmp_path_factory, title, summary, name, place):
    title, summary, name = (" ".join(text.split()) for text in (title, summary, name))
    category, actor, tag = Category("c", name), Actor("a", name), Tag("t", name)
    where = Place("p", name, *(place or (None, None)))
    event = Event(
        new_id(), title, "-0044-03-15", "2014", category_id="c", place_id="p", summary=summary, status="disputed",
        actors=(Participation("a"),), tag_ids=("t",), importance=5, notes="n",
    )  # fmt: skip
    names = ReferencedNames({"c": category}, {"a": actor}, {"p": where}, {"t": tag})
    file = io.StringIO(newline="")
    assert write_csv(file, [(event, [Source("s", "Title", "Pub", url="https://a.example/?a=1")])], names) == 1
    cells = next(row for number, row in enumerate(records_csv(file.getvalue())) if number)
    numbers = {12, 13}
    assert not any(cell.lstrip()[:1] in set("=+-@") for at, cell in enumerate(cells) if at not in numbers)
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text(file.getvalue(), encoding="utf-8", newline="")
    reading = read_csv(path)
    (draft,) = reading.drafts
    assert reading.problems == []
    assert (draft.id, draft.title, draft.start, draft.end) == (event.id, title, "-0044-03-15", "2014")
    assert (draft.summary, draft.category, draft.place) == (summary, name, name)
    assert (draft.actors, draft.tags) == ((name,), (name,))
    assert (draft.latitude, draft.longitude) == (where.latitude, where.longitude)
    assert draft.sources[0].url == "https://a.example/?a=1"


def records_csv(text: str):
    import csv

    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_sample_goes_through_a_table_and_changes_nothing(tmp_path):
    with Store.create(tmp_path / "a.timelinedb") as store:
        store.lay_down(sample_records())
        lists = (store.lookups.categories(), store.lookups.actors(), store.lookups.places(), store.lookups.tags())
        names = ReferencedNames(*({record.id: record for record in each} for each in lists))
        path = tmp_path / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            events = store.lookups.all_of(Event)
            write_csv(file, ((each, [s for _x, s in store.evidence.of_event(each.id)]) for each in events), names)
        result = store.import_events(read_csv(path).drafts, ImportRequest("x"))
        assert (result.read, result.skipped, result.batch) == (130, 130, "")


def test_json_loses_nothing(tmp_path):
    everything = list(sample_records())
    path = tmp_path / "a.json"
    with path.open("w", encoding="utf-8") as file:
        assert write_json(file, everything) == len(everything)
    assert sorted(map(repr, read_json(path))) == sorted(map(repr, everything))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ANY_RECORD = st.one_of(
    st.builds(
        Event,
        TEXT, TEXT, TEXT, status=st.sampled_from(records.STATUSES), importance=st.integers(1, 5),
        day_order=st.integers(-9, 9),
        actors=st.lists(st.builds(Participation, TEXT, TEXT), max_size=3).map(tuple), tag_ids=st.lists(TEXT).map(tuple),
    ),
    st.builds(Place, TEXT, TEXT, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180)),
    st.builds(Actor, TEXT, TEXT, TEXT, st.lists(TEXT).map(tuple)),
    st.builds(records.Document, TEXT, TEXT, TEXT, TEXT, original=st.binary()),
    st.builds(records.Excerpt, TEXT, TEXT, TEXT, exact=TEXT, start=st.integers(-1, 99), confidence=st.integers(0, 4)),
    st.builds(records.Link, TEXT, TEXT, TEXT, st.sampled_from(["caused", "same as"])),
)  # fmt: skip


@given(ANY_RECORD)
def test_every_record_comes_back(record):
    kind = next(name for name, each in RECORD_TYPES.items() if each is type(record))
    spelled = json.loads(json.dumps(to_plain(record)))
    assert from_plain(kind, spelled) == record


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "title", "status", "actors", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from([*RECORD_TYPES, "strange"]), JSON))
def test_strange_json_is_refused_or_read(plain):
    whole = {"format": "conflict-timeline", "version": 1, "records": plain}
    try:
        found = records_of(whole, "a.json")
    except FormatError as error:
        found = [error]
    assert isinstance(found, list)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"format": "other"}', '{"format": "conflict-timeline", "records": {"event": {}}}', "[" * 100_000,
     '{"format": "conflict-timeline", "records": {"event": [{"id": "a", "title": "\\ud800"}]}}',
     '{"format": "conflict-timeline", "records": {"event": [{"id": "a", "title": "x", "importance": 9}]}}',
     '{"format": "conflict-timeline", "records": {"event": [{"id": "a", "title": "x"}, {"id": "a", "title": "x"}]}}',
     '{"format": "conflict-timeline", "records": {"place": [{"id": "a", "name": "x", "latitude": NaN}]}}'],
)  # fmt: skip
def test_bad_json_is_refused(tmp_path, text):
    with pytest.raises(FormatError):
        read_json(table(tmp_path, text, name="a.json"))


@pytest.mark.parametrize(
    ("text", "rows", "told"),
    [
        ('"Open,2025\nB,2024\nC,2023\n', [('"Open', "2025"), ("B", "2024"), ("C", "2023")], 2),
        ('A,2025\nB,"2024\n', [("A", "2025"), ("B", "2024")], 3),
        ('"Open,2025\n"B, b",2024\nC,2023\n', [('"Open', "2025"), ("B, b", "2024"), ("C", "2023")], 2),
        ('"A, ""a""",2025\n"O, ""so"",2024\n"C\nc",2023\n', [('A, "a"', "2025"), ('O, "so"', "2024"), ("C c", "2023")], 0),  # noqa: E501
    ],
)  # fmt: skip
def test_a_quotation_mark_that_nothing_closes_hides_no_row_and_is_told_for_its_own(tmp_path, text, rows, told):
    found, reading = drafts(table(tmp_path, f"title,date\n{text}"))
    assert [(draft.title, draft.start) for draft in found] == rows
    assert [problem.row for problem in reading.problems if "quotation mark" in problem.message] == [told] * bool(told)


def test_of_many_lines_behind_an_open_quotation_mark_none_is_lost(tmp_path):
    lines = [f"row {number},2024" for number in range(40_001)]
    found, reading = drafts(table(tmp_path, 'title,date\n"Open,2025\n' + "\n".join(lines)))
    assert [draft.title for draft in found[1:]] == [line.partition(",")[0] for line in lines]
    assert [problem.row for problem in reading.problems] == [2]


def test_a_date_that_comes_again_is_read_alike_and_told_for_each_row(tmp_path):
    text = "title,date,end\n" + "A,soon,\nB,16 May 2025,ongoing\n" * 3
    found, reading = drafts(table(tmp_path, text))
    assert [(draft.start, draft.date_text) for draft in found] == [
        ("", "soon"),
        ("2025-05-16/..", "16 May 2025 – ongoing"),
    ] * 3
    assert [problem.row for problem in reading.problems] == reading.unread_dates == [2, 4, 6]


@pytest.mark.parametrize("inside", ['x "y" z', 'the "Azov"', '"Azov" is', 'so "called"" it'])
def test_marks_inside_of_a_cell_that_ends_are_letters(tmp_path, inside):
    found, reading = drafts(table(tmp_path, f'title,date,summary\nA,2025,"{inside}"\nB,2024,"b"\n'))
    assert [draft.summary for draft in found] == [inside.replace('""', '"'), "b"]
    assert reading.problems == []


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r", "\n\n"])
def test_the_last_row_comes_however_the_file_ends(tmp_path, ending):
    found, reading = drafts(table(tmp_path, f'title,date\nA,2025\n"B\nb",2024{ending}'))
    assert [draft.title for draft in found] == ["A", "B b"]
    assert reading.problems == []


def test_a_cell_that_never_ends_is_told_as_a_person_would(tmp_path):
    with pytest.raises(FormatError, match=r"Row 2 .* over 4,000,000 letters"):
        drafts(table(tmp_path, "title,date\n" + "x" * 4_000_001 + ",2025\n"))


def test_of_two_columns_by_one_name_the_first_is_read_and_that_is_told(tmp_path):
    (draft,), reading = drafts(table(tmp_path, "title,title,date,other\nA,B,2025,x\n"))
    assert draft.title == "A"
    assert reading.notes == [
        "“title” is there more than once; the first was read, the others were kept in the notes of events.",
        "Kept in the notes of events: other.",
    ]
    assert draft.notes == "title: B\nother: x"


def test_a_long_list_of_columns_left_out_ends_after_a_whole_name(tmp_path):
    names = [f"column{number}" for number in range(1000)]
    _found, reading = drafts(table(tmp_path, f"title,{','.join(names)}\nA\n"))
    *told, end = (
        reading.notes[0]
        .removeprefix("Kept in the notes of events: ")
        .removesuffix(".")
        .replace(" …", ", …")
        .split(", ")
    )
    assert end == "…"
    assert told == names[: len(told)]


def test_what_is_wrong_with_a_date_is_told_with_the_date(tmp_path):
    _found, reading = drafts(table(tmp_path, "title,date\nA,2\nB,soon\n"))
    assert len(reading.problems) == 2
    for problem, text in zip(reading.problems, ("2", "soon"), strict=True):
        assert f"“{text}”" in problem.message


def sources_through_a_table(tmp_path, sources):
    event = Event(new_id(), "T", "2025")
    file = io.StringIO(newline="")
    write_csv(file, [(event, sources)], ReferencedNames({}, {}, {}, {}))
    (draft,), _reading = drafts(table(tmp_path, file.getvalue()))
    return [(source.title, source.url, source.publisher) for source in draft.sources]


@pytest.mark.parametrize(
    "told",
    [
        [("Talks | BBC News", "https://a.example/1;2|3?x=a;b", "BBC; London")],
        [("First", "", "One"), ("Second", "https://b.example/", "Two")],
        [("First", "https://a.example/", ""), ("Second", "", "Two")],
        [("A", "", ""), ("B", "", ""), ("C", "https://c.example/", "C")],
        [("A", "https://a.example/", ""), ("", "https://b.example/", ""), ("C", "", "P")],
    ],
)
def test_every_source_of_a_table_keeps_its_own_address_and_publisher(tmp_path, told):
    sources = [Source(new_id(), title, publisher, "", url) for title, url, publisher in told]
    plainly = [
        (title.replace(" | ", ", ").replace("; ", ", "), url, publisher.replace("; ", ", "))
        for title, url, publisher in told
    ]
    assert sources_through_a_table(tmp_path, sources) == plainly


def test_several_addresses_in_a_strangers_table_are_told_apart(tmp_path):
    text = "title,date,url\nA,2025,https://a.example/x;y|https://b.example/ ; https://c.example/\n"
    (draft,), _reading = drafts(table(tmp_path, text))
    assert [source.url for source in draft.sources] == [
        "https://a.example/x;y",
        "https://b.example/",
        "https://c.example/",
    ]


@pytest.mark.parametrize(("text", "told"), [("{", "not JSON: line 1"), ("[]", "not a chronology"), ("1", "not a")])
def test_a_json_file_of_somebody_else_is_told_as_what_it_is(tmp_path, text, told):
    path = table(tmp_path, text, name="a.json")
    assert kind(path) == "json"
    with pytest.raises(FormatError, match=told):
        read_json(path)


def test_a_file_that_is_not_there_is_told_with_its_place(tmp_path):
    with pytest.raises(FormatError, match=r"There is no file “.*/none.csv”"):
        kind(tmp_path / "none.csv")
    with pytest.raises(FormatError, match="not a file that can be read"):
        kind(tmp_path)


def test_a_range_in_the_column_of_ends_gives_its_own_end(tmp_path):
    (draft,), _reading = drafts(table(tmp_path, "title,start,end\nA,10.03.2014,16–18.03.2014\n"))
    assert (draft.start, draft.end) == ("2014-03-10", "2014-03-18")


def test_half_a_pair_of_coordinates_is_no_place_on_a_map(tmp_path):
    found, _reading = drafts(table(tmp_path, "title,lat,lon\nA,50.4,\nB,,30.5\nC,50.4,30.5\n"))
    assert [(draft.latitude, draft.longitude) for draft in found] == [(None, None), (None, None), (50.4, 30.5)]


def test_a_column_is_read_as_one_field_only(tmp_path):
    (draft,), _reading = drafts(table(tmp_path, "label,text\nT,S\n"))
    assert (draft.title, draft.summary, draft.tags) == ("T", "S", ())
    (draft,), _reading = drafts(table(tmp_path, "event,source\nT,S\n"), mapping={"event": "summary", "source": "title"})
    assert (draft.title, draft.summary, draft.sources) == ("S", "T", ())


@pytest.mark.parametrize(
    ("values", "order", "proof", "against"),
    [
        (["25/04/2014", "03/04/2014"], "dmy", [2], []),
        (["04/25/2014", "03/04/2014"], "mdy", [2], []),
        (["25/04/2014", "04/25/2014"], None, [], []),
        (["03/04/2014", "2014"], None, [], []),
        (["13/14/2014", "25/04/2014"], "dmy", [3], []),
    ],
)
def test_a_column_that_contradicts_itself_proves_no_order(values, order, proof, against):
    cells = list(enumerate(values, 2))
    for usual in ("dmy", "mdy"):
        found = order_of(cells, usual)
        assert (found.order, found.found) == ((order, "proved") if order else (usual, "usual"))
        if order:
            assert [row for row, _cell in found.proof] == proof
            assert [row for row, _cell in found.against] == against
    assert order_of(cells, "dmy", "ymd").found == "asked"


def test_records_in_any_order_are_written_by_kind_and_wait_in_files(tmp_path):
    many = [Event(f"e{n}", "A long title " * 40) for n in range(12_000)]
    tags = (Tag(f"t{n}", f"Tag {n}") for n in range(12_000))
    mixed = [record for pair in zip(many, tags, strict=True) for record in pair]
    with (tmp_path / "a.json").open("w", encoding="utf-8", newline="\n") as file:
        steps = list(json_steps(file, iter(mixed), tmp_path))
    assert steps == sorted(steps)
    assert steps[-1] == 2 * len(mixed)
    read = read_json(tmp_path / "a.json")
    assert [type(record) for record in read] == [Tag] * 12_000 + [Event] * 12_000
    assert read[12_000:] == many
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]
