"""Time zones by the cities and countries whose clocks they are: what a person types to choose one, in any language.

The tables are those of the time zone database (`zone.tab`, `iso3166.tab`), shipped with tzdata. Nothing is guessed: a
country of several clocks names its zones, and the person chooses.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.held_files import read_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words
from timeline_app.base.i18n.facts import city_name, country_name, names_of_places
from timeline_app.domain.dates.zones import is_zone, offset_at
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.normalize import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROBES_S: Final = tuple(range(1_700_000_000, 1_700_000_000 + 366 * 86_400, 7 * 86_400))
"""A year of weeks: two zones that agree in all of them show the same clocks today."""
_ALSO: Final = {
    "turkiye": "turkey", "uk": "britain", "united kingdom": "britain", "great britain": "britain", "england": "britain",
    "usa": "united states", "us": "united states", "dr congo": "congo (dem. rep.)", "drc": "congo (dem. rep.)",
    "ivory coast": "cote d'ivoire", "bosnia": "bosnia & herzegovina", "czechia": "czech republic",
    "south korea": "korea (south)", "north korea": "korea (north)", "uae": "united arab emirates",
    "сша": "united states", "великобританія": "britain", "великобритания": "britain", "grossbritannien": "britain",
    "білорусія": "belarus", "белоруссия": "belarus", "weissrussland": "belarus", "чехія": "czech republic",
}  # fmt: skip
"""What people call countries that the table names otherwise."""
_MAIN: Final = "most of "
"""How the table marks the zone of nearly a whole country: "most of Ukraine"."""
_MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class ZonePlace:
    """A zone with the city and country that it is known by."""

    zone: str
    city: str
    country: str = ""
    remark: str = ""
    """Which part of the country, where it has several zones."""
    code: str = ""
    """ISO code of the country."""

    @property
    def words(self) -> str:
        """The place in words: "Khartoum, Sudan"."""
        return f"{self.city}, {self.country}" if self.country else self.city


@kept_in_words()
def zone_places() -> tuple[ZonePlace, ...]:
    """Give every zone that a country has in the language of the program, by country and city; UTC first."""
    return _by_name(
        ZonePlace(each.zone, city_of(each.zone), country_name(each.code, each.country), each.remark, each.code)
        for each in english_places()
    )


@lru_cache(maxsize=1)
def english_places() -> tuple[ZonePlace, ...]:
    """Give every zone that a country has as the time zone database names them."""
    countries = {fields[0]: fields[1] for fields in _rows("iso3166.tab")}
    return _by_name(
        ZonePlace(zone, english_city(zone), countries.get(code, code), remark, code)
        for code, _where, zone, remark in (([*fields, ""])[:4] for fields in _rows("zone.tab"))
    )


def _by_name(places: Iterable[ZonePlace]) -> tuple[ZonePlace, ...]:
    found = sorted(
        (each for each in places if each.zone != "UTC"),
        key=lambda each: (name_key(each.country), name_key(each.city)),
    )
    return (ZonePlace("UTC", "UTC"), *found)


def place_of(zone: str) -> ZonePlace:
    """Give the place that a zone is known by; a zone that no country has stands for itself."""
    return next((each for each in zone_places() if each.zone == zone), ZonePlace(zone, city_of(zone)))


def city_of(zone: str) -> str:
    """Name the city of an IANA zone in the language of the program: "Warschau" for Europe/Warsaw."""
    return city_name(zone)


def english_city(zone: str) -> str:
    """Name the city of an IANA zone in English: "Port of Spain" for America/Port_of_Spain."""
    return zone.rpartition("/")[2].replace("_", " ")


def zone_named(text: str) -> str:
    """Give the zone that a city, a country or an IANA name means; empty for no text, DateError where none is meant.

    A country means its zone where it has one, where all of its zones show the same clocks, or where one of them is that
    of nearly the whole country.
    """
    wanted = name_key(text.partition(",")[0])
    if not wanted:
        return ""
    if "," in text and (whole := [each for each in zone_places() if name_key(each.words) == name_key(text)]):
        return whole[0].zone
    for meant in (_by_zone(text), _by_city(wanted)):
        if meant:
            return meant
    wanted = _also().get(wanted, wanted)
    country = [each for each in zone_places() if wanted in _names_of(each.code)]
    main = [each for each in country if each.remark.startswith(_MAIN)]
    if country and (len(main) == 1 or _agree(country)):
        return (main or country)[0].zone
    if country:
        cities = ", ".join(each.city for each in country[:_MOST_NAMED])
        more = "…" if len(country) > _MOST_NAMED else ""
        raise DateError(
            _("“{text}” has several zones; write the city: {cities}").format(text=text.strip(), cities=cities + more)
        )
    if meant := _by_older_name(wanted):
        return meant
    raise DateError(
        _("“{text}” is no city or country of a time zone; write one such as Khartoum, Germany or UTC.").format(
            text=text.strip()
        )
    )


def _by_zone(text: str) -> str:
    """Take the name of a zone as it stands, in whatever case: an older name too, such as Europe/Kiev."""
    name = text.strip()
    known = next((each.zone for each in zone_places() if each.zone.lower() == name.lower()), "")
    if known or not is_zone(name) or not ("/" in name or name[:1] in "+-"):
        return known
    return _now_called(name)


def _by_city(wanted: str) -> str:
    own = next((each.zone for each in zone_places() if name_key(each.city) == wanted), "")
    return own or _zones_by_city().get(wanted, "")


@lru_cache(maxsize=1)
def _zones_by_city() -> dict[str, str]:
    """Give the zone of each city by its key, in all languages that we know; the English name counts first."""
    found = {name_key(each.city): each.zone for each in reversed(english_places())}
    for each in english_places():
        for name in names_of_places(each.zone):
            found.setdefault(name_key(name), each.zone)
    return {name_key("Kiew"): "Europe/Kyiv", **found}


@lru_cache(maxsize=1)
def _also() -> dict[str, str]:
    return {name_key(name): name_key(country) for name, country in _ALSO.items()}


def _by_older_name(wanted: str) -> str:
    """Find a city that the database calls otherwise by now: Kiev, Saigon, Calcutta."""
    older = read_bytes(_root() / "zones").decode().split()
    return next((_now_called(zone) for zone in older if "/" in zone and name_key(english_city(zone)) == wanted), "")


def _now_called(zone: str) -> str:
    """Give today's name of a zone, which has the same data; itself where the database has only this one."""
    try:
        data = read_bytes(_root() / "zoneinfo" / zone)
        same = (each.zone for each in zone_places() if read_bytes(_root() / "zoneinfo" / each.zone) == data)
        return next(same, zone)
    except OSError:
        return zone


def _root() -> Path:
    import tzdata  # type: ignore[import-untyped]  # noqa: PLC0415  # only where a zone is chosen

    return Path(tzdata.__path__[0])


@lru_cache(maxsize=512)
def _names_of(code: str) -> frozenset[str]:
    """Give what a country is called in all languages that we know: "Myanmar (Burma)" is Myanmar, Burma and both."""
    names: list[str] = []
    english = next((each.country for each in english_places() if each.code == code), "")
    for country in (english, *names_of_places(code)):
        before, _bracket, inside = country.partition(" (")
        names += (country, before, inside.rstrip(")"))
    return frozenset(name_key(name) for name in names if name)


def _agree(places: list[ZonePlace]) -> bool:
    first, *others = places
    return all(offset_at(s, first.zone) == offset_at(s, other.zone) for other in others for s in _PROBES_S)


def _rows(name: str) -> list[list[str]]:
    text = read_bytes(_root() / "zoneinfo" / name).decode()
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
