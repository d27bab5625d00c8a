"""Records in JSON are rows of a table: lists, lists below a name, and one record on each line."""

from __future__ import annotations

import json

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.formats import registry
from timeline_app.formats.reading import ReadOptions

RECORDS = [
    {"id": 7, "date": "2022-02-24", "title": "Invasion", "actors": ["Russia", "Ukraine"], "importance": 5.0,
     "place": {"name": "Kyiv", "lat": 50.45, "lon": 30.52}, "seen": True, "nothing": None,
     "sources": [{"title": "One; two", "outlet": "BBC", "url": "https://a.example/1;x"}, {"title": "Three"}]},
    {"id": 8, "date": "2022-03-01", "title": "Talks", "more": [1, [2]]},
]  # fmt: skip


def read(path, **options):
    options = ReadOptions(**options)
    recognised, _others = registry.recognise(path, options)
    reading = registry.read(path, recognised, options)
    return list(reading.drafts), reading


SHAPES = {
    "list": json.dumps(RECORDS),
    "below a name": json.dumps({"meta": {"n": 2}, "events_of_war": RECORDS}),
    "lines": "".join(json.dumps(each) + "\n" for each in RECORDS),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_records_in_any_shape(tmp_path, shape, encoding):
    path = tmp_path / "a.json"
    path.write_bytes(SHAPES[shape].encode(encoding))
    (first, second), reading = read(path)
    assert reading.format == "records"
    assert (first.title, first.start, first.actors, first.importance, first.external_id) == (
        "Invasion", "2022-02-24", ("Russia", "Ukraine"), 5, "7",
    )  # fmt: skip
    assert [(each.title, each.publisher, each.url) for each in first.sources] == [
        ("One, two", "BBC", "https://a.example/1;x"), ("Three", "", ""),
    ]  # fmt: skip
    assert first.place == "Kyiv"
    assert (first.latitude, first.longitude) == (50.45, 30.52)
    assert "seen: true" in first.notes
    assert "nothing" not in first.notes
    assert (second.title, second.notes) == ("Talks", "more: 1; 2")
    assert [first.row, second.row] == [1, 2]
    assert any("place.name" in note for note in reading.notes)


def test_columns_of_records_can_be_mapped(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(SHAPES["list"], encoding="utf-8")
    drafts, _reading = read(path, mapping={"place.name": "place", "place.lat": "latitude", "place.lon": "longitude"})
    assert (drafts[0].place, drafts[0].latitude, drafts[0].longitude) == ("Kyiv", 50.45, 30.52)


def test_a_field_that_only_later_records_have_is_kept(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [{"date": "2022", "title": f"T{number}"} for number in range(3_000)]
    path.write_text("".join(json.dumps(each) + "\n" for each in [*lines, {"date": "2023", "title": "L", "late": "x"}]))
    drafts, _reading = read(path)
    assert len(drafts) == 3_001
    assert "late: x" in drafts[-1].notes


@pytest.mark.parametrize(
    "text",
    ['[{"title": "A", "date": "2022"}', '{"title": "A", "date": "2022"}\n{"title": \n',
     '[{"title": "A", "date": "2022", "x": ' + "[" * 100_000, '{"title": "A", "date": "2022"}\n7\n'],
)  # fmt: skip
def test_what_breaks_off_is_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=r"\w.*\."):
        read(path, mapping={"title": "title"})
