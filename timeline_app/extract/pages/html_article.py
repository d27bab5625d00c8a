"""The words of a web page that are its article, and those round it: navigation, share bars, related links, notices.

What is left out is decided element by element, by what the page calls it *and* by how it looks: an element named
"related" that holds paragraphs of prose stays, a list of links that nothing marks as navigation stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from timeline_app.extract.languages.model import listed
from timeline_app.extract.pages.html_words import attribute, named, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SILENT: Final = listed("""
    script style noscript template svg math iframe object embed head select option datalist input textarea canvas audio
    video map area
""")
"""Elements without words for a reader; noscript repeats what the page shows."""
_BLOCKS: Final = listed("""
    p div section article main h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure figcaption header footer aside nav
    address hr details summary tbody thead tfoot caption form fieldset dialog hgroup menu center body
""")
_LINES: Final = listed("br li tr dt dd")
_CHROME_ROLES: Final = listed("navigation search banner contentinfo menu menubar toolbar dialog alertdialog tablist")
_NEVER: Final = listed("""
    cookie cookies consent gdpr newsletter subscribe subscription signup login paywall comments disqus advert
    advertisement advertising ads sponsored breadcrumb breadcrumbs pagination outbrain taboola popup modal noprint
    navbar navbox navigation skiplink editsection toc
""")
"""Names of what is no part of an article whatever it holds."""
_IF_LINKS: Final = listed("""
    nav menu share sharing social related recommended recommendations promo trending popular teaser teasers more sidebar
    toolbar tags follow links readmore latest footer widget
""")
"""Names of what is left out where it is mostly links or a few words; prose under such a name stays."""
_FEW_WORDS: Final = 12
_PROSE_WORDS: Final = 40
_MOSTLY_LINKS: Final = 0.6
_RELATED: Final = re.compile(
    r"(?:related (?:articles?|stories|news|content|topics|links)"
    r"|read (?:more|also|next)|more (?:on this|from|stories).{0,40}"
    r"|most (?:read|popular)|you (?:may|might) also like|recommended|читайте також|читайте также|по теме|схожі новини"
    r"|mehr zum thema|lesen sie auch|das könnte sie auch interessieren)\s*:?$",
    re.IGNORECASE,
)


def text_of(node: Any, *, everything: bool = False) -> str:
    """Give the words of an element, blocks on lines of their own; `everything` with what lies round an article."""
    left_out = frozenset() if everything else frozenset(_chrome(node))
    return "".join(_pieces(node, left_out, everything=everything))


def _pieces(node: Any, left_out: frozenset[Any], *, everything: bool) -> Iterator[str]:
    tag = node.tag if isinstance(node.tag, str) else ""
    if not tag or tag in SILENT or node in left_out or (is_hidden(node) and not everything):
        return
    around = "\n\n" if tag in _BLOCKS else "\n" if tag in _LINES else ""
    yield around
    if node.text:
        yield node.text if tag == "pre" else re.sub(r"\s+", " ", node.text)
    for child in node:
        yield from _pieces(child, left_out, everything=everything)
        if child.tail:
            yield child.tail if tag == "pre" else re.sub(r"\s+", " ", child.tail)
    if tag in {"td", "th"}:
        yield " "
    yield around


def is_hidden(node: Any) -> bool:
    """Tell what a browser does not show; "until-found" and closed details are found by a reader, and count as shown."""
    hidden = node.get("hidden")
    if hidden is not None and hidden.strip().lower() != "until-found":
        return True
    style = re.sub(r"\s", "", attribute(node, "style"))
    closed = node.tag == "dialog" and node.get("open") is None
    return closed or attribute(node, "aria-hidden") == "true" or "display:none" in style


def _chrome(root: Any) -> Iterator[Any]:
    """Find what inside an article is no part of it; never what holds most of its words."""
    half = words_in(root) // 2
    waiting = list(root)
    while waiting:
        node = waiting.pop()
        if not isinstance(node.tag, str) or node.tag in SILENT:
            continue
        if _is_chrome(node) and words_in(node) <= half:
            yield node
        else:
            waiting += node


def _is_chrome(node: Any) -> bool:
    if node.tag in {"nav", "button"} or attribute(node, "role") in _CHROME_ROLES:
        return True
    names = named(node)
    if names & _NEVER:
        return True
    if names & _IF_LINKS or node.tag == "form":
        words = words_in(node)
        return node.tag != "li" and (words < _FEW_WORDS or _link_share(node) > _MOSTLY_LINKS)
    above = node.getparent()
    if above is not None and above.tag == "body" and (node.tag == "footer" or _is_page_head(node)):
        return True
    if node.tag in {"aside", "footer"}:
        return _link_share(node) > _MOSTLY_LINKS
    return _is_list_of_related(node)


def _is_page_head(node: Any) -> bool:
    """Tell the head of a page from that of an article, which has its headline."""
    return node.tag == "header" and node.find(".//h1") is None


def _is_list_of_related(node: Any) -> bool:
    """Tell a list of links under "Related stories", and that heading."""
    if node.tag in {"ul", "ol"}:
        head = node.getprevious()
        return head is not None and _is_related_head(head) and _link_share(node) > _MOSTLY_LINKS
    following = node.getnext()
    is_list = following is not None and following.tag in {"ul", "ol"}
    return is_list and _is_related_head(node) and _link_share(following) > _MOSTLY_LINKS


def _is_related_head(node: Any) -> bool:
    if node.tag not in {"h2", "h3", "h4", "h5", "h6", "p", "div", "strong"} or words_in(node) > _FEW_WORDS:
        return False
    return _RELATED.fullmatch(" ".join("".join(node.itertext()).split())) is not None


def _link_share(node: Any) -> float:
    total = words_in(node)
    return sum(words_in(link) for link in node.iter("a")) / total if total else 0.0


def article_element(root: Any, found: Any | None) -> Any:
    """Give the element of an article; `found` is what holds the words that were found to be its text.

    A page names it: the <article> or <main> round what was found is meant, unless it holds much else.
    """
    if found is None:
        for path in ("//article", "//main", "//*[@role='main']"):
            named_so = root.xpath(path)
            if len(named_so) == 1:
                return named_so[0]
        return _body(root)
    above = [found, *found.iterancestors()]
    article = next((node for node in above if node.tag == "article"), None)
    if article is not None:
        return article
    enough = max(_PROSE_WORDS, words_in(found))
    for node in above[1:]:
        is_main = node.tag == "main" or attribute(node, "role") == "main"
        with_head = node.find(".//h1") is not None and found.find(".//h1") is None
        if is_main or with_head:
            more = len(text_of(node).split()) - len(text_of(found).split())
            return node if more <= enough * (4 if is_main else 0.5) else found
    return found


def _body(root: Any) -> Any:
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root
