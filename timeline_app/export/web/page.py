"""Writes a chronology as one HTML file: a story that reads without a script, which makes a timeline of it."""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import language, ngettext
from timeline_app.base.i18n.facts import grouped, months_short, months_short_of_days
from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import read_as_of, status_words
from timeline_app.export.selection import words
from timeline_app.export.web.article import ArticleWriter
from timeline_app.export.web.mark_symbols import SYMBOL_PX, drawn, symbols
from timeline_app.export.web.markup import direction, escape, language_tag, paragraphs
from timeline_app.export.web.style import first_script, policy, script, style_sheet
from timeline_app.export.web.telling import telling_section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedEvent

_LONG_S: Final = 3 * 366 * 86_400
"""Beyond this the story is divided by years, up to it by months."""
_RUN: Final = 20
"""Events that are laid out together when one comes near them, and written in one step."""
_LONGEST_SUMMARY: Final = 300


def write_page(published: Published, path: Path) -> Iterator[float]:
    """Write the page, and yield how far it is."""
    page = PageWriter(published)
    written, total = 0, max(len(published.events), 1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(page.head())
        for heading, events in groupby(published.events, page.heading_of):
            file.write(f"<section>\n<h2>{escape(heading)}</h2>\n")
            while run := list(islice(events, _RUN)):
                file.write(f'<div class="run">\n{"".join(map(page.article, run))}</div>\n')
                written += len(run)
                yield min(written / total, 0.99)
            file.write("</section>\n")
        file.write(page.foot())
    yield 0.99


class PageWriter:
    """Writes the parts of a page in their order."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._language = language_tag(language()) or "en"
        self._own = self._own_language()
        categories = {each: number for number, each in reversed(list(enumerate(published.categories)))}
        self._articles = ArticleWriter(categories, published.zone, self._own, published.lanes)
        self._statuses: set[str] = set()
        first, last = published.span
        self._by_month = last - first <= _LONG_S

    def head(self) -> str:
        """Give all that stands before the first event."""
        sheet, first, main = style_sheet(self._published.categories), first_script(), script()
        shapes = ["circle", *(each.shape for each in self._published.categories)]
        skip = escape(_("Skip to the events"))
        story = self._published.story
        told, layout = (telling_section(story, self._own), "layout tells") if story else ("", "layout")
        about = " ".join((self._published.description or self._published.line).split())[:_LONGEST_SUMMARY]
        return (
            f'<!DOCTYPE html>\n<html lang="{self._language}" dir="{direction(self._language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy(sheet, first, main)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="Conflict Timeline">\n'
            f"<title>{escape(self._published.title)}</title>\n"
            f'<meta name="description" content="{escape(about)}">\n'
            f"<style>{sheet}</style>\n<script>{first}</script>\n</head>\n<body>\n"
            f"{symbols(shapes)}"
            f'<a class="skip" href="#story">{skip}</a>\n'
            f'{self._masthead()}{_tools()}<div class="{layout}">\n{told}{_graphic()}'
            '<main id="story" tabindex="-1">\n<div class="story">\n'
        )

    def heading_of(self, event: PublishedEvent) -> str:
        """Tell under which heading an event stands: its year, or its month where all happens within a few years."""
        when = event.when
        if not event.is_dated:
            return _("No date")
        if abs(when.start_min) >= FAR_S:
            return _("Without a beginning")
        civil = civil_at(when.start_min)
        if abs(civil.year) >= 10_000:
            return words(f"Y{civil.year}")
        year = f"-{-civil.year:04}" if civil.year < 0 else f"{civil.year:04}"
        return words(f"{year}-{civil.month:02}" if self._by_month else year)

    def article(self, event: PublishedEvent) -> str:
        """Give an event."""
        self._statuses.add(event.status)
        return self._articles.write(event)

    def foot(self) -> str:
        """Give all that stands after the last event."""
        nothing, all_events = escape(_("No event matches what you ask for.")), escape(_("Show all events"))
        return (
            '<div class="empty" id="nothing" hidden><p>'
            f"{nothing}</p>"
            f'<button type="button">{all_events}</button></div>\n'
            f"</div>\n</main>\n</div>\n{self._footer()}{_embedding()}"
            '<p class="unseen" id="heard" role="status"></p>\n<p class="said" role="status"></p>\n'
            f'<script type="application/json" id="facts">{self._facts()}</script>\n'
            f"<script>{script()}</script>\n</body>\n</html>\n"
        )

    def _own_language(self) -> str:
        own = language_tag(self._published.language)
        return f' lang="{own}" dir="auto"' if own and own != self._language else ' dir="auto"'

    def _masthead(self) -> str:
        told, own = self._published, self._own
        author = " · ".join(
            filter(None, (_("By {author}").format(author=told.author) if told.author else "", told.credit))
        )
        lines = (
            f"<h1{own}>{escape(told.title)}</h1>\n",
            paragraphs(told.description, f' class="standfirst"{own}'),
            f'<p class="byline"{own}>{escape(author)}</p>\n' if author else "",
            f'<p class="facts" dir="auto">{escape(told.line)}</p>\n',
            f'<p class="editorial"{own}>{escape(told.editorial_line)}</p>\n' if told.editorial_line else "",
            f'<p class="left-out" dir="auto">{escape(told.held_back.line)}</p>\n' if told.held_back.line else "",
        )
        buttons = (("link", _("Copy link")), ("embed", _("Embed")), ("theme", _("Dark")))
        pressed = {"theme": ' aria-pressed="false"'}
        utility = "".join(
            f'<button type="button" id="{name}"{pressed.get(name, "")}>{escape(label)}</button>'
            for name, label in buttons
        )
        return f'<header class="masthead">\n{"".join(lines)}<div class="utility">{utility}</div>\n</header>\n'

    def _footer(self) -> str:
        told = self._published
        shape = told.categories[0].shape if told.categories else "circle"
        items = "".join(
            f'<li class="c{number}">{drawn(each.shape, "occurred")} <span{self._own}>{escape(each.name)}</span></li>'
            for number, each in enumerate(told.categories)
            if told.lanes.names  # else the lanes are called so
        )
        items += "".join(
            f"<li>{drawn(shape, status)} {escape(meaning)}</li>"
            for status, meaning in _meanings().items()
            if status in self._statuses
        )
        heading = escape(_("What the marks say"))
        legend = f'<h2>{heading}</h2>\n<ul class="legend">{items}</ul>\n' if items else ""
        made = _("Made with Conflict Timeline. This page stands alone: it loads nothing from elsewhere.")
        return f'<footer class="foot">\n{legend}<p class="made">{escape(made)}</p>\n</footer>\n'

    def _facts(self) -> str:
        """Give the script what it cannot read from the story."""
        told = self._published
        as_of = read_as_of(told.as_of)
        facts = {
            "title": told.title,
            "author": told.author,
            "asOf": as_of.end_max if as_of else None,
            "placeholder": "https://www.example.org/chronology.html",
            "markPx": SYMBOL_PX,
            "months": months_short()[1:],
            "days": _days_of_months(),
            "lanes": told.lanes.names,
            "categories": [{"name": each.name, "shape": each.shape} for each in told.categories],
            "statuses": [{"name": each, "word": status_words(each)} for each in STATUSES],
            "flags": _flags(),
            "words": _words(told),
        }
        text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _days_of_months() -> list[str]:
    """Word a day # of each month in a year %, as the language has it: "# Jun %", "#. Juni %", "# июня %"."""
    return [_("{day} {month} {year}").format(day="#", month=month, year="%") for month in months_short_of_days()[1:]]


def _tools() -> str:
    find, filters = escape(_("Search the events")), escape(_("Filter"))
    before, after = escape(_("Previous event")), escape(_("Next event"))
    tools, steps = escape(_("Search and filter")), escape(_("Event by event"))
    return (
        f'<section class="tools" aria-label="{tools}">\n<div class="tools-row">'
        f'<div class="search" role="search"><input type="search" placeholder="{find}" aria-label="{find}"'
        ' autocomplete="off" spellcheck="false"></div>'
        f'<button type="button" id="filter" aria-expanded="false" aria-controls="filters">{filters}</button>'
        '<div class="facets filters" id="filters" hidden></div>'
        '<span class="count"></span>'
        f'<div class="steps" role="group" aria-label="{steps}">'
        '<span class="place"></span>'
        f'<button type="button" id="before" aria-label="{before}" title="{before} (←)">‹</button>'
        f'<button type="button" id="after" aria-label="{after}" title="{after} (→)">›</button></div>'
        '<div class="chips" hidden></div></div>\n</section>\n'
    )


def _graphic() -> str:
    name = escape(_("Timeline"))
    about = escape(_("Timeline of the events, which stand as text in the list after it"))
    handles = "".join(
        f'<div class="handle" role="slider" tabindex="0" aria-label="{escape(label)}" aria-valuemin="0"'
        f' aria-valuemax="100" aria-valuenow="{value}"></div>'
        for label, value in ((_("First day shown"), 0), (_("Last day shown"), 100))
    )
    buttons = "".join(
        f'<button type="button" id="{place}" aria-label="{label}" title="{label}">{escape(sign)}</button>'
        for place, label, sign in (
            ("wider", escape(_("Show more time")), "−"),
            ("closer", escape(_("Show less time")), "+"),
            ("whole", escape(_("Show the whole time")), _("Whole")),
        )
    )
    return (
        f'<section class="graphic" aria-label="{name}">\n'
        f'<div class="strip"><canvas aria-hidden="true"></canvas>{handles}</div>\n'
        f'<div class="lanes"><canvas class="ground" role="img" aria-label="{about}"></canvas>'
        '<canvas class="over-it" aria-hidden="true"></canvas><div class="card" aria-hidden="true" hidden></div></div>\n'
        f'<div class="zoom"><span class="stretch"></span>{buttons}</div>\n</section>\n'
    )


def _embedding() -> str:
    name, copy, close = escape(_("Show this page within another")), escape(_("Copy")), escape(_("Close"))
    how = escape(_("Put these lines into the other page. The frame becomes as high as what is in it."))
    local = _("This file lies on your machine. Put it on a web server first, and put its address into these lines.")
    return (
        '<dialog id="embedding" aria-labelledby="embedding-name">\n'
        f'<h2 id="embedding-name">{name}</h2>\n'
        f"<p>{how}</p>\n"
        f'<p class="local" hidden>{escape(local)}</p>\n'
        f'<textarea readonly spellcheck="false" aria-label="{name}"></textarea>\n'
        f'<div class="doings"><button type="button" id="copy-embedding">{copy}</button>'
        f'<button type="button" id="close-embedding">{close}</button></div>\n</dialog>\n'
    )


def _meanings() -> dict[str, str]:
    """Say what each form of a mark means."""
    return {
        "occurred": _("Occurred: established"),
        "corroborated": _("Corroborated: two or more independent sources"),
        "reported": _("Reported: one source says so"),
        "disputed": _("Disputed: author, cause or extent"),
        "planned": _("Planned"),
        "cancelled": _("Cancelled"),
        "false": _("False"),
    }


def _flags() -> dict[str, int]:
    """Name what the script asks of a date."""
    flag = WhenFlag
    return {
        "range": int(flag.RANGE),
        "approximate": int(flag.APPROXIMATE_START | flag.APPROXIMATE_END),
        "uncertain": int(flag.UNCERTAIN_START | flag.UNCERTAIN_END),
        "open": int(flag.OPEN_START | flag.OPEN_END),
        "startOpen": int(flag.OPEN_START),
        "endOpen": int(flag.OPEN_END),
        "unknown": int(flag.UNKNOWN_START | flag.UNKNOWN_END),
        "unknownStart": int(flag.UNKNOWN_START),
        "unknownEnd": int(flag.UNKNOWN_END),
        "oneOf": int(flag.SET_ONE_OF),
    }


def _words(told: Published) -> dict[str, str]:
    """Give the words that the script puts on the page."""
    by_someone = _("“{title}”, {date}. In: {author}, {chronology}. {address} (read on {day}).")
    by_nobody = _("“{title}”, {date}. In: {chronology}. {address} (read on {day}).")
    count = len(told.events)
    return {
        "all": ngettext("{n} event", "{n} events", count).format(n=grouped(count)),
        "today": _("Today"),
        "asOf": _("As known"),
        "shown": _("{n} of {all} shown"),
        "place": _("{n} of {all}"),
        "category": _("Category"),
        "noCategory": _("No category"),
        "status": _("Status"),
        "actor": _("Actor"),
        "dates": _("Dates"),
        "allDates": _("All"),
        "certain": _("Known to the day"),
        "possible": _("Not known to the day"),
        "clear": _("Show all events"),
        "drop": _("Do not ask for {name}"),
        "quoted": _("“{text}”"),
        "bce": _("{year} BCE"),
        "copied": _("Copied"),
        "copyLink": _("Copy link"),
        "copyCitation": _("Copy citation"),
        "citation": by_someone if told.author else by_nobody,
    }
