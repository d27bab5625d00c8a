"""What a person left out of a document stays left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline_app.document.evidence import left_out as module
from timeline_app.document.evidence.left_out import LeftOutProposals, key_of
from timeline_app.extract.events.proposals import read_article

TEXT = "The council elected Ivan Bondar on 12 March 2024. On 3 May 2024 the council dismissed the harbour master."


@pytest.fixture
def proposals():
    return read_article(TEXT, "2025-07-21").proposals


def test_it_is_kept_for_its_source_alone_and_can_be_taken_back(tmp_path, proposals):
    kept = LeftOutProposals(tmp_path / "left out")
    assert kept.of_source("a") == frozenset()
    kept.keep("a", proposals[0], left_out=True)
    kept.keep("a", proposals[1], left_out=False)
    again = LeftOutProposals(tmp_path / "left out")
    assert again.of_source("a") == {key_of(proposals[0])}
    assert again.of_source("b") == frozenset()
    again.keep("a", proposals[0], left_out=False)
    assert again.of_source("a") == frozenset()


def test_the_place_in_the_text_does_not_count_and_the_words_do(proposals):
    moved = replace(proposals[0], excerpt_start=500, date_start=530, exact=proposals[0].exact.replace(" ", "\n"))
    assert key_of(moved) == key_of(proposals[0])
    assert key_of(proposals[1]) != key_of(proposals[0])


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, null]", b"\xff", b"[" * 5000])
def test_a_damaged_file_holds_nothing_and_is_written_anew(tmp_path, proposals, content):
    kept = LeftOutProposals(tmp_path)
    kept.keep("a", proposals[0], left_out=True)
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    assert kept.of_source("a") == frozenset()
    kept.keep("a", proposals[1], left_out=True)
    assert kept.of_source("a") == {key_of(proposals[1])}


def test_an_id_of_a_stranger_names_no_file_elsewhere(tmp_path, proposals):
    folder = tmp_path / "in" / "left out"
    LeftOutProposals(folder).keep("../../x", proposals[0], left_out=True)
    assert [path.parent for path in tmp_path.rglob("*.json")] == [folder]


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path, proposals):
    (tmp_path / "file").write_text("x")
    kept = LeftOutProposals(tmp_path / "file" / "left out")
    kept.keep("a", proposals[0], left_out=True)
    assert kept.of_source("a") == frozenset()


def test_of_very_many_sources_the_latest_are_remembered(tmp_path, proposals, monkeypatch):
    monkeypatch.setattr(module, "_MOST_SOURCES", 2)
    kept = LeftOutProposals(tmp_path)
    for name in "abc":
        kept.keep(name, proposals[0], left_out=True)
    assert len(list(tmp_path.iterdir())) == 2
    assert kept.of_source("c")
