"""What may stand at the caret of a query: fields, and the values that the chronology has for them, with counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import as_heading
from timeline_app.document.chronology import query_dates
from timeline_app.document.editing.filter_state import quoted_value, term_of
from timeline_app.document.filter.wording import feature_words, quality_words, query_in_words
from timeline_app.domain.dates.calendar import civil_at, seconds_at
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.parser import DATE_FIELDS, FIELDS, IS_WORDS, parse_query
from timeline_app.domain.query.tree import FEATURES, NAME_FIELDS, NameField
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.normalize import fold, words_of
from timeline_app.domain.timeline import status_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline_app.document.chronology import Chronology

_MOST: Final = 12
_MOST_NAMES_OF_ALL: Final = 5
_LEAST_LETTERS: Final = 2
"""So many letters of a word must stand there before names with it are offered."""
_PIECE_FIELD: Final = re.compile(r"([^\W\d_]+):(?!//)")
_OPENING: Final = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_QUOTES: Final = (*_OPENING, *_OPENING.values())
_BETWEEN: Final = " \t\n\r\u00a0()"
_SIGNS: Final = "=<>"
_SOUND: Final = "~"
_WORD_SIGNS: Final = f"={_SOUND}"
"""What stands right before a word to say how it is looked for."""
_PHRASES: Final = (
    "today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year",
)  # fmt: skip
"""Dates that count from today, in one of the languages in which dates are read."""


@dataclass(frozen=True, slots=True)
class QueryOffer:
    """One thing that may stand there: its text in the query, what a person reads, and how many events it has."""

    text: str
    words: str
    detail: str = ""
    count: int | None = None
    is_field: bool = False
    """Whether a value is still to follow."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What is offered for the piece of a query between two places, in code points."""

    start: int = 0
    end: int = 0
    offers: tuple[QueryOffer, ...] = ()
    is_half: bool = False
    """Whether the piece makes sense only once something offered is taken: the beginning of a field, or of a value."""


