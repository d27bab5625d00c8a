"""Names of lanes keep to their room, however long they are."""

from __future__ import annotations

import pytest

from timeline_app.paint.context import Fonts
from timeline_app.paint.lane_headers import NAME_PX, name_size_px, wrapped
from timeline_app.paint.theme import SEMIBOLD


@pytest.mark.parametrize(
    "name",
    [
        "Diplomacy",
        "Military operation",
        "Grundstücksverkehrsgenehmigungszuständigkeit",
        "W" * 1_000_000,
        "a b " * 250_000,
    ],
)
def test_a_name_takes_two_lines_at_most_and_keeps_to_its_room(qapp, name):
    fonts = Fonts()
    lines = wrapped(name, 110.0, NAME_PX, fonts)
    assert 1 <= len(lines) <= 2
    assert all(fonts.width(line, NAME_PX, SEMIBOLD) <= 110.0 for line in lines)
    assert len(lines[-1]) > 5
    whole = " ".join(lines) == name
    assert whole or lines[-1].endswith("…")


@pytest.mark.parametrize("name", ["Инфраструктура и экономика", "Інфраструктура й економіка", "Menschenrechte"])
def test_a_long_word_is_set_smaller_rather_than_cut(qapp, name):
    fonts = Fonts()
    room_px = 98.0
    size_px = name_size_px(name, room_px, fonts)
    assert 10.5 <= size_px < NAME_PX or fonts.width(name.split()[0], NAME_PX, SEMIBOLD) <= room_px
    assert " ".join(wrapped(name, room_px, size_px, fonts)) == name


def test_a_name_that_has_room_keeps_its_size_and_so_does_one_that_can_have_none(qapp):
    fonts = Fonts()
    assert name_size_px("Diplomacy", 98.0, fonts) == NAME_PX
    assert name_size_px("Grundstücksverkehrsgenehmigungszuständigkeit", 98.0, fonts) == NAME_PX
