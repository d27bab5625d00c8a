"""`timeline-app list`, `add`, `undo` and `redo`: the events of a store, printed and changed.

An event is printed with names in place of ids, for programs and for people.
"""

from __future__ import annotations

import argparse
import re
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words, ngettext
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_json_array, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb, add_zone
from timeline_app.domain.dates.zones import known_zone, zone_or_usual
from timeline_app.domain.errors import DateError, KnownError
from timeline_app.domain.records import STATUSES, Actor, Category, Place, Tag
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.domain.names import Naming
    from timeline_app.domain.records import Event, Particulars, Record
    from timeline_app.store.store import Store


JsonObject: TypeAlias = "dict[str, object]"

_CLOCK_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d(?::(?!00)[0-5]\d)?)(?::00)?Z", re.ASCII)
"""The day, and the clock as it is told: without seconds that are zero."""


class EventPrinter:
    """Turns events into JSON objects and lines, with the names of one store.

    Clock times are told in `zone`, as the window shows them; where it is empty, each in the event's own.
    """

    def __init__(self, store: Store, zone: str = "") -> None:
        self._zone = zone
        self._categories = {record.id: record.name for record in store.lookups.categories()}
        self._actors = {record.id: record.name for record in store.lookups.actors()}
        self._places = {record.id: record.name for record in store.lookups.places()}
        self._tags = {record.id: record.name for record in store.lookups.tags()}

    def object(self, event: Event) -> JsonObject:
        """Give the event as `list --json` and `add --json` print it."""
        return {
            "id": event.id,
            "title": event.title,
            "start": event.start,
            "end": event.end,
            "date": words(event, self._zone),
            "date_text": event.date_text,
            "zone": event.zone,
            "status": event.status,
            "category": self._categories.get(event.category_id, ""),
            "actors": [self._actors[part.actor_id] for part in event.actors if part.actor_id in self._actors],
            "place": self._places.get(event.place_id, ""),
            "tags": [self._tags[tag_id] for tag_id in event.tag_ids if tag_id in self._tags],
            "importance": event.importance,
            "summary": event.summary,
            "external_id": event.external_id,
        }

    def line(self, event: Event) -> str:
        """Give the event as a line for a person: when, what, and what is not plain about it."""
        aside = [
            self._categories.get(event.category_id, ""),
            status_words(event.status),
            self._places.get(event.place_id, ""),
        ]
        return f"{words(event, self._zone):<28}  {event.title}  ({', '.join(part for part in aside if part)})"


def words(event: Event, zone: str = "") -> str:
    """Give an event's date in words, by the clocks of a zone; the text itself where it holds one that is no date."""
    if not event.start and not event.end and (text := on_one_line(event.date_text.strip())):
        return _("undated: “{text}”").format(text=text)
    return (
        _quick_words(event, zone) or _words(event.start, event.end, event.zone, zone) or event.date_text or event.start
    )


def _quick_words(event: Event, zone: str) -> str:
    """Word clock times that stand in UTC by what was said of the same days before; empty for all other dates.

    Large files hold little else, and wording each of a million dates takes a minute.
    """
    if event.zone:
        return ""
    first, last = _CLOCK_TIME.fullmatch(event.start), _CLOCK_TIME.fullmatch(event.end)
    if first is None or (last is None and event.end):
        return ""
    begin = _by_clocks_of(zone, first[1], first[2])
    until = _by_clocks_of(zone, last[1], last[2]) if last is not None else ("", "")
    if begin is None or until is None or (last is not None and until[0] <= begin[0]):
        return ""
    template = _template(begin[0], until[0], zone)
    return template.format(begin[1], until[1]) if template else ""


def _by_clocks_of(zone: str, day: str, clock: str) -> tuple[str, str] | None:
    """Give the day and clock time that a time in UTC has in a zone; None where that takes thought."""
    if not zone:
        return day, clock
    hour = _hour_in(zone, day, clock[:2])
    return (hour[0], hour[1] + clock[2:]) if hour is not None else None


