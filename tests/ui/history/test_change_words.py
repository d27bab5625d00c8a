"""The history says in plain words what a change touched, also of records that have no name of their own."""

from __future__ import annotations

from contextlib import closing

import pytest

from timeline_app.document import create_chronology, open_chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import (
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Particulars,
    Review,
    SavedView,
    Source,
    review_id,
)
from timeline_app.store.records.evidence import text_digest
from timeline_app.ui.history.change_words import RecordNames, told

TEXT = "They met in Istanbul on Friday."
THERE = (
    Event("e1", "Talks in Istanbul", "2025-05-16"), Event("e2", "Talks again", "2025-06-02"), Source("s", "A report"),
    Document("d0", "s", TEXT, text_digest(TEXT)),
    Excerpt("x", "e1", "s", "d0", "quote", TEXT, start=0, end=len(TEXT)),
)  # fmt: skip
OTHER = "Another text of the same report."
HANGING = [
    (Review(review_id("e1"), "e1"), "review of “Talks in Istanbul”"),
    (Review(review_id("e1", "x"), "e1", "x"), f"review of “{TEXT}”"),
    (Excerpt("y", "e2", "s"), "evidence of “Talks again”"),
    (Document("d", "s", OTHER, text_digest(OTHER)), "stored text of “A report”"),
    (Link("l", "e1", "e2"), "link from “Talks in Istanbul” to “Talks again”"),
]


@pytest.fixture
def chronology(tmp_path):
    create_chronology(tmp_path / "a.timelinedb")
    with closing(open_chronology(tmp_path / "a.timelinedb")) as opened:
        opened.do(Change("Fill", after=THERE))
        yield opened


@pytest.mark.parametrize(("record", "words"), HANGING, ids=lambda each: type(each).__name__)
def test_what_hangs_on_something_is_told_by_that(chronology, record, words):
    for change, did in ((Change("", after=(record,)), "Added"), (Change("", before=(record,)), "Deleted")):
        assert [each.head for each in told(change, RecordNames(chronology, change), 9)] == [f"{did}: {words}"]
    edit = Change("", (record,), (record,))
    assert told(edit, RecordNames(chronology, edit), 9)[0].head == f"Edited: {words}"


def test_what_came_in_the_same_change_has_its_name_and_what_is_gone_is_told_so(chronology):
    change = Change("", after=(Event("e9", "A new one"), Review(review_id("e9"), "e9"), Review("r", "e8")))
    heads = [each.head for each in told(change, RecordNames(chronology, change), 9)]
    assert heads == ["Added: event “A new one”", "Added: review of “A new one”", "Added: review of “(no longer there)”"]


@pytest.mark.parametrize(
    ("record", "raw", "words"),
    [
        (Source("n", "A page", kind="web page", language="uk"), {"web page", "uk"}, {"Web page", "Ukrainian"}),
        (Source("n", "A page", kind="report"), {"report"}, {"Report"}),
        (Source("n", "A page", kind="zine"), set(), {"zine"}),
        (Excerpt("n", "e1", "s", kind="paraphrase", stance="disputes", confidence=3),
         {"paraphrase", "disputes", "3"}, {"Paraphrase", "Disputes the event", "Reliable"}),
        (Link("n", "e1", "e2", "response to"), {"response to"}, {"Response to"}),
        (Category("n", "Siege", "#4469BE", "hexagon"), {"#4469BE", "hexagon"}, {"Blue", "Hexagon"}),
        (SavedView("n", "A view", lanes="actor"), {"actor"}, {"Actor"}),
        (Particulars(default_status="occurred", zone="Europe/Kyiv"),
         {"occurred", "Europe/Kyiv"}, {"Occurred", "Kyiv time"}),
    ],
    ids=lambda each: type(each).__name__,
)  # fmt: skip
def test_what_is_chosen_from_a_list_is_told_in_words(chronology, record, raw, words):
    change = Change("", after=(record,))
    (added,) = told(change, RecordNames(chronology, change), 9)
    shown = {field.after for field in added.fields}
    assert words <= shown
    assert not raw & shown
