"""History of people and places: dates as genealogists know them, other calendars as text, years that stay years."""

from __future__ import annotations

import gzip
import json

import pytest

from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.history.gramps import unpacked
from timeline_app.formats.history.old_dates import read_gedcom_date, read_gramps_date
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import read, recognise


def reading_of(tmp_path, text, name):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    chosen, _others = recognise(path, ReadOptions())
    content = read(path, chosen, ReadOptions())
    assert isinstance(content, FileReading)
    return content


@pytest.mark.parametrize(
    ("text", "start", "end", "kept"),
    [
        ("4 MAR 1900", "1900-03-04", "", ""),
        ("MAR 1900", "1900-03", "", ""),
        ("1900", "1900", "", ""),
        ("44 B.C.", "-0043", "", ""),
        ("ABT 1770", "1770~", "", ""),
        ("CAL 4 MAR 1900", "1900-03-04?", "", ""),
        ("EST 1900", "1900~", "", ""),
        ("BEF 23 JUL 1930", "[..1930-07-22]", "", ""),
        ("AFT 1966", "[1967..]", "", ""),
        ("BET 1899 AND 1905", "[1899..1905]", "", ""),
        ("FROM 1914 TO NOV 1918", "1914", "1918-11", ""),
        ("FROM 1914", "1914/..", "", ""),
        ("TO 1918", "../1918", "", ""),
        ("INT 1900 (about the turn of the century)", "1900?", "", "INT 1900 (about the turn of the century)"),
        ("11 FEB 1731/32", "1732-02-11", "", "11 FEB 1731/32"),
        ("@#DGREGORIAN@ 4 MAR 1900", "1900-03-04", "", ""),
        ("@#D @ 4 MAR 1700", "1700-03-04", "", ""),
        ("@#DJULIAN@ 4 MAR 1700", "", "", "4 MAR 1700 (Julian calendar)"),
        ("@#DFRENCH R@ 12 VEND 2", "", "", "12 VEND 2 (French republican calendar)"),
        ("@#DHEBREW@ 2 TVT 5758", "", "", "2 TVT 5758 (Hebrew calendar)"),
        ("JULIAN 25 DEC 1699", "", "", "25 DEC 1699 (Julian calendar)"),
        ("1900-03-04", "1900-03-04", "", ""),
    ],
)
def test_dates_of_gedcom_are_read_by_its_grammar(text, start, end, kept):
    found = read_gedcom_date(text)
    assert (found.start, found.end, found.text) == (start, end, kept)


@pytest.mark.parametrize("text", ["(unknown)", "Stillborn", "31 FEB 1900", "BET 1905 AND 1899", "45 MAR 1900"])
def test_what_is_no_date_of_gedcom_is_refused(text):
    with pytest.raises(DateError):
        read_gedcom_date(text)


@pytest.mark.parametrize(
    ("first", "last", "kind", "quality", "start", "end"),
    [
        ("1864-10-02", "", "", "", "1864-10-02", ""),
        ("1897", "", "about", "", "1897~", ""),
        ("1897", "", "about", "estimated", "1897%", ""),
        ("1897", "", "", "calculated", "1897?", ""),
        ("1930-07-23", "", "before", "", "[..1930-07-22]", ""),
        ("1966", "", "after", "", "[1967..]", ""),
        ("1899", "1905", "range", "", "[1899..1905]", ""),
        ("1899", "1905", "span", "", "1899", "1905"),
        ("1899", "", "from", "", "1899/..", ""),
        ("-0044-03-15", "", "", "", "-0043-03-15", ""),
        ("1864-00-00", "", "", "", "1864", ""),
        ("????-10-02", "", "", "", "XXXX-10-02", ""),
    ],
)
def test_dates_of_gramps_are_read_by_their_attributes(first, last, kind, quality, start, end):  # noqa: PLR0917 - a row
    found = read_gramps_date(first, last, kind=kind, quality=quality)
    assert (found.start, found.end) == (start, end)


