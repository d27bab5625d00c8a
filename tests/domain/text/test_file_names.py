"""What a chronology is called becomes a name of a file that Windows, macOS and Linux take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.text.file_names import file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukraine–Russia", "Ukraine–Russia.png"),
        ("Війна: що ми знаємо?", "Війна що ми знаємо.png"),
        ("2014/2022", "2014-2022.png"),
        ('a<b>c"d|e*f', "a b c d-e f.png"),
        ("  The end...  ", "The end.png"),
        ("..", "timeline.png"),
        ("???", "timeline.png"),
        ("", "timeline.png"),
        ("line\nbreak\ttab", "line break tab.png"),
        ("gpj\u202egnp", "gpjgnp.png"),
        ("half \ud83d of a sign", "half of a sign.png"),
    ],
)
def test_what_some_system_refuses_is_left_out(text, name):
    assert file_name(text, ".png") == name


@pytest.mark.parametrize("device", ["CON", "nul", "Aux", "PRN", "COM1", "lpt9", "COM²", "CONIN$", "con.tar", "NUL .x"])
def test_a_device_of_windows_is_no_name(device):
    assert file_name(device, ".svg") == f"_{device}.svg"


@pytest.mark.parametrize("text", ["CONFLICT", "COM10", "Console", "Auxiliary", "nullity", "COM"])
def test_what_only_begins_like_a_device_is_a_name(text):
    assert file_name(text, ".svg") == f"{text}.svg"


def test_a_long_name_is_cut_between_two_characters():
    name = file_name("Ї" * 500, ".timelinedb")
    assert name.endswith("Ї.timelinedb")
    assert len(name.encode()) <= 255
    assert len(file_name("x" * 500, ".timelinedb")) <= 140


@given(st.text(max_size=300))
def test_every_text_gives_a_name_that_every_system_takes(text):
    name = file_name(text, ".csv")
    stem = name.removesuffix(".csv")
    assert stem == stem.strip(" .")
    assert stem
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable() or all(ord(each) > 31 for each in name)
    assert len(name.encode()) <= 204
    assert file_name(stem, ".csv") == name, "a name is its own name"
