"""The sample in the person's language: the same chronology, with the words that were translated."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from timeline_app.base.resources import resource
from timeline_app.domain.records import Actor, Category, Event, Particulars, Place
from timeline_app.domain.sample_texts import SAMPLE_NAMES, named, sample_language
from timeline_app.domain.text.look_alikes import look_alikes
from timeline_app.store.sample import build_sample, sample_id, sample_records
from timeline_app.store.store import Store

HEADS = ["id", "title", "summary", "precision_note", "category", "actors", "place"]
BEGINNING = {
    "id": "euromaidan-begins",
    "title": "Der Euromaidan beginnt",
    "category": "Politik und Recht",
    "actors": "Regierung der Ukraine;Wiktor Janukowytsch;Demonstranten des Euromaidan;Europäische Union",
    "place": "Kyjiw, Unabhängigkeitsplatz",
}
THERE = [code for code in SAMPLE_NAMES if code != "en" and sample_language(code) == code]


@pytest.fixture
def folder(tmp_path):
    def lay(*rows):
        with (tmp_path / "texts.de.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADS, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path

    return lay


def by_id(records):
    return {record.id: record for record in records}


def test_what_is_translated_is_in_the_language_and_all_else_in_english(folder):
    english, german = by_id(sample_records()), by_id(sample_records("de", folder(BEGINNING)))
    event, before = (each[sample_id("event", "euromaidan-begins")] for each in (german, english))
    assert event.title == "Der Euromaidan beginnt"
    assert event.summary == before.summary, "not translated in the table"
    assert (event.start, event.actors, event.place_id) == (before.start, before.actors, before.place_id)
    other = sample_id("event", "full-scale-invasion")
    assert german[other] == english[other]


def test_a_name_is_translated_wherever_it_stands_and_found_by_the_english_one(folder):
    records = by_id(sample_records("de", folder(BEGINNING)))
    actor = records[sample_id("actor", "Viktor Yanukovych")]
    assert (actor.name, actor.aliases) == ("Wiktor Janukowytsch", ("Viktor Yanukovych",))
    assert records[sample_id("category", "Politics and law")].name == "Politik und Recht"
    assert records[sample_id("category", "Strike")].name == "Strike"
    assert records[sample_id("place", "Kyiv, Maidan Nezalezhnosti")].name == "Kyjiw, Unabhängigkeitsplatz"


def test_names_stay_english_where_nobody_can_tell_which_is_which(folder):
    records = by_id(sample_records("de", folder({**BEGINNING, "actors": "Regierung der Ukraine;Europäische Union"})))
    assert records[sample_id("actor", "European Union")].name == "European Union"


def test_it_says_its_name_and_language(folder):
    (told,) = (each for each in sample_records("de", folder()) if isinstance(each, Particulars))
    assert (told.name, told.language) == ("Ukraine–Russland", "de")
    (told,) = (each for each in sample_records() if isinstance(each, Particulars))
    assert (told.name, told.language) == ("Ukraine–Russia", "")


@pytest.mark.parametrize("code", ["fr", "en_XA", "../en", ""])
def test_a_language_without_a_table_has_the_english_sample(code, folder):
    assert sample_language(code) == "en"
    assert sample_language("de", folder()) == "de"
    assert sample_records(code) == sample_records()


def test_each_table_of_texts_has_every_event_and_a_name_for_each_name():
    with resource("sample", "events.csv").open(encoding="utf-8", newline="") as file:
        events = list(csv.DictReader(file))
    faults = []
    for code in THERE:
        with resource("sample", f"texts.{code}.csv").open(encoding="utf-8", newline="") as file:
            texts = {row["id"]: row for row in csv.DictReader(file)}
        names = defaultdict(set)
        faults += [(code, missing) for missing in {row["id"] for row in events} ^ set(texts)]
        for event in events:
            words = texts[event["id"]]
            faults += [(code, event["id"], field) for field in HEADS if bool(event[field]) != bool(words[field])]
            for column in ("actors", "category", "place"):
                before, after = named(event[column], column), named(words[column], column)
                if len(before) != len(after):
                    faults.append((code, event["id"], column))
                for english, own in zip(before, after, strict=False):
                    names[column, english].add(own)
        faults += [(code, name, sorted(own)) for name, own in names.items() if len(own) != 1]
        own = [(column, word) for (column, _english), words in names.items() for word in words]
        faults += [(code, name) for name in own if own.count(name) > 1]
    assert faults == []


def test_the_sample_of_each_language_is_whole_and_no_two_of_its_names_look_alike(tmp_path):
    for code in ("en", *THERE):
        build_sample(tmp_path / f"{code}.timelinedb", code)
        with Store.open(tmp_path / f"{code}.timelinedb", read_only=True) as store:
            assert store.check().problems == ()
            assert store.name == SAMPLE_NAMES[code]
            assert len(store.lookups.all_of(Event)) == 130
            for kind in (Actor, Category, Place):
                spelt = {each.id: (each.name, *getattr(each, "aliases", ())) for each in store.lookups.all_of(kind)}
                assert [(spelt[pair.first], spelt[pair.second]) for pair in look_alikes(spelt)] == [], code
