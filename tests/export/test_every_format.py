"""Every format respects filter, stretch of time, order and language: one table, so that a new format is in it."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from pypdf import PdfReader
from PySide6.QtGui import QImage

from timeline_app.base import i18n
from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import Category, Event, Excerpt, Source
from timeline_app.export.options import LAYOUTS, ExportOptions
from timeline_app.export.registry import WRITE_FORMATS, export_file, export_steps
from timeline_app.store.store import Store

EVENTS = (
    ("Delta closes", "2025-07-30~", "c1"),
    ("Alpha opens", "2025-05-16", "c1"),
    ("Charlie goes on", "2025-07", "c2"),
    ("Bravo meets", "2025-06-02/2025-06-04", "c1"),
)  # fmt: skip
"""In no order; two of their dates have to be worded wherever they are shown."""
IN_ORDER = ["Alpha", "Bravo", "Charlie", "Delta"]
WITHOUT_WORDS = {"csv", "json"}
"""What programs read: these are the same in every language."""
STAND_ELSEWHERE = {"svg", "pdf", "json"}
"""Lanes have a place for each date, and JSON of all there is keeps the order of the store."""
WAYS = [(form.name, "lanes") for form in WRITE_FORMATS] + [("svg", layout) for layout in LAYOUTS[1:]]
GERMAN = {"Occurred": "Geschehen", "c. {date}": "um {date}"}


@pytest.fixture(scope="module")
def chronology(tmp_path_factory, qapp):
    opened = Chronology(Store.create(tmp_path_factory.mktemp("every") / "a.timelinedb"))
    events = (
        Event(f"e{number}", title, start, status="occurred", category_id=category, importance=5)
        for number, (title, start, category) in enumerate(EVENTS)
    )
    source = Source("s", "A report", url="https://example.org/a", published="2025-07")
    evidence = (Excerpt(f"x{number}", f"e{number}", "s", exact="It says so.") for number in range(len(EVENTS)))
    opened.do(Change("Add", after=(Category("c1", "Talks"), Category("c2", "Strikes"), source, *events, *evidence)))
    yield opened
    opened.close()


def german(folder):
    folder = folder / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="de", fuzzy=False)
    for text, translated in GERMAN.items():
        catalog.add(text, translated)
    with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)


IN_GERMAN = """
import sys
from pathlib import Path
from timeline_app.base import i18n
i18n.settle_language(Path(sys.argv[1]))
from timeline_app.document import Chronology
from timeline_app.export.options import ExportOptions
from timeline_app.export.picture import offscreen_application
from timeline_app.export.registry import WRITE_FORMATS, export_file, export_steps
from timeline_app.store.store import Store
application = offscreen_application()
chronology = Chronology(Store.open(Path(sys.argv[2]), read_only=True))
for way in sys.argv[4:]:
    name, layout = way.split()
    form = next(each for each in WRITE_FORMATS if each.name == name)
    size = "1400x900" if "pixels" in form.options else ""
    options = ExportOptions(name, size, layout=layout, made="2026-01-01", zone="UTC")
    export_file(chronology, options, Path(sys.argv[3], f"{name}-{layout}{form.suffix}"))
chronology.close()
"""
"""In a process of its own: a process has one language."""


@pytest.fixture(scope="module")
def in_german(tmp_path_factory, chronology):
    folder = tmp_path_factory.mktemp("german")
    german(folder / "locale")
    spoken = {"LANGUAGE": "de", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", i18n.CHOICE: ""}
    ways = [" ".join(way) for way in WAYS]
    command = [sys.executable, "-c", IN_GERMAN, folder / "locale", chronology.store.path, folder, *ways]
    subprocess.run(command, check=True, timeout=120, env={**os.environ, **spoken})
    return folder


def options_of(name, layout):
    form = next(each for each in WRITE_FORMATS if each.name == name)
    size = {"size": "1400x900"} if "pixels" in form.options else {}
    return form, ExportOptions(name, layout=layout, made="2026-01-01", zone="UTC", **size)


def read(path):
    """What a file says to who reads it, in the order in which it says it."""
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if re.search(r"document|footnotes|sheet\d", name)]
            text = " ".join(archive.read(name).decode() for name in names if name.endswith(".xml"))
    else:
        text = path.read_text(encoding="utf-8")
    body = text.split("<main", 1)[-1].split("</main>", 1)[0] if path.suffix == ".html" else text
    return html.unescape(body).replace("\r\n ", "").replace("\\u003c", "<")


def made(chronology, name, layout, folder, **asked):
    form, options = options_of(name, layout)
    path = folder / f"a{form.suffix}"
    export_file(chronology, replace(options, **asked), path)
    return path


def titles(text):
    return [name for _at, name in sorted((text.find(name), name) for name in IN_ORDER) if name in text]


TABLE = [
    ({}, IN_ORDER),
    ({"query": "category:Talks"}, ["Alpha", "Bravo", "Delta"]),
    ({"first": "2025-06", "last": "2025-06"}, ["Bravo"]),
    ({"first": "2025-06-03"}, ["Bravo", "Charlie", "Delta"]),
    ({"query": "category:Talks", "last": "2025-06"}, ["Alpha", "Bravo"]),
]


@pytest.mark.parametrize(("asked", "kept"), TABLE, ids=lambda value: " ".join(map(str, value)) or "all")
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_filter_and_stretch_of_time_choose_and_order_is_that_of_time(chronology, tmp_path, way, asked, kept):
    name, layout = way
    path = made(chronology, name, layout, tmp_path, **asked)
    if path.suffix == ".png":
        _form, whole = options_of(name, layout)
        export_file(chronology, whole, tmp_path / "whole.png")
        same = QImage(str(path)) == QImage(str(tmp_path / "whole.png"))
        assert same == (kept == IN_ORDER)
        return
    found = titles(read(path))
    assert sorted(found) == kept
    if name not in STAND_ELSEWHERE or layout != "lanes":
        assert found == kept


@pytest.mark.parametrize("way", [way for way in WAYS if way[0] != "png"], ids=" ".join)
def test_words_are_those_of_the_language(in_german, way):
    name, layout = way
    (path,) = in_german.glob(f"{name}-{layout}.*")
    text = read(path)
    if name in WITHOUT_WORDS:
        assert "2025-07-30~" in text
        assert "Juli" not in text
    else:
        assert "Juli" in text
        assert "July" not in text


@pytest.mark.parametrize("form", [each for each in WRITE_FORMATS if each.event_ms], ids=lambda form: form.name)
def test_what_may_take_long_goes_in_steps_that_never_go_back_and_stops_without_a_trace(built_sample, tmp_path, form):
    sample = Chronology(Store.open(built_sample, read_only=True))
    target = tmp_path / f"a{form.suffix}"
    told = list(export_steps(sample, ExportOptions(form.name), target))
    assert len(told) > 1
    assert told == sorted(told)
    assert (told[0] < 1, told[-1]) == (True, 1.0)
    target.unlink()
    steps = export_steps(sample, ExportOptions(form.name), target)
    next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == []
    sample.close()
