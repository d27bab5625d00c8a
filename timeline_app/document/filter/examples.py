"""Examples of queries, for the page of help in the window; docs/search.md tells more of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence


def query_examples() -> Sequence[tuple[str, Sequence[str]]]:
    """Give examples by what they ask for."""
    return (
        (
            pgettext("examples of a search", "Words"),
            (
                "talks",
                "=talks",
                "~Zelensky",
                '"prisoner exchange"',
                "cease*",
                "title:talks",
                "-drone",
                "talks OR truce",
            ),
        ),
        (
            _("Names"),
            ("category:=Strike", "actor:zelensky", 'place:="Istanbul"', "source:reuters", "tag:talks"),
        ),
        (
            _("Dates"),
            (
                "date:2025",
                'date:"16 May 2025"',
                "date:2025-05..2025-07",
                "date:>=2022-02-24",
                'date:"last week"',
                "within:2014",
            ),
        ),
        (
            _("Status and importance"),
            ("status:planned", "(status:disputed OR status:false)", "importance:>=4", "importance:2..3"),
        ),
        (
            _("Evidence and review"),
            ("has:quote", "missing:source", "is:unchecked", "is:needs-checking", "is:one-source", "is:overdue"),
        ),
    )
