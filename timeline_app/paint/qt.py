"""Which Qt draws here: for reports of faults, where no drawing is asked for."""

from __future__ import annotations

from PySide6.QtCore import qVersion


def qt_version() -> str:
    """Give the version of Qt, for example "6.11.3"."""
    return str(qVersion())
