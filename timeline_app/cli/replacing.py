"""`timeline-app replace`: words found and replaced in titles, summaries and notes of events, as one change."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.cli.editing import AUTHOR, chosen_rows, in_other_forms, require_question, tell_other_forms
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb, add_zone
from timeline_app.domain.errors import KnownError
from timeline_app.domain.record_words import field_words

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.editing.replacing import TextField, TextHit, TextSearch
    from timeline_app.domain.change import Change

FIELDS: Final[tuple[TextField, ...]] = ("title", "summary", "notes")
USUAL_FIELDS: Final[tuple[TextField, ...]] = ("title", "summary")
"""Where the window looks, too, unless it is told otherwise."""


def add_parser(subparsers: Subparsers) -> None:
    """Say what `replace` understands."""
    parser = add_verb(subparsers, "replace", run)
    add_store(parser)
    parser.add_argument("find", metavar="FIND", help=_("what is looked for"))
    parser.add_argument("new", metavar="WITH", help=_("what shall stand in its place; '' takes it out"))
    parser.add_argument(
        "--field",
        action="append",
        choices=FIELDS,
        help=_("where to look; may be given more than once; without it, titles and summaries"),
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--event", action="append", default=[], metavar="ID", help=_("which event; may be given more than once")
    )
    which.add_argument("--query", metavar="Q", help=_("all that it finds; without it, all events"))
    parser.add_argument("--match-case", action="store_true", help=_("tell small and large letters apart"))
    parser.add_argument("--whole-words", action="store_true", help=_("find no parts of words"))
    parser.add_argument(
        "--regex", action="store_true", help=_("FIND is a regular expression; \\1 in WITH is what its group found")
    )
    add_zone(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Look for it, make the change as one, and say what it was."""
    from timeline_app.document.chronology import Chronology  # noqa: PLC0415 - not for --help
    from timeline_app.document.editing.replacing import Replacement, TextSearch  # noqa: PLC0415 - likewise

    fields: tuple[TextField, ...] = tuple(each for each in FIELDS if each in (args.field or USUAL_FIELDS))
    wanted = Replacement(args.find, args.new, fields, args.match_case, args.whole_words, args.regex)
    wanted.compiled()  # what cannot be looked for is told before a file that cannot be read
    if args.query is not None:
        require_question(args.query)
    with closing(Chronology(opened(Path(args.store), read_only=args.dry_run), AUTHOR)) as chronology:
        rows = chosen_rows(chronology, args)
        search = TextSearch(chronology, rows, wanted)
        for _share in search.steps():
            pass
        if search.is_cut:
            sentence = _("There are more places than the {n} that can be replaced at once; narrow it with --query.")
            raise KnownError(sentence.format(n=grouped(len(search.hits))))
        change, loose = search.change(search.hits), in_other_forms(chronology, args)
        if change is not None and not args.dry_run:
            chronology.do(change)
    _tell(args, search, change, (len(rows), loose))
    return 0


def _tell(args: argparse.Namespace, search: TextSearch, change: Change | None, counts: tuple[int, int]) -> None:
    """Say what was done; `counts` are of the events that were looked through, and of those found in other forms."""
    looked_through, loose = counts
    is_done = change is not None and not args.dry_run
    if args.json:
        print_json(
            {
                "label": change.label if change is not None else "",
                "chosen": looked_through,
                "events": len(change.after) if change is not None else 0,
                "places": [_place(search, hit) for hit in search.hits],
                "done": is_done,
                **({"in_other_forms": loose} if loose else {}),
            }
        )
    elif change is not None:
        for hit in search.hits:
            print_line("{title}\n  - {is}\n  + {becomes}".format_map(_place(search, hit)))
        line = _("Done: {label}") if is_done else _("Would do: {label}")
        print_line(line.format(label=change.label))
        tell_other_forms(loose)
    elif search.hits:
        print_line(_("Nothing to change: what was asked for holds already."))
    else:
        told = ngettext(
            "Nothing found in {fields} of {n} event.", "Nothing found in {fields} of {n} events.", looked_through
        )
        fields = ", ".join(map(field_words, search.wanted.fields))
        print_line(told.format(fields=fields, n=grouped(looked_through)))


def _place(search: TextSearch, hit: TextHit) -> dict[str, Any]:
    """Say where a place is, and how its text reads before and after."""
    event = search.events[hit.event_id]
    head, found, tail = hit.around(getattr(event, hit.field))
    return {
        "id": event.id,
        "title": event.title,
        "field": hit.field,
        "is": f"{head}{found}{tail}",
        "becomes": f"{head}{hit.new}{tail}",
    }
