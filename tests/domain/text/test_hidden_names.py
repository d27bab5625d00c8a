"""A hidden name is read nowhere, however it is spelled; other words stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.text.hidden_names import HiddenName, HiddenNames
from timeline_app.domain.text.sanitize import shown

PERSON = HiddenNames([HiddenName(("Rustem Umerov", "Рустем Умеров", "Umjerow"), "a resident")])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Talks with Rustem Umerov begin", "Talks with a resident begin"),
        ("RUSTEM  UMEROV\nleft. Umerov’s aide stayed.", "A resident\nleft. A resident’s aide stayed."),
        ("said R. Umerov", "said a resident"),
        ("with Umerov, Rustem", "with a resident"),
        ("Rustem Enverovych Umerov spoke", "A resident spoke"),
        ("said Um\u00aderov, Ume\u0301rov and Umjerow", "said a resident, a resident and a resident"),
        ("призначили Рустема Умерова", "призначили a resident"),
        ("разом з Умеровим", "разом з a resident"),
        ("see /rustem-umerov_speaks and #rustemumerov", "see /a resident_speaks and #a resident"),
        ("“Umerov” came", "“A resident” came"),
        ("Numerov, umero, Umer ov", "Numerov, umero, Umer ov"),
        ("Rustem is a common name", "Rustem is a common name"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(text, read):
    assert PERSON.replaced(text) == read
    assert PERSON.named_in(text) is (read != text)


@pytest.mark.parametrize(
    ("name", "kind", "text", "hidden"),
    [
        ("Володимир Зеленський", "", "До Зеленського прийшов Зеленськиму", True),
        ("Андрій Єрмак", "person", "Єрмаком", True),
        ("Oksana O'Brien", "person", "O’Brien", True),
        ("Ministry of Defence", "", "Defence was strong", False),
        ("Human Rights Watch", "organisation", "Watch this", False),
        ("Human Rights Watch", "organisation", "a Human  rights watch report", True),
    ],
)
def test_only_of_a_person_the_family_name_alone_is_found(name, kind, text, hidden):
    assert HiddenNames([HiddenName((name,), "x", kind)]).named_in(text) is hidden


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Рустем Умеров", ("Umerov", "Umjerow’s", "Rustem Umerov", "УМЕPОВ")),
        (
            "Oksana Kovalenko",
            ("Коваленкові", "Оксана Коваленко", "Kowalenko", "Kоvalenko", "Kovalenko1987"),
        ),
        ("Volodymyr Zelenskyy", ("Zelensky", "Zelenski", "Зеленського")),
        ("Іван Шевчук", ("Shevchuk", "Schewtschuk", "Szewczuk", "Шевчукові")),
        ("Петро Кравець", ("Кравцеві", "Kravets", "Kravez")),
        ("Petro Kravets", ("Кравцеві", "Кравець", "Krawez")),
        ("Hans Müller", ("Mueller", "Müllerin", "MULLER", "Müllers")),
        ("李小龙", ("记者李小龙报道",)),
        ("محمد الكواكبي", ("والكواكبي", "الكـواكبي", "بالكواكبي")),
    ],
)
def test_a_name_is_found_in_the_spellings_of_other_alphabets_and_papers(name, texts):
    names = HiddenNames([HiddenName((name,), "x", "person")])
    assert [text for text in texts if not names.named_in(text) or names.named_in(names.replaced(text))] == []


@pytest.mark.parametrize("sign", ["\0", "\a", "\r", "\ud800", "\u200b", "\u202e", "\U000e0041", "-\n", "\u2011\n  "])
def test_no_sign_that_is_taken_out_of_what_is_shown_parts_a_name(sign):
    read = PERSON.replaced(f"With Ume{sign}rov, and Rus{sign}tem Umer{sign}ov.")
    assert read == "With a resident, and a resident."
    assert shown(read) == read


def test_an_address_that_says_a_name_within_a_word_or_coded_goes_whole():
    for address in (
        "https://example.org/rustemumerov2", "https://example.org/%2555merov", "https://xn--b1afujjp.example",
        "r.umerov@example.org", "www.example.org/&#117;merov", "https://example.org/%D1%83%D0%BC%D0%B5%D1%80%D0%BE%D0%B2",
        "https://example.org/Ume-\nrov",
    ):  # fmt: skip
        assert PERSON.named_in_address(address), address
    assert PERSON.replaced("See https://example.org/theumerovfile now.") == "See … now."
    assert not PERSON.named_in_address("https://example.org/summer-over")


def test_common_words_stay_as_they_are():
    names = HiddenNames(
        HiddenName((name,), "x", "person")
        for name in ("Anna Karlsson", "Рустем Умеров", "Ivan Petrenko", "Сергій Кравець")
    )
    text = "The ministers met in Istanbul and agreed to craft a ceasefire over summer. Переговори тривали дві години."
    assert names.replaced(text) == text


def test_each_name_has_words_of_its_own():
    names = HiddenNames([HiddenName(("Anna Karlsson",), "a nurse"), HiddenName(("Boris Olsson",), "a driver")])
    assert names.replaced("Anna Karlsson met Olsson.") == "A nurse met a driver."


def test_with_nothing_to_hide_texts_stay():
    for names in (HiddenNames([]), HiddenNames([HiddenName(("", "–"), "x")])):
        assert names.replaced("Umerov") == "Umerov"
        assert not names.named_in("Umerov")


AROUND = st.text(st.sampled_from("abзї .,-’\u00ad\u0301\n«»(3"), max_size=12)
SPELT = st.sampled_from(["Rustem Umerov", "umerov", "УМЕРОВА", "Umjerow", "Ume\u0301rov", "Um\u200berov"])


@settings(max_examples=150)
@given(st.lists(st.tuples(AROUND, SPELT), min_size=1, max_size=3), AROUND)
def test_property_what_was_replaced_says_no_name_any_more(parts, rest):
    text = "".join(f"{around} {spelt} " for around, spelt in parts) + f" {rest}"
    read = PERSON.replaced(text)
    assert PERSON.named_in(text)
    assert not PERSON.named_in(read)
    assert PERSON.replaced(read) == read
