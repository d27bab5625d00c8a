"""`timeline-app merge`: merge another copy of a store into this one, as one change that undo takes back."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.merge.merging import Conflict, Merge


def add_parser(subparsers: Subparsers) -> None:
    """Say what `merge` understands."""
    parser = add_verb(subparsers, "merge")
    parser.add_argument("other", metavar="OTHER", help=_("the .timelinedb that is joined; it is only read"))
    parser.add_argument("--into", required=True, metavar="STORE", help=_("the .timelinedb that takes it in"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would happen, and change nothing"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Merge, and list what a person should look at."""
    from timeline_app.document.merge.merging import carry_out, plan_merge  # noqa: PLC0415 - not for --help
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    other_path, into_path = Path(args.other), Path(args.into)
    if other_path.exists() and into_path.exists() and other_path.samefile(into_path):
        raise KnownError(_("A store cannot be merged into itself."))
    with closing(Store.open(other_path, read_only=True)) as other, closing(Store.open(into_path)) as into:
        merge = plan_merge(into, other, _("Merge “{name}”").format(name=on_one_line(other_path.name)))
        if not args.dry_run:
            carry_out(merge, into, other, author="timeline-app")
    if args.json:
        print_json(as_json(merge))
    else:
        _tell(merge, dry_run=args.dry_run)
    return 0


def as_json(merge: Merge) -> dict[str, object]:
    """Give the answer for programs."""
    added, updated, deleted = merge.counts
    return {
        "added": [dataclasses.asdict(each) for each in merge.added],
        "updated": [dataclasses.asdict(each) for each in merge.updated],
        "deleted": [dataclasses.asdict(each) for each in merge.deleted],
        "united": [{**dataclasses.asdict(ours), "their_id": theirs.id} for ours, theirs in merge.united],
        "conflicts": [_plain(merge, each) for each in merge.conflicts],
        "counts": {"added": added, "updated": updated, "deleted": deleted, "conflicts": len(merge.conflicts)},
        "added_in_bulk": dict(merge.bulk),
    }


def _plain(merge: Merge, conflict: Conflict) -> dict[str, object]:
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


def _tell(merge: Merge, *, dry_run: bool) -> None:
    for conflict in merge.conflicts:
        mine, theirs = merge.values(conflict)
        kept, dropped = (theirs, mine) if conflict.takes_theirs else (mine, theirs)
        place = f"{conflict.record.type} “{conflict.record.name}” {conflict.field}".rstrip()
        words = _("{place}: kept “{kept}”, not “{dropped}” ({reason})")
        told = words.format(place=place, kept=kept, dropped=dropped, reason=conflict.reason)
        print_line(told)
    added, updated, deleted = merge.counts
    counts = _("{added} records added, {updated} updated, {deleted} deleted, {conflicts} to look at")
    line = counts.format(added=added, updated=updated, deleted=deleted, conflicts=len(merge.conflicts))
    print_line(_("Nothing was changed; it would be: {line}").format(line=line) if dry_run else line)
