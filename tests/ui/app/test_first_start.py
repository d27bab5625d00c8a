"""A stranger's first start: homes that are missing, read-only or full, and two windows at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Event
from timeline_app.store.store import Store
from timeline_app.ui.services.places import copy_sample, documents_folder
from timeline_app.ui.services.settings import Preferences, Settings

_MAKE = "import sys; from pathlib import Path; from timeline_app.ui.services.places import copy_sample; "
_MAKE += "print(copy_sample(Path(sys.argv[1])))"


def test_two_windows_that_start_at_once_share_one_sample(tmp_path):
    makers = [
        subprocess.Popen([sys.executable, "-c", _MAKE, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _each in range(2)
    ]
    told = {maker.communicate(timeout=120)[0].strip() for maker in makers}
    assert [maker.returncode for maker in makers] == [0, 0]
    (name,) = told
    assert [str(each) for each in tmp_path.iterdir()] == [name]
    with Store.open(Path(name)) as store:
        assert store.info().events == 130


def test_a_sample_that_another_window_made_meanwhile_is_not_made_anew(tmp_path, monkeypatch):
    def slowly(path, language):
        with Store.create(tmp_path / path.name) as other:
            other.apply(Change("Work", after=(Event("e", "Done meanwhile", "2025"),)))
        Store.create(path).close()

    monkeypatch.setattr("timeline_app.document.chronology.make_sample", slowly)
    monkeypatch.setattr("timeline_app.ui.services.places.resource", lambda *_names: tmp_path / "none")
    path = copy_sample(tmp_path)
    with Store.open(path) as store:
        assert store.lookups.event("e") is not None
    assert list(tmp_path.iterdir()) == [path]


def test_a_sample_that_the_disk_has_no_room_for_leaves_nothing(tmp_path, monkeypatch):
    """What was written last stood in the log alone: named without it, the file was damaged."""
    monkeypatch.setattr("timeline_app.store.sample.has_log", lambda _path: True)
    monkeypatch.setattr("timeline_app.ui.services.places.resource", lambda *_names: tmp_path / "none")
    with pytest.raises(StoreError, match="no room left on the disk that holds “Ukraine–Russia"):
        copy_sample(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_documents_that_cannot_be_made_are_told_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TIMELINE_APP_DOCUMENTS", str(tmp_path / "file" / "Documents"))
    with pytest.raises(StoreError, match="The sample could not be copied to "):
        copy_sample(documents_folder())


@pytest.mark.skipif(sys.platform == "win32", reason="a home is a matter of the account there")
@pytest.mark.parametrize("home", [None, ""])
def test_without_a_home_the_one_of_the_account_is_taken(home):
    told = "import os; from timeline_app.__main__ import _settle_home; _settle_home(); print(os.environ['HOME'])"
    environment = {name: value for name, value in os.environ.items() if name != "HOME"}
    if home is not None:
        environment["HOME"] = home
    said = subprocess.run([sys.executable, "-c", told], stdout=subprocess.PIPE, text=True, check=True, env=environment)
    import pwd

    assert said.stdout.strip() == pwd.getpwuid(os.getuid()).pw_dir


def test_what_a_newer_version_chose_is_kept_and_reads_as_usual(tmp_path):
    ini = tmp_path / "settings.ini"
    ini.write_text(
        "[General]\ntheme=sepia\ntext_size=300\ntimes_in=Mars/Olympus\nnew_thing=7\nlanguage=fr\n[later]\na=b\n"
    )
    settings = Settings(tmp_path)
    assert settings.preferences() == Preferences()
    settings.change(author="A. Writer", motion="none")
    settings.sync()
    kept = ini.read_text().splitlines()
    for line in ("theme=sepia", "text_size=300", "times_in=Mars/Olympus", "new_thing=7", "language=fr", "a=b"):
        assert line in kept
    again = Settings(tmp_path)
    assert (again.preferences().author, again.preferences().motion) == ("A. Writer", "none")
    again.change(theme="dark")
    again.sync()
    assert "theme=dark" in ini.read_text().splitlines(), "what a person chooses now counts"


def test_settings_of_the_first_release_are_found_again(tmp_path):
    """As 0.1.0 wrote them: every value, also those that nobody chose."""
    (tmp_path / "settings.ini").write_text(
        "[General]\ntheme=dark\nzone=Europe/Kyiv\norder=mdy\ntext_size=125\nmotion=none\nauthor=A. Writer\n"
        'recent="[\\"/home/a/a.timelinedb\\"]"\n'
    )
    settings = Settings(tmp_path)
    told = settings.preferences()
    assert (told.theme, told.order, told.text_size, told.motion, told.author) == (
        "dark",
        "mdy",
        125,
        "none",
        "A. Writer",
    )
    assert settings.recent() == (Path("/home/a/a.timelinedb"),)
