"""How long an export takes, in rough words: before one begins, and while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped

if TYPE_CHECKING:
    from timeline_app.export.write_format import WriteFormat

_LONG_S: Final = 10.0
"""Who waits less need not be told."""
_MINUTE_S: Final = 60
_SURE_S: Final = 3.0
_SURE_PART: Final = 0.02
"""From then on the time left follows from the time gone."""


def told_before(form: WriteFormat, events: int) -> str:
    """Say how long writing so many events takes; empty where that is soon done, or nobody can know."""
    expected_s = events * form.event_ms / 1000
    if expected_s < _LONG_S:
        return ""
    sentence = ngettext(
        "Writing {n} event takes about {time}, on a slow machine longer.",
        "Writing {n} events takes about {time}, on a slow machine longer.",
        events,
    )
    return sentence.format(n=grouped(events), time=duration(expected_s))


def told_during(fraction: float, gone_s: float) -> str:
    """Say how far the writing is, and from when on that can be known, how long it still takes."""
    percent = round(min(max(fraction, 0.0), 1.0) * 100)
    if gone_s < _SURE_S or fraction < _SURE_PART:
        return _("{percent} %").format(percent=percent)
    left = duration(gone_s * (1 - fraction) / fraction)
    return _("{percent} %, about {time} left").format(percent=percent, time=left)


def duration(seconds: float) -> str:
    """Give a stretch of time in rough words: seconds by tens, then minutes."""
    if seconds <= _MINUTE_S - 5:
        tens = max(10, round(seconds / 10) * 10)
        return ngettext("{n} second", "{n} seconds", tens).format(n=tens)
    minutes = max(1, round(seconds / _MINUTE_S))
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=grouped(minutes))
