"""What the program is made of: licences, and the bill of materials."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LICENCES = ROOT / "LICENSES"
SPDX = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only",
    "GPL-3.0-or-later", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "OFL-1.1", "PSF-2.0",
    "Unicode-3.0", "Unicode-DFS-2016", "Zlib", "blessing", "Bootloader-exception", "GCC-exception-3.1",
    "LicenseRef-Microsoft-Distributable-Code",
}  # fmt: skip
"""SPDX knows no name for the last, and lets one be made for it."""


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of packaging/ import each other by their plain names."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))


def test_every_locked_package_that_runs_has_its_licence_and_its_text():
    import components

    found = components.packages()
    assert {"pyside6-essentials", "shiboken6", "numpy", "lxml", "lxml-html-clean", "sqlite-utils"} <= {
        each.name for each in found
    }
    for each in found:
        assert each.licence, each.name
        assert each.hashes, each.name
        for text in each.texts:
            assert len((LICENCES / text).read_text(encoding="utf-8")) > 500, (each.name, text)


def test_licences_are_named_as_spdx_names_them():
    import components

    for each in components.components():
        words = set(re.split(r"[() ]+", each.licence)) - {"AND", "OR", "WITH", ""}
        assert words <= SPDX, (each.name, words - SPDX)


def test_the_licences_are_those_of_the_packages_here():
    import licences

    assert licences.faults() == []


def test_a_licence_that_is_missing_is_told(monkeypatch, tmp_path):
    import licences

    monkeypatch.setattr(licences, "FOLDER", tmp_path)
    (tmp_path / "stray.txt").write_text("of nothing", encoding="utf-8")
    told = licences.faults()
    assert "numpy: LICENSES/numpy.txt is missing" in told
    assert "LICENSES/stray.txt belongs to nothing" in told


def test_what_asks_for_its_sources_says_where_they_are():
    import components

    lacking = [
        each.name for each in components.components() if "GPL" in each.licence and not each.sources.startswith("https:")
    ]
    assert lacking == []


def test_the_debian_copyright_names_every_component():
    import components

    paper = (ROOT / "packaging" / "linux" / "copyright").read_text(encoding="utf-8")
    in_deb = [each for each in components.components() if each.packed and not each.only]
    assert [each.name for each in in_deb if each.name.lower() not in paper.lower()] == []
    used = set(re.findall(r"^License: (.+)$", paper, re.MULTILINE))
    assert {"MIT", "PSF-2.0", "OFL-1.1"} <= used
    explained = set(re.findall(r"^License: (.+)\n (?!Comment)", paper, re.MULTILINE))
    assert used - explained == {"MIT"}  # which linux/deb.py adds from LICENSE


def test_a_library_that_belongs_to_nothing_is_found(tmp_path):
    import components

    inner = tmp_path / "_internal"
    for place in ("numpy/core.so", "libQt6Core.so.6", "lxml/etree.cpython-311-x86_64-linux-gnu.so", "libstray.so.1"):
        (inner / place).parent.mkdir(parents=True, exist_ok=True)
        (inner / place).touch()
    (inner / "resources.txt").touch()
    assert list(components.unknown_files(tmp_path)) == ["_internal/libstray.so.1"]


def test_the_bill_of_materials_is_the_same_every_time():
    import sbom

    assert sbom.written(sbom.document()) == sbom.written(sbom.document())
    later = sbom.document({"Python": "3.11.7"}, 1_700_000_000)
    assert later["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    assert later["serialNumber"] != sbom.document()["serialNumber"]
    assert {row["bom-ref"] for row in later["components"]} >= {"pkg:generic/python@3.11.7"}


def test_the_bill_of_materials_names_all_and_hangs_together():
    import components
    import sbom

    told = json.loads(sbom.written(sbom.document()))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    by_ref = {row["bom-ref"]: row for row in told["components"]}
    assert len(by_ref) == len(told["components"])
    for each in components.components():
        row = by_ref[each.purl]
        assert row["licenses"] == [{"expression": each.licence}]
        assert [digest["content"] for digest in row.get("hashes", [])] == list(each.hashes)
    refs = set(by_ref) | {told["metadata"]["component"]["bom-ref"]}
    edges = {row["ref"]: row["dependsOn"] for row in told["dependencies"]}
    assert refs >= set(edges) | {ref for needed in edges.values() for ref in needed}
    reached, waiting = set(), [told["metadata"]["component"]["bom-ref"]]
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += edges.get(ref, [])
    assert refs - reached == set()
    assert by_ref["pkg:pypi/pip@" + components.locked()["pip"][0][0]]["scope"] == "excluded"
    assert any(ref.startswith("pkg:cargo/calamine@") for ref in by_ref)


def test_the_bill_of_materials_is_valid_cyclonedx():
    validation = pytest.importorskip(
        "cyclonedx.validation.json", reason="needs cyclonedx-python-lib[json-validation], which is not locked"
    )
    import sbom
    from cyclonedx.schema import SchemaVersion

    validator = validation.JsonStrictValidator(SchemaVersion.V1_6)
    told = sbom.document()
    assert validator.validate_str(sbom.written(told)) is None
    assert validator.validate_str(sbom.written({**told, "specVersion": 1})) is not None


@pytest.mark.parametrize(
    ("python", "platform", "series"),
    [("3.11", "linux", (6, 11)), ("3.13", "linux", (6, 12)), ("3.13", "win32", (6, 11))],
)
def test_each_system_gets_the_qt_that_was_tried_there(python, platform, series):
    """Decision 3: 6.12 loses references to None on Python 3.11."""
    import components
    from packaging.markers import Marker

    where = {"python_full_version": f"{python}.1", "python_version": python, "sys_platform": platform}
    for name in ("pyside6-essentials", "shiboken6"):
        (version,) = [
            version for version, marker, _hashes in components.locked()[name] if Marker(marker).evaluate(where)
        ]
        assert tuple(map(int, version.split(".")[:2])) == series


def test_what_windows_adds_is_known_too(tmp_path):
    import components

    inner = tmp_path / "_internal"
    (inner / "numpy.libs").mkdir(parents=True)
    for place in (
        "VCRUNTIME140.dll",
        "VCRUNTIME140_1.dll",
        "numpy.libs/msvcp140-a4c2229bdc2a2a63.dll",
        "python313.dll",
    ):
        (inner / place).write_bytes(b"")
    assert list(components.unknown_files(tmp_path)) == []
    (inner / "somebody.dll").write_bytes(b"")
    assert list(components.unknown_files(tmp_path)) == ["_internal/somebody.dll"]
