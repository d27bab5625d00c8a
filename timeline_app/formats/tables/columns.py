"""The columns of a table: which field of an event each one is, by what it is called and by what stands in it.

What a person chose goes first. A name that may mean something else (“To”, “time”, “label”) counts only where the
cells agree; where no name tells the title or the date, the cells do, and the report says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.tables.cell_dates import count_of, looks_like_clock, looks_like_date, share_of_dates
from timeline_app.formats.tables.field_names import (
    EDTF,
    EDTF_END,
    FIELDS,
    MAPPED,
    SEVERAL,
    UNCERTAIN,
    known_names,
    names_of_fields,
    plain_name,
)
from timeline_app.formats.tables.own_table import OWN_FIELDS, is_own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["FIELDS", "MAPPED", "ColumnMapping", "fields_named", "mapping_of", "says_nothing"]

Found = Literal["asked", "name", "values"]

_LOOKED_AT: Final = 200
"""Rows whose cells are looked at."""
_ENOUGH: Final = 0.5
"""Of the filled cells of a column, this share and more being dates makes it one of dates."""
_SURELY: Final = 0.9
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NOTHING: Final = frozenset(
    {"", "-", "–", "—", "[]", "{}", "()", "null", "none", "nan", "n/a", "#n/a", "nil", "[none]"}
)


def says_nothing(cell: str) -> bool:
    """Tell whether a cell is empty, or says so in the way of a program: "-", "[]", "null"."""
    return len(cell) < 7 and cell.casefold() in _NOTHING


@dataclass(slots=True)
class ColumnMapping:
    """Which column gives each field, and what told so."""

    fields: dict[str, int] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    more: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Further columns of a field that several can give."""
    shown: tuple[int, ...] = ()
    """Columns that only show what another has in full; they are not read."""

    def taken(self) -> set[int]:
        """Give the columns that are fields, and those that show what is in them."""
        return {*self.fields.values(), *(at for several in self.more.values() for at in several), *self.shown}

    def field_at(self) -> dict[int, str]:
        """Give the field of each column that is one."""
        told = {at: name for name, several in self.more.items() for at in several}
        for name, at in self.fields.items():
            told.setdefault(at, name)
        return told


def fields_named(row: Sequence[str], asked: Mapping[str, str]) -> int:
    """Count the fields of events that a row names as columns."""
    chosen = {fold(column.strip()): name for column, name in asked.items()}
    known = known_names()
    names = (chosen.get(fold(cell.strip())) or known.get(plain_name(cell)) for cell in row if 0 < len(cell) < 200)
    return len(set(filter(None, names)))


def mapping_of(header: Sequence[str], asked: Mapping[str, str], sample: Sequence[Sequence[str]] = ()) -> ColumnMapping:
    """Give the column of each field: first what was asked for (column to field), then what names and cells suggest."""
    guess = _Guess(header, sample[:_LOOKED_AT])
    guess.take_what_was_asked(asked)
    if is_own(header):
        return guess.of_our_own()
    guess.take_dates_in_full()
    guess.take_dates()
    guess.take_names()
    guess.take_title()
    mapping = guess.mapping
    if "title" not in mapping.fields:
        raise FormatError(
            _(
                "No column can be told to be the title; map one to it, as in “Headline=title”. There are: {columns}."
            ).format(columns=on_one_line(", ".join(filter(None, header))[:500]))
        )
    return mapping


