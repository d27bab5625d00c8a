"""What the command line prints: JSON for programs, plain lines for people, and one line for what went wrong."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.sanitize import JOINERS

if TYPE_CHECKING:
    from collections.abc import Iterable

_ERROR_ICON: Final = 0x10
"""MB_ICONERROR, with one button."""
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode: control and direction characters, what cannot be seen, breaks of lines, and the halves that
stand for bytes of a file name that is no text."""


def settle_streams() -> None:
    """Let no character break the output: what the terminal's encoding lacks is written as an escape.

    Where whoever started us closed stdout, or a windowed program on Windows has none, output goes nowhere.
    """
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open for as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def plain(text: object) -> str:
    """Make one safe line of `text`: no line breaks, no terminal escapes, nothing that turns its direction."""
    return safe(" ".join(str(text).split()))


def safe(text: str) -> str:
    """Show characters that would steer a terminal as what they are: something that does not belong there."""
    if text.isprintable() and text.isascii():
        return text
    return "".join("\ufffd" if c not in JOINERS and unicodedata.category(c) in _STEERING else c for c in text)


def print_line(text: str = "", indent: int = 0) -> None:
    """Print a line for a person; what a store holds may come from a stranger."""
    print(" " * indent + safe(text))


def print_json(value: object) -> None:
    """Print one JSON value."""
    print(_json(value, indent=2))


def print_json_array(values: Iterable[object]) -> None:
    """Print a JSON array, a value a line, without holding more than one of them."""
    separator, encode = "[\n", json.JSONEncoder(ensure_ascii=_ascii_only()).encode
    for value in values:
        sys.stdout.write(separator + encode(value))
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")


def complain(message: object) -> None:
    """Say on stderr, in one line, what went wrong; in a dialog, where a program for windows has no stderr."""
    if sys.stderr is not None:
        print(f"timeline-app: {plain(message)}", file=sys.stderr)
    else:
        show_dialog(plain(message))


def show_dialog(sentence: str) -> None:
    """Show a sentence as Windows itself shows errors: Qt may not be there yet, or be what failed."""
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 - of Windows alone

        windll.user32.MessageBoxW(None, sentence, "Conflict Timeline", _ERROR_ICON)


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=_ascii_only(), indent=indent)


def _ascii_only() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return encoding != "utf8"
