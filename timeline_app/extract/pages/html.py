"""Take the article out of an HTML page: its text by readability, without what stands round it; facts by `html_facts`.

readability-lxml was chosen over trafilatura: of like quality on our pages, and a quarter of the import time with none
of its ten further packages (docs/decisions/0031). What is left out (navigation, share bars, related links, notices) is
decided element by element, by what the page calls it *and* by how it looks: an element named "related" that holds
paragraphs of prose stays, a list of links that nothing marks as navigation stays.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, Final

from timeline_app.extract.languages.model import listed
from timeline_app.extract.pages.addresses import saved_from
from timeline_app.extract.pages.archive_copies import take_copy
from timeline_app.extract.pages.html_facts import attribute, facts_of, metas_of, named, words_in
from timeline_app.extract.pages.listing import is_list
from timeline_app.extract.pages.page import Page, at_length, count_words, tidy_text

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
    navbar navbox navigation skiplink editsection toc wm-ipp-base wm-ipp
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
    r"|mehr zum thema|lesen sie auch|das könnte sie auch interessieren"
    r"|(?:à )?lire aussi|sur le même sujet|le[ae] también|leggi anche|leia também|czytaj (?:też|także)|ilgili haberler"
    r"|関連(?:記事|ニュース)|相关(?:新闻|阅读|报道)|相關(?:新聞|報導)|延伸閱讀|관련 ?(?:기사|뉴스)|ข่าวที่เกี่ยวข้อง"
    r"|اقر[أا] (?:أيض|ايض)اً?|أخبار ذات صلة|مواضيع ذات صلة)\s*[:：]?$",
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
            more = count_words(text_of(node)) - count_words(text_of(found))
            return node if more <= enough * (4 if is_main else 0.5) else found
    return found


def _body(root: Any) -> Any:
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root


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
    address = saved_from(source) or url
    copy = take_copy(root, address)
    whole = tidy_text(text_of(root, everything=True))
    element, text = _article_of(source, root, whole)
    listed = is_list(element, metas_of(root))
    facts = facts_of(root, address if copy is None else copy.url, text, named_only=listed)
    place = copy or facts.place
    return Page(
        **facts.facts, text=text, media_type="text/html", found=facts.found, others=facts.others, whole=whole,
        archive_url=place.archive_url, captured=place.captured, is_list=listed, pictured=(),
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


def _article_of(source: str, root: Any, whole: str) -> tuple[Any, str]:
    """Give the article's element and all its words; readability only says where it is: its cleaning loses lists."""
    if len(source) <= _READABLE:
        element = article_element(root, _readable(root))
        found = tidy_text(text_of(element))
        enough = count_words(found) >= _LEAST_WORDS or len(found) * 2 > len(whole)
        if enough or _is_most_prose(element, root):
            return element, found
    element = article_element(root, None)
    return element, tidy_text(text_of(element))


def _is_most_prose(element: Any, root: Any) -> bool:
    """Tell whether an element, however short, holds most of the words of a page that are not links."""
    prose = [words_in(node) * (1 - _link_share(node)) for node in (element, _body(root))]
    return prose[0] * 2 > prose[1]


def _readable(root: Any) -> Any | None:
    """Find the smallest element that holds all that readability takes for the article."""
    from lxml import html  # noqa: PLC0415 - loaded already by _parsed
    from readability import Document  # type: ignore[import-untyped] # noqa: PLC0415 - as lxml above

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)  # it logs every page it finds odd
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for place, node in enumerate(nodes):
        node.set(_MARK, str(place))
    try:
        summary = _parsed(Document(at_length(html.tostring(root, encoding="unicode"))).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the element that the page names is there
        summary = None
    finally:
        for node in nodes:
            del node.attrib[_MARK]
    if summary is None:
        return None
    kept = [nodes[int(place)] for place in summary.xpath(f"//*[normalize-space(text())]/@{_MARK}") if place.isdigit()]
    found = _common(kept)
    if found is None or found.tag != "body":
        return found
    prose = [node for node in kept if not any(each.tag == "a" for each in (node, *node.iterancestors()))]
    return _common(prose) if prose else found


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
