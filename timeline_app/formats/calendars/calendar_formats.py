"""The formats that are calendars: how each is recognised and who reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import BY_NAME, PERHAPS, SURE, ReadFormat, ends_so

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_ENDINGS: Final = (".ics", ".ical", ".icalendar", ".vcs", ".ifb")
_BEGIN: Final = re.compile(
    r"^BEGIN:(?:VCALENDAR|VEVENT|VTODO|VJOURNAL|VTIMEZONE|VFREEBUSY)\s*$", re.MULTILINE | re.IGNORECASE
)


def _is_icalendar(head: FileHead) -> Judgement:
    found = _BEGIN.search(head.text) if not head.is_json else None
    if found is None:
        return ends_so(head, _ENDINGS, BY_NAME)
    at_first = found.start() == 0 or head.suffix in _ENDINGS
    return SURE if at_first else PERHAPS, _("It has the line “{line}” of calendars.").format(line=found[0].strip())


def _read_icalendar(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.calendars.icalendar_file import read_icalendar  # noqa: PLC0415 - for calendars only

    return read_icalendar(path, options)


CALENDAR_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("icalendar", lambda: _("iCalendar"), _ENDINGS, "events", _is_icalendar, _read_icalendar),
)
