"""Attributes of HTML as a browser compares them, and how many words an element has.

HTML compares the names and most values of `rel`, `type`, `name`, `property`, `itemprop`, `role` and the like without
case, and takes some of them for lists of words. lxml gives attribute names in lower case, and values as they stand.
"""

from __future__ import annotations

import re
from typing import Any

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")


def attribute(node: Any, name: str) -> str:
    """Give a value that is compared without case."""
    return (node.get(name) or "").strip().lower()


def tokens(node: Any, name: str) -> frozenset[str]:
    """Give a value that is a list of words, as of `rel` and `itemprop`."""
    return frozenset(attribute(node, name).split())


def named(node: Any) -> frozenset[str]:
    """Give the words of an element's class and id: "ShareBar story-related" -> share, bar, story, related."""
    value = f"{node.get('class') or ''} {node.get('id') or ''}"
    whole = value.lower().split()
    return frozenset((*whole, *(word.lower() for word in _WORDS.findall(value))))


def words_in(node: Any) -> int:
    """Count the words in an element, those of scripts and the like apart."""
    quiet = {"script", "style", "noscript", "template"}
    return sum(
        len((each.text or "").split()) * (each.tag not in quiet)
        + sum(len((child.tail or "").split()) for child in each)
        for each in node.iter()
        if isinstance(each.tag, str)
    )
