"""Files of The Timeline Project."""

from __future__ import annotations

import pytest
from foreign_files import names_of, read_as

from timeline_app.domain.errors import FormatError


def timeline(*events, eras="", kind="gregoriantime", categories=""):
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n<timeline>\n<version>2.9.0</version><timetype>{kind}</timetype>"
        f"<eras>{eras}</eras><categories>{categories}</categories><events>{''.join(events)}</events><view/></timeline>"
    )


def event(text="T", start="2014-02-20 09:30:00", end="", **more):
    others = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return f"<event><start>{start}</start><end>{end or start}</end><text>{text}</text>{others}</event>"


def read(tmp_path, *events, **more):
    return read_as("timelineproj", tmp_path / "a.timeline", timeline(*events, **more))


def test_an_event_keeps_all_that_it_tells(tmp_path):
    (draft,), _reading = read(tmp_path, event(
        " (no container", end="2014-02-21 10:00:00", progress="40", fuzzy="False", locked="True", ends_today="False",
        category="A", categories="<category>B</category><category>A</category>", description="One\nTwo &lt;b&gt;",
        labels="x, y", alert="2014-01-01 0:0:0;Look", hyperlink="https://a.example/1;C:\\file.txt", icon="iVBORw0KGgo=",
        default_color="1,2,3", milestone="True", unheard_of="z",
    ))  # fmt: skip
    assert (draft.title, draft.start, draft.end) == ("(no container", "2014-02-20T09:30:00", "2014-02-21T10:00:00")
    assert (draft.category, draft.tags) == ("A", ("B", "x", "y", "milestone"))
    assert draft.summary == "One\nTwo <b>"
    assert [each.url for each in draft.sources] == ["https://a.example/1"]
    assert draft.notes.splitlines() == [
        "progress: 40", "alert: 2014-01-01 0:0:0;Look", "unheard_of: z", "hyperlink: C:\\file.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "more", "edtf"),
    [
        ("2014-02-20 09:30:00", "", {}, ("2014-02-20T09:30:00", "")),
        ("2014-02-20 00:00:00", "", {}, ("2014-02-20", "")),
        ("2009-10-5 0:0:0", "2009-10-9 0:0:0", {}, ("2009-10-05", "2009-10-09")),
        ("2009-10-5 0:0:0", "2009-10-9 0:0:1", {}, ("2009-10-05T00:00:00", "2009-10-09T00:00:01")),
        ("-43-03-15 12:00:00", "", {}, ("-0043-03-15T12:00:00", "")),
        ("0-01-01 00:00:00", "", {}, ("0000-01-01", "")),
        ("-12000-01-01 00:00:00", "", {}, None),
        ("2014-02-20 00:00:00", "", {"fuzzy": "True"}, ("2014-02-20~", "")),
        ("2014-02-20 00:00:00", "2014-02-22 00:00:00", {"fuzzy_end": "True"}, ("2014-02-20", "2014-02-22~")),
        ("2014-02-20 00:00:00", "2014-02-22 00:00:00", {"fuzzy_start": "True"}, ("2014-02-20~", "2014-02-22")),
        ("2014-02-20 00:00:00", "2014-02-22 00:00:00", {"ends_today": "True"}, ("2014-02-20", "..")),
    ],
)
def test_dates(tmp_path, start, end, more, edtf):
    (draft,), reading = read(tmp_path, event(start=start, end=end, **more))
    if edtf is None:  # EDTF has no days in such years: the text is kept, and told
        assert (draft.start, draft.date_text, reading.unread_dates) == ("", start, [1])
    else:
        assert (draft.start, draft.end, draft.date_text) == (*edtf, "")


def test_a_clock_cannot_be_fuzzy_so_the_notes_say_it(tmp_path):
    (draft,), _reading = read(tmp_path, event(fuzzy="True"))
    assert (draft.start, draft.notes) == ("2014-02-20T09:30:00", "fuzzy_start: True\nfuzzy_end: True")


