"""Moments and sizes of files in the words of the window."""

from __future__ import annotations

from datetime import UTC, datetime
from gettext import gettext as _

from timeline_app.domain.text.citation import day_in_words

MEGABYTE = 1_000_000


def moment_words(moment: datetime) -> str:
    """Tell a moment by the clock of this machine: "24 July 2025, 14:05"."""
    local = moment.astimezone()
    return _("{day}, {clock}").format(day=day_in_words(local.date().isoformat()), clock=f"{local:%H:%M}")


def stamp_words(stamp: str) -> str:
    """Tell a moment of the journal; the text itself where it cannot be read."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return moment_words(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def size_words(size_bytes: int) -> str:
    """Tell how large a file is."""
    if size_bytes < MEGABYTE:
        return _("{n} kB").format(n=max(1, size_bytes // 1000))
    return _("{n} MB").format(n=f"{size_bytes / MEGABYTE:,.1f}")
