"""Pages as browsers save them, and files that list articles and are none."""

from __future__ import annotations

import plistlib
from email.message import EmailMessage

import pytest

from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.reader import media_type_of, read_bytes, read_stored

PLAIN = "https://e.org/2014/12/27/bridge"
COPY = f"https://web.archive.org/web/20141228091500/{PLAIN}"
PROSE = "<p>Engineers reopened the bridge over the river, and trains have crossed it since, to the joy of all.</p>" * 5
PAGE = f"<html lang=en><head><title>Bridge reopens</title></head><body><h1>Bridge reopens</h1>{PROSE}</body></html>"


def archive(form=plistlib.FMT_BINARY, **other):
    main = {
        "WebResourceData": PAGE.encode("utf-16"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-16",
        "WebResourceURL": PLAIN,
    }
    return plistlib.dumps({"WebMainResource": main | other, "WebSubresources": []}, fmt=form)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved_is_read(form):
    page = read_bytes(archive(form), "bridge.webarchive")
    assert (page.title, page.url, page.published) == ("Bridge reopens", PLAIN, "2014-12-27")
    assert page.text.count("Engineers") == 5
    assert read_stored(archive(form), page.media_type).text == page.text


def test_a_web_archive_is_known_by_its_first_bytes():
    assert media_type_of(archive(), "bridge") == "application/x-webarchive"


@pytest.mark.parametrize(
    "data",
    [
        b"bplist00 and nothing",
        archive()[:200],
        plistlib.dumps({"x": 1}),
        plistlib.dumps([1]),
        archive(WebResourceData="text"),
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><plist><dict/></plist>",
    ],
)
def test_what_is_no_web_archive_says_so_in_a_sentence(data):
    with pytest.raises(KnownError, match="save the page again"):
        read_bytes(data, "bridge.webarchive")


@pytest.mark.parametrize("header", ["Content-Location", "Snapshot-Content-Location"])
def test_an_mhtml_of_an_archived_page_tells_the_original(header):
    saved = EmailMessage()
    saved.set_content(PAGE, subtype="html")
    saved[header] = COPY
    page = read_bytes(saved.as_bytes(), "bridge.mhtml")
    assert (page.url, page.archive_url, page.captured) == (PLAIN, COPY, "2014-12-28T09:15:00Z")


FEEDS = [
    "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>News</title></channel></rss>",
    "<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- made today --><feed xmlns='http://www.w3.org/2005/Atom'></feed>",
    "<rdf:RDF xmlns='http://purl.org/rss/1.0/'></rdf:RDF>",
]


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("name", ["news.rss", "news.xml", "news"])
def test_a_feed_is_called_one(feed, name):
    with pytest.raises(KnownError, match="a feed, a list of articles"):
        read_bytes(feed.encode(), name)


def test_a_text_that_speaks_of_a_feed_is_read():
    assert read_bytes(b"The <rss> element begins a feed.", "a.txt").text.startswith("The <rss>")
