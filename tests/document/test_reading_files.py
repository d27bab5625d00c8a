"""Files become articles with what they say of themselves, and can be read again for what the text lacks."""

from __future__ import annotations

import io
import zipfile

import pytest

from timeline_app.document.chronology import create_chronology, open_chronology
from timeline_app.document.evidence.reading_job import (
    ReadingOptions,
    names_of,
    origin_of,
    proposals_of,
    read_file,
)
from timeline_app.document.evidence.source_records import Article, clean_text, intake
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Actor, Document, Place
from timeline_app.extract.events.names import KnownNames
from timeline_app.store.records.evidence import text_digest

PAGE = """<html lang="en"><head><title>Talks in Istanbul</title>
<meta property="article:published_time" content="2025-05-17T08:00:00Z"><meta name="author" content="A. Writer"></head>
<body><nav>Menu</nav><article><h1>Talks in Istanbul</h1>
<p>Delegations met in Istanbul on 16 May 2025, and exchanged long lists of those who are held by the other side.</p>
<p>They agreed to meet again within a month, as the host of the talks said in the evening of the same day.</p>
</article></body></html>"""
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2025-07-21T08:00:00Z</dcterms:created>'
    "</cp:coreProperties>"
)


def word_file(path, *paragraphs):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
        archive.writestr("word/document.xml", WORD.format(body))
        archive.writestr("docProps/core.xml", CORE)
    path.write_bytes(data.getvalue())
    return path


def stored(article: Article) -> Document:
    text = clean_text(article.text)
    return Document("d", "s", text, text_digest(text), article.media_type, original=article.original)


def test_a_page_gives_its_text_its_facts_and_the_file_as_it_came(tmp_path):
    path = tmp_path / "talks.html"
    path.write_text(PAGE, encoding="utf-8")
    article = read_file(path)
    assert (article.title, article.author, article.published[:10]) == ("Talks in Istanbul", "A. Writer", "2025-05-17")
    assert (article.media_type, article.original) == ("text/html", PAGE.encode())
    assert "Delegations met in Istanbul on 16 May 2025" in article.text
    assert "<p>" not in article.text
    assert origin_of(stored(article)).dates[0].moment[:10] == "2025-05-17"


def test_the_day_a_word_file_was_made_is_that_of_publication_only_where_the_text_prints_it(tmp_path):
    silent = read_file(word_file(tmp_path / "silent.docx", "Delegations met on 16 May 2025.", "They parted."))
    assert silent.published == ""
    assert origin_of(stored(silent)).dates == ()
    printed = read_file(word_file(tmp_path / "printed.docx", "Kyiv, 21 July 2025", "Delegations met on 16 May 2025."))
    assert printed.published[:10] == "2025-07-21"
    assert origin_of(stored(printed)).dates[0].moment[:10] == "2025-07-21"
    without_year = read_file(word_file(tmp_path / "shy.docx", "Kyiv, 21 July", "Delegations met on 16 May 2025."))
    assert without_year.published == ""


def test_the_front_matter_of_a_markdown_file_is_no_part_of_its_text(tmp_path):
    path = tmp_path / "talks.md"
    path.write_text("---\ntitle: Talks\ndate: 2025-05-17\n---\n\nDelegations met on 16 May 2025.\n", encoding="utf-8")
    article = read_file(path)
    assert clean_text(article.text) == "Delegations met on 16 May 2025."


@pytest.mark.parametrize(
    "document",
    [
        Document("d", "s", "They met.", text_digest("They met.")),
        Document("d", "s", "They met.", text_digest("They met."), "text/html"),
        Document("d", "s", "They met.", text_digest("They met."), "text/plain", original=b"They met on 16 May 2025."),
        Document("d", "s", "They met.", text_digest("They met."), "application/pdf", original=b"%PDF-1.7\nbroken"),
    ],
    ids=["no file", "no file of a page", "plain text", "damaged"],
)
def test_where_the_file_says_nothing_more_there_is_no_more(document):
    origin = origin_of(document)
    assert (origin.dates, origin.left_out, origin.whole) == ((), (), "")


def test_what_was_left_out_of_a_stored_text_can_be_had_again(tmp_path):
    path = tmp_path / "talks.html"
    path.write_text(PAGE, encoding="utf-8")
    article = read_file(path)
    kept, dropped = clean_text(article.text).rsplit("\n", 1)
    origin = origin_of(stored(Article(text=kept, media_type=article.media_type, original=article.original)))
    assert dropped.strip() in " ".join(origin.left_out)
    assert dropped.strip() in origin.whole


def test_an_article_is_stored_found_again_and_read_for_what_it_proposes(tmp_path):
    create_chronology(tmp_path / "s.timelinedb")
    chronology = open_chronology(tmp_path / "s.timelinedb")
    known = (Actor("u", "Rustem Umerov", aliases=("Umerov", " ")), Place("i", "Istanbul"))
    chronology.do(Change("Add", after=known))
    (tmp_path / "talks.html").write_text(PAGE, encoding="utf-8")
    article = read_file(tmp_path / "talks.html")
    chronology.do(intake(chronology, article).change())
    assert intake(chronology, article).is_known
    names = names_of(chronology)
    assert (names.actors, names.places) == ({"Rustem Umerov": "u", "Umerov": "u"}, {"Istanbul": "i"})
    found = proposals_of(clean_text(article.text), "en-GB", ReadingOptions(article.published), names).proposals
    assert [(each.start, each.places) for each in found][:1] == [("2025-05-16", ("i",))]
    chronology.close()


@pytest.mark.parametrize(("order", "day"), [("dmy", "2025-04-03"), ("mdy", "2025-03-04")])
def test_days_in_figures_are_read_in_the_order_that_a_person_gave(order, day):
    text = "The two delegations met in the harbour on 03/04/2025, and they agreed on the exchange of the prisoners."
    found = proposals_of(text, "", ReadingOptions("2025-07-21", genre="news", order=order), KnownNames({}, {}))
    assert [each.start for each in found.proposals] == [day]


@pytest.mark.parametrize(
    "content", ["", " \n\t ", "\t", "\u00a0\u2003", "\u200b\n\ufeff", "---\ntitle: Talks\n---\n \t\n"]
)
def test_a_file_in_which_nothing_is_to_be_seen_is_no_article_and_is_told_by_its_name(tmp_path, content):
    (tmp_path / "blank.md").write_bytes(content.encode())
    with pytest.raises(KnownError, match=r"“blank\.md”"):
        read_file(tmp_path / "blank.md")
    assert clean_text("\t") == ""


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path):
    with pytest.raises((KnownError, OSError), match="gone"):
        read_file(tmp_path / "gone.txt")


def test_a_copy_from_a_web_archive_is_stored_with_the_address_of_the_original_and_the_day_it_was_taken(tmp_path):
    copy = "https://web.archive.org/web/20250518091500/https://e.org/talks"
    path = tmp_path / "talks.html"
    path.write_text(f"<!-- saved from url=(0062){copy} -->{PAGE}", encoding="utf-8")
    article = read_file(path)
    assert (article.archive_url, article.seen) == (copy, "2025-05-18")
