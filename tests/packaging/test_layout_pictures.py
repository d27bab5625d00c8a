"""The pictures of docs/publishing.md show the layouts as the program draws them today."""

from __future__ import annotations

from importlib import util
from pathlib import Path

import pytest
from golden_pictures import MOST_FAR, share_of_other_pixels
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("lanes", "column", "cards", "table", "phone", "gaps")


@pytest.fixture(scope="module")
def drawn(qapp):
    spec = util.spec_from_file_location("packaging_layout_pictures", ROOT / "packaging" / "layout_pictures.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.drawn()


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_current(drawn, name):
    assert set(drawn) == set(NAMES)
    kept = QImage(str(ROOT / "docs" / "pictures" / f"layout-{name}.png"))
    assert share_of_other_pixels(drawn[name], kept) <= MOST_FAR, "take them anew: packaging/layout_pictures.py"


def test_each_layout_is_shown():
    text = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"pictures/layout-{name}.png" not in text] == []
