"""A window that is drawn over to a screen of another density is as sharp there as one that began on it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from timeline_app.domain.records import STATUSES
from timeline_app.paint.context import PixmapCache
from timeline_app.paint.shapes import MarkLook


def drawn(cache: PixmapCache, ratio: float) -> QImage:
    """Draw a mark of each status on a screen with so many of its pixels to one of ours."""
    image = QImage(round(160 * ratio), round(32 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        cache.begin(painter)
        for status in range(len(STATUSES)):
            cache.mark(painter, 16 + 32 * status, 16, MarkLook("circle", 11, "#1D4F91", status))
    return image


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_marks_are_made_anew_for_another_screen(qapp, ratio):
    moved = PixmapCache()
    first = drawn(moved, 1.0)
    assert drawn(moved, ratio) == drawn(PixmapCache(ratio), ratio)
    assert drawn(moved, 1.0) == first
