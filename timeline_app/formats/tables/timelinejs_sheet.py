"""The sheet of a TimelineJS timeline: a date over four columns, a headline, a text in HTML, a medium.

Years before our era count from 1 BC there: -48 is 48 BC, which EDTF calls -0047. Of a cell in HTML the words are taken,
and the addresses that it links to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.delimited import open_table, table_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.delimited import DelimitedTable


_BLOCKS: Final = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_UNSEEN: Final = frozenset({"script", "style", "template"})
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z]+;|&#\w+;")


def plain_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without its markup, and the addresses of its links; text that has none comes back as it is."""
    if not _MARKUP.search(text):
        return text, ()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(filter(None, lines)), tuple(dict.fromkeys(reader.links))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")
        address = (dict(attrs).get("href") or "").strip() if tag == "a" else ""
        if address.lower().startswith(("http://", "https://")):
            self.links.append(address)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data.replace("\n", " "))


_READ: Final = (
    "year", "month", "day", "time", "end year", "end month", "end day", "end time", "display date", "headline", "text",
    "media", "media credit", "media caption", "type", "group",
)  # fmt: skip
_START: Final = ("year", "month", "day", "time")
_END: Final = ("end year", "end month", "end day", "end time")
_WHOLE: Final = re.compile(r"[+-]?\d{1,18}(?:\.0*)?", re.ASCII)
_TIME: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d*)?)?\s*([AP])?\.?(?:M\.?)?", re.ASCII | re.IGNORECASE)
_LARGEST_PLAIN: Final = 9_999


def is_header(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of such a sheet."""
    names = set(map(_plain_name, header))
    return {"year", "headline"} <= names and bool({"display date", "end year", "media", "media credit"} & names)


def names_known(row: Sequence[str]) -> int:
    """Count the columns of such a sheet that a row names."""
    return len(set(map(_plain_name, row)) & set(_READ))


def read_sheet(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the sheet at `path`; raise FormatError where its columns are others."""
    table = open_table(path, names_known, within=options.within)
    if not is_header(table.header):
        raise FormatError(
            _("“{name}” is no sheet of TimelineJS: one has the columns Year and Headline.").format(name=path.name)
        )
    columns: dict[str, int] = {}
    for at, name in enumerate(table.header):
        columns.setdefault(_plain_name(name), at)
    facts = table_facts(table, {name: at for name, at in columns.items() if name in _READ}, asked={}, orders={})
    reading = FileReading("timelinejs", iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    others = table.others({at for name, at in columns.items() if name in _READ})
    filled = {at for row in table.sample for at, cell in enumerate(row) if cell.strip()}
    if kept := [name for at, name in others if at in filled]:
        reading.notes.append(_("Kept in the notes of events: {columns}.").format(columns=", ".join(kept)[:500]))
    return replace(reading, drafts=_Sheet(table, columns, others, reading).drafts())


def _plain_name(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: DelimitedTable
    columns: Mapping[str, int]
    others: tuple[tuple[int, str], ...]
    reading: FileReading

    def drafts(self) -> Iterator[Draft]:
        """Read the rows; the title slide is no event and is told."""
        for number, cells in self.table.rows():
            told = {name: cells[at].strip() for name, at in self.columns.items() if name in _READ and at < len(cells)}
            draft = self._draft(number, told)
            if draft is not None:
                yield draft._replace(notes=self.table.notes_of(cells, self.others))

    def _draft(self, number: int, told: Mapping[str, str]) -> Draft | None:
        headline, links = plain_text(told.get("headline", ""))
        text, more = plain_text(told.get("text", ""))
        title = " ".join(headline.split())
        kind = told.get("type", "").casefold()
        if kind == "title":
            words = _("Row {row} is the title of the timeline, not an event, and was left out: {text}")
            said = ", ".join(filter(None, (f"“{title}”" if title else "", text[:300])))
            self.reading.notes.append(words.format(row=number, text=said or "–"))
            return None
        if not title:
            title = " ".join(text.split())[:80]
        if not title:
            self.reading.report(number, _("The row has no headline and was left out."))
            return None
        start, end, date_text = self._dates(number, told)
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=told.get("group", ""),
            tags=("era",) if kind == "era" else (),
            summary=text,
            sources=_sources(told, (*links, *more)),
            row=number,
        )

    def _dates(self, number: int, told: Mapping[str, str]) -> tuple[str, str, str]:
        shown = plain_text(told.get("display date", ""))[0]
        try:
            start = _edtf([told.get(name, "") for name in _START])
            end = _edtf([told.get(name, "") for name in _END])
        except DateError as error:
            cells = (" ".join(filter(None, (told.get(name, "") for name in part))) for part in (_START, _END))
            text = " – ".join(filter(None, (shown, *cells)))
            self.reading.report(number, _("{problem} It was kept as text.").format(problem=error), unread_date=True)
            return "", "", text
        return start, end, shown


def _edtf(parts: Sequence[str]) -> str:
    """Join year, month, day and time; raise DateError where they are no date."""
    year, month, day, time = parts
    text = " ".join(filter(None, parts))
    if not text:
        return ""
    if not _WHOLE.fullmatch(year) or any(part and not _WHOLE.fullmatch(part) for part in (month, day)):
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    if (day and not month) or (time and not day):
        raise DateError(_("“{text}” is no date: a part of it is missing.").format(text=text[:60]))
    edtf = _year(int(float(year)) if "." in year else int(year))
    edtf += "".join(f"-{int(float(part)):02d}" for part in (month, day) if part)
    edtf += _clock(time) if time else ""
    try:
        When.parse(edtf)
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
    return edtf


def _year(year: int) -> str:
    astronomical = year + 1 if year < 0 else year
    if abs(astronomical) > _LARGEST_PLAIN:
        return f"Y{astronomical}"
    return f"{'-' if astronomical < 0 else ''}{abs(astronomical):04d}"


def _clock(text: str) -> str:
    match = _TIME.fullmatch(text)
    if match is None:
        raise DateError(_("“{text}” is no time of day.").format(text=text[:60]))
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4] in "Pp" else 0)
    return f"T{hour:02d}:{match[2]}:{match[3] or '00'}"


def _sources(told: Mapping[str, str], links: tuple[str, ...]) -> tuple[DraftSource, ...]:
    """Give the medium with its caption and credit, and what headline and text link to."""
    media, more = plain_text(told.get("media", ""))
    caption, credit = (plain_text(told.get(name, ""))[0] for name in ("media caption", "media credit"))
    found = []
    if media or caption or credit:
        is_address = media.lower().startswith(("http://", "https://"))
        words = "" if is_address else media
        title, url = caption or credit or media[:200], media if is_address else ""
        found.append(DraftSource(title, credit, url=url, words=words))
    known = {source.url for source in found}
    return (*found, *(DraftSource(title=link, url=link) for link in (*more, *links) if link not in known))
