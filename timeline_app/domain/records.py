"""The records of a chronology, as immutable values.

Each record carries its own id (UUIDv7 text, so that two people's files can be merged). Dates are EDTF text here;
`When` reads them. An event holds its actors and tags, so that one value tells the whole of it and a `Change` can
carry it before and after.
"""

from __future__ import annotations

import os
import time
from dataclasses import field, fields
from typing import Final, Literal, TypeAlias, get_args

from timeline_app.base.fast_dataclasses import dataclass

Status = Literal["planned", "reported", "corroborated", "occurred", "disputed", "cancelled", "false"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

Shape = Literal["circle", "square", "triangle", "cross", "diamond", "hexagon", "pentagon"]
SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)

ExcerptKind = Literal["quote", "paraphrase"]
Stance = Literal["supports", "disputes"]
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
LinkType = Literal["caused", "response to", "part of", "contradicts", "same as"]
ReviewState = Literal["checked", "needs checking"]


def new_id() -> str:
    """Give a fresh UUIDv7 (RFC 9562): sorts by the millisecond of its making, unique across machines."""
    milliseconds = time.time_ns() // 1_000_000
    rand = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | rand & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of event, with the colour and the shape that stand for it."""

    id: str
    name: str
    colour: str = "#4469BE"
    """The colour on a light background, as #RRGGBB; the theme derives the one for a dark background."""
    shape: Shape = "circle"
    position: int = 0
    notes: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body that takes part in events, with other spellings of its name."""

    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    notes: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A named place, in decimal degrees where they are known, with other spellings of its name."""

    id: str
    name: str
    latitude: float | None = None
    longitude: float | None = None
    kind: str = ""
    """A city, a region, a facility: in the person's own words."""
    aliases: tuple[str, ...] = ()
    notes: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A free keyword."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    notes: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's part in an event."""

    actor_id: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned or is claimed, with what is known of its date."""

    id: str
    title: str
    start: str = ""
    """EDTF; empty for an undated event."""
    end: str = ""
    """EDTF, inclusive; empty where the event has one date only."""
    date_text: str = ""
    """The date as it was typed."""
    zone: str = ""
    """IANA name or offset in which the date is meant; empty for none."""
    day_order: int = 0
    status: Status = "reported"
    category_id: str = ""
    importance: int = 3
    place_id: str = ""
    summary: str = ""
    notes: str = ""
    external_id: str = ""
    actors: tuple[Participation, ...] = ()
    tag_ids: tuple[str, ...] = ()
    created: str = ""
    """ISO 8601 in UTC; the store fills it in when empty."""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is said."""

    id: str
    title: str
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    """EDTF."""
    retrieved: str = ""
    kind: str = "report"
    language: str = ""
    licence: str = ""
    external_id: str = ""
    archive_url: str = ""
    """Where a web archive keeps the page as it was read."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a page, a file or a person tells of a source; empty where nothing is told."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    """EDTF."""
    language: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """Give the facts alone, by the names that they have in a `Source` too."""
        return {name: getattr(self, name) for name in SOURCE_FACTS}


SOURCE_FACTS: Final = tuple(each.name for each in fields(SourceFacts))


@dataclass(frozen=True, slots=True)
class Document:
    """The stored text of a source, immutable once stored; `original` is the file as it came."""

    id: str
    source_id: str
    text: str
    sha256: str
    """Of the text in UTF-8, in lower-case hex."""
    media_type: str = "text/plain"
    captured: str = ""
    original: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words that support or dispute an event (W3C Web Annotation: text quote and text position).

    `start` and `end` are code points into the document's text; -1 where the excerpt has no document.
    """

    id: str
    event_id: str
    source_id: str
    document_id: str = ""
    kind: ExcerptKind = "paraphrase"
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    claimed_date: str = ""
    """EDTF, where the excerpt claims a date of its own."""
    stance: Stance = "supports"
    confidence: int = 2
    locator: str = ""
    """Where in the source it stands, as a person tells it: a page, a paragraph, a timecode."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who looked at an event, or at one piece of its evidence, and what they found; there is at most one of each.

    It goes with its event, and with its evidence. Its id follows from theirs (`review_id`), so that what two people say
    of one event meets when their files are merged.
    """

    id: str
    event_id: str
    excerpt_id: str = ""
    """The evidence it is about; empty where it is about the event as a whole."""
    state: ReviewState = "checked"
    reviewer: str = ""
    at: str = ""
    """ISO 8601 in UTC."""
    note: str = ""
    seen: str = ""
    """A digest of what was looked at (`domain.reviews`); empty where it is not known."""


def review_id(event_id: str, excerpt_id: str = "") -> str:
    """Give the id of the one review of an event, or of one piece of evidence."""
    return f"review:{excerpt_id or event_id}"


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two events."""

    id: str
    from_id: str
    to_id: str
    type: LinkType = "part of"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query, range and arrangement under a name."""

    id: str
    name: str
    query: str = ""
    first: str = ""
    """EDTF of the left edge; empty for the whole range."""
    last: str = ""
    lanes: str = "category"
    theme: str = ""


@dataclass(frozen=True, slots=True)
class SavedProfile:
    """What may go out, under a name; `domain.publication` reads and writes its rules."""

    id: str
    name: str
    rules: str = ""
    """JSON."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """What is seen and said at one step of a story."""

    title: str = ""
    text: str = ""
    """Plain text; each line is a paragraph."""
    query: str = ""
    """The filter, as in a `SavedView`."""
    first: str = ""
    """EDTF of the left edge; empty, with `last`, for the whole range."""
    last: str = ""
    lanes: str = "category"
    event_ids: tuple[str, ...] = ()
    """The events that it speaks of, in the order in which they were chosen. They may be deleted since."""


@dataclass(frozen=True, slots=True)
class Story:
    """Views in an order in which they are told, under a title."""

    id: str
    name: str
    views: tuple[StoryView, ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the chronology as a whole says of itself; there is exactly one, under a fixed id."""

    id: str = "particulars"
    name: str = ""
    as_of: str = ""
    """EDTF: the day as of which *planned* is meant."""
    summary: str = ""
    author: str = ""
    credit: str = ""
    """Whom a picture or page made of it names."""
    language: str = ""
    """Of its titles and summaries, as a BCP 47 tag: "en", "uk", "ar"."""
    zone: str = ""
    """IANA name of the clocks that its days are meant on; empty where it does not say."""
    default_status: Status | Literal[""] = ""
    """Of new events; empty where it does not say."""
    editorial_line: str = ""
    """A sentence that stands on all that is made of it."""
    default_category: str = ""
    """Of new events, by name: it may be chosen before there is any category."""

    @property
    def new_status(self) -> Status:
        """The status of a new event of which nobody says one."""
        return self.default_status or "reported"


Record: TypeAlias = (
    Category
    | Actor
    | Place
    | Tag
    | Event
    | Source
    | Document
    | Excerpt
    | Review
    | Link
    | SavedView
    | SavedProfile
    | Story
    | Particulars
)
