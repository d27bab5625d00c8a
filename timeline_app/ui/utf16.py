"""Offsets into texts: ours are code points, Qt's are UTF-16 units; this is the one place where they meet."""

from __future__ import annotations


def utf16_offset(text: str, code_points: int) -> int:
    """Give the UTF-16 offset of a place in `text` that is counted in code points."""
    head = text[:code_points]
    return len(head) + sum(character > "\uffff" for character in head)


def code_point_offset(text: str, utf16_units: int) -> int:
    """Give the place in `text`, in code points, of an offset in UTF-16 units."""
    units = 0
    for index, character in enumerate(text):
        if units >= utf16_units:
            return index
        units += 2 if character > "\uffff" else 1
    return len(text)
