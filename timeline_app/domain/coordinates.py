"""Coordinates as people type them and as they are shown: degrees with a point, or degrees, minutes and seconds."""

from __future__ import annotations

import re
from typing import Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_DECIMAL: Final = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*[,;\s]\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*")
_COMMAS: Final = re.compile(r"\s*([+-]?\d+,\d+)\s*°?\s*[;\s]\s*([+-]?\d+,\d+)\s*°?\s*")
_DEGREES: Final = (
    rf"(?P<degrees>{_NUMBER})\s*[°º*]?\s*(?:(?P<minutes>{_NUMBER})\s*[′'’´]\s*)?"
    rf"(?:(?P<seconds>{_NUMBER})\s*(?:[″\"”]|''|′′)\s*)?"
)
_LETTER_FIRST: Final = re.compile(rf"(?P<letter>[NSEW])\s*{_DEGREES}", re.IGNORECASE)
_LETTER_LAST: Final = re.compile(rf"{_DEGREES}(?P<letter>[NSEW])", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s,;]*")
MOST: Final = (90.0, 180.0)
"""Degrees of latitude and of longitude."""


def read_coordinates(text: str) -> tuple[float, float]:
    """Read latitude and longitude; raise KnownError with a sentence that says how to write them."""
    found = _decimal(text) or _with_letters(text)
    if found is None:
        raise KnownError(_("Write coordinates as 50.45, 30.52 or as 50°27′N 30°31′E."))
    latitude, longitude = found
    if abs(latitude) > MOST[0] or abs(longitude) > MOST[1]:
        raise KnownError(_("Latitude goes from −90 to 90 and longitude from −180 to 180; latitude comes first."))
    return latitude, longitude


def coordinates_words(latitude: float | None, longitude: float | None) -> str:
    """Write coordinates as they are typed; empty for none."""
    if latitude is None or longitude is None:
        return ""
    return f"{latitude:.6f}".rstrip("0").rstrip(".") + ", " + f"{longitude:.6f}".rstrip("0").rstrip(".")


def _decimal(text: str) -> tuple[float, float] | None:
    plain = text.replace("−", "-")
    match = _DECIMAL.fullmatch(plain) or _COMMAS.fullmatch(plain)
    return (_float(match[1]), _float(match[2])) if match is not None else None


def _with_letters(text: str) -> tuple[float, float] | None:
    """Read two parts of which each has a letter for its direction, in either order."""
    parts: dict[str, float] = {}
    at = 0
    text = text.strip()
    while at < len(text):
        match = _LETTER_FIRST.match(text, at) or _LETTER_LAST.match(text, at)
        if match is None or (value := _value(match)) is None:
            return None
        axis, degrees = value
        if axis in parts:
            return None
        parts[axis] = degrees
        end = _BETWEEN.match(text, match.end())
        at = end.end() if end is not None else match.end()
    return (parts["latitude"], parts["longitude"]) if len(parts) == 2 else None


def _value(match: re.Match[str]) -> tuple[str, float] | None:
    """Give which axis a part tells, and its degrees; None where minutes or seconds are too many."""
    letter = match["letter"].upper()
    minutes, seconds = _float(match["minutes"] or "0"), _float(match["seconds"] or "0")
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = _float(match["degrees"]) + minutes / 60 + seconds / 3600
    signed = -degrees if letter in "SW" else degrees
    return ("latitude" if letter in "NS" else "longitude"), round(signed, 6)


def _float(text: str) -> float:
    return float(text.replace(",", "."))
