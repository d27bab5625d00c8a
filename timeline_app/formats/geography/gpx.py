"""GPX: an event for each waypoint, route and track; a track begins with its first point and ends with its last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import FormatError
from timeline_app.formats.geography.kml import child, children, kind_of, within
from timeline_app.formats.geography.places import dated_ones, edtf_of_time, placed, span_of
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import address_of, dates_of, linked, marked_up, title_of
from timeline_app.formats.xml_trees import tree_of, words_in

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

_KINDS: Final = ("wpt", "rte", "trk")
_SEEN: Final = frozenset({"name", "desc", "time", "link", "url", "urlname", "type", "trkseg", "rtept"})


def read_gpx(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the waypoints and tracks at `path`; raise FormatError where there are none with a time."""
    root = tree_of(path)
    if kind_of(root) != "gpx":
        raise FormatError(_("“{name}” is no GPX file.").format(name=path.name))
    reading = FileReading("gpx", iter(()))
    drafts = (_draft(number, each, reading) for number, each in enumerate(children(root, *_KINDS), 1))
    return replace(reading, drafts=dated_ones(path.name, drafts, reading))


def _draft(row: int, element: Any, reading: FileReading) -> Draft:
    """Read a waypoint or track; the row is its number, since a file may stand on one line."""
    points = [element] if kind_of(element) == "wpt" else list(within(element, "trkpt", "rtept"))
    times = [words_in(child(point, "time")) for point in points]
    if len(points) == 1:
        start, end, date_text = dates_of(reading, row, lambda: edtf_of_time(times[0]), lambda: "", times[0])
    else:
        (start, end), date_text = span_of(times), ""
    pairs = [pair for point in points if (pair := _pair(point)) is not None]
    latitude, longitude, elsewhere = placed(pairs, reading, row)
    summary, links = marked_up(words_in(child(element, "desc")))
    title = title_of(words_in(child(element, "name")), summary) or _("Event without a title")
    notes = [
        *elsewhere,
        *(f"{kind_of(each)}: {words}" for each in element if kind_of(each) not in _SEEN and (words := words_in(each))),
    ]
    if len(points) > 1:
        notes.append(ngettext("Track of {n} point.", "Track of {n} points.", len(points)).format(n=len(points)))
    addresses = [address_of(each.get("href", "") or words_in(each)) for each in children(element, "link", "url")]
    known = [DraftSource(title=url, url=url) for url in dict.fromkeys(filter(None, addresses))]
    return Draft(
        title=title,
        start=start,
        end=end,
        date_text=date_text,
        category=words_in(child(element, "type")),
        place=title if len(points) == 1 else "",
        latitude=latitude,
        longitude=longitude,
        summary=summary,
        notes="\n".join(notes),
        sources=linked(links, known),
        row=row,
    )


def _pair(point: Any) -> tuple[float, float] | None:
    try:
        return float(point.get("lon", "")), float(point.get("lat", ""))
    except ValueError:
        return None
