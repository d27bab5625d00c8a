"""Copies at archive.today and its other addresses: their short links name no original, the page round the copy does.

Seen in saved copies: <link rel="bookmark"> with time and original, the field "q" with the original, a <time> in the bar
over the copy. Its <meta> are the archive's own: they would give the day of the copy for that of publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from timeline_app.extract.pages.addresses import PageAddress, address_of
from timeline_app.extract.pages.page import iso_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

_BARS: Final = frozenset({"HEADER", "DIVSHARE", "DIVALREADY", "DIVALREADY2", "FOOTER"})
"""Ids of what the archive lays round a copy."""
_TAKEN: Final = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8} \d{4} \d\d:\d\d(?::\d\d)? UTC")
_OWN: Final = ("article:", "og:", "twitter:")
"""How the names of the archive's own <meta> begin."""


def take_copy(root: Any, saved_from: str) -> PageAddress | None:
    """Give original, copy and time of a page under a short link, and take out what the archive laid round it.

    None for every other page, which stays as it is.
    """
    short = next((told.archive_url for told in _own_addresses(root, saved_from) if not told.url), "")
    bars = [node for node in root.iter() if isinstance(node.tag, str) and node.get("id") in _BARS]
    if not short or not bars:
        return None
    long = next((told for told in map(address_of, _named(root, bars)) if told.url and told.captured), PageAddress())
    original = long.url or _asked_for(bars)
    captured = long.captured or _told_time(bars)
    for node in [*bars, *(each for each in root.iter("meta") if _is_own(each)), *_canonical(root)]:
        node.drop_tree()
    return PageAddress(original, short, captured)


def _own_addresses(root: Any, saved_from: str) -> Iterator[PageAddress]:
    written = [*(link.get("href") for link in _canonical(root)), saved_from]
    written += [meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    for address in written:
        told = address_of(address) if address else PageAddress()
        if told.archive_url:
            yield told


def _canonical(root: Any) -> list[Any]:
    return [link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]


def _named(root: Any, bars: list[Any]) -> Iterator[str]:
    """Give the addresses in the head of the page and in the bar."""
    for link in root.iter("link"):
        yield link.get("href") or ""
    for bar in bars:
        for node in bar.iter("a", "input"):
            yield node.get("href") or node.get("value") or ""


def _asked_for(bars: list[Any]) -> str:
    """Give what stands in the bar's field for an address."""
    for bar in bars:
        for field in bar.iter("input"):
            value = (field.get("value") or "").strip()
            if field.get("name") == "q" and value.lower().startswith(("http://", "https://")) and _host(value):
                return address_of(value).url
    return ""


def _told_time(bars: list[Any]) -> str:
    """Give when the copy was taken, as an element or the words of the bar say it."""
    for bar in bars:
        written = [time.get("datetime") or "" for time in bar.iter("time")]
        written += _TAKEN.findall(" ".join(" ".join(bar.itertext()).split()))
        moment = next(filter(None, map(iso_moment, written)), "")
        if moment:
            return moment
    return ""


def _is_own(meta: Any) -> bool:
    return (meta.get("property") or meta.get("name") or "").lower().startswith(_OWN)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
