"""Zones by city and country: found as people write them, never guessed."""

from __future__ import annotations

import pytest

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


def test_every_place_is_a_zone_that_there_is_and_is_found_by_its_words():
    assert len(zone_places()) > 400
    for place in zone_places():
        assert is_zone(place.zone)
        assert zone_named(place.words) == place.zone
        assert zone_named(place.zone) == place.zone
        assert place_of(place.zone) == place


def test_crimea_stands_under_ukraine():
    assert place_of("Europe/Simferopol").words == "Simferopol, Ukraine"
