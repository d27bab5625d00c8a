"""When a page says that it was published: every answer with where it stands, the surest first.

Asked in order: linked data (JSON-LD), the head of the page (<meta>), the byline, the address, the lines under the
headline. The clock of a page, the dates of related articles and of comments are no answers; the day of the last change
is one only where there is no other, and is told as such.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from timeline_app.extract.languages.model import listed
from timeline_app.extract.pages.html_words import attribute, named, tokens
from timeline_app.extract.pages.page import PublicationDay, iso_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
_DAY_IN_ADDRESS: Final = re.compile(r"/(20\d\d|19\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|-|\.|_|$)")
_ROUND: Final = listed("nav footer aside header")
_ROUND_ROLES: Final = listed("navigation banner contentinfo complementary")
_OTHERS: Final = listed("""
    related comment comments recommended recommendations teaser teasers sidebar popular trending promo ticker clock
""")
_CHANGED: Final = listed("modified updated update lastmod datemodified changed")
_FEW_WORDS: Final = 25
"""A byline; a <time> among more words dates what the article tells."""
_HEAD_LINES: Final = 8
_LINE_WORDS: Final = 14
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
        answers += _in_lines(text)
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
    return len("".join(above.itertext()).split()) if above is not None and above.tag != "body" else 0


def _in_address(address: str) -> Iterator[PublicationDay]:
    day = _DAY_IN_ADDRESS.search(address)
    if day:
        yield PublicationDay(iso_moment("-".join(day.groups())), "address")


def _in_lines(text: str) -> Iterator[PublicationDay]:
    """Read the short lines under the headline: "Kyiv, 5 May 2023", not a sentence that tells of a day."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:_HEAD_LINES]
    for line in lines:
        moment = iso_moment(line) or _prose_day(line)
        if moment and len(line.split()) <= _LINE_WORDS:
            where = "modified" if re.match(r"(?:last )?(?:updated|modified)\b", line, re.IGNORECASE) else "text"
            yield PublicationDay(moment, where)


def _prose_day(line: str) -> str:
    if len(line.split()) > _LINE_WORDS or not re.search(r"\b(?:19|20)\d\d\b", line):
        return ""
    if line.endswith((".", "!", "?")) and len(line.split()) > 6:
        return ""
    bare = re.sub(r"^.*?\b(?:published|posted|updated|modified)(?: on| at)?:?\s+", "", line, flags=re.IGNORECASE)
    for piece in (bare, *re.split(r"\s*[|·•–—]\s*|, (?=\d)", bare)):
        moment = iso_moment(piece.strip())
        if moment:
            return moment
    return ""
