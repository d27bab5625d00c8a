"""The person's language, looked up once.

gettext asks the file system at every call whether there is a translation, several hundred times before the first frame.
"""

from __future__ import annotations

import gettext
from functools import cache

from timeline_app.base.resources import resource

DOMAIN = "conflict-timeline"


def settle_language() -> None:
    """Bind gettext to the translation for this person, or to none, before other modules import it as `_`."""
    folder = resource("locale")
    found = gettext.NullTranslations()
    if folder.is_dir():  # to look for the person's language in it imports `locale` and more
        found = gettext.translation(DOMAIN, str(folder), fallback=True)
    gettext.gettext = found.gettext
    gettext.ngettext = found.ngettext


@cache
def phrase(message: str) -> str:
    """Translate a phrase that is needed a thousand times a second: a word of a date, or why a text is none."""
    return gettext.gettext(message)
