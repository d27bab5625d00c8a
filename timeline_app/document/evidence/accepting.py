"""Add accepted proposals to the chronology: one change, with the words of the article as evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, npgettext
from timeline_app.domain.change import Change
from timeline_app.domain.names import Naming
from timeline_app.domain.records import Event, Excerpt, Participation, new_id
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.quotes import anchored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Document, Record, Stance, Status


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A proposal as a person accepted it; `into` names the event that it is further evidence for."""

    start: int
    """Where its words stand in the document, in code points."""
    end: int
    title: str = ""
    date: str = ""
    """EDTF, an interval for what lasted."""
    date_text: str = ""
    zone: str = ""
    status: Status = "reported"
    category: str = ""
    actors: tuple[str, ...] = ()
    place: str = ""
    tags: tuple[str, ...] = ()
    importance: int = 3
    summary: str = ""
    notes: str = ""
    into: str = ""
    stance: Stance = "supports"


def accepting(chronology: Chronology, document: Document, accepted: Sequence[Acceptance]) -> Change:
    """Make the one change that adds what was accepted."""
    names = _Names(Naming(chronology.store.lookups))
    events: list[Event] = []
    excerpts: list[Excerpt] = []
    for each in accepted:
        event_id = each.into
        if not event_id:
            event = _event(each, names)
            events.append(event)
            event_id = event.id
        excerpts.append(_excerpt(each, event_id, document))
    new: list[Record] = [*names.made, *events, *excerpts]
    return Change(_label(len(events), len(excerpts) - len(events)), after=tuple(new))


def quote_change(document: Document, event: Event, span: tuple[int, int], stance: Stance = "supports") -> Change:
    """Make the change that adds document.text[start:end] as evidence to an event."""
    excerpt = _excerpt(Acceptance(*span, stance=stance), event.id, document)
    return Change(_("Add evidence to “{title}”").format(title=event.title), after=(excerpt,))


def split_date(edtf: str) -> tuple[str, str]:
    """Take an EDTF date apart into an event's two fields; open and unknown ends stay in one."""
    start, slash, end = edtf.partition("/")
    return (start, end) if slash and start not in {"", ".."} and end not in {"", ".."} else (edtf, "")


class _Names:
    """Ids behind names, each asked for once, so that two events with one new actor get the same."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._known: dict[tuple[str, str], str] = {}

    @property
    def made(self) -> list[Record]:
        return self._naming.made

    def category(self, name: str) -> str:
        return self._once("category", name, self._naming.category)

    def place(self, name: str) -> str:
        return self._once("place", name, self._naming.place)

    def actors(self, names: Sequence[str]) -> tuple[Participation, ...]:
        found = [self._once("actor", name, self._actor) for name in names]
        return tuple(Participation(actor_id) for actor_id in dict.fromkeys(found) if actor_id)

    def tags(self, names: Sequence[str]) -> tuple[str, ...]:
        found = [self._once("tag", name, self._tag) for name in names]
        return tuple(tag_id for tag_id in dict.fromkeys(found) if tag_id)

    def _tag(self, name: str) -> str:
        return next(iter(self._naming.tags([name])), "")

    def _actor(self, name: str) -> str:
        parts = self._naming.actors([name])
        return parts[0].actor_id if parts else ""

    def _once(self, kind: str, name: str, find: Callable[[str], str]) -> str:
        key = kind, name_key(name)
        if key not in self._known:
            self._known[key] = find(name)
        return self._known[key]


def _event(accepted: Acceptance, names: _Names) -> Event:
    start, end = split_date(accepted.date)
    return Event(
        new_id(),
        " ".join(accepted.title.split()),
        start,
        end,
        accepted.date_text,
        accepted.zone,
        status=accepted.status,
        category_id=names.category(accepted.category),
        importance=accepted.importance,
        place_id=names.place(accepted.place),
        summary=accepted.summary.strip(),
        notes=accepted.notes.strip(),
        actors=names.actors(accepted.actors),
        tag_ids=names.tags(accepted.tags),
    )


def _excerpt(accepted: Acceptance, event_id: str, document: Document) -> Excerpt:
    bare = Excerpt(new_id(), event_id, document.source_id, document.id, "quote", stance=accepted.stance)
    claimed = accepted.date if accepted.into else ""
    return anchored(replace(bare, claimed_date=claimed), document.text, accepted.start, accepted.end)


def _label(events: int, further: int) -> str:
    if not further:
        return npgettext("a change", "Add {n} event", "Add {n} events", events).format(n=events)
    if not events:
        return ngettext("Add further evidence to {n} event", "Add further evidence to {n} events", further).format(
            n=further
        )
    return _("Add {events} events and further evidence to {further}").format(events=events, further=further)
