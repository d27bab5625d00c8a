"""Pages as the web writes them: all of the article is kept, what lies round it is not, and the day is the right one."""

from __future__ import annotations

import pytest

from timeline_app.extract.pages.page import iso_moment, left_out
from timeline_app.extract.pages.reader import read_bytes

PROSE = "".join(
    f"<p>Paragraph {number} tells at some length, in a sentence with commas, of the bridge that the engineers of the "
    "town reopened, and of what the people there said about it.</p>"
    for number in range(1, 6)
)


def read(body, head=""):
    return read_bytes(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode(), "p.html")


KEPT = {
    "linked bullets": "<ul><li><a href=/1>Kept words</a></li><li><a href=/2>Kept too</a></li></ul>",
    "a bullet alone": "<h3>4 April 2022</h3><ul><li><a href=/1>Kept words</a> at dawn.</li></ul>",
    "a numbered list": "<ol><li><a href=/1>Kept words</a></li></ol>",
    "a heading": "<h2>Kept words</h2>",
    "a table": "<table><tr><th>Day</th><td><a href=/x>Kept words</a></td></tr></table>",
    "a caption": "<figure><img src=x.jpg><figcaption>Kept words</figcaption></figure>",
    "a caption of a table": "<table><caption>Kept words</caption><tr><td>1</td></tr></table>",
    "a quote": "<blockquote>Kept words<footer>The mayor</footer></blockquote>",
    "an aside": "<aside><p>Kept words: the bridge was built in 1931, and twice rebuilt since then.</p></aside>",
    "definitions": "<dl><dt>Kept words</dt><dd>What they mean</dd></dl>",
    "details": "<details><summary>More</summary><p>Kept words</p></details>",
    "preformatted": "<pre>Kept words\n  0640 bridge</pre>",
    "a footnote": "<section class=footnotes><ol><li>Kept words <a href=#r>back</a></li></ol></section>",
    "a name that only looks like one": "<div class='shared-history adaptation'><p>Kept words</p></div>",
    "prose in a related box": f"<div class=related><p>Kept words</p>{PROSE}</div>",
    "until found": "<div hidden=until-found>Kept words</div>",
}
LEFT = {
    "navigation": "<nav><a href=/>Left words</a></nav>",
    "a role": "<div role=Navigation><a href=/>Left words</a></div>",
    "share bar": "<div class='article__share-bar'><a href=/s>Left words</a><a href=/t>Post</a></div>",
    "related": "<div class=relatedStories><ul><li><a href=/s>Left words</a></li></ul></div>",
    "related by its heading": "<h3>Related stories</h3><ul><li><a href=/s>Left words</a></li></ul>",
    "related in Ukrainian": "<h3>Читайте також:</h3><ul><li><a href=/s>Left words</a></li></ul>",
    "cookies": "<div id=cookie-consent><p>Left words: this site, like many, sets cookies.</p></div>",
    "newsletter": "<section class=newsletter><p>Left words</p><form><input name=mail></form></section>",
    "comments": "<section id=comments><article><p>Left words by a reader</p></article></section>",
    "hidden": "<div style='display: none'>Left words</div>",
    "a button": "<button>Left words</button>",
}


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("frame", ["<main><article>{}</article></main>", "<div class=content>{}</div>"])
def test_all_that_the_article_holds_is_in_the_text(name, frame):
    page = read(frame.format(f"<h1>Bridge reopens</h1>{PROSE[: len(PROSE) // 5 * 2]}{KEPT[name]}{PROSE}"))
    assert page.text.count("Kept words") == 1
    assert "Bridge reopens" in page.text


@pytest.mark.parametrize("name", LEFT)
def test_what_lies_round_the_article_is_left_out_and_can_be_shown(name):
    page = read(f"<main><article><h1>Bridge reopens</h1>{PROSE}{LEFT[name]}</article></main>")
    assert "Left words" not in page.text
    assert page.text.count("Paragraph") == 5
    assert any("Left words" in each for each in left_out(page, page.text))
    assert not left_out(page, page.whole)


def test_of_a_page_whose_text_is_all_nothing_is_left_out():
    page = read(f"<article><h1>Bridge</h1>{PROSE}</article>")
    assert left_out(page, page.text) == ()


def test_a_page_whose_body_is_named_like_a_sidebar_is_read():
    assert read(f"<div class='has-sidebar modal share'>{PROSE}</div>").text.count("Paragraph") == 5


