"""The person's language: where gettext finds the translation of this program."""

from __future__ import annotations

import gettext
from functools import cache
from typing import Final

from timeline_app.base.resources import resource

DOMAIN: Final = "conflict-timeline"


def settle_language() -> None:
    """Name the program's own translations to gettext, before modules ask for words."""
    gettext.bindtextdomain(DOMAIN, str(resource("locale")))
    gettext.textdomain(DOMAIN)


@cache
def phrase(message: str) -> str:
    """Translate a phrase that is needed a thousand times a second: a word of a date, or why a text is none.

    gettext looks for a translation in the file system at each call: 15 µs where there is none.
    """
    return gettext.gettext(message)
