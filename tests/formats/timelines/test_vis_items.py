"""Items of vis-timeline."""

from __future__ import annotations

import pytest
from foreign_files import names_of, read_as

from timeline_app.domain.errors import FormatError


def read(tmp_path, content, name="a.json"):
    return read_as("vis", tmp_path / name, content)


def test_items_become_events(tmp_path):
    drafts, reading = read(tmp_path, [
        {"id": 1, "content": "item 1<br>start", "start": "2014-01-23", "title": "A <b>tip</b>", "className": "c"},
        {"id": "B", "start": "2014-01-25", "end": "2014-01-30", "type": "background", "style": "color: red"},
        {"start": "2014-04-19T22:00:00.000Z", "content": "x", "group": 3, "own": True},
        {"start": 1_400_000_000_000, "content": ""},
    ])  # fmt: skip
    assert [(each.title, each.start, each.end) for each in drafts] == [
        ("item 1 start", "2014-01-23", ""), ("background B", "2014-01-25", "2014-01-30"),
        ("x", "2014-04-19T22:00:00Z", ""), ("item 4", "2014-05-13T16:53:20Z", ""),
    ]  # fmt: skip
    assert (drafts[0].summary, drafts[0].notes, drafts[0].external_id) == ("A tip", "className: c", "1")
    assert (drafts[1].tags, drafts[2].category, drafts[2].notes) == (("background",), "3", "own: True")
    assert any("style" in note for note in reading.notes)


def test_groups_have_names(tmp_path):
    (draft,), _reading = read(tmp_path, {
        "items": [{"content": "a", "start": "2014", "group": 1}], "groups": [{"id": 1, "content": "<i>Front</i>"}],
    })  # fmt: skip
    assert (draft.category, draft.start) == ("Front", "2014")


@pytest.mark.parametrize("name", ["a.js", "a.html", "a.txt"])
def test_data_sets_of_scripts(tmp_path, name):
    script = """<html><body><script>
      // items
      var groups = new vis.DataSet([{id: 0, content: 'First'}]);
      const items = new vis.DataSet([
        {id: 1, content: 'A', start: new Date(2014, 3, 20), group: 0},
        {id: 2, content: "B " + 'C', start: '2014-04-14', end: '2014-04-19',},
        {content: 'D', start: moment('2014-04-18')},
      ]);
      var options = {start: '2014-01-01', onAdd: function (item) { return 1; }};
    </script>"""
    drafts, _reading = read(tmp_path, script, name)
    assert [(each.title, each.start, each.end, each.category) for each in drafts] == [
        ("A", "2014-04-20", "", "First"), ("B C", "2014-04-14", "2014-04-19", ""), ("D", "2014-04-18", "", ""),
    ]  # fmt: skip


def test_dates_whose_clocks_all_show_midnight_are_days(tmp_path):
    items = [{"content": "a", "start": f"2014-01-0{n}T00:00:00.000Z"} for n in (1, 2)]
    drafts, reading = read(tmp_path, items)
    assert [each.start for each in drafts] == ["2014-01-01", "2014-01-02"]
    assert any("read as days" in note for note in reading.notes)
    drafts, _reading = read(tmp_path, [*items, {"content": "b", "start": "2014-01-03T10:00:00Z"}])
    assert drafts[0].start == "2014-01-01T00:00:00Z"


def test_what_is_no_date_and_what_is_no_item(tmp_path):
    drafts, reading = read(
        tmp_path, [{"content": "a", "start": "soon", "end": "2014"}, 5, {"content": "c", "start": None}]
    )
    assert [(each.title, each.start, each.date_text) for each in drafts] == [("a", "", "soon – 2014"), ("c", "", "")]
    assert sorted(each.row for each in reading.problems) == [1, 2]


def test_broken_items_are_refused(tmp_path):
    with pytest.raises(FormatError, match="not JSON"):
        read(tmp_path, '[{"content": "a", "start": "2014"}, {')


@pytest.mark.parametrize(
    "content", [[{"title": "a", "start": "2014"}], [{"content": "a"}], {"items": []}, "new vis.DataSet([{id: 1}])"]
)
def test_other_lists_are_not_taken_for_items(tmp_path, content):
    assert "vis" not in names_of(tmp_path / "a.json", content)
