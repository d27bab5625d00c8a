"""The gate: what is held back is in no byte of any format that goes out."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from urllib.parse import unquote

import pytest
from publishing import read_back
from pypdf import PdfReader

from timeline_app.document import Chronology
from timeline_app.document.gating import profiles_of
from timeline_app.document.safety import Publication
from timeline_app.document.stories import stories_of
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ExportError
from timeline_app.domain.publication import PublicationProfile, ReplacedActor
from timeline_app.domain.publication_rules import saved
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Participation,
    Particulars,
    Place,
    Review,
    SavedView,
    Source,
    Story,
    StoryView,
    Tag,
    review_id,
)
from timeline_app.domain.text.normalize import fold
from timeline_app.export.options import LAYOUTS, ExportOptions
from timeline_app.export.published import publish
from timeline_app.export.registry import WRITE_FORMATS, export_file
from timeline_app.store.store import Store

NAME = "Oksana Withheldova"
FORMS = ("Withheldova", "WITHHELDOVA", "Оксана Схована", "Схованої", "Ваілс", "Oksana")
"""Of the one who is hidden: the name, other spellings, another case."""
WORDS = tuple(f"secretword{number}" for number in range(44))
"""Each stands in one place that stays at home."""
DOCUMENT = f"Delegations met. {WORDS[0]} was there."


def chronology_of_secrets() -> tuple[object, ...]:
    word = iter(WORDS[1:])
    return (
        Particulars(name=f"A war and {NAME}", summary=f"With {FORMS[2]}", author="A. Author", zone="UTC"),
        Category("c1", "Talks", notes=next(word)),
        Category("c9", next(word)),
        Actor("a1", NAME, aliases=FORMS[2:3] + FORMS[4:5], notes=next(word), kind="person"),
        Actor("a2", "The Ministry", notes=next(word)),
        Actor("a9", next(word), notes=next(word)),
        Place("p1", "Istanbul", 41.0123456, 28.9654321, notes=next(word)),
        Place("p9", next(word)),
        Tag("t1", "peace", notes=next(word)),
        Tag("t9", next(word)),
        Source("s1", "A report", "Agency", url="https://example.org/report", external_id=""),
        Source("s2", f"{NAME} speaks", url=f"https://example.org/{next(word)}", archive_url=f"https://a/{next(word)}"),
        Source("s3", "Another", author=NAME, url="https://example.org/w%69thheldova"),
        Source("s9", next(word), next(word), next(word), f"https://example.org/{next(word)}"),
        Document("d1", "s1", DOCUMENT, sha256(DOCUMENT.encode()).hexdigest(), original=WORDS[0].encode()),
        Event(
            "e1", f"Talks with {NAME} begin", "2025-05-16", status="occurred", category_id="c1", place_id="p1",
            tag_ids=("t1",), actors=(Participation("a1", f"as {FORMS[0]}"), Participation("a2")),
            summary=f"{FORMS[0]} and {FORMS[3]} came, {FORMS[1]} too.", notes=next(word), external_id=next(word),
        ),
        Event("e2", "Second round", "2025-06-02", status="corroborated", actors=(Participation("a2"),)),
        Event("e3", f"Undated: O. {FORMS[0]}", date_text=f"when {FORMS[0]} came", status="disputed"),
        Event(
            "e8", next(word), "2025-05-20", status="reported", category_id="c9", place_id="p9", tag_ids=("t9",),
            actors=(Participation("a9", next(word)),), summary=next(word), notes=next(word), date_text=next(word),
        ),
        Event("e9", next(word), "2025-05-25", status="false", summary=next(word)),
        Event("e7", next(word), status="reported", date_text=next(word)),
        Event("e6", next(word), "2025-06-02", status="reported", summary=next(word), notes=next(word)),
        Excerpt("x6", "e6", "s1", kind="quote", exact=next(word), locator=next(word)),
        Review(review_id("e6"), "e6", reviewer=next(word), note=next(word)),
        Excerpt("x1", "e1", "s1", "d1", "quote", "Delegations met.", "", "", 0, 16, locator=f"of {FORMS[0]}"),
        Excerpt("x2", "e1", "s2", kind="quote", exact=f"{next(word)}, said {FORMS[0]}."),
        Excerpt("x3", "e2", "s3", exact=f"{FORMS[0]} agreed."),
        Excerpt("x8", "e8", "s9", kind="quote", exact=next(word), locator=next(word), claimed_date="2025-05-21"),
        Review(review_id("e1"), "e1", reviewer=next(word), note=next(word)),
        Link("l1", "e1", "e8"),
        SavedView("v1", next(word), f'"{next(word)}"'),
        saved(next(word), PublicationProfile(replaced=(ReplacedActor(next(word), "x"),))),
    )  # fmt: skip


PROFILE = PublicationProfile(replaced=(ReplacedActor(NAME, "a resident", "a1"),))
QUOTES_TOO = replace(PROFILE, withheld=(*PROFILE.withheld, "quotes"))


@pytest.fixture
def chronology(tmp_path, qapp):
    opened = Chronology(Store.create(tmp_path / "a.timelinedb"))
    opened.do(Change("Add", (opened.particulars,), chronology_of_secrets()))
    yield opened
    opened.close()


@pytest.fixture
def gated(chronology):
    return ExportOptions(profile=PROFILE, made="2026-01-01")


def texts_in(path) -> list[str]:
    """All that a file says: its bytes as they are, unpacked, and as readers of the format read them."""
    data = path.read_bytes()
    found = [piece.decode(code, "replace") for piece in (data, *unpacked(data)) for code in ("utf-8", "utf-16-le")]
    if path.suffix == ".pdf":
        reader = PdfReader(io.BytesIO(data))
        found += [str(reader.metadata), *(page.extract_text() for page in reader.pages)]
    bare = [re.sub("<[^>]*>", "", text) for text in found]
    plain = [re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text) for text in (*found, *bare)]
    return [fold(html.unescape(unquote(text))) for text in plain]


def unpacked(data: bytes) -> list[bytes]:
    """Unpack an archive, and all that looks like a packed stream."""
    pieces = []
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pieces += [archive.read(name) for name in archive.namelist()]
    for start in re.finditer(rb"x[\x01\x5e\x9c\xda]|\x1f\x8b", data):
        with suppress(zlib.error):
            pieces.append(zlib.decompressobj(47).decompress(data[start.start() :]))
    return pieces


def leaks(path) -> list[str]:
    texts = texts_in(path)
    return [
        secret for secret in (*WORDS, *FORMS) if any(re.search(rf"{fold(secret)}(?![0-9])", text) for text in texts)
    ]


def test_there_are_fifty_secrets_and_each_would_be_found(chronology, tmp_path):
    export_file(chronology, ExportOptions("json"), tmp_path / "all.json")
    found = leaks(tmp_path / "all.json")
    assert [secret for secret in (*WORDS, *FORMS) if secret not in found] == []
    assert len(found) == 50


@pytest.mark.parametrize("profile", [PROFILE, QUOTES_TOO], ids=["names", "quotes too"])
@pytest.mark.parametrize("form", WRITE_FORMATS, ids=lambda form: form.name)
def test_no_byte_of_any_format_holds_what_is_held_back(chronology, gated, tmp_path, form, profile):
    target = tmp_path / f"out{form.suffix}"
    size = {"size": "800x1200"} if "pixels" in form.options else {}
    ways = [{"lanes": name} for name in ("category", "actor", "place")] + [{"layout": name} for name in LAYOUTS]
    for way in ways if form.name == "svg" else ways[1:2]:
        export_file(chronology, replace(gated, format=form.name, profile=profile, **way, **size), target)
        assert leaks(target) == []
        if form.suffix != ".png":
            assert any("second round" in text for text in texts_in(target))
    if "title" in form.options:
        asked = replace(gated, format=form.name, title=NAME, query=f'actor:"{NAME}"', **size)
        export_file(chronology, replace(asked, profile=profile), target)
        assert leaks(target) == []


@pytest.mark.parametrize("profile", [PROFILE, QUOTES_TOO], ids=["names", "quotes too"])
def test_no_byte_of_a_copy_holds_what_is_held_back(chronology, tmp_path, profile):
    target = tmp_path / "copy.timelinedb"
    chronology.file.publish(target, Publication(profile))
    assert leaks(target) == []
    copy = Chronology(Store.open(target, read_only=True))
    assert [event.id for event in copy.events(copy.columns.row.tolist())] == ["e1", "e2", "e3"]
    assert profiles_of(copy) == []
    assert "4 events by their status" in copy.particulars.editorial_line
    copy.close()


def test_texts_that_a_copy_keeps_say_no_hidden_name(chronology, tmp_path):
    text = f"It was {FORMS[0]} who spoke."
    (source,) = (each for each in chronology.sources if each.id == "s1")
    chronology.do(Change("Text", after=(Document("d2", source.id, text, sha256(text.encode()).hexdigest()),)))
    chronology.file.publish(tmp_path / "copy.timelinedb", Publication(PROFILE, documents=True))
    assert [each for each in leaks(tmp_path / "copy.timelinedb") if each in FORMS] == []


HIDDEN = ("Oleh Vydkhovanets", "Олег Видхованець")
"""One person's name; a profile knows the first alone, a stranger's store says either, in every field there is."""
TRACES = ("vydkhovan", "видхован", "vydkhova-\nnets")


def everywhere(spelling: str, number: int) -> tuple[object, ...]:
    said = f"of {spelling}, a witness"
    key = f"{spelling.replace(' ', '')}-{number}"
    times = (f"2025-05-{number + 1:02}", "2025-05-28")
    address = f"https://example.org/{spelling.replace(' ', '-')}/{number}"
    return (
        Category(f"c{key}", said, notes=said, aliases=(said,)),
        Actor(f"a{key}", f"Ministry {number}", said, (said,), said),
        Place(f"p{key}", said, 1.0, 2.0, said, (said,), said),
        Tag(f"t{key}", said, notes=said, aliases=(said,)),
        Source(f"s{key}", f"Report {number}", said, said, address, said, said, said, said, said, address, address),
        Event(
            f"e{key}", f"Second round {number}: {said}", *times, said, "", 0, "occurred", f"c{key}", 3, f"p{key}", said,
            said, address, (Participation(f"a{key}", said),), (f"t{key}",),
        ),
        Event(f"u{key}", said, date_text=said, status="occurred", summary=f"See {address}."),
        Excerpt(f"x{key}", f"e{key}", f"s{key}", "", "quote", said, said, said, claimed_date=said, locator=address),
        Excerpt(f"y{key}", f"e{key}", f"s{key}", "", "paraphrase", said, locator=said),
        Review(review_id(f"e{key}"), f"e{key}", reviewer=said, note=said),
        Link(f"l{key}", f"e{key}", f"u{key}"),
        SavedView(f"v{key}", said, said),
        Story(f"n{key}", said, (StoryView(*[said] * 6, event_ids=(f"e{key}", said)), StoryView(said, said))),
    )  # fmt: skip


@pytest.fixture(scope="module")
def said_everywhere(tmp_path_factory, qapp):
    """A chronology in which a name stands in every field, in every guise."""
    name, native = HIDDEN
    guises = (
        name, name.upper(), native, native.replace("ець", "цеві"), name.replace("kh", "k\0h"), f"{name}1987",
        name.replace("o", "о"), "Oleh Vydkhova-\nnets", "O. Widchowanez", name.replace("k", "k\u200b"),
    )  # fmt: skip
    opened = Chronology(Store.create(tmp_path_factory.mktemp("said") / f"{name}.timelinedb"))
    records = [Particulars("particulars", name, name, name, name, name, name, name, "", native, name)]
    records += [each for number, guise in enumerate(guises) for each in everywhere(guise, number)]
    opened.do(Change("Add", (opened.particulars,), tuple(records)))
    yield opened
    opened.close()


HIDING = replace(PublicationProfile(STATUSES, (), "exact"), replaced=(ReplacedActor(HIDDEN[0], "a resident"),))


def traces_in(path) -> list[str]:
    return [trace for trace in TRACES for text in texts_in(path) if trace in text]


@pytest.mark.parametrize("form", WRITE_FORMATS, ids=lambda form: form.name)
def test_no_field_of_any_format_says_a_hidden_name_in_whatever_guise(said_everywhere, tmp_path, form):
    target = tmp_path / f"out{form.suffix}"
    size = {"size": "900x1400"} if "pixels" in form.options else {}
    asked = ExportOptions(form.name, profile=HIDING, made="2026-01-01", title=HIDDEN[0], **size)
    for way in [{"layout": name} for name in LAYOUTS] if form.name == "svg" else [{}]:
        export_file(said_everywhere, replace(asked, **way), target)
        assert traces_in(target) == []


@pytest.mark.parametrize(
    "form", [form for form in WRITE_FORMATS if "story" in form.options], ids=lambda form: form.name
)
def test_no_story_says_a_hidden_name_or_speaks_of_what_is_held_back(said_everywhere, chronology, tmp_path, form):
    target = tmp_path / f"out{form.suffix}"
    layout = "story" if form.kind == "picture" else "lanes"
    for story in stories_of(said_everywhere):
        export_file(said_everywhere, ExportOptions(form.name, layout=layout, story=story.name, profile=HIDING), target)
        assert traces_in(target) == []
    told = Story(
        "s", f"Of {NAME}", (StoryView(f"{FORMS[0]} spoke", f"It was {FORMS[1]}.", event_ids=("e1", "e8", "e9")),)
    )
    chronology.do(Change("Add", after=(told,)))
    export_file(chronology, ExportOptions(form.name, layout=layout, story=told.name, profile=PROFILE), target)
    assert leaks(target) == []
    assert any("a resident spoke" in text for text in texts_in(target))


def test_a_copy_of_what_is_said_everywhere_says_the_name_nowhere(said_everywhere, tmp_path):
    target = tmp_path / "copy.timelinedb"
    said_everywhere.file.publish(target, Publication(HIDING, documents=True, views=True, reviews=True))
    assert traces_in(target) == []
    copy = Chronology(Store.open(target, read_only=True))
    assert len(copy.columns) == len(said_everywhere.columns)
    copy.close()


def test_words_of_a_source_are_held_back_and_never_changed(chronology, gated):
    published = publish(chronology, gated)
    early, late, undated = published.events
    assert early.title == "Talks with a resident begin"
    assert early.summary == "A resident and a resident came, a resident too."
    assert [actor.name for actor in early.actors] == ["a resident", "The Ministry"]
    assert (late.sources[0].quotes[0].kind, late.sources[0].quotes[0].words) == ("paraphrase", "A resident agreed.")
    assert [quote.words for source in early.sources for quote in source.quotes] == ["Delegations met.", ""]
    assert [source.title for source in early.sources] == ["A report", "Title withheld"]
    assert (late.sources[0].title, late.sources[0].author, late.sources[0].address) == ("Another", "", "")
    assert (undated.title, undated.date_words) == ("Undated: a resident", "when a resident came")
    assert early.coordinates == (41.01, 28.97)
    assert published.title == "A war and a resident"


def test_the_product_says_in_a_line_what_was_left_out(chronology, gated, tmp_path):
    held_back = publish(chronology, gated).held_back
    assert (held_back.by_status, held_back.unsourced) == (4, 0)
    assert held_back.line.startswith("Left out: 4 events by their status. Coordinates are rounded. 1 name is replaced")
    sourced = replace(PROFILE, sourced_only=True, replaced=(), coordinates="exact")
    held_back = publish(chronology, replace(gated, profile=sourced)).held_back
    assert held_back.line == "Left out: 4 events by their status; 1 event without a source."
    assert publish(chronology, ExportOptions()).held_back.line == ""
    for form in WRITE_FORMATS:
        size = {"size": "900x1400"} if "pixels" in form.options else {}
        for way in [{"layout": name} for name in LAYOUTS] if form.name in ("svg", "pdf") else [{}]:
            target = tmp_path / f"a{form.suffix}"
            export_file(chronology, replace(gated, format=form.name, profile=sourced, **size, **way), target)
            if form.suffix != ".png":
                assert any("by their status" in " ".join(text.split()) for text in texts_in(target)), (form.name, way)


def test_a_table_with_a_line_on_what_is_left_out_comes_back(chronology, gated, tmp_path):
    export_file(chronology, gated, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith('"Left out: 4 events by their status.')
    titles = [draft.title for draft in read_back(tmp_path / "a.csv", "csv")]
    assert titles == ["Talks with a resident begin", "Second round", "Undated: a resident"]


def test_of_a_stretch_of_time_only_what_lies_in_it_counts_as_held_back(chronology, gated):
    assert publish(chronology, replace(gated, first="2025-05-10", last="2025-05-18")).held_back.events == 0
    assert publish(chronology, replace(gated, first="2025-05-22", last="2025-06-30")).held_back.events == 2


def test_an_export_of_which_nothing_may_go_out_says_so(chronology, gated, tmp_path):
    for name in ("svg", "csv", "json"):
        with pytest.raises(ExportError, match="holds back every event"):
            export_file(chronology, replace(gated, query="status:false"), tmp_path / f"a.{name}")


def test_without_a_profile_all_there_is_goes_out_as_data(chronology, tmp_path):
    export_file(chronology, ExportOptions(), tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert all(event.title in text and event.notes in text for event in chronology.events(chronology.columns.row))
