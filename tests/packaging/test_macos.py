"""What macOS is told, as far as that can be tried without a Mac."""

from __future__ import annotations

import plistlib
import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from timeline_app.base.i18n import OWN_NAMES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def app(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    from macos import app

    return app


def chunks(data: bytes) -> dict[bytes, bytes]:
    """The pictures of an icon family by their names."""
    found, at = {}, 8
    while at < len(data):
        name, length = struct.unpack_from(">4sI", data, at)
        found[name] = data[at + 8 : at + length]
        at += length
    return found


def test_an_icon_family_has_a_picture_for_each_screen(qapp, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import icons

    for drawing in (icons.PROGRAM, icons.STORE):
        data = icons.icns(drawing)
        assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
        sizes = {name: QImage.fromData(picture).width() for name, picture in chunks(data).items()}
        assert sizes == icons.ICNS_NAMES
        assert set(sizes.values()) == {32, 64, 128, 256, 512, 1024}
    assert icons.icns(icons.PROGRAM) != icons.icns(icons.STORE)


def test_the_property_list_claims_our_files_by_one_type(app):
    told = plistlib.loads(plistlib.dumps(app.info_plist()))
    (document,), (exported,) = told["CFBundleDocumentTypes"], told["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["timelinedb"]
    mime = (ROOT / "packaging/linux/org.conflicttimeline.ConflictTimeline.mime.xml").read_text(encoding="utf-8")
    assert f'type="{exported["UTTypeTagSpecification"]["public.mime-type"][0]}"' in mime
    assert document["CFBundleTypeIconFile"] == exported["UTTypeIconFile"] == app.STORE_ICON
    assert told["CFBundleLocalizations"] == sorted(OWN_NAMES)


def test_the_entitlements_are_a_property_list_and_ask_for_one_thing(app):
    assert plistlib.loads(app.ENTITLEMENTS.read_bytes()) == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True
    }


def test_a_disk_image_is_signed_where_an_identity_is_named(app, monkeypatch, tmp_path):
    plain = app.commands(tmp_path, tmp_path / "x.dmg", None)
    assert [words[0] for words in plain] == ["hdiutil"]
    signed = app.commands(tmp_path, tmp_path / "x.dmg", "Developer ID Application: A Person (ABCDE12345)")
    assert [words[0] for words in signed] == ["hdiutil", "codesign"]
    monkeypatch.setenv(app.SIGN_AS, "")
    assert app.signing_identity() is None


def test_other_systems_are_told_why_they_make_none(app):
    assert app.why_not("linux").startswith("It takes a Mac")


def test_the_spec_is_python_that_names_what_macos_is_told():
    text = (ROOT / "packaging" / "conflict-timeline.spec").read_text(encoding="utf-8")
    compile(text, "conflict-timeline.spec", "exec")
    for words in ("BUNDLE(", "macos_app.info_plist()", "macos_app.ENTITLEMENTS", "macos_app.signing_identity()"):
        assert words in text
