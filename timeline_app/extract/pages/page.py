"""What a file gives when it is read as a page: its text and what is known of its origin."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from timeline_app.base.fast_dataclasses import dataclass

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?\s*$")


@dataclass(frozen=True, slots=True)
class Page:
    """A document as text, with what its file says of itself; empty where it says nothing."""

    text: str
    media_type: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    published: str = ""
    """EDTF: a day, or a moment with its zone as far as the page gives one."""
    url: str = ""


def tidy(text: str, longest: int = 500) -> str:
    """Make one line of a title or a name."""
    return " ".join(text.split())[:longest].strip()


def tidy_text(text: str) -> str:
    """Settle line ends and spaces of a text that was taken out of markup; paragraphs stay apart by one empty line."""
    lines = [
        re.sub(r"[^\S\n]+", " ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def iso_moment(text: str) -> str:
    """Read a date of a page's metadata as EDTF; empty for what is none."""
    text = text.strip()
    match = _DAY.match(text)
    if not match:
        return _mail_moment(text)
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    except ValueError:
        return ""
    if hour is None:
        return f"{year}-{month}-{day}"
    zone = zone or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{'Z' if zone in {'+00:00', '-00:00'} else zone}"


def _mail_moment(text: str) -> str:
    if not re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}", text):
        return ""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - seldom needed

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return iso_moment(moment.isoformat())
