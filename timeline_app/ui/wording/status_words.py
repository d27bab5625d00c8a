"""The words in which the window tells statuses, kinds of evidence and links."""

from __future__ import annotations

from gettext import gettext as _


def status_words(status: str) -> str:
    """Name a status."""
    words = {
        "planned": _("Planned"),
        "reported": _("Reported"),
        "corroborated": _("Corroborated"),
        "occurred": _("Occurred"),
        "disputed": _("Disputed"),
        "cancelled": _("Cancelled"),
        "false": _("False"),
    }
    return words.get(status, status)


def status_meaning(status: str) -> str:
    """Say what a status claims and what not."""
    words = {
        "planned": _("Was to happen, as seen on the day the chronology is written for"),
        "reported": _("One source says so"),
        "corroborated": _("Several independent sources say so"),
        "occurred": _("Established"),
        "disputed": _("It happened; its author, cause or extent is contested"),
        "cancelled": _("Was planned and did not happen"),
        "false": _("Was claimed and did not happen"),
    }
    return words.get(status, "")


def importance_words(importance: int) -> str:
    """Name a degree of importance."""
    names = (_("Minor"), _("Low"), _("Ordinary"), _("Major"), _("Turning point"))
    return f"{importance} {names[max(1, min(5, importance)) - 1]}"


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
