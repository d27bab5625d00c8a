"""Nothing is cut off, squeezed or hidden in any state of the program: in each language, and in letters twice as large.

The states are those of `tests/support/every_state.py`; `./run screenshots --dialogs` takes pictures of the same ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import clipped
import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTableWidget, QWidget

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("en", "uk", "de", "ru", "en_XA")
ROUNDS = {f"{language}-light-{size}" for language in LANGUAGES for size in ("100", "200", "800x460")}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What is cut off, by round and state."""
    folder = tmp_path_factory.mktemp("states")
    look = [sys.executable, ROOT / "packaging/state_pictures.py", "--no-pictures", "--to", folder]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(look, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert (folder / "found.json").exists(), told.stderr[-3000:]
    return json.loads((folder / "found.json").read_text("utf-8"))


def test_nothing_is_cut_off_in_any_language_and_text_size(found):
    wrong = {(name, state): told for name, each in found.items() for state, told in each.items() if told}
    assert wrong == {}


def test_all_states_were_looked_at(found):
    assert set(found) == ROUNDS
    window = {"page empty", "reader proposals", "table alone", "window several", "undated"}
    apart = {"dialog merge conflict", "story told", "menu of event", "legend", "export pdf", "import csv problems"}
    for name, each in found.items():
        assert window <= set(each), name
        assert name.endswith("x460") or (apart <= set(each) and len(each) > 100), name


def test_each_kind_of_fault_is_found(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    narrow = QPushButton("Words without room", page)
    narrow.setGeometry(10, 10, 40, 30)
    far = QLabel("far", page)
    far.setGeometry(380, 60, 60, 20)
    for x in (10, 50):
        QLabel("one on the other", page).setGeometry(x, 100, 120, 20)
    squeezed = QWidget(page)
    row = QHBoxLayout(squeezed)
    row.addWidget(QPushButton("A long word on a button", squeezed))
    squeezed.setGeometry(10, 140, 60, 40)
    hinted = QLineEdit(page)
    hinted.setPlaceholderText("a hint that is longer than its field")
    hinted.setGeometry(10, 190, 80, 30)
    table = QTableWidget(1, 1, page)
    table.setHorizontalHeaderLabels(["A heading of a column"])
    table.setColumnWidth(0, 40)
    table.setGeometry(200, 190, 120, 80)
    page.show()
    told = "\n".join(clipped.faults(page))
    for expected in (
        "QPushButton: Words without room", "QLabel far reaches beyond", "overlap by 80 × 20 px", "needs",
        "QLineEdit: a hint that is longer", "QHeaderView: A heading of a column",
    ):  # fmt: skip
        assert expected in told
