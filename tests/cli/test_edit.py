"""`edit`: several events changed at once from the command line, as one change; each refusal changes nothing."""

from __future__ import annotations

import pytest
from verbs import done, refused, run, run_apart


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "sudan.timelinedb"
    done("new", path, "--set", "title=The war in Sudan", "--set", "zone=Khartoum")
    for day in range(1, 13):
        tags = ["--tag", "siege"] if day % 2 else []
        done("add", path, "--date", f"{day} June 2023", "--title", f"Day {day}", "--category", "Fighting", *tags)
    return path


def listed(store, query=""):
    return done("list", store, "--query", query)


def test_all_that_a_query_finds_is_changed_in_one_step(store):
    told = done("edit", store, "--query", "category:Fighting", "--set", "status=occurred", "--set", "place=Khartoum")
    assert told == {
        "label": "12 events: status Occurred; place “Khartoum”",
        "chosen": 12,
        "events": 12,
        "made": [{"kind": "place", "name": "Khartoum"}],
        "done": True,
    }
    assert {(each["status"], each["place"]) for each in listed(store)} == {("occurred", "Khartoum")}
    assert done("undo", store)["label"] == told["label"]
    assert {(each["status"], each["place"]) for each in listed(store)} == {("reported", "")}


@pytest.fixture
def strikes(store):
    for title in ("Strikes on the port", "A strike", "The port was struck", "Strikers march"):
        done("add", store, "--date", "2023", "--title", title)
    return store


@pytest.mark.parametrize(
    ("query", "chosen", "loose"),
    [("strike ", 3, 2), ("=strike", 1, 0), ("strike", 4, 3), ("~strike ", 3, 2), ("title:strikes", 3, 2),
     ("-strike importance:3 port ", 0, 0), ("strike  category:Fighting OR =strikers", 1, 0)],
)  # fmt: skip
def test_events_that_have_a_word_in_another_form_alone_are_counted(strikes, query, chosen, loose):
    if not chosen:
        assert "No event matches" in refused("edit", strikes, "--query", query, "--set", "importance=4")
        return
    assert len(listed(strikes, query)) == chosen
    told = done("edit", strikes, "--query", query, "--set", "importance=4", "--dry-run")
    assert (told["chosen"], told.get("in_other_forms", 0)) == (chosen, loose)
    lines = run("edit", strikes, "--query", query, "--set", "importance=4").stdout.splitlines()
    assert (len(lines) == 2 and lines[1].startswith(f"{loose} events have a word of the query only")) == (loose > 0)


@pytest.mark.parametrize("query", ["…", "- ", '"!"', "~", "="])
def test_a_query_of_signs_changes_nothing(store, query):
    before = listed(store)
    refused("edit", store, "--query", query, "--set", "importance=4")
    refused("replace", store, "Day", "Night", "--query", query)
    assert listed(store) == before


def test_events_are_named_by_their_ids(store):
    first, second, *_rest = listed(store)
    told = done("edit", store, "--event", first["id"], "--event", second["id"], "--set", "importance=5")
    assert (told["chosen"], told["events"]) == (2, 2)
    assert [each["title"] for each in listed(store, "importance:5")] == ["Day 1", "Day 2"]


def test_names_are_set_added_and_taken_away(store):
    settings = ["tags+=aid; famine", "tags-=Siege", "actors=RSF;SAF"]
    done("edit", store, "--query", "tag:siege", *(word for each in settings for word in ("--set", each)))
    changed = listed(store, "actor:RSF")
    assert len(changed) == 6
    assert {(*each["tags"], *each["actors"]) for each in changed} == {("aid", "famine", "RSF", "SAF")}
    done("edit", store, "--query", "actor:RSF", "--set", "actors=", "--set", "tags-=aid", "--set", "tags+=last")
    assert {(*each["tags"], *each["actors"]) for each in listed(store, "tag:last")} == {("famine", "last")}


def test_texts_date_zone_and_review_are_set(store):
    event = listed(store)[0]["id"]
    settings = ["title=A  new title", "date=16–18.06.2023", "zone=Cairo", "summary=Words", "review=needs checking: why"]
    done("edit", store, "--event", event, *(word for each in settings for word in ("--set", each)))
    (told,) = listed(store, "new title")
    assert (told["start"], told["end"], told["zone"]) == ("2023-06-16", "2023-06-18", "Africa/Cairo")
    assert (told["title"], told["summary"], told["date_text"]) == ("A new title", "Words", "16–18.06.2023")
    assert [each["id"] for each in listed(store, "is:needs-checking")] == [event]
    done("edit", store, "--event", event, "--set", "date=", "--set", "review=checked")
    (told,) = listed(store, "new title")
    assert (told["start"], told["end"], told["date_text"]) == ("", "", "")


