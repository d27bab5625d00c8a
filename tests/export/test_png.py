"""PNG written band by band reads back as the same pixels."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from timeline_app.export.writers.png import PngMetadata, write_png


def written(path, pixels, rows, **head):
    bands = [pixels[top : top + rows] for top in range(0, len(pixels), rows)]
    height, width = pixels.shape[:2]
    return list(write_png(path, PngMetadata(width, height, head.get("dpi", 96.0), head.get("text", ())), bands))


def read_back(path, channels):
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGBA8888)
    assert not image.isNull()
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return lines[:, : image.width(), :channels].copy()


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("rows", [1, 7, 100])
def test_pixels_survive_whatever_the_bands(tmp_path, channels, rows):
    pixels = np.random.default_rng(5).integers(0, 256, (29, 31, channels), dtype=np.uint8)
    written(tmp_path / "a.png", pixels, rows)
    assert (read_back(tmp_path / "a.png", channels) == pixels).all()


def test_progress_ends_with_everything(tmp_path):
    steps = written(tmp_path / "a.png", np.zeros((10, 4, 3), np.uint8), 3)
    assert steps == sorted(steps)
    assert steps[-1] == 1.0


def test_resolution_and_words_stand_in_the_file(tmp_path):
    text = (("Title", "Україна"), ("Software", "Conflict Timeline"))
    written(tmp_path / "a.png", np.zeros((4, 4, 3), np.uint8), 4, dpi=300.0, text=text)
    image = QImage(str(tmp_path / "a.png"))
    assert image.text("Title") == "Україна"
    assert round(image.dotsPerMeterX() * 0.0254) == 300
