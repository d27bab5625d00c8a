"""Signs that nobody sees inside a date: the date is read as if they were not there, and quotations keep them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.extract.dates.tagger import find_expressions
from timeline_app.extract.events.proposals import read_article
from timeline_app.extract.text.reading_text import reading_text

MONDAY = "2025-07-21"

SIGNS = [
    ("It fell on 9 Sep\u00adtem\u00adber 2022.", "2022-09-09"),
    ("It fell on 9 Sep\u00ad\n tember 2022.", "2022-09-09"),
    ("A truce was signed on 4 May[2] 2023.", "2023-05-04"),
    ("A truce was signed on 4 May[2][a] 2023.", "2023-05-04"),
    ("A truce was signed on 4 May [12] 2023.", "2023-05-04"),
    ("A truce was signed on 4 May² 2023.", "2023-05-04"),
    ("A truce was signed on 4 May† 2023.", "2023-05-04"),
    ("Talks began on 1\u200b6 March\u00a02022.", "2022-03-16"),
    ("Talks began on 16\u200bMarch\u200b2022.", "2022-03-16"),
    ("Talks began on \u200e16 March\u200f 2022.", "2022-03-16"),
    ("Talks began on \uff11\uff16 March \uff12\uff10\uff12\uff12.", "2022-03-16"),
    ("Talks began on 1\ufe0f\u20e36 March 2022.", "2022-03-16"),
    ("Talks began on 16 Ma\u0301rch 2022.", "2022-03-16"),
    ("Talks began on 16ᵗʰ March 2022.", "2022-03-16"),
    ("Talks began on **16 March** 2022.", "2022-03-16"),
    ("Talks began on 2022\u201103\u201116.", "2022-03-16"),
    ("Talks began on 2022–03–16.", "2022-03-16"),
    ("Talks began on 16–03–2022.", "2022-03-16"),
    ("Talks began on 16\u204403\u20442022.", "2022-03-16"),
    ("Talks began on \u0661\u0666 March \u0662\u0660\u0662\u0662.", "2022-03-16"),
    ("Talks began on 16 March,\u20282022.", "2025-03-16"),
    ("Talks began at 2 o\u02bcclock on 16 March 2022.", "2022-03-16T02:00:00"),
    ("Talks began at 2 o\u2032clock on 16 March 2022.", "2022-03-16T02:00:00"),
]


@pytest.mark.parametrize(("text", "edtf"), SIGNS, ids=[ascii(text) for text, _edtf in SIGNS])
def test_a_date_is_read_through_signs_that_nobody_sees(text, edtf):
    found = [e for e in find_expressions(text, MONDAY) if e.edtf]
    assert found[0].edtf == edtf
    assert all(text[e.start : e.end] == e.text for e in found)


def test_the_words_of_a_date_are_those_that_are_read():
    text = "On 4 May[2] 20\u00ad23 the army cleared the last village."
    [proposal] = read_article(text, MONDAY).proposals
    assert proposal.date_text == "4 May 2023"
    assert text[proposal.date_start : proposal.date_end] == "4 May[2] 20\u00ad23"


NUMBERS = [
    ("In May 2 000 people fled the town.", ["2025-05"]),
    ("In May 2\u202f000 people fled the town.", ["2025-05"]),
    ("In March 12 500 shells hit the port.", ["2025-03"]),
    ("On March 12 500 shells hit the port.", ["2025-03-12"]),
    ("In 2022 300 people left.", ["2022"]),
    ("In May 1 200 300 leaflets fell.", ["2025-05"]),
]


@pytest.mark.parametrize(("text", "dates"), NUMBERS, ids=[ascii(text) for text, _dates in NUMBERS])
def test_a_number_beside_a_month_is_no_day(text, dates):
    assert [e.edtf for e in find_expressions(text, MONDAY) if e.edtf] == dates


TITLES = [
    ("On 4 May 2023[2] the ar\u00admy cleared 40 km² of mine\u00adfields.[3]", "Army cleared 40 km² of minefields"),
    ("On 4 May 2023 [the army] cleared the last village.", "Army cleared the last village"),
    ("On 4 May 2023 [T]he army cleared the last village.", "Army cleared the last village"),
    ("On 4 May 2023 the army cleared Slov\u02bciansk.", "Army cleared Slov\u02bciansk"),
    ("On 4 May 2023 the ar\u200bmy spent 3 × 10⁶ dollars.", "Army spent 3 × 10⁶ dollars"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[title for _text, title in TITLES])
def test_a_title_has_no_such_signs_and_the_quotation_has_all(text, title):
    [proposal] = read_article(text, MONDAY).proposals
    assert proposal.title == title
    assert proposal.exact == text[proposal.excerpt_start : proposal.excerpt_end]
    assert text.startswith(proposal.exact)


def test_an_editor_s_brackets_are_read_over_and_stay_in_the_quotation():
    [found] = [e for e in find_expressions("It began [Ten] years ago, he said.", MONDAY) if e.edtf]
    assert (found.text, found.edtf) == ("[Ten] years ago", "2015")
    [found] = [e for e in find_expressions("It ended [in September] 2008, he said.", MONDAY) if e.edtf]
    assert found.text == "September] 2008"


PLAIN = (
    "KYIV, 21 July 2025 - The convoy left on 9 September 2022 at 14:30, and a truce was signed on Friday, 4 May 2023.",
    "Between 16 and 18 March 2022 talks went on; the envoys will meet on Wednesday at 10 a.m. in Istanbul.",
    "In the spring of 2014 troops came. Two weeks later, on 18 March, a treaty was signed. It held until 1 June.",
    "8 March 2025: the first convoy enters the town.\n\n10 March 2025\n\n• The bridge is blown up.\n• Two men leave.",
    "The dam was breached on 6 June 2023 (Tuesday), at 02:50; on Wednesday (7 June) rescuers reached the islands.",
    "He was born on 12 Mar. 1921, left in the 1940s and came back on 2014-03-18 or 19/03/2014, the court said.",
)
ANYWHERE = (
    "\u00ad",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u200e",
    "\u200f",
    "\u2066",
    "\u2069",
    "\ufe0f",
    "\u034f",
    "\x00",
)
BEHIND_WORDS = ("[2]", "[17][18]", "[a]", "[note 3]", "²", "¹⁰", "†", "*", "[citation needed]")
BLANKS = ("\u00a0", "\u2009", "\u202f", "\u3000", "\u2007")


def read(text):
    """Give what counts of a text: its dates, and the proposals' titles and dates."""
    extraction = read_article(text, MONDAY)
    assert all(text[e.start : e.end] == e.text for e in extraction.expressions)
    for proposal in extraction.proposals:
        assert proposal.exact == text[proposal.excerpt_start : proposal.excerpt_end]
    return (
        [(e.value, e.edtf, e.type) for e in extraction.expressions],
        [(p.start, p.end, p.status, p.title) for p in extraction.proposals],
    )


