"""Dialogs in the size of the design as far as the screen has room: what does not fit scrolls, no button is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from timeline_app.ui.widgets.letters import scaled_px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

_FRAME_PX: Final = QSize(24, 56)
"""What window managers put around a dialog, and a little air."""


def open_at(dialog: QDialog, wide_px: float, high_px: float) -> None:
    """Make a dialog as large as the design has it at the text size in force, and no larger than the screen."""
    fit(dialog, QSize(scaled_px(wide_px), scaled_px(high_px)))


def fit(dialog: QDialog, size: QSize) -> None:
    """Make a dialog so large, and no larger than the screen."""
    dialog.resize(size.boundedTo(dialog.screen().availableSize() - _FRAME_PX))


def let_scroll(dialog: QDialog, page: QWidget, wide_px: int = 0) -> None:
    """Put a page into a dialog: whole where the screen has room for it, else to be scrolled. 0: as wide as it wants."""
    page.setObjectName("page")
    area = QScrollArea(dialog)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    layout, hint = page.layout(), page.sizeHint()
    size = QSize(wide_px or hint.width(), hint.height())
    if layout is not None and layout.hasHeightForWidth():
        size.setHeight(layout.heightForWidth(size.width()))
    fit(dialog, size)
