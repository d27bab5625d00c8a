"""Tell a feed, which lists articles and is none: RSS, Atom, JSON Feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.formats.encoding import decode

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = 4000
"""Code points in which a feed says what it is."""
_XML_FEED: Final = re.compile(
    r"\s*(?:<\?[^>]{0,300}>\s*|<!--(?:(?!-->).){0,1000}-->\s*|<!DOCTYPE[^>]{0,300}>\s*){0,20}"
    r"<(?:rss|rdf:RDF|(?:atom:)?feed)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
"""How RSS and Atom begin."""
_JSON_FEED: Final = re.compile(r"\s*\{.{0,2000}\"version\"\s*:\s*\"https?://(?:www\.)?jsonfeed\.org/", re.DOTALL)
_RDF: Final = re.compile(r"<rdf:RDF", re.IGNORECASE)


def is_feed(text: str) -> bool:
    """Tell a feed by how its text begins; of RDF, which says anything, only what speaks of RSS."""
    head = text[:_HEAD]
    if _JSON_FEED.match(head):
        return True
    return _XML_FEED.match(head) is not None and (_RDF.search(head) is None or "purl.org/rss" in head)


def is_feed_file(path: Path) -> bool:
    """Tell a feed by the first bytes of a file; False for what cannot be read."""
    try:
        if not path.is_file():  # a pipe would never end
            return False
        with open_bytes(path) as file:
            return is_feed(decode(file.read(_HEAD)))
    except OSError:
        return False
