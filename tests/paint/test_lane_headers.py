"""Names of lanes keep to their room, however long they are."""

from __future__ import annotations

import pytest

from timeline_app.paint.context import Fonts
from timeline_app.paint.lane_headers import NAME_PX, wrapped
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
    lines = wrapped(name, 110.0, fonts)
    assert 1 <= len(lines) <= 2
    assert all(fonts.width(line, NAME_PX, SEMIBOLD) <= 110.0 for line in lines)
    assert len(lines[-1]) > 5
    whole = " ".join(lines) == name
    assert whole or lines[-1].endswith("…")
