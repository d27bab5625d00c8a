"""What bibliographies of all formats have in common: how a file of them is read, dates, names and kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.encoding import decode, read_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.domain.records import Source

_FIGURES: Final = re.compile(r"\s*(-?\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")

CSL_KINDS: Final = (
    ("article", "article-journal", "article", "JOUR"),
    ("news article", "article-newspaper", "article", "NEWS"),
    ("book", "book", "book", "BOOK"),
    ("chapter", "chapter", "incollection", "CHAP"),
    ("dataset", "dataset", "dataset", "DATA"),
    ("thesis", "thesis", "thesis", "THES"),
    ("law", "legislation", "legislation", "STAT"),
    ("video", "motion_picture", "video", "VIDEO"),
    ("web page", "webpage", "online", "ELEC"),
    ("report", "report", "report", "RPRT"),
)
"""A kind of source as we, CSL, BibLaTeX and RIS call it."""

OTHER_NAMES: Final = (
    ("article", "article-magazine"), ("news article", "post"), ("web page", "post-weblog"), ("web page", "misc"),
    ("web page", "www"), ("web page", "electronic"), ("book", "collection"), ("book", "proceedings"),
    ("book", "booklet"),
    ("book", "mvbook"), ("book", "mvcollection"), ("book", "manual"), ("book", "edbook"), ("book", "inbook"),
    ("chapter", "inproceedings"), ("chapter", "conference"), ("chapter", "paper-conference"), ("chapter", "conf"),
    ("chapter", "cpaper"), ("thesis", "phdthesis"), ("thesis", "mastersthesis"), ("report", "techreport"),
    ("article", "mgzn"), ("article", "ejour"), ("web page", "blog"), ("book", "ebook"), ("report", "unpb"),
    ("report", "unpublished"), ("law", "bill"), ("law", "legal"), ("video", "advs"),
)  # fmt: skip
"""Names for kinds that are read but never written."""


def kind_named(name: str) -> str:
    """Give our kind for what another format calls one; "report" for what is none of them."""
    wanted = name.strip().lower()
    for ours, *others in CSL_KINDS:
        if wanted in {ours, *(other.lower() for other in others)}:
            return ours
    return next((ours for ours, other in OTHER_NAMES if other == wanted), "report")


def name_of_kind(kind: str, column: int) -> str:
    """Give what CSL (1), BibLaTeX (2) or RIS (3) calls a kind of ours."""
    return next((row[column] for row in CSL_KINDS if row[0] == kind), ("", "report", "report", "RPRT")[column])


def archived_at(text: str) -> str:
    """Give the address of an archived copy; the fields that hold it may name a shelf of another archive instead."""
    words = text.strip()
    return words if re.match(r"https?://\S+$", words, re.IGNORECASE) else ""


def edtf_of(text: str) -> str:
    """Read a date of a bibliography as EDTF: 1948/07//, 2014-3-1, 1981/1983; "spring 2001" is its year."""
    stripped = text.strip()
    try:
        return When.parse(stripped).edtf if stripped else ""
    except DateError:
        pass
    found = _FIGURES.match(stripped) or re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)()()", stripped)
    if found is None:
        return ""
    return edtf_from_parts(*(int(part) if part else 0 for part in found.groups()))


def edtf_from_parts(year: int, month: int = 0, day: int = 0) -> str:
    """Spell a date given in figures; a month or day that cannot be is left out."""
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    for part in (month, day):
        if not part:
            break
        try:
            When.parse(f"{text}-{part:02d}")
        except DateError:
            break
        text = f"{text}-{part:02d}"
    return text


def parts_of(edtf: str) -> tuple[int, ...]:
    """Give year, month and day of a plain date, as many as it has; nothing for any other."""
    found = re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?[~?%]?", edtf)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def name_in_order(name: str) -> str:
    """Turn "Family, Given" into "Given Family"."""
    family, comma, given = name.partition(",")
    suffix, more, rest = given.partition(",")
    if more:  # BibTeX: von Last, Jr, First
        given = f"{rest.strip()} {family.strip()} {suffix.strip()}"
        return " ".join(given.split())
    return " ".join(f"{given.strip()} {family.strip()}".split()) if comma else " ".join(name.split())


def read_text(path: Path) -> str:
    """Read a bibliography's text; raise FormatError where it is too large."""
    return decode(read_whole(path)).lstrip("\ufeff")


def sources_of(path: Path, read: Callable[[str], list[Source]]) -> list[Source]:
    """Read the sources of a bibliography, without ids; raise FormatError where it holds none."""
    sources = [source for source in read(read_text(path)) if source.title or source.url or source.author]
    if not sources:
        raise FormatError(
            _("No references were found in “{name}”. Choose a BibTeX, RIS or CSL-JSON file.").format(name=path.name)
        )
    return sources
