"""Where the words of a PDF's page stand: runs of text become rows, and rows become columns in reading order.

Positions come from pypdf's layout mode, which knows where each run of text begins and ends; what it cannot place
(forms within forms, damaged fonts) is read in the order of the file instead, by `pdf_pages`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SAME_LINE: Final = 0.4
"""Of the height: raised signs stand on the line of their words."""
_SPACE: Final = 0.14
"""Of the height; half a narrow space, so that letters set apart do not become words."""
_APART: Final = 0.9
"""Of the height: a gap that may be between columns."""
_ELSEWHERE: Final = 0.45
"""Of the height: a gap that parts cells where the file has drawn something else in between."""
_ANY: Final = float("inf")
_FEWEST_ROWS: Final = 3
_CROSSING: Final = 0.34
"""Share of the lines that may cross the space between columns: headlines over them, and notes under them."""
_NARROWEST: Final = 8
"""Letters of a line in a column, on the average; figures and bullets before lines are no column."""
_TURNS: Final = MappingProxyType({
    0: (1, 0, 0, 1, 0, 0), 90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0),
})  # fmt: skip
"""Matrices of a page turned clockwise (ISO 32000-1, 8.3.4)."""
_MOST_EDGES: Final = 200


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words in a row without a wide gap: a line of a column, or a cell."""

    text: str
    left: float
    right: float
    base: float
    height: float
    order: int
    """Place in the file: columns are drawn one after another, tables row by row."""
    is_table_row: bool = False
    """Whether it was put together from cells: nothing goes on in the next."""


def runs_of(page: Any, turned: int = 0) -> list[WordRun]:
    """Give the runs of text on a page of pypdf that stand upright when it is turned clockwise by so many degrees."""
    from pypdf._text_extraction._layout_mode._fixed_width_page import (  # noqa: PLC0415 - only PDFs need it
        recurse_to_target_op,
        set_font_operation,
    )
    from pypdf._text_extraction._layout_mode._text_state_manager import (  # noqa: PLC0415 - likewise
        TextStateManager,
    )
    from pypdf.generic import ContentStream  # noqa: PLC0415 - likewise

    contents = page.get("/Contents")
    if contents is None:
        return []
    fonts = page._layout_mode_fonts()  # noqa: SLF001 - pypdf has no public way to where runs end (decision 94)
    state = TextStateManager()
    state.add_cm(*_TURNS[turned % 360])
    shown: list[Any] = []
    operations = iter(ContentStream(contents.get_object(), page.pdf, "bytes").operations)
    for operands, operator in operations:
        if operator in {b"BT", b"q"}:
            end: Any = b"ET" if operator == b"BT" else b"Q"
            shown += recurse_to_target_op(operations, state, end, fonts, strip_rotated=True)[1]
        elif operator == b"Tf":
            set_font_operation(state, fonts, operands)
        elif operator == b"cm":
            state.add_cm(*operands)
        else:
            state.set_state_param(operator, operands)
    return [
        WordRun(each.text, each.tx, max(each.tx, each.displaced_tx), each.ty, abs(each.font_height) or 1.0, order)
        for order, each in enumerate(shown)
        if each.text and not each.rotated and each.font.interpretable
    ]


def rows_of(runs: Iterable[WordRun]) -> list[list[WordRun]]:
    """Put runs on lines, from the top, each line from the left; runs side by side without a gap become one."""
    lines: list[list[WordRun]] = []
    for run in sorted(_printed_once(runs), key=lambda each: (-each.base, each.left)):
        line = lines[-1] if lines else []
        if line and abs(line[0].base - run.base) <= _SAME_LINE * max(line[0].height, run.height):
            line.append(run)
        else:
            lines.append([run])
    return [joined for line in lines if (joined := _joined(line))]


def _printed_once(runs: Iterable[WordRun]) -> Iterator[WordRun]:
    """Leave out what is printed twice at one place to look bold."""
    seen: dict[tuple[str, int], list[WordRun]] = {}
    for run in runs:
        same = seen.setdefault((run.text, round(run.base)), [])
        if any(abs(other.left - run.left) < run.height * 0.12 for other in same[-20:]):
            continue
        same.append(run)
        yield run


def _joined(line: Sequence[WordRun], apart: float = _APART) -> list[WordRun]:
    whole: list[WordRun] = []
    drawn = -1
    for run in sorted(line, key=lambda each: (each.left, each.order)):
        follows, drawn = run.order == drawn + 1, run.order
        if whole:
            last = whole[-1]
            gap, height = run.left - last.right, max(last.height, run.height)
            if gap <= (apart if follows else min(apart, _ELSEWHERE)) * height or apart == _ANY:
                blank = gap > _SPACE * height and not (last.text.endswith(" ") or run.text.startswith(" "))
                base = last.base if last.height >= run.height else run.base
                text = last.text + " " * blank + run.text
                whole[-1] = WordRun(
                    text, last.left, max(last.right, run.right), base, height, min(last.order, run.order)
                )
                continue
        whole.append(run)
    return [each for each in whole if each.text.strip()]


def columns_of(rows: Sequence[Sequence[WordRun]]) -> list[list[WordRun]]:
    """Give the columns in reading order, each as its lines; what crosses columns stands between them."""
    runs = [run for row in rows for run in row]
    edge = _edge(rows, runs)
    if edge is None:
        return [_as_lines(rows)] if rows else []
    columns: list[list[WordRun]] = []
    band: list[Sequence[WordRun]] = []
    for row in rows:
        if any(run.left < edge - run.height * 0.5 and run.right > edge for run in row):
            columns += _sides(band, edge)
            band = []
            columns.append(_as_lines([row]))
        else:
            band.append(row)
    return _united([*columns, *_sides(band, edge)], edge)


