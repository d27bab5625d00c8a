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

_XML_HEAD: Final = r"(?>(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s)*)"  # never begun anew: comments may be many
_PROJECT: Final = re.compile(_XML_HEAD + r"<timeline\s*>", re.DOTALL)
_SIMILE: Final = re.compile(_XML_HEAD + r"<data\b", re.DOTALL)
_START: Final = re.compile(r"['\"]?\bstart['\"]?\s*:")
_COMMENTS: Final = r"(?>(?:/\*.*?\*/|//[^\n]*|\s)*)"
_ASSIGNMENT: Final = re.compile(_COMMENTS + r"(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*[=(]", re.DOTALL)
_TABLES: Final = (".csv", ".tsv", ".tab")
_MOST_LINES: Final = 0.5
"""Of the lines of a text, by whatever name: so many are events of Markwhen where it is one."""
_SCRIPTS: Final = (".js", ".json", ".jsonp", ".mjs", ".ts")

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


def _is_aeon(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.aeon import is_aeon  # noqa: PLC0415 - likewise

    if head.is_json or not is_aeon(head.header):
        return None
    return LIKELY, _("It has the columns of an export of Aeon Timeline.")


def _is_simile(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.simile import SCRIPT, XML, is_simile  # noqa: PLC0415 - likewise

    if head.text.startswith("<") and XML.search(head.text) and _SIMILE.match(head.text):
        return LIKELY, _("It is XML with events as SIMILE Timeline has them.")
    if is_simile(head.outline):
        return LIKELY, _("It is JSON with events as SIMILE Timeline has them.")
    if not head.is_json and SCRIPT.search(head.text) and _START.search(head.text) and _is_script(head):
        return LIKELY, _("It is a script with events as SIMILE Timeline has them.")
    return None


def _is_vis(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.vis_items import DATA_SET, is_vis  # noqa: PLC0415 - likewise

    if is_vis(head.outline):
        return LIKELY, _("It is JSON with items as vis-timeline has them.")
    if not head.is_json and DATA_SET.search(head.text) and _START.search(head.text):
        return LIKELY, _("It is a script with items as vis-timeline has them.")
    return None


def _is_timemap(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.timemap import is_timemap  # noqa: PLC0415 - likewise

    if is_timemap(head.outline):
        return LIKELY, _("It is JSON with events as TimeMap has them.")
    return None


def _is_chronos(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.chronos import BLOCK  # noqa: PLC0415 - likewise

    if BLOCK.search(head.text) is None:
        return None
    return LIKELY, _("It has a block that is called chronos.")


def _is_markwhen(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.markwhen import ENDINGS, is_markwhen  # noqa: PLC0415 - likewise

    if head.is_json or head.suffix in _TABLES:
        return None
    share = is_markwhen(head.text, named=head.suffix in ENDINGS)
    if share >= _MOST_LINES or (share and head.suffix in ENDINGS):
        return LIKELY, _("Its lines are dates with a colon, as Markwhen has them.")
    return ends_so(head, ENDINGS, BY_NAME)


def _is_powertimeline(head: FileHead) -> Judgement:
    from timeline_app.formats.timelines.powertimeline import EVENTS, TIMELINE  # noqa: PLC0415 - likewise

    if head.is_json or not (TIMELINE.search(head.text) and EVENTS.search(head.text)):
        return None
    return LIKELY, _("It is YAML with a timeline and its events, as PowerTimeline has them.")


def _is_script(head: FileHead) -> bool:
    return head.suffix in _SCRIPTS or _ASSIGNMENT.match(head.text) is not None


# --- how each is read -------------------------------------------------------------------------------------------------


def _read_timelinejs(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.timelinejs_json import read_timelinejs  # noqa: PLC0415 - likewise

    return read_timelinejs(path, options)


def _read_timeline_project(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.timeline_project import read_timeline_project  # noqa: PLC0415 - likewise

    return read_timeline_project(path, options)


def _read_aeon(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.aeon import read_aeon  # noqa: PLC0415 - likewise

    return read_aeon(path, options)


def _read_simile(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.simile import read_simile  # noqa: PLC0415 - likewise

    return read_simile(path, options)


def _read_vis(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.vis_items import read_vis  # noqa: PLC0415 - likewise

    return read_vis(path, options)


def _read_timemap(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.timemap import read_timemap  # noqa: PLC0415 - likewise

    return read_timemap(path, options)


def _read_chronos(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.chronos import read_chronos  # noqa: PLC0415 - likewise

    return read_chronos(path, options)


def _read_markwhen(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.markwhen import read_markwhen  # noqa: PLC0415 - likewise

    return read_markwhen(path, options)


def _read_powertimeline(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.timelines.powertimeline import read_powertimeline  # noqa: PLC0415 - likewise

    return read_powertimeline(path, options)


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
    ReadFormat("aeon", lambda: _("Aeon Timeline"), (".csv",), "events", _is_aeon, _read_aeon),
    ReadFormat("simile", lambda: _("SIMILE Timeline"), (".xml", ".json", ".js"), "events", _is_simile, _read_simile),
    ReadFormat("vis", lambda: _("vis-timeline"), (".json", ".js"), "events", _is_vis, _read_vis),
    ReadFormat("timemap", lambda: _("TimeMap"), (".json",), "events", _is_timemap, _read_timemap),
    ReadFormat("chronos", lambda: _("Chronos in Markdown"), (".md",), "events", _is_chronos, _read_chronos),
    ReadFormat("markwhen", lambda: _("Markwhen"), (".mw",), "events", _is_markwhen, _read_markwhen),
    ReadFormat(
        "powertimeline",
        lambda: _("PowerTimeline"),
        (".yaml", ".yml"),
        "events",
        _is_powertimeline,
        _read_powertimeline,
    ),
)
