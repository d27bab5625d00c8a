"""Cut the text of a calendar into its components: whatever one of them holds, the others are not lost for it.

The grammar of lines is that of RFC 5545; besides, what real files do: lines folded over blank lines or in the middle
of a letter, events that stand without a calendar around them, that begin before the file does or break off with it,
texts whose second line was not folded, and the quoted-printable texts of vCalendar.
"""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from timeline_app.formats.encoding import encoding_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FOLD: Final = re.compile(rb"[\r\n]+[ \t]")
_PROPERTY: Final = re.compile(r"([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)?)\s*[:;]", re.ASCII)
_QUOTED_PRINTABLE: Final = re.compile(rb"^[A-Za-z0-9-]+;[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET: Final = re.compile(r";CHARSET=([A-Za-z0-9_-]+)", re.IGNORECASE | re.ASCII)
_ENCODING: Final = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_WITHIN_NONE: Final = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
"""Components that no component of a calendar holds: where one begins, the one before it has ended."""
_HELD: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL"})
_TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "X-ALT-DESC"})
_SIGNS_TOO_MANY: Final = re.compile(r"(?<=[A-Za-z0-9]);{2,}(?=[^:]*:)")
_LONGEST_LINE: Final = 1_000_000


@dataclass(slots=True)
class CalendarPart:
    """A component of a calendar, its lines unfolded; what lies inside it (alarms) is counted only."""

    kind: str
    row: int
    """The line of the file on which it begins."""
    lines: list[str] = field(default_factory=list)
    whole: bool = True
    """False where no END closes it."""
    alarms: int = 0


@dataclass(slots=True)
class CalendarText:
    """A calendar's bytes, and what its head says."""

    data: bytes
    encoding: str = ""
    head: dict[str, str] = field(default_factory=dict)
    """The properties of the calendar itself, read so far: name, zone, method."""

    def __post_init__(self) -> None:
        self.encoding = encoding_of_bytes(_FOLD.sub(b"", self.data))
        if not self.encoding.startswith("utf-8"):  # of two bytes a letter, say, lines cannot be told
            self.data = self.data.decode(self.encoding, "replace").encode()
        self.data = self.data.removeprefix(b"\xef\xbb\xbf")

    def parts(self) -> Iterator[CalendarPart]:
        """Give the events, journal entries and to-dos in the order of the file."""
        inside: list[str] = []
        part: CalendarPart | None = None
        loose: list[str] = []
        for row, line in self._logical_lines():
            word, _colon, name = line.partition(":")
            word, name = word.strip().upper(), name.strip().upper()
            if word == "BEGIN":
                if name in _WITHIN_NONE:
                    if part is not None:
                        part.whole = False
                        yield part
                    part, inside = (CalendarPart(name, row) if name in _HELD else None), []
                elif part is not None:
                    part.alarms += 1
                inside.append(name)
                loose = []
            elif word == "END":
                if part is not None and name == part.kind:
                    yield part
                    part, inside = None, []
                elif part is None and name in _HELD and loose:  # it began before the file does
                    yield CalendarPart(name, row, loose, whole=False)
                elif name in inside:
                    del inside[inside.index(name) :]
                loose = []
            elif part is not None:
                if len(inside) == 1:
                    _add(part.lines, line)
            elif inside in ([], ["VCALENDAR"]):
                self._take_head(line)
                _add(loose, line)
        if part is not None:
            part.whole = False
            yield part

    def zone_blocks(self) -> Iterator[str]:
        """Give the definitions of time zones, wherever they stand."""
        for match in re.finditer(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", self.data, re.DOTALL | re.IGNORECASE):
            yield _FOLD.sub(b"", match[0]).decode("utf-8", "replace")

    def count(self, kind: str) -> int:
        """Count the components of a kind that begin somewhere."""
        return len(re.findall(rf"^BEGIN:{kind}\s*$".encode(), self.data, re.MULTILINE | re.IGNORECASE))

    def count_property(self, name: str) -> int:
        """Count the lines that hold a property."""
        return len(re.findall(rf"^{name}[;:]".encode(), self.data, re.MULTILINE | re.IGNORECASE))

    def _take_head(self, line: str) -> None:
        match = _PROPERTY.match(line)
        if match is not None and len(self.head) < 100:
            self.head.setdefault(match[1].upper(), line.partition(":")[2].strip())

    def _logical_lines(self) -> Iterator[tuple[int, str]]:
        """Give the lines unfolded, each with the number of the first of its lines."""
        held, start, soft = b"", 0, False
        for row, match in enumerate(_LINE.finditer(self.data), 1):
            line = match[0].rstrip(b"\r\n")
            if soft:
                held = held[:-1] + line.lstrip(b" \t")
            elif line[:1] in (b" ", b"\t") and held:
                held += line[1:]
            elif line:
                if held:
                    yield start, _text(held)
                held, start = line, row
            soft = held.endswith(b"=") and _QUOTED_PRINTABLE.match(held) is not None
            held = held[:_LONGEST_LINE] if len(held) > 2 * _LONGEST_LINE else held
        if held:
            yield start, _text(held)


def name_of_line(line: str) -> str:
    """Give the name of the property that a line holds."""
    match = _PROPERTY.match(line)
    return match[1].upper() if match is not None else ""


def _add(lines: list[str], line: str) -> None:
    """Add a line; one that is no property goes on with the text of the line before."""
    if _PROPERTY.match(line) is None and lines and name_of_line(lines[-1]) in _TEXTS:
        lines[-1] += "\\n" + line
    else:
        lines.append(_SIGNS_TOO_MANY.sub(";", line, count=1))


def _text(line: bytes) -> str:
    if not _QUOTED_PRINTABLE.match(line):
        return line.decode("utf-8", "replace").replace("\x00", "")
    head, _colon, value = line.partition(b":")
    words = head.decode("utf-8", "replace")
    charset = _CHARSET.search(words)
    try:
        text = quopri.decodestring(value).decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        text = quopri.decodestring(value).decode("utf-8", "replace")
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\n", "\\n")
    return f"{_ENCODING.sub('', _CHARSET.sub('', words))}:{text}"
