"""The formats of other timeline programs: how each is recognised and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import LIKELY, ReadFormat

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement


# --- how each is recognised -------------------------------------------------------------------------------------------


def _is_timelinejs(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.timelinejs_json import is_timelinejs  # noqa: PLC0415 - one of several is needed

    if not is_timelinejs(head.outline):
        return None
    return LIKELY, _("It is JSON and has the events, or the title, of a TimelineJS timeline.")


# --- how each is read -------------------------------------------------------------------------------------------------


def _read_timelinejs(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.timelinejs_json import read_timelinejs  # noqa: PLC0415 - likewise

    return read_timelinejs(path, options)


TIMELINE_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("timelinejs-json", lambda: _("TimelineJS"), (".json",), "events", _is_timelinejs, _read_timelinejs),
)
