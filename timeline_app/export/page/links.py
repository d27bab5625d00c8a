"""Addresses that a click opens: only those of the web, in the letters that an address may have."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_SCHEMES: Final = ("http://", "https://")
_ALLOWED: Final = "!#$%&'()*+,/:;=?@[]~"
_CONTROLS: Final = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]")


def openable(address: str) -> str:
    """Give an address where it may be opened by a click; empty for all but http and https."""
    plain = address.strip()
    return plain if plain.lower().startswith(_SCHEMES) else ""


def in_ascii(address: str) -> str:
    """Write an address in ASCII, without what would end it."""
    return quote(_CONTROLS.sub("", address), safe=_ALLOWED)
