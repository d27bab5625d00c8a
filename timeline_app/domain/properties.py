"""The properties of a chronology, as people and the command line name them, and what each may be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.dates.zone_places import zone_named
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.domain.records import Particulars

PROPERTIES: Final[Mapping[str, str]] = {
    "title": "name",
    "description": "summary",
    "author": "author",
    "credit": "credit",
    "language": "language",
    "as_of": "as_of",
    "zone": "zone",
    "default_status": "default_status",
    "default_category": "default_category",
    "editorial_line": "editorial_line",
}
"""Each property, with the field of `Particulars` that holds it."""

LONGEST: Final = {"description": 4_000, "editorial_line": 400}
"""Letters; all others are lines of `LONGEST_LINE`."""
LONGEST_LINE: Final = 200
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*", re.IGNORECASE)
"""BCP 47, as far as languages, scripts, regions and variants go: en, pt-BR, sr-Cyrl, be-tarask."""


def properties_of(particulars: Particulars) -> dict[str, str]:
    """Give all properties, those that say nothing as empty text."""
    return {name: str(getattr(particulars, field)) for name, field in PROPERTIES.items()}


def with_properties(particulars: Particulars, changes: Mapping[str, str]) -> Particulars:
    """Give the properties with some of them changed, each held to what it may be; FormatError says what it may not.

    A date may be typed as people write it, a zone as a city or a country.
    """
    values = {}
    for name, text in changes.items():
        if name not in PROPERTIES:
            raise FormatError(
                _("There is no property “{name}”; there are {all}.").format(name=name, all=", ".join(PROPERTIES))
            )
        values[PROPERTIES[name]] = _read(name, text)
    return replace(particulars, **values)  # type: ignore[arg-type]  # held to their types one by one


def _read(name: str, text: str) -> str:
    told = text.strip() if name == "description" else " ".join(on_one_line(text).split())
    most = LONGEST.get(name, LONGEST_LINE)
    if len(told) > most:
        raise FormatError(
            _("The property {name} is too long: {n} letters of at most {most}.").format(
                name=name, n=len(told), most=most
            )
        )
    match name:
        case "language":
            return language_tag(told)
        case "as_of":
            return as_of_typed(told)
        case "zone":
            return zone_named(told)
        case "default_status" if told and told not in STATUSES:
            raise FormatError(_("“{text}” is no status; there are {all}.").format(text=told, all=", ".join(STATUSES)))
        case _:
            return told


def language_tag(text: str) -> str:
    """Give a language as a BCP 47 tag in its usual letters: "pt-BR"; FormatError where it is none."""
    if not text:
        return ""
    if _LANGUAGE.fullmatch(text) is None:
        raise FormatError(_("“{text}” is no language; write a tag such as en, uk, ar or pt-BR.").format(text=text))
    first, *rest = text.split("-")
    return "-".join((first.lower(), *(_in_usual_letters(part) for part in rest)))


def _in_usual_letters(part: str) -> str:
    """Write regions in capitals and scripts with one (RFC 5646, section 2.1.1)."""
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part.lower()


def as_of_typed(text: str) -> str:
    """Read the day as of which a chronology speaks, as people write it; it must be a date that ends."""
    if not text:
        return ""
    from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - only where a date is typed
    from timeline_app.domain.timeline import read_as_of  # noqa: PLC0415 - likewise

    when = read_typed(text).when
    if when.flags & WhenFlag.UNDATED or read_as_of(when.edtf) is None:
        raise FormatError(_("The as-of date must end: a day, a month or a year, not “{text}”.").format(text=text))
    return when.edtf
