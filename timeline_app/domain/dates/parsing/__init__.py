"""Read dates as people type them, in English, Ukrainian, Russian and German, into EDTF."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.edtf.tree import DatePart, IntervalPart
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.grammar import DateShape
    from timeline_app.domain.dates.parsing.reader import ParseSettings, TokenCursor

__all__ = ["TypedDate", "read_clock", "read_typed"]

_LONGEST: Final = 300
_EDTF_LIKE: Final = re.compile(r"[-?~%\[{Y./\d][-\dXYESTZ:+?~%./,{}\[\]]*", re.ASCII)
_ONE_IN_BRACKETS: Final = re.compile(r"\[\s*-?\d{4}(-\d\d){0,2}[?~%]?\s*\]", re.ASCII)
_FIGURES: Final = re.compile(r"[-\d./]+(?<!-)\??|\d{2,4}S", re.ASCII)
_ROMAN_X: Final = re.compile(r"(\d{1,4}[-./])?X[-./]\d{1,4}", re.ASCII)
"""October in Roman figures, which is no unknown digit: "1.X.2000"."""
_CLOCKS: Final = re.compile(r"\d{1,2}(:\d\d){1,2}(-\d{1,2}(:\d\d){1,2})?|\d{1,2}-\d{1,2}(:\d\d){1,2}", re.ASCII)
_EDTF_INTERVAL: Final = re.compile(r"-?\d{4}(-\d\d){0,2}/-?\d{4}(-\d\d){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What was understood of a typed date, and how else it could be meant."""

    text: str
    when: When
    alternatives: tuple[TypedDate, ...] = ()
    zone: str = ""
    """The zone of its clock time: an IANA name, an offset, or nothing."""
    note: str = ""
    """What to tell beside the words: the old-style date, a clock time that was skipped or occurred twice."""

    @property
    def edtf(self) -> str:
        """The date as EDTF."""
        return self.when.edtf

    @property
    def words(self) -> str:
        """The date in words, with the note."""
        words = word(self.when)
        return f"{words} ({self.note})" if self.note else words


def read_typed(
    text: str, *, order: str = "dmy", today: str | None = None, zone: str = "", strict: bool = False
) -> TypedDate:
    """Read a date as typed; raise DateError, which marks the part that was not understood.

    `order` ("dmy", "mdy" or "ymd") settles 03/04/2014; the other reading is an alternative, unless `strict` refuses
    what goes against the order, as for a column of a file. `today` is the ISO day from which "last Wednesday" counts;
    `zone` is that of clock times that name none.
    """
    stripped = text.strip()
    if _ONE_IN_BRACKETS.fullmatch(stripped):
        stripped = stripped[1:-1].strip()  # an editor's date, and in EDTF the same as a set of one
    try:
        return TypedDate(text, When.parse(stripped, zone), zone=zone if "T" in stripped else "")
    except DateError as error:
        edtf_error = error
    from timeline_app.domain.dates.parsing.reader import ParseSettings  # noqa: PLC0415  # EDTF itself needs none of the grammar

    if not stripped or len(stripped) > _LONGEST:
        message = _("This is too long for a date.") if stripped else _("Write a date.")
        raise DateError(message, text=text, end=len(text)) from None
    from timeline_app.domain.dates.parsing.stamps import read_stamp  # noqa: PLC0415  # likewise

    if stamp := read_stamp(stripped):
        return TypedDate(text, When.parse(stamp, zone), zone=zone)
    from timeline_app.domain.dates.parsing.archives import open_year, without_brackets  # noqa: PLC0415  # likewise

    stripped = without_brackets(stripped).strip()
    if left_open := open_year(stripped):
        return TypedDate(text, When.parse(left_open))
    if _is_meant_as_edtf(stripped):
        raise edtf_error
    try:
        return _read(text, ParseSettings(order, _day_number(today), None, zone, strict))
    except DateError as error:
        raise (edtf_error if _EDTF_LIKE.fullmatch(stripped) and "-" in stripped else error) from None


def read_clock(text: str, day: str, *, zone: str = "") -> TypedDate:
    """Read a clock time, or a stretch from one to another, as one of an ISO day; raise DateError for anything else."""
    if len(text) > _LONGEST or not text.strip():
        raise DateError(_("Write a clock time."), text=text, end=len(text))
    from timeline_app.domain.dates.parsing.reader import ParseSettings  # noqa: PLC0415  # EDTF itself needs none of the grammar

    return _read(text, ParseSettings(zone=zone, clock_day=_day_number(day)))