class QueryCompleter:
    """Completes queries over one chronology; to be told when its data changed."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._folded: dict[NameField, list[tuple[str, tuple[str, ...]]]] = {}

    def forget(self, _change: object = None) -> None:
        """Read names and counts anew when they are next asked for."""
        self._folded.clear()

    def complete(self, text: str, caret: int, *, asked: bool = False) -> Completion:
        """Offer what fits the piece before the caret; for an empty piece all fields, where that is `asked` for."""
        start, end = _piece_at(text, caret)
        typed = text[start:caret]
        field = _PIECE_FIELD.match(typed)
        if field is not None and field[1].casefold() in FIELDS:
            name = field[1].casefold()
            offers = self._values(name, typed[field.end() :])
        elif typed and typed[0] in _WORD_SIGNS:
            offers = self._names(typed[1:].lstrip("".join(_OPENING)), in_other_letters=typed[0] == _SOUND)
        elif typed and typed[0] not in _OPENING:
            offers = [*_fields(typed), *self._names(typed)]
        elif asked and not typed:
            offers = _fields("")
        else:
            offers = []
        piece = text[start:end]
        others = tuple(each for each in offers if each.text != piece)
        if field is None:
            return Completion(start, end, others, any(each.is_field for each in others))
        value = fold(text[start + field.end() : end].lstrip(_SIGNS).strip("".join(_QUOTES)))
        is_whole = any(value in {fold(each.words), fold(each.detail)} for each in offers)
        return Completion(start, end, others[:_MOST], bool(others) and not is_whole)

    def _values(self, field: str, typed: str) -> list[QueryOffer]:
        """Offer values of a field; `typed` is what stands behind its colon."""
        plain = typed.lstrip(_SIGNS).lstrip("".join(_OPENING))
        if field in NAME_FIELDS:
            name_field = next(each for each in NAME_FIELDS if each == field)
            return self._matching(name_field, plain)
        if field in DATE_FIELDS:
            return self._dates(field, typed, plain)
        counts: dict[str, int] = {}
        words: dict[str, str] = {}
        if field == "status":
            counts = dict(zip(STATUSES, self._chronology.facets().status.tolist(), strict=False))
            words = {each: status_words(each) for each in STATUSES}
        elif field == "is":
            words = {each: as_heading(quality_words(each)) for each in IS_WORDS}
        elif field in {"has", "missing"}:
            words = {each: as_heading(feature_words(each, missing=field == "missing")) for each in FEATURES}
        elif field == "importance":
            dates = query_dates(self._chronology)
            degrees = (">=4", ">=3", "5", "4", "3", "2", "1")
            words = {each: as_heading(query_in_words(f"importance:{each}", dates)) for each in degrees}
            plain = typed
        wanted = fold(plain)
        fitting = [each for each in words if fold(each).startswith(wanted) or wanted in fold(words[each])]
        return [QueryOffer(f"{field}:{each}", words[each], each, counts.get(each)) for each in fitting]

    def _names(self, typed: str, *, in_other_letters: bool = False) -> list[QueryOffer]:
        """Offer names of all lists that begin with a word, or have one that begins with it in other letters."""
        if len(typed) < _LEAST_LETTERS:
            return []
        found: list[QueryOffer] = []
        other = _beginning_in_other_letters(typed) if in_other_letters else None
        for field in ("category", "actor", "place", "tag"):
            offers = self._matching(field, typed, begins=True, other=other)
            found += [QueryOffer(each.text, each.words, _field_words(field), each.count) for each in offers]
        return sorted(found, key=lambda each: -(each.count or 0))[:_MOST_NAMES_OF_ALL]

    def _matching(
        self, field: NameField, typed: str, *, begins: bool = False, other: Callable[[str], bool] | None = None
    ) -> list[QueryOffer]:
        """Offer names with `typed` in one of their spellings: those that begin with it first, then by their counts."""
        wanted = fold(typed.strip())
        counts = getattr(self._chronology.facets(), field).tolist()
        found: list[tuple[bool, int, str]] = []
        for (name, spellings), count in zip(self._spellings(field), counts, strict=False):
            at_start = any(each.startswith(wanted) or (other is not None and other(each)) for each in spellings)
            if not count or not (at_start or (not begins and any(wanted in each for each in spellings))):
                continue
            found.append((not at_start, -count, name))
        found.sort()
        return [QueryOffer(term_of(field, name), name, "", -count) for _late, count, name in found[:_MOST]]

    def _spellings(self, field: NameField) -> list[tuple[str, tuple[str, ...]]]:
        """Give the names of a list, each with its spellings as they are compared."""
        if field not in self._folded:
            self._folded[field] = [
                (names[0], tuple(fold(each) for each in names if each)) for names in self._listed(field)
            ]
        return self._folded[field]

    def _listed(self, field: NameField) -> Iterator[Sequence[str]]:
        chronology = self._chronology
        match field:
            case "category":
                yield from ((each.name, *each.aliases) for each in chronology.categories)
            case "actor":
                yield from ((each.name, *each.aliases) for each in chronology.actors)
            case "place":
                yield from ((each.name, *each.aliases) for each in chronology.places)
            case "tag":
                yield from ((each.name, *each.aliases) for each in chronology.tags)
            case "source":
                yield from ((each.title or each.publisher or each.url, each.publisher) for each in chronology.sources)

    def _dates(self, field: str, typed: str, plain: str) -> list[QueryOffer]:
        """Offer what the typed date is understood to say, years with events, and dates that count from today."""
        dates = query_dates(self._chronology)
        sign = typed[: len(typed) - len(typed.lstrip(_SIGNS))]
        wanted = fold(plain)
        offers: list[QueryOffer] = []
        if plain:
            text = f"{field}:{quoted_value(sign + plain)}"
            try:
                parse_query(text, dates)
            except QueryError:
                pass
            else:
                offers.append(QueryOffer(text, as_heading(query_in_words(text, dates)), plain))
        for year, count in self._years():
            if str(year).startswith(wanted) and str(year) != plain:
                text = f"{field}:{sign}{year:04d}"
                offers.append(QueryOffer(text, as_heading(query_in_words(text, dates)), "", count))
        for phrase in _PHRASES:
            if phrase.startswith(wanted) and phrase != wanted:
                text = f"{field}:{quoted_value(sign + phrase)}"
                offers.append(QueryOffer(text, as_heading(query_in_words(text, dates)), phrase))
        return offers

    def _years(self) -> list[tuple[int, int]]:
        """Give the last years in which events begin, with how many do."""
        starts = self._chronology.columns.start_min
        if not len(starts) or abs(int(starts[-1])) >= FAR_S:
            starts = starts[np.abs(starts) < FAR_S]
        if not len(starts):
            return []
        newest = civil_at(int(starts.max())).year
        found = []
        for year in range(newest, max(newest - 5, 0), -1):
            count = int(np.count_nonzero((starts >= seconds_at(year)) & (starts < seconds_at(year + 1))))
            if count:
                found.append((year, count))
        return found


def _beginning_in_other_letters(typed: str) -> Callable[[str], bool]:
    """Give what tells whether a folded name has a word that may begin so in the letters of another language."""
    from timeline_app.domain.text.other_letters import OtherLetters  # noqa: PLC0415 - where it is asked for

    fits = OtherLetters(fold(typed), begins=True).fits
    return lambda name: any(fits(word) is not None for word in words_of(name))


def _fields(typed: str) -> list[QueryOffer]:
    """Offer the fields whose name, as it is typed or in words, begins with `typed`."""
    wanted = fold(typed)
    return [
        QueryOffer(f"{field}:", f"{field}:", _field_words(field), is_field=True)
        for field in FIELDS
        if field.startswith(wanted) or fold(_field_words(field)).startswith(wanted)
    ]


def _field_words(field: str) -> str:
    words = {
        "category": _("Category"),
        "actor": _("Actor"),
        "place": _("Place"),
        "source": _("Source"),
        "tag": _("Tag"),
        "status": _("Status"),
        "date": _("Date: possibly within"),
        "within": _("Date: certainly within"),
        "importance": _("Importance from 1 to 5"),
        "has": _("What an event has"),
        "missing": _("What an event lacks"),
        "is": _("Checked, overdue, one source…"),
        "title": _("Words of the title"),
        "summary": _("Words of the summary"),
        "notes": _("Words of the notes"),
        "id": _("The event of an id"),
    }
    return words[field]


def _piece_at(text: str, caret: int) -> tuple[int, int]:
    """Give where the piece around the caret begins and ends: from one blank outside quotation marks to the next."""
    start, closing = 0, ""
    for at, letter in enumerate(text[:caret]):
        if closing:
            if letter in closing:
                closing = ""
        elif letter in _OPENING:
            closing = _OPENING[letter]
        elif letter in _BETWEEN or (letter == "-" and at == start):
            start = at + 1
    end = caret
    while end < len(text):
        letter = text[end]
        if closing:
            if letter in closing:
                closing = ""
            elif not any(each in text[end:] for each in closing):
                break  # the mark is not closed yet: what follows is not of this value
        elif letter in _BETWEEN:
            break
        end += 1
    return start, end
