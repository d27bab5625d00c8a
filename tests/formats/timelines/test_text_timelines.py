"""Timelines written as text: Chronos in Markdown, Markwhen, PowerTimeline in YAML."""

from __future__ import annotations

import time

import pytest
from foreign_files import names_of, read_as

from timeline_app.domain.errors import FormatError
from timeline_app.formats.timelines.marked_text import blocks_of, unlinked

# --- blocks and links -------------------------------------------------------------------------------------------------


def test_blocks_are_found_with_their_lines():
    text = "a\n```chronos\n1\n2\n```\n```py\n```chronos\n```\n~~~~ Chronos\n3\n~~~\n~~~~\n```chronos\n4"
    assert list(blocks_of(text, {"chronos"})) == [(3, ["1", "2"]), (10, ["3", "~~~"]), (14, ["4"])]


@pytest.mark.parametrize(
    ("text", "plain", "links"),
    [
        ("a [b](https://x.example/y_(z)) c", "a b c", ["https://x.example/y_(z)"]),
        ("[[Note|alias]] and [[Other]]", "alias and Other", []),
        ("see https://x.example/a. Then", "see https://x.example/a. Then", ["https://x.example/a"]),
        ("![pic](//x.example/p.png)", "pic", ["https://x.example/p.png"]),
        ("[local](note.md) [x](javascript:a())", "[local](note.md) [x](javascript:a())", []),
    ],
)
def test_links(text, plain, links):
    assert unlinked(text) == (plain, links)


# --- Chronos ----------------------------------------------------------------------------------------------------------


def chronos(tmp_path, *lines, before="- [2020] outside\n"):
    return read_as("chronos", tmp_path / "a.md", f"{before}\n```chronos\n" + "\n".join(lines) + "\n```\n")


def test_lines_of_chronos(tmp_path):
    drafts, reading = chronos(
        tmp_path,
        "- [1948-06-24~1949-05-12] #red {Europe} Berlin [Blockade](https://a.example) | and airlift",
        "@ [-300~250] Yayoi Period",
        "* [2020-02-28T12] Hour",
        "= [1440] Press | [[Note|of it]]",
        "- [2020~] Since then",
        "# a comment",
        "> ORDERBY start",
        "- [soon] When",
        "- [2020-2021] Wrong",
        "what",
    )  # fmt: skip
    assert [(each.title, each.start, each.end, each.tags, each.row) for each in drafts] == [
        ("Berlin Blockade", "1948-06-24", "1949-05-12", (), 4),
        ("Yayoi Period", "-0299", "0250", ("period",), 5),
        ("Hour", "2020-02-28T12:00:00", "", ("point",), 6),
        ("Press", "1440", "", ("marker",), 7),
        ("Since then", "2020", "..", (), 8),
        ("When", "", "", (), 11),
        ("Wrong", "", "", (), 12),
    ]
    berlin, _yayoi, hour, press, *_others, when, wrong = drafts
    assert (berlin.category, berlin.summary, berlin.notes) == ("Europe", "and airlift", "color: red")
    assert [each.url for each in berlin.sources] == ["https://a.example"]
    assert (hour.date_text, press.summary, when.date_text, wrong.date_text) == (
        "2020-02-28T12", "of it", "soon", "2020-2021",
    )  # fmt: skip
    assert reading.unread_dates == [11, 12]
    assert sorted(each.row for each in reading.problems) == [11, 12, 13]
    assert sum("left out: 1" in note for note in reading.notes) == 2


def test_markdown_without_such_blocks_is_an_article(tmp_path):
    names = names_of(tmp_path / "a.md", "# Notes\n\n- [2020] chronos\n```py\nx\n```\n")
    assert names == ["article"]


# --- Markwhen ---------------------------------------------------------------------------------------------------------


def markwhen(tmp_path, text, name="a.mw"):
    return read_as("markwhen", tmp_path / name, text)


