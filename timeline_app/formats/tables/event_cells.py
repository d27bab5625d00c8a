"""What the cells of an event say that are no dates: a status, a number, several names, addresses, an id.

Each function gives nothing where a cell cannot be that; who reads a row by itself then says so.
"""

from __future__ import annotations

import itertools
import math
import re
from functools import lru_cache
from typing import Final, Literal

from timeline_app.domain.dates.zones import is_zone
from timeline_app.domain.draft import DraftSource
from timeline_app.domain.records import STATUSES, Status
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.timeline import status_words
from timeline_app.formats.tables.row_dates import zone_named

BETWEEN: Final = re.compile(r"\s*[;|]\s*")
"""What stands between several names in a cell."""
LONGEST_TITLE: Final = 300
"""Letters; what is longer is cut, and kept whole elsewhere."""
_MOST: Final = {"latitude": 90, "longitude": 180, "importance": 5}
_UUID: Final = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_BETWEEN_ADDRESSES: Final = re.compile(r"\s+[;|]\s*|[;|]\s+|[;|](?=https?://)")
_ADDRESSES: Final = re.compile(r"https?://\S+(?:\s*[;|]\s*https?://\S+)*", re.IGNORECASE)
"""An address may hold semicolons and bars, but no spaces."""


def status_in(text: str) -> Status | Literal[""]:
    """Give the status that a cell names, as the program writes it or in words."""
    text = text.casefold()
    for status in STATUSES:
        if status == text:
            return status
    for status in STATUSES if text else ():
        if fold(status_words(status)) == fold(text):
            return status
    return ""


def number_in(name: str, text: str) -> float | None:
    """Give the number of a cell: a latitude, a longitude, an importance; None where it is none that can be so."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    return value if abs(value) <= _MOST[name] and (name != "importance" or value >= 1) else None


def names_in(text: str) -> tuple[str, ...]:
    """Give the several names of a cell."""
    return tuple(filter(None, BETWEEN.split(text))) if text else ()


@lru_cache(maxsize=256)
def zone_in(name: str) -> str:
    """Give the zone that a cell names."""
    return name if is_zone(name) else zone_named(name)


def ids_in(own_id: str, external_id: str) -> tuple[str, str]:
    """Give an event's own id and its external one; an id that this program never makes is one of its file."""
    return (own_id, external_id) if not own_id or _UUID.fullmatch(own_id) else ("", external_id or own_id)


def sources_in_cells(address: str, title: str, publisher: str) -> tuple[DraftSource, ...]:
    """Give the sources of a row; the first address belongs to the first title, also where others have none."""
    if not (address or title or publisher):
        return ()
    if not address and _ADDRESSES.fullmatch(title):  # a column named "source" that holds where it is
        address, title = title, ""
    urls = _BETWEEN_ADDRESSES.split(address) if address else []
    if len(urls) == 1:  # then bars and semicolons stand inside a title: “Talks in Istanbul | BBC News”
        return (DraftSource(title=title or publisher, url=address, publisher=publisher),)
    parts = itertools.zip_longest(urls, BETWEEN.split(title), BETWEEN.split(publisher), fillvalue="")
    return tuple(
        DraftSource(title=title or publisher, url=url, publisher=publisher)
        for url, title, publisher in parts
        if url or title
    )
