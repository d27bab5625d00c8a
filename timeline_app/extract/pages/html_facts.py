"""What a page says of itself: title, publisher, author, language, publication with time and zone, address.

Asked in order: JSON-LD, article:* and OpenGraph, other <meta>. The days of publication are `html_dates`.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.records import SourceFacts
from timeline_app.extract.pages.html_dates import dates_of, stands_apart
from timeline_app.extract.pages.html_words import attribute, tokens
from timeline_app.extract.pages.page import PublicationDay, iso_moment, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ARTICLES: Final = frozenset({
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "liveblogposting", "report", "scholarlyarticle", "webpage", "advertisercontentarticle", "backgroundnewsarticle",
})  # fmt: skip
_LARGEST_JSON: Final = 2_000_000
_MOST_NODES: Final = 2000


@dataclass(frozen=True, slots=True)
class PageFacts(SourceFacts):
    """What the head of a page tells."""

    dates: tuple[PublicationDay, ...] = ()
    """The days of publication that it names, the surest first."""

    @property
    def found(self) -> str:
        """Tell where that stands."""
        return self.dates[0].where if self.dates else ""

    @property
    def others(self) -> tuple[PublicationDay, ...]:
        """Give the days that compete with it."""
        return self.dates[1:]


def facts_of(root: Any, url: str = "", text: str = "") -> PageFacts:
    """Gather the facts of a parsed page; `text` is its article, whose first lines may name the day."""
    metas = _metas(root)
    linked = _json_ld(root)
    address = _address(root, metas, linked, url)
    site = linked.publisher or metas.get("og:site_name", "") or metas.get("application-name", "") or _host(address)
    dates = dates_of(root, metas, linked.dates, address, text)
    return PageFacts(
        title=_title(root, metas, linked, site),
        publisher=tidy(site, 200),
        author=tidy(linked.author or _author(metas), 200),
        language=_language(root, metas, linked),
        published=dates[0].moment if dates else "",
        dates=dates,
        url=address,
    )


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in root.iter("meta"):
        content = (node.get("content") or "").strip()
        if not content or (node.get("itemprop") and stands_apart(node)):
            continue
        for kind in ("property", "name", "itemprop", "http-equiv"):
            for name in tokens(node, kind) or {attribute(node, kind)}:
                metas.setdefault(name, content)
    return metas


def _address(root: Any, metas: Mapping[str, str], linked: PageFacts, url: str) -> str:
    canonical = next((n.get("href") for n in root.iter("link") if "canonical" in tokens(n, "rel")), "")
    for candidate in (canonical, metas.get("og:url", ""), linked.url, url):
        address = urljoin(url, candidate.strip()) if candidate else ""
        if address.lower().startswith(("http://", "https://")) and len(address) < 2000:
            return address
    return ""


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _title(root: Any, metas: Mapping[str, str], linked: PageFacts, site: str) -> str:
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
        if value and not value.lower().startswith(("http://", "https://")):
            return re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)
    return ""


def _language(root: Any, metas: Mapping[str, str], linked: PageFacts) -> str:
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


def _json_ld(root: Any) -> PageFacts:
    facts = PageFacts()
    for node in root.iter("script"):
        if (
            attribute(node, "type").partition(";")[0].strip() != "application/ld+json"
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
            if any(isinstance(kind, str) and kind.lower().rpartition("/")[2] in _ARTICLES for kind in kinds):
                yield item
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _merged(facts: PageFacts, item: Mapping[str, Any]) -> PageFacts:
    """Fill in what is still missing: the first article that tells something is believed."""
    return replace(
        facts,
        title=facts.title or _text(item.get("headline")),
        publisher=facts.publisher or _name(item.get("publisher")),
        author=facts.author or _name(item.get("author")),
        language=facts.language or _text(item.get("inLanguage")),
        dates=(*facts.dates, *_dates(item)),
        url=facts.url or _text(item.get("url")),
    )


def _dates(item: Mapping[str, Any]) -> Iterator[PublicationDay]:
    by_name = {key.lower(): value for key, value in item.items()}
    for name, where in (("datepublished", "linked"), ("datemodified", "modified")):
        moment = iso_moment(_text(by_name.get(name)))
        if moment:
            yield PublicationDay(moment, where)


def _text(value: Any) -> str:
    return tidy(value, 2000) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item) for item in value[:10])))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def title_without_site(title: str, site: str) -> str:
    """Take " - The Daily Example" off a title."""
    title = tidy(title)
    if site and title.lower().endswith(site.lower()):
        title = title[: -len(site)].rstrip(" -–—|·:»")
    return title or tidy(site)
