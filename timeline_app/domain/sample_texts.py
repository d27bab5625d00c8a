"""The sample's words in another language: titles, summaries and names, each English where it is not translated.

They stand beside the sample's tables, in `texts.LANGUAGE.csv` with the columns id, title, summary, precision_note,
category, actors, place. The events, their dates, sources and ids are the same in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import ENGLISH
from timeline_app.base.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SAMPLE_NAMES: Final[Mapping[str, str]] = {
    ENGLISH: "Ukraine–Russia",
    "de": "Ukraine–Russland",
    "ru": "Украина – Россия",
    "uk": "Україна – Росія",
}
"""What the sample is called in each language that it may be had in."""

_OF_EVENTS: Final = ("title", "summary", "precision_note")


def sample_language(wanted: str, folder: Path | None = None) -> str:
    """Give the language that the sample has for a person who reads `wanted`: that one, else English."""
    return wanted if wanted in SAMPLE_NAMES and _file(wanted, folder).is_file() else ENGLISH


@dataclass(frozen=True, slots=True)
class SampleTexts:
    """The words of one language, looked up by the English ones."""

    events: Mapping[str, Mapping[str, str]]
    """By id of an event: its title, summary and note, where they are translated."""
    names: Mapping[tuple[str, str], str]
    """By column ("actors", "category", "place") and English name."""

    def event(self, row: Mapping[str, str]) -> dict[str, str]:
        """Give a row of the events with its texts translated; names stay, as ids are made from them."""
        return {**row, **self.events.get(row["id"], {})}

    def name(self, column: str, english: str) -> str:
        """Give the name of an actor, a category or a place."""
        return self.names.get((column, english), english)


def sample_texts(language: str, events: Sequence[Mapping[str, str]], folder: Path | None = None) -> SampleTexts:
    """Read the words of a language for `events`, the rows of the English table; for English there are none."""
    if language == ENGLISH:
        return SampleTexts({}, {})
    import csv  # noqa: PLC0415 - for the sample in another language alone

    with _file(language, folder).open(encoding="utf-8", newline="") as file:
        translated = {row["id"]: row for row in csv.DictReader(file)}
    names: dict[tuple[str, str], str] = {}
    for row in events:
        words = translated.get(row["id"], {})
        for column in ("category", "place", "actors"):
            english, own = named(row[column], column), named(words.get(column, ""), column)
            if len(english) == len(own):  # else nobody can tell which name is which
                for before, after in zip(english, own, strict=True):
                    names.setdefault((column, before), after)
    texts = {name: {field: row[field] for field in _OF_EVENTS if row.get(field)} for name, row in translated.items()}
    return SampleTexts(texts, names)


def named(cell: str, column: str = "actors") -> list[str]:
    """Give the names in a cell of the sample's tables: several actors, else one."""
    parts = cell.split(";") if column == "actors" else [cell]
    return [name for part in parts if (name := part.strip())]


def _file(language: str, folder: Path | None) -> Path:
    return (folder or resource("sample")) / f"texts.{language}.csv"
