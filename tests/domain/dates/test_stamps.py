"""Timestamps of machines are read in full or not at all."""

from __future__ import annotations

import pytest

from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.errors import DateError


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Wed Jul 23 14:00:00 2025", "2025-07-23T14:00:00"),
        ("Sat Aug 28 02:30:00 UTC 1999", "1999-08-28T02:30:00Z"),
        ("20250723T140000Z", "2025-07-23T14:00:00Z"),
        ("20250723T1400", "2025-07-23T14:00:00"),
        ("23-JUL-2025", "2025-07-23"),
        ("2025:07:23 14:00:01", "2025-07-23T14:00:01"),
        ("23/Jul/2025:14:00:00 +0300", "2025-07-23T14:00:00+03:00"),
    ],
)
def test_a_stamp_is_read_to_the_second(text, edtf):
    assert read_typed(text).edtf == edtf


@pytest.mark.parametrize("text", ["31-Feb-2025", "20251345T1200", "Wed Jul 32 14:00:00 2025", "2025:13:01 10:00:00"])
def test_a_stamp_of_no_real_day_is_refused_not_bent(text):
    with pytest.raises(DateError):
        read_typed(text)
