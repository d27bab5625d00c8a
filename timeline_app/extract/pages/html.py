"""Take the article out of an HTML page: its text by readability, its facts by `html_facts`.

readability-lxml was chosen over trafilatura: of like quality on our pages, and a quarter of the import time with none
of its ten further packages (docs/decisions/0031).
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, Final

from timeline_app.extract.languages.model import listed
from timeline_app.extract.pages.html_facts import facts_of
from timeline_app.extract.pages.page import Page, tidy, tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_READABLE: Final = 4_000_000
"""Characters; readability weighs every node and is slow on pages beyond this, which are no articles anyway."""
_DEEPEST: Final = 400
"""Nesting; a page deeper than this is made to hurt, and is read as plain text."""
_SKIPPED: Final = listed("""
    script style noscript template svg math iframe object embed head form button select option input textarea
    nav footer aside dialog canvas audio video map
""")
_BLOCKS: Final = listed("""
    p div section article main h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure figcaption header address
    hr details summary tbody thead
""")
_LINES: Final = listed("br li tr dt dd")
_LEAST_WORDS: Final = 40
"""An article that readability finds shorter than this beside a longer page is not the article."""


def read_html(source: str, url: str = "") -> Page:
    """Read an HTML page."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source).replace("\x00", "")
    root = _parsed(source)
    if root is None:
        return Page(_without_tags(source), "text/html", url=url)
    facts = facts_of(root, url)
    text = _article_text(source, root)
    return Page(
        text, "text/html", title=facts.title, publisher=facts.publisher, author=facts.author,
        language=facts.language, published=facts.published, url=facts.url,
    )  # fmt: skip


def _parsed(source: str) -> Any | None:
    from lxml import etree, html  # type: ignore[import-untyped] # noqa: PLC0415 - 50 ms that only pages need

    if not source.strip():
        return None
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return None if _is_deep(root) else root


def _is_deep(root: Any) -> bool:
    depth = 0
    level = [root]
    while level and depth <= _DEEPEST:
        level = [child for node in level for child in node]
        depth += 1
    return bool(level)


def _article_text(source: str, root: Any) -> str:
    whole = tidy_text(text_of(_body(root)))
    if len(source) > _READABLE:
        return whole
    found = _readable(source)
    enough = len(found.split()) >= _LEAST_WORDS or len(found) * 2 > len(whole)
    return found if enough else whole


def _readable(source: str) -> str:
    from readability import Document  # type: ignore[import-untyped] # noqa: PLC0415 - as lxml above

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)  # it logs every page it finds odd
    try:
        document = Document(source)
        summary = document.summary(html_partial=True)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the plain text of the page is there
        return ""
    root = _parsed(summary)
    return tidy_text(text_of(root)) if root is not None else ""


def _body(root: Any) -> Any:
    for path in ("//article", "//main", "//body"):
        found = root.xpath(path)
        if len(found) == 1:
            return found[0]
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root


def text_of(node: Any) -> str:
    """Give the visible text of an element, blocks on lines of their own."""
    return "".join(_pieces(node))


def _pieces(node: Any) -> Iterator[str]:
    tag = node.tag if isinstance(node.tag, str) else ""
    if not tag or tag in _SKIPPED or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return
    around = "\n\n" if tag in _BLOCKS else "\n" if tag in _LINES else ""
    yield around
    if node.text:
        yield node.text if tag == "pre" else re.sub(r"\s+", " ", node.text)
    for child in node:
        yield from _pieces(child)
        if child.tail:
            yield re.sub(r"\s+", " ", child.tail)
    if tag == "td":
        yield " "
    yield around


def _without_tags(source: str) -> str:
    """Take the tags out by plain search: what is opened and never closed ends the text, so that no text takes long."""
    from html import unescape  # noqa: PLC0415 - only for pages that no parser takes

    lower = source.lower()
    pieces, place = [], 0
    while place >= 0:
        tag = source.find("<", place)
        pieces.append(source[place:] if tag < 0 else source[place:tag] + " ")
        place = _after_tag(lower, tag) if tag >= 0 else -1
    return tidy_text(unescape("".join(pieces)))


def _after_tag(lower: str, tag: int) -> int:
    """Give where the text goes on after a tag, a comment, or a script with all that is in it; -1 for nowhere."""
    end = ">"
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        if lower.startswith(opening, tag):
            end = closing
    place = lower.find(end, tag + 1)
    if place >= 0 and end.startswith("</"):
        place, end = lower.find(">", place), ">"
    return place + len(end) if place >= 0 else -1


def title_without_site(title: str, site: str) -> str:
    """Take " - The Daily Example" off a title."""
    title = tidy(title)
    if site and title.lower().endswith(site.lower()):
        title = title[: -len(site)].rstrip(" -–—|·:»")
    return title or tidy(site)
