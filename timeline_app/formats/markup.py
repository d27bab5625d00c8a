"""The words of a text that may hold HTML, and the addresses that it links to."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from timeline_app.base.compat import override

_BLOCKS: Final = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_UNSEEN: Final = frozenset({"script", "style", "template"})
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z]+;|&#\w+;")


def plain_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text without its markup, and the addresses of its links; text that has none comes back as it is."""
    if not _MARKUP.search(text):
        return text, ()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(filter(None, lines)), tuple(dict.fromkeys(reader.links))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")
        address = (dict(attrs).get("href") or "").strip() if tag == "a" else ""
        if address.lower().startswith(("http://", "https://")):
            self.links.append(address)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data.replace("\n", " "))