def when(drafts):
    return [(each.start, each.end) for each in drafts]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2012: x", ("2012", "")),
        ("2012-06-03: x", ("2012-06-03", "")),
        ("2012-2013: x", ("2012", "2013")),
        ("2012 - 2013-06: x", ("2012", "2013-06")),
        ("2023-01-01/2023-12-31: x", ("2023-01-01", "2023-12-31")),
        ("12/11/2020: x", ("2020-12-11", "")),
        ("12/2012 - now: x", ("2012-12", "..")),
        ("Dec 25 2023: x", ("2023-12-25", "")),
        ("Dec 1 2023 – Jan 3 2024: x", ("2023-12-01", "2024-01-03")),
        ("2023-07-01 10:00: x", ("2023-07-01T10:00", "")),
        ("2020-02-02T12:13:14Z/2020-02-03T01:02:03+0200: x", ("2020-02-02T12:13:14Z", "2020-02-03T01:02:03+02:00")),
        ("44 BCE: x", ("-0043", "")),
        ("-0043-03-15: x", ("-0043-03-15", "")),
        ("2012~: x", ("2012~", "")),
        ("  - 2012: x", ("2012", "")),
    ],
)
def test_dates_of_markwhen(tmp_path, line, expected):
    (draft,), reading = markwhen(tmp_path, line)
    assert when([draft]) == [expected]
    assert (draft.title, len(reading.problems)) == ("x", 0)


@pytest.mark.parametrize("date", ["after !Other 2 weeks", "5 days", "now", "2012 - after !x 3 days", "before 2 weeks"])
def test_dates_that_count_from_others_are_kept_in_words(tmp_path, date):
    (draft,), reading = markwhen(tmp_path, f"{date}: x")
    assert (draft.title, draft.start) == ("x", "2012" if date.startswith("2012") else "")
    assert draft.date_text.replace("–", "-") == date
    assert reading.unread_dates == [1]


def test_a_timeline_of_markwhen(tmp_path):
    drafts, reading = markwhen(tmp_path, """---
title: All
dateFormat: d/M/y
timezone: America/New_York
#Travel: blue
---
stray words
section Outer #big
## Europe
12/11/2020: Kyiv and [more](https://a.example) #Travel
  Text of it #fine
  [Maidan](location)
2023-07-01 10:00 every week for 10 weeks: Stand: up
// no
endSection
_-_-_break_-_-_
title: Second
12/11/2020: American
""")  # fmt: skip
    first, second, third = drafts
    assert (first.title, first.start, first.category, first.place) == (
        "Kyiv and more",
        "2020-11-12",
        "Europe",
        "Maidan",
    )
    assert first.tags == ("big", "Travel", "fine", "Outer")
    assert first.summary == "Text of it #fine\nMaidan"
    assert [each.url for each in first.sources] == ["https://a.example"]
    assert (second.title, second.zone, second.notes) == ("Stand: up", "America/New_York", "every week for 10 weeks")
    assert (third.start, third.category, third.zone) == ("2020-12-11", "", "")
    assert [each.row for each in reading.problems] == [7]
    assert sum("says of itself" in note for note in reading.notes) == 2


def test_sections_that_are_never_ended_cost_no_time(tmp_path):
    begun = time.process_time()
    drafts, _reading = markwhen(tmp_path, "section S #t\n2020: a\n" * 5_000)
    assert (len(drafts), drafts[-1].category) == (5_000, "S")
    assert time.process_time() - begun < 4


def test_blocks_of_markdown_hold_markwhen(tmp_path):
    (draft,), _reading = markwhen(tmp_path, "2019: no\n\n```mw\n2020: yes\n```\n2021: no\n", "a.md")
    assert (draft.title, draft.row) == ("yes", 4)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_a_text_of_dated_lines_is_markwhen_by_any_name(tmp_path, name):
    assert names_of(tmp_path / name, "2020: a\n2021: b\n\n2022-01-03: c\n")[0] == "markwhen"


@pytest.mark.parametrize(
    "text",
    ["In 2020: a war.\n" * 5, "2020: one line\nProse follows,\nand more\nof it.\n", "title,date\n2020: a,2020\n", "{}"],
)
def test_other_texts_are_not_taken_for_it(tmp_path, text):
    assert "markwhen" not in names_of(tmp_path / "a.txt", text)


