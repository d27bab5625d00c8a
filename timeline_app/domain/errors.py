"""Known errors: faults of the world, each explained in one sentence. Any other exception is a bug of ours.

`KnownError` is what a person can do something about: a locked file, a bad date, a full disk. The window and the
command line show its text as it stands, so it is plain, specific and says what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from timeline_app.domain.records import Record


class KnownError(Exception):
    """A fault of the world, worded for the person who meets it: on one line, whatever it quotes."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message if message.isprintable() else on_one_line(message))


class DateError(KnownError):
    """A date that cannot be read; `start` and `end` mark the part that was not understood, in code points."""

    def __init__(self, message: str, *, text: str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.text = text
        self.start = start
        self.end = end


class QueryError(KnownError):
    """A query that cannot be read; `position` and `end` mark what is wrong in it, in code points."""

    def __init__(self, message: str, *, position: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.position = position
        self.end = max(end, position + 1)


class StoreError(KnownError):
    """A store that cannot be opened, read or written."""


class NotAStoreError(StoreError):
    """The file is something else, or nothing of a store is left in it."""


class DamagedError(StoreError):
    """A store that is damaged, or holds what we never write: a backup or a recovery may help."""


class ConflictError(StoreError):
    """A record changed meanwhile, in another window or by another program; nothing was written."""

    def __init__(self, message: str, *, mine: Record | None, theirs: Record | None) -> None:
        super().__init__(message)
        self.mine = mine
        """The record as this change would have it; None where it would delete it."""
        self.theirs = theirs
        """The record as it is stored now; None where it is gone."""


class FormatError(KnownError):
    """A file whose contents are not what its format promises."""


class ExportError(KnownError):
    """A picture or file that cannot be written."""
