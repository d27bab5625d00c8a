"""Whole files of other programs, a few lines each, by the folder of formats that reads them: seeds of the fuzzer."""

from __future__ import annotations

from typing import Final

_CALENDAR: Final = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
X-WR-CALNAME:Talks\r
BEGIN:VTIMEZONE\r
TZID:Our own\r
BEGIN:STANDARD\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZOFFSETFROM:+0630\r
TZOFFSETTO:+0500\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:a@example.com\r
SUMMARY:Talks\\, second round\r
DTSTART;TZID=Our own:20250602T100000\r
DTEND;TZID="Europe/Kyiv":20250602T120000\r
DESCRIPTION:They <b>met</b>\\n\r
  again\r
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,-1TU;UNTIL=20251231T000000Z\r
EXDATE;TZID=Europe/Kyiv:20250616T100000\r
RDATE;VALUE=PERIOD:20250701T090000Z/PT3H\r
GEO:41.04;29.01\r
ATTENDEE;CN="Doe, Jane":mailto:j@example.com\r
ATTACH;FILENAME=a.pdf:https://a.example/3\r
BEGIN:VALARM\r
TRIGGER:-PT1H\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=\r
=D1=80\r
DTSTART;VALUE=DATE:20250101\r
DURATION:P2D\r
END:VEVENT\r
END:VCALENDAR\r
"""

FORMAT_SEEDS: Final[dict[str, list[bytes]]] = {"calendars": [_CALENDAR]}
ENDINGS: Final = {"calendars": ".ics"}
"""What the name of a file of each kind ends in."""
