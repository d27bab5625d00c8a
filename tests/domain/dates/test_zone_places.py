"""Zones by city and country: found as people write them, never guessed."""

from __future__ import annotations

import pytest

from timeline_app.base import i18n
from timeline_app.base.i18n import facts
from timeline_app.domain.dates.formatting.dates import zone_label
from timeline_app.domain.dates.zone_places import place_of, zone_named, zone_places
from timeline_app.domain.dates.zones import is_zone
from timeline_app.domain.errors import DateError


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Khartoum", "Africa/Khartoum"), ("sudan", "Africa/Khartoum"), ("  SUDAN ", "Africa/Khartoum"),
        ("Khartoum, Sudan", "Africa/Khartoum"), ("Kyiv", "Europe/Kyiv"), ("Ukraine", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"), ("Europe/Kiev", "Europe/Kyiv"), ("europe/kyiv", "Europe/Kyiv"),
        ("Germany", "Europe/Berlin"), ("Syria", "Asia/Damascus"), ("Palestine", "Asia/Gaza"),
        ("Myanmar", "Asia/Yangon"), ("Burma", "Asia/Yangon"), ("Türkiye", "Europe/Istanbul"), ("UK", "Europe/London"),
        ("UTC", "UTC"), ("+03:00", "+03:00"), ("", ""), ("   ", ""), ("New York", "America/New_York"),
        ("são tomé", "Africa/Sao_Tome"), ("Saigon", "Asia/Ho_Chi_Minh"),
        ("Хартум", "Africa/Khartoum"), ("Київ", "Europe/Kyiv"), ("Киев", "Europe/Kyiv"), ("Kyjiw", "Europe/Kyiv"),
        ("Kiew", "Europe/Kyiv"), ("Німеччина", "Europe/Berlin"), ("Германия", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"), ("Moskau", "Europe/Moscow"), ("Warschau", "Europe/Warsaw"),
        ("Нью-Йорк", "America/New_York"), ("хартум, судан", "Africa/Khartoum"), ("Khartum, Sudan", "Africa/Khartoum"),
        ("Великобританія", "Europe/London"), ("Großbritannien", "Europe/London"), ("М'янма", "Asia/Yangon"),
    ],
)  # fmt: skip
def test_a_city_a_country_or_a_name_means_its_zone(text, zone):
    assert zone_named(text) == zone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Russia", "several zones; write the city: Anadyr"), ("United States", "several zones"),
        ("Congo", "several zones; write the city"), ("Atlantis", "no city or country"), ("a/b", "no city or country"),
        ("../../etc/passwd", "no city or country"), ("+99:00", "no city or country"), ("x" * 10_000, "no city"),
    ],
)  # fmt: skip
def test_what_means_several_zones_or_none_is_told(text, said):
    with pytest.raises(DateError, match=said):
        zone_named(text)


@pytest.fixture
def speak(monkeypatch):
    def use(code):
        for module in (i18n, facts):
            monkeypatch.setattr(module, "language", lambda: code)

    return use


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "Kyiv, Ukraine"), ("uk", "Київ, Україна"), ("de", "Kyjiw, Ukraine"), ("ru", "Киев, Украина")],
)
def test_a_place_is_named_in_the_language_of_the_program(code, words, speak):
    speak(code)
    assert place_of("Europe/Kyiv").words == words
    assert zone_label("Europe/Kyiv") == words.partition(",")[0]
    assert zone_label("America/Port_of_Spain") == {"uk": "Порт-оф-Спейн", "ru": "Порт-оф-Спейн"}.get(
        code, "Port of Spain"
    )
    assert [zone_label(each) for each in ("UTC", "+03:00", "Antarctica/Troll")] == ["UTC", "UTC+3", "Troll"]


def test_several_zones_are_told_in_the_language(speak):
    speak("de")
    with pytest.raises(DateError, match="Jakutsk"):
        zone_named("Russland")


@pytest.mark.parametrize("code", ["en", "uk", "de", "ru"])
def test_every_place_is_a_zone_that_there_is_and_is_found_by_its_words(code, speak):
    speak(code)
    assert len(zone_places()) > 400
    for place in zone_places():
        assert is_zone(place.zone)
        assert zone_named(place.words) == place.zone
        assert zone_named(place.zone) == place.zone
        assert place_of(place.zone) == place


def test_crimea_stands_under_ukraine():
    assert place_of("Europe/Simferopol").words == "Simferopol, Ukraine"