GRAMPS = """<?xml version="1.0"?><!DOCTYPE database PUBLIC "-//Gramps//DTD Gramps XML 1.7.1//EN" "http://x/grampsxml.dtd">
<database xmlns="http://gramps-project.org/xml/1.7.1/"><events>
<event handle="_e1" id="E1"><type>Marriage</type><dateval val="1900-03-04"/><place hlink="_p1"/><noteref hlink="_n1"/>
<citationref hlink="_c1"/><attribute type="Cause" value="love"/></event>
<event handle="_e2" id="E2"><type>Birth</type><dateval val="1700-01-05" cformat="Julian"/></event>
<event handle="_e3" id="E3"><type>Birth</type><dateval val="1700-02-05" dualdated="1"/></event>
<event handle="_e4" id="E4"><type>Birth</type><dateval val="1745-02-01" newyear="Mar25"/></event>
<event handle="_e5" id="E5"><type>Death</type><datestr val="when the war ended"/></event>
<event handle="_e6" id="E6"><type>Birth</type></event></events>
<people><person handle="_a"><name><first>Anna</first><surname>Smith</surname></name><eventref hlink="_e2"/></person>
<person handle="_b"><name><first>Bo</first><surname prefix="van">Dyk</surname></name></person>
<person handle="_w"><name><first>Vera</first></name><eventref hlink="_e1" role="Witness"/></person></people>
<families><family><father hlink="_b"/><mother hlink="_a"/><eventref hlink="_e1" role="Family"/></family></families>
<citations><citation handle="_c1"><page>p. 7</page><sourceref hlink="_s1"/></citation></citations>
<sources><source handle="_s1"><stitle>Register</stitle><sauthor>A. Priest</sauthor></source></sources>
<places><placeobj handle="_p1"><pname value="Rivne"/><placeref hlink="_p2"/><coord lat="50.6" long="26.2"/></placeobj>
<placeobj handle="_p2"><pname value="Volhynia"/></placeobj></places>
<notes><note handle="_n1"><text>They married late.</text></note></notes></database>"""


@pytest.mark.parametrize("packed", [False, True])
def test_events_of_a_family_tree_have_their_people_place_and_sources(tmp_path, packed):
    data = GRAMPS.encode()
    reading = reading_of(tmp_path, gzip.compress(data) if packed else data, "a.gramps")
    first, *others = reading.drafts
    assert (first.title, first.start, first.external_id) == (
        "Marriage: Vera, Bo van Dyk, Anna Smith",
        "1900-03-04",
        "_e1",
    )
    assert first.actors == ("Vera", "Bo van Dyk", "Anna Smith")
    assert (first.place, first.latitude, first.longitude) == ("Rivne, Volhynia", 50.6, 26.2)
    assert (first.summary, first.notes.splitlines()) == ("They married late.", ["Cause: love", "Witness: Vera"])
    assert [(each.title, each.author, each.words) for each in first.sources] == [("Register", "A. Priest", "p. 7")]
    assert [(draft.start, draft.date_text) for draft in others] == [
        ("", "1700-01-05 (Julian calendar)"),
        ("1700-02-05", "1700-02-05, dual-dated"),
        ("", "1745-02-01 (Mar25)"),
        ("", "when the war ended"),
        ("", ""),
    ]
    assert len(reading.unread_dates) == 3


def test_an_archive_never_unpacks_to_more_than_a_file_may_hold():
    with pytest.raises(FormatError, match="MiB"):
        unpacked(gzip.compress(bytes(80 << 20)), "a.gramps")


