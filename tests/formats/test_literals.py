"""Values of scripts: what is read, what is no value, and what is seen of a beginning."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.literals import LiteralError, beginning_of, literals_in, read_literal

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_is_read_as_json_is(value):
    assert read_literal(json.dumps(value)) == value
    assert read_literal(json.dumps(value, ensure_ascii=False, indent=1)) == value


@given(JSON, st.integers(0, 200))
def test_a_beginning_is_never_an_error(value, length):
    beginning_of(json.dumps(value)[:length])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 'it\\'s', \"b\": `c`}", {"a": "it's", "b": "c"}),
        ("[1, 2,, 3,]", [1, 2, 3]),
        ("{a: 1, /* no {[ */ b: 2, // nor this\n}", {"a": 1, "b": 2}),
        ("new Date(2012, 7, 19)", "2012-08-19"),
        ("new Date(2012, 7, 19, 14, 5)", "2012-08-19T14:05:00"),
        ("new Date(Date.UTC(2012, 0, 1, 3, 0, 0))", "2012-01-01T03:00:00Z"),
        ("new Date('2012-08-19')", "2012-08-19"),
        ("new Date()", None),
        ("new vis.DataSet([{id: 1}])", [{"id": 1}]),
        ("moment('1/2/2014')", "1/2/2014"),
        ("'a' + \"b\" + 'c'", "abc"),
        ("{start: today}", {"start": "today"}),
        (r'"\ud83d\ude00\x41\u{42}\q"', "\U0001f600ABq"),
        ("-.5e1", -5.0),
        ("0x1F", 31),
    ],
)
def test_what_scripts_have_instead_of_json(text, value):
    assert read_literal(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "]", "[1 2]", "{a}", "{1: }", "'open", "[" * 200, "function() {}", "[a b]", '{"a": 1}\n{"a": 2}', "[1] x"],
)
def test_what_is_no_value_is_an_error(text):
    with pytest.raises(LiteralError):
        read_literal(text)


def test_a_beginning_holds_what_stands_before_the_break():
    text = '{"title": {"text": "x"}, "events": [{"start": {"year": 1999}}, {"start": {"ye'
    assert beginning_of(text) == {"title": {"text": "x"}, "events": [{"start": {"year": 1999}}, {"start": {}}]}


def test_the_lists_of_a_script_come_with_their_names():
    script = (
        "var n = 3; // [x]\nvar items = new vis.DataSet([{id: 1}]);\nfill({a: function() {}});\ngroups = [{id: 'g'}]"
    )
    assert list(literals_in(script)) == [("", [{"id": 1}]), ("groups", [{"id": "g"}])]


def test_half_a_surrogate_becomes_a_sign_that_can_be_stored():
    read_literal(r'"\ud800"').encode()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10**6,
        '="' * 10**6,
        "{a:" * 10**5,
        "(" * 10**6 + "[",
        "/*" * 10**6,
        "[1," * 10**5,
        "ab" * 10**5,
        "\n" * 10**6,
    ],
)
def test_texts_made_to_harm_end_soon(text):
    begun = time.process_time()
    beginning_of(text)
    list(literals_in(text))
    assert time.process_time() - begun < 5
