"""What a page says of itself: title, publisher, author, language, publication with time and zone, address.

Asked in order: JSON-LD, article:* and OpenGraph, other <meta>; for the day of publication also the byline, the address
and the lines under the headline, the surest first, each answer with where it stands. The clock of a page, the dates of
related articles and of comments are no answers; the day of the last change is one only where there is no other.
HTML compares the names and most values of `rel`, `type`, `name`, `property`, `itemprop`, `role` and the like without
case, and takes some of them for lists of words. lxml gives attribute names in lower case, and values as they stand.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.records import SourceFacts
from timeline_app.extract.languages.model import listed
from timeline_app.extract.pages.addresses import PageAddress, address_of
from timeline_app.extract.pages.bylines import Byline, author_in, without_label, words_of
from timeline_app.extract.pages.page import PublicationDay, count_words, iso_moment, tidy
from timeline_app.extract.pages.printed_days import printed_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")


def attribute(node: Any, name: str) -> str:
    """Give a value that is compared without case."""
    return (node.get(name) or "").strip().lower()


def tokens(node: Any, name: str) -> frozenset[str]:
    """Give a value that is a list of words, as of `rel` and `itemprop`."""
    return frozenset(attribute(node, name).split())


def named(node: Any) -> frozenset[str]:
    """Give the words of an element's class and id: "ShareBar story-related" -> share, bar, story, related."""
    value = f"{node.get('class') or ''} {node.get('id') or ''}"
    whole = value.lower().split()
    return frozenset((*whole, *(word.lower() for word in _WORDS.findall(value))))


def words_in(node: Any) -> int:
    """Count the words in an element, those of scripts and the like apart."""
    quiet = {"script", "style", "noscript", "template"}
    return sum(
        count_words(each.text or "") * (each.tag not in quiet) + sum(count_words(child.tail or "") for child in each)
        for each in node.iter()
        if isinstance(each.tag, str)
    )


_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "date.issued", "citation_publication_date", "citation_date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "dc.date.modified", "revised",
)  # fmt: skip
_DAYS_IN_ADDRESS: Final = (
    re.compile(
        r"/(?P<year>20\d\d|19\d\d)(?P<by>[/-])(?P<month>0?[1-9]|1[0-2]|[a-z]{3})(?P=by)(?P<day>0?[1-9]|[12]\d|3[01])"
        r"(?:[/._-]|$)",
        re.IGNORECASE,
    ),
    re.compile(r"[/_-](?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:[/._-]|$)"),
    re.compile(r"[/_-](?P<day>0[1-9]|[12]\d|3[01])-(?P<month>0[1-9]|1[0-2])-(?P<year>20\d\d)(?:[/._]|$)"),
)
_ROUND: Final = listed("nav footer aside header")
_ROUND_ROLES: Final = listed("navigation banner contentinfo complementary")
_OTHERS: Final = listed("""
    related comment comments recommended recommendations teaser teasers sidebar popular trending promo ticker clock
""")
_CHANGED: Final = listed("modified updated update lastmod datemodified changed")
_FEW_WORDS: Final = 25
"""A byline; a <time> among more words dates what the article tells."""
_HEAD_LINES: Final = 8
_SIGNS: Final = r"[-–—|·•:»«/_｜：／―・]"
"""What parts the title of a page from the name of its site."""
_THEN_SITE: Final = r"(?:\s+[-–—―·•:/«»]|\s*[|｜»_]).*$"
_LEAST_TITLE: Final = 8
_SITE_WORDS: Final = 4
_AUTHORS: Final = (
    "author", "article:author", "article:author_name", "byl", "dc.creator", "dcterms.creator", "citation_author",
    "parsely-author", "sailthru.author",
)  # fmt: skip
_AUTHOR_NAMES: Final = listed("byline author authors author-name authorname byauthor writer")
_UNDER: Final = "following::*[not(*)][normalize-space()][position() <= 12]"
_DATE_NAMES: Final = listed("""
    date dateline datetime timestamp published publishdate pubdate posted byline time entry-date post-date created
    postmeta
""")
"""Names of elements that hold the day of publication as it is printed."""
_MOST: Final = 200


def dates_of(
    root: Any, metas: Mapping[str, str], linked: Iterable[PublicationDay], address: str, text: str
) -> tuple[PublicationDay, ...]:
    """Give the days of publication that a page names, the surest first, each day once."""
    published, modified = list(_in_elements(root, changed=False)), list(_in_elements(root, changed=True))
    told = list(linked)
    answers = [
        *(each for each in told if each.where != "modified"),
        *(PublicationDay(iso_moment(metas.get(name, "")), "head") for name in _PUBLISHED),
        *published,
        *_in_address(address),
    ]
    if not any(each.moment for each in answers):
        answers += [each for each in _in_named_elements(root) if each.where == "byline"][:1]
    if not any(each.moment for each in answers):
        answers += _in_lines(root, text)
    answers += [each for each in told if each.where == "modified"]
    answers += [PublicationDay(iso_moment(metas.get(name, "")), "modified") for name in _MODIFIED]
    answers += modified
    days: dict[str, PublicationDay] = {}
    for each in answers:
        if each.moment:
            days.setdefault(each.moment[:10], each)
    return tuple(days.values())


