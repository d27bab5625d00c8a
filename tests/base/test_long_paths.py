r"""Windows takes a path of more than 260 characters only where it begins with \\?\."""

from __future__ import annotations

import ntpath
import sys
from pathlib import Path

import pytest

from timeline_app.base.long_paths import reachable, reachable_on_windows

LONG = "\\".join(["Хронологія"] * 30)


def test_a_short_path_stays_as_it_is():
    assert reachable_on_windows("C:\\Users\\Олена\\війна.timelinedb") == "C:\\Users\\Олена\\війна.timelinedb"


@pytest.mark.parametrize(
    ("absolute", "taken"),
    [
        (f"C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
        (f"C:/{LONG}/../x", f"\\\\?\\C:\\{LONG.rpartition(ntpath.sep)[0]}\\x"),
        (f"\\\\server\\share\\{LONG}", f"\\\\?\\UNC\\server\\share\\{LONG}"),
        (f"\\\\?\\C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
    ],
)
def test_a_long_path_is_whole_and_signed(absolute, taken):
    assert reachable_on_windows(absolute) == taken


def test_room_is_left_for_what_is_written_beside_a_store():
    longest = next(size for size in range(100, 400) if reachable_on_windows("C:\\" + "x" * size).startswith("\\\\?\\"))
    assert len("C:\\" + "x" * longest + "-journal") < 248, "of 260, less the twelve that a folder must leave"


@pytest.mark.skipif(sys.platform == "win32", reason="other systems take a path as it is")
def test_elsewhere_nothing_is_done_to_a_path():
    assert reachable(Path(LONG)) == Path(LONG)
