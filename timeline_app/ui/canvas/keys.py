"""Keys of the canvas while it has the keyboard: arrows, pages, Enter, Escape. All others are commands of the window.

One table says what they do; the list of commands and the key sheet show the same table.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from PySide6.QtGui import QKeyEvent

    from timeline_app.ui.canvas.viewport import Viewport

    class KeyTarget(Protocol):
        """What keys act on: the canvas."""

        @property
        def view(self) -> Viewport:
            """What is seen, which keys move."""

        def open_selected(self) -> bool:
            """Ask for the selected event to be opened; tell whether there is one."""

        def deselect(self) -> bool:
            """Ask for nothing to be selected; tell whether something was."""

        def ask_menu(self) -> None:
            """Ask for the menu of the selected event."""


_PAN_SHARE: Final = 0.15
_FAR_SHARE: Final = 0.6
_SCROLL_PX: Final = 78
_PAGE_SHARE: Final = 0.8


@dataclass(frozen=True, slots=True)
class CanvasKey:
    """What some keys do on the canvas; `act` tells whether there was anything to do."""

    name: str
    words: str
    keys: tuple[str, ...]
    act: Callable[[KeyTarget], bool]


def canvas_keys() -> tuple[CanvasKey, ...]:
    """Give the table, in the order in which it is shown."""
    return (
        CanvasKey("step back", _("A little earlier"), ("Left",), partial(_pan, share=-_PAN_SHARE)),
        CanvasKey("step on", _("A little later"), ("Right",), partial(_pan, share=_PAN_SHARE)),
        CanvasKey("far back", _("Much earlier"), ("Shift+Left", "Shift+Q"), partial(_pan, share=-_FAR_SHARE)),
        CanvasKey("far on", _("Much later"), ("Shift+Right", "Shift+E"), partial(_pan, share=_FAR_SHARE)),
        CanvasKey("lanes up", _("Scroll the lanes up"), ("Up",), partial(_scroll, way=-1)),
        CanvasKey("lanes down", _("Scroll the lanes down"), ("Down",), partial(_scroll, way=1)),
        CanvasKey("page up", _("A page of lanes up"), ("PgUp",), partial(_page, way=-1)),
        CanvasKey("page down", _("A page of lanes down"), ("PgDown",), partial(_page, way=1)),
        CanvasKey("open selected", _("Open the selected event"), ("Enter", "Return"), _open),
        CanvasKey("deselect", _("Select nothing"), ("Escape",), _deselect),
        CanvasKey("context", _("Menu of the selected event"), ("Menu",), _ask_menu),
    )


def act_on_key(canvas: KeyTarget, event: QKeyEvent) -> bool:
    """Do what a key asks for; False where it asks for nothing here."""
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - three enumerations, which no first frame needs

    pressed = QKeySequence(event.key() | (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier).value)
    act = next((each.act for each in canvas_keys() if any(pressed == QKeySequence(key) for key in each.keys)), None)
    return act is not None and act(canvas)


def _pan(canvas: KeyTarget, share: float) -> bool:
    canvas.view.pan(share)
    return True


def _scroll(canvas: KeyTarget, way: int) -> bool:
    canvas.view.scroll_lanes(way * _SCROLL_PX)
    return True


def _page(canvas: KeyTarget, way: int) -> bool:
    canvas.view.scroll_lanes(way * canvas.view.scene_size.height() * _PAGE_SHARE)
    return True


def _open(canvas: KeyTarget) -> bool:
    return canvas.open_selected()


def _deselect(canvas: KeyTarget) -> bool:
    return canvas.deselect()


def _ask_menu(canvas: KeyTarget) -> bool:
    canvas.ask_menu()
    return True