def _in_elements(root: Any, *, changed: bool) -> Iterator[PublicationDay]:
    """Read <time> and what is marked as the date, those that are marked first."""
    marked: list[Any] = []
    bare: list[Any] = []
    for node in root.iter():
        if not isinstance(node.tag, str) or (node.tag != "time" and not node.get("itemprop")):
            continue
        props, names = tokens(node, "itemprop"), named(node)
        is_changed = "datemodified" in props or bool(names & _CHANGED and "published" not in names)
        if is_changed != changed or (node.tag != "time" and not props & {"datepublished", "datemodified"}):
            continue
        is_marked = bool(props) or node.get("pubdate") is not None or any("publish" in name for name in names)
        (marked if is_marked else bare).append(node)
    for node in (marked + bare)[:_MOST]:
        if node.tag == "meta" or stands_apart(node) or (node in bare and _line_words(node) > _FEW_WORDS):
            continue
        moment = iso_moment(node.get("datetime") or node.get("content") or "".join(node.itertext()))
        yield PublicationDay(moment, "modified" if changed else "byline")


def stands_apart(node: Any) -> bool:
    """Tell what lies round the article: the page's head and foot, and boxes of other articles and comments."""
    inside = False
    for above in node.iterancestors():
        if inside and above.tag == "article":
            break
        inside = inside or above.tag in {"article", "main"}
        heads_page = above.tag == "header" and any(each.tag in {"article", "main"} for each in above.iterancestors())
        if (above.tag in _ROUND or attribute(above, "role") in _ROUND_ROLES) and not heads_page:
            return True
        if above.tag not in {"body", "html"} and named(above) & _OTHERS:
            return True
    return node.tag == "time" and bool(named(node) & _OTHERS)


def _line_words(node: Any) -> int:
    above = node.getparent()
    return count_words("".join(above.itertext())) if above is not None and above.tag != "body" else 0


def _in_address(address: str) -> Iterator[PublicationDay]:
    try:
        path = urlsplit(address).path
    except ValueError:
        return
    for pattern in _DAYS_IN_ADDRESS:
        day = pattern.search(path)
        if day:
            written = f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}"
            named_month = f"{day['day']} {day['month']} {day['year']}"
            yield PublicationDay(iso_moment(written if day["month"].isdigit() else named_month), "address")


def _in_lines(root: Any, text: str) -> Iterator[PublicationDay]:
    """Read the short lines under the headline: "Kyiv, 5 May 2023", not a sentence that tells of a day."""
    for line in _first_lines(root, text):
        yield from printed_days(line)


def _first_lines(root: Any, text: str) -> list[str]:
    """Give the first lines of the article and those under its headline, each once."""
    lines = [line for line in text[:4000].splitlines() if line.strip()][:_HEAD_LINES]
    headline = next(root.iter("h1"), None)
    for node in headline.xpath(_UNDER) if headline is not None else ():
        if not stands_apart(node):
            lines.append("".join(islice(node.itertext(), _MOST)))
    return list(dict.fromkeys(lines))


def _in_named_elements(root: Any) -> Iterator[PublicationDay]:
    """Read what the page calls a date or a byline without marking it as one."""
    shown = root.iter("span", "div", "p", "li", "em", "small", "strong", "b", "i", "a", "dd", "td")
    for node in islice((node for node in shown if named(node) & _DATE_NAMES), _MOST):
        if stands_apart(node) or named(node) & _OTHERS:
            continue
        changed = bool(named(node) & _CHANGED and "published" not in named(node))
        for day in printed_days("".join(islice(node.itertext(), _MOST))):
            yield replace(day, where="modified" if changed or day.where == "modified" else "byline")


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
    place: PageAddress = PageAddress()
    """Its address, with that of the copy in a web archive."""

    @property
    def found(self) -> str:
        """Tell where that stands."""
        return self.dates[0].where if self.dates else ""

    @property
    def others(self) -> tuple[PublicationDay, ...]:
        """Give the days that compete with it."""
        return self.dates[1:]


