"""Titles in letters of another direction stand in a sentence without turning it, or being turned."""

from __future__ import annotations

import pytest

from timeline_app.base import i18n
from timeline_app.base.i18n.direction import BEGINS, ENDS, is_closed
from timeline_app.base.i18n.facts import all_of, side_by_side
from timeline_app.domain.text.sanitize import on_one_line, shown

HEBREW, ARABIC, LATIN = "שיחות באיסטנבול (2025)", "محادثات إسطنبول", "14 killed in Kyiv."


@pytest.fixture
def arabic(monkeypatch):
    monkeypatch.setattr(i18n, "language", lambda: "ar_XB")
    i18n._sentence.cache_clear()
    yield
    i18n._sentence.cache_clear()


def held(text):
    return f"{BEGINS}{text}{ENDS}"


def test_a_title_of_the_other_direction_is_isolated_in_a_sentence_and_any_other_is_not():
    said = i18n.gettext("Saved “{title}”")
    for title in (HEBREW, ARABIC):
        assert said.format(title=title) == f"Saved “{held(title)}”"
    for title in (LATIN, "Київ", "Αθήνα 5", "東京", ""):
        assert said.format(title=title) == f"Saved “{title}”"


def test_in_a_language_from_right_to_left_it_is_the_other_way_round(arabic):
    said = i18n.gettext("Saved “{title}”")
    assert said.format(title=LATIN) == f"Saved “{held(LATIN)}”"
    assert said.format(title=HEBREW) == f"Saved “{HEBREW}”"
    assert i18n.ngettext("{n} event", "{n} events", 2).format(n="1,234") == "1,234 events"


def test_what_stands_side_by_side_or_in_a_list_keeps_its_order():
    assert side_by_side(HEBREW, "27 sources") == f"{held(HEBREW)} · 27 sources"
    assert all_of(["Kyiv", HEBREW, ARABIC]) == f"Kyiv, {held(HEBREW)} and {held(ARABIC)}"


def test_what_is_isolated_in_a_sentence_is_not_isolated_again():
    inner = i18n.gettext("Delete view “{name}”").format(name=HEBREW)
    outer = i18n.gettext("Undone: {what}").format(what=inner)
    assert outer == f"Undone: {inner}"
    assert is_closed(outer)


def test_no_title_breaks_out_of_its_place():
    for evil in (f"{ENDS}{HEBREW}", f"{HEBREW}{BEGINS}", f"{ENDS}{HEBREW}{BEGINS}", f"\u2067{HEBREW}{ENDS}"):
        said = shown(i18n.gettext("Saved “{title}”").format(title=evil))
        assert said.replace(BEGINS, "").replace(ENDS, "") == f"Saved “{HEBREW}”"
        assert is_closed(said)
        assert not is_closed(evil)
        assert on_one_line(evil) == HEBREW


def test_what_is_shown_keeps_isolates_that_end_and_no_other_sign_that_turns():
    sentence = f"Saved “{held(HEBREW)}”"
    assert shown(sentence) == on_one_line(sentence) == sentence
    assert shown(f"{sentence}\u202e") == shown(f"\u2066{sentence}") == f"Saved “{HEBREW}”"