class _Guess:
    """Finds the fields of a table, one kind after the other."""

    def __init__(self, header: Sequence[str], sample: Sequence[Sequence[str]]) -> None:
        self.header = header
        self.sample = sample
        self.mapping = ColumnMapping()
        self.kept_out: set[int] = set()
        """Columns that a person wants in the notes."""
        self.places: dict[str, list[int]] = {}
        for at, name in enumerate(header):
            if name.strip():
                self.places.setdefault(plain_name(name), []).append(at)

    def cells(self, at: int) -> list[str]:
        """Give the cells of a column that say something."""
        return [row[at] for row in self.sample if at < len(row) and not says_nothing(row[at].strip())]

    def free(self, at: int) -> bool:
        """Tell whether a column is no field yet."""
        return at not in self.kept_out and at not in self.mapping.taken()

    def take(self, name: str, at: int, found: Found) -> None:
        """Make a column a field."""
        self.mapping.fields[name] = at
        self.mapping.found[name] = found

    def take_what_was_asked(self, asked: Mapping[str, str]) -> None:
        """Take what a person chose; raise FormatError for what is not there."""
        places = {fold(name.strip()): at for at, name in reversed(list(enumerate(self.header)))}
        for column, name in asked.items():
            if name and name not in MAPPED and name not in OWN_FIELDS:
                words = _("There is no field “{field}” to map a column to. The fields are: {fields}.")
                raise FormatError(words.format(field=name, fields=", ".join(MAPPED)))
            at = places.get(fold(column.strip()))
            if at is None and not name:
                continue  # a mapping that was saved may keep out what another version of the table has not
            if at is None:
                columns = on_one_line(", ".join(filter(None, self.header))[:500])
                words = _("The table has no column “{column}”. Its columns are: {columns}.")
                raise FormatError(words.format(column=column, columns=columns))
            if not name:
                self.kept_out.add(at)
            elif name in SEVERAL and name in self.mapping.fields:
                self.mapping.more[name] = (*self.mapping.more.get(name, ()), at)
            else:
                self.take(name, at, "asked")

    def named(self, name: str, agrees: Callable[[int, str], bool] | None = None) -> int | None:
        """Find the free column that is called as a field is, and agrees with it, the most telling name first."""
        for called in names_of_fields()[name]:
            for at in self.places.get(called, ()):
                if self.free(at) and (agrees is None or agrees(at, called)):
                    return at
        return None

    def take_named(self, name: str, agrees: Callable[[int, str], bool] | None = None) -> bool:
        """Make the column a field that is called so; tell whether it is one."""
        if name not in self.mapping.fields and (at := self.named(name, agrees)) is not None:
            self.take(name, at, "name")
        return name in self.mapping.fields

    def of_our_own(self) -> ColumnMapping:
        """Take the columns of a table that this program wrote, each by its own name."""
        for at, name in enumerate(self.header):
            if name in OWN_FIELDS and name not in self.mapping.fields and self.free(at):
                self.take(name, at, "name")
        return self.mapping

    # --- dates

    def take_dates_in_full(self) -> None:
        """Take dates from columns that have them as EDTF; those that show them to people beside it are not read."""
        start, end = (next(filter(self.free, self.places.get(plain_name(name), ())), None) for name in (EDTF, EDTF_END))
        if start is None or "start" in self.mapping.fields:
            return
        self.take("start", start, "name")
        if end is not None and "end" not in self.mapping.fields:
            self.take("end", end, "name")
        names = (*names_of_fields()["start"], *names_of_fields()["end"])
        shown = dict.fromkeys(at for name in names for at in self.places.get(name, ()))
        self.mapping.shown = tuple(filter(self.free, shown))

    def holds_dates(self, at: int, _called: str = "") -> bool:
        """Tell whether the cells of a column are dates."""
        return share_of_dates(self.cells(at)) >= _ENOUGH

    def is_date(self, at: int, called: str) -> bool:
        """Tell whether a column can be one of dates; a name that means nothing else is enough for cells in words."""
        if self.holds_dates(at) or not self.sample:
            return True
        return called not in UNCERTAIN and not self.are_clocks(at)

    def are_clocks(self, at: int) -> bool:
        """Tell whether a column is one of times of day."""
        cells = self.cells(at)
        return bool(cells) and sum(map(looks_like_clock, cells)) >= _ENOUGH * len(cells)

    def is_clock(self, at: int, _called: str) -> bool:
        """Tell whether a column can be the time of day beside a date."""
        cells = self.cells(at)
        return self.are_clocks(at) or (bool(cells) and all(_is_hour(each) for each in cells))

    def take_dates(self) -> None:
        """Find the dates: whole ones, those that are spread over columns, earliest and latest."""
        fields = self.mapping.fields
        if not any(name in fields for name in _BEGINNINGS):
            spread = self.is_spread("")
            if not spread:
                self.take_named("start", self.holds_dates)
                self.take_named("start", self.is_date)
            if "start" not in fields and not spread and not self.take_bounds() and self.sample:
                self.take_start_by_values()
        for prefix in ("", "end_"):
            self.take_parts(prefix)
        if "start" in fields or "year" in fields:
            self.take_named("precision")
            self.take_named("duration", lambda at, _called: any(map(str.isdigit, "".join(self.cells(at)[:20]))))

    def is_spread(self, prefix: str) -> bool:
        """Tell whether year and month, or day, have columns of their own, and no column has them together."""
        year, month, day = (self.named(f"{prefix}{part}", agrees) for part, agrees in self.parts())
        if year is None or (month is None and day is None):
            return False
        whole = self.named(f"{prefix}start" if not prefix else "end", self.is_date)
        return whole is None or whole in {year, month, day} or not self.holds_dates(whole)

    def parts(self) -> tuple[tuple[str, Callable[[int, str], bool] | None], ...]:
        """Give the parts of a day, each with what its cells have to be; months have names, too."""
        return (("year", self.are_numbers), ("month", None), ("day", self.are_numbers))

    def are_numbers(self, at: int, _called: str = "") -> bool:
        """Tell whether the cells of a column are numbers."""
        cells = self.cells(at)
        return not cells or sum(each.strip().lstrip("-").replace(".", "").isdigit() for each in cells) >= len(cells) / 2

    def take_bounds(self) -> bool:
        """Find the earliest and the latest date that an event may have."""
        found = [self.take_named(name, self.is_date) for name in ("earliest", "latest")]
        return any(found)

    def take_parts(self, prefix: str) -> None:
        """Find the end, and what stands beside a date, or makes one up."""
        fields = self.mapping.fields
        whole = "end" if prefix else "start"
        if prefix and not self.is_spread(prefix) and any(name in fields for name in ("start", "year")):
            self.take_named("end", self.is_date)
        if whole not in fields and self.is_spread(prefix) and (not prefix or "year" in fields):
            for part, agrees in self.parts():
                self.take_named(f"{prefix}{part}", agrees)
        elif prefix and whole not in fields and ("year" in fields or "start" in fields):
            self.take_named("end_year", self.are_numbers)
        if whole in fields or f"{prefix}day" in fields:
            self.take_named(f"{prefix}time", self.is_clock)

    def take_start_by_values(self) -> None:
        """Take the first column that holds nothing but dates; numbers alone may count anything."""
        for at in range(min(len(self.header), _LOOKED_AT)):
            cells = self.cells(at)[:20]
            if not self.free(at) or len(cells) * 2 < min(len(self.sample), 20) or not cells or count_of(cells):
                continue
            if sum(map(looks_like_date, cells)) >= _SURELY * len(cells):
                self.take("start", at, "values")
                return

    # --- everything else

    def take_names(self) -> None:
        """Take the fields that columns are named after, but the title."""
        for name in FIELDS:
            if name in {"title", "start", "end"}:
                continue
            self.take_named(name)
            if name == "actors" and self.mapping.found.get(name) == "name" and (more := tuple(self.others_named(name))):
                self.mapping.more[name] = more

    def others_named(self, name: str) -> Iterator[int]:
        """Find the other columns that are called as a field is: actor1 and actor2."""
        for called in names_of_fields()[name]:
            yield from (at for at in self.places.get(called, ())[:1] if self.free(at))

    def take_title(self) -> None:
        """Find the title: by a name whose cells say something, else by the cells alone, else by any name."""
        if "title" in self.mapping.fields:
            return
        spare = None
        for called in names_of_fields()["title"]:
            for at in self.places.get(called, ()):
                if not self.free(at):
                    continue
                if self.is_telling(at, called):
                    self.take("title", at, "name")
                    return
                spare = at if spare is None else spare
        by_values = self.title_by_values() if self.is_dated() else None
        if by_values is not None:
            self.take_title_from(by_values)
        elif spare is not None:
            self.take("title", spare, "name")

    def take_title_from(self, at: int) -> None:
        """Make a column the title that no name tells; what it was by name, it stays only where it says both."""
        name = self.mapping.field_at().get(at)
        if name == "summary":
            del self.mapping.fields[name], self.mapping.found[name]
        self.take("title", at, "values")

    def is_dated(self) -> bool:
        """Tell whether a date was found: then the table is one of events."""
        return any(name in self.mapping.fields for name in ("start", "year", "earliest", "latest"))

    def is_telling(self, at: int, called: str) -> bool:
        """Tell whether a column that may be the title says something: most cells are filled, and have letters.

        A label or a name may be one of a few kinds; then another column says more.
        """
        if not self.sample:
            return True
        cells = self.cells(at)
        if len(cells) * 2 < len(self.sample) or sum(bool(_LETTER.search(each)) for each in cells) * 2 < len(cells):
            return False
        return called not in _MAY_BE_KINDS or len(set(cells)) * 4 > len(cells) or len(cells) < 5

    def title_by_values(self) -> int | None:
        """Find the column that says most: words that differ from row to row, not as long as an article."""
        open_to = ("summary", "external_id", "place", "source_title", "notes", "category")
        fields = self.mapping.field_at()
        best, found = 0.0, None
        for at in range(min(len(self.header), 1_000)):
            name = fields.get(at, "")
            if at in self.kept_out or (name and (name not in open_to or self.mapping.found[name] == "asked")):
                continue
            worth = self.worth(at) * _WORTH.get(name, 1.0)
            if name == "external_id" and not any(map(_FIGURE.search, self.cells(at))):
                worth *= _KEYS_IN_WORDS
            if worth > best:
                best, found = worth, at
        return found

    def worth(self, at: int) -> float:
        """Judge how well the cells of a column tell rows apart in words."""
        cells = self.cells(at)[:_LOOKED_AT]
        if not cells or len(cells) < _SURELY * len(self.sample):
            return 0.0
        words = [len(_WORD.findall(each[:400])) for each in cells]
        if sum(map(bool, words)) < _SURELY * len(cells) or any(map(_ADDRESS.match, cells)):
            return 0.0
        if share_of_dates(cells) > _ENOUGH:
            return 0.0
        usual = sorted(words)[len(words) // 2]
        length = min(usual, 8) / 8 if usual <= 40 else 0.5
        return (len(set(cells)) / len(cells)) * len(cells) / len(self.sample) * (0.3 + length)


_WORTH: Final = {"summary": 1.5, "external_id": 0.7, "category": 0.8, "notes": 0.4}
_KEYS_IN_WORDS: Final = 4.0
_FIGURE: Final = re.compile(r"\d")
_BEGINNINGS: Final = ("start", "year", "month", "day", "earliest", "latest")
_MAY_BE_KINDS: Final = frozenset({"label", "name", "event", "event name", "content", "was", "bezeichnung", "what"})


def _is_hour(cell: str) -> bool:
    text = cell.strip()
    return text.isdigit() and len(text) in {1, 2, 3, 4} and int(text) < 2_400 and int(text) % 100 < 60
