"""The files that ship with the program are found, and nobody else's are taken for them."""

from __future__ import annotations

from timeline_app.base import resources
from timeline_app.base.resources import resource


def test_a_shipped_file_is_found():
    assert resource("fonts", "OFL.txt").is_file()


def test_an_installed_program_takes_its_own_files_though_another_package_has_a_folder_of_that_name(tmp_path):
    inside, beside = tmp_path / "timeline_app" / "_resources", tmp_path / "resources"
    beside.mkdir()
    assert resources._folder(inside, beside) == beside
    inside.mkdir(parents=True)
    assert resources._folder(inside, beside) == inside
