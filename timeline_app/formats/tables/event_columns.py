"""Events from many rows at once, column by column: a quarter of the time of reading them one by one.

Rows about which something is to be said, or whose title is not just taken over, are left to who reads them by
themselves: so this says nothing, and for every other row gives the very draft that reading it by itself gives.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Final, TypeVar, cast

from timeline_app.domain.draft import Draft
from timeline_app.formats.tables.event_cells import (
    LONGEST_TITLE,
    ids_in,
    names_in,
    number_in,
    sources_in_cells,
    status_in,
    zone_in,
)
from timeline_app.formats.tables.row_dates import RowDate
from timeline_app.formats.tables.table import SAYS_NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ValueT = TypeVar("ValueT")
_LENGTH_OF_UUID: Final = 36
_NO_DATE: Final = RowDate()
_NONE: Final[tuple[str, ...]] = ()


class EventColumns:
    """The columns of some rows, by field; `apart` are the places of the rows that are to be read by themselves."""

    def __init__(self, columns: Mapping[str, list[str]], when: Sequence[RowDate | None], empty: frozenset[str]) -> None:
        self._columns = columns
        self.apart: set[int] = set()
        if None in when:
            self.apart.update(at for at, each in enumerate(when) if each is None)
        self._when = [each or _NO_DATE for each in when]
        titles = columns["title"]
        if "" in titles or not empty.isdisjoint(titles) or max(map(len, titles)) > LONGEST_TITLE:
            self.apart.update(
                at for at, each in enumerate(titles) if not 0 < len(each) <= LONGEST_TITLE or each in empty
            )

    def drafts(self, numbers: Sequence[int], more: Iterable[str] | None) -> list[Draft]:
        """Make a draft of each row; `more` is what stands in their cells beside fields, a text for each row."""
        starts, ends, texts, zones = zip(*self._when, strict=True)
        own_ids, external_ids = self._ids()
        latitudes, longitudes = self._coordinates()
        notes = self._texts("notes")
        if more is not None:
            notes = ["\n".join(filter(None, both)) for both in zip(notes, more, strict=False)]
        fields = (
            self._titles(), starts, ends, texts, self._zones(zones), self._read("status", "", _or_none(status_in)),
            self._read("importance", 3, _importance), self._texts("category"), self._read("actors", _NONE, names_in),
            self._texts("place"), latitudes, longitudes, self._read("tags", _NONE, names_in), self._texts("summary"),
            notes, external_ids, self._sources(), own_ids, numbers, repeat(()),
        )  # fmt: skip
        # what `Draft._make` does, without a call of Python for each
        return list(
            map(
                cast("Callable[[type[Draft], Iterable[object]], Draft]", tuple.__new__),
                repeat(Draft),
                zip(*fields, strict=False),
            )
        )

    def _texts(self, name: str) -> Iterable[str]:
        return self._columns.get(name) or repeat("")

    def _titles(self) -> list[str]:
        titles = self._columns["title"]
        together = "|" + "|".join(titles)
        if "  " in together or "| " in together or not together.isprintable():  # as blanks but the common one are not
            return list(map(" ".join, map(str.split, titles)))
        return titles

    def _read(self, name: str, empty: ValueT, read: Callable[[str], ValueT | None]) -> Iterable[ValueT]:
        """Read the cells of a column, each that comes again once; rows with one that `read` gives None for go apart."""
        return self._each(self._columns[name], empty, read) if name in self._columns else repeat(empty)

    def _each(self, texts: Iterable[str], empty: ValueT, read: Callable[[str], ValueT | None]) -> list[ValueT]:
        known: dict[str, ValueT | None] = {"": empty}
        values = []
        for at, text in enumerate(texts):
            value = known[text] if text in known else known.setdefault(text, read(text))
            if value is None:
                self.apart.add(at)
                value = empty
            values.append(value)
        return values

    def _zones(self, zones: Sequence[str]) -> Iterable[str]:
        return self._each(zones, "", lambda name: zone_in(name) or None) if any(zones) else zones

    def _coordinates(self) -> tuple[Iterable[float | None], Iterable[float | None]]:
        """Give both of each row, or none; rows of which one alone can be read go apart."""
        if "latitude" not in self._columns and "longitude" not in self._columns:
            return repeat(None), repeat(None)
        pairs = [self._column_of_numbers(name) for name in ("latitude", "longitude")]
        self.apart.update(
            at for at, (one, other) in enumerate(zip(*pairs, strict=True)) if (one is None) != (other is None)
        )
        return pairs[0], pairs[1]

    def _column_of_numbers(self, name: str) -> list[float | None]:
        texts = self._columns.get(name) or [""] * len(self._when)
        values = [number_in(name, text) if text else None for text in texts]
        if None in values:
            self.apart.update(at for at, text in enumerate(texts) if text and values[at] is None)
        return values

    def _ids(self) -> tuple[Iterable[str], Iterable[str]]:
        own, external = self._columns.get("id"), self._columns.get("external_id")
        if own is None:
            return repeat(""), external or repeat("")
        if external is None and _LENGTH_OF_UUID not in set(map(len, own)):
            return repeat(""), own
        both = list(map(ids_in, own, external or repeat("")))
        return [each[0] for each in both], [each[1] for each in both]

    def _sources(self) -> Iterable[object]:
        names = ("source_url", "source_title", "publisher")
        if self._columns.keys().isdisjoint(names):
            return repeat(())
        return map(sources_in_cells, *map(self._texts, names))


def more_of(columns: Sequence[Sequence[str]], others: Sequence[tuple[int, str]]) -> Iterable[str] | None:
    """Give what stands in columns of cells under no field of an event, as `FileTable.notes_of`; None for nothing."""
    told = [
        [f"{name}: {text}" if text and text not in SAYS_NOTHING else "" for text in map(str.strip, columns[at])]
        for at, name in others
    ]
    return ["\n".join(filter(None, lines)) for lines in zip(*told, strict=True)] if told else None


def _or_none(read: Callable[[str], ValueT]) -> Callable[[str], ValueT | None]:
    return lambda text: read(text) or None


def _importance(text: str) -> int | None:
    value = number_in("importance", text)
    return None if value is None else int(value) or 3
