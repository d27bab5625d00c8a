"""How long an export takes, in rough words that nobody takes for a promise."""

from __future__ import annotations

import pytest

from timeline_app.export.duration import duration, told_before, told_during
from timeline_app.export.registry import written_as


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "10 seconds"),
        (34, "30 seconds"),
        (58, "1 minute"),
        (89, "1 minute"),
        (100, "2 minutes"),
        (3600, "60 minutes"),
    ],
)
def test_times_are_rough(seconds, words):
    assert duration(seconds) == words


def test_who_waits_long_is_told_before():
    assert told_before(written_as("docx"), 1_000) == ""
    assert told_before(written_as("png"), 10**6) == ""
    words = told_before(written_as("xlsx"), 100_000)
    assert words == "Writing 100,000 events takes about 1 minute, on a slow machine longer."


def test_the_time_left_is_told_only_where_it_can_be_known():
    assert told_during(0.5, 1.0) == "50 %"
    assert told_during(0.001, 60.0) == "0 %"
    assert told_during(0.5, 60.0) == "50 %, about 1 minute left"
