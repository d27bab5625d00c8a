"""Every promise of docs/trust.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRUST = ROOT / "docs" / "trust.md"


def test_every_test_that_is_named_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TRUST.read_text(encoding="utf-8"))
    assert len(named) > 20
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file() or not re.search(rf"\b{name}\b", (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_every_promise_names_one():
    text = TRUST.read_text(encoding="utf-8").split("## What is not promised")[0]
    promises = re.split(r"\n\* ", text)[1:]
    assert len(promises) > 15
    assert [promise for promise in promises if "tests/" not in promise] == []