GEDCOM = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Anna /Smith/
1 BIRT
2 DATE ABT 1770
2 PLAC Rivne, , Volhynia
3 MAP
4 LATI N50.6
4 LONG E26.2
2 NOTE Born in
3 CONC  winter
3 CONT and well
2 SOUR @S1@
3 PAGE p. 7
1 DEAT Y
1 OCCU Teacher
2 DATE FROM 1790 TO 1800
1 EVEN
2 TYPE Flight
2 DATE @#DJULIAN@ 4 MAR 1812
1 BURI
2 DATE Stillborn
0 @I2@ INDI
1 NAME Bo /Dyk/
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 MARR
2 DATE 4 MAR 1795
0 @S1@ SOUR
1 TITL Register
1 AUTH A. Priest
0 TRLR
"""


def test_events_of_gedcom_have_their_people_place_and_sources(tmp_path):
    reading = reading_of(tmp_path, GEDCOM, "a.ged")
    birth, work, flight, burial, marriage = reading.drafts
    assert (birth.title, birth.start, birth.category) == ("Birth: Anna Smith", "1770~", "Birth")
    assert (birth.place, birth.latitude, birth.longitude) == ("Rivne, Volhynia", 50.6, 26.2)
    assert birth.summary == "Born in winter\nand well"
    assert [(each.title, each.author, each.words) for each in birth.sources] == [("Register", "A. Priest", "p. 7")]
    assert birth.external_id == "I1 BIRT 1"
    assert (work.title, work.start, work.end, work.summary) == ("Occupation: Anna Smith", "1790", "1800", "Teacher")
    assert (flight.title, flight.start, flight.date_text) == ("Flight: Anna Smith", "", "4 MAR 1812 (Julian calendar)")
    assert (burial.start, burial.date_text) == ("", "Stillborn")
    assert (marriage.title, marriage.actors, marriage.start) == (
        "Marriage: Bo Dyk, Anna Smith",
        ("Bo Dyk", "Anna Smith"),
        "1795-03-04",
    )
    assert "1 event without date and place" in reading.notes[0]
    assert len(reading.unread_dates) == 2


@pytest.mark.parametrize(
    "text", ["0 HEAD\n0 TRLR\n", "0 HEAD\n" + "".join(f"{at} X\n" for at in range(99)), "0 HEAD\n1 CONC x"]
)
def test_gedcom_without_events_is_refused(tmp_path, text):
    with pytest.raises(FormatError, match="no events"):
        reading_of(tmp_path, text, "a.ged")


def binding(**told):
    return {name: {"type": "literal", "value": value} for name, value in told.items()}


BATTLE = {"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "A battle"}


def wikidata(*rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    return json.dumps({"head": {"vars": names}, "results": {"bindings": [binding(**row) for row in rows]}})


@pytest.mark.parametrize(
    ("told", "start", "text"),
    [
        ({"date": "1914-01-01T00:00:00Z"}, "1914", "1914-01-01T00:00:00Z"),
        ({"date": "1914-01-01T00:00:00Z", "datePrecision": "11"}, "1914-01-01", ""),
        ({"date": "1914-01-01T00:00:00Z", "precision": "9"}, "1914", ""),
        ({"date": "1914-07-01T00:00:00Z", "precision": "10"}, "1914-07", ""),
        ({"date": "1914-07-28T00:00:00Z"}, "1914-07-28", ""),
        ({"date": "-0043-03-15T00:00:00Z"}, "-0043-03-15", ""),
        ({"date": "+1914-00-00T00:00:00Z"}, "1914", ""),
    ],
)
def test_a_year_of_wikidata_stays_a_year(tmp_path, told, start, text):
    reading = reading_of(tmp_path, wikidata(BATTLE | told), "a.json")
    (draft,) = reading.drafts
    assert reading.format == "wikidata"
    assert (draft.title, draft.start, draft.date_text, draft.external_id) == ("A battle", start, text, "Q1")
    assert bool(reading.notes) == bool(text)


def test_rows_of_one_item_are_one_event(tmp_path):
    common = BATTLE | {
        "start": "1914-07-28T00:00:00Z", "end": "1918-11-11T00:00:00Z", "locationLabel": "Galicia",
        "coord": "Point(24.0 49.8)", "typeLabel": "war", "itemDescription": "a war", "article": "https://uk.example/A",
    }  # fmt: skip
    rows = [common | {"participantLabel": "Austria"}, common | {"participantLabel": "Russia"}]
    (draft,) = reading_of(tmp_path, wikidata(*rows), "a.json").drafts
    assert (draft.start, draft.end, draft.actors) == ("1914-07-28", "1918-11-11", ("Austria", "Russia"))
    assert (draft.place, draft.latitude, draft.longitude) == ("Galicia", 49.8, 24.0)
    assert (draft.category, draft.summary) == ("war", "a war")
    assert [each.url for each in draft.sources] == ["http://www.wikidata.org/entity/Q1", "https://uk.example/A"]


def test_an_answer_as_a_table_or_a_plain_list_is_read(tmp_path):
    row = BATTLE | {"date": "1914-07-28T00:00:00Z"}
    table = f"{','.join(row)}\n{','.join(row.values())}\n"
    for text, name in ((table, "a.csv"), (json.dumps([row]), "b.json")):
        reading = reading_of(tmp_path, text, name)
        assert (reading.format, [draft.start for draft in reading.drafts]) == ("wikidata", ["1914-07-28"])
