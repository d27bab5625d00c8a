"""The words of pieces of HTML."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.markup import plain_text


@pytest.mark.parametrize(
    ("text", "words", "links"),
    [
        ("a < b and c > d & e", "a < b and c > d & e", ()),
        ("<p>One</p><p>Two<br/>three</p>", "One\nTwo\nthree", ()),
        ("x&nbsp;y &amp; &#8211; &lt;b&gt;", "x y & – <b>", ()),
        ("<a href='https://a.example/?x=1&amp;y=2'>see</a>", "see", ("https://a.example/?x=1&y=2",)),
        ('<A TARGET=_blank HREF="http://a.example">a</A>', "a", ("http://a.example",)),
        ("<a href=https://a.example/x>a</a>", "a", ("https://a.example/x",)),
        ("<a data-href='https://no.example' href='javascript:x()'>a</a>", "a", ()),
        ('<img alt="5 > 3" src="x">after', "after", ()),
        ("<a title=it's href=https://a.example>a</a>", "a", ("https://a.example",)),
        ("a<script>steal('<b>')</script>b<style>c</style>", "ab", ()),
        ("a<!-- <b>not</b> -->b<i>c</i>", "abc", ()),
        ("a<!-- open <b>b</b>", "a open b", ()),
        ("a<![CDATA[b]]><b>c</b>", "ac", ()),
        ("<b>5 < 6</b>", "5 < 6", ()),
        ("line\n<b>goes</b>\non", "line goes on", ()),
        ("no markup\nat all", "no markup\nat all", ()),
        (
            "Call\n<https://zoom.example/j/1?a=b>\nnow",
            "Call\nhttps://zoom.example/j/1?a=b\nnow",
            ("https://zoom.example/j/1?a=b",),
        ),
        ("from <x@y.example> or <mailto:a@b.example>", "from x@y.example or mailto:a@b.example", ()),
        ("the <unknown> men\nof <Ivan P.>", "the <unknown> men\nof <Ivan P.>", ()),
        ("<b>the</b> <unknown> men<o:p></o:p>", "the <unknown> men", ()),
    ],
)
def test_words_and_links(text, words, links):
    assert plain_text(text) == (words, links)


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<!--",
        "<![CDATA[",
        "</",
        "&",
        "<a b='",
        '<a b="c',
        "<",
        "<script>",
        "<b a=b ",
        "&#1",
        "<p>",
        "<a href='h",
    ],
)
def test_pieces_made_to_harm_end_soon(piece):
    begun = time.process_time()
    plain_text("<b>" + piece * (200_000 // len(piece)))
    assert time.process_time() - begun < 2


@given(st.text(st.sampled_from("<>/!-ab='\" &;#\n"), max_size=60))
def test_no_tag_is_left_property(text):
    words, _links = plain_text(text)
    assert len(words) <= len(text)
