"""One piece of news, told in four languages, gives the same events; the shared gold is read as is promised."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from timeline_app.extract.dates.tagger import find_expressions
from timeline_app.extract.events.article import read_in_its_languages

RETELLINGS = Path(__file__).parents[1] / "data" / "retellings"
EVENTS = [
    ("2025-07-23", "planned"), ("2025-05", "reported"), ("2025-06", "reported"), ("2022~", "reported"),
    ("2014", "reported"), ("2022-02", "reported"),
]  # fmt: skip
LEAST = {"own_dev_uk": 98, "own_dev_ru": 99, "own_dev_de": 97}
"""Interval F1 below which a change has harmed a language."""


@pytest.mark.parametrize("language", ["en", "uk", "ru", "de"])
def test_a_retelling_gives_the_six_events_of_the_article(language):
    text = (RETELLINGS / f"{language}.txt").read_text("utf-8")
    found = read_in_its_languages(text, "2025-07-21")
    assert found.language == language
    assert [(each.start, each.status) for each in found.proposals] == EVENTS
    assert not found.unread


@pytest.mark.parametrize("language", ["en", "uk", "ru", "de"])
def test_titles_of_a_retelling_stand_by_themselves(language):
    text = (RETELLINGS / f"{language}.txt").read_text("utf-8")
    for proposal in read_in_its_languages(text, "2025-07-21").proposals:
        assert len(proposal.title) <= 91
        assert proposal.title[0].isupper()
        assert len(proposal.title.split()) > 2
        assert not proposal.title.endswith((",", " і", " и", " und", " в", " у", " in"))


@pytest.mark.shared
@pytest.mark.parametrize("name", LEAST)
def test_the_shared_gold_is_read_as_well_as_it_was(name, shared):
    path = shared / "data" / "extract" / f"{name}.jsonl"
    spec = importlib.util.spec_from_file_location("score", path.with_name("score.py"))
    assert spec is not None
    assert spec.loader is not None
    score: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    total = score.Acc()
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        found = find_expressions(document["text"], document["published"], document["lang"])
        predicted = [
            {"start": e.start, "end": e.end, "text": e.text, "type": e.type, "edtf": e.edtf, "value": e.value}
            for e in found
        ]
        total.add(document["timexes"], predicted, None, document["id"], document.get("ranges"))
    assert total.result()["interval_F1"] >= LEAST[name]
