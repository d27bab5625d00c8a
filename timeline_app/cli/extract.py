"""`timeline-app extract`: the dated expressions of an article, and the events they propose."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.extract.events.proposals import Extraction, Proposal


def add_parser(subparsers: Subparsers) -> None:
    """Say what `extract` understands."""
    parser = add_verb(subparsers, "extract")
    parser.add_argument("file", metavar="FILE", help=_("an article: text, Markdown, HTML, MHTML, PDF, Word or mail"))
    parser.add_argument(
        "--published",
        default="",
        metavar="D",
        help=_("the day it was published, as 2025-07-21; without it, the day that the file itself gives"),
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print what the article says when."""
    from timeline_app.domain.errors import KnownError  # noqa: PLC0415 - not for --help
    from timeline_app.extract.events.proposals import read_article  # noqa: PLC0415 - likewise
    from timeline_app.extract.pages.reader import read_page  # noqa: PLC0415 - likewise

    page = read_page(Path(args.file))
    published = args.published or page.published
    if not published:
        message = _("“{file}” does not say when it was published; add --published 2025-07-21, with its day.")
        raise KnownError(message.format(file=Path(args.file).name))
    found = read_article(page.text, published)
    if args.json:
        print_json(as_json(found))
    else:
        _tell(found)
    return 0


def as_json(found: Extraction) -> dict[str, object]:
    """Give the answer in the form that DESIGN.md fixes, with what else is known of each proposal."""
    return {
        "expressions": [
            {"start": e.start, "end": e.end, "text": e.text, "type": e.type, "edtf": e.edtf, "value": e.value}
            | ({"mod": e.mod} if e.mod else {})
            for e in found.expressions
        ],
        "proposals": [_proposal(proposal) for proposal in found.proposals],
    }


def _proposal(proposal: Proposal) -> dict[str, object]:
    return {
        "title": proposal.title,
        "start": proposal.start,
        "end": proposal.end,
        "status": proposal.status,
        "excerpt": {"start": proposal.excerpt_start, "end": proposal.excerpt_end, "exact": proposal.exact},
        "date_text": proposal.date_text,
        "reasoning": proposal.reasoning,
    }


def _tell(found: Extraction) -> None:
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - only for people

    for proposal in found.proposals:
        print_line(f"{word(When.of(proposal.start, proposal.end))}: {proposal.title} ({_status(proposal)})")
        print_line(f"    {proposal.reasoning}")
    dates = ngettext("{n} dated expression", "{n} dated expressions", len(found.expressions))
    events = ngettext("{n} proposed event", "{n} proposed events", len(found.proposals))
    print_line(f"{dates.format(n=len(found.expressions))}, {events.format(n=len(found.proposals))}")


def _status(proposal: Proposal) -> str:
    return _("planned") if proposal.status == "planned" else _("reported")
