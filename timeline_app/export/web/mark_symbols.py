"""The marks of the program as SVG, from the very outlines that it paints; page and script draw them from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPainterPath

from timeline_app.domain.records import STATUSES
from timeline_app.paint.shapes import (
    CANCELLED,
    DISPUTED,
    FALSE,
    PLANNED,
    MarkLook,
    outline_pen,
    shape_path,
    status_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

SYMBOL_PX: Final = 11.0
"""The size at which outlines are taken; that of a mark on the timeline grows from it."""
_LINE_PX: Final = 1.4
_PALE: Final = 0.51
"""What is false is drawn as pale as on the canvas."""


def symbol_id(shape: str, status: str) -> str:
    """Give the name by which the page refers to a mark."""
    return f"m-{shape}-{status}"


def drawn(shape: str, status: str) -> str:
    """Draw a mark in the colour of what it stands in."""
    return f'<svg class="mark" aria-hidden="true"><use href="#{symbol_id(shape, status)}"/></svg>'


def symbols(shapes: Iterable[str]) -> str:
    """Define the marks of some shapes in every status."""
    made = (_symbol(shape, index) for shape in dict.fromkeys(shapes) for index in range(len(STATUSES)))
    return f'<svg class="symbols" aria-hidden="true" focusable="false">{"".join(made)}</svg>\n'


def _symbol(shape: str, status: int) -> str:
    name = symbol_id(shape, STATUSES[status])
    outlined = status in (PLANNED, DISPUTED, CANCELLED, FALSE)
    inner = _outlined(shape, status) if outlined else _filled(status_path(shape, SYMBOL_PX, status))
    return f'<symbol id="{name}" viewBox="-8 -8 16 16">{inner}</symbol>'


def _outlined(shape: str, status: int) -> str:
    pale = f' opacity="{_PALE}"' if status == FALSE else ""
    dashes = ""
    if status == PLANNED:
        dash = _number(
            outline_pen(MarkLook(shape, SYMBOL_PX, "#000000", status), SYMBOL_PX).dashPattern()[0] * _LINE_PX
        )
        dashes = f' stroke-dasharray="{dash} {dash}"'
    parts = _lined(_path_data(shape_path(shape, SYMBOL_PX)), dashes + pale)
    if status == DISPUTED:
        down, radius = SYMBOL_PX * 0.1 if shape == "triangle" else 0.0, SYMBOL_PX * 0.2
        dot = QPainterPath()
        dot.addEllipse(-radius, down - radius, 2 * radius, 2 * radius)
        return parts + _filled(dot)
    if status in (CANCELLED, FALSE):
        reach = _number(SYMBOL_PX * 0.68)
        parts += _lined(f"M-{reach} {reach}L{reach} -{reach}", f' stroke-linecap="round"{pale}')
    if status == FALSE:
        parts += _lined(f"M-{reach} -{reach}L{reach} {reach}", f' stroke-linecap="round"{pale}')
    return parts


def _lined(data: str, more: str) -> str:
    return f'<path d="{data}" fill="none" stroke="currentColor" stroke-width="{_LINE_PX}"{more}/>'


def _filled(path: QPainterPath) -> str:
    return f'<path d="{_path_data(path)}" fill="currentColor" fill-rule="evenodd"/>'


def _path_data(path: QPainterPath) -> str:
    """Write the elements of a path in the language of SVG."""
    parts, at = [], 0
    while at < path.elementCount():
        element = path.elementAt(at)
        if element.isCurveTo():
            points = (path.elementAt(at + step) for step in range(3))
            parts.append("C" + " ".join(f"{_number(each.x)} {_number(each.y)}" for each in points))
            at += 3
            continue
        parts.append(f"{'M' if element.isMoveTo() else 'L'}{_number(element.x)} {_number(element.y)}")
        at += 1
    return "".join(parts) + "Z"


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}"
