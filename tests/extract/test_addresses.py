"""Whose page a saved page is: behind web archives, AMP and print versions stands one article."""

from __future__ import annotations

import pytest

from timeline_app.extract.pages.addresses import PageAddress, address_of
from timeline_app.extract.pages.reader import read_bytes

PLAIN = "https://e.org/2014/12/27/bridge"
SAME = [
    PLAIN,
    "https://e.org/2014/12/27/bridge/amp",
    "https://e.org/amp/2014/12/27/bridge",
    "https://amp.e.org/2014/12/27/bridge",
    PLAIN + "?amp=1",
    PLAIN + "?outputType=amp",
    PLAIN + "?print=true",
    "https://e.org/print/2014/12/27/bridge",
    "https://www.google.com/amp/s/e.org/2014/12/27/bridge",
    "https://e-org.cdn.ampproject.org/c/s/e.org/2014/12/27/bridge",
    "about:reader?url=https%3A%2F%2Fe.org%2F2014%2F12%2F27%2Fbridge",
]


@pytest.mark.parametrize("address", SAME)
def test_versions_of_an_article_have_one_address(address):
    assert address_of(address) == PageAddress(PLAIN)


@pytest.mark.parametrize(
    "address", ["https://e.org/ampere/print-works?view=map&page=2", "https://e.org/?q=a%20b", "http://[", "", "x:y"]
)
def test_other_addresses_stay_as_they_are(address):
    assert address_of(address) == PageAddress(address)


ARCHIVED = [
    ("https://web.archive.org/web/20141228091500/" + PLAIN, "2014-12-28T09:15:00Z"),
    ("http://web.archive.org/web/20141228091500id_/" + PLAIN + "/amp", "2014-12-28T09:15:00Z"),
    ("https://web.archive.org/web/20141228/https:/e.org/2014/12/27/bridge", "2014-12-28"),
    ("https://archive.ph/20141228091500/" + PLAIN, "2014-12-28T09:15:00Z"),
    ("https://archive.today/2014.12.28-091500/" + PLAIN, "2014-12-28T09:15:00Z"),
]
PROSE = "<p>Engineers reopened the bridge over the river, and trains have crossed it since, to the joy of all.</p>" * 5


@pytest.mark.parametrize(("address", "captured"), ARCHIVED)
def test_an_archived_page_tells_its_original_and_when_it_was_taken(address, captured):
    assert address_of(address) == PageAddress(PLAIN, address, captured)
    for head in (f"<link rel=canonical href='{address}'>", f"<!-- saved from url=(0090){address} -->"):
        page = read_bytes(f"<html><head>{head}</head><body>{PROSE}</body></html>".encode(), "p.html")
        assert (page.url, page.archive_url, page.captured) == (PLAIN, address, captured)
        assert page.published == "2014-12-27"  # by the original's address, not by the day of the copy


def test_a_saved_copy_of_an_archived_page_keeps_the_address_that_the_page_names_itself():
    address = ARCHIVED[0][0]
    source = (
        f"<!-- saved from url=(0090){address} --><html><head><link rel=canonical href='{PLAIN}'></head>{PROSE}</html>"
    )
    page = read_bytes(source.encode(), "p.html")
    assert (page.url, page.archive_url) == (PLAIN, address)


@pytest.mark.parametrize(
    "comment", [f"<!-- saved from url=(0031){PLAIN} -->", f"<!--\n Page saved with SingleFile \n url: {PLAIN} \n x -->"]
)
def test_a_page_that_a_browser_saved_tells_where_it_is_from(comment):
    page = read_bytes(f"<!doctype html>\n{comment}\n<html><body>{PROSE}</body></html>".encode(), "p.html")
    assert page.url == PLAIN


def test_the_bar_that_an_archive_lays_over_a_page_is_none_of_it():
    bar = "<div id=wm-ipp-base><div><p>12 captures of this page, from 27 December 2014 to 3 March 2020</p></div></div>"
    page = read_bytes(f"<html><body>{bar}<h1>Bridge</h1>{PROSE}</body></html>".encode(), "p.html")
    assert "captures" not in page.text
