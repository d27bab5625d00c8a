"""What may go out: a profile that a person chooses, and the gate that lets records through by it.

Pages, pictures, tables and copies for publication all pass their records through the one `Gate`. Words of a source are
never changed: a quote that says a hidden name is held back whole.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cached_property
from hashlib import sha256
from secrets import token_bytes
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar, get_args

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Event,
    Place,
    Review,
    SavedView,
    Status,
    Story,
    StoryView,
    Tag,
    review_id,
)
from timeline_app.domain.text.hidden_names import HiddenName, HiddenNames
from timeline_app.domain.text.normalize import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from timeline_app.domain.records import Document, Excerpt, Particulars, Source

Field: TypeAlias = Literal[
    "summary", "date_text", "actors", "tags", "place", "importance", "quotes", "notes", "external_id"
]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)
"""What a profile may hold back of events that go out; `quotes` are the words of their evidence."""
Coordinates: TypeAlias = Literal["exact", "1km", "10km", "none"]
COORDINATES: Final[tuple[Coordinates, ...]] = get_args(Coordinates)
_DIGITS: Final = {"1km": 2, "10km": 1}
_USUAL_IMPORTANCE: Final = 3
NameT = TypeVar("NameT", bound=Actor | Category | Place | Tag)
RecordT = TypeVar("RecordT")


@dataclass(frozen=True, slots=True)
class ReplacedActor:
    """An actor whose name is not to be read, and what is read in its place."""

    name: str
    """As it was when it was chosen: it stays hidden whatever becomes of the actor."""
    words: str
    """Such as "a resident"."""
    actor_id: str = ""


@dataclass(frozen=True, slots=True)
class PublicationProfile:
    """What may go out; by itself what is supported, without what is noted for oneself."""

    statuses: tuple[Status, ...] = tuple(each for each in STATUSES if each not in {"reported", "false"})
    withheld: tuple[Field, ...] = ("notes", "external_id")
    coordinates: Coordinates = "1km"
    replaced: tuple[ReplacedActor, ...] = ()
    sourced_only: bool = False
    """Whether events that rest on no source are held back."""


USUAL: Final = PublicationProfile()
EVERYTHING: Final = PublicationProfile(STATUSES, (), "exact")
WITHOUT_PROFILE: Final = PublicationProfile(STATUSES, ("notes",), "exact")
"""What readers get where nobody chose a profile: all but the notes."""


class Gate:
    """Gives records as readers may see them. Which events go out at all is asked of it first."""

    def __init__(self, profile: PublicationProfile, actors: Iterable[Actor] = ()) -> None:
        self.profile = profile
        self._actors = tuple(actors)
        self._salt = token_bytes(16)

    @cached_property
    def _hidden(self) -> HiddenNames:
        return HiddenNames(self._hidden_name(each) for each in self.profile.replaced)

    @cached_property
    def _words(self) -> dict[str, str]:
        """What is read in place of an actor, by its id."""
        chosen = {each.actor_id: each.words for each in self.profile.replaced if each.actor_id}
        by_name = {name_key(each.name): each.words for each in self.profile.replaced}
        named = {actor.id: by_name[name_key(actor.name)] for actor in self._actors if name_key(actor.name) in by_name}
        return named | chosen

    def _hidden_name(self, chosen: ReplacedActor) -> HiddenName:
        actor = self._actor_of(chosen)
        if actor is None:
            return HiddenName((chosen.name,), chosen.words)
        spellings = dict.fromkeys((actor.name, chosen.name, *actor.aliases))
        return HiddenName(tuple(each for each in spellings if each.strip()), chosen.words, actor.kind)

    def _actor_of(self, chosen: ReplacedActor) -> Actor | None:
        wanted = name_key(chosen.name)
        by_id = (each for each in self._actors if each.id == chosen.actor_id)
        by_name = (each for each in self._actors if wanted in map(name_key, (each.name, *each.aliases)))
        return next(by_id, None) or next(by_name, None)

    def holds_back(self, field: Field) -> bool:
        """Tell whether a field of events stays at home."""
        return field in self.profile.withheld

    def lets_out(self, event: Event, *, sourced: bool) -> bool:
        """Tell whether an event goes out at all."""
        return event.status in self.profile.statuses and (sourced or not self.profile.sourced_only)

    def text(self, text: str) -> str:
        """Give our own words without hidden names."""
        return self._hidden.replaced(text)

    def says_a_name(self, text: str) -> bool:
        """Tell whether words hold a hidden name."""
        return self._hidden.named_in(text)

    def id(self, record_id: str) -> str:
        """Give an id as readers may see it: a stranger's store may have a name for one. Each gate gives another."""
        if not self._hidden.named_in_address(record_id):
            return record_id
        return f"x{sha256(self._salt + record_id.encode(errors='surrogatepass')).hexdigest()[:31]}"

    def with_ids(self, record: RecordT) -> RecordT:
        """Give a record in which no id, its own or one that it refers to, says a hidden name; the last thing to do."""
        if not self.profile.replaced:
            return record
        if isinstance(record, Review):
            about = self.id(record.event_id), self.id(record.excerpt_id)
            return replace(record, id=review_id(*about), event_id=about[0], excerpt_id=about[1])
        changed: dict[str, Any] = {}
        for each in fields(record):  # type: ignore[arg-type]
            value = getattr(record, each.name)
            if each.name == "id" or each.name.endswith("_id"):
                changed[each.name] = self.id(value)
            elif each.name.endswith("_ids"):
                changed[each.name] = tuple(map(self.id, value))
            elif each.name in {"actors", "views"}:
                changed[each.name] = tuple(map(self.with_ids, value))
        return replace(record, **changed)  # type: ignore[type-var]

    def _without_names(self, record: RecordT, *names: str) -> RecordT:
        """Empty fields that hold codes and dates, where a stranger's store has a hidden name in them."""
        named = {name: "" for name in names if self.says_a_name(getattr(record, name))}
        return replace(record, **named) if named else record  # type: ignore[type-var]

    def event(self, event: Event) -> Event:
        """Give an event that goes out without what stays at home."""
        event = self._without_names(event, "start", "end", "zone", "created", "updated")
        empty: dict[str, Any] = {
            name: "" for name in ("summary", "date_text", "notes", "external_id") if name in self.profile.withheld
        }
        if self.holds_back("importance"):
            empty["importance"] = _USUAL_IMPORTANCE
        if self.holds_back("place"):
            empty["place_id"] = ""
        if self.holds_back("tags"):
            empty["tag_ids"] = ()
        actors = () if self.holds_back("actors") else event.actors
        worded = {name: self.text(getattr(event, name)) for name in ("title", "summary", "date_text", "notes")}
        parts = tuple(replace(each, role=self.text(each.role)) for each in actors)
        hidden_id = {"external_id": ""} if self._hidden.named_in_address(event.external_id) else {}
        return replace(event, **{"actors": parts, "created": "", "updated": "", **worded, **hidden_id, **empty})

    def excerpt(self, excerpt: Excerpt) -> Excerpt:
        """Give evidence; what is held back of it are its words, and the source is named all the same."""
        locator = "" if self._hidden.named_in_address(excerpt.locator) else excerpt.locator
        excerpt = self._without_names(excerpt, "claimed_date")
        if self.holds_back("quotes"):
            return replace(_wordless(excerpt), locator=locator, claimed_date="")
        around = self.says_a_name(f"{excerpt.prefix} {excerpt.exact} {excerpt.suffix}")
        if excerpt.kind == "quote" and self.says_a_name(excerpt.exact):
            return replace(_wordless(excerpt), locator=locator)
        if around:
            bare = replace(excerpt, prefix="", suffix="", document_id="", start=-1, end=-1, locator=locator)
            return bare if excerpt.kind == "quote" else replace(bare, exact=self.text(excerpt.exact))
        return replace(excerpt, locator=locator)

    def source(self, source: Source) -> Source:
        """Give a source; a title that says a hidden name is withheld, with the addresses that lead to it."""
        named = self.says_a_name(source.title)
        addresses = (source.url, source.archive_url, source.external_id)
        changed: dict[str, str] = {}
        if named:
            changed["title"] = _("Title withheld")
        if named or any(map(self._hidden.named_in_address, addresses)):
            changed |= {"url": "", "archive_url": "", "external_id": ""}
        codes = ("author", "publisher", "licence", "kind", "published", "retrieved", "language")
        return self._without_names(replace(source, **changed) if changed else source, *codes)

    def document(self, document: Document) -> Document | None:
        """Give the stored text of a source without the file it came as; None where it says a hidden name."""
        if self.holds_back("quotes") or self.says_a_name(document.text):
            return None
        return replace(document, original=b"") if document.original else document

    def lets_out_names_of(self, kind: type[Actor | Category | Place | Tag]) -> bool:
        """Tell whether actors, places, categories or tags go out."""
        field = {Actor: "actors", Place: "place", Tag: "tags"}.get(kind)
        return field not in self.profile.withheld

    def named(self, record: NameT) -> NameT:
        """Give an actor, place, category or tag."""
        changed: dict[str, Any] = {"name": self.text(record.name), "notes": self.text(record.notes)}
        if self.holds_back("notes"):
            changed["notes"] = ""
        if any(map(self.says_a_name, record.aliases)):
            changed["aliases"] = tuple(each for each in record.aliases if not self.says_a_name(each))
        if isinstance(record, Actor) and record.id in self._words:
            changed |= {"name": self._words[record.id], "aliases": (), "notes": "", "kind": ""}
        if isinstance(record, Place):
            changed |= self._coordinates(record)
        return self._without_names(
            replace(record, **changed), *(() if isinstance(record, (Category, Tag)) else ("kind",))
        )

    def _coordinates(self, place: Place) -> dict[str, float | None]:
        if place.latitude is None or place.longitude is None or self.profile.coordinates == "exact":
            return {}
        if self.profile.coordinates == "none":
            return {"latitude": None, "longitude": None}
        digits = _DIGITS[self.profile.coordinates]
        return {"latitude": round(place.latitude, digits), "longitude": round(place.longitude, digits)}

    def review(self, review: Review) -> Review:
        """Give who checked what."""
        note = "" if self.holds_back("notes") else self.text(review.note)
        return replace(review, note=note, reviewer=self.text(review.reviewer))

    def view(self, view: SavedView) -> SavedView | None:
        """Give a saved view; None where its name or query says a hidden name."""
        return None if self.says_a_name(f"{view.name} {view.query}") else view

    def story(self, story: Story, going: Collection[str]) -> Story:
        """Give a story that speaks only of events that go out (`going`, by their ids)."""
        return replace(
            story, name=self.text(story.name), views=tuple(self._story_view(each, going) for each in story.views)
        )

    def _story_view(self, view: StoryView, going: Collection[str]) -> StoryView:
        """Give a view of a story. A filter that says a hidden name is left out; the view is told all the same."""
        view = self._without_names(view, "query", "first", "last", "lanes")
        ids = tuple(each for each in view.event_ids if each in going)
        return replace(view, title=self.text(view.title), text=self.text(view.text), event_ids=ids)

    def particulars(self, told: Particulars, held_back: str = "") -> Particulars:
        """Give what the chronology says of itself; its editorial line tells what is `held_back`."""
        return replace(
            self._without_names(told, "as_of", "language", "zone"),
            name=self.text(told.name),
            summary=self.text(told.summary),
            author=self.text(told.author),
            credit=self.text(told.credit),
            editorial_line=sentences(self.text(told.editorial_line), held_back),
            default_category=self.text(told.default_category),
        )


