"""Text that was broken into lines by hand, set as paragraphs: for the eye only, letter for letter as long."""

from __future__ import annotations

import re
from typing import Final

LONGEST_LINE: Final = 170
"""A text with longer lines has a paragraph in each; nobody breaks lines beyond that by hand."""
LEAST_SHARE: Final = 0.6
"""Of the longest line: a shorter one ends its paragraph, as the last line of one does."""
SHORTEST: Final = 40
_NEW_BLOCK: Final = re.compile(r"\s|[-*+•–—#>|=]|\d{1,3}[.)]\s|[A-Z][\w-]{1,20}:\s")
"""What begins a line of its own: an indent, a list, a heading, a quotation, a field of a mail's head."""


def flowed(text: str) -> str:
    """Give `text` with spaces for the line ends inside paragraphs; places in it stay the same."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not SHORTEST <= longest <= LONGEST_LINE:
        return text
    enough = max(SHORTEST, longest * LEAST_SHARE)
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = len(line) >= enough and following.strip() and not _NEW_BLOCK.match(following)
        parts.append(line + (" " if goes_on and not _NEW_BLOCK.match(line) else "\n"))
    return "".join(parts)[:-1]
