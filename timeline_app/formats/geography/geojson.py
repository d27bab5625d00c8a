"""GeoJSON: an event for each feature, dated by its properties, by the `when` of linked places or JSON-FG's `time`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.geography.places import dated_ones, edtf_of_time, point_of, span_of
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import (
    address_of,
    dates_of,
    left_over,
    linked,
    list_of,
    marked_up,
    title_of,
    value_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

_STARTS: Final = (
    "start", "start_date", "startdate", "date_start", "datestart", "starttime", "start_time", "begin", "begindate",
    "begin_date", "from", "event_date", "eventdate", "date", "datetime", "date_time", "timestamp", "time", "when",
    "day", "occurred", "verifieddate", "published", "pubdate", "year",
)  # fmt: skip
_ENDS: Final = (
    "end", "end_date", "enddate", "date_end", "dateend", "endtime", "end_time", "stop", "to", "until", "finish",
)  # fmt: skip
_LISTS: Final = ("times", "coordtimes", "coordinateproperties", "timestamps")
_TITLES: Final = (
    "title",
    "name",
    "headline",
    "label",
    "event",
    "event_name",
    "eventname",
    "namn",
    "nom",
    "nombre",
    "place",
)
_TEXTS: Final = ("description", "desc", "summary", "text", "notes", "comment", "body", "content", "popupcontent")
_PLACES: Final = (
    "place",
    "location",
    "city",
    "place_name",
    "placename",
    "address",
    "municipality",
    "province",
    "region",
)
_KINDS: Final = ("category", "type", "event_type", "eventtype", "kind", "class")
_LINKS: Final = ("url", "link", "links", "source_url", "sources", "source", "href", "website")
_IDS: Final = ("id", "event_id", "eventid", "uuid", "globalid", "objectid", "fid", "osm_id", "@id")
_DEEPEST: Final = 20
_TYPES: Final = frozenset({"Feature", "FeatureCollection"})


def is_geojson(value: object) -> bool:
    """Tell whether JSON, as far as it was read, is that of features on a map."""
    if not isinstance(value, dict):
        return False
    return value.get("type") in _TYPES or (
        isinstance(value.get("features"), list) and any(map(_is_feature, value["features"][:3]))
    )


def _is_feature(value: object) -> bool:
    return isinstance(value, dict) and (value.get("type") == "Feature" or {"geometry", "properties"} <= set(value))


def read_geojson(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the features at `path`; raise FormatError where there are none with a time."""
    value: Any = value_of(path)
    features = value.get("features", [value]) if isinstance(value, dict) else value
    if not isinstance(features, list) or not any(map(_is_feature, features)):
        raise FormatError(_("“{name}” holds no features of a map.").format(name=path.name))
    reading = FileReading("geojson", iter(()))
    drafts = (
        _Feature(number, each, reading).draft() for number, each in enumerate(features, 1) if isinstance(each, dict)
    )
    return replace(reading, drafts=dated_ones(path.name, drafts, reading))