def test_a_file_by_that_name_without_events_is_refused(tmp_path):
    with pytest.raises(FormatError, match="no line of Markwhen"):
        markwhen(tmp_path, "title: x\n")


@pytest.mark.parametrize(
    "line", ["a" + " " * 50_000 + "b: x", "after " + "x-" * 30_000, "1 day " * 10_000, "2020 " * 9_000]
)
def test_long_lines_end_soon(tmp_path, line):
    begun = time.process_time()
    markwhen(tmp_path, f"2020: a\n{line}\n{line}:\n")
    assert time.process_time() - begun < 4


# --- PowerTimeline ----------------------------------------------------------------------------------------------------


def power(tmp_path, text):
    return read_as("powertimeline", tmp_path / "a.yaml", text)


def test_both_shapes_of_powertimeline(tmp_path):
    (draft,), reading = power(tmp_path, """timeline:
  metadata: {name: "JFK", version: "1.0"}
  events:
    - id: e1
      date: 1961-01-20
      title: Inauguration
      description: "The <b>35th</b>"
      category: politics
      own: {deep: [1, 2]}
""")  # fmt: skip
    assert (draft.title, draft.start, draft.summary) == ("Inauguration", "1961-01-20", "The 35th")
    assert (draft.category, draft.external_id, draft.notes) == ("politics", "e1", "own.deep: 1; 2")
    assert any("name: JFK" in note for note in reading.notes)
    drafts, reading = power(tmp_path, """version: 1
timeline:
  title: "X"
events:
  - {id: a, date: "2022-02-24", time: "05:07", title: A, sources: ["https://a.example/1", A book]}
  - {id: b, date: 2022-02, endDate: 2022-03, title: B, description: ~}
  - {id: c, date: 0044, title: C}
  - {id: d, date: soon, title: D}
  - nothing
""")  # fmt: skip
    assert [(each.title, each.start, each.end, each.date_text) for each in drafts] == [
        ("A", "2022-02-24T05:07:00", "", ""), ("B", "2022-02", "2022-03", ""), ("C", "0044", "", ""),
        ("D", "", "", "soon"),
    ]  # fmt: skip
    assert [(each.title, each.url) for each in drafts[0].sources] == [
        ("https://a.example/1", "https://a.example/1"), ("A book", ""),
    ]  # fmt: skip
    assert sorted(each.row for each in reading.problems) == [4, 5]


HEAD = "timeline:\n  title: x\nevents:\n  - {id: a, title: A, date: 2020}\n"
LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{','.join([f'*a{n}'] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + LAUGHS, "refers to itself"),
        (HEAD + "x: &x [*x]\n", "refers to itself"),
        (HEAD + "x: " + "[" * 60_000, "nested|not YAML"),
        (HEAD + "x: !!python/object/apply:os.system ['true']\n'", "not YAML"),
        (HEAD + "x: 'open", "not YAML: line"),
        (HEAD + "\t- x", "not YAML: line"),
        (HEAD.replace("  - {id", "  - [[[{id"), "not YAML"),
    ],
)
def test_yaml_made_to_harm_is_refused_in_a_sentence(tmp_path, text, told):
    begun = time.process_time()
    with pytest.raises(FormatError, match=told) as refused:
        power(tmp_path, text)
    assert "\n" not in str(refused.value)
    assert time.process_time() - begun < 4


def test_aliases_that_only_save_letters_are_read(tmp_path):
    (first, second), _reading = power(tmp_path, HEAD.replace("date:", "date: &d") + "  - {id: b, title: B, date: *d}\n")
    assert (first.start, second.start) == ("2020", "2020")


def test_no_object_is_made_of_yaml(tmp_path):
    drafts, reading = power(tmp_path, HEAD.replace("title: A", "title: !!python/name:os.system"))
    assert not drafts
    assert [each.row for each in reading.problems] == [1]


def test_other_yaml_is_not_taken_for_it(tmp_path):
    assert "powertimeline" not in names_of(tmp_path / "a.yaml", "name: x\nevents:\n  - a\n")
