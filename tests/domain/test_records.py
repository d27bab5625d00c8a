"""What records are held to wherever they come from, and how names, looks, addresses and citations are read or made."""

from __future__ import annotations

import dataclasses

import pytest

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.names import COLOURS, Naming, next_look
from timeline_app.domain.records import SHAPES, Actor, Category, Event, Excerpt, Place, Source, Tag, new_id
from timeline_app.domain.text.citation import cite
from timeline_app.domain.text.json_values import RECORD_TYPES, from_plain, require_sound, to_plain
from timeline_app.domain.text.quotes import settled_in
from timeline_app.domain.text.urls import normalised


class Names:
    """A store that holds a few names and nothing else."""

    def __init__(self, categories=(), actors=(), places=(), tags=()):
        self._held = {"categories": categories, "actors": actors, "places": places, "tags": tags}

    def categories(self):
        return list(self._held["categories"])

    def actors(self):
        return list(self._held["actors"])

    def places(self):
        return list(self._held["places"])

    def tags(self):
        return list(self._held["tags"])


def test_an_actor_is_found_by_another_name_of_theirs_and_made_once():
    umerov = Actor(new_id(), "Rustem Umerov", "person", ("Umjerow", "Умєров"))
    naming = Naming(Names(actors=[umerov]))
    parts = naming.actors(["умєров", "Rustem  Umerov", "Medinsky", "MEDINSKY", " "])
    assert parts[0].actor_id == umerov.id
    assert [record.name for record in naming.made] == ["Medinsky"]
    assert [part.actor_id for part in parts] == [umerov.id, naming.made[0].id]


def test_a_name_goes_before_the_same_word_as_another_name():
    one, other = Actor(new_id(), "Kyiv", "state", ()), Actor(new_id(), "Ukraine", "state", ("KYIV",))
    assert Naming(Names(actors=[other, one])).actors(["kyiv"])[0].actor_id == one.id


def test_a_new_category_comes_last_and_looks_like_no_other():
    there = [Category(new_id(), "A", "#2166AC", "circle", 0), Category(new_id(), "B", "#8C510A", "square", 7)]
    naming = Naming(Names(categories=there))
    assert naming.category("a ") == there[0].id
    naming.category("C")
    (made,) = naming.made
    assert made.position == 8
    assert (made.colour, made.shape) not in {(each.colour, each.shape) for each in there}


def test_places_and_tags_are_found_whatever_their_capitals():
    place, tag = Place(new_id(), "Istanbul"), Tag(new_id(), "Talks")
    naming = Naming(Names(places=[place], tags=[tag]))
    assert naming.place("ISTANBUL") == place.id
    assert naming.tags(["talks", "TALKS"]) == (tag.id,)
    assert (naming.place(" "), naming.category(""), naming.made) == ("", "", [])


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("event", "importance", True),
        ("event", "importance", 0),
        ("event", "importance", 6),
        ("event", "importance", 3.0),
        ("event", "importance", "3"),
        ("event", "title", None),
        ("event", "title", 7),
        ("event", "status", "Occurred"),
        ("event", "tag_ids", "abc"),
        ("event", "tag_ids", [1]),
        ("event", "actors", [["a", "b", "c"]]),
        ("event", "actors", [[]]),
        ("excerpt", "confidence", 5),
        ("excerpt", "confidence", -1),
        ("excerpt", "start", -2),
        ("excerpt", "kind", "guess"),
        ("excerpt", "stance", ""),
        ("category", "colour", "red"),
        ("category", "colour", "#12345g"),
        ("category", "shape", "star"),
        ("place", "latitude", 90.1),
        ("place", "longitude", "30"),
        ("place", "latitude", float("nan")),
        ("place", "latitude", True),
        ("document", "original", "not base64!"),
        ("link", "type", "causes"),
    ],
)
def test_a_field_that_may_not_hold_a_value_is_named_with_it(kind, field, value):
    needed = {
        "event": {"title": "T"},
        "excerpt": {"event_id": "e", "source_id": "s"},
        "category": {"name": "C"},
        "place": {"name": "P"},
        "document": {"source_id": "s", "text": "", "sha256": ""},
        "link": {"from_id": "a", "to_id": "b"},
    }
    from_plain(kind, {"id": "x", **needed[kind]})
    with pytest.raises(FormatError, match=f"The {field} of a record of kind {kind} cannot be “"):
        from_plain(kind, {"id": "x", **needed[kind], field: value})


def test_a_record_made_in_the_program_is_held_to_the_same():
    event = Event("x", "T", importance=9)
    with pytest.raises(FormatError, match="importance"):
        require_sound(event)
    assert to_plain(Event("x", "T")) == {"id": "x", "title": "T"}