def test_a_page_within_a_form_is_read():
    assert read(f"<form action=/>{PROSE}</form>").text.count("Paragraph") == 5


LINKED = '<script type="Application/LD+JSON">{{"@type": "http://schema.org/NewsArticle", "{}": "2022-11-15"}}</script>'
DAYS = [
    (LINKED.format("datePublished") + "<meta name=date content=2022-11-14>", "", "2022-11-15", "linked"),
    ("<META PROPERTY='Article:Published_Time' CONTENT='2022-11-15'>", "", "2022-11-15", "head"),
    ("<meta itemprop='DatePublished' content=2022-11-15>", "", "2022-11-15", "head"),
    ("", "<p>By A. B., <time itemprop=datePublished datetime=2022-11-15>x</time></p>", "2022-11-15", "byline"),
    ("", "<p>By A. B., <span itemprop='name DatePublished' content=2022-11-15>x</span></p>", "2022-11-15", "byline"),
    ("", "<p><time>Tuesday, November 15, 2022, 12:06 PM</time></p>", "2022-11-15T12:06:00", "byline"),
    ("<link rel='Bookmark Canonical' href='https://e.org/2022/11/15/a'>", "", "2022-11-15", "address"),
    ("", "<p>Published 15 November 2022</p>", "2022-11-15", "text"),
    ("<meta property=article:modified_time content=2022-11-15>", "", "2022-11-15", "modified"),
    ("", "<p><time class=updated datetime=2022-11-15>x</time></p>", "2022-11-15", "modified"),
]
NO_BYLINES = [
    "<header><time datetime=2026-11-20>Now</time></header>",
    "<nav><time datetime=2026-11-20>Now</time></nav>",
    "<footer><time datetime=2026-11-20>Now</time></footer>",
    "<aside><article><time datetime=2026-11-20>x</time></article></aside>",
    "<div class=relatedArticles><time itemprop=datePublished datetime=2026-11-20>x</time></div>",
    "<div class='comment'><time datetime=2026-11-20>x</time></div>",
]


@pytest.mark.parametrize(("head", "body", "moment", "where"), DAYS)
@pytest.mark.parametrize("other", ["", *NO_BYLINES])
def test_the_day_of_publication_is_that_of_the_article(head, body, moment, where, other):
    page = read(f"{other}<main><article><h1>Bridge reopens</h1>{body}{PROSE}</article></main>", head)
    assert (page.published, page.found) == (moment, where)


@pytest.mark.parametrize("other", NO_BYLINES)
def test_the_clock_of_a_page_is_no_byline(other):
    assert read(f"{other}<main><article><h1>Bridge</h1>{PROSE}</article></main>").published == ""


def test_a_day_that_the_article_tells_of_is_no_byline():
    told = f"<p>{'Much was said of the bridge before. ' * 6} It fell on <time datetime=2022-03-04>4 March</time>.</p>"
    assert read(f"<article><h1>Bridge</h1>{told}{PROSE}</article>").published == ""


def test_days_that_compete_are_kept_with_where_they_stand():
    head = LINKED.format("datePublished") + "<meta property=og:updated_time content=2022-12-01>"
    page = read(f"<article><p><time pubdate datetime=2022-11-16>x</time></p>{PROSE}</article>", head)
    assert page.published == "2022-11-15"
    assert [(each.moment, each.where) for each in page.others] == [("2022-11-16", "byline"), ("2022-12-01", "modified")]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20180619T055000+0900", "2018-06-19T05:50:00+09:00"),
        ("20180619", "2018-06-19"),
        ("2018-06-19T05:50:00EET", "2018-06-19T05:50:00+02:00"),
        ("2018-06-19 05:50 eest", "2018-06-19T05:50:00+03:00"),
        ("2018-06-19T05:50:00 CST", "2018-06-19T05:50:00"),
        ("2018-06-19T05:50+02", "2018-06-19T05:50:00+02:00"),
        ("Saturday, December 27, 2014, 12:06 PM", "2014-12-27T12:06:00"),
        ("Dec. 27, 2014 at 12:06 a.m. EST", "2014-12-27T00:06:00-05:00"),
        ("27 December 2014", "2014-12-27"),
        ("27th Dec 2014, 7:05 pm", "2014-12-27T19:05:00"),
        ("December 32, 2014", ""),
        ("May 5, 2014, 13:05 PM", ""),
        ("in 2014", ""),
    ],
)
def test_moments_are_read_as_pages_write_them(text, moment):
    assert iso_moment(text) == moment
