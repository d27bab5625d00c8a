"""Names of files that every system takes, made from what a person called a chronology, a view or a reading.

Windows has the narrowest rules, and files travel: what is named on Linux is opened there. Its rules: "Naming Files,
Paths, and Namespaces" (learn.microsoft.com/windows/win32/fileio/naming-a-file).
"""

from __future__ import annotations

import re
from typing import Final

from timeline_app.domain.text.sanitize import on_one_line

_BETWEEN: Final = re.compile(r"(?<=\w)[/\\|]+(?=\w)")
_NEVER: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES: Final = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)
"""What Windows takes for a device, whatever ending follows."""
_MOST_CHARACTERS: Final = 120
"""Leaves room for a folder where a path may have 260 characters in all."""
_MOST_BYTES: Final = 200
"""Of 255, which the file systems of Linux allow; what is written beside the file has longer names."""


def file_name(text: str, ending: str = "", instead: str = "timeline") -> str:
    """Give a name of a file for `text`, with an ending such as ".png"; `instead` where no sign of it can stand."""
    plain = _NEVER.sub(" ", _BETWEEN.sub("-", on_one_line(text)))
    plain = _shortened(" ".join(plain.split()).strip(". "), len(ending.encode()))
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    return f"{plain or instead}{ending}"


def _shortened(plain: str, taken: int) -> str:
    """Leave out what is too long, in characters and in bytes, and never half of a character."""
    plain = plain[:_MOST_CHARACTERS]
    return plain.encode("utf-8", "ignore")[: _MOST_BYTES - taken].decode("utf-8", "ignore").strip(". ")
