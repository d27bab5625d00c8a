"""`timeline-app names`, `rename` and `join`: the names of a store, called otherwise, and merged."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_json_array, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.domain.records import Actor, Place

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.change import NameKind
    from timeline_app.domain.names import NameRecord

KINDS: Final[dict[str, NameKind]] = {
    "categories": "category", "actors": "actor", "places": "place", "tags": "tag",
    "category": "category", "actor": "actor", "place": "place", "tag": "tag",
}  # fmt: skip
AUTHOR: Final = "timeline-app"


def add_parser(subparsers: Subparsers) -> None:
    """Say what `names`, `rename` and `join` understand."""
    names = add_verb(subparsers, "names", run)
    add_store(names)
    names.add_argument("--kind", choices=KINDS, metavar="KIND", help=_("only categories, actors, places or tags"))
    names.add_argument("--look-alikes", action="store_true", help=_("pairs that may mean one thing, and why"))
    add_json(names)
    rename = add_verb(subparsers, "rename", run)
    _add_store_and_kind(rename)
    rename.add_argument("old", metavar="OLD", help=_("the name, or another spelling of it"))
    rename.add_argument("new", metavar="NEW")
    rename.add_argument("--keep-old", action="store_true", help=_("keep the old name as another spelling"))
    join = add_verb(subparsers, "join", run)
    _add_store_and_kind(join)
    join.add_argument("others", nargs="+", metavar="FROM", help=_("the names that go, as other spellings of the last"))
    join.add_argument("into", metavar="INTO", help=_("the name that stays"))
    for parser in (rename, join):
        parser.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
        add_json(parser)


def _add_store_and_kind(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=_("category, actor, place or tag"))


def run(args: argparse.Namespace) -> int:
    """List the names, or change them."""
    from timeline_app.document.chronology import Chronology  # noqa: PLC0415 - not for --help

    changes = args.verb != "names" and not args.dry_run
    with closing(Chronology(opened(Path(args.store), read_only=not changes), AUTHOR)) as chronology:
        if args.verb == "names":
            _list(chronology, args)
        else:
            _change(chronology, args)
    return 0


def _list(chronology: Chronology, args: argparse.Namespace) -> None:
    from timeline_app.document.names.uses import NAME_KINDS  # noqa: PLC0415 - likewise

    kinds = (KINDS[args.kind],) if args.kind else NAME_KINDS
    told = _told_alike if args.look_alikes else _told_names
    if args.json:
        print_json_array(plain for kind in kinds for plain in told(chronology, kind))
        return
    all_found = {kind: list(told(chronology, kind)) for kind in kinds}
    for kind, found in all_found.items():
        if found or args.kind:
            print_line(_heading(kind, len(found), pairs=args.look_alikes))
        for plain in found:
            print_line(_pair_line(plain) if args.look_alikes else _name_line(plain), indent=2)
    if not args.kind and not any(all_found.values()):
        print_line(_("No two names look alike.") if args.look_alikes else _("There are no names yet."))


def _told_names(chronology: Chronology, kind: NameKind) -> Iterator[dict[str, Any]]:
    from timeline_app.document.names.uses import counts_of, records_of  # noqa: PLC0415 - likewise

    for record, events in zip(records_of(chronology, kind), counts_of(chronology, kind), strict=True):
        yield _plain(kind, record, events)


def _told_alike(chronology: Chronology, kind: NameKind) -> Iterator[dict[str, Any]]:
    from timeline_app.document.names.uses import alike, counts_of, records_of  # noqa: PLC0415 - likewise

    events = dict(zip((each.id for each in records_of(chronology, kind)), counts_of(chronology, kind), strict=True))
    records = {each.id: each for each in records_of(chronology, kind)}
    for each in alike(chronology, kind):
        one, other = (_plain(kind, records[name_id], events[name_id]) for name_id in (each.first, each.second))
        yield {"kind": kind, "reason": each.reason, "first": one, "second": other}


def _plain(kind: NameKind, record: NameRecord, events: int) -> dict[str, Any]:
    from timeline_app.domain.text.json_values import to_plain  # noqa: PLC0415 - likewise

    known = {"id", "name", "kind", "aliases", "position"}
    told = {name: value for name, value in to_plain(record).items() if name not in known}
    what = {"what": record.kind} if isinstance(record, Actor | Place) and record.kind else {}
    head = {"kind": kind, "id": record.id, "name": record.name, "events": events}
    return {**head, "aliases": list(record.aliases), **what, **told}


def _heading(kind: NameKind, count: int, *, pairs: bool) -> str:
    if pairs:
        words = {
            "category": ngettext("{n} pair of categories alike", "{n} pairs of categories alike", count),
            "actor": ngettext("{n} pair of actors alike", "{n} pairs of actors alike", count),
            "place": ngettext("{n} pair of places alike", "{n} pairs of places alike", count),
            "tag": ngettext("{n} pair of tags alike", "{n} pairs of tags alike", count),
        }
    else:
        words = {
            "category": ngettext("{n} category", "{n} categories", count),
            "actor": ngettext("{n} actor", "{n} actors", count),
            "place": ngettext("{n} place", "{n} places", count),
            "tag": ngettext("{n} tag", "{n} tags", count),
        }
    return words[kind].format(n=count)


def _name_line(plain: dict[str, Any]) -> str:
    name, others = plain["name"], "; ".join(plain.get("aliases", ()))
    events = ngettext("{n} event", "{n} events", plain["events"]).format(n=plain["events"])
    if others:
        return _("{name} (also {others}): {events}").format(name=name, others=others, events=events)
    return _("{name}: {events}").format(name=name, events=events)


def _pair_line(plain: dict[str, Any]) -> str:
    from timeline_app.domain.text.look_alikes import reason_words  # noqa: PLC0415 - likewise

    one, other = _name_line(plain["first"]), _name_line(plain["second"])
    return _("{one} | {other} – {reason}").format(one=one, other=other, reason=reason_words(plain["reason"]))


def _change(chronology: Chronology, args: argparse.Namespace) -> None:
    """Carry out the plan that the verb asks for, or only tell of it."""
    from timeline_app.document.names.plans import merging, renaming  # noqa: PLC0415 - likewise
    from timeline_app.document.names.uses import events_using, name_called  # noqa: PLC0415 - likewise

    kind = KINDS[args.kind]
    if args.verb == "rename":
        record = name_called(chronology, kind, args.old)
        events, change = events_using(chronology, [record]), renaming(chronology, record, args.new, keep=args.keep_old)
    else:
        found = (name_called(chronology, kind, name) for name in args.others)
        others = list({each.id: each for each in found}.values())
        events = events_using(chronology, others)
        change = merging(chronology, others, name_called(chronology, kind, args.into))
    if not args.dry_run:
        chronology.do(change)
    if args.json:
        print_json({"label": change.label, "events": events, "done": not args.dry_run})
        return
    told = ngettext("{n} event", "{n} events", events).format(n=events)
    line = _("Would do: {label} ({events})") if args.dry_run else _("Done: {label} ({events})")
    print_line(line.format(label=change.label, events=told))