@lru_cache(maxsize=65_536)
def _hour_in(zone: str, day: str, hour: str) -> tuple[str, str] | None:
    """Give the day and hour that an hour in UTC is in a zone; None where clocks change about then, or by part hours."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - likewise

    from timeline_app.domain.dates.zones import offset_at  # noqa: PLC0415 - likewise

    try:
        begins = datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=UTC)
    except ValueError:
        return None
    second = int(begins.timestamp())
    shifts = {offset_at(second + away * 3600, zone) for away in range(-_CHANGE_H, _CHANGE_H + 1)}
    shift = shifts.pop()
    if shifts or shift % 3600:
        return None
    there = begins + timedelta(seconds=shift)
    return f"{there:%Y-%m-%d}", f"{there:%H}"


_CHANGE_H: Final = 4
"""Hours about a change of the clocks in which a time may be meant twice, or not at all."""


@kept_in_words(65_536)
def _template(first: str, last: str, zone: str) -> str:
    """Word a clock time, or two on different days, with places for the clocks; empty where they have no such places."""
    in_utc = "" if zone else "Z"
    told = _words(f"{first}T13:47{in_utc}", f"{last}T14:58{in_utc}" if last else "", zone, "")
    if told.count("13:47") != 1 or told.count("14:58") != bool(last) or "{" in told:
        return ""
    return told.replace("13:47", "{0}").replace("14:58", "{1}")


def _words(start: str, end: str, zone: str, shown: str) -> str:
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - not for --help

    try:
        return word(When.of(start, end, zone), shown or zone)
    except DateError:
        return ""


def edtf_words(edtf: str) -> str:
    """Give a date in words; the text itself where it is no date."""
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - not for --help

    try:
        return word(When.parse(edtf)) if edtf else ""
    except DateError:
        return edtf


_CHUNK = 2000
"""Events fetched at a time: memory stays small with a million of them."""


def _add_list(subparsers: Subparsers) -> None:
    """Say what `list` understands."""
    parser = add_verb(subparsers, "list", _list)
    add_store(parser)
    parser.add_argument("--query", default="", metavar="Q", help=_("as in the search field: category:Strike kyiv"))
    add_zone(parser)
    parser.add_argument("--limit", type=count, metavar="N", help=_("print the first N only"))
    add_json(parser)


def count(text: str) -> int:
    """Read a number of things that is not negative."""
    if re.fullmatch(r"\d{1,18}", text, re.ASCII) is None:  # more would not fit SQLite's 64 bits
        raise argparse.ArgumentTypeError(_("“{text}” is not a number of events").format(text=text))
    return int(text)


def _list(args: argparse.Namespace) -> int:
    """Print what the query finds."""
    from timeline_app.domain.query.dates import QueryDates  # noqa: PLC0415 - not for --help
    from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - likewise

    parse_query(args.query)  # a query that cannot be read is told before a file that cannot
    with closing(opened(Path(args.store), read_only=True)) as store:
        zone = args.zone or zone_or_usual(store.particulars.zone)
        query = parse_query(args.query, QueryDates(zone))
        rows = store.search.matching_rows(query, args.limit if args.json else None)
        shown = rows if args.limit is None else rows[: args.limit]
        printer = EventPrinter(store, zone)
        if args.json:
            print_json_array(printer.object(event) for event in _events(store, shown))
        else:
            for event in _events(store, shown):
                print_line(printer.line(event))
            print_line(_tally(len(shown), len(rows)))
    return 0


def _events(store: Store, rows: list[int]) -> Iterator[Event]:
    for first in range(0, len(rows), _CHUNK):
        yield from store.lookups.events(rows[first : first + _CHUNK])


def _tally(shown: int, found: int) -> str:
    if shown < found:
        return _("{shown} of {found} events").format(shown=shown, found=found)
    return ngettext("{n} event", "{n} events", found).format(n=found)


def _add_add(subparsers: Subparsers) -> None:
    """Say what `add` understands."""
    parser = add_verb(subparsers, "add", _add)
    add_store(parser)
    parser.add_argument("--date", required=True, metavar="D", help=_("“24 July 2025”, “early May 2025”, 2025-07-24~"))
    parser.add_argument("--title", required=True, metavar="T")
    parser.add_argument("--end", default="", metavar="D", help=_("the last day, inclusive, where there is one"))
    parser.add_argument("--order", choices=("dmy", "mdy", "ymd"), default="dmy", help=_("how to read 5/6/2025"))
    parser.add_argument("--status", choices=STATUSES, default="", help=_("as the chronology has it for new events"))
    parser.add_argument(
        "--category", metavar="C", help=_('a new name makes a new category; "" for none; else that of the properties')
    )
    parser.add_argument("--actor", action="append", default=[], metavar="A", help=_("may be given more than once"))
    parser.add_argument("--place", default="", metavar="P")
    parser.add_argument("--tag", action="append", default=[], metavar="G", help=_("may be given more than once"))
    parser.add_argument("--importance", type=int, choices=range(1, 6), default=3, help=_("5 is a turning point"))
    parser.add_argument("--summary", default="", metavar="S")
    parser.add_argument("--notes", default="", metavar="S")
    add_json(parser)


def _add(args: argparse.Namespace) -> int:
    """Add the event and the names it brings, in one change."""
    from timeline_app.domain.change import Change  # noqa: PLC0415 - not for --help
    from timeline_app.domain.names import Naming  # noqa: PLC0415 - likewise

    if not args.title.strip():
        raise KnownError(_("An event needs a title."))
    with closing(opened(Path(args.store))) as store:
        naming = Naming(store.lookups)
        event = _event(args, naming, store.particulars)
        label = _("Add “{title}”").format(title=event.title)
        store.apply(Change(label, after=(*naming.made, event)), author="timeline-app")
        told = EventPrinter(store, zone_or_usual(store.particulars.zone)).object(_stored(store, event))
    if args.json:
        print_json(told)
    else:
        print_line(_("Added: {date} – {title}").format(date=told["date"], title=told["title"]))
        for record in naming.made:
            print_line(made_in_words(record))
    return 0


def made_in_words(record: Record) -> str:
    """Tell of a name that a change has made."""
    words = {
        Category: _("New category: {name}"),
        Actor: _("New actor: {name}"),
        Place: _("New place: {name}"),
        Tag: _("New tag: {name}"),
    }
    return words[type(record)].format(name=getattr(record, "name", ""))


def _stored(store: Store, event: Event) -> Event:
    return store.lookups.event(event.id) or event


def _event(args: argparse.Namespace, naming: Naming, told: Particulars) -> Event:
    from timeline_app.domain.records import Event, new_id  # noqa: PLC0415 - beside what else is made late

    usual = known_zone(told.zone)
    start, end, zone = typed_dates((args.date, args.end), args.order, usual)
    zone = zone if "T" in start + end or zone != usual else ""  # a day has none of its own
    return Event(
        id=new_id(),
        title=" ".join(args.title.split()),
        start=start,
        end=end,
        date_text=args.date if not args.end else f"{args.date} – {args.end}",
        zone=zone,
        status=args.status or told.new_status,
        category_id=naming.category(told.default_category if args.category is None else args.category),
        importance=args.importance,
        place_id=naming.place(args.place),
        summary=args.summary.strip(),
        notes=args.notes.strip(),
        actors=naming.actors(args.actor),
        tag_ids=naming.tags(args.tag),
    )


def typed_dates(texts: tuple[str, str], order: str, usual_zone: str) -> tuple[str, str, str]:
    """Give start, end and zone of a date and of an end, where there is one; a range typed as one date is taken apart.

    A clock time that names no zone has that of the chronology, where it names one.
    """
    from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - not for --help
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - likewise

    date_text, end_text = texts
    first = read_typed(date_text, order=order, zone=usual_zone)
    if not end_text:
        start, _slash, end = first.edtf.partition("/")
        closed = {start, end}.isdisjoint({"", ".."})
        return (start, end, first.zone) if closed else (first.edtf, "", first.zone)
    last = read_typed(end_text, order=order, zone=first.zone or usual_zone)
    if last.when.end_max <= first.when.start_min:
        raise KnownError(_("The end, {end}, lies before the start, {start}.").format(end=end_text, start=date_text))
    When.of(first.edtf, last.edtf, first.zone)  # raises where they make no stretch of time
    return first.edtf, last.edtf, first.zone or last.zone


def _add_undo(subparsers: Subparsers) -> None:
    """Say what `undo` and `redo` understand."""
    for verb in ("undo", "redo"):
        parser = add_verb(subparsers, verb, _step)
        add_store(parser)
        add_json(parser)


def _step(args: argparse.Namespace) -> int:
    """Take one step; where there is none to take, say so and change nothing."""
    with closing(opened(Path(args.store))) as store:
        change = store.undo() if args.verb == "undo" else store.redo()
    if change is None:
        raise KnownError(_("There is nothing to undo.") if args.verb == "undo" else _("There is nothing to redo."))
    if args.json:
        print_json({"label": change.label})
    else:
        print_line((_("Undone: {label}") if args.verb == "undo" else _("Redone: {label}")).format(label=change.label))
    return 0


def add_parser(subparsers: Subparsers) -> None:
    """Say what the verbs of this module understand."""
    for add in (_add_list, _add_add, _add_undo):
        add(subparsers)
