"""What the names of a chronology are used for, how they are looked up, and which of them are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import NameKind
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import named, spellings_of
from timeline_app.domain.records import STATUSES, Actor, Category, Place
from timeline_app.domain.text.look_alikes import look_alikes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.names import NameRecord
    from timeline_app.domain.text.look_alikes import LookAlike

NAME_KINDS: Final[tuple[NameKind, ...]] = get_args(NameKind)
CERTAIN: Final = tuple(STATUSES.index(status) for status in ("corroborated", "occurred"))
"""The statuses of events that several sources or the facts establish."""
_UNDATED: Final = int(WhenFlag.UNDATED)


@dataclass(frozen=True, slots=True)
class NameUse:
    """What a name is used for."""

    events: int
    certain: int
    """Of these, how many are corroborated or occurred."""
    undated: int
    first_s: int | None
    """Where the dated ones begin; None where there is none, or no beginning is known."""
    last_s: int | None


def kind_of(record: NameRecord) -> NameKind:
    """Tell what a record names."""
    if isinstance(record, Category):
        return "category"
    if isinstance(record, Actor):
        return "actor"
    return "place" if isinstance(record, Place) else "tag"


def records_of(chronology: Chronology, kind: NameKind) -> Sequence[NameRecord]:
    """Give the names of a kind in their order."""
    lists: dict[NameKind, Sequence[NameRecord]] = {
        "category": chronology.categories,
        "actor": chronology.actors,
        "place": chronology.places,
        "tag": chronology.tags,
    }
    return lists[kind]


def counts_of(chronology: Chronology, kind: NameKind) -> list[int]:
    """Count the events of each name, in the order of `records_of`."""
    counts: list[int] = getattr(chronology.facets(None), kind).tolist()
    return counts


def offers_of(chronology: Chronology, kind: NameKind) -> list[tuple[str, str]]:
    """Give all spellings to complete a name from, each with the name that it means."""
    return [(spelling, each.name) for each in records_of(chronology, kind) for spelling in spellings_of(each)]


def counts_by_name(chronology: Chronology, kind: NameKind) -> dict[str, int]:
    """Count the events of each name of a kind."""
    names = (each.name for each in records_of(chronology, kind))
    return dict(zip(names, counts_of(chronology, kind), strict=True))


def index_of(chronology: Chronology, record: NameRecord) -> int:
    """Find a name among those of its kind; raise where it is gone."""
    names = records_of(chronology, kind_of(record))
    found = next((at for at, each in enumerate(names) if each.id == record.id), -1)
    if found < 0:
        raise KnownError(_("“{name}” is no longer there.").format(name=record.name))
    return found


def use_of(chronology: Chronology, record: NameRecord) -> NameUse:
    """Tell what a name is used for."""
    kind = kind_of(record)
    columns, mask = chronology.columns, chronology.facets().having(kind, index_of(chronology, record))
    dated = mask & ((columns.flags & _UNDATED) == 0)
    first = int(columns.start_min[dated].min()) if dated.any() else -FAR_S
    last = int(columns.end_max[dated].max()) if dated.any() else FAR_S
    events = int(np.count_nonzero(mask))
    return NameUse(
        events=events,
        certain=int(np.isin(columns.status[mask], CERTAIN).sum()),
        undated=events - int(np.count_nonzero(dated)),
        first_s=first if first > -FAR_S else None,
        last_s=last if last < FAR_S else None,
    )


def events_using(chronology: Chronology, records: Iterable[NameRecord]) -> int:
    """Count the events that have any of some names of one kind."""
    masks = [chronology.facets().having(kind_of(each), index_of(chronology, each)) for each in records]
    return int(np.logical_or.reduce(masks).sum()) if masks else 0


def name_called(chronology: Chronology, kind: NameKind, name: str) -> NameRecord:
    """Find a name as a person writes it, or under another of its spellings; raise where there is none."""
    found = named(records_of(chronology, kind), name)
    if found is None:
        message = {
            "category": _("No category is called “{name}”."),
            "actor": _("No actor is called “{name}”."),
            "place": _("No place is called “{name}”."),
            "tag": _("No tag is called “{name}”."),
        }[kind]
        raise KnownError(message.format(name=" ".join(name.split())))
    return found


def pair_key(one: str, other: str) -> str:
    """Give the key under which it is remembered that two names are not the same."""
    return " ".join(sorted((one, other)))


def alike(chronology: Chronology, kind: NameKind, apart: Collection[str] = ()) -> list[LookAlike]:
    """Find names of a kind that may mean one thing, but for the pairs that a person has told `apart`."""
    names = {each.id: spellings_of(each) for each in records_of(chronology, kind)}
    return [each for each in look_alikes(names) if pair_key(each.first, each.second) not in apart]
