"""Files of every kind that articles come in, whole, damaged and made to hurt."""

from __future__ import annotations

import io
import time
import zipfile
from email.message import EmailMessage

import pytest

from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import iso_moment
from timeline_app.extract.pages.pdf import pdf_moment
from timeline_app.extract.pages.reader import media_type_of, read_bytes, read_page
from timeline_app.formats import encoding
from timeline_app.formats.encoding import decode

BODY = "".join(
    f"<p>Paragraph {number} tells at some length of a convoy that crossed the river on {number} May 2025 and of "
    "what the people of the town said about it afterwards, which was not little.</p>"
    for number in range(1, 9)
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Convoy crosses the river - The Daily Example</title>
<link rel="canonical" href="https://news.example.org/2025/05/10/convoy">
<meta property="og:site_name" content="The Daily Example"><meta property="og:title" content="Convoy crosses the river">
<meta property="article:published_time" content="2025-05-10T18:04:05+03:00"><meta name="author" content="By Jane Roe">
<script>document.title = "no"; alert("5 June 2030")</script></head>
<body><nav><a href="/">World 1 January 2000</a></nav><article><h1>Convoy crosses the river</h1>{BODY}</article>
<aside><p>More news of 2 February 2002</p></aside><footer>Imprint 1999</footer></body></html>"""
LINKED = """<html><head><title>x</title><script type="application/ld+json">{"@context": "https://schema.org",
"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": "NewsArticle", "headline": "Talks resume",
"datePublished": "2025-07-21T10:00:00Z", "inLanguage": "en", "author": [{"@type": "Person", "name": "A. Bee"},
{"@type": "Person", "name": "C. Dee"}], "publisher": {"@type": "Organization", "name": "Wire"}}]}</script></head>
<body><p>They meet.</p></body></html>"""


def html(source, name="page.html"):
    return read_bytes(source.encode("utf-8"), name)


def word_file(paragraphs, extra=""):
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Minutes</dc:title><dc:creator>J. Roe</dc:creator>"
        "<dcterms:created>2025-05-10T08:00:00Z</dcterms:created></cp:coreProperties>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "word/document.xml", f'{extra}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("docProps/core.xml", core)
    return data.getvalue()


def pdf_file(text):
    """Write a PDF of one page by hand, as small as the format allows."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 7 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Report) /Author (J. Roe) /CreationDate (D:20250510180405+03'00') >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 8\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer << /Size 8 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table


def test_a_page_gives_its_article_and_what_it_says_of_itself():
    page = html(PAGE)
    assert page.text.count("Paragraph") == 8
    assert not any(word in page.text for word in ("1 January 2000", "2 February 2002", "Imprint", "alert"))
    assert (page.title, page.publisher, page.author) == ("Convoy crosses the river", "The Daily Example", "Jane Roe")
    assert (page.language, page.published) == ("en-GB", "2025-05-10T18:04:05+03:00")
    assert page.url == "https://news.example.org/2025/05/10/convoy"


def test_paragraphs_of_a_page_stay_apart():
    assert "\n\nParagraph 2" in html(PAGE).text


def test_json_ld_tells_title_people_and_moment():
    page = html(LINKED)
    assert (page.title, page.publisher, page.author) == ("Talks resume", "Wire", "A. Bee, C. Dee")
    assert (page.published, page.language, page.text) == ("2025-07-21T10:00:00Z", "en", "They meet.")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="date" content="2025-07-21">', "2025-07-21"),
        ('<meta name="DC.date.issued" content="2025-07-21T08:00:00+0200">', "2025-07-21T08:00:00+02:00"),
        ('</head><body><time datetime="2025-07-21T08:00Z">today</time>', "2025-07-21T08:00:00Z"),
        ('<link rel="canonical" href="https://e.org/world/2025/07/21/talks">', "2025-07-21"),
        ('<meta name="date" content="soon">', ""),
        ('<meta name="date" content="2025-02-31">', ""),
    ],
)
def test_the_day_of_publication_is_looked_for_in_many_places(head, published):
    assert html(f"<html><head>{head}</head><body><p>They meet.</p></body></html>").published == published


def test_only_web_addresses_are_taken_for_one():
    assert html('<html><head><link rel="canonical" href="javascript:alert(1)"></head><body>x</body></html>').url == ""


def test_mail_gives_its_text_and_its_head():
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Talks on Wednesday", "Jane Roe <jane@example.org>"
    mail["Date"] = "Mon, 21 Jul 2025 18:04:00 +0300"
    mail.set_content("They meet on Wednesday.\n")
    mail.add_alternative("<p>They meet on <b>Wednesday</b>.</p>", subtype="html")
    page = read_bytes(mail.as_bytes(), "talks.eml")
    assert (page.text.strip(), page.title, page.author) == ("They meet on Wednesday.", "Talks on Wednesday", "Jane Roe")
    assert (page.published, page.media_type) == ("2025-07-21T18:04:00+03:00", "message/rfc822")


def test_a_saved_page_gives_the_page_in_it():
    saved = EmailMessage()
    saved["Snapshot-Content-Location"], saved["Subject"] = "https://news.example.org/convoy", "Convoy"
    saved.set_content(PAGE.replace("</head>", "</head><!-- saved -->"), subtype="html")
    data = saved.as_bytes().replace(b"text/html", b"text/html", 1)
    page = read_bytes(data, "convoy.mhtml")
    assert page.text.count("Paragraph") == 8
    assert (page.title, page.media_type) == ("Convoy crosses the river", "multipart/related")


def test_a_word_file_gives_its_paragraphs_and_facts():
    page = read_bytes(word_file(["They met on 5 May 2025.", "They parted."]), "minutes.docx")
    assert page.text == "They met on 5 May 2025.\n\nThey parted."
    assert (page.title, page.author, page.published) == ("Minutes", "J. Roe", "2025-05-10T08:00:00Z")


