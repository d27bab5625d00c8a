"""`timeline-app edit`: some events of a store, or all that a query finds, changed at once."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.cli.events import made_in_words, typed_dates
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb, add_zone
from timeline_app.domain.dates.zones import USUAL, known_zone
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import STATUSES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.chronology import Chronology
    from timeline_app.document.editing.many_events import EventDate, EventEdits, NameEdits, ReviewWish
    from timeline_app.domain.change import Change, NameKind
    from timeline_app.domain.dates.shifting import DateStep
    from timeline_app.domain.records import Event, Status

AUTHOR: Final = "timeline-app"
FIELDS: Final = (
    "title", "date", "zone", "status", "category", "importance", "place", "actors", "tags", "summary", "notes",
    "review",
)  # fmt: skip
LISTS: Final[Mapping[str, NameKind]] = {"actors": "actor", "tags": "tag"}
"""Fields of several names, which can be added (+=) and taken away (-=)."""
_SETTING: Final = re.compile(r"\s*(\w+)\s*([+-]?=)(.*)", re.DOTALL)
_STEP: Final = re.compile(r"\s*(\d{1,9})\s*([^\W\d]+)\s*")
MARK: Final = ";"
"""Stands between several names."""


def add_parser(subparsers: Subparsers) -> None:
    """Say what `edit` understands."""
    parser = add_verb(subparsers, "edit", run)
    add_store(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--event", action="append", default=[], metavar="ID", help=_("which event; may be given more than once")
    )
    which.add_argument(
        "--query", metavar="Q", help=_("all that it finds, as in the search field: category:Strike kyiv")
    )
    parser.add_argument(
        "--set",
        action="append",
        required=True,
        metavar="FIELD=VALUE",
        help=_("status=occurred, place=, tags+=“a; b”, actors-=…; may be given more than once; fields: {all}").format(
            all=", ".join(FIELDS)
        ),
    )
    parser.add_argument("--order", choices=("dmy", "mdy", "ymd"), default="dmy", help=_("how to read 5/6/2025"))
    add_zone(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Make the change, as one, and say what it was."""
    from timeline_app.document.chronology import Chronology  # noqa: PLC0415 - not for --help
    from timeline_app.document.editing.many_events import change_of_many, unmoved  # noqa: PLC0415 - likewise

    if args.query is not None:
        require_question(args.query)  # a query that cannot be read is told before a file that cannot
    with closing(Chronology(opened(Path(args.store), read_only=args.dry_run), AUTHOR)) as chronology:
        edits = typed_edits(chronology, args.set, args.order)
        events = _chosen(chronology, args)
        loose = in_other_forms(chronology, args)
        change = change_of_many(chronology, events, edits)
        left = unmoved(events, edits.step) if edits.step is not None else None
        if change is not None and not args.dry_run:
            chronology.do(change)
    told = _told(change, len(events), done=change is not None and not args.dry_run)
    if left is not None:
        told["not_exact"] = left
    if loose:
        told["in_other_forms"] = loose
    if args.json:
        print_json(told)
    elif change is None:
        print_line(_("Nothing to change: what was asked for holds already."))
    else:
        line = _("Would do: {label}") if args.dry_run else _("Done: {label}")
        print_line(line.format(label=change.label))
        for record in _made(change):
            print_line(made_in_words(record))
        tell_other_forms(loose)
    if left and not args.json:
        words = ngettext(
            "{n} event stays: its date is not exact enough to be moved so.",
            "{n} events stay: their dates are not exact enough to be moved so.",
            left,
        )
        print_line(words.format(n=grouped(left)))
    return 0


def _chosen(chronology: Chronology, args: argparse.Namespace) -> list[Event]:
    """Read the events that are to change."""
    from timeline_app.document.editing.many_events import chosen_events  # noqa: PLC0415 - likewise

    return chosen_events(chronology, chosen_rows(chronology, args))


