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

_LOGS: Final = [
    (
        b"label,datetime,message,timestamp,timestamp_desc,source_long,tag\n"
        b"[],2015-07-24T19:01:01.5+00:00,A message,1437764461000000,Write time,Log File,x; y\n"
        b",1723474994349345,B,,Write time,,\n"
    ),
    (
        b"date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n"
        b"01/22/2012,07:52:33,UTC,M...,LOG,Log File,Creation Time,-,h,short,long,2,OS:/a,-,-,text/syslog,a: 1\n"
        b"00/00/0000,--:--:--,UTC,....,LOG,Log File,Not a time,-,h,short,long,2,OS:/a,-,-,text/syslog,a: 1\n"
    ),
    b"Time|Source|Host|User|Description|TZ|Notes\n1327218753|LOG|h|root|2012-01-22T07:52:33+00:00; Run; A key|UTC|n\n",
    (
        b'{"message": "A", "datetime": "2015-07-24T19:01:01+00:00", "timestamp_desc": "Write time", "tag": ["x"]}\n'
        b'{"message": "B", "timestamp": 1437764461000000, "timestamp_desc": "x", "date_time": {"string": "Not set"}}\n'
    ),
]

_CONFLICTS: Final = [
    (
        b"event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,location,latitude,"
        b"longitude,source,notes,fatalities\n#id,#date,,,,,,,,,,,\n"
        b"UKR1,03 March 2024,2,Battles,Armed clash,A,B; C,Avdiivka,48.1,37.7,ISW; Telegram,They clashed.,3\n"
    ),
    (
        b"id,year,type_of_violence,dyad_name,side_a,side_b,source_article,where_coordinates,latitude,longitude,date_prec,"
        b"date_start,date_end,best,high,low,deaths_a\n"
        b'1,2014,1,A - B,A,B,"""AFP,2014-01-22,Shots; one"";""Reuters,2014-01-25,More""",Kiev,50.4,30.5,2,1/22/2014,'
        b"1/25/2014,5,7,5,2\n"
    ),
    (
        b"event_id_1pd,date,time,sources_matching,source_urls,geonameid,asciiname,longitude,latitude,representative_text\n"
        b"7,20240102,10:30,ria;unian,https://a.example/1;https://b.example/2,1,Kyiv,30.5,50.45,A strike\n"
    ),
]

FORMAT_SEEDS: Final[dict[str, list[bytes]]] = {"calendars": [_CALENDAR], "conflict_data": _CONFLICTS, "logs": _LOGS}
ENDINGS: Final = {"calendars": ".ics", "conflict_data": ".csv", "logs": ".log"}
"""What the name of a file of each kind ends in."""
