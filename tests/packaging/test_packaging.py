"""What packs the program, tried without packing it: `./run package` does the whole and starts the result."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QColor, QImage

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
APP_ID = "org.conflicttimeline.ConflictTimeline"
MIME_TYPE = "application/vnd.conflict-timeline+sqlite3"


@pytest.fixture
def packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of packaging/ import each other by their plain names."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))


def test_the_icon_is_drawn_at_every_size(qapp, packaging):
    import icons

    for size in icons.SIZES:
        image = QImage.fromData(icons.png(size))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(size // 4, size // 8) == QColor("#1D4F91")


def test_the_windows_icon_points_at_its_pictures(qapp, packaging):
    import icons

    data = icons.ico()
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind) == (0, 1)
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * number) for number in range(count)]
    assert [entry[0] for entry in entries] == [16, 24, 32, 48, 64, 128, 0]  # 0 stands for 256
    assert all(data[entry[7] : entry[7] + 4] == b"\x89PNG" for entry in entries)
    assert entries[-1][7] + entries[-1][6] == len(data)


def test_the_mac_icon_is_as_long_as_it_says(qapp, packaging):
    import icons

    data = icons.icns()
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8]) == (len(data),)


def test_the_desktop_entry_starts_the_command_with_a_store():
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / f"{APP_ID}.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "timeline-app %f"
    assert entry["Desktop Entry"]["MimeType"] == f"{MIME_TYPE};"
    assert entry["Desktop Entry"]["Icon"] == APP_ID


@pytest.mark.parametrize("code", ["de", "ru", "uk"])
def test_the_desktop_is_told_all_in_each_language(code):
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / f"{APP_ID}.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    for name in ("GenericName", "Comment", "Keywords"):
        assert told[f"{name}[{code}]"] != told[name]
        assert told[f"{name}[{code}]"].count(";") == told[name].count(";")
    metainfo = ET.fromstring((LINUX / f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "p", "li"):
        plain = [each for each in metainfo.iter(tag) if lang not in each.attrib]
        assert len([each for each in metainfo.iter(tag) if each.get(lang) == code]) == len(plain)


def test_the_desktop_is_told_one_type_everywhere():
    mime = ET.fromstring((LINUX / f"{APP_ID}.mime.xml").read_text(encoding="utf-8"))
    assert [kind.get("type") for kind in mime] == [MIME_TYPE]
    metainfo = ET.fromstring((LINUX / f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8"))
    assert metainfo.findtext("provides/mediatype") == MIME_TYPE
    assert metainfo.findtext("id") == APP_ID
    assert metainfo.findtext("launchable") == f"{APP_ID}.desktop"


def fake_headers(monkeypatch: pytest.MonkeyPatch, asked: dict[str, list[str]]) -> None:
    import bundle

    def headers(path: str) -> str:
        return "".join(f"  NEEDED   {name}\n" for name in asked.get(path, [])) + "  0x0 0x00 03 GLIBC_2.28\n"

    monkeypatch.setattr(bundle, "headers", headers)


def entry(place: str) -> tuple[str, str, str]:
    return place, place, "BINARY"


def test_a_bundle_holds_what_is_asked_for_and_nothing_else(monkeypatch, packaging):
    import bundle

    fake_headers(
        monkeypatch,
        {
            "PySide6/QtGui.abi3.so": ["libQt6Gui.so.6", "libc.so.6", "libstdc++.so.6"],
            "PySide6/Qt/lib/libQt6Gui.so.6": ["libicuuc.so.73"],
            "PySide6/Qt/plugins/platformthemes/libqgtk3.so": ["libgtk-3.so.0"],
        },
    )
    places = ["PySide6/QtGui.abi3.so", "PySide6/Qt/lib/libQt6Gui.so.6", "libicuuc.so.73", "libgtk-3.so.0"]
    places += ["PySide6/Qt/plugins/platformthemes/libqgtk3.so", "libstdc++.so.6"]
    kept, packages = bundle.lean([entry(place) for place in places])
    assert [place for place, _, _ in kept] == sorted(places[:3])
    assert packages == ["libc6 (>= 2.28)", "libstdc++6", "xkb-data"]


def support_modules_of(folder: Path) -> dict[str, str]:
    """Import shiboken from a folder, and give where it has its own modules in Python from."""
    code = (
        "import json, sys; sys.path.insert(0, sys.argv[1]); import shiboken6\n"
        "own = {name: each.__file__ for name, each in sys.modules.items() if name.startswith('shibokensupport')}\n"
        "print(json.dumps(own))\n"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code, folder], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_what_shiboken_holds_as_text_is_compiled_and_found_beside_it(tmp_path, packaging):
    import bundle

    shutil.copytree(Path(shiboken6.__file__).parent, tmp_path / "bundle" / "shiboken6")
    held = support_modules_of(tmp_path / "bundle")
    for place, path, kind in bundle.support_modules(tmp_path / "work"):
        assert kind == "DATA"
        (tmp_path / "bundle" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, tmp_path / "bundle" / place)
    found = support_modules_of(tmp_path / "bundle")
    assert found.keys() == held.keys()
    beside = str(tmp_path / "bundle" / "shiboken6" / "files.dir" / "shibokensupport")
    assert all(each.startswith(beside) and each.endswith(".pyc") for each in found.values())


def test_a_bundle_that_would_lack_a_library_is_refused(monkeypatch, packaging):
    import bundle

    plugin = "PySide6/Qt/plugins/platforms/libqxcb.so"
    fake_headers(monkeypatch, {plugin: ["libxcb-keysyms.so.1"]})
    with pytest.raises(SystemExit, match=r"libqxcb\.so asks for libxcb-keysyms\.so\.1"):
        bundle.lean([entry(plugin)])


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_the_debian_package_is_the_same_every_time_and_complete(qapp, packaging, tmp_path):
    from linux import deb
    from products import Facts

    program = tmp_path / "conflict-timeline"
    program.mkdir()
    (program / "timeline-app").write_text("#!/bin/sh\n", encoding="utf-8")
    (program / "timeline-app").chmod(0o700)
    facts = Facts("1.2", 0x434F4E54, ("libc6", "xkb-data"), "2026-11-22", 1_700_000_000)
    made = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        made.append(deb.build_deb(program, tmp_path / f"{name}-tree", tmp_path / name, facts))
    assert made[0].read_bytes() == made[1].read_bytes()
    listing = subprocess.check_output(["dpkg-deb", "--contents", str(made[0])], text=True)
    for line in (
        "./usr/bin/timeline-app -> ../lib/conflict-timeline/timeline-app",
        "./usr/share/icons/hicolor/48x48/apps/org.conflicttimeline.ConflictTimeline.png",
        "./usr/share/mime/packages/org.conflicttimeline.ConflictTimeline.xml",
        "./usr/share/doc/conflict-timeline/copyright",
    ):
        assert line in listing
    mime = (tmp_path / "first-tree/usr/share/mime/packages" / f"{APP_ID}.xml").read_text(encoding="utf-8")
    assert 'offset="68" value="0x434f4e54"' in mime
    depends = subprocess.check_output(["dpkg-deb", "--field", str(made[0]), "Depends"], text=True)
    assert depends == "libc6, xkb-data\n"


def test_what_qt_says_is_packed_in_our_languages(packaging):
    import bundle

    folder = "PySide6/Qt/translations"
    names = [f"{folder}/qtbase_{code}.qm" for code in ("de", "ru", "uk", "fr", "en")] + [f"{folder}/qt_de.qm"]
    kept = bundle.wanted_data([(name, f"/x/{name}", "DATA") for name in names], [])
    assert [name for name, _file, _kind in kept] == names[:3]