def chosen_rows(chronology: Chronology, args: argparse.Namespace) -> list[int]:
    """Find the events that --event or --query name, else all; none is a mistake, for nothing would be done."""
    if args.event:
        return [_row_of(chronology, event_id) for event_id in dict.fromkeys(args.event)]
    chronology.zone = args.zone or known_zone(chronology.particulars.zone) or USUAL
    columns = chronology.columns
    rows: list[int] = (columns.row if args.query is None else columns.row[chronology.select(args.query)]).tolist()
    if not rows and args.query is not None:
        raise KnownError(_("No event matches the query; nothing was changed."))
    return rows


def require_question(query: str) -> None:
    """Refuse a query of signs that asks for nothing: it would find all events. An empty one says that all are meant."""
    from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - not for --help

    if parse_query(query).is_empty and query.strip():
        raise KnownError(_("“{query}” asks for nothing; nothing was changed.").format(query=query))


def in_other_forms(chronology: Chronology, args: argparse.Namespace) -> int:
    """Count the events that --query found by other forms or letters of its words, or by what begins like its last."""
    from timeline_app.document.filter.found import found_in_other_forms  # noqa: PLC0415 - likewise

    return found_in_other_forms(chronology, args.query) if args.query is not None else 0


def tell_other_forms(count: int) -> None:
    """Say how many events a person may not have meant, and how to leave them out."""
    if count:
        words = ngettext(
            "{n} event has a word of the query only in another form; write = before the word to leave it out.",
            "{n} events have a word of the query only in another form; write = before the word to leave them out.",
            count,
        )
        print_line(words.format(n=grouped(count)))


def _row_of(chronology: Chronology, event_id: str) -> int:
    row = chronology.row_of(event_id)
    if row is None:
        raise KnownError(_("There is no event “{id}”; nothing was changed.").format(id=event_id))
    return row


def _made(change: Change) -> list[Any]:
    from timeline_app.domain.records import Actor, Category, Place, Tag  # noqa: PLC0415 - likewise

    return [each for each in change.after if isinstance(each, Category | Actor | Place | Tag)]


def _told(change: Change | None, chosen: int, *, done: bool) -> dict[str, Any]:
    from timeline_app.domain.records import Event, Review  # noqa: PLC0415 - likewise
    from timeline_app.domain.text.json_values import TYPE_NAMES  # noqa: PLC0415 - likewise

    records = (*change.before, *change.after) if change is not None else ()
    touched = {each.id for each in records if isinstance(each, Event)}
    touched |= {each.event_id for each in records if isinstance(each, Review)}
    made = [{"kind": TYPE_NAMES[type(each)], "name": each.name} for each in _made(change)] if change is not None else []
    label = change.label if change is not None else ""
    return {"label": label, "chosen": chosen, "events": len(touched), "made": made, "done": done}


# --- what is to be set ------------------------------------------------------------------------------------------------


def typed_edits(chronology: Chronology, settings: Sequence[str], order: str) -> EventEdits:
    """Read FIELD=VALUE, FIELD+=NAMES and FIELD-=NAMES; names of one field add up, of other values the last holds."""
    from timeline_app.document.editing.many_events import EventEdits, NameEdits  # noqa: PLC0415 - not for --help

    values: dict[str, Any] = {}
    for setting in settings:
        name, sign, text = _taken_apart(setting)
        if name in LISTS:
            values[name] = _with_names(chronology, LISTS[name], values.get(name, NameEdits()), (sign, text))
        elif name == "date" and sign != "=":
            values["step"] = _step(sign, text)
        elif name == "date":
            values[name] = _date(chronology, text, order)
        elif name == "review":
            values["review"], values["review_note"] = _review(text)
        else:
            values[name] = _READERS.get(name, str.strip)(text)
    if "date" in values and "step" in values:
        raise KnownError(_("A date is set or moved, not both; write date=… or date+=…."))
    return EventEdits(**values)


