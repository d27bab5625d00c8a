"""Someone who types, at a screen of their own."""

from __future__ import annotations

import pytest
from real_screen import programs_on_screen
from typist import Typist


@pytest.fixture
def screen():
    """How large the screen is; a file of tests may say otherwise."""
    return "1440x900x24"


@pytest.fixture
def typist(sample, tmp_path, screen):
    """Someone who types into the program, opened with the sample; it is closed in the end."""
    with programs_on_screen(screen, tmp_path) as programs:
        made = Typist(programs, sample)
        yield made
        made.leave()