def facts_of(root: Any, url: str = "", text: str = "", *, named_only: bool = False) -> PageFacts:
    """Gather the facts of a parsed page; `text` is its article, whose first lines may name the day.

    `named_only` is for a list of articles, whose printed days are those of what it lists.
    """
    metas = metas_of(root)
    linked = _json_ld(root)
    place = _address(root, metas, linked, url)
    address = place.url
    site = linked.publisher or metas.get("og:site_name", "") or metas.get("application-name", "") or _host(address)
    dates = dates_of(root, metas, linked.dates, address, text)
    if named_only:
        dates = tuple(each for each in dates if each.where in {"linked", "head", "address"})
    return PageFacts(
        title=_title(root, metas, linked, site),
        publisher=tidy(site, 200),
        author=tidy(linked.author or _author(root, metas, site, text), 200),
        language=_language(root, metas, linked),
        published=dates[0].moment if dates else "",
        dates=dates,
        url=address,
        place=place,
    )


def metas_of(root: Any) -> dict[str, str]:
    """Give what the <meta> of a page say, by their names in lower case."""
    metas: dict[str, str] = {}
    for node in root.iter("meta"):
        content = (node.get("content") or "").strip()
        if not content or (node.get("itemprop") and stands_apart(node)):
            continue
        for kind in ("property", "name", "itemprop", "http-equiv"):
            for name in tokens(node, kind) or {attribute(node, kind)}:
                metas.setdefault(name, content)
    return metas


def _address(root: Any, metas: Mapping[str, str], linked: PageFacts, url: str) -> PageAddress:
    """Give the address that a page names as its own, else `url`; either may be that of a copy in a web archive."""
    canonical = next((n.get("href") for n in root.iter("link") if "canonical" in tokens(n, "rel")), "")
    found = PageAddress()
    for candidate in (canonical, metas.get("og:url", ""), linked.url, url):
        address = urljoin(url, candidate.strip()) if candidate else ""
        if address.lower().startswith(("http://", "https://")) and len(address) < 2000:
            told = address_of(address)
            is_copy = bool(told.archive_url) and not found.archive_url
            found = PageAddress(
                found.url or told.url,
                told.archive_url if is_copy else found.archive_url,
                told.captured if is_copy else found.captured,
            )
    return found


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
    title = next((title_without_site(option, site) for option in options if option.strip()), "")
    begun = (each for each in headings if title != each and re.match(re.escape(each) + _THEN_SITE, title))
    return next((each for each in begun if len(each) >= _LEAST_TITLE), title)


def _author(root: Any, metas: Mapping[str, str], site: str, text: str) -> str:
    """Give who wrote the page; what its head says, unless that is the site and a byline says more."""
    told = ""
    for name in _AUTHORS:
        value = metas.get(name, "")
        if value and not value.lower().startswith(("http://", "https://")):
            told = without_label(value)
            break
    if told and told.casefold() != site.casefold():
        return told
    return author_in(_bylines(root, text)) or told


def _bylines(root: Any, text: str) -> Iterator[Byline]:
    """Give what may name the author: what is marked as that, links to him, what is called a byline, the first lines."""
    shown = list(root.iter("a", "span", "div", "p", "li", "address", "strong", "b", "cite", "h4", "meta"))
    marked = [node for node in shown if tokens(node, "itemprop") & {"author", "creator"}]
    linked = [node for node in shown if "author" in tokens(node, "rel")]
    called = [node for node in shown if named(node) & _AUTHOR_NAMES]
    for node in (*marked[:_MOST], *linked[:_MOST], *called[:_MOST]):
        if not stands_apart(node) and not named(node) & _OTHERS:
            names = node.xpath("descendant::*[@itemprop='name']") or [node]
            yield Byline(names[0].get("content") or words_of(names[0]), is_marked=True)
    for line in _first_lines(root, text):
        yield Byline(line, is_marked=False)


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
    """Take " - The Daily Example" off a title, or "The Daily Example | " from before it."""
    title = tidy(title)
    if site:
        ends, begins = title[-len(site) :], title[: len(site)]
        before, behind = title[: -len(site)], title[len(site) :]
        if ends.casefold() == site.casefold() and (not before or re.search(_SIGNS + r"\s*$", before)):
            title = re.sub(rf"(?:\s*{_SIGNS}\s*)+$", "", before)
        elif begins.casefold() == site.casefold() and re.match(r"\s*[|｜»·]|\s+[-–—]\s", behind):
            title = re.sub(rf"^(?:\s*{_SIGNS}\s*)+", "", behind)
    parts = re.split(r"\s*[|｜]\s*", title)
    words = [count_words(part) for part in parts]
    if len(parts) == 2 and words[1] <= _SITE_WORDS and words[0] > max(words[1], _SITE_WORDS - 1):
        title = parts[0]
    return title or tidy(site)
