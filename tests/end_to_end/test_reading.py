"""The whole walk of reading on a real screen: an article dragged from another program, to a changed letter found out.

Xvfb, a window manager and xdotool; the file is dropped by a second program, by X's own drag and drop.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from real_reader import Reader
from real_screen import MARKS, programs_on_screen, wait_for

from timeline_app.domain.dates.when import When
from timeline_app.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
SHARED_ARTICLE = ROOT.parent / "shared" / "data" / "articles" / "istanbul-talks.txt"
pytestmark = MARKS
OURS = """Two port cities will talk again
The delegations of both port cities will meet in the old customs house this Wednesday, the mayor of the northern city said.
It is to be the third attempt. The first rounds of talks were held in the same house in May and June, and ended without a treaty.
The dispute began with the seizure of the lighthouse in 2014. It grew into an open blockade of the strait in February 2022, \
and the ferries have not sailed since.
"""  # noqa: E501 - as an article stands in a file
WANTED = ["2014", "2022-02", "2025-05", "2025-06", "2025-07-23"]


@pytest.fixture
def reader(tmp_path):
    path = tmp_path / "talks.timelinedb"
    Store.create(path, as_of="2025-07-21").close()
    with programs_on_screen("1440x900x24", tmp_path) as programs:
        yield Reader(programs, path)


@pytest.fixture(params=["shared", "ours"])
def article(request, tmp_path):
    if request.param == "shared":
        if not SHARED_ARTICLE.is_file():
            pytest.skip("needs ../shared, which is not beside this checkout")
        return SHARED_ARTICLE
    path = tmp_path / "ports.txt"
    path.write_text(OURS, encoding="utf-8")
    return path


def check(path):
    command = [sys.executable, "-m", "timeline_app", "check", str(path), "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, json.loads(done.stdout)


def accept_wanted(reader, proposals):
    """Go through the proposals by key: A for what is wanted, R for the rest; then add them."""
    for start in sorted(proposals, key=lambda start: (When.parse(start).start_min, start)):  # as the queue stands
        reader.press("a" if start in WANTED else "r")
    reader.press("ctrl+Return")


def proposed(path):
    command = [sys.executable, "-m", "timeline_app", "extract", str(path), "--published", "2025-07-21", "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    return [proposal["start"] for proposal in json.loads(done.stdout)["proposals"]]


def test_an_article_is_read_accepted_found_again_and_watched_over(reader, article):
    reader.drop(article)
    reader.types("21 July 2025")
    reader.press("Return")
    time.sleep(1.5)
    accept_wanted(reader, proposed(article))
    wait_for(lambda: reader.starts() == WANTED, "five events are in the chronology")
    with Store.open(reader.store, read_only=True) as store:
        events = {event.start: event for event in store.lookups.events(store.columns().row.tolist())}
        quotes = {start: store.evidence.of_event(event.id)[0][0] for start, event in events.items()}
        text = article.read_text(encoding="utf-8")
        assert all(quote.kind == "quote" and quote.exact in text for quote in quotes.values())
        assert events["2025-07-23"].status == "planned"
    reader.quit()

    reader.program = reader.start()
    reader.press("Tab", "Escape", "period", "g")  # the first event, and the words it was taken from
    time.sleep(1.5)
    reader.press("shift+End", "ctrl+c")
    line = reader.clipboard()
    assert line
    assert " ".join(quotes["2014"].exact.split()).startswith(" ".join(line.split())[:40])
    reader.quit()

    code, answer = check(reader.store)
    assert (code, answer["ok"]) == (0, True)
    with closing(sqlite3.connect(reader.store)) as connection, connection:
        connection.execute("UPDATE document SET text = 'X' || substr(text, 2)")
    code, answer = check(reader.store)
    assert (code, answer["ok"]) == (1, False)
    assert "document" in {problem["kind"] for problem in answer["problems"]}


def test_one_undo_takes_back_all_that_was_added(reader, tmp_path):
    path = tmp_path / "ports.txt"
    path.write_text(OURS, encoding="utf-8")
    reader.drop(path)
    reader.types("21 July 2025")
    reader.press("Return")
    time.sleep(1.5)
    accept_wanted(reader, proposed(path))
    wait_for(lambda: reader.starts() == WANTED, "five events are in the chronology")
    reader.press("ctrl+z")
    wait_for(lambda: reader.starts() == [], "they are gone again")
    reader.press("ctrl+shift+z")
    wait_for(lambda: reader.starts() == WANTED, "they are back")