def _sides(band: list[Sequence[WordRun]], edge: float) -> list[list[WordRun]]:
    left = [kept for row in band if (kept := [run for run in row if run.left < edge - run.height * 0.3])]
    right = [kept for row in band if (kept := [run for run in row if run.left >= edge - run.height * 0.3])]
    return [*columns_of(left), *columns_of(right)]


def _united(columns: list[list[WordRun]], edge: float) -> list[list[WordRun]]:
    """Join lines that cross the columns one under another: they are paragraphs of their own."""
    whole: list[list[WordRun]] = []
    for column in columns:
        crosses = all(run.left < edge < run.right for run in column)
        if whole and crosses and all(run.left < edge < run.right for run in whole[-1]):
            whole[-1] += column
        else:
            whole.append(column)
    return whole


def _as_lines(rows: Sequence[Sequence[WordRun]]) -> list[WordRun]:
    whole = _with_whole_cells(rows)
    first, last = _grid(whole)
    return [
        replace(_joined(row, _ANY)[0], is_table_row=first <= place <= last) for place, row in enumerate(whole) if row
    ]


def _grid(rows: Sequence[Sequence[WordRun]]) -> tuple[int, int]:
    """Find the first and the last row of cells that stand under each other; wide spaces of justified lines do not."""
    several = [place for place, row in enumerate(rows) if len(row) > 1]
    starts = Counter(round(run.left / 2) for row in rows for run in row[1:])
    if len(several) < _FEWEST_ROWS or starts.most_common(1)[0][1] < 0.6 * len(several):
        return 1, 0
    is_table = len(several) >= 0.5 * (several[-1] - several[0] + 1)
    return (several[0], several[-1]) if is_table else (1, 0)


def _with_whole_cells(rows: Sequence[Sequence[WordRun]]) -> list[list[WordRun]]:
    """Put the second line of a table's cell behind its first; the file draws both before the next cell."""
    whole: list[list[WordRun]] = []
    ends: list[float] = []
    """Where the lowest line of each cell stands."""
    for row in rows:
        above = whole[-1] if whole else []
        homes = [_cell_above(run, above) for run in row]
        if above and all(home is not None for home in homes) and row[0].height * 1.7 > ends[-1] - row[0].base:
            for run, home in zip(row, homes, strict=True):
                cell = above[home or 0]
                text = f"{cell.text.rstrip()} {run.text.lstrip()}"
                above[home or 0] = WordRun(text, cell.left, cell.right, cell.base, cell.height, cell.order)
            ends[-1] = row[0].base
        else:
            whole.append(list(row))
            ends.append(row[0].base if row else 0.0)
    return whole


def _cell_above(run: WordRun, row: Sequence[WordRun]) -> int | None:
    drawn_later = any(other.order > run.order for other in row)
    starts = [place for place, cell in enumerate(row) if abs(cell.left - run.left) < run.height * 0.3]
    return starts[0] if drawn_later and starts else None


def _edge(rows: Sequence[Sequence[WordRun]], runs: Sequence[WordRun]) -> float | None:
    """Find where a second column begins: an edge that many lines begin at, beside others that end before it."""
    if len(rows) < _FEWEST_ROWS:
        return None
    counts: dict[int, int] = {}
    for run in runs:
        counts[round(run.left)] = counts.get(round(run.left), 0) + 1
    likely = [(count, place) for place, count in counts.items() if count >= _FEWEST_ROWS]
    best: tuple[int, float] | None = None
    for _count, place in sorted(likely, reverse=True)[:_MOST_EDGES]:
        both = _beside(rows, runs, float(place) - 1)
        if both > (best[0] if best else 0):
            best = (both, float(place) - 1)
    return best[1] if best else None


def _beside(rows: Sequence[Sequence[WordRun]], runs: Sequence[WordRun], edge: float) -> int:
    """Count the lines of the shorter side of an edge; 0 where it parts no columns."""
    right = [run for run in runs if run.left >= edge]
    left = [run for run in runs if run.right <= edge]
    if not left or len(right) < _FEWEST_ROWS:
        return 0
    top, foot = max(run.base for run in right), min(run.base for run in right)
    left = [run for run in left if foot - run.height <= run.base <= top + run.height]
    fewest = min(len(left), len(right))
    crossing = sum(1 for row in rows if any(run.left < edge < run.right for run in row))
    if fewest < _FEWEST_ROWS or crossing > _CROSSING * 2 * fewest + 2:
        return 0
    if min(_letters(left), _letters(right)) < _NARROWEST or _is_table(left, right):
        return 0
    return fewest


def _letters(runs: Sequence[WordRun]) -> float:
    return median(len(run.text.strip()) for run in runs)


def _is_table(left: Sequence[WordRun], right: Sequence[WordRun]) -> bool:
    """Tell cells from columns: the file draws a table row by row, and columns one after the other."""
    order = sorted([*((run.order, 0) for run in left), *((run.order, 1) for run in right)])
    turns = sum(one[1] != other[1] for one, other in pairwise(order))
    return turns > min(len(left), len(right)) * 0.5 + 2
