"""Events as features of a map (GeoJSON, RFC 7946); those without coordinates come as features without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.export.json_stream import write_object
from timeline_app.export.told import citation_of, imprint_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedEvent


def write_geojson(published: Published, path: Path) -> Iterator[float]:
    """Write the features in steps."""
    head = {
        "type": "FeatureCollection",
        "name": published.title,
        "description": published.description,
        "attribution": " · ".join(imprint_of(published)),
    }
    told = {key: value for key, value in head.items() if value}
    for done in write_object(path, told, "features", map(_feature, published.events)):
        yield done / max(len(published.events), 1)


def _feature(event: PublishedEvent) -> dict[str, object]:
    geometry = None
    if event.coordinates is not None:
        latitude, longitude = event.coordinates
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    is_open = (event.is_dated and {event.start, event.end} & {".."}) or not event.start
    told = {
        "title": event.title,
        "start": (event.when.edtf or event.date_text) if is_open else event.start,
        "end": "" if is_open else event.end,
        "when_in_words": event.date_words,
        "description": event.summary,
        "category": event.category.name if event.category else "",
        "place": event.place,
        "status": event.status,
        "importance": event.importance,
        "actors": [actor.name for actor in event.actors],
        "tags": [*event.tags],
        "remarks": event.notes,
        "sources": [source.link or citation_of(source) for source in event.sources],
        "citations": [citation_of(source) for source in event.sources],
    }
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": geometry,
        "properties": {name: value for name, value in told.items() if value not in ("", [])},
    }
