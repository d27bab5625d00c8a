"""What a person set once and expects to find again: theme, zone, text size, the last store.

An ini file in the user's configuration folder, or beside a program that is carried; TIMELINE_APP_CONFIG names another.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.folders import as_noted, carried_folder, local_data, noted
from timeline_app.base.i18n import OWN_NAMES
from timeline_app.domain.dates.zones import USUAL

THEMES: Final = ("auto", "light", "dark")
AS_CHRONOLOGY: Final = "chronology"
"""Times are shown by the clocks of the chronology that is open."""
ZONES: Final = (AS_CHRONOLOGY, "Europe/Kyiv", "Europe/Moscow", "UTC", "local", "own")
ORDERS: Final = ("dmy", "mdy")
MOTIONS: Final = ("auto", "smooth", "none")
CONTRASTS: Final = ("auto", "usual", "high")
TEXT_SIZES: Final = (100, 112, 125, 150, 175, 200)
RECENT_LIMIT: Final = 8
_KEPT_AS: Final = {"zone": "times_in"}
"""Names in the file where they are not those of the values: `zone` was written before chronologies had one."""
APART_LIMIT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings dialog's values."""

    language: str = ""
    """Of what the program says; empty for the language of the system."""
    theme: str = "auto"
    contrast: str = "auto"
    """Whether lines, marks and text stand out more than usual; by itself, where the desktop asks for it."""
    zone: str = AS_CHRONOLOGY
    """By whose clocks times are shown, whatever chronology is open; by itself, by those of the chronology."""
    order: str = "dmy"
    text_size: int = 100
    motion: str = "auto"
    dates: bool = False
    """Whether dates stand before titles on the timeline."""
    author: str = ""
    """Who stands in the history beside what is changed here; empty for no one."""


def config_folder() -> Path:
    """Give the folder of the settings file and of saved readings."""
    if named := os.environ.get("TIMELINE_APP_CONFIG"):
        return Path(named)
    if carried := carried_folder():
        return carried / "settings"
    if sys.platform == "win32":
        return local_data(os.environ, Path.home())
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(place or Path.home()) / "conflict-timeline"


class Settings:
    """Reads and writes the ini file; a value that makes no sense reads as its default."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or config_folder()
        """Where else what belongs to the settings is kept."""
        self._ini = QSettings(str(self.folder / "settings.ini"), QSettings.Format.IniFormat)

    def preferences(self) -> Preferences:
        """Read what the settings dialog sets."""
        plain = Preferences()
        return Preferences(
            language=self._choice("language", ("", *OWN_NAMES), plain.language),
            theme=self._choice("theme", THEMES, plain.theme),
            contrast=self._choice("contrast", CONTRASTS, plain.contrast),
            zone=self._choice(_KEPT_AS["zone"], ZONES, self._former_zone()),
            order=self._choice("order", ORDERS, plain.order),
            text_size=int(self._choice("text_size", tuple(map(str, TEXT_SIZES)), str(plain.text_size))),
            motion=self._choice("motion", MOTIONS, plain.motion),
            dates=self._choice("dates", ("True", "False"), str(plain.dates)) == "True",
            author=str(self._ini.value("author", "")),
        )

    def keep(self, preferences: Preferences) -> None:
        """Write what the settings dialog changed.

        What it did not stays as it is: a newer version may have chosen what this one does not know.
        """
        before = self.preferences()
        for each in fields(preferences):
            value = getattr(preferences, each.name)
            if value != getattr(before, each.name):
                self._ini.setValue(_KEPT_AS.get(each.name, each.name), str(value))

    def change(self, **changes: object) -> Preferences:
        """Write single values and give the whole as it then stands."""
        new = replace(self.preferences(), **changes)  # type: ignore[arg-type]
        self.keep(new)
        return new

    def recent(self) -> tuple[Path, ...]:
        """Give the stores that were open, the latest first."""
        try:
            names = json.loads(str(self._ini.value("recent", "[]")))
        except ValueError:
            return ()
        return tuple(as_noted(str(name)) for name in names if name)[:RECENT_LIMIT] if isinstance(names, list) else ()

    def add_recent(self, path: Path) -> None:
        """Put a store first among the recent ones."""
        others = [each for each in self.recent() if each != path]
        names = [noted(each) for each in [path, *others][:RECENT_LIMIT]]
        self._ini.setValue("recent", json.dumps(names))

    def names_apart(self) -> frozenset[str]:
        """Give the pairs of names, by `pair_key`, of which the person has said that they are not the same."""
        return frozenset(self._names_apart())

    def _names_apart(self) -> list[str]:
        try:
            keys = json.loads(str(self._ini.value("names_apart", "[]")))
        except ValueError:
            return []
        return list(map(str, keys)) if isinstance(keys, list) else []

    def keep_names_apart(self, key: str) -> None:
        """Remember that the names of a pair are not the same; of very many pairs, the latest."""
        keys = dict.fromkeys((*self._names_apart(), key))
        self._ini.setValue("names_apart", json.dumps(list(keys)[-APART_LIMIT:]))

    def last_store(self) -> Path | None:
        """Give the store that was open last, if any."""
        recent = self.recent()
        return recent[0] if recent else None

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Write a window or splitter state."""
        self._ini.setValue(name, value)

    def bytes_of(self, name: str) -> QByteArray:
        """Read a window or splitter state; empty where there is none."""
        value = self._ini.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put_away(self, note: str) -> None:
        """Remember that a person closed a note for good."""
        self._ini.setValue(f"put away/{note}", "yes")

    def is_put_away(self, note: str) -> bool:
        """Tell whether a person closed a note for good."""
        return str(self._ini.value(f"put away/{note}", "")) == "yes"

    def sync(self) -> None:
        """Write to disk now."""
        self._ini.sync()

    def _former_zone(self) -> str:
        """Give the zone that was chosen before chronologies had one; Kyiv stood there also where nobody chose."""
        former = self._choice("zone", ZONES, AS_CHRONOLOGY)
        return AS_CHRONOLOGY if former == USUAL else former

    def _choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = str(self._ini.value(name, default))
        return value if value in choices else default
