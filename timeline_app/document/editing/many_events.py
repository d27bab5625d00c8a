"""One change of many events: what they have in common, what shall be set, added or taken away, and its one `Change`.

Only what is named in `EventEdits` changes; everything else stays as each event has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, quoted
from timeline_app.document.evidence.reviews import checking, doubting, reviews_of, withdrawing
from timeline_app.document.names.uses import records_of
from timeline_app.domain.change import Change
from timeline_app.domain.dates.shifting import stepped
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import Naming
from timeline_app.domain.timeline import status_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.change import NameKind
    from timeline_app.domain.dates.shifting import DateStep
    from timeline_app.domain.records import Event, Record, Status

MOST_AT_ONCE: Final = 10_000
"""Events that one change carries as records; its row in the journal has some ten megabytes then."""

ValueT = TypeVar("ValueT")
ReviewWish = Literal["checked", "needs checking", "unchecked"]


class EventDate(NamedTuple):
    """The date that all shall have."""

    start: str = ""
    """EDTF, as `end`."""
    end: str = ""
    date_text: str = ""
    zone: str | None = None
    """None leaves each the zone that it has."""


@dataclass(frozen=True, slots=True)
class NameEdits:
    """Actors or tags that all events get, and those that go."""

    added: tuple[str, ...] = ()
    """By name; those that are not there are made."""
    removed: tuple[str, ...] = ()
    """By id."""
    alone: bool = False
    """Whether the events have those of `added` and no others."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.removed or self.alone)


NO_NAMES: Final = NameEdits()