def _is_meant_as_edtf(text: str) -> bool:
    """Tell whether a text that is no EDTF can be nothing else: then its own fault is told, and nothing guessed."""
    if _EDTF_INTERVAL.fullmatch(text):
        return True
    others = (_FIGURES, _ROMAN_X, _CLOCKS)
    return bool(_EDTF_LIKE.fullmatch(text)) and not any(each.fullmatch(text) for each in others)


def _day_number(today: str | None) -> int | None:
    """Give the stated day as days since 1970."""
    if not today:
        return None
    when = When.parse(today)
    return when.start_min // 86_400


def _read(text: str, settings: ParseSettings) -> TypedDate:
    from timeline_app.domain.dates.parsing.archives import prepared  # noqa: PLC0415  # EDTF itself needs none of the grammar
    from timeline_app.domain.dates.parsing.grammar import expression  # noqa: PLC0415  # likewise
    from timeline_app.domain.dates.parsing.lexicon import lexicon, tokens_of  # noqa: PLC0415  # likewise
    from timeline_app.domain.dates.parsing.reader import TokenCursor  # noqa: PLC0415  # likewise

    words = lexicon()
    plain, notes = prepared(text)
    reader = TokenCursor(plain, tokens_of(plain, words.suffixes), words, settings)
    found: list[TypedDate] = []
    fault: DateError | None = None
    for shape in expression(reader):
        if found and not all(each.other for each in shape.dates):
            continue  # a second reading takes all dates the other way, or it is none
        try:
            for typed in _typed(text, shape, settings, notes):
                if all(typed.edtf != each.edtf for each in found):
                    found.append(typed)
        except DateError as error:
            fault = fault or error
    if not found:
        raise _refusal(reader, fault)
    return replace(found[0], alternatives=tuple(found[1:]))


def _typed(text: str, shape: DateShape, settings: ParseSettings, notes: tuple[str, ...]) -> Iterator[TypedDate]:
    from timeline_app.domain.dates.parsing.resolve import resolved  # noqa: PLC0415  # EDTF itself needs none of the grammar

    for edtf, concluded in resolved(shape, settings):
        zone = next((each.zone for each in shape.dates if each.zone), settings.zone if "T" in edtf else "")
        told = dict.fromkeys((*notes, *concluded, _note(edtf, shape, zone)))
        yield TypedDate(text, When.parse(edtf, zone), zone=zone, note="; ".join(filter(None, told)))


def _note(edtf: str, shape: DateShape, zone: str) -> str:
    """Say what the words alone would hide: an old-style date, or a change of clocks."""
    from timeline_app.domain.dates.parsing.resolve import doubt_about, old_style_note  # noqa: PLC0415  # likewise

    if julian := [each for each in shape.dates if each.julian]:
        return old_style_note(julian)
    tree = When.parse(edtf).tree
    parts = (tree.start, tree.end) if isinstance(tree, IntervalPart) else (tree,)
    if zone:
        for part in parts:
            if isinstance(part, DatePart) and part.clock and (note := doubt_about(part, zone)):
                return note
    return ""


def _refusal(reader: TokenCursor, fault: DateError | None) -> DateError:
    """Name the part of the text at which no rule could go on."""
    text = reader.text
    fault = fault or reader.fault
    if fault is not None:
        return DateError(str(fault), text=text, start=0, end=len(text))
    if not reader.tokens:
        return DateError(_("Write a date."), text=text, end=len(text))
    if reader.past(0, "no_date") == len(reader.tokens):
        return DateError(_("This says that no date is known; leave the date empty."), text=text, end=len(text))
    unknown = next(
        (each for each in reader.tokens if each.written and not reader.lexicon.knows(each.text) and not each.digits),
        None,
    )
    token = unknown or reader.tokens[min(reader.reached, len(reader.tokens) - 1)]
    part = text[token.start : token.end]
    message = _("“{text}” is not understood as part of a date.").format(text=part)
    if unknown is None and reader.settings.today is None and _counts_from_today(reader):
        message = _("“{text}” counts from a day, and none is given.").format(text=text.strip())
    return DateError(message, text=text, start=token.start, end=token.end)


def _counts_from_today(reader: TokenCursor) -> bool:
    kinds = ("day_offset", "which", "ago", "weekday", "ahead")
    return any(reader.word(place, kind) for place in range(len(reader.tokens)) for kind in kinds)
