"""What a page says of itself: title, publisher, author, language, publication with time and zone, address.

Asked in order: JSON-LD, article:* and OpenGraph, other <meta>, <time>, the address.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.pages.page import iso_moment, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ARTICLES: Final = frozenset({
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "liveblogposting", "report", "scholarlyarticle", "webpage", "advertisercontentarticle", "backgroundnewsarticle",
})  # fmt: skip
_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "date.issued",
)  # fmt: skip
_DAY_IN_ADDRESS: Final = re.compile(r"/(20\d\d|19\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|-|\.|_|$)")
_LARGEST_JSON: Final = 2_000_000
_MOST_NODES: Final = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head of a page tells."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    published: str = ""
    url: str = ""


def facts_of(root: Any, url: str = "") -> Facts:
    """Gather the facts of a parsed page."""
    metas = _metas(root)
    linked = _json_ld(root)
    address = _address(root, metas, linked, url)
    site = linked.publisher or metas.get("og:site_name", "") or metas.get("application-name", "") or _host(address)
    return Facts(
        title=_title(root, metas, linked, site),
        publisher=tidy(site, 200),
        author=tidy(linked.author or _author(metas), 200),
        language=_language(root, metas, linked),
        published=linked.published or _published(root, metas, address),
        url=address,
    )


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
        content = node.get("content")
        if name and content:
            metas.setdefault(name.strip().lower(), content.strip())
    return metas


def _address(root: Any, metas: Mapping[str, str], linked: Facts, url: str) -> str:
    canonical = next((n.get("href") for n in root.iter("link") if (n.get("rel") or "").lower() == "canonical"), "")
    for candidate in (canonical, metas.get("og:url", ""), linked.url, url):
        address = urljoin(url, candidate.strip()) if candidate else ""
        if address.startswith(("http://", "https://")) and len(address) < 2000:
            return address
    return ""


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _title(root: Any, metas: Mapping[str, str], linked: Facts, site: str) -> str:
    from timeline_app.extract.pages.html import title_without_site  # noqa: PLC0415 - they know each other

    headings = [tidy("".join(node.itertext())) for node in root.iter("h1")]
    titles = [tidy("".join(node.itertext())) for node in root.iter("title")]
    options = (
        linked.title,
        metas.get("og:title", ""),
        headings[0] if len(headings) == 1 else "",
        *titles[:1],
        *headings[:1],
    )
    return next((title_without_site(option, site) for option in options if option.strip()), "")


def _author(metas: Mapping[str, str]) -> str:
    for name in ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"):
        value = metas.get(name, "")
        if value and not value.startswith(("http://", "https://")):
            return re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)
    return ""


def _language(root: Any, metas: Mapping[str, str], linked: Facts) -> str:
    html = next(root.iter("html"), root)
    for value in (
        html.get("lang"),
        html.get("xml:lang"),
        linked.language,
        metas.get("content-language"),
        metas.get("og:locale"),
    ):
        match = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", (value or "").strip())
        if match:
            return match[0].replace("_", "-")
    return ""


def _published(root: Any, metas: Mapping[str, str], address: str) -> str:
    for name in _PUBLISHED:
        moment = iso_moment(metas.get(name, ""))
        if moment:
            return moment
    times = list(root.iter("time"))
    times.sort(
        key=lambda node: (
            node.get("pubdate") is None and "publish" not in (node.get("class") or "") + (node.get("itemprop") or "")
        )
    )
    for node in times[:50]:
        moment = iso_moment(node.get("datetime") or "")
        if moment:
            return moment
    day = _DAY_IN_ADDRESS.search(address)
    return iso_moment("-".join(day.groups())) if day else ""


def _json_ld(root: Any) -> Facts:
    facts = Facts()
    for node in root.iter("script"):
        if (
            (node.get("type") or "").strip().lower() != "application/ld+json"
            or not node.text
            or len(node.text) > _LARGEST_JSON
        ):
            continue
        try:
            value = json.loads(node.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _articles(value):
            facts = _merged(facts, item)
    return facts


def _articles(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.lower() in _ARTICLES for kind in kinds):
                yield item
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _merged(facts: Facts, item: Mapping[str, Any]) -> Facts:
    """Fill in what is still missing: the first article that tells something is believed."""
    return replace(
        facts,
        title=facts.title or _text(item.get("headline")),
        publisher=facts.publisher or _name(item.get("publisher")),
        author=facts.author or _name(item.get("author")),
        language=facts.language or _text(item.get("inLanguage")),
        published=facts.published or iso_moment(_text(item.get("datePublished"))),
        url=facts.url or _text(item.get("url")),
    )


def _text(value: Any) -> str:
    return tidy(value, 2000) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item) for item in value[:10])))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)
