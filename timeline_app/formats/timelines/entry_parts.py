"""What the entries of all timelines have: words, a title, two dates, and fields that no event has.

Whole files are read here too: text in any encoding, and JSON or what scripts have instead of it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.formats.encoding import decode, read_whole
from timeline_app.formats.literals import LiteralError, literals_in, read_literal
from timeline_app.formats.markup import plain_text
from timeline_app.formats.tables.cell_dates import read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.reading import FileReading, Order

_LONGEST_TITLE: Final = 120
_LONGEST_SCRIPT: Final = 16_000_000
"""Letters of what is no JSON: it is read by us, a hundred times slower."""
_DEEPEST_NOTE: Final = 20
_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s<>\"']+", re.IGNORECASE)
_FORGIVING: Final = frozenset("[{")
_SETS: Final = frozenset({"[", "{", ""})


# --- whole files ------------------------------------------------------------------------------------------------------


def text_of(path: Path) -> str:
    """Read a text file whole; raise FormatError where that fails."""
    return decode(read_whole(path)).lstrip("\ufeff")


def value_of(path: Path) -> LiteralValue:
    """Read JSON, also such as people write: with comments, names without quotes, commas too many."""
    text = text_of(path)
    try:
        found: LiteralValue = json.loads(text, parse_constant=lambda _name: None)
    except json.JSONDecodeError as error:
        problem = _("“{name}” is not JSON: line {line}, column {column}.").format(
            name=path.name, line=error.lineno, column=error.colno
        )
    except (ValueError, RecursionError):
        problem = _("“{name}” is not JSON that can be read.").format(name=path.name)
    else:
        return found
    if text.lstrip()[:1] in _FORGIVING and len(text) <= _LONGEST_SCRIPT:
        try:
            return read_literal(text)
        except LiteralError:
            pass
    raise FormatError(problem)


def values_of(path: Path) -> Iterator[tuple[str, LiteralValue]]:
    """Give the value of a JSON file, or the lists and objects of a script, with the names that they have there."""
    text = text_of(path)
    if text.lstrip()[:1] in _FORGIVING:
        yield "", value_of(path)
    elif len(text) <= _LONGEST_SCRIPT:
        yield from literals_in(text)


# --- words ------------------------------------------------------------------------------------------------------------


def words_of(value: object, depth: int = 0) -> str:
    """Give a value of a file as text that is safe to show: a list with semicolons, an object with its names."""
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return shown(value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if depth > _DEEPEST_NOTE:
        return "…"
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, (words_of(each, depth + 1) for each in value)))
    if isinstance(value, dict):
        told = ((words_of(name), words_of(each, depth + 1)) for name, each in value.items())
        return ", ".join(f"{name}: {words}" for name, words in told if words)
    return shown(str(value))


def list_of(value: object) -> tuple[str, ...]:
    """Give the texts of a list, each once; a text alone is a list of one."""
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(filter(None, (on_one_line(words_of(each)) for each in several))))


def marked_up(value: object) -> tuple[str, tuple[str, ...]]:
    """Give the words of a text that may hold HTML, and the addresses that it links to."""
    text, links = plain_text(words_of(value))
    return text.strip(), links


def title_of(*texts: str) -> str:
    """Make a title of the first text that is not empty: its first sentence or line where it is long."""
    text = next(filter(None, map(str.strip, texts)), "")
    title = on_one_line(" ".join(text.split()))
    if len(title) <= _LONGEST_TITLE:
        return title
    first = on_one_line(" ".join(text.split("\n", 1)[0].split()))
    first = re.split(r"(?<=[.!?…])\s", first)[0] if len(first) > _LONGEST_TITLE else first
    if len(first) <= _LONGEST_TITLE:
        return first
    return first[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(",;:–- ") + " …"


def address_of(text: str) -> str:
    """Give a text as a web address, also one without a scheme (//host/…); empty where it is none."""
    if not _ADDRESS.fullmatch(text):
        return ""
    return f"https:{text}" if text.startswith("//") else text


def linked(links: Iterable[str], known: Iterable[DraftSource] = ()) -> tuple[DraftSource, ...]:
    """Give sources and, after them, those addresses that none of them has."""
    sources = tuple(known)
    urls = {source.url for source in sources}
    return (*sources, *(DraftSource(title=link, url=link) for link in dict.fromkeys(links) if link not in urls))


def left_over(entry: Mapping[str, object], taken: Collection[str]) -> str:
    """Give what an entry has under no field of an event, a line for each."""
    return "\n".join(_lines({name: value for name, value in entry.items() if name not in taken}, "", 0))


def _lines(entry: Mapping[str, object], inside: str, depth: int) -> Iterator[str]:
    for name, value in entry.items():
        path = f"{inside}{on_one_line(str(name))}"
        if isinstance(value, dict) and depth < _DEEPEST_NOTE:
            yield from _lines(value, f"{path}.", depth + 1)
        elif words := words_of(value):
            yield f"{path}: {words}"


# --- dates ------------------------------------------------------------------------------------------------------------


def dates_of(
    reading: FileReading, row: int, start: Callable[[], str], end: Callable[[], str], written: str
) -> tuple[str, str, str]:
    """Read start and end of an entry, and give with them the text that is kept: empty where both were read.

    A start without its end stays a start; an end without its start would say that the beginning is not known.
    """
    first = last = ""
    problem = ""
    try:
        first = start()
    except DateError as error:
        problem = str(error)
    else:
        try:
            first, last = as_two(first, end())
            When.of(first, last)
        except DateError as error:
            first, last, problem = (first if not last and _is_date(first) else ""), "", str(error)
    if not problem:
        return first, last, ""
    reading.report(row, _("{problem} It was kept as text.").format(problem=problem), unread_date=True)
    return first, "", words_of(written)


def _is_date(edtf: str) -> bool:
    try:
        When.of(edtf, "")
    except DateError:
        return False
    return True


def edtf_of_text(text: str, order: Order) -> str:
    """Read a date as people or machines write it; raise DateError, which quotes it, where it is none."""
    try:
        read = read_date(text, order)
    except DateError as error:
        told = str(error)
        if text[:60] not in told:
            told = _("“{text}”: {problem}").format(text=text[:60], problem=told)
        raise DateError(told) from error
    if text.strip() and not (read.start or read.end):  # 0000-00-00, say, which databases have for no date
        raise DateError(_("“{text}” is no date.").format(text=text.strip()[:60]))
    return f"{read.start}/{read.end}" if read.end else read.start


def as_two(first: str, last: str) -> tuple[str, str]:
    """Give an end that is the start as none, and a range that stands where a start should as start and end."""
    if last == first:
        return first, ""
    start, _slash, end = first.partition("/")
    if last or first[:1] in _SETS or {start, end} & {"", ".."}:
        return first, last
    return start, end
