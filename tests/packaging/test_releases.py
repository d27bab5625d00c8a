"""What a desktop is told of releases is what CHANGELOG.md says."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import timeline_app

ROOT = Path(__file__).resolve().parents[2]
METAINFO = ROOT / "packaging" / "linux" / "org.conflicttimeline.ConflictTimeline.metainfo.xml"


@pytest.fixture
def releases(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import releases

    return releases


def test_the_version_that_is_built_stands_in_the_changes_and_in_what_the_desktop_is_told(releases):
    changes = releases.CHANGES.read_text(encoding="utf-8")
    assert timeline_app.__version__ in [number for number, _day in releases.HEADING.findall(changes)]
    listed = releases.in_metainfo(timeline_app.__version__, "2026-12-24")
    told = ET.fromstring(METAINFO.read_text(encoding="utf-8").replace("@RELEASES@", listed))
    first = told.find("releases/release")
    assert (first.get("version"), first.get("date")) == (timeline_app.__version__, "2026-12-24")


def test_every_release_is_listed_with_its_day(releases, monkeypatch, tmp_path):
    changes = tmp_path / "CHANGELOG.md"
    changes.write_text(
        "# Changes\n\n## Next\n\n## 0.3.0\n\n* x\n\n## 0.2.0 (2026-12-01)\n\n## 0.1.0 (2026-11-22)\n", "utf-8"
    )
    monkeypatch.setattr(releases, "CHANGES", changes)
    told = [("0.3.0", "2027-01-02"), ("0.2.0", "2026-12-01"), ("0.1.0", "2026-11-22")]
    assert releases.releases("0.3.0", "2027-01-02") == told


def test_every_release_but_the_one_to_come_has_its_day(releases):
    headings = releases.HEADING.findall(releases.CHANGES.read_text(encoding="utf-8"))
    assert [number for number, day in headings if not day and number != timeline_app.__version__] == []
