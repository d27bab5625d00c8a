"""Export pages against pictures that were looked at; `UPDATE_GOLDEN=1 pytest` draws those anew, to be looked at."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from golden_pictures import MOST_FAR, share_of_other_pixels
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from timeline_app.document import Chronology
from timeline_app.domain.errors import ExportError
from timeline_app.export.options import ExportOptions
from timeline_app.export.page.compose import compose
from timeline_app.export.picture import render_image, render_preview
from timeline_app.export.registry import export_file, export_steps
from timeline_app.export.writers.png import bands
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

GOLDEN = Path(__file__).parents[1] / "data" / "export"
FIXED = ExportOptions(format="png", made="2025-08-01")
PAGES = {
    "year-light": replace(FIXED, size="1200x800", first="2025", last="2025-09"),
    "july-dark": replace(FIXED, size="1200x700", theme="dark", first="2025-07", last="2025-07"),
    "diplomacy-print": replace(FIXED, size="A4", dpi=96, theme="print", query="category:Diplomacy"),
    "actors": replace(FIXED, size="1000", lanes="actor", first="2022-02", last="2022-06", sources=False),
}


@pytest.fixture(scope="module")
def chronology(tmp_path_factory, qapp):
    path = tmp_path_factory.mktemp("export") / "sample.timelinedb"
    build_sample(path)
    opened = Chronology(Store.open(path, read_only=True))
    yield opened
    opened.store.close()


def pixels(image):
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    lines = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return lines[:, : plain.width()].astype(np.int16)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(chronology, tmp_path, name):
    image = render_image(chronology, PAGES[name])
    known = GOLDEN / f"{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        known.parent.mkdir(parents=True, exist_ok=True)
        assert image.save(str(known))
    image.save(str(tmp_path / known.name))
    other = share_of_other_pixels(image, QImage(str(known)))
    assert other <= MOST_FAR, f"{other:.1%} of the pixels differ; look at {tmp_path / known.name}"


def test_a_file_holds_the_picture_that_the_clipboard_gets(chronology, tmp_path):
    export_file(chronology, PAGES["year-light"], tmp_path / "a.png")
    image = render_image(chronology, PAGES["year-light"])
    assert share_of_other_pixels(QImage(str(tmp_path / "a.png")), image) == 0.0


def test_bands_show_no_seam(chronology, monkeypatch):
    sheet = compose(chronology, PAGES["july-dark"]).sheets[0]
    size = QSize(1200, 700)
    whole = np.concatenate(list(bands(sheet, size, "#15171B")))
    monkeypatch.setattr("timeline_app.export.writers.png._BAND_BYTES", 1200 * 4 * 61)
    pieces = list(bands(sheet, size, "#15171B"))
    assert len(pieces) == 12
    others = (np.concatenate(pieces) != whole).any(axis=2)
    columns = set(np.nonzero(others)[1].tolist())
    assert len(columns) <= 1  # Qt begins the dots of the as-of line anew where it cuts that off


def test_twice_as_fine_is_the_same_page(chronology):
    once = render_image(chronology, PAGES["july-dark"])
    twice = render_image(chronology, replace(PAGES["july-dark"], size="2400x1400", dpi=192))
    assert (twice.width(), twice.height()) == (2400, 1400)
    smooth = Qt.TransformationMode.SmoothTransformation
    smaller = twice.scaled(once.size(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    assert float(np.abs(pixels(smaller) - pixels(once)).mean()) < 2.0


def test_a_transparent_picture_has_no_ground(chronology, tmp_path):
    export_file(chronology, replace(PAGES["year-light"], transparent=True), tmp_path / "a.png")
    alpha = pixels(QImage(str(tmp_path / "a.png")))[:, :, 3]
    assert alpha[0, 0] == 0
    assert 0.3 < float((alpha == 0).mean()) < 0.95
    assert (alpha == 255).any()


def test_a_width_alone_gives_every_title_and_source_its_place(chronology):
    image = render_image(chronology, replace(FIXED, size="1400"))
    assert image.width() == 1400
    assert image.height() > 2500


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_nothing_is_drawn_in_the_margin(chronology, theme):
    image = pixels(render_image(chronology, replace(FIXED, size="1200x900", theme=theme)))
    margin = 44
    edges = (image[:margin], image[-margin:], image[:, :margin], image[:, -margin:])
    assert all((edge == image[0, 0]).all() for edge in edges)


def test_print_works_in_black_and_white(chronology):
    """All text keeps its contrast in grey, and shape doubles colour, so that nothing is lost."""
    page = pixels(render_image(chronology, replace(FIXED, size="A4", dpi=96, theme="print")))[:, :, :3]
    assert (page[0, 0] == 255).all()
    grey = page @ np.array([0.2126, 0.7152, 0.0722])
    assert float((grey < 60).mean()) > 0.01


def texts_of(chronology, tmp_path, options):
    export_file(chronology, replace(options, format="svg"), tmp_path / "a.svg")
    return "".join(ET.parse(tmp_path / "a.svg").getroot().itertext())


@pytest.mark.parametrize(("size", "heading"), [("1600x1000", "31 events"), ("800x440", "All events")])
def test_what_colours_mean_stands_in_headings_or_else_in_the_legend(chronology, tmp_path, size, heading):
    told = texts_of(chronology, tmp_path, replace(FIXED, size=size, sources=False))
    assert heading in told
    assert all(told.count(name) == 1 for name in ("Diplomacy", "Strike", "Humanitarian"))


def test_a_search_that_finds_nothing_is_told_without_a_stretch_that_nobody_asked_for(chronology):
    with pytest.raises(ExportError, match=r"matches: “xyzzy” in any form\.$"):
        compose(chronology, replace(FIXED, query="xyzzy"))
    with pytest.raises(ExportError, match="in this stretch of time"):
        compose(chronology, replace(FIXED, query="xyzzy", first="2025"))


def test_a_preview_is_the_page_made_small(chronology):
    image = render_preview(chronology, PAGES["year-light"], 400)
    assert (image.width(), image.height()) == (400, 267)


def test_a_stretch_in_seconds_is_shown_exactly(chronology):
    span = (1_735_689_600, 1_751_328_000)  # January to June 2025
    composition = compose(chronology, replace(FIXED, size="1200x800", span=span, theme="light"))
    assert composition.line.startswith("1 January 2025 – 30 June 2025 · ")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "21 November 2013 – 4 March 2027 · 130 events · as known on 31 July 2025 · made on 1 August 2025"),
        ({"first": "2025", "last": "2025"}, "2025 · 34 of 130 events · "),
        ({"query": "category:Diplomacy"}, " · only category: “Diplomacy” · 31 of 130 events · "),
        (
            {"query": 'importance:5 category:="Military operation"'},
            "only importance 5; category: Military operation · ",
        ),
        ({"first": "2025-05", "last": "2025-07"}, "May 2025 – July 2025 · "),
    ],
)
def test_the_line_says_what_is_shown(chronology, options, words):
    assert words in compose(chronology, replace(FIXED, theme="light", **options)).line


def test_sources_that_have_no_room_are_named_in_a_line(chronology):
    listed = compose(chronology, replace(FIXED, size="1400", theme="light", first="2025-07", last="2025-07"))
    short = compose(chronology, replace(FIXED, size="1200x700", theme="light"))
    kinds = [[type(placed.block).__name__ for placed in each.sheets[0].blocks] for each in (listed, short)]
    assert "SourceBlock" in kinds[0]
    assert "CreditBlock" in kinds[1]


@pytest.mark.parametrize("size", ["360x240", "400x2000", "2400x260"])
def test_odd_sizes_give_a_picture(chronology, size):
    width, height = map(int, size.split("x"))
    image = render_image(chronology, replace(FIXED, size=size))
    assert (image.width(), image.height()) == (width, height)


def test_stopping_leaves_the_old_file(chronology, tmp_path):
    target = tmp_path / "a.png"
    target.write_text("old")

    def stop(fraction):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_file(chronology, PAGES["july-dark"], target, stop)
    steps = export_steps(chronology, PAGES["july-dark"], target)
    next(steps)
    steps.close()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_progress_comes_to_its_end(chronology, tmp_path):
    for name in ("a.png", "a.svg", "a.pdf"):
        steps = []
        export_file(chronology, replace(PAGES["july-dark"], format=""), tmp_path / name, steps.append)
        assert steps[-1] == 1.0
        assert steps == sorted(steps)


def test_an_unknown_format_is_told(chronology, tmp_path):
    with pytest.raises(ExportError, match="gif"):
        export_file(chronology, replace(FIXED, format=""), tmp_path / "a.gif")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="measures memory as Unix tells it")
def test_a_poster_of_144_megapixels_stays_within_memory(chronology, tmp_path):
    code = (
        "import resource, sys\n"
        "from timeline_app.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
        "sys.exit(code)\n"
    )
    verb = ["export", str(chronology.path), "--to", str(tmp_path / "a.png"), "--size", "16000x9000", "--json"]
    done = subprocess.run([sys.executable, "-c", code, *verb], capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[-1]) < 2 * 1024 * 1024
    head = (tmp_path / "a.png").read_bytes()[16:24]
    assert (int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")) == (16000, 9000)
