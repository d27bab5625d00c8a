"""Column, cards and table: each event where it belongs, nothing clipped, nothing in two places, nothing lost unsaid."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from golden_pictures import hold_to_golden, pixels
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ExportError
from timeline_app.domain.records import Category, Event
from timeline_app.export.layouts.card_axis import spread
from timeline_app.export.layouts.flow import balanced, fill
from timeline_app.export.options import LAYOUTS, ExportOptions
from timeline_app.export.picture import composed, render_image
from timeline_app.export.presets import PRESETS, preset_named
from timeline_app.export.registry import export_file
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

FIXED = ExportOptions(made="2025-08-01", dpi=96)
JULY = replace(FIXED, first="2025-07", last="2025-07")
SUMMARY = "What happened there and then, in a sentence or two that fill more than one line of a column. "
PICTURES = {
    "column-light": replace(JULY, layout="column", size="560"),
    "column-60mm-print": replace(JULY, layout="column", size="60mm", theme="print", first="2025-07-20"),
    "cards-dark": replace(FIXED, layout="cards", size="1000x640", theme="dark"),
    "two-lines": replace(JULY, size="760x620", legend=False, sources=False),
    "gaps": replace(FIXED, size="1000x560", compress_gaps=True, query="importance:5", sources=False),
    "table-print": replace(JULY, layout="table", size="900", theme="print", first="2025-07-20"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory, qapp):
    path = tmp_path_factory.mktemp("layouts") / "sample.timelinedb"
    build_sample(path)
    opened = Chronology(Store.open(path, read_only=True))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def hundred(tmp_path_factory, qapp):
    """A chronology of a hundred events, every fifth with a long title, some without a date."""
    opened = Chronology(Store.create(tmp_path_factory.mktemp("layouts") / "hundred.timelinedb"))
    events = [
        Event(
            f"e{number}",
            f"Event {number}{' that goes on and on' * (8 if number % 5 == 0 else 0)}",
            f"{2000 + number // 10}-{1 + number % 12:02}-11" if number < 97 else "",
            summary=SUMMARY * (number % 4),
            importance=1 + number % 5,
        )
        for number in range(100)
    ]
    opened.do(Change("Add", after=tuple(events)))
    yield opened
    opened.store.close()


def texts(chronology, options, tmp_path):
    export_file(chronology, replace(options, format="svg"), tmp_path / "a.svg")
    found = ET.parse(tmp_path / "a.svg").iter("{http://www.w3.org/2000/svg}text")
    return [" ".join("".join(each.itertext()).split()) for each in found]


@pytest.mark.parametrize("name", PICTURES)
def test_a_layout_looks_as_it_did(sample, name):
    hold_to_golden(render_image(sample, PICTURES[name]), f"layout-{name}")


SMALLEST_AND_TALLEST = [(preset_named(name), each) for name in ("newspaper-column", "phone") for each in LAYOUTS[1:]]


@pytest.mark.parametrize(
    ("preset", "layout"), [*SMALLEST_AND_TALLEST, *((each, "") for each in PRESETS if each.layout == "cards")]
)
def test_each_layout_keeps_clear_of_the_edges_at_any_size(hundred, preset, layout):
    image = pixels(render_image(hundred, replace(preset.on(FIXED, layout), query="importance:>=4")))
    edges = (image[:6], image[-6:], image[:, :6], image[:, -6:])
    assert all((edge == image[0, 0]).all() for edge in edges)
    assert (image != image[0, 0]).any()


@pytest.mark.parametrize("size", ["A4", "1080x1080", "1600"])
def test_lanes_take_two_lines_before_they_cut_a_title_and_show_none_without_its_date(sample, tmp_path, size):
    options = replace(FIXED, size=size, dpi=96 if size == "A4" else 0, landscape=False, text=1.5 if "x" in size else 1)
    found = texts(sample, replace(options, legend=False, sources=False, layout="lanes"), tmp_path)
    titles = [title for event in sample.events(sample.columns.row.tolist()) for title in [event.title]]
    cut = [text for text in found if "…" in text and text not in titles]
    assert not cut
    years = sum(bool(re.search(r"\b20[12]\d$", text)) and len(text) > len("2022") for text in found)
    shown = sum(text in titles for text in found)
    assert shown > 2
    assert years >= shown


@pytest.mark.parametrize("layout", ["column", "table"])
def test_the_pages_of_a_pdf_hold_each_event_once(hundred, tmp_path, layout):
    options = replace(FIXED, format="pdf", layout=layout, size="A5", landscape=False)
    export_file(hundred, options, tmp_path / "a.pdf")
    read = PdfReader(tmp_path / "a.pdf")
    text = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
    assert len(read.pages) > 5
    for number in range(100):
        assert text.count(f"Event {number} ") + text.count(f"Event {number}\n") >= 1
    assert text.count("What happened there") == sum(number % 4 for number in range(100))
    assert "No date" in text


@pytest.mark.parametrize("layout", ["column", "table", "cards"])
def test_a_picture_says_how_many_events_it_leaves_out(hundred, tmp_path, layout):
    found = texts(hundred, replace(FIXED, layout=layout, size="900x700"), tmp_path)
    shown = sum(text.startswith("Event ") for text in found)
    total = 97 if layout == "cards" else 100
    assert 0 < shown < 100
    said = f"{shown} most important events of {total}" if layout == "cards" else f"{total - shown} more events"
    assert any(said in text for text in found)


def test_the_most_important_events_are_kept(hundred, tmp_path):
    found = texts(hundred, replace(FIXED, layout="cards", size="1200x800"), tmp_path)
    numbers = [int(text.split()[1].rstrip("…")) for text in found if text.startswith("Event ")]
    assert numbers
    assert all(number % 5 == 4 for number in numbers)
    assert max(numbers) - min(numbers) > 50  # of equals an even choice over time


@pytest.mark.parametrize("way", [{"key_query": "importance:2"}, {"key_rows": tuple(range(1, 101, 5))}])
def test_whose_events_are_chosen_has_them_as_cards_over_the_axis_of_all(hundred, tmp_path, way):
    rows = hundred.columns.row[hundred.select("importance:2")].tolist()
    way = way if "key_query" in way else {"key_rows": tuple(rows[:7])}
    found = texts(hundred, replace(FIXED, layout="cards", size="1600x1000", **way), tmp_path)
    numbers = [int(text.split()[1].rstrip("…")) for text in found if text.startswith("Event ")]
    assert len(numbers) in (7, 12)
    assert all(number % 5 == 1 for number in numbers)
    said = "7 key events of 97 as cards" if len(numbers) == 7 else "12 of 20 key events as cards"
    assert any(said in text for text in found)


def test_cards_of_which_none_is_in_the_picture_are_refused(hundred, tmp_path):
    for way in ({"key_query": "importance:2", "query": "importance:5"}, {"key_rows": (10**6,)}):
        with pytest.raises(ExportError, match="chosen as cards"):
            texts(hundred, replace(FIXED, layout="cards", **way), tmp_path)
    with pytest.raises(ExportError, match="key events"):
        texts(hundred, replace(FIXED, layout="table", key_query="importance:2"), tmp_path)


def test_the_hours_of_a_day_under_cards_are_those_of_the_day(tmp_path, qapp):
    chronology = Chronology(Store.create(tmp_path / "day.timelinedb"))
    chronology.do(Change("Add", after=(Event("e", "Talks", "2025-05-16", status="planned"),)))
    for zone in ("Europe/Kyiv", "America/New_York"):
        asked = ExportOptions("svg", layout="cards", size="1200x700", zone=zone, made="2026-01-01")
        said = texts(chronology, asked, tmp_path)
        assert said.count("16 May 2025") >= 1
        hours = [text for text in said if text.endswith(":00")]
        assert (hours[0], hours[-1]) == ("00:00", "22:00"), zone
    chronology.close()


def test_a_status_on_a_line_of_its_own_has_no_dot_before_it(tmp_path, qapp):
    chronology = Chronology(Store.create(tmp_path / "status.timelinedb"))
    chronology.do(Change("Add", after=(Event("e", "Talks", "2025-05-16/2025-09-23", status="cancelled"),)))
    narrow = texts(chronology, ExportOptions("svg", layout="table", size="400x600", made="2026-01-01"), tmp_path)
    assert "Cancelled" in narrow
    wide = texts(chronology, ExportOptions("svg", layout="table", size="1400x600", made="2026-01-01"), tmp_path)
    assert "16 May to 23 September 2025 · Cancelled" in " ".join(wide)
    chronology.close()


def test_sources_are_numbered_by_what_is_shown(sample, tmp_path):
    found = texts(sample, replace(JULY, layout="table", size="900", first="2025-07-23", last="2025-07-23"), tmp_path)
    assert "1–4" in found
    assert [text for text in found if text in {"1", "2", "3", "4", "5"}] == ["1", "2", "3", "4"]


def test_a_column_without_a_height_is_as_high_as_its_content(sample):
    narrow, wide = (
        composed(sample, replace(JULY, layout="column", size=size, format="pdf")).sheets for size in ("60mm", "120mm")
    )
    assert len(narrow) == len(wide) == 1
    assert narrow[0].height > wide[0].height > 500


def test_what_a_layout_cannot_do_is_told(sample):
    for options in (
        replace(FIXED, layout="column", pages=2, format="pdf"),
        replace(FIXED, layout="table", columns=2),
        replace(FIXED, layout="column", columns=9),
        replace(FIXED, layout="column", size="30mm"),
        replace(FIXED, text=9.0),
        replace(FIXED, layout="table", compress_gaps=True),
    ):
        with pytest.raises(ExportError, match=r"\.$"):
            composed(sample, options)


class Block:
    """A piece of a height, with lines of ten that may be parted."""

    gap, leads = 4.0, False

    def __init__(self, height):
        self.height = height

    def parted(self, room):
        kept = int(room // 10) * 10
        return (Block(kept), Block(self.height - kept)) if 20 <= kept <= self.height - 20 else None


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(1, 4), st.integers(60, 200))
@settings(max_examples=60, deadline=None)
def test_pieces_flow_without_loss_and_none_reaches_over_another(lines, count, height):
    pieces = [Block(10.0 * number) for number in lines]
    filled = fill(pieces, count, height)
    placed = [each for column in filled.columns for each in column]
    total = sum(each.piece.height for each in placed) + sum(piece.height for piece in filled.rest)
    assert total == pytest.approx(sum(piece.height for piece in pieces))
    for column in filled.columns:
        assert all(one.top + one.piece.height <= other.top for one, other in pairwise(column))
        assert all(each.top + each.piece.height <= height for each in column) or filled.overflows
    even = balanced(pieces, count, height)
    assert even.holds_all == filled.holds_all
    assert even.height <= max(filled.height, 1) or not even.holds_all


@given(st.lists(st.floats(0, 200), max_size=15), st.floats(200, 400))
@settings(max_examples=80, deadline=None)
def test_numbers_over_an_axis_stand_apart_and_in_order(wanted, width):
    found = spread(wanted, 20.0, width)
    apart = min(20.0, width / max(len(wanted) - 1, 1))
    order = np.argsort(wanted, kind="stable")
    placed = [found[place] for place in order]
    assert all(after - before >= apart - 1e-6 for before, after in pairwise(placed))
    assert all(-1e-6 <= each <= width + 1e-6 for each in placed)


def test_names_in_a_legend_are_whole_where_the_page_has_room_and_never_reach_beyond_it(tmp_path, qapp):
    name = "Fighting between the Sudanese Armed Forces and the Rapid Support Forces"
    chronology = Chronology(Store.create(tmp_path / "long.timelinedb"))
    event = Event("e", "Talks", "2025-05-16", category_id="c", status="corroborated")
    chronology.do(Change("Add", after=(Category("c", name), event)))
    asked = ExportOptions("svg", layout="column", made="2026-01-01")
    assert name in texts(chronology, replace(asked, size="900x600"), tmp_path)
    narrow = texts(chronology, replace(asked, size="60mm"), tmp_path)
    (cut,) = (text for text in narrow if text.startswith("Fighting"))
    assert cut.endswith("…")
    image = pixels(render_image(chronology, replace(asked, size="60mm", format="png")))
    assert (image[:, -20:] == image[0, 0]).all()
    chronology.close()
