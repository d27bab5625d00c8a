"""What a click opens: one rule for all that is written."""

from __future__ import annotations

import pytest

from tests.support.web_records import chronology_of
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.export.options import ExportOptions
from timeline_app.export.published import publish
from timeline_app.export.web_links import cut_at, openable

LINKS = [
    ("https://example.org/a", "https://example.org/a"),
    (" https://example.org/a?b=1&c=2#d ", "https://example.org/a?b=1&c=2#d"),
    ("HTTP://Example.org", "http://example.org"),
    ("https://example.org:8080/a", "https://example.org:8080/a"),
    ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
    ("https://б.example/ж?x=1&y=2", "https://xn--90a.example/%D0%B6?x=1&y=2"),
    ("https://example.org/%D0%B6 ж", "https://example.org/%D0%B6%20%D0%B6"),
    ("https://example.org/100%/%zz", "https://example.org/100%25/%25zz"),
    ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
    ("https://example.org/a\n\x00\x9fb", "https://example.org/ab"),
    ("https://example.org/\ud800b", "https://example.org/b"),
    ("https://example.org/" + "a" * 5000, "https://example.org/" + "a" * 5000),
    ("doi:10.1000/182", "https://doi.org/10.1000/182"),
    ("10.1000/182", "https://doi.org/10.1000/182"),
    ("DOI: 10.1002/(SICI)1096<1::AID>3.0", "https://doi.org/10.1002/(SICI)1096%3C1::AID%3E3.0"),
]
NONE = [
    "", " ", "javascript:alert(1)", " JAVASCRIPT:x ", "data:text/html,<script>", "file:///etc/passwd", "vbscript:x",
    "//example.org/x", "www.example.org", "https://", "http://[::1", "https://ex ample.org/", "https://a..\u0436/",
    "https://bank.example@evil.example/", "https://example.org:port/", "java\nscript:x", "10.1/x y",
]  # fmt: skip


@pytest.mark.parametrize(("address", "link"), LINKS, ids=[repr(case[0][:40]) for case in LINKS])
def test_addresses_of_the_web_and_dois_are_links_in_letters_that_an_address_may_have(address, link):
    assert openable(address) == link
    assert openable(link) == link
    assert link.isascii()


@pytest.mark.parametrize("address", NONE, ids=repr)
def test_anything_else_is_no_link(address):
    assert openable(address) == ""


def test_a_line_is_cut_at_the_links_in_it():
    line = "A report, doi:10.1000/182, https://example.org/ж"
    addresses = ("doi:10.1000/182", "https://example.org/ж", "file:///x")
    assert [piece for piece, is_link in cut_at(addresses, line) if is_link] == list(addresses[:2])
    assert "".join(piece for piece, _is_link in cut_at(addresses, line)) == line


def test_what_is_published_has_the_links_of_that_rule(tmp_path):
    source = Source("s", "A report", url="doi:10.1000/182", archive_url="https://б.example/ж")
    records = (Event("e", "Talks", "2025-05-16"), source, Excerpt("x", "e", "s", exact="They met."))
    chronology = chronology_of(tmp_path / "a.timelinedb", records)
    [event] = publish(chronology, ExportOptions()).events
    chronology.close()
    [published] = event.sources
    assert (published.link, published.archive_link) == ("https://doi.org/10.1000/182", "https://xn--90a.example/%D0%B6")
