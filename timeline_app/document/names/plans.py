"""Plans of change for names: rename, edit, put in order, merge, delete.

Each gives one `Change`, or refuses in a sentence.

A merge moves every use: those of a name with few events as records, so that each event's own history tells it; of
more, as one move that the store carries out at once. Saved views that ask for a name follow it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, pgettext
from timeline_app.base.i18n.facts import grouped, quoted
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.names.uses import counts_of, index_of, kind_of, records_of
from timeline_app.document.stories import stories_of
from timeline_app.domain.change import Change, UseMove
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import joined_roles, joined_spellings, named, spellings_of, tidy
from timeline_app.domain.records import Actor, Category, Participation, Place
from timeline_app.domain.text.normalize import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.document.filter.filtering import Mask
    from timeline_app.domain.change import NameKind
    from timeline_app.domain.names import NameRecord
    from timeline_app.domain.records import Event, Particulars, Record, SavedView, Story

MOST_RECORDS: Final = 2_000
"""Events that a merge carries as records; the uses of a name with more of them move all at once."""


def editing(chronology: Chronology, before: NameRecord, after: NameRecord) -> Change:
    """Make the change that a form, a menu or the command line asks for; the label says what it is."""
    after = replace(after, name=tidy(after.name), aliases=joined_spellings(tidy(after.name), after.aliases))
    _require_free(chronology, after)
    renamed = before.name != after.name
    asking = _followers(chronology, kind_of(before), {name_key(before.name): after.name}) if renamed else ()
    was, became = [each for each, _new in asking], [new for _each, new in asking]
    return Change(_label_of_edit(before, after), (before, *was), (after, *became))


def renaming(chronology: Chronology, record: NameRecord, name: str, *, keep: bool = False) -> Change:
    """Make the change that calls a record `name`; `keep` has the old name stay as another spelling."""
    aliases = (*record.aliases, record.name) if keep else record.aliases
    return editing(chronology, record, replace(record, name=name, aliases=aliases))


def reordering(chronology: Chronology, kind: NameKind, ids: Sequence[str], placed: int) -> Change:
    """Make the change that puts names in the order of `ids`; of names other than categories, the first `placed`.

    What nobody placed has position 0 and stands as it came; those placed have numbers below. Categories all have one.
    """
    records = {each.id: each for each in records_of(chronology, kind)}
    count = len(ids) if kind == "category" else placed
    start = 0 if kind == "category" else -count
    positions = {each: start + at if at < count else 0 for at, each in enumerate(ids)}
    changed = [each for each in records.values() if each.position != positions.get(each.id, each.position)]
    label = {
        "category": _("Put categories in another order"),
        "actor": _("Put actors in another order"),
        "place": _("Put places in another order"),
        "tag": _("Put tags in another order"),
    }[kind]
    return Change(label, tuple(changed), tuple(replace(each, position=positions[each.id]) for each in changed))


def merging(chronology: Chronology, others: Sequence[NameRecord], into: NameRecord) -> Change:
    """Make the change that turns several names into one: it has all their uses and spellings, and what it lacked."""
    kept = into
    for other in others:
        spellings = joined_spellings(into.name, (*kept.aliases, *spellings_of(other)))
        kept = replace(_completed(kept, other), aliases=spellings)
    names = {name_key(each.name): into.name for each in others}
    told = ", ".join(quoted(each.name) for each in others)
    one, several = {
        "category": (_("Merge the category {names} into “{into}”"), _("Merge the categories {names} into “{into}”")),
        "actor": (_("Merge the actor {names} into “{into}”"), _("Merge the actors {names} into “{into}”")),
        "place": (_("Merge the place {names} into “{into}”"), _("Merge the places {names} into “{into}”")),
        "tag": (_("Merge the tag {names} into “{into}”"), _("Merge the tags {names} into “{into}”")),
    }[kind_of(into)]
    label = one if len(others) == 1 else several
    change = _moved(chronology, others, into, names)
    edited = ((into,), (kept,)) if kept != into else ((), ())
    return replace(
        change,
        label=label.format(names=told, into=into.name),
        before=(*change.before, *edited[0]),
        after=(*change.after, *edited[1]),
    )


def deleting(chronology: Chronology, record: NameRecord, replacement: NameRecord | None = None) -> Change:
    """Make the change that deletes a name; where events use it, `replacement` takes its place in them."""
    if replacement is not None:
        change = _moved(chronology, [record], replacement, {name_key(record.name): replacement.name})
        label = _("Delete “{name}” and put “{other}” in its place")
        return replace(change, label=label.format(name=record.name, other=replacement.name))
    count = counts_of(chronology, kind_of(record))[index_of(chronology, record)]
    if count:
        sentence = ngettext(
            "“{name}” is used by {n} event; choose what takes its place, or merge it with another name.",
            "“{name}” is used by {n} events; choose what takes its place, or merge it with another name.",
            count,
        )
        raise KnownError(sentence.format(name=record.name, n=grouped(count)))
    asking = _default_category(chronology, kind_of(record), {name_key(record.name): ""})
    was, became = tuple(each for each, _new in asking), tuple(new for _each, new in asking)
    return Change(pgettext("a change", "Delete “{name}”").format(name=record.name), (record, *was), became)


def _require_free(chronology: Chronology, record: NameRecord) -> None:
    """Refuse an empty name, and one that another record of the kind has already."""
    if not record.name:
        raise KnownError(_("A name needs at least one letter."))
    others = [each for each in records_of(chronology, kind_of(record)) if each.id != record.id]
    other = named(others, record.name)
    if other is not None:
        sentence = _("“{name}” is there already, as “{other}”; merge the two if they mean the same.")
        raise KnownError(sentence.format(name=record.name, other=other.name))


def _label_of_edit(before: NameRecord, after: NameRecord) -> str:
    """Word what an edit does; what touches one field only is named for it."""
    if before.name != after.name:
        label = {
            "category": _("Rename the category “{name}” to “{new}”"),
            "actor": _("Rename the actor “{name}” to “{new}”"),
            "place": _("Rename the place “{name}” to “{new}”"),
            "tag": _("Rename the tag “{name}” to “{new}”"),
        }[kind_of(before)]
        return label.format(name=before.name, new=after.name)
    if isinstance(before, Category) and isinstance(after, Category):
        if replace(before, colour=after.colour) == after:
            return _("Give “{name}” another colour").format(name=before.name)
        if replace(before, shape=after.shape) == after:
            return _("Give “{name}” another shape").format(name=before.name)
    label = {
        "category": _("Edit the category “{name}”"),
        "actor": _("Edit the actor “{name}”"),
        "place": _("Edit the place “{name}”"),
        "tag": _("Edit the tag “{name}”"),
    }[kind_of(before)]
    return label.format(name=before.name)


def _completed(into: NameRecord, other: NameRecord) -> NameRecord:
    """Give `into` what it lacks and another name has: kind, coordinates, notes; both notes where both have some."""
    notes = "\n\n".join(dict.fromkeys(text for text in (into.notes, other.notes) if text.strip()))
    into = replace(into, notes=notes)
    if isinstance(into, Actor | Place) and isinstance(other, Actor | Place):
        into = replace(into, kind=into.kind or other.kind)
    if isinstance(into, Place) and isinstance(other, Place) and into.latitude is None:
        into = replace(into, latitude=other.latitude, longitude=other.longitude)
    return into


def _moved(chronology: Chronology, others: Sequence[NameRecord], into: NameRecord, names: Mapping[str, str]) -> Change:
    """Give the part of a change that moves all uses of names to another, and deletes those names."""
    kind = kind_of(into)
    gone = {each.id for each in others} - {into.id}
    if not gone:
        raise KnownError(_("A name cannot be merged with itself; choose another one."))
    masks = {each.id: chronology.facets().having(kind, index_of(chronology, each)) for each in (*others, into)}
    rows, moves = _split(chronology, kind, masks, into)
    events = chronology.events(rows)
    asking = _followers(chronology, kind, names)
    before: list[Record] = [*events, *(each for each, _new in asking), *(each for each in others if each.id in gone)]
    after: list[Record] = [_with_name(each, kind, gone, into.id) for each in events]
    return Change("", tuple(before), (*after, *(new for _each, new in asking)), moves=moves)


def _split(
    chronology: Chronology, kind: NameKind, masks: Mapping[str, Mask], into: NameRecord
) -> tuple[list[int], tuple[UseMove, ...]]:
    """Tell which events change as records, and which names' other uses move all at once.

    An event that has several of the names that go is a record in any case: each of their moves would touch it.
    """
    columns = chronology.columns
    going = [mask for name_id, mask in masks.items() if name_id != into.id]
    as_records = np.sum(going, axis=0, dtype=np.int32) > 1
    moves = []
    for name_id, mask in masks.items():
        if name_id == into.id:
            continue
        if np.count_nonzero(mask) > MOST_RECORDS:
            moves.append(UseMove(kind, name_id, into.id))
        else:
            as_records |= mask
    return columns.row[as_records].tolist(), tuple(moves)


def _with_name(event: Event, kind: NameKind, gone: set[str], into: str) -> Event:
    """Give an event in which `into` stands for the names that go, once, with all their roles."""
    match kind:
        case "category":
            return replace(event, category_id=into)
        case "place":
            return replace(event, place_id=into)
        case "tag":
            return replace(
                event, tag_ids=tuple(dict.fromkeys(into if each in gone else each for each in event.tag_ids))
            )
    mine = [part for part in event.actors if part.actor_id == into]
    merged = [*mine, *(part for part in event.actors if part.actor_id in gone)]
    place = merged[0]
    one = Participation(into, joined_roles(part.role for part in merged))
    kept = [one if part is place else part for part in event.actors if part is place or part not in merged]
    return replace(event, actors=tuple(kept))


def _followers(
    chronology: Chronology, kind: NameKind, names: Mapping[str, str]
) -> tuple[tuple[SavedView | Story | Particulars, SavedView | Story | Particulars], ...]:
    """Give what holds names that change, as it is and as it shall be.

    These are saved views, stories, and the category of new events.
    """
    views = (
        (view, replace(view, query=asked))
        for view in chronology.views()
        if (asked := renamed_query(view.query, kind, names)) != view.query
    )
    return (*views, *_stories(chronology, kind, names), *_default_category(chronology, kind, names))


def _stories(chronology: Chronology, kind: NameKind, names: Mapping[str, str]) -> Iterator[tuple[Story, Story]]:
    for story in stories_of(chronology):
        views = tuple(replace(view, query=renamed_query(view.query, kind, names)) for view in story.views)
        if views != story.views:
            yield story, replace(story, views=views)


def _default_category(
    chronology: Chronology, kind: NameKind, names: Mapping[str, str]
) -> tuple[tuple[Particulars, Particulars], ...]:
    told = chronology.particulars
    key = name_key(told.default_category)
    if kind != "category" or not told.default_category or key not in names:
        return ()
    return ((told, replace(told, default_category=names[key])),)


def renamed_query(query: str, kind: NameKind, names: Mapping[str, str]) -> str:
    """Give a query that asks for the new names where it chose old ones; `names` are new ones by the keys of the old."""
    state = FilterState(query)
    chosen = state.values(kind)
    if not any(name_key(each) in names for each in chosen):
        return query
    return state.with_values(kind, dict.fromkeys(names.get(name_key(each), each) for each in chosen)).text
