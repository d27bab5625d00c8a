"""`timeline-app diff` and `merge`: two copies of a store, told apart or joined as one change that undo takes back."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import pgettext
from timeline_app.base.i18n.facts import grouped, quoted
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.domain.errors import KnownError
from timeline_app.domain.record_words import field_words, kind_inside
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.merge.differences import Differences
    from timeline_app.document.merge.merging import Conflict, Merge


def _add_diff(subparsers: Subparsers) -> None:
    """Say what `diff` understands."""
    parser = add_verb(subparsers, "diff", _compare)
    parser.add_argument("a", metavar="A", help=_("a .timelinedb"))
    parser.add_argument("b", metavar="B", help=_("another copy of it"))
    add_json(parser)


def _compare(args: argparse.Namespace) -> int:
    """Print what is only in one of them, and what differs."""
    from timeline_app.document.merge.differences import compare  # noqa: PLC0415 - not for --help

    with closing(opened(Path(args.a), read_only=True)) as a, closing(opened(Path(args.b), read_only=True)) as b:
        found = compare(a, b)
    if args.json:
        print_json(_differences_as_json(found))
    else:
        _tell_differences(found)
    return 0


def _differences_as_json(found: Differences) -> dict[str, object]:
    """Give the answer for programs."""
    return {
        "same": found.same,
        "only_a": [{"type": each.type, "id": each.id, "name": each.name} for each in found.only_a],
        "only_b": [{"type": each.type, "id": each.id, "name": each.name} for each in found.only_b],
        "changed": [
            {
                "type": each.type,
                "id": each.id,
                "name": each.name,
                "fields": {one.field: {"a": one.a, "b": one.b} for one in fields},
            }
            for each, fields in found.changed
        ],
        "united": [{"type": a.type, "a": a.id, "b": b.id, "name": a.name} for a, b in found.united],
    }


def _tell_differences(found: Differences) -> None:
    for each in found.only_a:
        print_line(_("only in the first:  {type} “{name}”").format(type=kind_inside(each.type), name=each.name))
    for each in found.only_b:
        print_line(_("only in the second: {type} “{name}”").format(type=kind_inside(each.type), name=each.name))
    for each, fields in found.changed:
        names = ", ".join(field_words(one.field) or one.field for one in fields)
        print_line(
            _("differs: {type} “{name}”: {fields}").format(type=kind_inside(each.type), name=each.name, fields=names)
        )
    for a, _b in found.united:
        print_line(_("the same under two ids: {type} “{name}”").format(type=kind_inside(a.type), name=a.name))
    print_line(_("{n} records are the same").format(n=grouped(found.same)))


def _add_merge(subparsers: Subparsers) -> None:
    """Say what `merge` understands."""
    parser = add_verb(subparsers, "merge", _merge)
    parser.add_argument("other", metavar="OTHER", help=_("the .timelinedb that is joined; it is only read"))
    parser.add_argument("--into", required=True, metavar="STORE", help=_("the .timelinedb that takes it in"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would happen, and change nothing"))
    add_json(parser)


def _merge(args: argparse.Namespace) -> int:
    """Merge, and list what a person should look at."""
    from timeline_app.document.merge.merging import carry_out, plan_merge  # noqa: PLC0415 - not for --help

    other_path, into_path = Path(args.other), Path(args.into)
    if other_path.exists() and into_path.exists() and other_path.samefile(into_path):
        raise KnownError(_("A store cannot be merged into itself."))
    with closing(opened(other_path, read_only=True)) as other, closing(opened(into_path)) as into:
        merge = plan_merge(
            into, other, pgettext("a change", "Merge “{name}”").format(name=on_one_line(other_path.name))
        )
        if not args.dry_run:
            carry_out(merge, into, other, author="timeline-app")
    if args.json:
        print_json(_merge_as_json(merge))
    else:
        _tell_merge(merge, dry_run=args.dry_run)
    return 0


def _merge_as_json(merge: Merge) -> dict[str, object]:
    """Give the answer for programs."""
    added, updated, deleted = merge.counts
    return {
        "added": [dataclasses.asdict(each) for each in merge.added],
        "updated": [dataclasses.asdict(each) for each in merge.updated],
        "deleted": [dataclasses.asdict(each) for each in merge.deleted],
        "united": [{**dataclasses.asdict(ours), "their_id": theirs.id} for ours, theirs in merge.united],
        "conflicts": [_conflict_as_json(merge, each) for each in merge.conflicts],
        "counts": {"added": added, "updated": updated, "deleted": deleted, "conflicts": len(merge.conflicts)},
        "added_in_bulk": dict(merge.bulk),
    }


def _conflict_as_json(merge: Merge, conflict: Conflict) -> dict[str, object]:
    mine, theirs = merge.values(conflict)
    kept, dropped = (theirs, mine) if conflict.takes_theirs else (mine, theirs)
    return {
        **dataclasses.asdict(conflict.record),
        "field": conflict.field,
        "fields": list(conflict.fields),
        "kept": kept,
        "dropped": dropped,
        "reason": conflict.reason,
        "mine": {"value": mine, **dataclasses.asdict(conflict.mine)},
        "theirs": {"value": theirs, **dataclasses.asdict(conflict.theirs)},
        "takes": "theirs" if conflict.takes_theirs else "mine",
    }


def _tell_merge(merge: Merge, *, dry_run: bool) -> None:
    for conflict in merge.conflicts:
        mine, theirs = merge.values(conflict)
        kind = kind_inside(conflict.record.type)
        kept, dropped = (theirs, mine) if conflict.takes_theirs else (mine, theirs)
        place = " ".join(
            filter(None, (kind, quoted(conflict.record.name), field_words(conflict.field) or conflict.field))
        )
        words = _("{place}: kept “{kept}”, not “{dropped}” ({reason})")
        told = words.format(place=place, kept=kept, dropped=dropped, reason=conflict.reason)
        print_line(told)
    added, updated, deleted = merge.counts
    counts = _("{added} records added, {updated} updated, {deleted} deleted, {conflicts} to look at")
    line = counts.format(added=added, updated=updated, deleted=deleted, conflicts=len(merge.conflicts))
    print_line(_("Nothing was changed; it would be: {line}").format(line=line) if dry_run else line)


def add_parser(subparsers: Subparsers) -> None:
    """Say what the verbs of this module understand."""
    for add in (_add_diff, _add_merge):
        add(subparsers)
