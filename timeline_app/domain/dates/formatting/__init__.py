"""Dates in words, as a person reads them; the one place where a date becomes text for people.

The modules that do it are imported by the first date that is worded: no start of the program waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import Edtf
    from timeline_app.domain.dates.formatting.phrases import PhraseStyle
    from timeline_app.domain.dates.when import When

__all__ = ["word", "word_governed", "word_short", "word_tree"]


def word(when: When, zone: str = "", *, weekday: bool = False) -> str:
    """Word a date in full: "16 May 2025", "about July 2025", "before 24 February 2022".

    Clock times are shown in `zone` (an IANA name, an offset, "UTC" or "local"), else in the date's own. `weekday`
    puts the day of the week before a single day: "Wednesday, 23 July 2025".
    """
    from timeline_app.domain.dates.formatting.phrases import long_style  # noqa: PLC0415 - see above

    return _word(when, long_style(weekday=weekday), zone)


def word_short(when: When, zone: str = "") -> str:
    """Word a date where room is scarce, as on the flags of the canvas: "23 Jul 2025", "c. Jul 2025"."""
    from timeline_app.domain.dates.formatting.phrases import short_style  # noqa: PLC0415 - see above

    return _word(when, short_style(), zone)


def word_governed(when: When) -> tuple[str, bool]:
    """Word a date as it stands behind a preposition, and tell whether it is a day: then German has an article."""
    from timeline_app.domain.dates.formatting.phrases import long_style  # noqa: PLC0415 - see above

    return _word(when, long_style().behind_preposition(), ""), bool(getattr(when.tree, "day", ""))


def word_tree(tree: Edtf, zone: str = "") -> str:
    """Word an EDTF text that was taken apart but not placed on the axis; `zone` is its own."""
    from timeline_app.domain.dates.formatting.intervals import tree_words  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.formatting.phrases import long_style  # noqa: PLC0415 - see above

    return tree_words(tree, long_style(), (zone, ""))


def _word(when: When, style: PhraseStyle, zone: str) -> str:
    from timeline_app.domain.dates.formatting.intervals import tree_words  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.formatting.phrases import _  # noqa: PLC0415 - see above

    return _("undated") if when.tree is None else tree_words(when.tree, style, (when.zone, zone))
