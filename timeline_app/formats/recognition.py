"""How a format says what it is: by what stands at the beginning of a file, with how sure that is and why.

Each folder of `formats` has one table of its formats, made of what is here; the registry joins them. A format is
recognised by content; the ending of its name counts where the content leaves it open. A recogniser is cheap, imports
its reader when it is called, and answers None, never an error, for what it cannot make out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from timeline_app.domain.records import Source
    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.reading import Content, ReadOptions

Gives: TypeAlias = Literal["events", "records", "sources", "article"]
"""What comes of a file: events as drafts, whole records, sources alone, or a text in which events are found."""

HEAD: Final = 1 << 16
"""Bytes of a file by which it is recognised."""
SURE, LIKELY, BY_NAME, PERHAPS = 1.0, 0.9, 0.6, 0.2
"""How sure a reading is: the file says so itself; only this format has such words; its name says so; it may be."""


@dataclass(frozen=True)
class FileHead:
    """The beginning of a file, by which it is recognised."""

    path: Path
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of the file's name."""
        return self.path.suffix.lower()

    @cached_property
    def text(self) -> str:
        """The beginning as text, without a byte order mark or blanks before it."""
        return decode(self.data).lstrip("\ufeff \t\r\n")

    @property
    def is_json(self) -> bool:
        """Whether it begins as JSON does."""
        return self.text[:1] in {"{", "["}

    @cached_property
    def outline(self) -> LiteralValue:
        """The beginning of JSON, or of what scripts have instead, as far as it goes; None where it begins otherwise."""
        if not self.is_json:
            return None
        from timeline_app.formats.literals import beginning_of  # noqa: PLC0415 - for JSON only

        return beginning_of(self.text)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The header of a table, in a text or a workbook; empty where no rows can be told."""
        from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - likewise
        from timeline_app.formats.tables.opening import header_of  # noqa: PLC0415 - for tables only

        return tuple(header_of(self.path, self.data, lambda row: fields_named(row, {})))

    @cached_property
    def workbook(self) -> str:
        """Which kind of workbook the file is: xlsx, xls, ods, xlsb; empty for none."""
        from timeline_app.formats.tables.workbook import kind_of_workbook  # noqa: PLC0415 - for tables only

        return kind_of_workbook(self.path, self.data)


Judgement: TypeAlias = tuple[float, str] | None
"""How sure a reading is (0 to 1), and why; None where it is not possible."""


@dataclass(frozen=True, slots=True)
class ReadFormat:
    """A format that is read."""

    name: str
    label: Callable[[], str]
    """What people call it."""
    suffixes: tuple[str, ...]
    gives: Gives
    recognise: Callable[[FileHead], Judgement]
    read: Callable[[Path, ReadOptions], Content] | None
    """None for an article, which is read as a page and looked through."""
    takes_mapping: bool = False
    """Whether a person can say which column is which field."""
    at_once: int = 16 * 2**20
    """Bytes; of a larger file only the beginning is looked at before it is counted."""
    spell: Callable[[Iterable[Source]], str] | None = None
    """Writes sources in this format; None where it holds more, or is only read."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reading of a file that is possible."""

    format: ReadFormat
    confidence: float
    reason: str


def ends_so(head: FileHead, suffixes: Iterable[str], confidence: float) -> Judgement:
    """Judge by the ending of the file's name alone."""
    if head.suffix not in suffixes:
        return None
    return confidence, _("Its name ends in {suffix}.").format(suffix=head.suffix)
