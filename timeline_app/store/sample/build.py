"""The sample store, made from the tables in `resources/sample`: the same ids and rows every time.

The package ships it ready-made; from a checkout it is made on first need. The person always gets a copy.
"""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING, Final

from timeline_app.base.resources import resource
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Record,
    Source,
    Status,
)
from timeline_app.store.sample.brief import brief_records
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAME: Final = "Ukraine–Russia"
AS_OF: Final = "2025-07-31"
_SUMMARY: Final = "A sample to look around in. It is your copy: change it as you like."
_MADE: Final = "2025-07-31T12:00:00.000Z"

_CATEGORIES: Final = (
    Category("", "Diplomacy", "#2166AC", "circle"),
    Category("", "Military operation", "#8C510A", "square"),
    Category("", "Strike", "#C2373F", "triangle"),
    Category("", "Humanitarian", "#1B7F5C", "cross"),
    Category("", "Politics and law", "#6B4A9E", "diamond"),
    Category("", "International response", "#00768A", "hexagon"),
    Category("", "Infrastructure and economy", "#A67C00", "pentagon"),
)
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "Volodymyr Zelensky": ("Zelensky", "Zelenskyy", "Zelenskiy", "Selenskyj", "Володимир Зеленський", "Зеленский"),
    "Rustem Umerov": ("Umerov", "Umjerow", "Умєров", "Умеров"),
    "Vladimir Putin": ("Putin", "Wladimir Putin", "Володимир Путін", "Владимир Путин"),
    "Vladimir Medinsky": ("Medinsky", "Medinskij", "Мединський", "Мединский"),
    "Petro Poroshenko": ("Poroshenko", "Poroschenko", "Порошенко"),
    "Oleksandr Syrskyi": ("Syrskyi", "Syrskyj", "Сирський", "Сырский"),
    "Sergei Shoigu": ("Sergey Shoigu", "Schoigu", "Шойгу"),
    "Sergey Lavrov": ("Sergei Lavrov", "Lawrow", "Лавров"),
    "Türkiye": ("Turkey", "Türkei", "Туреччина", "Турция"),
    "Ukraine": ("Україна", "Украина"),
    "Russia": ("Russian Federation", "Russland", "Росія", "Россия"),
    "International Committee of the Red Cross": ("Red Cross",),
    "Security Service of Ukraine": ("SBU", "СБУ"),
    "Donetsk People's Republic": ("DPR", "DNR"),
    "Luhansk People's Republic": ("LPR", "LNR"),
}


def sample_id(kind: str, name: str) -> str:
    """Give a record the same UUID (version 7) every time: the sample's day, then a digest of its name."""
    digest = int.from_bytes(hashlib.sha256(f"conflict-timeline sample/{kind}/{name}".encode()).digest()[:10], "big")
    value = 0x0198605A7E00 << 80 | digest
    value = value & ~(0xF << 76) | 0x7 << 76
    text = f"{value & ~(0x3 << 62) | 0x2 << 62:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def build_sample(path: Path) -> None:
    """Make the sample store at `path`, which must not exist."""
    with Store.create(path, as_of=AS_OF, name=NAME) as store:
        store.lay_down(sample_records())


def sample_records() -> tuple[Record, ...]:
    """Give all records of the sample, in an order in which each comes after those it refers to."""
    rows = _table("events.csv")
    categories = [
        Category(sample_id("category", each.name), each.name, each.colour, each.shape, position)
        for position, each in enumerate(_CATEGORIES)
    ]
    actors = {name: _actor(name) for row in rows for name in _names(row["actors"])}
    places = {row["place"]: _place(row) for row in rows if row["place"]}
    sources = [_source(row) for row in _table("sources.csv")]
    events = [_event(row) for row in rows]
    claims = {(row["event_id"], row["source_id"]): row for row in _table("claims.csv")}
    excerpts = [_paraphrase(row, claims.get((row["event_id"], row["source_id"]), {})) for row in _table("evidence.csv")]
    told = Particulars(name=NAME, as_of=AS_OF, summary=_SUMMARY)
    return (
        told,
        *categories,
        *actors.values(),
        *places.values(),
        *sources,
        *events,
        *excerpts,
        *brief_records(sample_id),
    )


def _table(name: str) -> list[dict[str, str]]:
    with resource("sample", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(text: str) -> Iterable[str]:
    return filter(None, (name.strip() for name in text.split(";")))


def _actor(name: str) -> Actor:
    return Actor(sample_id("actor", name), name, aliases=_ALIASES.get(name, ()))


def _place(row: Mapping[str, str]) -> Place:
    latitude, longitude = (float(row[column]) if row[column] else None for column in ("lat", "lon"))
    return Place(sample_id("place", row["place"]), row["place"], latitude, longitude)


def _source(row: Mapping[str, str]) -> Source:
    return Source(
        id=sample_id("source", row["id"]),
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        url=row["url"],
        published=row["published"],
        retrieved=row["retrieved_from"],
        kind=row["kind"],
        external_id=row["id"],
    )


def _event(row: Mapping[str, str]) -> Event:
    status: Status = next(each for each in STATUSES if each == row["status"])
    return Event(
        id=sample_id("event", row["id"]),
        title=row["title"],
        start=row["start"],
        end=row["end"],
        status=status,
        category_id=sample_id("category", row["category"]),
        importance=int(row["importance"]),
        place_id=sample_id("place", row["place"]) if row["place"] else "",
        summary=row["summary"],
        notes=row["precision_note"],
        external_id=row["id"],
        actors=tuple(Participation(sample_id("actor", name)) for name in dict.fromkeys(_names(row["actors"]))),
        created=_MADE,
        updated=_MADE,
    )


def _paraphrase(row: Mapping[str, str], claim: Mapping[str, str]) -> Excerpt:
    """Make the excerpt of a paraphrase, with the date that its source gives where that differs from the event's."""
    return Excerpt(
        id=sample_id("excerpt", f"{row['event_id']}/{row['source_id']}"),
        event_id=sample_id("event", row["event_id"]),
        source_id=sample_id("source", row["source_id"]),
        kind="paraphrase",
        exact=row["paraphrase"],
        claimed_date=claim.get("claimed_date", ""),
        stance="disputes" if claim.get("stance") == "disputes" else "supports",
    )
