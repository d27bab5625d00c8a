"""Tell a page that lists articles, the front of a site or a search, from an article; say what a file is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.extract.pages.page import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.extract.pages.page import Page

_FEWEST: Final = 8
"""Headlines; so many related links stand under an article, too, but then its own words stand apart."""
_HEADLINE_WORDS: Final = 4
_LONGEST_TEASER: Final = 60
"""Words between two headlines; an article goes on longer somewhere."""
_MOST_NAMED: Final = 8
"""Pages of a PDF."""
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "svg"})
_ARTICLE: Final = re.compile(r"article|news\.?article|blog", re.IGNORECASE)


def is_list(element: Any, metas: Mapping[str, str]) -> bool:
    """Tell a list of headlines that lead elsewhere, with a few words under each; not what calls itself an article."""
    if _ARTICLE.search(metas.get("og:type", "")):
        return False
    headlines, run, longest = set(), 0, 0
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            run += count_words(node)
            longest = max(longest, run)
            continue
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            continue
        if node.tag == "a" and node.get("href") and count_words(" ".join(node.itertext())) >= _HEADLINE_WORDS:
            headlines.add(node.get("href").partition("#")[0])
            run = 0
            continue
        for child in reversed(node):
            waiting += [child.tail or "", child]
        waiting.append(node.text or "")
    return len(headlines) >= _FEWEST and longest < _LONGEST_TEASER


def notes_on(page: Page) -> tuple[str, ...]:
    """Say what a person should know of a file before trusting its text, and what to do; mostly nothing."""
    listed = _(
        "This page is a list of articles and no article. Open the article that you want, save that page and read it."
    )
    told = (listed if page.is_list else "", _pictured_words(page.pictured) if page.pictured else "")
    return tuple(filter(None, told))


def _pictured_words(pages: tuple[int, ...]) -> str:
    """Say of which pages of a PDF no text was read, and what to do."""
    named = ", ".join(map(str, pages[:_MOST_NAMED])) + (" …" if len(pages) > _MOST_NAMED else "")
    words = ngettext(
        "Page {pages} is a picture without text and was not read. Run text recognition (OCR) on the file, and read it "
        "again.",
        "Pages {pages} are pictures without text and were not read. Run text recognition (OCR) on the file, and read "
        "it again.",
        len(pages),
    )
    return words.format(pages=named)
