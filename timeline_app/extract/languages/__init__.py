"""The languages that the tagger knows; each is one file that says its words and its shapes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from timeline_app.extract.language import Language

KNOWN: Final = {"en": "english"}
"""Language code -> module of this package, imported only when asked for."""


def load(code: str) -> Language:
    """Give the data of a language; a language that nobody has written yet is a known error."""
    module = KNOWN.get(code)
    if module is None:
        message = f"Dates can be found in texts in English only, not in “{code}”."
        raise KnownError(message)
    return cast("Language", import_module(f"{__name__}.{module}").LANGUAGE)
