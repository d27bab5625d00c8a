"""Tables in pages of HTML (of a wiki, of a spreadsheet in the web, of a program that calls its page .xls).

Cells that go over several rows count for each of them, headers of two lines become one. Notes (`[1]`), sort keys and
what else is not seen is no text of a cell; the addresses that it links to, also by a note, stand in a last column.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.encoding import decode, read_whole
from timeline_app.formats.reading import TableFacts
from timeline_app.formats.tables.table import FileTable, header_at, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.table import Report

_LARGEST: Final = 32 * 2**20
_MOST_TABLES: Final = 200
_MOST_COLUMNS: Final = 1_000
_MOST_CELLS: Final = 2_000_000
"""That cells which go over rows and columns may come to."""
_SEVERAL: Final = 2
_MOST_HEADERS: Final = 4
"""Lines of a header that are joined."""
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "head", "table"})
"""A table in a cell is one of its own."""
_BREAKS: Final = frozenset({"br", "p", "div", "li", "ul", "ol", "dd", "dt"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NOTE: Final = re.compile(r"(?:^|\s)(?:reference|noprint|mw-editsection|sortkey)(?:\s|$)")
_FRAME: Final = re.compile(r"(?:^|\s)(?:infobox|navbox|metadata|toc|ambox|vertical-navbox|sidebar)", re.IGNORECASE)
"""Tables round a page rather than in it."""
_ROW_HEADING: Final = re.compile(r"(?:row|column)-header|freezebar")
"""The numbers and letters that a spreadsheet in the web writes beside its rows and above its columns."""
LINKS: Final = "Links"
_MOST_LINKS: Final = 20
"""Of a note, or a row."""


@dataclass(frozen=True, slots=True)
class HtmlRows:
    """The rows of a table of a page."""

    path: Path
    name: str
    names: tuple[str, ...]
    """Of all tables of the page."""
    table: Sequence[list[str]]
    is_most: bool = False
    """Whether there is more in it than in the text round the tables."""

    @property
    def facts(self) -> TableFacts:
        """Tell the tables of the page as sheets."""
        return TableFacts(sheet=self.name, sheets=self.names)

    def rows(self, report: Report | None = None) -> Iterator[list[str]]:  # noqa: ARG002  # nothing can be wrong
        """Give all rows."""
        yield from map(list, self.table)

    def notes(self) -> Iterator[str]:
        """Tell which table was read, where there are several."""
        others = ", ".join(quoted(name) for name in self.names if name != self.name)
        if others:
            words = _("The table “{table}” was read; there are also {others}.")
            yield words.format(table=self.name, others=others[:300])


def open_html_table(path: Path, fields_named: Callable[[list[str]], int], options: ReadOptions) -> FileTable:
    """Look into a page: the table asked for, else the largest with a header; raise FormatError where it has none."""
    return table_of(chosen_table(path, fields_named, options.sheet), fields_named)


def chosen_table(path: Path, fields_named: Callable[[list[str]], int], asked: str = "") -> HtmlRows:
    """Find the table of a page that is read."""
    root = _root(path)
    found = [] if root is None else _tables(root)
    if not found:
        raise FormatError(_("“{name}” has no table with rows; read it as an article.").format(name=path.name))
    names = tuple(name for name, _framing, _rows in found)
    around = len(_words(root))
    tables = [HtmlRows(path, name, names, rows, _letters(rows) > around) for name, _framing, rows in found]
    if asked:
        wanted = next((each for each in tables if each.name.casefold() == asked.strip().casefold()), None)
        if wanted is None:
            words = _("“{name}” has no table “{table}”. Its tables are: {tables}.")
            raise FormatError(words.format(name=path.name, table=asked, tables=", ".join(names)[:500]))
        return wanted

    def worth(at: int) -> tuple[bool, bool, int]:
        return named_in(tables[at], fields_named) >= _SEVERAL, not found[at][1], len(tables[at].table)

    return tables[max(range(len(tables)), key=worth)]


def named_in(table: HtmlRows, fields_named: Callable[[list[str]], int]) -> int:
    """Count the fields of events that the header of a table names."""
    rows = [*table.table[:40]]
    at = header_at(rows, 0, fields_named)
    return fields_named(rows[at]) if at is not None else 0


def _letters(rows: Sequence[Sequence[str]]) -> int:
    return sum(len(cell) for row in rows for cell in row)


def rows_in_markup(markup: str) -> list[list[str]]:
    """Give the rows of the largest table in a piece of a page, as it is copied; none where there is no table."""
    whole = markup if "<table" in markup.lower() else f"<table>{markup}</table>"  # rows may be copied without it
    root = _root_of(whole)
    if root is None:
        return []
    links, room, largest = _Links(root), _MOST_CELLS, list[list[str]]()
    for table in itertools.islice(root.iter("table"), _MOST_TABLES):
        rows = _rows_of(table, links, room)
        room -= sum(map(len, rows))
        largest = max(largest, rows, key=len)
    return largest


def _root(path: Path) -> Any:
    data = read_whole(path)
    if len(data) > _LARGEST:
        words = _("“{name}” is too large for a page with tables; save its table as CSV.")
        raise FormatError(words.format(name=path.name))
    return _root_of(decode(data))


def _root_of(page: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped] # noqa: PLC0415 - 50 ms that only pages need

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.lstrip("\ufeff")).replace("\x00", "")
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True)
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _tables(root: Any) -> list[tuple[str, bool, list[list[str]]]]:
    """Give the tables of a page: the name of each, whether it is one round the page, and its rows."""
    links = _Links(root)
    found: list[tuple[str, bool, list[list[str]]]] = []
    heading = ""
    room = _MOST_CELLS
    for element in root.iter("h1", "h2", "h3", "h4", "table"):
        if element.tag != "table":
            heading = _words(element)[:80]
            continue
        rows = _rows_of(element, links, room)
        room -= sum(map(len, rows))
        if len(rows) < _SEVERAL or max(map(len, rows)) < _SEVERAL:
            continue  # one that sets the page
        caption = element.find("caption")
        name = (_words(caption)[:80] if caption is not None else "") or heading or _("Table")
        number = len(found) + 1
        found.append(
            (
                on_one_line(_("{n}. {name}").format(n=number, name=name)),
                bool(_FRAME.search(element.get("class", ""))),
                rows,
            )
        )
        if number >= _MOST_TABLES:
            break
    return found


def _rows_of(table: Any, links: _Links, room: int) -> list[list[str]]:
    """Lay out the cells of a table in rows and columns."""
    lines = [*table.iterchildren("tr")]
    for part in table.iterchildren("thead", "tbody", "tfoot"):
        lines.extend(part.iterchildren("tr"))
    rows: list[list[str]] = []
    headers: list[list[str]] = []
    addresses: list[str] = []
    below: dict[int, tuple[int, str]] = {}
    for line in lines:
        cells = [cell for cell in line.iterchildren("td", "th") if not _ROW_HEADING.search(cell.get("class", ""))]
        is_header = not rows and bool(cells) and len(headers) < _MOST_HEADERS and all(c.tag == "th" for c in cells)
        row, below = _laid_out(cells, below, everywhere=is_header)
        room -= len(row)
        if room < 0:
            raise FormatError(_("The tables of this page are too large to be read; save the one you need as CSV."))
        if not cells:
            continue
        if is_header:
            headers.append(row)
        else:
            rows.append(row)
            addresses.append(
                " ; ".join(
                    dict.fromkeys(
                        itertools.islice((address for cell in cells for address in links.of(cell)), _MOST_LINKS)
                    )
                )
            )
    header = _joined(headers)
    if any(addresses):
        width = max(map(len, [header, *rows]))
        rows = [[*row, *[""] * (width - len(row)), more] for row, more in zip(rows, addresses, strict=True)]
        if header:
            header = [*header, *[""] * (width - len(header)), LINKS]
        elif not addresses[0]:
            rows[0][-1] = LINKS
    return [header, *rows] if header else rows


def _laid_out(
    cells: Sequence[Any], below: dict[int, tuple[int, str]], *, everywhere: bool
) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """Put cells into their columns, between those that come down from rows above; tell what goes down further.

    What goes over several columns stands in the first of them, in a header in each.
    """
    row: list[str] = []
    further = {at: (left - 1, text) for at, (left, text) in below.items() if left > 1}

    def come_down() -> None:
        while len(row) in below:
            row.append(below[len(row)][1])

    for cell in cells:
        come_down()
        text, down = _words(cell), _span(cell, "rowspan", 65_534)
        for number in range(_span(cell, "colspan", _MOST_COLUMNS)):
            if number and len(row) in below:
                break
            if len(row) >= _MOST_COLUMNS:
                return row, further
            said = text if everywhere or not number else ""
            if down > 1:
                further[len(row)] = (down - 1, said)
            row.append(said)
    come_down()
    for at in sorted(below):
        if at >= len(row):
            row.extend([""] * (at - len(row)))
            row.append(below[at][1])
    return row, further


def _span(cell: Any, name: str, most: int) -> int:
    text = cell.get(name, "").strip()
    if not text.isdecimal() or len(text) > 9:
        return most if text.isdecimal() else 1
    return min(max(int(text), 1), most)


def _joined(headers: Sequence[Sequence[str]]) -> list[str]:
    """Make one header of its lines: “Date” above “Start” is “Date Start”."""
    width = max(map(len, headers), default=0)
    columns = ([row[at] for row in headers if at < len(row) and row[at]] for at in range(width))
    return [" ".join(dict.fromkeys(" ".join(each.split()) for each in column)) for column in columns]


def _is_seen(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return not _HIDDEN.search(element.get("style", "")) and not _NOTE.search(element.get("class", ""))


def _seen(cell: Any) -> Iterator[tuple[str, Any]]:
    """Go through what is seen of a cell: ("begin", element) and ("end", element); never by recursion."""
    from lxml import etree  # noqa: PLC0415 - loaded by now

    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if element is not cell and event == "start" and not _is_seen(element):
            walk.skip_subtree()
        yield event, element


def _words(cell: Any) -> str:
    """Give the text of a cell as it is seen."""
    pieces: list[str] = []
    for event, element in _seen(cell):
        if element is cell:
            pieces.append(cell.text or "" if event == "start" else "")
            continue
        if element.tag in _BREAKS:
            pieces.append("\n")
        if event == "start" and _is_seen(element):
            pieces.append((element.text or "").replace("\n", " "))
        elif event == "end":
            pieces.append((element.tail or "").replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


class _Links:
    """Finds the addresses that cells link to: not those of the page's own site, but those of its notes."""

    def __init__(self, root: Any) -> None:
        own = root.xpath("string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)")
        self._own = _host(str(own))
        self._notes = {
            each.get("id"): tuple(itertools.islice(self._others(each), _MOST_LINKS)) for each in root.xpath("//li[@id]")
        }

    def of(self, cell: Any) -> Iterator[str]:
        """Give the addresses in a cell, and those of the notes to which it points."""
        for link in cell.iter("a"):
            address = (link.get("href") or "").strip()
            before, sign, place = address.partition("#")
            if sign and (not before or _host(before) == self._own) and (note := self._notes.get(place)) is not None:
                yield from note
            elif self._is_other(address):
                yield address

    def _others(self, element: Any) -> Iterator[str]:
        return filter(self._is_other, ((each.get("href") or "").strip() for each in element.iter("a")))

    def _is_other(self, address: str) -> bool:
        if not address.lower().startswith(("http://", "https://")) or re.search(r"\s", address):
            return False
        host = _host(address)
        return bool(host) and host != self._own


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
