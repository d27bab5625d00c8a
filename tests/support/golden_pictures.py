"""Pictures held to those that were looked at; `UPDATE_GOLDEN=1` keeps new ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.paint.painter import paint

if TYPE_CHECKING:
    from timeline_app.paint.context import PaintContext

GOLDEN = Path(__file__).parents[1] / "golden"


def painted(scene, size, ratio, context: PaintContext) -> QImage:
    """Paint a scene on a ground whose colour no theme has."""
    image = QImage(size[0] * ratio, size[1] * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("magenta"))
    with QPainter(image) as painter:
        paint(painter, scene, context)
    return image


def pixels(image: QImage) -> np.ndarray:
    """Give the colours of an image, as (height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int16)


def hold_to_golden(made: QImage, name: str) -> None:
    """Compare with the picture that was looked at.

    Other versions of FreeType shade the edges of letters a little differently; a moved title differs by far more.
    """
    path = GOLDEN / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        assert made.save(str(path))
    kept = QImage(str(path))
    assert kept.size() == made.size()
    difference = np.abs(pixels(made) - pixels(kept)).max(axis=2)
    assert (difference > 48).mean() < 0.004
    assert difference.mean() < 1.0


def every_pixel_is_painted(made: QImage) -> bool:
    """Tell whether nothing is left of the ground."""
    return not (pixels(made) == (255, 0, 255)).all(axis=2).any()


NEAR = 24
"""Of 255; another version of FreeType shades the edges of letters otherwise by about as much."""
MOST_FAR = 0.004


def share_of_other_pixels(one, other):
    if one.size() != other.size():
        return 1.0
    return float((np.abs(pixels(one) - pixels(other)).max(axis=2) > NEAR).mean())
