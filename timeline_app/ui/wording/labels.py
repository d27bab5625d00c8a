"""Labels of statuses, kinds of evidence and links.

Records and their fields in the words of the window.

Moments and sizes of files in the words of the window.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.base.system_faults import fault_sentence
from timeline_app.domain.record_words import field_words

if TYPE_CHECKING:
    from timeline_app.domain.errors import KnownError


def status_meaning(status: str) -> str:
    """Say what a status claims and what not."""
    words = {
        "planned": _("Was to happen, as seen on the day the chronology is written for"),
        "reported": _("One source says so"),
        "corroborated": _("Two or more independent sources say so"),
        "occurred": _("Established"),
        "disputed": _("It happened; its author, cause or extent is contested"),
        "cancelled": _("Was planned and did not happen"),
        "false": _("Was claimed and did not happen"),
    }
    return words.get(status, "")


def importance_words(importance: int) -> str:
    """Name a degree of importance."""
    names = (_("Minor"), _("Low"), _("Ordinary"), _("Major"), _("Turning point"))
    return _("{number} {name}").format(number=importance, name=names[max(1, min(5, importance)) - 1])


def meaning_inside(status: str) -> str:
    """Say what a status claims as it stands after the status's name and a colon."""
    words = {
        "occurred": _("established"),
        "corroborated": _("two or more independent sources say so"),
        "reported": _("one source says so"),
        "planned": _("was to happen, as seen on the day the chronology is written for"),
        "disputed": _("it happened; its author, cause or extent is contested"),
        "cancelled": _("was planned and did not happen"),
        "false": _("was claimed and did not happen"),
    }
    return words.get(status, "")


def link_words(kind: str, *, outward: bool) -> str:
    """Name a relation as read from the event that is shown."""
    words = {
        ("caused", True): _("Caused"),
        ("caused", False): _("Caused by"),
        ("response to", True): _("Response to"),
        ("response to", False): _("Answered by"),
        ("part of", True): _("Part of"),
        ("part of", False): _("Has as a part"),
        ("contradicts", True): _("Contradicts"),
        ("contradicts", False): _("Contradicted by"),
        ("same as", True): _("Same as"),
        ("same as", False): _("Same as"),
    }
    return words.get((kind, outward), kind)


def kind_words(kind: str) -> str:
    """Name a kind of record."""
    words = {
        "event": _("Event"),
        "source": _("Source"),
        "excerpt": _("Evidence"),
        "review": _("Review"),
        "document": _("Stored text"),
        "category": _("Category"),
        "actor": _("Actor"),
        "place": _("Place"),
        "tag": _("Tag"),
        "link": _("Link"),
        "view": _("View"),
        "profile": _("Publication profile"),
        "story": _("Story"),
        "particulars": _("About the chronology"),
    }
    return words.get(kind, kind)


def counted(kind: str, count: int) -> str:
    """Count records of a kind: "3 events"."""
    words = {
        "event": ngettext("{n} event", "{n} events", count),
        "source": ngettext("{n} source", "{n} sources", count),
        "excerpt": ngettext("{n} piece of evidence", "{n} pieces of evidence", count),
        "review": ngettext("{n} review", "{n} reviews", count),
        "document": ngettext("{n} stored text", "{n} stored texts", count),
        "category": ngettext("{n} category", "{n} categories", count),
        "actor": ngettext("{n} actor", "{n} actors", count),
        "place": ngettext("{n} place", "{n} places", count),
        "tag": ngettext("{n} tag", "{n} tags", count),
        "link": ngettext("{n} link", "{n} links", count),
        "view": ngettext("{n} view", "{n} views", count),
        "profile": ngettext("{n} publication profile", "{n} publication profiles", count),
        "story": ngettext("{n} story", "{n} stories", count),
        "particulars": _("what the chronology says of itself"),
    }
    return words.get(kind, f"{{n}} {kind}").format(n=grouped(count))


def gated_words(field: str) -> str:
    """Name what a publication profile may hold back of events."""
    if field == "quotes":
        return _("Words of sources")
    return field_words({"tags": "tag_ids", "place": "place_id"}.get(field, field))


MEGABYTE = 1_000_000


def moment_words(moment: datetime) -> str:
    """Tell a moment by the clock of this machine: "24 July 2025, 14:05"."""
    from timeline_app.domain.text.citation import day_in_words  # noqa: PLC0415 - no first frame tells a moment

    local = moment.astimezone()
    return _("{day}, {clock}").format(day=day_in_words(local.date().isoformat()), clock=f"{local:%H:%M}")


def stamp_words(stamp: str) -> str:
    """Tell a moment of the journal; the text itself where it cannot be read."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return moment_words(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def stamp_day_words(stamp: str) -> str:
    """Tell the day of a moment, by the clock of this machine; the text itself where it cannot be read."""
    from timeline_app.domain.text.citation import day_in_words  # noqa: PLC0415 - as above

    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    local = (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).astimezone()
    return day_in_words(local.date().isoformat())


def review_state_words(state: str) -> str:
    """Name what a reviewer said."""
    words = {"checked": _("Checked"), "needs checking": _("Needs checking")}
    return words.get(state, state)


def size_words(size_bytes: int) -> str:
    """Tell how large a file is."""
    if size_bytes < MEGABYTE:
        return _("{n} kB").format(n=max(1, size_bytes // 1000))
    return _("{n} MB").format(n=grouped(size_bytes / MEGABYTE, 1))


def zone_words(zone: str) -> str:
    """Name a time zone for people: by its city, or by its hours from UTC."""
    words = {
        "chronology": _("As the chronology"),
        "Europe/Kyiv": _("Kyiv time"),
        "Europe/Moscow": _("Moscow time"),
        "UTC": _("UTC"),
        "local": _("Local time"),
        "own": _("Each event's own time"),
    }
    if zone in words:
        return words[zone]
    if zone.startswith(("+", "-")):
        return _("UTC{offset}").format(offset=zone)
    if "/" not in zone:
        return zone
    from timeline_app.domain.dates.zone_places import city_of  # noqa: PLC0415 - a table of places, for a menu

    return _("{city} time").format(city=city_of(zone))


def fault_words(error: KnownError | OSError) -> str:
    """Put the world's fault into a sentence."""
    return fault_sentence(error) if isinstance(error, OSError) else str(error)
