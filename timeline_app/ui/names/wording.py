"""Kinds of names and their uses in the words of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.formatting.dates import year_words

if TYPE_CHECKING:
    from timeline_app.document.names.uses import NameUse
    from timeline_app.domain.change import NameKind


def kinds_words(kind: NameKind) -> str:
    """Name the names of a kind."""
    return {
        "category": _("Categories"),
        "actor": _("Actors"),
        "place": _("Places"),
        "tag": _("Tags"),
    }[kind]


def events_words(count: int) -> str:
    """Count events: "12 events"; a name that none has is unused."""
    return ngettext("{n} event", "{n} events", count).format(n=grouped(count)) if count else _("unused")


def use_words(use: NameUse) -> str:
    """Tell what a name is used for: "12 events, 9 of them certain · 2014–2025"."""
    if not use.events:
        return _("No event has it.")
    told = events_words(use.events)
    if use.certain and use.certain < use.events:
        told = _("{events}, {n} of them certain").format(events=told, n=grouped(use.certain))
    elif use.certain:
        told = _("{events}, all certain").format(events=told)
    years = _years_words(use)
    return " · ".join(part for part in (told, years) if part)


def _years_words(use: NameUse) -> str:
    if use.first_s is None or use.last_s is None:
        return ""
    first, last = (year_words(civil_at(second).year) for second in (use.first_s, use.last_s - 1))
    return first if first == last else _("{first}–{last}").format(first=first, last=last)
