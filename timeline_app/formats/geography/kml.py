"""KML: an event for each placemark, dated by its TimeStamp, TimeSpan or track; KMZ, which packs it, too."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.encoding import read_whole, require_readable_size
from timeline_app.formats.geography.places import dated_ones, edtf_of_time, pair_of, placed, span_of
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import address_of, dates_of, linked, marked_up, title_of, words_of
from timeline_app.formats.xml_trees import tree_of_bytes, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

_ZIP: Final = b"PK\x03\x04"
_FOLDERS: Final = frozenset({"Folder", "Document", "kml"})
_PLACES: Final = frozenset({"Placemark", "GroundOverlay", "PhotoOverlay"})
_SEEN: Final = frozenset({
    "name", "description", "TimeStamp", "TimeSpan", "Point", "LineString", "LinearRing", "Polygon", "MultiGeometry",
    "Track", "MultiTrack", "Model", "styleUrl", "Style", "StyleMap", "visibility", "open", "LookAt", "Camera", "Region",
    "ExtendedData", "link", "address", "Snippet", "snippet", "LatLonBox", "Icon",
})  # fmt: skip
"""What is read, and what tells the look only."""


def read_kml(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the placemarks at `path`; raise FormatError where there are none with a time."""
    data = read_whole(path)
    if data.startswith(_ZIP):
        data = _unpacked(data, path.name)
    root = tree_of_bytes(data, path.name)
    reading = FileReading("kml", iter(()))
    drafts = (_draft(number, place, reading) for number, place in enumerate(_placemarks(root), 1))
    return replace(reading, drafts=dated_ones(path.name, drafts, reading))


def _unpacked(data: bytes, name: str) -> bytes:
    """Give the first KML file of an archive, never more of it than a file may hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = next((each for each in archive.infolist() if each.filename.lower().endswith(".kml")), None)
            if inside is not None:
                require_readable_size(name, inside.file_size)
            found = archive.read(inside) if inside is not None else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise FormatError(_("“{name}” is a damaged archive.").format(name=name)) from error
    if not found:
        raise FormatError(_("“{name}” holds no KML file.").format(name=name))
    return found


def kind_of(element: Any) -> str:
    """Give the name of an element without its namespace."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def children(element: Any, *kinds: str) -> Iterator[Any]:
    """Give the children of some kinds, whatever their namespace."""
    return (each for each in element if kind_of(each) in kinds)


def child(element: Any, *kinds: str) -> Any:
    """Give the first child of some kinds; None where there is none."""
    return next(children(element, *kinds), None)


def within(element: Any, *kinds: str) -> Iterator[Any]:
    """Give everything of some kinds inside an element, in the order of the file."""
    return (each for each in element.iter() if kind_of(each) in kinds)


def _placemarks(root: Any) -> Iterator[tuple[Any, tuple[str, ...], Any]]:
    """Give the placemarks with the names of their folders, and the time that a folder has for all in it."""
    stack: list[tuple[Any, tuple[str, ...], Any]] = [(root, (), None)]
    while stack:
        element, folders, when = stack.pop()
        kind = kind_of(element)
        if kind in _PLACES:
            own = child(element, "TimeStamp", "TimeSpan")
            yield element, folders, own if own is not None else when
        elif kind in _FOLDERS or element is root:
            own = child(element, "TimeStamp", "TimeSpan")
            name = words_in(child(element, "name")) if kind == "Folder" else ""
            inside = (*folders, name) if name else folders
            stack += [(each, inside, own if own is not None else when) for each in reversed(element)]


def _draft(row: int, place: tuple[Any, tuple[str, ...], Any], reading: FileReading) -> Draft:
    """Read a placemark; the row is its number, since a file may stand on one line."""
    element, folders, when = place
    start, end, date_text = _dates(row, element, when, reading)
    points = _points(element)
    latitude, longitude, elsewhere = placed(points, reading, row)
    summary, links = marked_up(words_in(child(element, "description", "Snippet", "snippet")))
    title = title_of(marked_up(words_in(child(element, "name")))[0], summary) or _("Event without a title")
    told = list(_extended(element))
    urls = [url for _name, text in told if (url := address_of(text))]
    notes = [*elsewhere, *(f"{name}: {text}" for name, text in told if not address_of(text))]
    notes += [
        f"{kind_of(each)}: {words}" for each in element if kind_of(each) not in _SEEN and (words := words_in(each))
    ]
    hrefs = [each.get("href", "") for each in children(element, "link")]
    known = [DraftSource(title=url, url=url) for url in dict.fromkeys((*urls, *filter(None, map(address_of, hrefs))))]
    address = " ".join(words_in(child(element, "address")).split())
    return Draft(
        title=title,
        start=start,
        end=end,
        date_text=date_text,
        category=folders[-1] if folders else "",
        place=address or (title if len(points) == 1 else ""),
        latitude=latitude,
        longitude=longitude,
        tags=folders[:-1],
        summary=summary,
        notes="\n".join(notes),
        external_id=element.get("id", ""),
        sources=linked(links, known),
        row=row,
    )


def _dates(row: int, element: Any, when: Any, reading: FileReading) -> tuple[str, str, str]:
    """Give the dates of a placemark: of its own time, or of its track."""
    if when is None:
        times = [words_in(each) for track in within(element, "Track") for each in children(track, "when")]
        first, last = span_of(times)
        if times and not first:
            reading.report(row, _("The times of the track cannot be read."), unread_date=True)
        return first, last, "" if first else " – ".join(times[:1] + times[1:][-1:])
    if kind_of(when) == "TimeStamp":
        first, last = words_in(child(when, "when")), ""
    else:
        first, last = words_in(child(when, "begin")), words_in(child(when, "end"))
    written = " – ".join(filter(None, (first, last)))
    if kind_of(when) == "TimeSpan" and bool(first) != bool(last):
        return _open_span(row, first, last, reading)
    return dates_of(reading, row, lambda: edtf_of_time(first), lambda: edtf_of_time(last), written)


def _open_span(row: int, first: str, last: str, reading: FileReading) -> tuple[str, str, str]:
    """Read a span of which one end is missing: by the rules of KML it has no bound there."""
    try:
        edtf = edtf_of_time(first or last)
    except DateError as error:
        reading.report(row, _("{problem} It was kept as text.").format(problem=error), unread_date=True)
        return "", "", words_of(first or last)
    return (f"{edtf}/..", "", "") if first else (f"../{edtf}", "", "")


def _points(element: Any) -> list[tuple[float, float]]:
    pairs = [pair_of(text) for each in within(element, "coordinates") for text in words_in(each).split()]
    pairs += [pair_of(words_in(each)) for each in within(element, "coord")]
    return [pair for pair in pairs if pair is not None]


def _extended(element: Any) -> Iterator[tuple[str, str]]:
    """Give the data that a program keeps with a placemark."""
    for data in within(element, "Data", "SimpleData"):
        value = child(data, "value")
        text = " ".join(marked_up(words_in(value if value is not None else data))[0].split())
        if text:
            yield data.get("name", "") or kind_of(data), text
