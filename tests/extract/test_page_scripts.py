"""Pages in scripts with and without blanks between words: the article is found, and what lies round it is not."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from timeline_app.extract.pages.reader import read_bytes

TEXTS = json.loads((Path(__file__).parents[1] / "data" / "pages_in_scripts.json").read_text("utf-8"))


def links(words, tag="li"):
    return "".join(f"<{tag}><a href=/{place}>{word}</a></{tag}>" for place, word in enumerate(words))


def paragraphs(words, tag="p"):
    return "".join(f"<{tag}>{each}</{tag}>" for each in words)


LAYOUTS = {
    "named": lambda title, body, menu, more: (
        f"<header><nav><ul>{links(menu)}</ul></nav></header><main><article><h1>{title}</h1>{paragraphs(body)}</article>"
        f"</main><aside><h2>{menu[0]}</h2><ul>{links(more)}</ul></aside><footer><p>© 2025 {menu[0]}</p></footer>"
    ),
    "boxes": lambda title, body, menu, more: (
        f"<div id=top><div class=menu>{links(menu, 'span')}</div></div><div id=wrap><div class=c1><h1>{title}</h1>"
        f"<div class=c2>{paragraphs(body)}</div></div><div class=c3><ul>{links(more)}</ul></div></div>"
        f"<div class=foot>{links(menu, 'span')}</div>"
    ),
    "a table": lambda title, body, menu, more: (
        f"<table><tr><td colspan=2>{links(menu, 'b')}</td></tr><tr><td><ul>{links(more)}</ul></td>"
        f"<td><h1>{title}</h1>{paragraphs(body)}</td></tr></table>"
    ),
    "a blog": lambda title, body, menu, more: (
        f"<div class=nav>{links(menu, 'span')}</div><div class=post><h1>{title}</h1><div class=entry>"
        f"{paragraphs(body)}</div></div><div id=comments><div class=comment><p>{more[0]}</p></div>"
        f"<div class=comment><p>{more[1]}</p></div></div><div class=sidebar><ul>{links(more)}</ul></div>"
    ),
    "boxes for paragraphs": lambda title, body, menu, more: (
        f"<ul class=menu>{links(menu)}</ul><div class=story><h1>{title}</h1><div class=text>{paragraphs(body, 'div')}"
        f"</div></div><div class=related><ul>{links(more)}</ul></div>"
    ),
    "breaks": lambda title, body, menu, more: (
        f"<ul class=menu>{links(menu)}</ul><div class=story><h1>{title}</h1><div class=text>{'<br><br>'.join(body)}"
        f"</div></div><div class=ranking><ul>{links(more)}</ul></div>"
    ),
    "teasers at the side": lambda title, body, menu, more: (
        f"<div class=gnav>{links(menu, 'span')}</div><div class=col1><h1>{title}</h1>{paragraphs(body)}</div>"
        f"<div class=col2>{''.join(f'<div><a href=/{n}><p>{each}</p></a></div>' for n, each in enumerate(more))}</div>"
    ),
}


def letters_in_common(found, wanted):
    """Give the F1 of pairs of letters, which asks for no words."""
    mine, theirs = (Counter(pairwise("".join(text.split()))) for text in (found, wanted))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


@pytest.mark.parametrize("times", [1, 4], ids=["short", "long"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", TEXTS)
def test_the_article_is_found_in_every_script(language, layout, times):
    text = TEXTS[language]
    title, article = text["title"], text["article"] * times
    body = LAYOUTS[layout](title, article, text["menu"] * 4, text["more"] * 3)
    page = read_bytes(f"<!doctype html><html><title>{title}</title><body>{body}</body></html>".encode(), "p.html")
    without_title = "".join(article)
    assert max(letters_in_common(page.text, each) for each in (title + without_title, without_title)) >= 0.95
    assert not page.is_list


RELATED = [
    "関連記事",
    "相关新闻：",
    "ข่าวที่เกี่ยวข้อง",
    "관련 기사",
    "اقرأ أيضا",
    "Lire aussi",
    "Mehr zum Thema",
    "Czytaj też",
]


@pytest.mark.parametrize("heading", RELATED)
def test_a_list_of_related_articles_is_none_of_it(heading):
    text = TEXTS["ja"]
    body = f"<h1>{text['title']}</h1>{paragraphs(text['article'])}<h3>{heading}</h3><ul>{links(text['more'])}</ul>"
    page = read_bytes(f"<!doctype html><html><body><article>{body}</article></body></html>".encode(), "p.html")
    assert text["article"][-1] in page.text
    assert text["more"][0] not in page.text
