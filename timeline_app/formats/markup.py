"""The words of a text that may hold HTML, and the addresses that it links to.

Cells and fields hold pieces of HTML, often broken. They are cut at their tags here, once from left to right: Python's
own parser takes minutes for 90 KB of tags that are never closed.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS: Final = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_UNSEEN: Final = frozenset({"script", "style", "template"})
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z]+;|&#\w+;")
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<more>(?>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)|[^<>]*)>|<[!?][^<>]*>"
)
"""What is quoted may hold a > but no <, so that no search goes beyond the next tag."""
_ADDRESS: Final = re.compile(r"(?:^|\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def plain_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without its markup, and the addresses of its links; text that has none comes back as it is."""
    if not _MARKUP.search(text):
        return text, ()
    links: list[str] = []
    lines = (" ".join(line.split()) for line in "".join(_pieces(text, links)).split("\n"))
    return "\n".join(filter(None, lines)), tuple(dict.fromkeys(links))


def _pieces(text: str, links: list[str]) -> Iterator[str]:
    """Give the words between tags, a line break for each block; links are added to the list."""
    unseen = 0
    at = 0
    text = _without_comments(text)
    for tag in _TAG.finditer(text):
        if not unseen:
            yield _words(text[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name in _UNSEEN:
            unseen = max(0, unseen + (-1 if tag["end"] else 1))
        if name in _BLOCKS:
            yield "\n"
        if name == "a" and not tag["end"] and (found := _ADDRESS.search(tag["more"])) is not None:
            address = html.unescape(next(filter(None, found.groups()), "")).strip()
            if address.lower().startswith(("http://", "https://")):
                links.append(address)
    if not unseen:
        yield _words(text[at:])


def _words(piece: str) -> str:
    return html.unescape(piece).replace("\n", " ")


def _without_comments(text: str) -> str:
    """Leave comments out; one that is never closed hides nothing."""
    kept: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept.append(text[at:begin])
        at = end + 3
    return "".join((*kept, text[at:].replace("<!--", "")))
