"""Lines of a PDF joined to paragraphs: where a line ends because it is full, the sentence goes on.

A line is full when the next line's first word would not have fitted on it. Then the break means nothing, and a date
goes on over it. A line with room left was ended on purpose: a list, a heading, an address.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.pages.pdf_lines import WordRun

_GAP: Final = 1.3
"""Of the usual distance of lines: more is a new paragraph."""
_INDENT: Final = 0.8
"""Of the height."""
_SMALLER: Final = 0.88
"""Of the height of the body: notes, captions."""
_RUNS_ON: Final = 0.6
"""Share of full lines in running text."""
_PROSE: Final = 80
"""Letters of a paragraph that is no heading: without an end of a sentence, it goes on in the next column."""
_SLACK: Final = 0.3
"""Of the width of the column: what a line of running text may leave empty before it ends on purpose."""
_EDGE_RUNS: Final = 4
"""Lines, or parts of a line, at the top and at the foot of a page that may be running heads and page numbers."""
_HEAD_GAP: Final = 1.6
"""Of the height: what parts a running head from the page; lines of text stand 1.2 apart."""
_SOFT: Final = "\u00ad"
_HYPHEN: Final = re.compile("(?<=[^\\W_])[\u2010\u2011\u00ad-]$")
_BULLET: Final = re.compile(r"(?:[•▪‣◦●■–—*]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDS: Final = re.compile("[.!?…:;][\"'”’»)\\]]*$")
_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|seite|s\.|стор\.?|сторінка|стр\.?|страница)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|з|из)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:1\d|20)\d\d\b(?!\s*[:.)])")
_ENDS_DATED: Final = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d_]{3,}\.?,?|\b[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,)$"
)
_ENDS_IN_DAY: Final = re.compile(r"(?:^|\s)\d{1,2}(?:st|nd|rd|th|\.)?$")
_MONTH_AND_YEAR: Final = re.compile(r"[^\W\d_]{3,}\.?,? (?:1\d|20)\d\d\b")
_YEAR_WORD: Final = re.compile(r"(?:р\.|рр\.|року|році|рік|г\.|гг\.|года|году|год)(?:\W|$)")
_SUSPENDED: Final = re.compile(r"(?:und|oder|bis|bzw\.|and|or|to)\s")


@dataclass(frozen=True, slots=True)
class PageColumns:
    """The text of one page: its columns, their lines without what runs over all pages."""

    columns: tuple[tuple[WordRun, ...], ...]
    running: tuple[str, ...] = ()
    """Running heads and page numbers."""


def without_running(pages: Sequence[Sequence[Sequence[WordRun]]]) -> list[PageColumns]:
    """Take running heads and feet and page numbers from the columns of all pages; the first of each head stays."""
    count: Counter[str] = Counter()
    edges = [_edge_runs(columns) for columns in pages]
    for page in edges:
        count.update({_pattern(run.text) for run in page})
    often = {pattern for pattern, times in count.items() if times >= max(2, min(3, len(pages) // 2 + 1))}
    seen: set[str] = set()
    made = []
    for columns, page in zip(pages, edges, strict=True):
        gone: dict[int, str] = {}
        for run in page:
            pattern = _pattern(run.text)
            is_number = _NUMBER.match(run.text.strip()) is not None and len(pages) > 1
            if is_number or (pattern in often and pattern in seen):
                gone[id(run)] = run.text.strip()
            seen.add(pattern)
        kept = (tuple(run for run in column if id(run) not in gone) for column in columns)
        made.append(PageColumns(tuple(column for column in kept if column), tuple(gone.values())))
    return made


def _edge_runs(columns: Sequence[Sequence[WordRun]]) -> list[WordRun]:
    """Give the lines at the top and at the foot of a page that a gap parts from its body."""
    runs = sorted((run for column in columns for run in column), key=lambda run: -run.base)
    return [*_apart(runs), *_apart(runs[::-1])]


def _apart(runs: Sequence[WordRun]) -> list[WordRun]:
    for place, (run, inner) in enumerate(pairwise(runs[: _EDGE_RUNS + 1])):
        if abs(run.base - inner.base) > _HEAD_GAP * max(run.height, inner.height):
            return list(runs[: place + 1])
    return []


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).lower()


def text_of_pages(pages: Sequence[PageColumns]) -> str:
    """Join the columns of all pages to one text; a paragraph goes on from one column to the next."""
    heights = [run.height for page in pages for column in page.columns for run in column for _ in run.text]
    body = median(heights) if heights else 1.0
    known = Counter(
        word.lower() for page in pages for column in page.columns for run in column for word in run.text.split()
    )
    paragraphs: list[str] = []
    notes: list[str] = []
    is_open = False
    last: Sequence[WordRun] = ()
    for page in pages:
        for column in page.columns:
            main, foot = _notes_apart(column, body)
            found, goes_on = _paragraphs(main, known)
            alike = bool(main and last) and abs(main[0].height - last[-1].height) < 0.1 * body
            if found and is_open and alike and _continues(paragraphs[-1], found[0]):
                paragraphs[-1] = join(paragraphs[-1], found.pop(0), known)
            if found or not is_open:
                paragraphs += notes
                notes = []
                paragraphs += found
            notes += _paragraphs(foot, known)[0]
            if main:
                is_open, last = goes_on, main
    return "\n\n".join([*paragraphs, *notes])


def _notes_apart(column: Sequence[WordRun], body: float) -> tuple[Sequence[WordRun], Sequence[WordRun]]:
    """Part the footnotes under a column from it."""
    place = len(column)
    while place and column[place - 1].height < body * _SMALLER:
        place -= 1
    return (column[:place], column[place:]) if place else (column, ())


def _continues(before: str, after: str) -> bool:
    return not _ENDS.search(before) or after[:1].islower()


def _paragraphs(lines: Sequence[WordRun], known: Counter[str]) -> tuple[list[str], bool]:
    """Give the paragraphs of a column, and whether its last line is full, so that the last goes on elsewhere."""
    if not lines:
        return [], False
    steps = [one.base - other.base for one, other in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    left, right = min(run.left for run in lines), max(run.right for run in lines)
    made = [_block_text(block, right, known) for block in _blocks(lines, steps, usual, left)]
    last = lines[-1]
    is_full = right - last.right < _SLACK * (right - left) or (len(made[-1]) > _PROSE and "\n" not in made[-1])
    return made, is_full and not _ENDS.search(last.text.strip())


def _blocks(lines: Sequence[WordRun], steps: Sequence[float], usual: float, left: float) -> list[list[WordRun]]:
    blocks = [[lines[0]]]
    for before, run, step in zip(lines, lines[1:], steps, strict=False):
        if _is_new(before, run, step, usual) or _is_indented(before, run, left):
            blocks.append([run])
        else:
            blocks[-1].append(run)
    return blocks


def _block_text(block: Sequence[WordRun], right: float, known: Counter[str]) -> str:
    """Join the lines of a block: most lines of running text are full, those of a list or an address are not."""
    texts = [_tidied(run.text) for run in block]
    full = [_is_full(before, run, right) for before, run in pairwise(block)]
    runs_on = sum(full) >= _RUNS_ON * len(full)
    width = right - min(run.left for run in block)
    made = texts[0]
    for place, text in enumerate(texts[1:]):
        before = block[place]
        if runs_on:
            goes_on = full[place] or text[:1].islower() or right - before.right < _SLACK * width
        else:
            goes_on = full[place] and text[:1].islower()
        if before.is_table_row or block[place + 1].is_table_row:
            made += "\n" + text
        elif goes_on or _HYPHEN.search(made) or _date_goes_on(texts[place], text):
            made = join(made, text, known)
        else:
            made += "\n" + text
    return made


def _is_new(before: WordRun, run: WordRun, step: float, usual: float) -> bool:
    tall, low = max(before.height, run.height), min(before.height, run.height)
    pitch = min(usual, 1.6 * tall) if usual > 0 else 1.6 * tall
    return step > max(_GAP * pitch, 0.9 * tall) or low < 0.85 * tall or _BULLET.match(run.text.lstrip()) is not None


def _is_indented(before: WordRun, run: WordRun, left: float) -> bool:
    """Tell the first line of a paragraph: set in, after a line at the edge that ended a sentence."""
    inset = run.left - left
    return (
        _INDENT * run.height < inset < 6 * run.height
        and before.left - left < inset / 2
        and bool(_ENDS.search(before.text.strip()))
    )


def _is_full(before: WordRun, run: WordRun, right: float) -> bool:
    """Tell whether the first word of the next line had no room at the end of this one."""
    text = _tidied(run.text)
    letter = (run.right - run.left) / max(1, len(text))
    return before.right + (len(text.partition(" ")[0]) + 0.8) * letter > right


def _date_goes_on(before: str, after: str) -> bool:
    """Tell a day whose month or year stands on the next line."""
    if _YEAR.match(after):
        return bool(_ENDS_DATED.search(before))
    if _YEAR_WORD.match(after):
        return bool(re.search(r"\d$", before))
    return bool(_ENDS_IN_DAY.search(before) and _MONTH_AND_YEAR.match(after))


def join(before: str, after: str, known: Counter[str]) -> str:
    """Put a line behind another: a word that was cut becomes whole, a word with a hyphen of its own keeps it."""
    if not _HYPHEN.search(before):
        return (
            f"{before} {after}"
            if not before.endswith(("-", "–", "/")) or before.endswith((" -", " –"))
            else before + after
        )
    if before.endswith(_SOFT):
        return before[:-1] + after
    if _SUSPENDED.match(after):
        return f"{before} {after}"
    if not after[:1].islower():
        return before + after
    head, tail = before.rpartition(" ")[2], after.partition(" ")[0].rstrip(".,;:!?")
    is_compound = known[(head + tail).lower()] > known[(head[:-1] + tail).lower()]
    return (before if is_compound else before[:-1]) + after


def _tidied(text: str) -> str:
    return " ".join(text.split())
