"""The sample store, made from the tables in `resources/sample`: the same ids and rows every time, in any language.

Its own article is stored as a document, and quoted for the events it tells of. The package ships the store ready-made;
from a checkout it is made on first need. The person always gets a copy.
"""

from __future__ import annotations

import csv
import errno
import hashlib
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import ENGLISH
from timeline_app.base.resources import resource
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Record,
    Source,
    Status,
)
from timeline_app.domain.sample_texts import SAMPLE_NAMES, named, sample_language, sample_texts
from timeline_app.domain.text.quotes import anchored
from timeline_app.store.errors import system_sentence
from timeline_app.store.open_store import has_log
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


_QUOTES: Final = (
    ("istanbul-round-3", "Ukraine and Russia are to meet again in Istanbul this Wednesday", "2025-07-23"),
    (
        "istanbul-round-3-announced",
        (
            "Ukraine and Russia are to meet again in Istanbul this Wednesday, President Volodymyr Zelenskyy announced"
            " on Monday evening"
        ),
        "2025-07-21",
    ),
    ("istanbul-round-1", "The delegations met on 16 May and again on 2 June 2025", "2025-05-16"),
    ("istanbul-round-2", "The delegations met on 16 May and again on 2 June 2025", "2025-06-02"),
    (
        "istanbul-talks-2022",
        "The most detailed talks so far had also taken place in Istanbul, on 29 March 2022, a month into the invasion.",
        "2022-03-29",
    ),
    (
        "istanbul-round-3-announced",
        (
            "On the same evening Zelenskyy said that Ukraine would go on striking logistics inside Russia for as long"
            " as Shahed drones were being launched at Ukrainian cities"
        ),
        "2025-07-21",
    ),
    (
        "crimea-annexation",
        "Russia’s seizure and annexation of Crimea between 20 February and 18 March 2014",
        "2014-02-20/2014-03-18",
    ),
    ("full-scale-invasion", "It became a full-scale invasion on 24 February 2022.", "2022-02-24"),
)
"""The event, its words in the brief (spaces stand for line ends too), and the date those words claim."""


def brief_records(sample_id: Callable[[str, str], str]) -> tuple[Record, ...]:
    """Give the source, the document and the quotes, in that order."""
    told, text = read_brief()
    source = Source(
        id=sample_id("source", "brief"),
        title=told["title"],
        publisher=told["publisher"],
        published=told["published"],
        kind=told["kind"],
        language="en",
        licence="CC0-1.0",
        external_id="brief",
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sample_id("document", "brief"), source.id, text, digest, "text/markdown", captured=told["published"]
    )
    return source, document, *(_quote(number, document, sample_id) for number in range(len(_QUOTES)))


def read_brief() -> tuple[dict[str, str], str]:
    """Give what the brief's front matter says, and the text behind it."""
    whole = resource("sample", "brief.md").read_text(encoding="utf-8")
    _before, front, text = whole.split("---\n", 2)
    pairs = (line.split(": ", 1) for line in front.splitlines() if ": " in line)
    return {name: value.strip('"') for name, value in pairs}, text.strip("\n ")  # as a text is stored that is read in


def _quote(number: int, document: Document, sample_id: Callable[[str, str], str]) -> Record:
    event, words, date = _QUOTES[number]
    start = document.text.replace("\n", " ").index(words)
    excerpt = Excerpt(
        id=sample_id("excerpt", f"brief/{number}"),
        event_id=sample_id("event", event),
        source_id=document.source_id,
        document_id=document.id,
        kind="quote",
        claimed_date=date,
    )
    return anchored(excerpt, document.text, start, start + len(words))


AS_OF: Final = "2025-07-31"
_MADE: Final = "2025-07-31T12:00:00.000Z"

_CATEGORIES: Final = (
    Category("", "Diplomacy", "#4469BE", "circle"),
    Category("", "Military operation", "#723D00", "square"),
    Category("", "Strike", "#DF3E64", "triangle"),
    Category("", "Humanitarian", "#0B6842", "cross"),
    Category("", "Politics and law", "#5A3874", "diamond"),
    Category("", "International response", "#0E93A8", "hexagon"),
    Category("", "Infrastructure and economy", "#AA8106", "pentagon"),
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
    "International Committee of the Red Cross": ("ICRC", "Red Cross"),
    "Security Service of Ukraine": ("SBU", "СБУ"),
    "Donetsk People’s Republic": ("DPR", "DNR"),
    "Luhansk People’s Republic": ("LPR", "LNR"),
}


def sample_id(kind: str, name: str) -> str:
    """Give a record the same UUID (version 7) every time: the sample's day, then a digest of its name.

    The sign of an apostrophe does not count: ids stay the same where the sample's typography is set right.
    """
    name = name.replace("’", "'")
    digest = int.from_bytes(hashlib.sha256(f"conflict-timeline sample/{kind}/{name}".encode()).digest()[:10], "big")
    value = 0x0198605A7E00 << 80 | digest
    value = value & ~(0xF << 76) | 0x7 << 76
    text = f"{value & ~(0x3 << 62) | 0x2 << 62:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def build_sample(path: Path, language: str = ENGLISH) -> None:
    """Make the sample store at `path`, which must not exist, with the texts of `language` where there are any."""
    with Store.create(path, as_of=AS_OF, name=SAMPLE_NAMES[sample_language(language)]) as store:
        store.lay_down(sample_records(language))
    if has_log(path):  # the file is given its name and carried about without one
        raise StoreError(system_sentence(OSError(errno.ENOSPC, ""), path))


def sample_records(language: str = ENGLISH, folder: Path | None = None) -> tuple[Record, ...]:
    """Give all records of the sample, in an order in which each comes after those it refers to.

    The ids are the same in each language. `folder` has the tables of texts; None for those that ship.
    """
    rows = _table("events.csv")
    language = sample_language(language, folder)
    texts = sample_texts(language, rows, folder)
    categories = [
        Category(sample_id("category", each.name), texts.name("category", each.name), each.colour, each.shape, position)
        for position, each in enumerate(_CATEGORIES)
    ]
    actors = {name: _actor(name, texts.name("actors", name)) for row in rows for name in named(row["actors"])}
    places = {row["place"]: _place(row, texts.name("place", row["place"])) for row in rows if row["place"]}
    sources = [_source(row) for row in _table("sources.csv")]
    events = [_event(texts.event(row)) for row in rows]
    claims = {(row["event_id"], row["source_id"]): row for row in _table("claims.csv")}
    excerpts = [_paraphrase(row, claims.get((row["event_id"], row["source_id"]), {})) for row in _table("evidence.csv")]
    told = Particulars(name=SAMPLE_NAMES[language], as_of=AS_OF, language="" if language == ENGLISH else language)
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


def _actor(english: str, name: str) -> Actor:
    """Make an actor; the English name leads to it in every language."""
    aliases = tuple(each for each in (english, *_ALIASES.get(english, ())) if each != name)
    return Actor(sample_id("actor", english), name, aliases=aliases)


def _place(row: Mapping[str, str], name: str) -> Place:
    latitude, longitude = (float(row[column]) if row[column] else None for column in ("lat", "lon"))
    return Place(sample_id("place", row["place"]), name, latitude, longitude)


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
        actors=tuple(Participation(sample_id("actor", name)) for name in dict.fromkeys(named(row["actors"]))),
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