def _wordless(excerpt: Excerpt) -> Excerpt:
    return replace(
        excerpt, kind="paraphrase", exact="", prefix="", suffix="", document_id="", start=-1, end=-1
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What does not go out, for the line that says so on what is made."""

    by_status: int = 0
    """Events asked for that are held back by their status."""
    unsourced: int = 0
    """Likewise because they rest on no source."""
    line: str = ""
    """In words; empty where a reader misses nothing."""

    @property
    def events(self) -> int:
        """How many events are held back."""
        return self.by_status + self.unsourced


def told_held_back(profile: PublicationProfile, by_status: int, unsourced: int, *, places: bool = True) -> HeldBack:
    """Word what a reader misses; `places` where coordinates would be seen. Notes for oneself are nobody's to miss."""
    told = []
    if by_status:
        told.append(
            ngettext("{n} event by its status", "{n} events by their status", by_status).format(n=grouped(by_status))
        )
    if unsourced:
        told.append(
            ngettext("{n} event without a source", "{n} events without a source", unsourced).format(
                n=grouped(unsourced)
            )
        )
    withheld = {
        "summary": _("summaries"),
        "actors": _("actors"),
        "tags": _("tags"),
        "place": _("places"),
        "quotes": _("what sources say"),
    }
    told += [words for field, words in withheld.items() if field in profile.withheld]
    if places and "place" not in profile.withheld and profile.coordinates == "none":
        told.append(_("coordinates"))
    said = [_("Left out: {things}.").format(things="; ".join(told))] if told else []
    if places and "place" not in profile.withheld and profile.coordinates in _DIGITS:
        said.append(_("Coordinates are rounded."))
    if hidden := len(profile.replaced):
        words = ngettext(
            "{n} name is replaced, and quotes that say it are left out.",
            "{n} names are replaced, and quotes that say them are left out.",
            hidden,
        )
        said.append(words.format(n=grouped(hidden)))
    return HeldBack(by_status, unsourced, sentences(*said))
