"""Web addresses as they are compared: two links to one page become one text."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING: Final = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_cid|mc_eid|_ga|_hsenc|_hsmi|ref_src|ref_url|cmpid|"
    r"ocid|at_\w+|ns_\w+|xtor|sh|amp|output|outputtype|share|smid|smtyp|spm)",
    re.IGNORECASE,
)
"""Parameters that say how a reader came to a page, not which page it is."""

_MIRROR_LABELS: Final = re.compile(r"^(www\d?|m|amp|mobile)\.")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_ARCHIVED: Final = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)", re.IGNORECASE)


def normalised(url: str) -> str:
    """Give the key under which `url` is the same page as others; empty for what is no web address.

    Scheme, "www.", trailing slash, fragment, tracking parameters and their order do not count; a copy in the
    Internet Archive is the page that it is a copy of.
    """
    try:
        parts = urlsplit(_ARCHIVED.sub("", url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return ""
    host = _MIRROR_LABELS.sub("", host)
    if port is not None and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    path = re.sub(r"/(amp|index\.html?)$", "", path)
    kept = sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key))
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
