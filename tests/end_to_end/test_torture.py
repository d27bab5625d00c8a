"""The torture in short; `./run torture` does it at length: kills, failing writes, cut logs, forged files."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import torture, torture_faults, torture_kills, torture_writer  # bench is no part of the package
from bench.torture_writer import digest_of


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_nothing_reported_as_done_is_lost(capsys, monkeypatch):
    monkeypatch.setattr(torture_writer, "IMPORTED", 400)
    assert torture.main(["--kills", "5", "--seed", "7", "--fuzz-minutes", "0.2"]) == 0
    assert " 0 lost" in capsys.readouterr().out


def test_the_torture_notices_what_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(torture_writer, "IMPORTED", 400)
    path = torture_kills.fresh(tmp_path)
    told = torture_faults._work(path, random.Random(3))  # noqa: S311  # steps need no secrets
    assert torture_faults._judged(path, told) is None
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE event SET title = title || '.' WHERE row = (SELECT max(row) FROM event WHERE deleted = 0)"
        )
        connection.commit()
    assert digest_of(path) != told
    assert torture_faults._judged(path, told) is not None
    path.write_bytes(os.urandom(10_000))
    assert "does not open" in torture_kills.whole(path)
