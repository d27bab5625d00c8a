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
_GEOJSON: Final = b"""{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "a", "properties": {"title": "Strike", "date": "2022-03-01", "url": "https://a.example/1"},
 "geometry": {"type": "Point", "coordinates": [30.5, 50.4, 100]}},
{"type": "Feature", "properties": {"name": "x", "time": 1394104654000},
 "geometry": {"type": "GeometryCollection", "geometries": [{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}]}},
{"type": "Feature", "@id": "b", "properties": {}, "names": [{"toponym": "Abyad"}], "types": [{"label": "city"}],
 "when": {"timespans": [{"start": {"earliest": "1532", "latest": "1546"}, "end": {"in": "-1"}}, [1, 2, 3, 4]]}},
{"type": "Feature", "properties": {"times": ["2019-11-23 10:51:06", "2019-11-23 10:52:05"]}, "geometry": null}]}"""
_KML: Final = b"""<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"
 xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document><Folder><name>Kisumu</name><TimeSpan><begin>2008</begin></TimeSpan><Placemark id="p1"><name>Riots</name>
<description><![CDATA[<a href="https://a.example/1">They</a> rioted]]></description><ExtendedData><Data name="Dead">
<value>3</value></Data></ExtendedData><Point><coordinates>34.75,-0.1,0</coordinates></Point></Placemark></Folder>
<Placemark><gx:Track><when>2010-05-28T02:02:09Z</when><when>2010</when><gx:coord>30 50 1</gx:coord>
</gx:Track></Placemark>
<Placemark><name>x</name><TimeStamp><when>1980-01-02</when></TimeStamp></Placemark></Document></kml>"""
_GPX: Final = b"""<gpx xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="50.4" lon="30.5"><time>2022-03-01T10:00:00Z</time>
<name>Checkpoint</name><desc>Closed</desc><link href="https://a.example/1"/></wpt><trk><name>Way</name><trkseg>
<trkpt lat="50" lon="30"><time>2022-03-01T10:00:00Z</time></trkpt><trkpt lat="52" lon="32"/></trkseg></trk></gpx>"""
_GRAMPS: Final = b"""<?xml version="1.0"?><database xmlns="http://gramps-project.org/xml/1.7.1/"><events>
<event handle="_e1" id="E1"><type>Marriage</type><daterange start="1899" stop="1905"/><place hlink="_p1"/>
<noteref hlink="_n1"/><citationref hlink="_c1"/><attribute type="Cause" value="love"/></event>
<event handle="_e2"><type>Birth</type><dateval val="1700-01-05" type="about" quality="estimated"/></event></events>
<people><person handle="_a"><name><first>Anna</first><surname>Smith</surname></name><eventref hlink="_e2"/></person>
</people><families><family><mother hlink="_a"/><eventref hlink="_e1"/></family></families>
<citations><citation handle="_c1"><page>p. 7</page><sourceref hlink="_s1"/></citation></citations>
<sources><source handle="_s1"><stitle>Register</stitle></source></sources>
<notes><note handle="_n1"><text>x</text></note>
</notes><places><placeobj handle="_p1"><pname value="Rivne"/><placeref hlink="_p1"/><coord lat="50.6" long="26.2"/>
</placeobj></places></database>"""
_GEDCOM: Final = b"""0 HEAD
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Anna /Smith/
1 BIRT
2 DATE BET ABT 1770 AND 11 FEB 1771/72
2 PLAC Rivne, , Volhynia
3 MAP
4 LATI N50.6
4 LONG E26.2
2 NOTE Born in
3 CONT winter
2 SOUR @S1@
1 EVEN
2 TYPE Flight
2 DATE @#DJULIAN@ 4 MAR 1812
0 @F1@ FAM
1 WIFE @I1@
1 MARR
2 DATE FROM 4 MAR 1795 TO 1800 (phrase)
0 @S1@ SOUR
1 TITL Register
0 TRLR
"""
_WIKIDATA: Final = b"""{"head": {"vars": ["item", "itemLabel", "date", "coord"]}, "results": {"bindings": [
{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"}, "itemLabel": {"value": "A battle"},
 "date": {"value": "1914-01-01T00:00:00Z"}, "coord": {"value": "Point(24.0 49.8)"}},
{"item": {"value": "http://www.wikidata.org/entity/Q2"}, "date": {"value": "-0043-03-15T00:00:00Z"}}]}}"""
_ANSWER: Final = b"item,itemLabel,date\nhttp://www.wikidata.org/entity/Q1,A battle,1914-07-28T00:00:00Z\n"

