"""A chronology in Markdown: footnotes that belong to what they stand at, and nothing in a text that is markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from publishing import HOSTILE, a_source, an_event, published, quoted, written

from timeline_app.export.documents.markdown import write_markdown
from timeline_app.export.documents.markdown_text import linked, paragraphs, plain

markdown = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def words_of(text):
    """Give the words that a reader of Markdown sees, and the kinds of what is not text."""
    kinds, words = set(), []
    for token in markdown.parse(text):
        for each in token.children or ():
            kinds.add(each.type)
            words.append("\n" if each.type in {"softbreak", "hardbreak"} else each.content)
        if token.type not in {"inline", "paragraph_open", "paragraph_close"}:
            kinds.add(token.type)
    return "".join(words), kinds - {"text", "text_special", "hardbreak"}


@settings(max_examples=200, deadline=None)
@given(st.text("ab -+*_#>`~[]()!|<>&;:=\\^$1.)\"'{}/\n", min_size=1, max_size=30).map(lambda t: f"x{t}".strip()))
def test_no_text_is_markup(text):
    line = " ".join(text.split())
    assert words_of(plain(line)) == (line, set())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_read(text):
    line = " ".join(text.split())
    assert words_of(plain(line)) == (line, set())
    assert words_of("\n\n".join(paragraphs(f"- a\n1. b\n\n{text}")))[1] == set()


def test_addresses_are_links_and_nothing_else_is():
    archived = "https://web.archive.org/web/2025/https://example.org/a"
    html = markdown.render(linked(f"See https://example.org/a, {archived}.", ["https://example.org/a", archived]))
    assert re.findall('href="(.*?)"', html) == ["https://example.org/a", archived]
    assert "href" not in markdown.render(linked("javascript:alert(1)", ["javascript:alert(1)"]))


def test_an_event_has_its_date_its_text_and_its_sources(tmp_path):
    event = an_event(
        "Talks", "2025-05", summary="They met.\n\nThey left.",
        sources=(a_source(1, "A report", "https://example.org/a", quoted("We met")), a_source(2, "Another")),
    )  # fmt: skip
    other = an_event("Nobody knows", "2026-01-02")
    text = written(write_markdown, published(event, other, author="A. Author"), tmp_path / "a.md").read_text("utf-8")
    assert text == (
        "# A war\n\n*A. Author*\n"
        "\n## 2025\n\n**May 2025: Talks**[^1] [^2]\n\nThey met.\n\nThey left.\n\n*Occurred*\n"
        "\n## 2026\n\n**2 January 2026: Nobody knows** (no source)\n\n*Occurred*\n"
        "\n[^1]: “A report”, <https://example.org/a>.\n\n    “We met”\n"
        "\n[^2]: “Another”.\n"
    )


def test_headings_of_years_never_go_back(tmp_path):
    some = (
        an_event("a", "2024-12-30"),
        an_event("b", "2025~"),
        an_event("c", "2024-12-31"),
        an_event("d", "2025-01-01"),
    )
    text = written(write_markdown, published(*some, an_event("e")), tmp_path / "a.md").read_text("utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["2024", "2025", "Without a date"]
