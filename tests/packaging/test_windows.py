"""What packs the program for Windows, tried without Windows; packaging/try_wine.sh does the whole under wine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

import timeline_app
from timeline_app.base.folders import data_beside
from timeline_app.base.i18n import OWN_NAMES

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"
LANGUAGES = {"en": "ENGLISH", "uk": "UKRAINIAN", "de": "GERMAN", "ru": "RUSSIAN"}


@pytest.fixture
def windows(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import windows

    return windows


@pytest.fixture
def folder(tmp_path):
    """A folder as PyInstaller builds it, with little in it."""
    made = tmp_path / "conflict-timeline"
    for place in ("Conflict Timeline.exe", "timeline-app.exe", "_internal/PySide6/plugins/platforms/qwindows.dll"):
        path = made / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(place.encode())
    return made


def no_imports(monkeypatch, windows, asked=None):
    monkeypatch.setattr(windows, "imports", lambda path: (asked or {}).get(path, []))


def test_the_lock_for_windows_has_what_windows_alone_needs(windows):
    lock = windows.lock_for_windows((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    names = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", lock, re.MULTILINE))
    assert {"pefile", "pywin32-ctypes", "colorama", "pyside6-essentials"} <= names.keys()
    assert "macholib" not in names
    assert ";" not in lock, "pip would ask the system that it runs on"
    assert names["numpy"] == "2.5.5" or tuple(map(int, names["numpy"].split("."))) > (2, 5), "of Python 3.12 and later"
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", lock.strip()))


def test_a_bundle_for_windows_holds_what_is_asked_for(windows, monkeypatch):
    places = ["PySide6\\QtGui.pyd", "PySide6\\Qt6Gui.dll", "PySide6\\Qt6Network.dll", "PySide6\\opengl32sw.dll"]
    places += [
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "python313.dll",
    ]
    asked = {
        "PySide6\\QtGui.pyd": ["Qt6Gui.dll", "python313.dll", "api-ms-win-crt-math-l1-1-0.dll"],
        "PySide6\\Qt6Gui.dll": ["USER32.dll", "WINSPOOL.DRV"],
        "PySide6\\plugins\\tls\\qschannelbackend.dll": ["Qt6Network.dll"],
    }
    no_imports(monkeypatch, windows, asked)
    kept = [place for place, _path, _kind in windows.lean([(place, place, "BINARY") for place in places])]
    assert kept == sorted([places[0], places[1], places[4], places[6]])


def test_a_bundle_that_would_lack_a_library_is_refused(windows, monkeypatch):
    no_imports(monkeypatch, windows, {"a.pyd": ["libssl-3.dll"]})
    with pytest.raises(SystemExit, match=r"a\.pyd asks for libssl-3\.dll"):
        windows.lean([("a.pyd", "a.pyd", "BINARY")])


@pytest.mark.parametrize("name", ["icuuc.dll", "api-ms-win-crt-math-l1-1-0.dll", "USER32.dll"])
def test_what_stands_in_for_windows_under_wine_is_never_shipped(windows, monkeypatch, folder, name):
    no_imports(monkeypatch, windows)
    windows.require_complete(folder)
    (folder / "_internal" / name).touch()
    with pytest.raises(SystemExit, match=f"not shipped: {re.escape(name.lower())}"):
        windows.require_complete(folder)


def test_a_folder_that_still_asks_for_a_stand_in_is_refused(windows, monkeypatch, folder):
    changed = folder / "_internal" / "numpy.pyd"
    changed.touch()
    no_imports(monkeypatch, windows, {str(changed): [windows.STAND_IN]})
    with pytest.raises(SystemExit, match=re.escape(windows.STAND_IN)):
        windows.require_complete(folder)


def test_files_that_were_changed_to_run_under_wine_are_put_back(windows, folder, tmp_path):
    site = tmp_path / "site-packages"
    for place in ("PySide6/plugins/platforms/qwindows.dll", "Conflict Timeline.exe"):
        path = site / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"as it is published")
    assert windows.restore(folder, site) == 1
    assert (folder / "_internal/PySide6/plugins/platforms/qwindows.dll").read_bytes() == b"as it is published"
    assert (folder / "Conflict Timeline.exe").read_bytes() == b"Conflict Timeline.exe"


def test_the_stand_in_has_one_name_that_fits_over_the_other(windows):
    source = (WINDOWS / "wine" / "stand_ins.py").read_text(encoding="utf-8")
    asked, given = (re.search(rf'^{name} = "(.*)"$', source, re.MULTILINE).group(1) for name in ("ASKED", "GIVEN"))
    assert len(asked) == len(given)
    assert given == windows.STAND_IN


def test_the_installer_removes_just_what_it_installs(windows, folder):
    (folder / "_internal" / "новини").mkdir()
    (folder / "_internal" / "новини" / "a b.txt").touch()
    install, remove = windows.file_list(folder).split("!macro REMOVE_FILES")
    placed = {}
    for line in install.splitlines():
        word, _blank, rest = line.partition(" ")
        if word == "SetOutPath":
            here = rest.strip('"')
        elif word == "File":
            placed[f"{here}\\{Path(rest.strip(chr(34))).name}"] = rest
    removed = set(re.findall(r'^Delete "(.*)"$', remove, re.MULTILINE))
    assert removed == placed.keys()
    assert "$INSTDIR\\_internal\\новини\\a b.txt" in removed
    assert len(placed) == 4
    folders = re.findall(r'^RMDir "(.*)"$', remove, re.MULTILINE)
    assert folders[-1] == "$INSTDIR\\_internal"
    assert "$INSTDIR" not in folders
    assert all(
        folders.index(inner) < folders.index(outer)
        for inner in folders
        for outer in folders
        if inner.startswith(f"{outer}\\")
    )
    assert "/r" not in remove.lower()


def test_the_portable_archive_is_the_same_every_time_and_marks_itself(windows, folder, tmp_path):
    made = []
    for name in ("first.zip", "second.zip"):
        windows.portable(folder, tmp_path / name, 1_700_000_000)
        for path in folder.rglob("*"):
            os.utime(path, (1_600_000_000, 1_600_000_000))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        archive.extractall(tmp_path / "stick")
    carried = tmp_path / "stick" / f"Conflict Timeline {timeline_app.__version__}"
    assert (carried / "timeline-app.exe").is_file()
    assert data_beside(carried / "Conflict Timeline.exe") == carried / "data"


def test_the_last_page_of_the_installer_shows_our_icon(windows, qapp):
    import icons

    image = QImage.fromData(icons.side_picture(), "BMP")
    assert (image.width(), image.height()) == icons.SIDE
    assert image.pixelColor(image.width() // 4, 40) == QColor("#1D4F91")


def test_a_version_is_four_numbers(windows):
    assert windows.version_numbers("0.1.0") == (0, 1, 0, 0)
    assert windows.version_numbers("1.2") == (1, 2, 0, 0)
    assert windows.version_numbers("1.2.3.dev4") == (1, 2, 3, 4)


def test_windows_is_told_what_the_program_can_do(windows):
    found = {each.tag.rpartition("}")[2]: each for each in ET.fromstring(windows.MANIFEST).iter()}
    assert found["dpiAwareness"].text == "PerMonitorV2"
    assert found["longPathAware"].text == "true"
    assert found["activeCodePage"].text == "UTF-8"
    assert found["requestedExecutionLevel"].get("level") == "asInvoker"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_installer_says_all_in_each_language(code):
    texts = (WINDOWS / "texts.nsh").read_text(encoding="utf-8")
    told = re.findall(rf'^LangString (\w+) \$\{{LANG_{LANGUAGES[code]}\}} "(.+)"$', texts, re.MULTILINE)
    script = (WINDOWS / "installer.nsi").read_text(encoding="utf-8")
    assert {name for name, _text in told} == set(re.findall(r"\$\((\w+)\)", script))
    assert all("Conflict Timeline" in text for name, text in told if name != "NOT_WRITTEN")
    assert f'MUI_LANGUAGE "{LANGUAGES[code].title()}"' in script


def test_the_installer_speaks_every_language_of_the_program():
    assert set(LANGUAGES) == set(OWN_NAMES)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="needs makensis; packaging/try_wine.sh has it")
def test_nsis_takes_the_script_without_a_warning(windows, folder, qapp, monkeypatch, tmp_path):
    import icons

    monkeypatch.setattr(windows, "BUILD", tmp_path)
    icons.write_icons(tmp_path / "icons")
    (tmp_path / "icons" / "side.bmp").write_bytes(icons.side_picture())
    assert windows.installer(folder, tmp_path / "setup.exe")
    assert subprocess.run(["file", tmp_path / "setup.exe"], capture_output=True, check=True).stdout


def test_all_that_the_bundle_takes_in_is_carried_to_where_it_is_built_under_wine():
    spec = (ROOT / "packaging" / "conflict-timeline.spec").read_text(encoding="utf-8")
    asked_for = set(re.findall(r'ROOT / "([^"]+)"', spec))
    script = (ROOT / "packaging" / "try_wine.sh").read_text(encoding="utf-8")
    (carried,) = re.findall(r"tar -cf - --exclude=__pycache__ ([^)]+)\)", script)
    assert len(asked_for) >= 4
    assert asked_for - {"build", *carried.split()} == set()
