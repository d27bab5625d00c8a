"""What a file gives when it is read as a page: its text and what is known of its origin."""

from __future__ import annotations

import re
from datetime import datetime
from types import MappingProxyType
from typing import Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.records import SourceFacts

_DAY: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:(?:T|\s+)(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?|[A-Z]{2,5})?)?\s*$",
    re.IGNORECASE,
)
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts without blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_DENSE: Final = re.compile(_UNSPACED.pattern.replace("]", "\uac00-\ud7a3]"))
"""These and Korean, whose sentences are short when they are counted by letters."""
_LETTERS_A_WORD: Final = 2
_SIGNS: Final = MappingProxyType(
    {ord(sign): plain for sign, plain in zip("，、。،", (", ", ", ", ". ", ", "), strict=True)}
)
_SHORT: Final = 24
"""Letters; a paragraph as short as this may stand in a sentence by chance."""
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH: Final = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK: Final = r"(?:,?\s+(?:at\s+)?(\d{1,2})[:.](\d\d)(?::(\d\d))?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d\d:?\d\d|[A-Z]{2,5})?)?"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH_FIRST: Final = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_CLOCK}$", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}}){_CLOCK}$", re.IGNORECASE
)
_ZONES: Final = MappingProxyType({
    "Z": "Z", "UTC": "Z", "GMT": "Z", "WET": "Z", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00",
    "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "TRT": "+03:00", "EST": "-05:00",
    "EDT": "-04:00", "CDT": "-05:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00",
})  # fmt: skip
"""Names of zones that mean one offset; IST, BST and CST mean several, and are left open."""


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """A day of publication, and where a page names it."""

    moment: str
    """EDTF."""
    where: str
    """"linked", "head", "byline", "address", "text", "file", or "modified" for the day of the last change."""


@dataclass(frozen=True, slots=True)
class Page(SourceFacts):
    """A document as text, with what its file says of itself; empty where it says nothing.

    `published` is a day, or a moment with its zone as far as the page gives one.
    """

    text: str = ""
    media_type: str = ""
    found: str = ""
    """Where `published` stands, as of a `PublicationDay`."""
    others: tuple[PublicationDay, ...] = ()
    """Other days that may be meant."""
    whole: str = ""
    """All the words of the file, where the text is not all of them."""
    archive_url: str = ""
    """Where a web archive keeps the page, if it is a copy of that."""
    captured: str = ""
    """EDTF; when the archive took it."""
    is_list: bool = False
    """Whether it lists articles and is none itself."""
    pictured: tuple[int, ...] = ()
    """The numbers of the pages of a PDF that are pictures without text."""


def where_found(where: str) -> str:
    """Say where the day of publication was found."""
    return {
        "linked": _("from the data for search engines"),
        "head": _("from the head of the file"),
        "byline": _("from the byline"),
        "address": _("from the address"),
        "text": _("from a line under the headline"),
        "modified": _("the day of the last change"),
        "file": _("from the file"),
    }.get(where, "")


def left_out(page: Page, stored: str) -> tuple[str, ...]:
    """Give the paragraphs of a page that are not in a text of it, in the order of the page."""
    lines = {_squashed(line) for line in stored.splitlines()}
    solid = _squashed(stored)
    return tuple(
        paragraph
        for line in page.whole.splitlines()
        if (paragraph := line.strip()) and (key := _squashed(paragraph)) not in lines
        and (len(key) < _SHORT or key not in solid)
    )  # fmt: skip


def _squashed(text: str) -> str:
    return "".join(text.split())


def count_words(text: str) -> int:
    """Count the words of a text; where no blanks part them, two letters count as one."""
    apart = len(text.split())
    return apart if text.isascii() else apart + len(_UNSPACED.findall(text)) // _LETTERS_A_WORD


def at_length(text: str) -> str:
    """Write dense letters thrice, and commas and stops as ours, for what measures sentences by Latin letters."""
    return text if text.isascii() else _DENSE.sub(r"\g<0>\g<0>\g<0>", text.translate(_SIGNS))


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
    """Read a date of a page's metadata or byline as EDTF; empty for what is none."""
    text = " ".join(text.split())[:200]
    match = _DAY.match(text)
    if match:
        year, month, day, *clock = match.groups()
        return _moment((year, month, day), *clock)
    for pattern, order in ((_MONTH_FIRST, (2, 0, 1)), (_DAY_FIRST, (2, 1, 0))):
        match = pattern.match(text)
        if match:
            parts = match.groups()
            year, month, day = (str(parts[place]) for place in order)
            hour, minute, second, half, zone = parts[3:]
            number = str(_MONTHS.index(month[:3].lower()) + 1)
            return _moment((year, number, day), _on_24(hour, half), minute, second, zone)
    return _mail_moment(text)


def _on_24(hour: str | None, half: str | None) -> str | None:
    if hour is None or not half:
        return hour
    return str(int(hour) % 12 + 12 * (half[0] in "pP")) if 0 < int(hour) <= 12 else "99"


def _moment(
    day: tuple[str, str, str], hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> str:
    try:
        made = datetime(*map(int, (*day, hour or 0, minute or 0, second or 0)))  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return ""
    if hour is None:
        return f"{made:%Y-%m-%d}" if made.year >= 1000 else ""
    return f"{made:%Y-%m-%dT%H:%M:%S}{_offset((zone or '').upper())}"


def _offset(zone: str) -> str:
    if zone[:1] not in {"+", "-"}:
        return _ZONES.get(zone, "")
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _mail_moment(text: str) -> str:
    if not re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}", text):
        return ""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - seldom needed

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return iso_moment(moment.isoformat())
