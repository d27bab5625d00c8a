"""Whether the desktop asks programs not to move things: read where KDE, GTK and GNOME keep it, as Qt does not tell.

Asked after the first frame: none of it is worth a moment of the start.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QStyle

_OFF: Final = ("0", "0.0", "false")
_GNOME: Final = ("gnome", "unity", "cinnamon", "budgie", "pantheon")
_ASK_GNOME: Final = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_PATIENCE_S: Final = 1.0


def desktop_is_still() -> bool:
    """Tell whether animations are switched off in the settings of the desktop."""
    style = QApplication.style()
    if style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return True
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    kept = (
        (folder / "kdeglobals", "KDE/AnimationDurationFactor"),
        (folder / "gtk-4.0" / "settings.ini", "Settings/gtk-enable-animations"),
        (folder / "gtk-3.0" / "settings.ini", "Settings/gtk-enable-animations"),
    )
    return any(_says_off(path, name) for path, name in kept) or _gnome_says_off()


def _says_off(path: Path, name: str) -> bool:
    if not path.is_file():
        return False
    return str(QSettings(str(path), QSettings.Format.IniFormat).value(name, "")).strip().casefold() in _OFF


def _gnome_says_off() -> bool:
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").casefold().split(":")
    if not any(name in _GNOME or name.endswith(_GNOME) for name in desktops):
        return False
    try:
        answer = subprocess.run(_ASK_GNOME, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == "false"
