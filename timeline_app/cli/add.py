"""`timeline-app add`: add an event, with its date as people write it."""

from __future__ import annotations

from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import STATUSES, Actor, Category, Place, Tag

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.domain.names import Naming
    from timeline_app.domain.records import Event, Record
    from timeline_app.store.store import Store


def add_parser(subparsers: Subparsers) -> None:
    """Say what `add` understands."""
    parser = add_verb(subparsers, "add")
    add_store(parser)
    parser.add_argument("--date", required=True, metavar="D", help=_("“24 July 2025”, “early May 2025”, 2025-07-24~"))
    parser.add_argument("--title", required=True, metavar="T")
    parser.add_argument("--end", default="", metavar="D", help=_("the last day, inclusive, where there is one"))
    parser.add_argument("--order", choices=("dmy", "mdy", "ymd"), default="dmy", help=_("how to read 5/6/2025"))
    parser.add_argument("--status", choices=STATUSES, default="reported")
    parser.add_argument("--category", default="", metavar="C", help=_("a new name makes a new category"))
    parser.add_argument("--actor", action="append", default=[], metavar="A", help=_("may be given more than once"))
    parser.add_argument("--place", default="", metavar="P")
    parser.add_argument("--tag", action="append", default=[], metavar="G", help=_("may be given more than once"))
    parser.add_argument("--importance", type=int, choices=range(1, 6), default=3, help=_("5 is a turning point"))
    parser.add_argument("--summary", default="", metavar="S")
    parser.add_argument("--notes", default="", metavar="S")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Add the event and the names it brings, in one change."""
    from timeline_app.cli.eventjson import EventPrinter  # noqa: PLC0415 - not for --help
    from timeline_app.domain.change import Change  # noqa: PLC0415 - likewise
    from timeline_app.domain.names import Naming  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    if not args.title.strip():
        raise KnownError(_("An event needs a title."))
    with closing(Store.open(Path(args.store))) as store:
        naming = Naming(store.lookups)
        event = _event(args, naming)
        label = _("Add “{title}”").format(title=event.title)
        store.apply(Change(label, after=(*naming.made, event)), author="timeline-app")
        told = EventPrinter(store).object(_stored(store, event))
    if args.json:
        print_json(told)
    else:
        print_line(_("Added: {date} – {title}").format(date=told["date"], title=told["title"]))
        for record in naming.made:
            print_line(_made(record))
    return 0


def _made(record: Record) -> str:
    words = {
        Category: _("New category: {name}"),
        Actor: _("New actor: {name}"),
        Place: _("New place: {name}"),
        Tag: _("New tag: {name}"),
    }
    return words[type(record)].format(name=getattr(record, "name", ""))


def _stored(store: Store, event: Event) -> Event:
    return store.lookups.event(event.id) or event


def _event(args: argparse.Namespace, naming: Naming) -> Event:
    from timeline_app.domain.records import Event, new_id  # noqa: PLC0415 - beside what else is made late

    start, end, zone = _dates(args)
    return Event(
        id=new_id(),
        title=" ".join(args.title.split()),
        start=start,
        end=end,
        date_text=args.date if not args.end else f"{args.date} – {args.end}",
        zone=zone,
        status=args.status,
        category_id=naming.category(args.category),
        importance=args.importance,
        place_id=naming.place(args.place),
        summary=args.summary.strip(),
        notes=args.notes.strip(),
        actors=naming.actors(args.actor),
        tag_ids=naming.tags(args.tag),
    )


def _dates(args: argparse.Namespace) -> tuple[str, str, str]:
    """Give start, end and zone; a range that was typed as one date is taken apart."""
    from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - not for --help
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - likewise

    first = read_typed(args.date, order=args.order)
    if not args.end:
        start, _slash, end = first.edtf.partition("/")
        closed = {start, end}.isdisjoint({"", ".."})
        return (start, end, first.zone) if closed else (first.edtf, "", first.zone)
    last = read_typed(args.end, order=args.order, zone=first.zone)
    if last.when.end_max <= first.when.start_min:
        raise KnownError(_("The end, {end}, lies before the start, {start}.").format(end=args.end, start=args.date))
    When.of(first.edtf, last.edtf, first.zone)  # raises where they make no stretch of time
    return first.edtf, last.edtf, first.zone or last.zone
