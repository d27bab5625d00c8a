"""The day of publication as pages print it: in many languages, under the headline, in the address."""

from __future__ import annotations

import pytest

from timeline_app.extract.pages.printed_days import printed_days
from timeline_app.extract.pages.reader import read_bytes

LINES = [
    ("Saturday, December 27, 2014, 12:06 PM", "2014-12-27T12:06:00"),
    ("Kyiv, 27 December 2014", "2014-12-27"),
    ("By Jane Roe | 27 December 2014, 18:05 EET", "2014-12-27T18:05:00+02:00"),
    ("Von Anna Meier · 27. Dezember 2014, 12:06 Uhr", "2014-12-27T12:06:00"),
    ("Stand: 27.12.2014 12:06 Uhr", "2014-12-27T12:06:00"),
    ("Субота, 27 грудня 2014, 12:06", "2014-12-27T12:06:00"),
    ("27 грудня 2014 року, 12:06", "2014-12-27T12:06:00"),
    ("Опубліковано: 27.12.2014", "2014-12-27"),
    ("27 декабря 2014 г., 12:06 МСК", "2014-12-27T12:06:00+03:00"),
    ("27 мая 2014", "2014-05-27"),
    ("Publié le 27 décembre 2014 à 12h06", "2014-12-27T12:06:00"),
    ("27 de diciembre de 2014", "2014-12-27"),
    ("sobota, 27 grudnia 2014", "2014-12-27"),
    ("27 Aralık 2014 12:06", "2014-12-27T12:06:00"),
    ("2014年12月27日 12時06分", "2014-12-27T12:06:00"),
    ("2014年12月27日(土) 午後6:05", "2014-12-27T18:05:00"),
    ("发布时间：2014年12月27日 18:05", "2014-12-27T18:05:00"),
    ("입력 2014.12.27 오후 6:05", "2014-12-27T18:05:00"),
    ("2014년 12월 27일", "2014-12-27"),
    ("27 ธันวาคม 2557", "2014-12-27"),
    ("27 ديسمبر 2014", "2014-12-27"),
    ("27/12/2014", "2014-12-27"),
    ("12/27/2014 6:05 p.m.", "2014-12-27T18:05:00"),
]
NONE = [
    "The bridge fell on 27 December 2014, and it was rebuilt within a year.",
    "Was am 27. Dezember 2014 in der Stadt geschah",
    "05/06/2014",
    "32 December 2014",
    "Version 27.12.2014.3",
    "27 bridges 2014",
    "Resolution 2202",
    "",
]


@pytest.mark.parametrize(("line", "moment"), LINES)
def test_a_line_that_only_names_its_day_is_read(line, moment):
    assert [each.moment for each in printed_days(line)] == [moment]


@pytest.mark.parametrize("line", NONE)
def test_a_line_that_tells_more_or_nothing_sure_is_not(line):
    assert printed_days(line) == []


@pytest.mark.parametrize("line", ["Updated: 27 December 2014", "Aktualisiert am 27.12.2014", "更新：2014年12月27日"])
def test_the_day_of_a_change_is_called_one(line):
    assert [(each.moment, each.where) for each in printed_days(line)] == [("2014-12-27", "modified")]


PROSE = "".join(
    f"<p>Paragraph {number} tells at some length, in a sentence with commas, of the bridge that the engineers of the "
    "town reopened on 4 March 2013, and of what the people there said about it.</p>"
    for number in range(1, 6)
)
PLACES = {
    "a named element": ("<div class=meta><span class=entry-date>27. Dezember 2014</span></div>", "", "byline"),
    "under the headline": ("<div><b>Anna Meier</b></div><div>27 грудня 2014</div>", "", "text"),
    "an address": ("", "https://e.org/2014/12/27/bridge", "address"),
    "an address with a word": ("", "https://e.org/world/2014/dec/27/bridge", "address"),
    "an address without signs": ("", "https://e.org/a/20141227-bridge.html", "address"),
    "an address, day first": ("", "https://e.org/a/bridge-27-12-2014/", "address"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_printed_day_is_found_wherever_the_article_stands(name):
    line, address, where = PLACES[name]
    head = f"<link rel=canonical href='{address}'>" if address else ""
    body = f"<body><div><h1>Bridge reopens</h1>{line}</div><div class=text>{PROSE}</div></body>"
    page = read_bytes(f"<!doctype html><html><head>{head}</head>{body}</html>".encode(), "p.html")
    assert (page.published, page.found) == ("2014-12-27", where)


def test_a_named_date_among_related_articles_is_no_answer():
    box = "<div class=related><div><span class=date>27 December 2014</span></div></div>"
    page = read_bytes(f"<html><body><h1>Bridge</h1><article>{PROSE}</article>{box}</body></html>".encode(), "p.html")
    assert page.published == ""