@pytest.mark.parametrize("plain", [[], "x", 1, None])
def test_what_is_no_record_is_told_as_such(plain):
    with pytest.raises(FormatError, match="A record of kind event is no object with fields"):
        from_plain("event", plain)
    with pytest.raises(FormatError, match="“war” is no kind of record"):
        from_plain("war", plain)


def test_a_source_that_publishes_itself_is_named_once():
    assert cite(Source("x", "Statement", "UN", "UN")) == "UN, “Statement”."
    assert cite(Source("x", "Statement", "UN", "A. Guterres")) == "A. Guterres, “Statement”, UN."
    assert cite(Source("x", "")) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a/amp", "https://example.org/a"),
        ("https://example.org/a/index.html", "https://example.org/a/"),
        ("https://web.archive.org/web/20250724/https://example.org/a", "http://www.example.org/a#top"),
    ],
)
def test_copies_of_a_page_have_its_address(one, other):
    assert normalised(one) == normalised(other) != ""


@pytest.mark.parametrize("text", ["", "ftp://example.org/", "javascript:alert(1)", "http://", "http://[::1", "a b"])
def test_what_is_no_web_address_has_no_key(text):
    assert normalised(text) == ""


def test_an_excerpt_whose_words_are_gone_keeps_them_and_loses_its_place():
    excerpt = Excerpt("x", "e", "s", "d", exact="met in Istanbul", prefix="They ", suffix=" on", start=5, end=20)
    lost = settled_in(excerpt, "Nothing of the kind is said here.")
    assert (lost.exact, lost.start, lost.end, lost.prefix, lost.suffix) == ("met in Istanbul", -1, -1, "", "")
    found = settled_in(excerpt, "On Wednesday they met in Istanbul again.")
    assert (found.start, found.end, found.prefix) == (18, 33, "On Wednesday they ")


def test_an_end_before_its_start_is_told_as_it_is_written():
    with pytest.raises(DateError, match="“2025/2024” ends before"):
        When.of("2025", "2024")
    assert When.of("2025-06-11", "2025-06").edtf == "2025-06-11/2025-06-XX"


def test_looks_are_not_given_twice_before_all_are_given():
    categories = []
    for number in range(len(COLOURS) * len(SHAPES)):
        categories.append(Category(str(number), str(number), *next_look(categories)))
    assert len({(category.colour, category.shape) for category in categories}) == len(categories)
    assert {category.colour for category in categories[: len(COLOURS)]} == set(COLOURS)
    assert next_look(categories) in {(category.colour, category.shape) for category in categories}


def test_a_gap_is_filled_first():
    given = [Category("a", "a", COLOURS[0], SHAPES[0]), Category("b", "b", COLOURS[2].lower(), SHAPES[2])]
    assert next_look(given) == (COLOURS[1], SHAPES[1])


def test_what_is_left_out_of_json_keeps_its_meaning():
    """A category of 0.1.0 without a colour was in the blue of then, whatever new categories get."""
    assert from_plain("category", {"id": "c", "name": "Talks"}) == Category("c", "Talks", "#2166AC")
    assert to_plain(Category("c", "Talks", "#2166AC")) == {"id": "c", "name": "Talks"}
    new = Category("c", "Talks")
    assert from_plain("category", to_plain(new)) == new


LEFT_OUT = {
    "particulars": ("", "", "", "", "", "", "", "", "", ""),
    "category": ("#2166AC", "circle", 0, "", ()),
    "actor": ("", (), "", 0),
    "place": (None, None, "", (), "", 0),
    "tag": ((), "", 0),
    "source": ("", "", "", "", "", "report", "", "", "", ""),
    "document": ("text/plain", "", b""),
    "event": ("", "", "", "", 0, "reported", "", 3, "", "", "", "", (), (), "", ""),
    "excerpt": ("", "paraphrase", "", "", "", -1, -1, "", "supports", 2, ""),
    "review": ("", "checked", "", "", "", ""),
    "link": ("part of",),
    "view": ("", "", "", "category", ""),
    "profile": ("",),
    "story": ((),),
}
"""What a field stands for that is left out, in the order of fields. A new field comes at the end; none changes."""


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_default_that_changes_does_not_change_what_was_left_out(kind):
    fields = dataclasses.fields(RECORD_TYPES[kind])
    needed = {field.name: "x" for field in fields if field.default is dataclasses.MISSING}
    record = from_plain(kind, needed)
    found = tuple(getattr(record, field.name) for field in fields if field.default is not dataclasses.MISSING)
    found = found[1:] if kind == "particulars" else found
    assert found == LEFT_OUT[kind]
