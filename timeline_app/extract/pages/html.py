"""Take the article out of an HTML page: its text by readability, its facts by `html_facts`.

readability-lxml was chosen over trafilatura: of like quality on our pages, and a quarter of the import time with none
of its ten further packages (docs/decisions/0031).
"""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from timeline_app.extract.pages.html_article import article_element, text_of
from timeline_app.extract.pages.html_facts import facts_of
from timeline_app.extract.pages.page import Page, tidy_text

_READABLE: Final = 4_000_000
"""Characters; readability weighs every node and is slow on pages beyond this, which are no articles anyway."""
_DEEPEST: Final = 400
"""Nesting; a page deeper than this is made to hurt, and is read as plain text."""
_MARK: Final = "data-place"
"""Attribute that tells which elements of the page readability kept."""
_LEAST_WORDS: Final = 40
"""An article that readability finds shorter than this beside a longer page is not the article."""


def read_html(source: str, url: str = "") -> Page:
    """Read an HTML page."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source).replace("\x00", "")
    root = _parsed(source)
    if root is None:
        return Page(text=_without_tags(source), media_type="text/html", url=url)
    whole = tidy_text(text_of(root, everything=True))
    text = _article_text(source, root, whole)
    facts = facts_of(root, url, text)
    return Page(**facts.facts, text=text, media_type="text/html", found=facts.found, others=facts.others, whole=whole)


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


def _article_text(source: str, root: Any, whole: str) -> str:
    """Give all the words of the article's element; readability only says where it is: its cleaning loses lists."""
    if len(source) > _READABLE:
        return tidy_text(text_of(article_element(root, None)))
    found = tidy_text(text_of(article_element(root, _readable(root))))
    enough = len(found.split()) >= _LEAST_WORDS or len(found) * 2 > len(whole)
    return found if enough else tidy_text(text_of(article_element(root, None)))


def _readable(root: Any) -> Any | None:
    """Find the smallest element that holds all that readability takes for the article."""
    from lxml import html  # noqa: PLC0415 - loaded already by _parsed
    from readability import Document  # type: ignore[import-untyped] # noqa: PLC0415 - as lxml above

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)  # it logs every page it finds odd
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for place, node in enumerate(nodes):
        node.set(_MARK, str(place))
    try:
        summary = _parsed(Document(html.tostring(root, encoding="unicode")).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the element that the page names is there
        summary = None
    finally:
        for node in nodes:
            del node.attrib[_MARK]
    if summary is None:
        return None
    kept = [nodes[int(place)] for place in summary.xpath(f"//*[normalize-space(text())]/@{_MARK}") if place.isdigit()]
    return _common(kept)


def _common(nodes: list[Any]) -> Any | None:
    """Give the innermost element round all of `nodes`."""
    shared: list[Any] = []
    for count, node in enumerate(nodes):
        line = [*reversed(list(node.iterancestors())), node]
        shared = line if not count else [one for one, other in zip(shared, line, strict=False) if one is other]
    return shared[-1] if shared else None


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