def _taken_apart(setting: str) -> tuple[str, str, str]:
    found = _SETTING.fullmatch(setting)
    if found is None:
        sentence = _("“{text}” sets nothing; write FIELD=VALUE, such as status=occurred or tags+=siege.")
        raise KnownError(sentence.format(text=setting))
    name, sign, text = found.groups()
    if name not in FIELDS:
        sentence = _("There is no field “{name}” to set; there are {all}.")
        raise KnownError(sentence.format(name=name, all=", ".join(FIELDS)))
    if sign != "=" and name not in LISTS and name != "date":
        sentence = _("{name} has one value, to which nothing can be added; write {name}=VALUE.")
        raise KnownError(sentence.format(name=name))
    return name, sign, text


def _with_names(chronology: Chronology, kind: NameKind, edits: NameEdits, setting: tuple[str, str]) -> NameEdits:
    from timeline_app.document.editing.many_events import NameEdits  # noqa: PLC0415 - likewise
    from timeline_app.document.names.uses import name_called  # noqa: PLC0415 - likewise

    sign, text = setting
    names = tuple(name for name in (" ".join(part.split()) for part in text.split(MARK)) if name)
    if sign == "-=":
        removed = (*edits.removed, *(name_called(chronology, kind, name).id for name in names))
        return NameEdits(edits.added, removed, edits.alone)
    added = (*edits.added, *names) if sign == "+=" else names
    return NameEdits(tuple(dict.fromkeys(added)), edits.removed, alone=edits.alone or sign == "=")


def _date(chronology: Chronology, text: str, order: str) -> EventDate:
    from timeline_app.document.editing.many_events import EventDate  # noqa: PLC0415 - likewise

    if not text.strip():
        return EventDate()
    usual = known_zone(chronology.particulars.zone)
    start, end, zone = typed_dates((text, ""), order, usual)
    return EventDate(start, end, text.strip(), zone if "T" in start + end or zone != usual else None)


def _step(sign: str, text: str) -> DateStep:
    """Read by how much dates are moved: "3 days", "1 year"."""
    from timeline_app.domain.dates.shifting import MOST_STEPS, STEP_UNITS, DateStep  # noqa: PLC0415 - likewise

    found = _STEP.fullmatch(text)
    unit = next((each for each in STEP_UNITS if found is not None and found[2].lower() in (each, each[:-1])), None)
    if found is None or unit is None or not 0 < int(found[1]) <= MOST_STEPS:
        sentence = _("“{text}” moves no date; write a number and {units}, such as date+=3 days.")
        raise KnownError(sentence.format(text=text.strip(), units=", ".join(STEP_UNITS)))
    return DateStep(int(found[1]) if sign == "+=" else -int(found[1]), unit)


def _status(text: str) -> Status:
    found = next((each for each in STATUSES if each == text.strip()), None)
    if found is None:
        sentence = _("“{text}” is no status; there are {all}.")
        raise KnownError(sentence.format(text=text.strip(), all=", ".join(STATUSES)))
    return found


def _importance(text: str) -> int:
    if text.strip() not in set("12345"):
        raise KnownError(_("“{text}” is no importance; write a number from 1 to 5.").format(text=text.strip()))
    return int(text)


def _zone(text: str) -> str:
    from timeline_app.domain.dates.zone_places import zone_named  # noqa: PLC0415 - likewise

    return zone_named(text)


def _review(text: str) -> tuple[ReviewWish, str]:
    from timeline_app.document.editing.many_events import ReviewWish  # noqa: PLC0415 - likewise

    state, _colon, note = text.partition(":")
    wishes = get_args(ReviewWish)
    if state.strip() not in wishes:
        sentence = _("“{text}” is no outcome of a review; there are {all}.")
        raise KnownError(sentence.format(text=state.strip(), all=", ".join(wishes)))
    return cast("ReviewWish", state.strip()), note.strip()


_READERS: Final[Mapping[str, Callable[[str], object]]] = {"status": _status, "importance": _importance, "zone": _zone}
