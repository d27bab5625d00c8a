"""In which language the system shows itself, where no variable of the environment says so: on Windows none does."""

from __future__ import annotations

import sys
from typing import Final

_PRIMARY: Final = 0x3FF
"""The bits of Windows' number of a language that leave its country out (MS-LCID)."""


def system_language() -> str:
    """Give the language as gettext names it, "uk_UA" say; empty where the environment is to be asked."""
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 - of Windows alone

        return language_numbered(windll.kernel32.GetUserDefaultUILanguage())
    return ""


def language_numbered(number: int) -> str:
    """Give the language that Windows has a number for, in another country where that one is unknown; else nothing."""
    from locale import windows_locale  # noqa: PLC0415 - on Windows alone

    exact = windows_locale.get(number)
    kin = (name for known, name in windows_locale.items() if known & _PRIMARY == number & _PRIMARY)
    return exact or next(kin, "")
