"""SIMILE Timeline as XML, as JSON and in scripts."""

from __future__ import annotations

import pytest
from foreign_files import names_of, read_as

from timeline_app.domain.errors import FormatError


def xml(*events, head="<data>"):
    return f"<?xml version='1.0' encoding='utf-8'?>\n<!-- s -->\n{head}{''.join(events)}</data>"


def read(tmp_path, content, name="a.xml"):
    return read_as("simile", tmp_path / name, content)


def when(drafts):
    return [(each.start, each.end) for each in drafts]


def test_an_event_of_xml(tmp_path):
    (draft,), reading = read(tmp_path, xml(
        "<event start='Fri Nov 22 1963 12:30:00 GMT-0600' title=\"K's &lt;b&gt;end&lt;/b&gt;\" link='https://a.example/1'"
        " image='a.png' icon='i.png' color='red' caption='Cap'>\n  In Dallas,\n  at &lt;i&gt;noon&lt;/i&gt;."
        " &lt;a href='https://a.example/2'&gt;More&lt;/a&gt;\n</event>"
    ))  # fmt: skip
    assert (draft.title, draft.start) == ("K's end", "1963-11-22T12:30:00-06:00")
    assert draft.summary == "In Dallas, at noon. More"
    assert [(each.title, each.url, each.words) for each in draft.sources] == [
        ("K's end", "https://a.example/1", ""), ("a.png", "", "a.png"),
        ("https://a.example/2", "https://a.example/2", ""),
    ]  # fmt: skip
    assert draft.notes == "caption: Cap"
    assert any("color, icon" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("start='1845' end='1846'", ("[1845..1846]", "")),
        ("start='1845' end='1846' isDuration='true'", ("1845", "1846")),
        ("start='1845' end='1846' durationEvent='true'", ("1845", "1846")),
        (
            "start='Jun 1 1861 0:00 GMT' latestStart='7/1/1861' earliestEnd='1863-06' end='1864' isDuration='true'",
            ("[1861-06-01..1861-07-01]", "[1863-06..1864]"),
        ),
        ("start='1861' latestStart='1862' end='1865' isDuration='true'", ("[1861..1862]", "1865")),
        ("start='1845'", ("1845", "")),
        ("start='200 BC' end='-100' isDuration='true'", ("-0199", "-0100")),
        ("start='?115'", ("0115?", "")),
    ],
)  # fmt: skip
def test_two_dates_or_four(tmp_path, attributes, expected):
    drafts, _reading = read(tmp_path, xml(f"<event {attributes} title='A'/>"))
    assert when(drafts) == [expected]


def test_midnight_is_a_day_and_its_text_is_kept(tmp_path):
    drafts, _reading = read(tmp_path, xml(
        "<event start='Nov 14 1840 00:00:00 GMT' title='A'/>",
        "<event start='Nov 14 1840 00:00:00 GMT' end='Nov 14 1840 11:00:00 GMT' isDuration='true' title='B'/>",
    ))  # fmt: skip
    assert when(drafts) == [("1840-11-14", ""), ("1840-11-14T00:00:00Z", "1840-11-14T11:00:00Z")]
    assert [each.date_text for each in drafts] == ["Nov 14 1840 00:00:00 GMT", ""]


def test_json_where_an_event_with_an_end_lasts(tmp_path):
    drafts, reading = read(tmp_path, {
        "dateTimeFormat": "iso8601", "wikiURL": "https://w.example/",
        "events": [
            {"start": "1906-03-21", "end": "1978-07-10", "title": "A", "id": "/en/a", "description": "d"},
            {"start": "1906", "end": "1978", "durationEvent": False, "title": "B", "own": {"x": [1, 2]}},
            {"start": "19060321", "text": "C"},
            "no event",
            {"start": "soon", "title": "D"},
        ],
    }, "a.json")  # fmt: skip
    assert [(each.title, each.start, each.end) for each in drafts] == [
        ("A", "1906-03-21", "1978-07-10"), ("B", "[1906..1978]", ""), ("C", "1906-03-21", ""), ("D", "", ""),
    ]  # fmt: skip
    assert (drafts[0].external_id, drafts[0].summary, drafts[1].notes) == ("/en/a", "d", "own.x: 1; 2")
    assert drafts[3].date_text == "soon"
    assert sorted(each.row for each in reading.problems) == [4, 5]
    assert any("https://w.example/" in note for note in reading.notes)


@pytest.mark.parametrize(
    "script",
    [
        "\ufeffvar data = {  // saved\n 'events' : [{'start': '1900', title: 'A',},] }; Other = {x: function() {}}",
        "{events: [{start: new Date(1900, 0, 1), title: 'A'}], dateTimeFormat: 'iso8601'}",
        '/* a */ load({"events": [{"start": \'1900\', "title": \'A\'}]});',
    ],
)
def test_literals_of_scripts(tmp_path, script):
    (draft,), _reading = read(tmp_path, script, "a.js")
    assert (draft.title, draft.start[:4]) == ("A", "1900")


@pytest.mark.parametrize(
    "content",
    [
        xml("<event start='1845' title='A'/>")[:-9],
        xml("<event start='1845' title='&a;'/>"),
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><data><event start="1845" title="&a;"/></data>',
        '{"events": [{"start": "1845", "title": "A"}',
    ],
)
def test_broken_and_harmful_files_are_refused_in_a_sentence(tmp_path, content):
    with pytest.raises(FormatError) as refused:
        read(tmp_path, content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("<data><event start='1845' title='a&nbsp;b &amp; &eacute;&LT;'/></data>", "a b & é<"),
        ("<data xmlns='https://n.example'><event start='1845' title='a'/></data>", "a"),
        (
            "<?xml version='1.0' encoding='utf-16'?><data><event start='1' title='Зима'/></data>".encode("utf-16"),
            "Зима",
        ),
    ],
)
def test_xml_as_people_write_it(tmp_path, content, title):
    (draft,), _reading = read(tmp_path, content)
    assert draft.title == title


def test_scripts_inside_texts_are_left_out(tmp_path):
    (draft,), _reading = read(
        tmp_path, xml("<event start='1845' title='A'>x&lt;script&gt;steal()&lt;/script&gt;</event>")
    )
    assert draft.summary == "x"


@pytest.mark.parametrize(
    "content",
    ["<data><row start='1'/></data>", {"events": [{"begin": "1900", "title": "x"}]}, {"events": []}, "start: 1"],
)
def test_other_files_are_not_taken_for_one(tmp_path, content):
    assert "simile" not in names_of(tmp_path / "a.txt", content)
