"""Whose page a saved page is: the address of the original behind that of a web archive, of AMP, of a print version."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.pages.page import iso_moment

_ARCHIVED: Final = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:ph|is|today|md|li|vn|fo)|wayback\.archive-it\.org/\d+"
    r"|arquivo\.pt/(?:wayback|noFrame/replay))/(?P<when>\d{8,14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_)?/"
    r"(?P<original>https?:/{1,2}[^\s/].*|[\w-]+\.[\w.-]+/.*)",
    re.IGNORECASE,
)
_ARCHIVES: Final = re.compile(r"https?://archive\.(?:ph|is|today|md|li|vn|fo)/", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S{1,2000}?)\s*(?:-->|\s)",
    re.IGNORECASE,
)
_HEAD: Final = 5000
_WRAPPED: Final = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/amp/(?:s/)?|[a-z0-9-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?)(?P<original>.+)",
    re.IGNORECASE,
)
_READER: Final = re.compile(r"(?:about:reader\?url=|read://https?_[^/?]*/\?url=)(?P<original>[^&]+)", re.IGNORECASE)
_VERSIONS: Final = frozenset({"amp", "print", "printable", "outputtype", "printpage", "view"})
_PARTS: Final = frozenset({"amp", "print"})


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The address of a page, and where and when a web archive took it."""

    url: str = ""
    archive_url: str = ""
    captured: str = ""
    """EDTF."""


def address_of(written: str) -> PageAddress:
    """Tell the original of an address."""
    archived = _ARCHIVED.match(written)
    if archived is None:
        if _ARCHIVES.match(written):
            return PageAddress(archive_url=written)
        return PageAddress(plain_address(written))
    original = archived["original"]
    original = (
        re.sub(r"^(https?:)/{1,2}", r"\1//", original) if original[:4].lower() == "http" else f"http://{original}"
    )
    return PageAddress(plain_address(original), written, _captured(re.sub(r"\D", "", archived["when"])))


def _captured(digits: str) -> str:
    clock = digits[8:].ljust(6, "0") if len(digits) >= 12 else ""
    return iso_moment(f"{digits[:8]}T{clock}Z" if clock else digits[:8])


def saved_from(source: str) -> str:
    """Give the address that a browser wrote into the page that it saved."""
    match = _SAVED_FROM.search(source[:_HEAD])
    return match[1] if match else ""


def plain_address(address: str) -> str:
    """Give the address of an article for that of its AMP, print or reader version."""
    reader = _READER.match(address)
    if reader:
        address = unquote(reader["original"])
    wrapped = _WRAPPED.match(address)
    if wrapped:
        address = f"https://{wrapped['original']}"
    try:
        scheme, host, path, query, fragment = urlsplit(address)
    except ValueError:
        return address
    pieces = path.split("/")
    kept = [piece for place, piece in enumerate(pieces) if piece.lower() not in _PARTS or not place > 0]
    pairs = parse_qsl(query, keep_blank_values=True)
    wanted = [(name, value) for name, value in pairs if not _is_version(name, value)]
    if kept == pieces and wanted == pairs and not host.lower().startswith("amp."):
        return address
    path = "/".join(kept) or "/"
    return urlunsplit((scheme, re.sub(r"^amp\.", "", host, flags=re.IGNORECASE), path, urlencode(wanted), fragment))


def _is_version(name: str, value: str) -> bool:
    return name.lower() in _VERSIONS and value.lower() in {"", "1", "true", "yes", "amp", "print"}
