"""The rule of quotes: what is called a quote stands, word for word, in the document that it names."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING

from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.anchoring import anchored, find_verbatim

if TYPE_CHECKING:
    from timeline_app.domain.records import Excerpt


class QuoteError(KnownError):
    """Words that are called a quote and do not stand in their document."""


def quote_problem(excerpt: Excerpt, text: str) -> str:
    """Say why `excerpt` cannot be a quote from `text`; empty where it can, and for a paraphrase."""
    if excerpt.kind != "quote":
        return ""
    if not excerpt.exact.strip():
        return _("A quote needs its words. Fill them in, or make it a paraphrase.")
    if find_verbatim(excerpt, text) is None:
        return _("The words “{exact}” do not stand in the document. Correct them, or make it a paraphrase.").format(
            exact=_short(excerpt.exact)
        )
    return ""


def require_quote(excerpt: Excerpt, text: str) -> None:
    """Raise QuoteError unless `excerpt` may be saved as it is with the document `text`."""
    problem = quote_problem(excerpt, text)
    if problem:
        raise QuoteError(problem)


def settled_in(excerpt: Excerpt, text: str) -> Excerpt:
    """Fasten an excerpt to where its words stand in `text`; where they do not, it loses its place, not its words."""
    found = find_verbatim(excerpt, text)
    if found is None:
        return replace(excerpt, start=-1, end=-1, prefix="", suffix="")
    return anchored(excerpt, text, found.start, found.end)


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
