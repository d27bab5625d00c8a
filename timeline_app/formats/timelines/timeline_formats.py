"""The formats of other timeline programs: how each is recognised and who reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import BY_NAME, LIKELY, SURE, ReadFormat, ends_so

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_XML_HEAD: Final = r"(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*"
_PROJECT: Final = re.compile(_XML_HEAD + r"<timeline\s*>", re.DOTALL)

# --- how each is recognised -------------------------------------------------------------------------------------------


def _is_timelinejs(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.timelinejs_json import is_timelinejs  # noqa: PLC0415 - one of several is needed

    if not is_timelinejs(head.outline):
        return None
    return LIKELY, _("It is JSON and has the events, or the title, of a TimelineJS timeline.")


def _is_timeline_project(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.timeline_project import OLDER  # noqa: PLC0415 - likewise

    if _PROJECT.match(head.text) and any(word in head.text for word in ("<version>", "<timetype>", "<categories")):
        return SURE, _("It is XML of The Timeline Project.")
    if OLDER.match(head.text):
        return LIKELY, _("It has lines as The Timeline Project wrote them before it had XML.")
    return ends_so(head, (".timeline",), BY_NAME)


# --- how each is read -------------------------------------------------------------------------------------------------


def _read_timelinejs(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.timelinejs_json import read_timelinejs  # noqa: PLC0415 - likewise

    return read_timelinejs(path, options)


def _read_timeline_project(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.timeline_project import read_timeline_project  # noqa: PLC0415 - likewise

    return read_timeline_project(path, options)


TIMELINE_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("timelinejs-json", lambda: _("TimelineJS"), (".json",), "events", _is_timelinejs, _read_timelinejs),
    ReadFormat(
        "timelineproj",
        lambda: _("The Timeline Project"),
        (".timeline",),
        "events",
        _is_timeline_project,
        _read_timeline_project,
    ),
)