class _Feature:
    """A feature, with its properties by their names in small letters."""

    def __init__(self, row: int, feature: Mapping[str, Any], reading: FileReading) -> None:
        self.row, self.feature, self.reading = row, feature, reading
        told = feature.get("properties")
        self.told: dict[str, Any] = dict(told) if isinstance(told, dict) else {}
        self._named = {str(name).casefold(): str(name) for name in reversed(list(self.told))}
        self._taken: set[str] = set()

    def draft(self) -> Draft:
        """Give the event of the feature."""
        start, end, date_text = self._dates()
        latitude, longitude = self._point()
        summary, links = marked_up(self._take(_TEXTS) or _values(self.feature.get("descriptions"), "value"))
        heading = words_of(self._take(_TITLES)) or _values(self.feature.get("names"), "toponym")
        title = title_of(marked_up(heading)[0], summary) or _("Event without a title")
        place = words_of(self._take(_PLACES)) or _values(self.feature.get("names"), "toponym")
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=words_of(self._take(_KINDS)) or _values(self.feature.get("types"), "label"),
            place=place,
            latitude=latitude,
            longitude=longitude,
            summary=summary,
            external_id=words_of(self.feature.get("id") or self.feature.get("@id")) or words_of(self._take(_IDS)),
            sources=self._sources(links),
            notes=self._notes(),
            row=self.row,
        )

    def _value(self, names: tuple[str, ...]) -> Any:
        """Give the first property of some names that is filled."""
        return next((self.told[self._named[name]] for name in names if self._filled(name)), None)

    def _take(self, names: tuple[str, ...]) -> Any:
        name = next((name for name in names if self._filled(name) and self._named[name] not in self._taken), "")
        if not name:
            return None
        self._taken.add(self._named[name])
        return self.told[self._named[name]]

    def _filled(self, name: str) -> bool:
        return name in self._named and self.told[self._named[name]] not in (None, "", [], {})

    def _dates(self) -> tuple[str, str, str]:
        when = self.feature.get("when") or self.feature.get("time")
        inside = self._value(("when",))
        when = when or (inside if isinstance(inside, dict) else None)
        if when:
            if isinstance(inside, dict):
                self._taken.add(self._named["when"])
            return self._when(when)
        times = self._take(_LISTS)
        if isinstance(times, dict):
            times = next(iter(times.values()), None)
        if isinstance(times, list) and times:
            flat = [time for each in times for time in (each if isinstance(each, list) else [each])]
            first, last = span_of(flat)
            self.reading.report(self.row, _("The times of the track cannot be read.")) if not first else None
            return first, last, "" if first else words_of(times)[:300]
        first, last = self._take(_STARTS), self._take(_ENDS)
        written = " – ".join(filter(None, (words_of(first), words_of(last))))
        return dates_of(self.reading, self.row, lambda: edtf_of_time(first), lambda: edtf_of_time(last), written)

    def _when(self, when: Any) -> tuple[str, str, str]:
        spans = when.get("timespans") if isinstance(when, dict) else None
        span = spans[0] if isinstance(spans, list) and spans else when
        if isinstance(spans, list) and len(spans) > 1:
            words = ngettext("The feature has {n} time more, kept in its notes.",
                             "The feature has {n} times more, kept in its notes.", len(spans) - 1)  # fmt: skip
            self.reading.report(self.row, words.format(n=len(spans) - 1))
            self.told["when"] = spans[1:]
            self._taken.discard("when")
        first, last = _ends_of(span)
        label = words_of(when.get("label")) if isinstance(when, dict) else ""
        written = " – ".join(filter(None, (label, words_of(first), words_of(last))))
        return dates_of(self.reading, self.row, lambda: _edge(first, "start"), lambda: _edge(last, "end"), written)

    def _point(self) -> tuple[float | None, float | None]:
        geometry = self.feature.get("geometry")
        pairs = list(_pairs(geometry, 0))
        if len(pairs) > 1 and isinstance(geometry, dict):
            self.told["geometry"] = f"{geometry.get('type')}, {len(pairs)}"
        return point_of(pairs)

    def _sources(self, links: tuple[str, ...]) -> tuple[DraftSource, ...]:
        found: list[DraftSource] = []
        for name in _LINKS:
            value = self._take((name,))
            for text in list_of(value):
                urls = [address_of(each.rstrip(",;")) for each in text.split()]
                if urls and all(urls):
                    found += [DraftSource(title=url, url=url) for url in urls]
                else:
                    found.append(DraftSource(title=text[:300], words=text if len(text) > 300 else ""))
        for each in self.feature.get("links") or ():
            address = words_of(each.get("identifier") or each.get("href")) if isinstance(each, dict) else words_of(each)
            if address:
                found.append(DraftSource(title=address, url=address_of(address)))
        unique = {(each.url or each.title): each for each in found}
        return linked(links, unique.values())

    def _notes(self) -> str:
        rest = {name: value for name, value in self.told.items() if name not in self._taken}
        others = {
            name: value
            for name, value in self.feature.items()
            if name not in {"type", "geometry", "properties", "id", "@id", "when", "time", "links", "bbox"}
        }
        return left_over({**rest, **others}, ())


def _values(entries: object, name: str) -> str:
    """Give what the entries of linked places say: toponym, label, value."""
    if not isinstance(entries, list):
        return ""
    return words_of(next((each.get(name) for each in entries if isinstance(each, dict) and each.get(name)), ""))


def _ends_of(span: Any) -> tuple[Any, Any]:
    """Give start and end of a `when`: an object, a list of two, or one of four with the label behind."""
    if isinstance(span, list):
        if len(span) >= 4:
            start = {"earliest": span[0], "latest": span[1]} if _known(span[1]) else span[0]
            return start, ({"earliest": span[2], "latest": span[3]} if _known(span[2]) else span[3])
        return (span[0] if span else None), (span[1] if len(span) > 1 else None)
    if not isinstance(span, dict):
        return span, None
    if isinstance(span.get("interval"), list):
        return (*span["interval"][:2], None, None)[:2]
    start = next(
        (span[name] for name in ("start", "datetime", "date", "timestamp", "in") if _known(span.get(name))), None
    )
    end = next((span[name] for name in ("end", "stop") if _known(span.get(name))), None)
    if start is None and end is None and (_known(span.get("earliest")) or _known(span.get("latest"))):
        return {"earliest": span.get("earliest"), "latest": span.get("latest")}, None
    return start, end


def _known(value: object) -> bool:
    return value not in (None, "", -1, "-1", [], {})


def _edge(value: Any, which: str) -> str:
    """Read an edge of a time: a date, or the earliest and the latest that it can be; ".." is an open one."""
    if not isinstance(value, dict):
        return ".." if value == ".." and which == "end" else "" if value == ".." else edtf_of_time(value)
    if _known(value.get("in")):
        return edtf_of_time(value["in"])
    first, last = edtf_of_time(value.get("earliest")), edtf_of_time(value.get("latest"))
    if first == last or not (first or last):
        return first
    if {first[:1], last[:1]} & {"[", "{"} or "/" in first + last:
        raise DateError(_("“{text}” is no date.").format(text=words_of(value)[:60]))
    return f"[{first}..{last}]"


def _pairs(geometry: Any, depth: int) -> Iterator[tuple[float, float]]:
    """Give the points of a geometry, longitude first."""
    if depth > _DEEPEST:
        return
    if isinstance(geometry, dict):
        for each in geometry.get("geometries") or [geometry.get("coordinates")]:
            yield from _pairs(each, depth + 1)
    elif isinstance(geometry, list):
        numbers = [each for each in geometry[:2] if isinstance(each, int | float) and not isinstance(each, bool)]
        if len(numbers) == 2:
            yield float(numbers[0]), float(numbers[1])
        else:
            for each in geometry:
                yield from _pairs(each, depth + 1)
