"""The formats that are maps: how each is recognised and who reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import BY_NAME, LIKELY, SURE, ReadFormat, ends_so

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_KML: Final = re.compile(r"<(?:\w+:)?kml[\s>]")
_GPX: Final = re.compile(r"<(?:\w+:)?gpx[\s>]")


def _is_geojson(head: FileHead) -> Judgement:
    from timeline_app.formats.geography.geojson import is_geojson  # noqa: PLC0415 - for JSON only

    if is_geojson(head.outline):
        return LIKELY, _("It is JSON and has the features of a map.")
    return ends_so(head, (".geojson",), BY_NAME)


def _is_kml(head: FileHead) -> Judgement:
    if head.text.startswith("<") and _KML.search(head.text):
        return SURE, _("It is XML and has the element {element}.").format(element="<kml>")
    if head.data.startswith(b"PK\x03\x04") and head.suffix == ".kmz":
        return LIKELY, _("It is an archive whose name ends in .kmz.")
    return ends_so(head, (".kml",), BY_NAME)


def _is_gpx(head: FileHead) -> Judgement:
    if head.text.startswith("<") and _GPX.search(head.text):
        return SURE, _("It is XML and has the element {element}.").format(element="<gpx>")
    return ends_so(head, (".gpx",), BY_NAME)


def _read_geojson(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.geography.geojson import read_geojson  # noqa: PLC0415 - one of several is needed

    return read_geojson(path, options)


def _read_kml(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.geography.kml import read_kml  # noqa: PLC0415 - likewise

    return read_kml(path, options)


def _read_gpx(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.geography.gpx import read_gpx  # noqa: PLC0415 - likewise

    return read_gpx(path, options)


GEOGRAPHY_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("geojson", lambda: _("GeoJSON"), (".geojson", ".json"), "events", _is_geojson, _read_geojson),
    ReadFormat("kml", lambda: _("KML"), (".kml", ".kmz"), "events", _is_kml, _read_kml),
    ReadFormat("gpx", lambda: _("GPX"), (".gpx",), "events", _is_gpx, _read_gpx),
)
