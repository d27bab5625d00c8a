"""Stamps of logs: ISO 8601 with fractions of a second, and seconds, milli-, micro- or nanoseconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.formats.tables.cell_dates import read_date

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ISO: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d))?(?:[.,](\d+))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_COUNT: Final = re.compile(r"(-?\d{1,19})(?:\.(\d+))?", re.ASCII)
_NO_DATE: Final = re.compile(r"[0-]*[-/.][0-]*[-/.][0-]*(?:[T ][0:.-]*(?:Z|[+-]00:?00)?)?", re.ASCII)
_PER_SECOND: Final = ((11, 1), (14, 1_000), (17, 1_000_000), (20, 1_000_000_000))
"""Up to so many figures a number counts so many parts of a second: the seconds of 5138 have eleven."""


def read_stamp(text: str) -> tuple[str, str]:
    """Give a stamp as EDTF, and as it stands where that tells more; raise DateError for what is none."""
    text = text.strip()
    if _NO_DATE.fullmatch(text):
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    if match := _ISO.fullmatch(text):
        day, minute, second, fraction, offset = match.groups()
        edtf = f"{day}T{minute}:{second or '00'}{_offset(offset or '')}"
        When.parse(edtf)
        return edtf, text if (fraction or "").strip("0") else ""
    if match := _COUNT.fullmatch(text):
        return _since_1970(int(match[1]), text)
    read = read_date(text, "ymd")
    return (f"{read.start}/{read.end}" if read.end else read.start), text if read.typed else ""


def _offset(text: str) -> str:
    if text.upper() in {"", "Z", "UTC"}:
        return "Z" if text else ""
    whole = text if ":" in text else f"{text[:3]}:{text[3:] or '00'}"
    return "Z" if whole[1:] == "00:00" else whole


def _since_1970(count: int, text: str) -> tuple[str, str]:
    if not count:
        raise DateError(_("“{text}” stands for no date.").format(text=text[:60]))
    per_second = next(per for figures, per in _PER_SECOND if len(str(abs(count))) <= figures)
    seconds, rest = divmod(count, per_second)
    try:
        at = _EPOCH + timedelta(seconds=seconds)
    except OverflowError as error:
        raise DateError(_("“{text}” is no date.").format(text=text[:60])) from error
    return f"{at.replace(tzinfo=None).isoformat()}Z", text if rest else ""