def put(text, places, signs):
    for place, sign in sorted(zip(places, signs, strict=False), reverse=True):
        text = text[:place] + sign + text[place:]
    return text


@given(st.data(), st.sampled_from(PLAIN))
def test_signs_anywhere_change_no_date(data, text):
    places = data.draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=8, unique=True))
    signs = data.draw(st.lists(st.sampled_from(ANYWHERE), min_size=len(places), max_size=len(places)))
    assert read(put(text, places, signs)) == read(text)


@given(st.data(), st.sampled_from(PLAIN))
def test_footnote_marks_behind_words_change_no_date(data, text):
    ends = [match.end() for match in re.finditer(r"\w{3,}(?=[ ,.;:\n])", text)]
    places = data.draw(st.lists(st.sampled_from(ends), min_size=1, max_size=6, unique=True))
    signs = data.draw(st.lists(st.sampled_from(BEHIND_WORDS), min_size=len(places), max_size=len(places)))
    assert read(put(text, places, signs)) == read(text)


@given(st.data(), st.sampled_from(PLAIN))
def test_blanks_of_any_width_change_no_date(data, text):
    places = data.draw(st.sets(st.sampled_from([i for i, sign in enumerate(text) if sign == " "]), min_size=1))
    sign = data.draw(st.sampled_from(BLANKS))
    assert read("".join(sign if i in places else was for i, was in enumerate(text))) == read(text)


@given(st.data(), st.sampled_from(PLAIN))
def test_an_accent_on_any_word_changes_no_date(data, text):
    ends = [match.end() for match in re.finditer(r"(?<![\w.])[^\W\d_]{3,}", text)]
    places = data.draw(st.lists(st.sampled_from(ends), min_size=1, max_size=6, unique=True))
    accented = put(text, places, ["\u0301"] * len(places))
    assert read(accented)[0] == read(text)[0]


@given(st.text(st.sampled_from("May 4 2023[2]²\u200b\u00ad\u0301\ufb01\uff12\u2029[a]*_ \n\r\u00a0†x"), max_size=60))
def test_every_place_of_the_copy_leads_back_into_the_text(stored):
    copy = reading_text(stored)
    starts = [copy.start(offset) for offset in range(len(copy.text) + 1)]
    ends = [copy.end(offset) for offset in range(1, len(copy.text) + 1)]
    assert starts == sorted(starts)
    assert all(0 <= start <= end <= len(stored) for start, end in zip(starts, ends, strict=False))


@given(st.text(max_size=80))
def test_plain_words_are_copied_as_they_are(stored):
    copy = reading_text(stored)
    for match in re.finditer(r"[A-Za-z]+", copy.text):
        first, last = copy.place(*match.span())
        assert match[0][:1].casefold() in stored[first:last].casefold() or not stored[first:last].isascii()
