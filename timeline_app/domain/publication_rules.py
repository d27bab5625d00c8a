"""Profiles of what may go out as they are kept under names, and as the command line sets them.

A profile that cannot be read lets nothing out by mistake: it is told, and the export does not begin.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.domain.publication import COORDINATES, FIELDS, PublicationProfile, ReplacedActor
from timeline_app.domain.records import STATUSES, SavedProfile, new_id
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline_app.domain.records import Actor

_UNSOURCED: Final = {"marked": False, "held": True}


def saved(name: str, profile: PublicationProfile, before: SavedProfile | None = None) -> SavedProfile:
    """Give a profile as it is kept, in place of the one `before`."""
    kept_name = " ".join(on_one_line(name).split())
    if not kept_name:
        raise FormatError(_("A profile needs a name by which it is chosen."))
    return SavedProfile(before.id if before else new_id(), kept_name, json.dumps(asdict(profile), ensure_ascii=False))


def read_profile(record: SavedProfile) -> PublicationProfile:
    """Give the profile that is kept; FormatError where it holds what this program does not know."""
    try:
        plain = json.loads(record.rules or "{}")
        return PublicationProfile(**{name: _READERS[name](value) for name, value in plain.items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sentence = _("The profile “{name}” cannot be read; make it anew before you publish by it.")
        raise FormatError(sentence.format(name=on_one_line(record.name))) from None


def _some_of(known: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not set(value) <= set(known):
            raise ValueError(value)
        return tuple(each for each in known if each in value)

    return read


def _one_of(known: Sequence[Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in known:
            raise ValueError(value)
        return value

    return read


def _replaced(value: Any) -> tuple[ReplacedActor, ...]:
    read = tuple(ReplacedActor(**each) for each in value)
    if not all(isinstance(text, str) for each in read for text in (each.name, each.words, each.actor_id)):
        raise ValueError(value)
    return read


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "statuses": _some_of(STATUSES),
    "withheld": _some_of(FIELDS),
    "coordinates": _one_of(COORDINATES),
    "replaced": _replaced,
    "sourced_only": _one_of((True, False)),
}


def named(profiles: Iterable[SavedProfile], name: str) -> SavedProfile:
    """Give the profile of a name; FormatError says which there are."""
    known = list(profiles)
    found = next((each for each in known if name_key(each.name) == name_key(name)), None)
    if found is None and not known:
        raise FormatError(
            _("There is no profile “{name}”; make one: timeline-app profiles STORE --profile NAME --set …").format(
                name=name
            )
        )
    if found is None:
        names = ", ".join(on_one_line(each.name) for each in known)
        raise FormatError(_("There is no profile “{name}”; there are: {names}.").format(name=name, names=names))
    return found


def settings_of(profile: PublicationProfile) -> dict[str, str]:
    """Give what a profile says, under the names by which it is set."""
    return {
        "statuses": ", ".join(profile.statuses),
        "hide": ", ".join(profile.withheld),
        "coordinates": profile.coordinates,
        "replace": "; ".join(f"{each.name}: {each.words}" for each in profile.replaced),
        "unsourced": next(word for word, held in _UNSOURCED.items() if held == profile.sourced_only),
    }


def with_settings(
    profile: PublicationProfile, changes: Mapping[str, str], actors: Iterable[Actor]
) -> PublicationProfile:
    """Give a profile with some settings changed; FormatError says what they may be."""
    for name, text in changes.items():
        match name:
            case "statuses":
                profile = replace(profile, statuses=_listed(name, text, STATUSES))
            case "hide":
                profile = replace(profile, withheld=_listed(name, text, FIELDS))
            case "coordinates":
                (chosen,) = _listed(name, text, COORDINATES)[:1] or ("",)
                profile = replace(profile, coordinates=_required(name, chosen, COORDINATES))
            case "replace":
                profile = replace(profile, replaced=_typed_names(text, list(actors)))
            case "unsourced":
                profile = replace(profile, sourced_only=_UNSOURCED[_required(name, text.strip(), [*_UNSOURCED])])
            case _:
                known = ", ".join(settings_of(profile))
                raise FormatError(_("A profile has no “{name}”; it has: {all}.").format(name=name, all=known))
    return profile


def _listed(name: str, text: str, known: Sequence[Any]) -> tuple[Any, ...]:
    """Read words between commas, in the order of those known."""
    told = [word.strip() for word in text.split(",") if word.strip()]
    for word in told:
        _required(name, word, known)
    return tuple(each for each in known if each in told)


def _required(name: str, word: str, known: Sequence[Any]) -> Any:
    if word not in known:
        sentence = _("“{word}” is none of what {name} can be: {all}.")
        raise FormatError(sentence.format(word=word, name=name, all=", ".join(known)))
    return word


def _typed_names(text: str, actors: list[Actor]) -> tuple[ReplacedActor, ...]:
    """Read "Rustem Umerov: a resident; Anna K.": actors of the chronology, by any of their spellings."""
    replaced = []
    for part in text.split(";"):
        name, _colon, words = (each.strip() for each in part.partition(":"))
        if not name:
            continue
        actor = next((each for each in actors if name_key(name) in map(name_key, (each.name, *each.aliases))), None)
        if actor is None:
            raise FormatError(
                _("No actor is called “{name}”, so no name was hidden; see timeline-app names STORE.").format(name=name)
            )
        replaced.append(ReplacedActor(actor.name, words or _("a resident"), actor.id))
    return tuple(replaced)
