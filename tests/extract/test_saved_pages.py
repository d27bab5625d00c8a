"""Pages as browsers save them, and files that list articles and are none."""

from __future__ import annotations

import plistlib
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.listing import notes_on
from timeline_app.extract.pages.reader import media_type_of, read_bytes, read_page, read_stored

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
    '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}',
]


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("name", ["news.rss", "news.xml", "news"])
def test_a_feed_is_called_one(feed, name):
    with pytest.raises(KnownError, match="a feed, a list of articles"):
        read_bytes(feed.encode(), name)


def test_a_text_that_speaks_of_a_feed_is_read():
    assert read_bytes(b"The <rss> element begins a feed.", "a.txt").text.startswith("The <rss>")


BAR = (
    "<div id=HEADER><form><input type=text name=q value='{original}'></form><a href='https://archive.ph/e.org'>All "
    "snapshots from host e.org</a><span>{when}</span></div>"
)
HEAD = (
    "<link rel=canonical href='https://archive.ph/AbC12'><meta property='og:site_name' content='archive.ph'>"
    "<meta property='article:published_time' content='2015-02-03T10:11:12Z'>{more}"
)
BOOKMARK = f"<link rel=bookmark href='http://archive.today/20150203101112/{PLAIN}'>"
TAKEN = "2015-02-03T10:11:12Z"


@pytest.mark.parametrize(
    ("head", "when"),
    [
        (HEAD.format(more=BOOKMARK), ""),
        (HEAD.format(more=""), "<time itemprop=pubdate datetime='2015-02-03T10:11:12Z'></time>"),
        (HEAD.format(more=""), "3 Feb 2015 10:11:12 UTC"),
        ("<meta property='og:url' content='https://archive.is/AbC12'>", "3 Feb 2015 10:11:12 UTC"),
    ],
)
def test_a_copy_under_a_short_link_tells_original_and_time(head, when):
    bar = BAR.format(original=PLAIN, when=when)
    source = (
        f"<html><head><title>Bridge reopens</title>{head}</head><body>{bar}<h1>Bridge reopens</h1>{PROSE}</body></html>"
    )
    page = read_bytes(source.encode(), "copy.html")
    assert (page.url, page.captured) == (PLAIN, TAKEN)
    assert page.archive_url in {"https://archive.ph/AbC12", "https://archive.is/AbC12"}
    assert page.published == "2014-12-27"  # by the original's address; the day of the copy is none of publication
    assert page.publisher == "e.org"
    assert "snapshots" not in page.text + page.whole


def test_a_saved_copy_under_a_short_link_is_told_by_the_browsers_note():
    note = "<!-- saved from url=(0024)https://archive.ph/AbC12 -->"
    source = f"{note}<html><body>{BAR.format(original=PLAIN, when='')}<h1>Bridge reopens</h1>{PROSE}</body></html>"
    page = read_bytes(source.encode(), "copy.html")
    assert (page.url, page.archive_url, page.captured) == (PLAIN, "https://archive.ph/AbC12", "")


def test_an_article_that_links_to_a_copy_is_none():
    link = f"<p>See <a href='https://archive.ph/20150203101112/{PLAIN}/other'>the copy</a>.</p>"
    page = read_bytes(
        f"<html><head><link rel=canonical href='{PLAIN}'></head><body>{PROSE}{link}</body></html>".encode()
    )
    assert (page.url, page.archive_url, page.captured) == (PLAIN, "", "")


HEADLINES = [f"<a href='/news/{n}'>Council number {n} meets in the old town hall</a>" for n in range(12)]
LISTS = {
    "bare": "<ul>" + "".join(f"<li>{each}</li>" for each in HEADLINES) + "</ul>",
    "dated": "".join(f"<li>{each} <time datetime='2025-07-09'>9 July 2025</time></li>" for each in HEADLINES),
    "teasers": "".join(
        f"<article><h2>{each}</h2><p>The council of the city met on 9 July 2025 to talk about the bridge, the harbour "
        "and the old customs house, and wants to meet again.</p></article>"
        for each in HEADLINES
    ),
    "Japanese": "".join(
        f"<li><a href='/{n}'>市議会は旧市役所で第{n}回の会合を開いた</a></li>" for n in range(12)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_page_that_lists_articles_is_called_one_and_has_no_day_of_its_own(name):
    page = read_bytes(f"<html><head><title>News</title></head><body><main>{LISTS[name]}</main></body></html>".encode())
    assert page.is_list
    assert page.published == ""
    (note,) = notes_on(page)
    assert "Open the article that you want" in note


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Bridge reopens</h1>{PROSE}<h2>Latest</h2>{LISTS['bare']}",
        "<h1>Chronology</h1>"
        + "".join(
            f"<p>{n} July 2025: the <a href='/{n}'>council</a> met again, and it was a long day.</p>"
            for n in range(1, 20)
        ),
        f"<h1>Bridge</h1>{''.join(HEADLINES[:5])}",
    ],
)
def test_an_article_with_links_is_no_list(body):
    page = read_bytes(f"<html><head><title>Bridge</title></head><body>{body}</body></html>".encode(), "p.html")
    assert not page.is_list
    assert notes_on(page) == ()


def test_a_short_page_that_calls_itself_an_article_is_one():
    head = "<title>Bridge</title><meta property='og:type' content='article'>"
    page = read_bytes(f"<html><head>{head}</head><body><main>{LISTS['bare']}</main></body></html>".encode(), "p.html")
    assert not page.is_list


def test_the_main_page_of_an_mhtml_is_read_and_not_what_it_frames():
    saved = MIMEMultipart("related")
    saved["Snapshot-Content-Location"] = PLAIN
    for address, html in ((PLAIN, PAGE), ("https://ads.example/frame", "<p>Buy a boat on 3 May 2014.</p>")):
        part = MIMEText(html, "html", "utf-8")
        part["Content-Location"] = address
        saved.attach(part)
    page = read_bytes(saved.as_bytes(), "bridge.mhtml")
    assert (page.title, page.url) == ("Bridge reopens", PLAIN)
    assert "boat" not in page.text


def test_a_page_that_was_saved_with_its_folder_is_read_alone(tmp_path):
    (tmp_path / "Bridge_files").mkdir()
    (tmp_path / "Bridge_files" / "frame.html").write_text("<p>Buy a boat.</p>", "utf-8")
    source = f"<!-- saved from url=(0031){PLAIN} -->\n" + PAGE.replace(
        "</body>", "<img src='Bridge_files/a.png'><iframe src='Bridge_files/frame.html'></iframe></body>"
    )
    (tmp_path / "Bridge.html").write_text(source, "utf-8")
    page = read_page(tmp_path / "Bridge.html")
    assert page.url == PLAIN
    assert "boat" not in page.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "Інженери відкрили міст через річку, і потяги знову їздять ним на радість усім мешканцям міста. "),
        ("ru", "Инженеры открыли мост через реку, и поезда снова ходят по нему на радость всем жителям города. "),
        ("de", "Die Ingenieure haben die Brücke über den Fluss geöffnet, und die Züge fahren wieder darüber. "),
        ("pl", "Inżynierowie otworzyli most na rzece i pociągi znowu po nim jeżdżą ku radości mieszkańców miasta. "),
    ],
)
def test_where_a_page_names_no_language_its_text_does(language, words):
    assert read_bytes(f"<html><body><p>{words * 6}</p></body></html>".encode(), "p.html").language == language