def test_what_lies_in_a_container_has_its_name_as_a_tag(tmp_path):
    drafts, _reading = read(tmp_path, event("[1]All"), event("(1)Part"), event("(7)Lost"), event("[2]More"))
    assert [(each.title, each.tags) for each in drafts] == [
        ("All", ("container",)), ("Part", ("All",)), ("Lost", ()), ("More", ("container",)),
    ]  # fmt: skip


def test_eras_are_events_with_a_tag(tmp_path):
    era = (
        "<era><name>E</name><start>1900-01-01 00:00:00</start><end>1910-01-01 00:00:00</end><color>1,2,3</color></era>"
    )
    drafts, _reading = read(tmp_path, event(), eras=era)
    assert [(each.title, each.start, each.end, each.tags) for each in drafts][1:] == [
        ("E", "1900-01-01", "1910-01-01", ("era",)),
    ]


def test_what_is_not_taken_is_told(tmp_path):
    nested = "<category><name>B</name><parent>A</parent></category>"
    _drafts, reading = read(tmp_path, event(icon="x"), categories=nested)
    assert any("B (A)" in note for note in reading.notes)
    assert any("Icons" in note and "1" in note for note in reading.notes)


def test_other_calendars_are_kept_as_text_and_told(tmp_path):
    (draft,), reading = read(tmp_path, event(start="12", end="14"), kind="numtime")
    assert (draft.start, draft.date_text) == ("", "12 – 14")
    assert any("numtime" in note for note in reading.notes)


@pytest.mark.parametrize("bad", ["", "yesterday", "2014-02-30 00:00:00", "2014-02-20 25:00:00"])
def test_a_date_that_is_none_is_kept_as_text(tmp_path, bad):
    (draft,), reading = read(tmp_path, event(start=bad))
    assert (draft.start, draft.date_text, reading.unread_dates) == ("", bad, [1])


def test_a_timeline_without_events_says_so(tmp_path):
    drafts, reading = read(tmp_path)
    assert not drafts
    assert any("no events" in note for note in reading.notes)


@pytest.mark.parametrize(
    "text",
    [
        "# Written by Timeline 0.7.0\nEVENT:2009-10-5 14:31:35;2009-10-5 14:31:35;A;B\n",
        "PREFERRED-PERIOD:2009-6-1 3:14:47;2009-12-8 9:46:38\n",
    ],
)
def test_the_format_before_xml_is_refused_by_name(tmp_path, text):
    with pytest.raises(FormatError, match="before XML"):
        read_as("timelineproj", tmp_path / "a.timeline", text)


BOMB = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (timeline(event())[:-30], "breaks off"),
        (f'<!DOCTYPE t [<!ENTITY a0 "x">{BOMB}]>' + timeline(event("&a9;"))[39:], "entities|spoilt"),
        ('<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + timeline(event("&a;"))[39:], "entities"),
        (timeline("<event>" * 400), "breaks off or is spoilt"),
        ("<html/>", "no file of The Timeline Project"),
        ("<timeline", "breaks off"),
    ],
)
def test_harmful_and_broken_files_are_refused_in_a_sentence(tmp_path, text, told):
    with pytest.raises(FormatError, match=told) as refused:
        read_as("timelineproj", tmp_path / "a.timeline", text)
    assert "\n" not in str(refused.value)


def test_it_is_recognised_by_its_root_and_not_by_the_word(tmp_path):
    assert names_of(tmp_path / "a.xml", timeline(event()))[0] == "timelineproj"
    assert "timelineproj" not in names_of(tmp_path / "a.csv", "title,date\n<timeline><version>,2014\n")


def test_letters_of_another_encoding_and_control_characters(tmp_path):
    data = timeline(event("Зима\x01")).replace("utf-8", "windows-1251").encode("cp1251")
    (draft,), _reading = read_as("timelineproj", tmp_path / "a.timeline", data)
    assert draft.title == "Зима"
