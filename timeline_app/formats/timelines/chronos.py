"""Chronos, a plugin of Obsidian: lines in the `chronos` blocks of Markdown; what stands outside of them is no event.

    - [1948-06-24~1949-05-12] #red {Europe} Berlin Blockade | and airlift

A line is an event (-), a period (@), a point (*) or a marker (=). Years before our era count from 1 BC: -300 is 300 BC.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.date_parts import edtf_of_parts
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import dates_of, linked, text_of, title_of, words_of
from timeline_app.formats.timelines.marked_text import blocks_of, unlinked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

BLOCK: Final = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)*(?:`{3,}|~{3,})[ \t]*chronos\b", re.MULTILINE | re.IGNORECASE)
_ENTRY: Final = re.compile(
    r"(?P<sign>[-@*=])\s*\[(?P<dates>[^\]]*)\]\s*(?:#(?P<color>\w+))?\s*(?:\{(?P<group>[^}]+)\})?(?P<rest>.*)"
)
_DATE: Final = re.compile(r"(-?\d{1,9})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?)?", re.ASCII)
_HOUR: Final = re.compile(r"T\d\d(?!:?\d)", re.ASCII)
_BAR: Final = re.compile(r"\|(?![^\[\]]*\]\])")
"""Between name and description; one inside of [[note|name]] is none."""
_KINDS: Final = {"@": "period", "*": "point", "=": "marker"}


def read_chronos(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the blocks of the Markdown file at `path`; raise FormatError where there are none."""
    blocks = list(blocks_of(text_of(path), {"chronos"}))
    if not blocks:
        raise FormatError(_("“{name}” has no block that is called chronos.").format(name=path.name))
    reading = FileReading("chronos", iter(()))
    lines = [(number, line.strip()) for first, block in blocks for number, line in enumerate(block, first)]
    comments, looks = (sum(line.startswith(sign) for _number, line in lines) for sign in "#>")
    if comments:
        reading.notes.append(_("Comments were left out: {n}.").format(n=comments))
    if looks:
        reading.notes.append(_("Lines on how it looks were left out: {n}.").format(n=looks))
    return replace(reading, drafts=_drafts(lines, reading))


def _drafts(lines: Sequence[tuple[int, str]], reading: FileReading) -> Iterator[Draft]:
    for number, line in lines:
        if not line or line[0] in "#>":
            continue
        found = _ENTRY.fullmatch(line)
        if found is None:
            reading.leave_out(number, _("“{text}” is no entry of Chronos and was left out.").format(text=line[:80]))
            continue
        yield _draft(number, found, reading)


def _draft(number: int, found: re.Match[str], reading: FileReading) -> Draft:
    written = found["dates"].strip()
    name, *described = _BAR.split(found["rest"], maxsplit=1)
    name, links = unlinked(words_of(name))
    text, more = unlinked(words_of(described[0] if described else ""))
    first, mark, last = written.partition("~")

    def end() -> str:
        return (_edtf(last) if last.strip() else "..") if mark else ""

    start, until, unread = dates_of(reading, number, lambda: _edtf(first), end, written)
    kind = _KINDS.get(found["sign"], "")
    return Draft(
        title=title_of(name, text, written),
        start=start,
        end=until,
        date_text=unread or (written if _HOUR.search(written) else ""),
        category=title_of(words_of(found["group"] or "")),
        tags=(kind,) if kind else (),
        summary=text,
        notes=f"color: {found['color']}" if found["color"] else "",
        sources=linked([*links, *more]),
        row=number,
    )


def _edtf(text: str) -> str:
    """Read a date: from the year on as far as it is known; an hour alone is its beginning."""
    text = text.strip()
    found = _DATE.fullmatch(text)
    if found is None:
        if not text:
            return ""
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    year, month, day, hour, minute, second = (each or "" for each in found.groups())
    clock = f"{hour}:{minute or '00'}:{second or '00'}" if hour else ""
    try:
        return edtf_of_parts((year, month, day, clock))
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