def test_dates_are_moved_and_what_is_not_exact_enough_stays_and_is_told(store):
    done("add", store, "--date", "July 2023", "--title", "Some day")
    told = done("edit", store, "--query", "", "--set", "date+=2 weeks")
    assert (told["label"], told["events"], told["not_exact"]) == ("12 events: dates 2 weeks later", 12, 1)
    assert [each["start"] for each in listed(store)][:2] == ["2023-06-15", "2023-06-16"]
    assert run("edit", store, "--query", "", "--set", "date-=1 day", "--dry-run").stdout.splitlines() == [
        "Would do: 12 events: dates 1 day earlier",
        "1 event stays: its date is not exact enough to be moved so.",
    ]
    done("edit", store, "--query", "", "--set", "date-=1 year")
    assert listed(store)[-1]["start"] == "2022-07"
    done("undo", store)
    done("undo", store)
    assert listed(store)[0]["start"] == "2023-06-01"


def test_a_clock_time_that_names_no_zone_is_one_of_the_chronology(store):
    event = listed(store)[0]["id"]
    done("edit", store, "--event", event, "--set", "date=15 April 2023, 09:00")
    told = listed(store)[0]
    assert (told["start"], told["zone"]) == ("2023-04-15T09:00:00+02:00", "Africa/Khartoum")


def test_days_of_a_query_are_counted_by_the_zone_that_is_asked_for(store):
    done("add", store, "--date", "20 June 2023 23:30 UTC", "--title", "Late")
    change = ["--set", "importance=1", "--dry-run"]
    assert done("edit", store, "--query", "date:2023-06-21", *change)["chosen"] == 1, "it is past midnight in Khartoum"
    assert "No event matches" in refused("edit", store, "--query", "date:2023-06-21", "--zone", "UTC", *change)


def test_a_dry_run_tells_the_same_and_changes_no_byte(store):
    before = store.read_bytes()
    change = ("edit", store, "--query", "", "--set", "category=Siege of a city")
    told = done(*change, "--dry-run")
    assert store.read_bytes() == before
    assert told == {**done(*change), "done": False}


def test_what_holds_already_is_told_and_nothing_is_written(store):
    told = done("edit", store, "--query", "", "--set", "status=reported")
    assert told == {"label": "", "chosen": 12, "events": 0, "made": [], "done": False}
    assert run("edit", store, "--query", "", "--set", "status=reported").stdout == (
        "Nothing to change: what was asked for holds already.\n"
    )
    assert done("undo", store)["label"].startswith("Add")


def test_people_read_what_was_done_and_what_was_made(store):
    told = run("edit", store, "--query", "", "--set", "category=Siege").stdout
    assert told.splitlines() == ["Done: 12 events: category “Siege”", "New category: Siege"]
    assert run("edit", store, "--query", "", "--set", "importance=4", "--dry-run").stdout == (
        "Would do: 12 events: importance 4\n"
    )


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (["status"], "“status” sets nothing; write FIELD=VALUE, such as status=occurred or tags+=siege."),
        (["colour=red"], "There is no field “colour” to set; there are title, date, zone,"),
        (["status=maybe"], "“maybe” is no status; there are planned,"),
        (["status+=occurred"], "status has one value, to which nothing can be added; write status=VALUE."),
        (["importance=9"], "“9” is no importance; write a number from 1 to 5."),
        (["importance="], "“” is no importance"),
        (["zone=Atlantis"], "Atlantis"),
        (["date+=soon"], "“soon” moves no date; write a number and hours, days, weeks, months, years"),
        (["date-=0 days"], "“0 days” moves no date"),
        (["date=1 May 2023", "date+=1 day"], "A date is set or moved, not both"),
        (["date=soon or late"], "“soon” is not understood"),
        (["tags-=unheard"], "No tag is called “unheard”."),
        (["title= "], "An event needs a title."),
        (["review=perhaps"], "“perhaps” is no outcome of a review; there are checked, needs checking, unchecked."),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_cannot_be_set_is_refused_in_a_sentence(store, settings, sentence):
    before = store.read_bytes()
    assert sentence in refused("edit", store, "--query", "", *(w for each in settings for w in ("--set", each)))
    assert store.read_bytes() == before


def test_events_that_are_not_there_are_refused(store):
    assert refused("edit", store, "--event", "nobody", "--set", "status=occurred") == (
        "There is no event “nobody”; nothing was changed."
    )
    assert refused("edit", store, "--query", "tag:unheard", "--set", "status=occurred") == (
        "No event matches the query; nothing was changed."
    )
    assert "character" in refused("edit", store, "--query", "colour:red", "--set", "status=occurred")


@pytest.mark.parametrize(
    "words",
    [("--set", "status=occurred"), ("--query", "a"), ("--query", "a", "--event", "b", "--set", "status=occurred")],
    ids=["no events", "nothing to set", "a query and an event"],
)
def test_a_wrong_command_line_ends_with_2(store, words):
    assert run_apart("edit", store, *words).returncode == 2
