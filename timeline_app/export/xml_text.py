"""Text in XML: escaped, and without the signs that no XML may hold."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES: Final = {'"': "&quot;", "'": "&apos;"}


def escaped(text: str) -> str:
    """Give a text as it stands between tags, or between the quotes of an attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), _QUOTES)
