"""Web addresses as programs that open a file accept them: with no sign in them that an address may not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEPT: Final = "%!$&'()*+,;=:@/?-._~"
"""What may stand in a path, query or fragment as it is (RFC 3986), and what is coded already."""
_LONGEST: Final = 2_000
"""Excel takes no link of more than 2,079 letters."""


def openable(address: str) -> str:
    """Give an address of the web as it may stand in a link; empty for what is none."""
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or ""), parts.port
        host = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host or quote(host, safe="-._:") != host:
        return ""
    host = f"[{host}]" if ":" in host else host
    place = f"{host}:{port}" if port is not None else host
    path, query, fragment = (quote(each, safe=_KEPT) for each in (parts.path, parts.query, parts.fragment))
    found = urlunsplit((parts.scheme.lower(), place, path, query, fragment))
    return found if len(found) <= _LONGEST else ""


def cut_at(addresses: Iterable[str], line: str) -> Iterator[tuple[str, str]]:
    """Cut a line at addresses that stand in it, and give each piece with its link; empty for what is none."""
    links = {address: target for address in addresses if (target := openable(address))}
    at = 0
    while standing := [(place, -len(each), each) for each in links if (place := line.find(each, at)) >= 0]:
        place, _length, address = min(standing)  # the longer first: an archived copy has the address in its own
        if place > at:
            yield line[at:place], ""
        yield address, links[address]
        at = place + len(address)
    if at < len(line):
        yield line[at:], ""
