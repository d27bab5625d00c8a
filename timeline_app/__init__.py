"""Conflict Timeline: a sourced chronology of a conflict, kept on its owner's machine."""

from __future__ import annotations

__version__ = "0.1.0"
