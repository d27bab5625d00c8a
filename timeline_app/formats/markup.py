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
_NAMES: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "applet",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "basefont",
        "bdi",
        "bdo",
        "big",
        "blink",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "i",
        "iframe",
        "image",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "marquee",
        "menu",
        "meta",
        "meter",
        "nav",
        "nobr",
        "noframes",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "plaintext",
        "portal",
        "pre",
        "progress",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
        "xml",
        "xmp",
    ]
)
"""Elements of HTML. What is called otherwise, as in “the <unknown> men”, is a word; names with - or : are elements."""
_MARKUP: Final = re.compile(r"</?([a-zA-Z][\w:.-]*)[^<>]*>|&[a-zA-Z]+;|&#\w+;")
_BARE_ADDRESS: Final = re.compile(
    r"<((?:https?://|mailto:|www\.)[^<>\s]{1,2000}|[^<>\s@\"'=]{1,100}@[^<>\s@\"'=]{1,200})>", re.IGNORECASE
)
"""What mail and calendar programs write for a link: <https://…>."""
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<more>(?>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)|[^<>]*)>|<[!?][^<>]*>"
)
"""What is quoted may hold a > but no <, so that no search goes beyond the next tag."""
_ADDRESS: Final = re.compile(r"(?:^|\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def plain_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without its markup, and the addresses of its links; text that has none comes back as it is."""
    links: list[str] = []
    if "<" in text:
        links += (found[1] for found in _BARE_ADDRESS.finditer(text) if found[1].lower().startswith("http"))
        text = _BARE_ADDRESS.sub(r"\1", text)
    if not any(found[1] is None or _is_element(found[1]) for found in _MARKUP.finditer(text)):
        return text, tuple(dict.fromkeys(links))
    lines = (" ".join(line.split()) for line in "".join(_pieces(text, links)).split("\n"))
    return "\n".join(filter(None, lines)), tuple(dict.fromkeys(links))


def _is_element(name: str) -> bool:
    return name.lower() in _NAMES or "-" in name or ":" in name


def _pieces(text: str, links: list[str]) -> Iterator[str]:
    """Give the words between tags, a line break for each block; links are added to the list."""
    unseen = 0
    at = 0
    text = _without_comments(text)
    for tag in _TAG.finditer(text):
        if not unseen:
            yield _words(text[at : tag.start()])
        at = tag.end()
        if tag["name"] and not _is_element(tag["name"]):
            at = tag.start()  # it comes with the words that follow
            continue
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
