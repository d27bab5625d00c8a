"""What the program is made of and under which licences, as `packaging/licences.py` lists it in LICENSES/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.resources import resource

if TYPE_CHECKING:
    from pathlib import Path


class Ingredient(NamedTuple):
    """A library, a typeface or data that comes with the program."""

    name: str
    licence: str
    """SPDX expression."""
    home: str
    sources: str
    """Where its sources are to be had, where the licence asks for it; else empty."""
    texts: tuple[str, ...]
    """Files in LICENSES/."""


def licence_folder() -> Path:
    """Give the folder of the licence texts: beside that of the other shipped files, wherever those are."""
    return resource().with_name("LICENSES")


def ingredients() -> list[Ingredient]:
    """List what the program is made of, by name; nothing where whoever packed it left the texts out."""
    listing = licence_folder() / "INDEX.json"
    if not listing.is_file():
        return []
    rows = json.loads(listing.read_text(encoding="utf-8"))
    return [Ingredient(row["name"], row["licence"], row["home"], row["sources"], tuple(row["texts"])) for row in rows]


def licence_text(ingredient: Ingredient) -> str:
    """Give all texts of the licences of one of them."""
    return "\n\n".join((licence_folder() / name).read_text(encoding="utf-8") for name in ingredient.texts)
