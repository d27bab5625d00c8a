"""Who wrote a page, what it is called and in which language, as pages of many countries say it."""

from __future__ import annotations

import pytest

from timeline_app.extract.pages.bylines import Byline, names_in
from timeline_app.extract.pages.reader import read_bytes

LINES = [
    ("By Jane Roe", "Jane Roe"),
    ("By Jane Roe and John van der Doe", "Jane Roe, John van der Doe"),
    ("By Jane Roe, Kyiv", "Jane Roe"),
    ("By Jane Roe | 27 December 2014", "Jane Roe"),
    ("By JANE ROE", "JANE ROE"),
    ("Written by Jane O’Roe-Smith", "Jane O’Roe-Smith"),
    ("Von Anna Meier und Jan Koch, Kiew", "Anna Meier, Jan Koch"),
    ("Von Anna Meier · 27. Dezember 2014", "Anna Meier"),
    ("Par Jeanne Dupont", "Jeanne Dupont"),
    ("Автор: Олена Коваль", "Олена Коваль"),
    ("Автори: Олена Коваль та Іван Лис", "Олена Коваль, Іван Лис"),
    ("Текст: Анна Смирнова", "Анна Смирнова"),
    ("作者：王小明", "王小明"),
    ("홍길동 기자", "홍길동"),
    ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
]
NONE = [
    "By Tuesday Morning",
    "By the numbers",
    "By then all of the bridges of the town had fallen.",
    "Von der Leyen besucht Kiew",
    "Von Anfang an dabei",
    "The mayor, Jane Roe",
    "Автор не відомий",
    "",
]


@pytest.mark.parametrize(("line", "names"), LINES)
def test_a_byline_names_who_wrote(line, names):
    assert names_in(Byline(line, is_marked=False)) == names


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_byline_names_nobody(line):
    assert names_in(Byline(line, is_marked=False)) == ""


PROSE = "".join(
    f"<p>Paragraph {number} tells at some length, in a sentence with commas, of the bridge that the engineers of the "
    "town reopened, and of what the people there said about it.</p>"
    for number in range(1, 6)
)


def read(body, head=""):
    source = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(source.encode(), "p.html")


PLACES = [
    "<span itemprop=author itemscope><a href=/jr><span itemprop=name>Jane Roe</span></a></span>",
    "<span itemprop='author'>Jane Roe</span>",
    "<span itemprop=author itemscope><meta itemprop=name content='Jane Roe'></span>",
    "<p>Photos: someone <a rel='author nofollow' href=/jr>Jane Roe</a></p>",
    "<div class=byline>By <a href=/jr>Jane Roe</a>, Kyiv</div>",
    "<div class='article__author-name'>Jane Roe</div>",
    "<p>By Jane Roe</p>",
]


@pytest.mark.parametrize("line", PLACES)
def test_the_author_is_found_where_the_page_tells_it(line):
    page = read(f"<article><h1>Bridge reopens</h1>{line}{PROSE}</article>")
    assert page.author == "Jane Roe"


def test_the_author_of_a_related_article_or_a_comment_is_not_that_of_the_page():
    box = "<div class=related><span class=author>Jane Roe</span></div><div class=comment><p>By Jane Roe</p></div>"
    assert read(f"<main><article><h1>Bridge reopens</h1>{PROSE}</article></main>{box}").author == ""


def test_a_byline_is_believed_before_a_head_that_names_the_site_as_the_author():
    head = "<meta name=author content='The Courier'><meta property=og:site_name content='The Courier'>"
    assert read(f"<article><h1>Bridge reopens</h1><p>By Jane Roe</p>{PROSE}</article>", head).author == "Jane Roe"
    assert read(f"<article><h1>Bridge reopens</h1>{PROSE}</article>", head).author == "The Courier"


SITES = "<meta property=og:site_name content='{}'>"
TITLES = [
    (SITES.format("The Courier") + "<title>Bridge reopens - The Courier</title>", "Bridge reopens"),
    (SITES.format("朝日の新聞") + "<title>橋の通行が再開：朝日の新聞</title>", "橋の通行が再開"),
    (SITES.format("朝日の新聞") + "<title>橋の通行が再開｜朝日の新聞</title>", "橋の通行が再開"),
    (SITES.format("每日新闻") + "<title>铁路大桥恢复通车_每日新闻</title>", "铁路大桥恢复通车"),
    (SITES.format("Вісник") + "<title>Міст знову відкрито — ВІСНИК</title>", "Міст знову відкрито"),
    (SITES.format("The Courier") + "<title>The Courier | Bridge reopens</title>", "Bridge reopens"),
    ("<title>Bridge over the river reopens | The Courier</title>", "Bridge over the river reopens"),
    ("<title>Explainer | What happened at the bridge</title>", "Explainer | What happened at the bridge"),
    ("<title>Bridge reopens - a day of joy</title>", "Bridge reopens - a day of joy"),
    (SITES.format("Kyiv") + "<title>The road to Kyiv</title>", "The road to Kyiv"),
]


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_the_site_is_no_part_of_a_title(head, title):
    assert read(PROSE, head).title == title


def test_a_title_that_goes_on_after_the_headline_is_the_headline():
    head = "<meta property=og:title content='Міст знову відкрито » Новини » Вісник'>"
    assert read(f"<h1>Міст знову відкрито</h1>{PROSE}", head).title == "Міст знову відкрито"


LANGUAGES = [
    ("Міст через річку знову відкрили для руху, бо його відбудували за вісім місяців, і це всіх тішить.", "uk"),
    ("Die Brücke über den Fluss ist nach acht Monaten wieder für den Verkehr offen, und das freut alle.", "de"),
    ("The bridge over the river was reopened after eight months, and that is what all of them had hoped for.", "en"),
    ("川に架かる鉄道橋が十五日、八か月ぶりに通行を再開した。", "ja"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
@pytest.mark.parametrize("name", ["p.html", "p.txt"])
def test_the_text_tells_the_language_where_the_page_does_not(text, language, name):
    assert read_bytes(text.encode() if name == "p.txt" else f"<p>{text}</p>".encode(), name).language == language


def test_the_language_that_a_page_names_is_kept():
    assert read_bytes("<html lang=ru><p>Миру мир, сказал он.</p></html>".encode(), "p.html").language == "ru"