def test_a_pdf_gives_its_text_and_facts():
    page = read_bytes(pdf_file("They met on 5 May 2025."), "report.pdf")
    assert page.text == "They met on 5 May 2025."
    assert (page.title, page.author, page.published) == ("Report", "J. Roe", "2025-05-10T18:04:05+03:00")


def test_text_is_given_as_it_stands_and_its_first_line_is_the_title():
    page = read_bytes(b"Talks resume\r\n\r\nThey met  twice.\r\n", "a.txt")
    assert (page.text, page.title) == ("Talks resume\r\n\r\nThey met  twice.\r\n", "Talks resume")


def test_markdown_may_say_its_day_at_the_top():
    page = read_bytes(b'---\ntitle: "Talks"\ndate: 2025-07-21\n---\n# Heading\n\nThey met.\n', "a.md")
    assert (page.title, page.published) == ("Talks", "2025-07-21")


RUSSIAN = "Переговоры пройдут в среду, сообщил представитель министерства."
ENCODINGS = [
    (RUSSIAN, "utf-8"), (RUSSIAN, "utf-8-sig"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-16"),
    ("They met on Wednesday in Istanbul.", "utf-16-le"), ("Café – the “talks” of 5 May", "cp1252"), ("plain", "ascii"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), ENCODINGS, ids=[case[1] for case in ENCODINGS])
def test_encodings_nobody_names_are_guessed(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_what_a_page_says_of_its_encoding_is_believed_where_it_can_be():
    source = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    assert read_bytes(source.encode("cp1251"), "a.html").text == RUSSIAN
    wrong = source.replace("windows-1251", "iso-8859-1")
    assert read_bytes(wrong.encode("cp1251"), "a.html").text == RUSSIAN
    nonsense = source.replace("windows-1251", "zlib")
    assert read_bytes(nonsense.encode("utf-8"), "a.html").text == RUSSIAN


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff\xfe", b"\xef\xbb\xbf", bytes(range(128, 256)), b"caf\xc3"])
def test_decoding_never_fails(data):
    assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.4", "a.txt", "application/pdf"),
        (b"<!DOCTYPE html><p>", "", "text/html"),
        (b"  <html>", "article", "text/html"),
        (b"plain", "a.unknown", "text/plain"),
        (b"plain", "", "text/plain"),
    ],
)
def test_a_file_is_known_by_its_first_bytes_or_its_ending(data, name, kind):
    assert media_type_of(data, name) == kind


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-07-21", "2025-07-21"),
        ("2025-07-21 18:04", "2025-07-21T18:04:00"),
        ("2025-07-21T18:04:05.123Z", "2025-07-21T18:04:05Z"),
        ("2025-07-21T18:04:05+0000", "2025-07-21T18:04:05Z"),
        ("Mon, 21 Jul 2025 18:04:05 GMT", "2025-07-21T18:04:05Z"),
        ("2025-13-01", ""),
        ("21.07.2025", ""),
        ("", ""),
    ],
)
def test_moments_of_pages_become_edtf(text, moment):
    assert iso_moment(text) == moment


def test_moments_of_pdfs_become_edtf():
    assert [pdf_moment(text) for text in ("D:20250510", "D:20250510180405Z", "D:2025", "x")] == [
        "2025-05-10", "2025-05-10T18:04:05Z", "", "",
    ]  # fmt: skip


BAD = {
    "damaged.pdf": (b"%PDF-1.7\nnothing of the kind", "damaged"),
    "pictures.pdf": (pdf_file(""), "no text"),
    "damaged.docx": (b"PK\x03\x04word/ nothing", "damaged"),
    "entities.docx": (word_file(["x"], '<!DOCTYPE x [<!ENTITY a "b">]>'), "damaged"),
    "empty.eml": (b"Subject: x\nContent-Type: image/png\n\n", "no text"),
    "picture.txt": (bytes(range(256)) * 40, "no text"),
    "nothing.html": (b"", "“nothing.html” is empty"),
    "blank.txt": (b"\xef\xbb\xbf \r\n", "“blank.txt” is empty"),
    "nothing.pdf": (b"", "“nothing.pdf” is empty"),
    "": (b"", "“The text” is empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_says_why_in_a_sentence(name):
    data, reason = BAD[name]
    with pytest.raises(KnownError, match=reason):
        read_bytes(data, name)


def test_a_file_that_is_not_there_is_a_known_error(tmp_path):
    with pytest.raises(KnownError, match="cannot be read"):
        read_page(tmp_path / "none.txt")


def test_a_file_over_the_limit_is_a_known_error(tmp_path, monkeypatch):
    monkeypatch.setattr(encoding, "LARGEST", 10)
    (tmp_path / "big.txt").write_text("eleven bytes")
    with pytest.raises(KnownError, match="MiB can be read"):
        read_page(tmp_path / "big.txt")
    with pytest.raises(KnownError, match="MiB can be read"):
        read_bytes(b"eleven bytes", "big.txt")


HOSTILE = {
    "nested": "<div>" * 50_000 + "x",
    "unclosed": "<a href='" * 20_000,
    "attributes": "<p " + "a=b " * 50_000 + ">x</p>",
    "comments": "<!--" * 50_000,
    "entities": "&amp;" * 100_000,
    "json": '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>x</p>",
    "metas": '<meta name="date" content="x">' * 20_000,
    "next to nothing": "<",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_made_to_hurt_are_read_in_bounded_time(name):
    begun = time.process_time()
    page = html(HOSTILE[name])
    assert isinstance(page.text, str)
    assert time.process_time() - begun < 20