@dataclass(frozen=True, slots=True)
class EventEdits:
    """What many events shall have; None, or no names, leaves a field as each event has it."""

    title: str | None = None
    date: EventDate | None = None
    step: DateStep | None = None
    """By how much each date is moved, where it is exact enough for that."""
    zone: str | None = None
    status: Status | None = None
    category: str | None = None
    """By name; empty for none."""
    importance: int | None = None
    place: str | None = None
    """By name; empty for none."""
    summary: str | None = None
    notes: str | None = None
    actors: NameEdits = NO_NAMES
    tags: NameEdits = NO_NAMES
    review: ReviewWish | None = None
    review_note: str = ""
    """Why they need checking."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return self == NO_EDITS


NO_EDITS: Final = EventEdits()


class NameShare(NamedTuple):
    """A name that some of the events have, or all of them."""

    id: str
    name: str
    events: int


@dataclass(frozen=True, slots=True)
class CommonValues:
    """What many events have in common; None where they differ."""

    events: int
    status: Status | None
    category: str | None
    importance: int | None
    place: str | None
    zone: str | None
    actors: tuple[NameShare, ...]
    """Those that any of the events has: what more of them have comes first."""
    tags: tuple[NameShare, ...]


def chosen_events(chronology: Chronology, rows: Sequence[int]) -> list[Event]:
    """Read the events at `rows`; KnownError where they are more than one change can carry."""
    if len(rows) > MOST_AT_ONCE:
        sentence = _("{n} events are chosen, and {most} at most can be changed at once; choose fewer, by a filter.")
        raise KnownError(sentence.format(n=grouped(len(rows)), most=grouped(MOST_AT_ONCE)))
    return chronology.events(rows)


def common_of(chronology: Chronology, events: Sequence[Event]) -> CommonValues:
    """Tell what events have in common, and which names some of them have."""
    categories, places = (_names(chronology, kind) for kind in ("category", "place"))
    category, place = _only(each.category_id for each in events), _only(each.place_id for each in events)
    return CommonValues(
        events=len(events),
        status=_only(each.status for each in events),
        category=categories.get(category, "") if category is not None else None,
        importance=_only(each.importance for each in events),
        place=places.get(place, "") if place is not None else None,
        zone=_only(each.zone for each in events),
        actors=_shares((part.actor_id for each in events for part in each.actors), _names(chronology, "actor")),
        tags=_shares((tag for each in events for tag in each.tag_ids), _names(chronology, "tag")),
    )


def change_of_many(
    chronology: Chronology, events: Sequence[Event], edits: EventEdits, moment: datetime | None = None
) -> Change | None:
    """Make the change that edits events, of those alone that become others by it; None where none does."""
    editor = _Editor(chronology, edits)
    before: list[Record] = []
    after: list[Record] = list(editor.made)
    touched: list[Event] = []
    moment = moment or datetime.now(UTC)
    for event in events:
        edited = editor.edited(event)
        review = _review(chronology, edited, edits, moment) if edits.review is not None else None
        if edited != event:
            before.append(event)
            after.append(edited)
        if review is not None:
            before += review.before
            after += review.after
        if edited != event or review is not None:
            touched.append(edited)
    if not touched:
        return None
    return Change(label_of(chronology, touched, edits), tuple(before), tuple(after))


def count_changed(chronology: Chronology, events: Sequence[Event], edits: EventEdits) -> int:
    """Tell how many events an edit changes; a review is counted for all, since telling would read all evidence."""
    if edits.review is not None:
        return len(events)
    return sum(1 for _changed in edited_by(chronology, events, edits))


def edited_by(chronology: Chronology, events: Iterable[Event], edits: EventEdits) -> Iterator[tuple[Event, Event]]:
    """Give the events that an edit changes, as they are and as they become."""
    editor = _Editor(chronology, edits)
    pairs = ((event, editor.edited(event)) for event in events)
    return (pair for pair in pairs if pair[0] != pair[1])


def unmoved(events: Iterable[Event], step: DateStep) -> int:
    """Count the events whose dates are not exact enough to be moved so; they stay as they are."""
    return sum(stepped(event, step) is None for event in events)


def with_sources(chronology: Chronology, events: Iterable[Event]) -> int:
    """Count the events of which sources speak, which may state the date."""
    columns = chronology.columns
    spoken_of = set(columns.row[columns.sources > 0].tolist())
    return sum(chronology.row_of(event.id) in spoken_of for event in events)


def step_in_words(step: DateStep) -> str:
    """Say by how much dates are moved: "dates 3 days later"."""
    count = abs(step.number)
    later = {
        "hours": ngettext("dates {n} hour later", "dates {n} hours later", count),
        "days": ngettext("dates {n} day later", "dates {n} days later", count),
        "weeks": ngettext("dates {n} week later", "dates {n} weeks later", count),
        "months": ngettext("dates {n} month later", "dates {n} months later", count),
        "years": ngettext("dates {n} year later", "dates {n} years later", count),
    }
    earlier = {
        "hours": ngettext("dates {n} hour earlier", "dates {n} hours earlier", count),
        "days": ngettext("dates {n} day earlier", "dates {n} days earlier", count),
        "weeks": ngettext("dates {n} week earlier", "dates {n} weeks earlier", count),
        "months": ngettext("dates {n} month earlier", "dates {n} months earlier", count),
        "years": ngettext("dates {n} year earlier", "dates {n} years earlier", count),
    }
    return (later if step.number > 0 else earlier)[step.unit].format(n=grouped(count))


def label_of(chronology: Chronology, events: Sequence[Event], edits: EventEdits) -> str:
    """Say in a line what becomes of events: "12 events: status Occurred; with tag “Khartoum”"."""
    what = "; ".join(edits_in_words(chronology, edits))
    if len(events) == 1:
        return _("“{title}”: {what}").format(title=events[0].title, what=what)
    return ngettext("{n} event: {what}", "{n} events: {what}", len(events)).format(n=grouped(len(events)), what=what)


def edits_in_words(chronology: Chronology, edits: EventEdits) -> list[str]:
    """Say what shall be set, added and taken away, field by field."""
    return [
        *_texts_in_words(edits),
        *_fields_in_words(edits),
        *_names_in_words(
            edits.actors, _names(chronology, "actor"), (_("with {names}"), _("without {names}"), _("without any actor"))
        ),
        *_names_in_words(
            edits.tags, _names(chronology, "tag"), (_("tag {names}"), _("without tag {names}"), _("without any tag"))
        ),
        *([_review_in_words(edits.review)] if edits.review is not None else []),
    ]


def _texts_in_words(edits: EventEdits) -> Iterator[str]:
    if edits.title is not None:
        yield _("title “{title}”").format(title=" ".join(edits.title.split()))
    if edits.date is not None:
        yield _("date {date}").format(date=edits.date.date_text) if edits.date.date_text else _("no date")
    if edits.step is not None:
        yield step_in_words(edits.step)
    if edits.zone is not None:
        yield _("times in {zone}").format(zone=edits.zone) if edits.zone else _("no zone")
    if edits.summary is not None:
        yield _("another summary") if edits.summary else _("no summary")
    if edits.notes is not None:
        yield _("other notes") if edits.notes else _("no notes")


def _fields_in_words(edits: EventEdits) -> Iterator[str]:
    if edits.status is not None:
        yield _("status {status}").format(status=status_words(edits.status))
    if edits.category is not None:
        yield _("category “{name}”").format(name=edits.category) if edits.category else _("no category")
    if edits.importance is not None:
        yield _("importance {n}").format(n=edits.importance)
    if edits.place is not None:
        yield _("place “{name}”").format(name=edits.place) if edits.place else _("no place")


def _names_in_words(edits: NameEdits, names: Mapping[str, str], words: tuple[str, str, str]) -> Iterator[str]:
    added, removed, none = words
    if edits.added:
        told = added.format(names=_quoted(edits.added))
        yield _("{names} alone").format(names=told) if edits.alone else told
    elif edits.alone:
        yield none
    if edits.removed:
        yield removed.format(names=_quoted(names.get(each, each) for each in edits.removed))


def _review_in_words(wish: ReviewWish) -> str:
    return {"checked": _("checked"), "needs checking": _("needs checking"), "unchecked": _("not checked")}[wish]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(quoted(name) for name in names)


class _Editor:
    """Edits event after event; the names were looked up, or made, once for all of them."""

    def __init__(self, chronology: Chronology, edits: EventEdits) -> None:
        naming = Naming(chronology.store.lookups)
        self._fields = dict(_plain_fields(edits))
        if edits.category is not None:
            self._fields["category_id"] = naming.category(edits.category)
        if edits.place is not None:
            self._fields["place_id"] = naming.place(edits.place)
        self._actors, self._tags, self._step = edits.actors, edits.tags, edits.step
        self._new_actors, self._new_tags = naming.actors(edits.actors.added), naming.tags(edits.tags.added)
        self.made = naming.made

    def edited(self, event: Event) -> Event:
        """Give the event as it shall be."""
        actors, tags = event.actors, event.tag_ids
        if not self._actors.is_empty:
            parts = {each.actor_id: each for each in actors}
            new = {each.actor_id: parts.get(each.actor_id, each) for each in self._new_actors}
            kept = {} if self._actors.alone else parts
            actors = tuple(part for name, part in (kept | new).items() if name not in self._actors.removed)
        if not self._tags.is_empty:
            ids = dict.fromkeys((*(() if self._tags.alone else tags), *self._new_tags))
            tags = tuple(each for each in ids if each not in self._tags.removed)
        if self._step is not None:
            event = stepped(event, self._step) or event
        return replace(event, **self._fields, actors=actors, tag_ids=tags)  # type: ignore[arg-type]  # held to their types


def _plain_fields(edits: EventEdits) -> Iterator[tuple[str, object]]:
    if edits.title is not None:
        if not edits.title.strip():
            raise KnownError(_("An event needs a title."))
        yield "title", " ".join(edits.title.split())
    if edits.date is not None:
        yield from ((name, value) for name, value in edits.date._asdict().items() if value is not None)
    for name in ("zone", "status", "importance"):
        if (value := getattr(edits, name)) is not None:
            yield name, value
    for name in ("summary", "notes"):
        if (text := getattr(edits, name)) is not None:
            yield name, text.strip()


def _review(chronology: Chronology, event: Event, edits: EventEdits, moment: datetime) -> Change | None:
    """Make the change of what is said on checking an event as it shall be."""
    subject = reviews_of(chronology, event).event
    if edits.review == "checked":
        return checking(subject, chronology.author, moment)
    if edits.review == "needs checking":
        return doubting(subject, chronology.author, edits.review_note, moment)
    return withdrawing(subject)


def _names(chronology: Chronology, kind: NameKind) -> dict[str, str]:
    return {each.id: each.name for each in records_of(chronology, kind)}


def _shares(ids: Iterable[str], names: Mapping[str, str]) -> tuple[NameShare, ...]:
    counts: dict[str, int] = {}
    for name_id in ids:
        counts[name_id] = counts.get(name_id, 0) + 1
    found = [NameShare(each, names[each], count) for each, count in counts.items() if each in names]
    return tuple(sorted(found, key=lambda share: -share.events))


def _only(values: Iterable[ValueT]) -> ValueT | None:
    """Give the one value that all have; None where they differ, or where there are none."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
