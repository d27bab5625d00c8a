"""The table that this program writes comes back without loss: every event, every source, every word."""

from __future__ import annotations

import csv
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from publishing import HOSTILE

from timeline_app.document import Chronology
from timeline_app.document.importing import import_into, plan_import
from timeline_app.domain.change import Change
from timeline_app.domain.records import Actor, Category, Event, Excerpt, Participation, Place, Source, Tag, new_id
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import export_file
from timeline_app.formats.tables.csv_table import read_csv
from timeline_app.formats.tables.own_table import OWN_FIELDS, joined, parted
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"]), max_size=8)
OF_EVENTS = (
    "title", "start", "end", "date_text", "zone", "status", "importance", "summary", "notes", "external_id",
)  # fmt: skip
OF_EXCERPTS = ("kind", "exact", "claimed_date", "stance", "confidence", "locator")
OF_SOURCES = (
    "title", "publisher", "author", "url", "published", "retrieved", "kind", "language", "licence", "external_id",
    "archive_url",
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(VALUES, min_size=1, max_size=4))
@example(["a\\", ";b", "\\;"])
@example(["", "x", ""])
def test_values_of_a_cell_come_back_one_by_one(values):
    assert parted(joined(values)) == (values if any(values) else [])


def everything(chronology):
    """Give all that the table is to keep; ids of names and sources are made anew by an import."""
    lists = (chronology.categories, chronology.actors, chronology.places, chronology.tags)
    named = {each.id: each for kind in lists for each in kind}
    told = {}
    for event in chronology.events(chronology.columns.row.tolist()):
        place = named.get(event.place_id)
        told[event.id] = {
            **{name: getattr(event, name) for name in OF_EVENTS},
            "category": named[event.category_id].name if event.category_id else "",
            "place": (place.name, place.latitude, place.longitude) if place else None,
            "actors": [(named[part.actor_id].name, part.role) for part in event.actors],
            "tags": [named[tag].name for tag in event.tag_ids],
            "evidence": [
                (
                    [getattr(each.source, name) for name in OF_SOURCES],
                    [getattr(each.excerpt, name) for name in OF_EXCERPTS],
                )
                for each in chronology.evidence(event.id)
            ],
        }
    return told


def back_from(path, into):
    """Import a table into a new chronology, as it is found to be, and give what is there."""
    with closing(Chronology(Store.create(into))) as other:
        outcome = import_into(other, plan_import(path))
        assert [each.message for each in outcome.result.problems] == []
        assert [note for note in outcome.result.notes if "notes" in note] == []  # no column is left over
        other.refresh()
        return everything(other)


def test_the_sample_comes_back_with_all_it_has(tmp_path):
    build_sample(tmp_path / "a.timelinedb")
    with closing(Chronology(Store.open(tmp_path / "a.timelinedb"))) as chronology:
        for name, spreadsheet in (("a.csv", False), ("b.csv", True)):
            export_file(chronology, ExportOptions("csv", for_spreadsheet=spreadsheet), tmp_path / name)
            assert back_from(tmp_path / name, tmp_path / f"{name}.timelinedb") == everything(chronology)


@pytest.fixture
def hostile(tmp_path):
    """A chronology in which every field has a text that means something in tables."""
    texts = [" ".join(text.split()) for text in HOSTILE]
    records = []
    for number, (text, other) in enumerate(zip(texts, [*texts[1:], "a; b | c \\"], strict=True)):
        event, source, second = new_id(), f"s{number}", f"r{number}"
        records += [
            Category(f"c{number}", f"C{text}"), Actor(f"a{number}", f"A{text}"), Actor(f"b{number}", f"B{other}; x|y"),
            Place(f"p{number}", f"P{text}", 1.5, -2.25), Tag(f"t{number}", f"{text}"), Tag(f"u{number}", f"U;{other}"),
            Event(
                event, text, "2025-05~", date_text=other, status="disputed", category_id=f"c{number}", importance=5,
                place_id=f"p{number}", summary=f"{text}\n\n{other}", notes=other, external_id=text,
                actors=(Participation(f"a{number}", f"{other}; first"), Participation(f"b{number}")),
                tag_ids=(f"t{number}", f"u{number}"),
            ),
            Source(source, text, other, f"By {text}", f"https://e.example/{number};b=1", "2025-04", "2025-05-01",
                   "post", "uk", "CC;BY", f"x{number}", "https://archive.example/a"),
            Source(second, f"2 {other}"),
            Excerpt(new_id(), event, source, kind="quote", exact=f"{text}\n{other}; and", locator="p. 3; 4"),
            Excerpt(new_id(), event, source, exact=other, stance="disputes", claimed_date="2025-06-01", confidence=4),
            Excerpt(new_id(), event, second),
        ]  # fmt: skip
    chronology = Chronology(Store.create(tmp_path / "h.timelinedb"))
    chronology.do(Change("Add", after=tuple(records)))
    yield chronology
    chronology.close()


def test_hostile_texts_come_back_and_start_no_formula(hostile, tmp_path):
    path = tmp_path / "a.csv"
    export_file(hostile, ExportOptions("csv"), path)
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == OWN_FIELDS
    numbers = {head.index("latitude"), head.index("longitude")}
    assert not [
        cell for row in rows for at, cell in enumerate(row) if at not in numbers and cell[:1] in "=+-@\t" and cell
    ]
    assert back_from(path, tmp_path / "b.timelinedb") == everything(hostile)


def test_columns_may_be_put_in_another_order_and_left_out(hostile, tmp_path):
    export_file(hostile, ExportOptions("csv"), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    kept = [name for name in reversed(OWN_FIELDS) if name not in {"tags", "licence", "zone"}]
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore", delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    there, back = everything(hostile), back_from(tmp_path / "b.csv", tmp_path / "b.timelinedb")
    assert {key: event | {"tags": []} for key, event in there.items()} == back


def test_a_value_that_cannot_be_read_is_told_and_the_rest_is_kept(tmp_path):
    path = tmp_path / "a.csv"
    head = "title,start,source_title,words,words_kind,stance,claimed_date,confidence"
    path.write_text(f"{head}\nTalks,2025,A report,They met,song,cheers,some day,9\n", encoding="utf-8")
    reading = read_csv(path)
    (draft,) = reading.drafts
    assert (draft.sources[0].title, draft.sources[0].words, draft.sources[0].stance) == (
        "A report",
        "They met",
        "supports",
    )
    told = " ".join(problem.message for problem in reading.problems)
    assert all(value in told for value in ("song", "cheers", "some day", "9"))


def test_another_table_keeps_its_backslashes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('title,date,actors\n"Talks",2025,"a\\; b"\n', encoding="utf-8")
    (draft,) = read_csv(path).drafts
    assert draft.actors == ("a\\", "b")
