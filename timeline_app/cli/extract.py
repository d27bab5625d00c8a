"""`timeline-app extract`: the dated expressions of an article, and the events they propose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.extract.pages.page import where_found

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.extract.events.proposal import Proposal
    from timeline_app.extract.events.proposals import Extraction
    from timeline_app.extract.pages.page import Page


def add_parser(subparsers: Subparsers) -> None:
    """Say what `extract` understands."""
    parser = add_verb(subparsers, "extract", run)
    parser.add_argument("file", metavar="FILE", help=_("an article: text, Markdown, HTML, MHTML, PDF, Word or mail"))
    parser.add_argument(
        "--published",
        default="",
        metavar="D",
        help=_("the day it was published, as 2025-07-21; without it, the day that the file itself gives"),
    )
    parser.add_argument(
        "--language",
        default="",
        metavar="L",
        help=_("its language, en, uk, ru or de; without it, the text itself tells it, paragraph by paragraph"),
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print what the article says when."""
    from timeline_app.domain.errors import KnownError  # noqa: PLC0415 - not for --help
    from timeline_app.extract.events.article import read_in_its_languages  # noqa: PLC0415 - likewise
    from timeline_app.extract.events.proposals import read_article  # noqa: PLC0415 - likewise
    from timeline_app.extract.pages.page import left_out  # noqa: PLC0415 - likewise
    from timeline_app.extract.pages.reader import read_page  # noqa: PLC0415 - likewise

    page = read_page(Path(args.file))
    published = args.published or page.published
    if not published:
        raise KnownError(_without_day(page, Path(args.file).name))
    if args.language:
        found = replace(read_article(page.text, published, language=args.language), language=args.language)
    else:
        found = read_in_its_languages(page.text, published, hint=page.language)
    missing = left_out(page, page.text)
    if args.json:
        languages = {"language": found.language, "unread": list(found.unread)}
        print_json(as_json(found) | languages | _of_page(page, published, len(missing)))
    else:
        _tell(found)
        _tell_unplaced(found)
        _tell_unread(found)
        _tell_page(page, args.published, len(missing))
    return 0


def _tell_unplaced(found: Extraction) -> None:
    """Say which dates have no place on the calendar."""
    from timeline_app.extract.dates.reasons import unplaced_words  # noqa: PLC0415 - only for people

    if words := unplaced_words(found.unplaced):
        print_line(words)


def _without_day(page: Page, name: str) -> str:
    """Ask for the day of publication, unless the text is not read anyway."""
    from timeline_app.extract.languages.detection import READ, language_of  # noqa: PLC0415 - seldom
    from timeline_app.extract.languages.names import unread_words  # noqa: PLC0415 - likewise
    from timeline_app.extract.pages.listing import notes_on  # noqa: PLC0415 - likewise

    language = language_of(page.text)
    if language and language not in READ:
        return unread_words(language)
    words = _("“{file}” does not say when it was published; add --published 2025-07-21, with its day.")
    return " ".join((*notes_on(page), words.format(file=name)))


def _tell_unread(found: Extraction) -> None:
    """Say what is in a language that is not read."""
    from timeline_app.extract.languages.names import unread_part_words, unread_words  # noqa: PLC0415 - only for people

    for code in found.unread:
        whole = code == found.language and not found.expressions
        print_line(unread_words(code) if whole else unread_part_words(code))


def _of_page(page: Page, published: str, left_out_count: int) -> dict[str, object]:
    """Tell of the file: the day counted from and where it stands, the days that compete with it, what is left out."""
    return {
        "published": published,
        "published_from": page.found if published == page.published else "",
        "published_others": [{"edtf": each.moment, "from": each.where} for each in page.others],
        "left_out": left_out_count,
        "is_list": page.is_list,
        "pages_without_text": list(page.pictured),
    }


def _tell_page(page: Page, asked: str, left_out_count: int) -> None:
    from timeline_app.domain.text.citation import day_in_words  # noqa: PLC0415 - only for people
    from timeline_app.extract.pages.listing import notes_on  # noqa: PLC0415 - only for people

    if not asked:
        where = _("Published {day}, {where}.")
        print_line(where.format(day=day_in_words(page.published), where=where_found(page.found)))
        for each in page.others:
            other = _("Another day is named: {day}, {where}; --published {edtf} counts from it.")
            words = day_in_words(each.moment)
            print_line(other.format(day=words, where=where_found(each.where), edtf=each.moment[:10]))
    for note in notes_on(page):
        print_line(note)
    if left_out_count:
        words = ngettext(
            "{n} paragraph of the file is not in the text that was read.",
            "{n} paragraphs of the file are not in the text that was read.",
            left_out_count,
        )
        print_line(words.format(n=left_out_count))


def as_json(found: Extraction) -> dict[str, object]:
    """Give the answer in the form that DESIGN.md fixes, with what else is known of each proposal."""
    return {
        "expressions": [
            {"start": e.start, "end": e.end, "text": e.text, "type": e.type, "edtf": e.edtf, "value": e.value}
            | ({"mod": e.mod} if e.mod else {})
            for e in found.expressions
        ],
        "proposals": [_proposal(proposal) for proposal in found.proposals],
        "more": [_proposal(proposal) | {"doubt": proposal.doubt} for proposal in found.rest],
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
        "confidence": proposal.confidence,
        "others": [{"start": each.start, "end": each.end, "reasoning": each.reasoning} for each in proposal.others],
    }


def _tell(found: Extraction) -> None:
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - only for people
    from timeline_app.extract.events.proposal import confidence_words  # noqa: PLC0415 - likewise

    for proposal in found.proposals:
        print_line(f"{word(When.of(proposal.start, proposal.end))}: {proposal.title} ({_status(proposal)})")
        print_line(f"    {confidence_words(proposal)}")
    if found.rest:
        more = ngettext(
            "{n} more date is hardly that of an event; --json gives it under “more”.",
            "{n} more dates are hardly those of events; --json gives them under “more”.",
            len(found.rest),
        )
        print_line(more.format(n=len(found.rest)))
    dates = ngettext("{n} dated expression", "{n} dated expressions", len(found.expressions))
    events = ngettext("{n} proposed event", "{n} proposed events", len(found.proposals))
    print_line(", ".join((dates.format(n=len(found.expressions)), events.format(n=len(found.proposals)))))


def _status(proposal: Proposal) -> str:
    words = {"planned": _("planned"), "cancelled": _("was planned and did not happen")}
    return words.get(proposal.status, _("reported"))
