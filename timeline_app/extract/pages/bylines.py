"""Who wrote a page, as its bylines say: "By Jane Roe", "Von Anna Meier und Jan Koch", "Автор: …", itemprop, rel=author.

What is no name (a sentence, an address, a day) is none; where nothing is sure, nobody is named.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.languages.model import listed
from timeline_app.extract.pages.page import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL: Final = re.compile(
    r"(?:(?:(?:written|words|story|report) by|by|von|par|por|door|โดย|بقلم)\s*[:：]?\s+"
    r"|(?:автор[иы]?|autor(?:in|ka|zy|es)?|auteur|author|text|текст|yazan|di|av|af)\s*[:：]\s*"
    r"|(?:作者|文|撰文|記者|记者|글)\s*[:：／/]\s*)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*[,、،]\s*|\s+(?:and|und|та|і|и|et|y|e|og|och|i|en|&)\s+")
_PARTED: Final = re.compile(r"\s*[|·•–—(\n]\s*|,?\s+\d|\s+(?:für|for|in|pour|для)\s+")
_REPORTER: Final = re.compile(r"(?:\s*(?:기자|記者|记者))+$")
_PARTICLES: Final = listed("von van der den de da di du la le del dos al el bin ibn ben zu ten ter y")
_NO_NAMES: Final = listed("""
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
    admin staff redaktion editor editors author autor автор guest unknown
""")
_WORD: Final = re.compile(r"[^\W\d_][^\d_,;:!?()\[\]{}/\\@#<>\"=*+]*")
_LONGEST: Final = 300
_MOST: Final = 50
_DENSE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MOST_DENSE: Final = 8


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that may name who wrote the article."""

    text: str
    is_marked: bool
    """Whether the page says that it does; what it does not mark needs a word such as "By"."""


def without_label(text: str) -> str:
    """Take "By" and its like off a name."""
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def names_in(byline: Byline) -> str:
    """Give the names of a byline, parted by commas; empty where it is none."""
    text = tidy(byline.text.strip(), _LONGEST)
    label = _LABEL.match(text)
    reporter = _REPORTER.search(text)
    if label is None and reporter is None and not byline.is_marked:
        return ""
    rest = text[label.end() :] if label else text
    rest = _REPORTER.sub("", _PARTED.split(rest, maxsplit=1)[0].strip())
    if not byline.is_marked and rest.endswith((".", "!", "?")):
        return ""
    names: list[str] = []
    for piece in _BETWEEN.split(rest):
        name = without_label(piece).strip(" .:")
        if not _is_name(name):
            is_place = bool(names) and not piece[:1].islower()  # "By Jane Roe, Kyiv"
            return ", ".join(names) if byline.is_marked or is_place else ""
        names.append(name)
    return ", ".join(dict.fromkeys(names))


def _is_name(text: str) -> bool:
    """Tell the name of a person: two to five words, with capitals where the script has them."""
    if len(_DENSE.findall(text)) * 2 > len(text):
        return 2 <= len(text) <= _MOST_DENSE
    words = text.split()
    if not 2 <= len(words) <= 5 or any(word.lower() in _NO_NAMES for word in words):
        return False
    large = [word for word in words if word.lower() not in _PARTICLES]
    return (
        bool(large) and words[0] == large[0] and all(_WORD.fullmatch(word) and not word[0].islower() for word in large)
    )


def author_in(lines: Iterator[Byline]) -> str:
    """Give the first names that lines tell."""
    return next(filter(None, map(names_in, islice(lines, _MOST))), "")


def words_of(node: Any) -> str:
    """Give the words of an element on one line, its parts apart."""
    return " ".join(" ".join(node.itertext()).split())[:_LONGEST]
