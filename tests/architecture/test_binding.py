"""PySide6 must neither lose nor keep a reference to None when a call of Qt returns nothing.

6.12.0 on CPython 3.11 lost one at each call and aborted the process within a second of painting, so pyproject.toml
stays below it there; this test stands so that a later version cannot bring the fault back. From 3.12 on None cannot be
lost. `packaging/binding.py VERSION` measures another version the same way.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def test_no_call_of_qt_takes_or_keeps_a_reference_to_none(qtbot, monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    import binding

    if not binding.none_can_be_lost():
        pytest.skip("None is immortal from Python 3.12 on")
    _spare = [None] * binding.SPARE  # so that the process outlives a faulty binding and can name the calls
    label = QLabel()
    qtbot.addWidget(label)
    found, tried = binding.faults(label)
    assert found == {}
    assert tried > 30


def test_a_reference_that_is_kept_is_counted(monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    import binding

    if not binding.none_can_be_lost():
        pytest.skip("None is immortal from Python 3.12 on")
    kept = []
    assert round(binding.references_per_call(lambda: kept.append(None))) == 1
