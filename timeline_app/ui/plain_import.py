"""Loads PySide6 and gives Python its own import back.

PySide6 puts a function of its own in place of `builtins.__import__`. After each import it reads the source of the
module, to learn whether it may ask for PySide6's optional spellings (`from __feature__ import snake_case`). We ask for
none, and the reading of 250 files took a third of the time that a bare window takes to start
(docs/decisions/0010-what-the-first-frame-waits-for.md).
"""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Import PySide6's modules for windows; later imports are plain ones."""
    plain = builtins.__import__
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 - this is the import that the module is about
    finally:
        builtins.__import__ = plain