_TIMELINES: Final = [
    (
        b'{"title": {"text": {"headline": "All"}}, "events": [{"start_date": {"year": "-48", "month": '
        b'2, "day": "20", "hour": "6"}, "end_date": {"year": 2014}, "text": {"headline": "A <b>x</b>",'
        b' "text": "<a href=\'https://a.example\'>y</a>"}, "media": {"url": "//a.example/b.jpg", "captio'
        b'n": "C"}, "group": "G", "display_date": "then"}], "eras": [{"start_date": {"year": 1}, "end_'
        b'date": {"year": 2}, "text": {"headline": "E"}}]}'
    ),
    (
        b'{"timeline": {"headline": "A", "type": "default", "date": [{"startDate": "1963,8,9", "endDat'
        b'e": "5/12/2015", "headline": "B", "tag": "t", "asset": {"media": "https://a.example", "credi'
        b't": "C"}}]}}'
    ),
    (
        b"<?xml version='1.0' encoding='utf-8'?>\n<timeline><version>2.9.0</version><timetype>gregorian"
        b"time</timetype><eras><era><name>E</name><start>1900-01-01 00:00:00</start><end>1910-01-01 00"
        b":00:00</end></era></eras><categories><category><name>B</name><parent>A</parent></category></"
        b"categories><events><event><start>-43-03-15 12:00:00</start><end>2014-02-20 00:00:00</end><te"
        b"xt>[1]All</text><fuzzy_start>True</fuzzy_start><ends_today>True</ends_today><categories><cat"
        b"egory>B</category></categories><labels>x, y</labels><hyperlink>https://a.example;b</hyperlin"
        b"k></event></events></timeline>"
    ),
    (
        b"Type,Display ID,Label,Summary,Narrative Position,Ongoing,Start Date,Latest Start Date,Earlie"
        b"st End Date,End Date,Tags,Participant\nEvent,EV1,A,s,,False,0044-03-15 00:00:00 BC,0044-04 BC"
        b',,1778-06,"x,y",P\nPerson,P1,P,,,,,,,,,\n'
    ),
    (b"EventID,Title,Start Date,Duration,End Date,Parent,Color,Tags\n1,A,1933-02-07 14:20:00,10 minutes,,70,Red,x|y\n"),
    (
        b"<data date-time-format='iso8601' wiki-url='https://w.example'><event start='Sat May 20 1961 "
        b"00:00:00 GMT-0600' latestStart='1962' earliestEnd='200 BC' end='?115' isDuration='true' titl"
        b"e='A' link='https://a.example' icon='i'>x &lt;b&gt;y&lt;/b&gt;</event></data>"
    ),
    (
        b"var d = { // x\n 'dateTimeFormat': 'iso8601', events: [{start: new Date(1900, 0, 1, 3), end: "
        b"'1906-03-21', title: 'A',},] };"
    ),
    (
        b"<script>var groups = new vis.DataSet([{id: 0, content: 'F'}]);\nvar items = new vis.DataSet(["
        b"{id: 1, content: 'A<br>b', start: new Date(2014, 3, 20), group: 0, type: 'background'}, {sta"
        b"rt: 1400000000000, content: '' + 'x'}]);"
    ),
    (
        b'{"items": [{"content": "a", "start": "2014-04-19T22:00:00.000Z", "end": "2015", "group": 1}]'
        b', "groups": [{"id": 1}]}'
    ),
    (
        b'{"events": [{"id": "1", "description": "D. E", "date": "2/24/2022", "time": "14:05", "latitu'
        b'de": "49.9", "longitude": "36.2", "associations": ["f"], "filters": [{"key": "k", "value": "'
        b'v"}], "sources": ["s"]}], "sources": {"s": {"id": "s", "paths": ["https://a.example", "b.mp4'
        b'"], "date": "2/25/2022"}}, "associations": [{"id": "f", "title": "F"}]}'
    ),
    (
        b"# N\n```chronos\n- [1948-06-24~1949-05-12] #red {E} A [b](https://a.example) | c\n@ [-300~] P\n*"
        b" [2020-02-28T12] H\n= [1440] M\n> ORDERBY start\n# c\n```\n"
    ),
    (
        b"title: A\ndateFormat: d/M/y\ntimezone: America/New_York\n#x: blue\nsection S #t\n12/11/2020: K [m"
        b"](https://a.example) #x\n  [M](location)\n2012 - now: b\n2023-07-01 10:00 every week for 10 "
        b"weeks: c\nafter !d 2 weeks: e\n44 BCE: f\nendSection\n"
    ),
    (
        b'timeline:\n  metadata: {name: "J"}\n  events:\n    - id: e1\n      date: &d 1961-01-20\n      tim'
        b'e: "05:07"\n      title: I\n      endDate: *d\n      sources: [https://a.example, {title: x, ur'
        b"l: y}]\n"
    ),
]

_PAGES: Final = [
    (
        b"<!doctype html><html><head><meta charset='utf-8'><title>List of strikes</title><style>td{}</style></head>"
        b"<body><table class='infobox'><tr><td>x</td></tr></table><table class='wikitable'><caption>Strikes in 2022"
        b"</caption><thead><tr><th rowspan=2>Date</th><th colspan='2'></th></tr><tr><th>Title</th><th>Place<sup>"
        b"[1]</sup></th></tr></thead><tbody><tr><td data-sort-value='2022-02-24'>24 February 2022</td><td rowspan='2'>"
        b"<a href='https://a.example/1'>A &amp; b</a><br>second</td><td>Kyiv<ul><li>x<li>y</ul></td></tr><tr><td>3/4/22"
        b"<td>Sumy</tr></tbody><tfoot><tr><td colspan=3>2 in all</td></tr></tfoot></table>"
        b"<table><tr><td><table><tr><td>deep</td></tr></table></td></tr></table><script>var a = '<table>';</script>"
        b"<!-- <table> --></body></html>"
    ),
    (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta http-equiv=Content-Type content="text/html; '
        b'charset=windows-1251"><table border=1><tr><td>date</td><td>title</td></tr><tr><td x:num="44616">24.02.2022'
        b"</td><td>\xd3\xe4\xe0\xf0</td></tr></table>"
    ),
]

FORMAT_SEEDS: Final[dict[str, list[bytes]]] = {
    "calendars": [_CALENDAR],
    "conflict_data": _CONFLICTS,
    "geography": [_GEOJSON, _KML, _GPX],
    "history": [_GRAMPS, _GEDCOM, _WIKIDATA, _ANSWER],
    "logs": _LOGS,
    "page_tables": _PAGES,
    "timelines": _TIMELINES,
}
ENDINGS: Final = {
    "calendars": ".ics",
    "conflict_data": ".csv",
    "geography": ".geojson",
    "history": ".gramps",
    "logs": ".log",
    "page_tables": ".html",
    "timelines": ".timeline",
}
"""What the name of a file of each kind ends in."""
