"""What a click opens in all that is written: addresses of the web, with no sign in them that an address may not hold.

A person types an address as they like. One rule tells whether it is a link and how it is spelled as one, so that a
page, a picture, a document and a table open the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DOI: Final = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_UNWRITTEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT: Final = "%!$&'()*+,;=:@/?-._~"
"""What may stand in a path, query or fragment as it is (RFC 3986), and what is coded already."""
LONGEST_IN_OFFICE: Final = 2_000
"""Excel takes no link of more than 2,079 letters, Word none of more than 2,083."""


def openable(address: str) -> str:
    """Give an address as a link may hold it, in ASCII; empty for what is neither one of the web nor a DOI.

    The name of the site is written in IDNA, other signs that no address may hold in per cent (RFC 3986). One with a
    name before its site is no link: "https://bank.example@evil.example" leads to the second.
    """
    plain = _UNWRITTEN.sub("", address).strip()
    if found := _DOI.fullmatch(plain):
        return "https://doi.org/" + quote(found[1], safe="/:;()._-")
    try:
        parts = urlsplit(_BARE_PERCENT.sub("%25", plain))
        host, port = (parts.hostname or ""), parts.port
        host = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return ""
    is_web = parts.scheme.lower() in {"http", "https"} and bool(host) and quote(host, safe="-._:") == host
    if not is_web or "@" in parts.netloc:
        return ""
    host = f"[{host}]" if ":" in host else host
    place = f"{host}:{port}" if port is not None else host
    path, query, fragment = (quote(each, safe=_KEPT) for each in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), place, path, query, fragment))


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
