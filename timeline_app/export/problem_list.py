"""The rows of an import that need a look, as a table: a person mends them in the file and imports it again."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.export.saving import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from timeline_app.domain.draft import Problem


def write_problems(path: Path, problems: Iterable[Problem]) -> None:
    """Write a line for each problem: the row of the file and the reason; each reason begins with words of ours."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow((_("Row"), _("What is the matter")))
        writer.writerows((problem.row, on_one_line(problem.message)) for problem in problems)
