"""The formats by which other programs take events: what each holds and loses, and who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.write_format import OF_DOCUMENTS, WriteFormat, publishing

if TYPE_CHECKING:
    from timeline_app.export.published import Write


def _workbook() -> Write:
    from timeline_app.export.exchange.events_workbook import write_workbook  # noqa: PLC0415 - one of several is needed

    return write_workbook


def _icalendar() -> Write:
    from timeline_app.export.exchange.icalendar_file import write_icalendar  # noqa: PLC0415 - likewise

    return write_icalendar


def _geojson() -> Write:
    from timeline_app.export.exchange.geojson import write_geojson  # noqa: PLC0415 - likewise

    return write_geojson


def _timelinejs() -> Write:
    from timeline_app.export.exchange.timelinejs import write_timelinejs  # noqa: PLC0415 - likewise

    return write_timelinejs


def _timelinejs_csv() -> Write:
    from timeline_app.export.exchange.timelinejs import write_timelinejs_csv  # noqa: PLC0415 - likewise

    return write_timelinejs_csv


def _timelinejs_xlsx() -> Write:
    from timeline_app.export.exchange.timelinejs import write_timelinejs_xlsx  # noqa: PLC0415 - likewise

    return write_timelinejs_xlsx


def _timeline_project() -> Write:
    from timeline_app.export.exchange.timeline_project import write_timeline_project  # noqa: PLC0415 - likewise

    return write_timeline_project


def _about_timelinejs() -> str:
    return _(
        "Slides for TimelineJS with text, category and linked sources; it knows no doubt, so such a date is shown in "
        "words. Events without a date and coordinates are left out."
    )


EXCHANGE_FORMATS: Final = (
    WriteFormat(
        "xlsx", lambda: _("Workbook (Excel, LibreOffice)"), ".xlsx", "data", OF_DOCUMENTS, publishing(_workbook),
        lambda: _(
            "A sheet of events with real dates where a workbook has them, else words, and EDTF beside; a sheet of what "
            "sources say. Roles and colours are left out."
        ),
        event_ms=0.6,
    ),
    WriteFormat(
        "ics", lambda: _("Calendar (iCalendar)"), ".ics", "data", OF_DOCUMENTS, publishing(_icalendar),
        lambda: _(
            "Events for any calendar program; a date that is not exact takes all days that it can mean, and the "
            "description says so. Events without a date or before our era are left out."
        ),
        dated=True, event_ms=0.6,
    ),
    WriteFormat(
        "geojson", lambda: _("Map (GeoJSON)"), ".geojson", "data", OF_DOCUMENTS, publishing(_geojson),
        lambda: _(
            "Points for a map program with dates, text and sources; an event without coordinates comes as an entry "
            "without a point. Quotes and roles are left out."
        ),
        event_ms=0.2,
    ),
    WriteFormat(
        "timelinejs", lambda: _("TimelineJS (JSON)"), ".json", "data", OF_DOCUMENTS, publishing(_timelinejs),
        _about_timelinejs, dated=True, event_ms=0.2,
    ),
    WriteFormat(
        "timelinejs-csv", lambda: _("TimelineJS sheet (CSV)"), ".csv", "data", OF_DOCUMENTS,
        publishing(_timelinejs_csv), _about_timelinejs, dated=True, event_ms=0.2,
    ),
    WriteFormat(
        "timelinejs-xlsx", lambda: _("TimelineJS sheet (XLSX)"), ".xlsx", "data", OF_DOCUMENTS,
        publishing(_timelinejs_xlsx), _about_timelinejs, dated=True, event_ms=0.3,
    ),
    WriteFormat(
        "timeline", lambda: _("The Timeline Project"), ".timeline", "data", OF_DOCUMENTS, publishing(_timeline_project),
        lambda: _(
            "Events for that program with categories, labels and links; it knows two moments and a mark for what is "
            "fuzzy. Events without a date and coordinates are left out."
        ),
        dated=True, event_ms=0.25,
    ),
)  # fmt: skip
