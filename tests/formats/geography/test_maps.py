"""Maps: an event for each place that has a time, as exact as the file says it."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import read, recognise


def reading_of(tmp_path, text, name):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    chosen, _others = recognise(path, ReadOptions())
    content = read(path, chosen, ReadOptions())
    assert isinstance(content, FileReading)
    return content


def features(*found):
    return json.dumps({"type": "FeatureCollection", "features": list(found)})


def feature(properties, **others):
    point = {"type": "Point", "coordinates": [30.5, 50.4, 100]}
    return {"type": "Feature", "properties": properties, "geometry": point, **others}


@pytest.mark.parametrize(
    ("properties", "others", "start", "end"),
    [
        ({"date": "2022-03-01"}, {}, "2022-03-01", ""),
        ({"start_date": "2022-03-01", "end_date": "2022-03-05"}, {}, "2022-03-01", "2022-03-05"),
        ({"time": 1394104654000}, {}, "2014-03-06T11:17:34Z", ""),
        ({"year": 1944}, {}, "1944", ""),
        ({"Verifieddate": "2022-03-01T10:00:00+02:00"}, {}, "2022-03-01T10:00:00+02:00", ""),
        ({}, {"when": {"datetime": "2014-04-29"}}, "2014-04-29", ""),
        ({}, {"when": {"start": "2014-04-29", "stop": "2014-05"}}, "2014-04-29", "2014-05"),
        ({}, {"when": {"timespans": [{"start": {"in": "-0218"}, "end": {"in": "-0201"}}]}}, "-0218", "-0201"),
        ({}, {"when": {"timespans": [{"start": {"earliest": "1532", "latest": "1546"}}]}}, "[1532..1546]", ""),
        ({}, {"when": {"timespans": [[1944, -1, -1, 1945]]}}, "1944", "1945"),
        ({}, {"time": {"interval": ["2014-04-24T10:50:18Z", ".."]}}, "2014-04-24T10:50:18Z", ".."),
        ({"when": {"timespans": [{"start": {"in": "1532"}}]}}, {}, "1532", ""),
        ({"times": ["2019-11-23 10:51:06", "2019-11-23 10:52:05"]}, {}, "2019-11-23T10:51:06", "2019-11-23T10:52:05"),
    ],
)  # fmt: skip
def test_a_feature_is_dated_by_its_properties_or_its_when(tmp_path, properties, others, start, end):
    reading = reading_of(tmp_path, features(feature({"name": "x", **properties}, **others)), "a.geojson")
    (draft,) = reading.drafts
    assert reading.format == "geojson"
    assert (draft.start, draft.end) == (start, end)
    assert (draft.latitude, draft.longitude) == (50.4, 30.5)


def test_what_a_feature_says_finds_its_place(tmp_path):
    told = {
        "title": "Strike", "description": "<p>They <b>hit</b> it.</p>", "date": "2022-03-01", "city": "Kharkiv",
        "url": "https://a.example/1", "links": ["https://b.example/2"], "category": "Shelling", "credit": "who",
        "no": None,
    }  # fmt: skip
    (draft,) = reading_of(tmp_path, features(feature(told, id="UW1")), "a.json").drafts
    assert (draft.title, draft.summary, draft.place) == ("Strike", "They hit it.", "Kharkiv")
    assert (draft.category, draft.external_id) == ("Shelling", "UW1")
    assert [each.url for each in draft.sources] == ["https://a.example/1", "https://b.example/2"]
    assert draft.notes == "credit: who"


def test_linked_places_are_named_by_their_toponyms(tmp_path):
    place = {
        "@id": "https://whg.example/1", "type": "Feature", "properties": {}, "names": [{"toponym": "Abyad"}],
        "types": [{"label": "city"}], "links": [{"type": "closeMatch", "identifier": "gn:1"}],
        "descriptions": [{"value": "A town."}], "when": {"timespans": [{"start": {"in": "1800"}}], "label": "then"},
        "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1.0, 2.0]}]},
    }  # fmt: skip
    (draft,) = reading_of(tmp_path, features(place), "a.json").drafts
    assert (draft.title, draft.place, draft.category, draft.summary) == ("Abyad", "Abyad", "city", "A town.")
    assert (draft.external_id, draft.start, draft.latitude) == ("https://whg.example/1", "1800", 2.0)


def test_a_time_that_is_none_is_kept_as_text_and_a_place_without_one_is_told(tmp_path):
    text = features(feature({"name": "x", "date": "some day"}), feature({"name": "y"}))
    reading = reading_of(tmp_path, text, "a.geojson")
    first, second = reading.drafts
    assert (first.start, first.date_text) == ("", "some day")
    assert second.start == ""
    assert reading.unread_dates == [1]
    assert "1 place has no time" in reading.notes[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.geojson", features(feature({"name": "x"}))),
        ("a.geojson", features()),
        ("a.geojson", "{"),
        ("a.kml", "<kml><Document><Placemark><name>x</name></Placemark></Document></kml>"),
        ("a.kml", "<kml><Document>"),
        ("a.kmz", b"PK\x03\x04broken"),
        ("a.gpx", "<gpx><wpt lat='1' lon='2'/></gpx>"),
        ("a.gpx", "<gpx/>"),
    ],
)
def test_a_map_without_times_is_refused_in_a_sentence(tmp_path, name, text):
    with pytest.raises(FormatError) as refused:
        reading_of(tmp_path, text, name)
    assert "\n" not in str(refused.value)


def kml(body):
    return (
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
        f"<Document>{body}</Document></kml>"
    )


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        ("<TimeStamp><when>1980-01-02</when></TimeStamp>", "1980-01-02", ""),
        ("<TimeStamp><when> 1997-07-16T10:30:15+03:00 </when></TimeStamp>", "1997-07-16T10:30:15+03:00", ""),
        ("<TimeSpan><begin>1980</begin><end>2000-01</end></TimeSpan>", "1980", "2000-01"),
        ("<TimeSpan><begin>1980</begin></TimeSpan>", "1980/..", ""),
        ("<TimeSpan><end>1980</end></TimeSpan>", "../1980", ""),
        (
            ("<gx:Track><when>2010-05-28T02:02:09Z</when><when>2010-05-28T02:02:35Z</when>"
            "<gx:coord>30 50 1</gx:coord></gx:Track>"),
            "2010-05-28T02:02:09Z", "2010-05-28T02:02:35Z",
        ),
    ],
)  # fmt: skip
def test_a_placemark_is_dated_by_its_time_or_its_track(tmp_path, time, start, end):
    (draft,) = reading_of(tmp_path, kml(f"<Placemark><name>x</name>{time}</Placemark>"), "a.kml").drafts
    assert (draft.start, draft.end) == (start, end)


def test_what_a_placemark_says_finds_its_place(tmp_path):
    body = (
        "<Folder><name>Kisumu</name><TimeSpan><begin>2008</begin><end>2008</end></TimeSpan><Placemark id='p1'>"
        "<name>Riots</name><description><![CDATA[<a href='https://a.example/1'>They</a> rioted]]></description>"
        "<ExtendedData><Data name='Dead'><value>3</value></Data></ExtendedData>"
        "<Point><coordinates>34.75,-0.1,0</coordinates></Point></Placemark></Folder>"
    )
    (draft,) = reading_of(tmp_path, kml(body), "a.kml").drafts
    assert (draft.title, draft.start, draft.category, draft.external_id) == ("Riots", "2008", "Kisumu", "p1")
    assert (draft.summary, draft.notes) == ("They rioted", "Dead: 3")
    assert (draft.place, draft.latitude, draft.longitude) == ("Riots", -0.1, 34.75)
    assert [each.url for each in draft.sources] == ["https://a.example/1"]


def test_a_packed_kml_is_read(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "doc.kml", kml("<Placemark><name>x</name><TimeStamp><when>1980</when></TimeStamp></Placemark>")
        )
    (draft,) = reading_of(tmp_path, data.getvalue(), "a.kmz").drafts
    assert draft.start == "1980"


def test_an_entity_is_not_followed(tmp_path):
    text = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&x;</name></Placemark></kml>'
    with pytest.raises(FormatError, match="entities"):
        reading_of(tmp_path, text, "a.kml")


def test_waypoints_and_tracks_are_events(tmp_path):
    text = (
        '<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="50.4" lon="30.5"><time>2022-03-01T10:00:00Z</time>'
        "<name>Checkpoint</name><desc>Closed</desc><link href='https://a.example/1'/><type>post</type><ele>7</ele></wpt>"
        "<trk><name>Way</name><trkseg><trkpt lat='50' lon='30'><time>2022-03-01T10:00:00Z</time></trkpt>"
        "<trkpt lat='52' lon='32'><time>2022-03-01T11:30:00.5Z</time></trkpt></trkseg></trk></gpx>"
    )
    point, track = reading_of(tmp_path, text, "a.gpx").drafts
    assert (point.title, point.start, point.category) == ("Checkpoint", "2022-03-01T10:00:00Z", "post")
    assert (point.place, point.latitude, point.longitude, point.notes) == ("Checkpoint", 50.4, 30.5, "ele: 7")
    assert (track.start, track.end) == ("2022-03-01T10:00:00Z", "2022-03-01T11:30:00Z")
    assert (track.latitude, track.longitude, track.notes) == (51.0, 31.0, "Track of 2 points.")


def test_a_date_that_is_none_is_kept_and_told_once(tmp_path):
    dates = ["2025-02-30", "31.04.2025", "0000-00-00", "99999-01-01", "2025-01-01 25:61"]
    text = features(*(feature({"title": "T", "date": date}) for date in dates))
    reading = reading_of(tmp_path, text, "a.geojson")
    drafts = list(reading.drafts)
    assert [(draft.start, draft.end, draft.date_text) for draft in drafts] == [("", "", date) for date in dates]
    assert [problem.row for problem in reading.problems] == reading.unread_dates == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.kml", ("<kml><Placemark><name>A</name><TimeStamp><when>2022</when></TimeStamp></Placemark><Placemark>"
         "<name>B</name><TimeStamp><when>soon</when></TimeStamp><Point><coordinates>300,50</coordinates></Point>"
         "</Placemark></kml>")),
        ("a.gpx", ('<gpx><wpt lat="1" lon="2"><time>2022</time><name>A</name></wpt>'
         '<wpt lat="50" lon="300"><time>soon</time><name>B</name></wpt></gpx>')),
    ],
)  # fmt: skip
def test_of_a_file_on_one_line_what_is_wrong_names_the_place(tmp_path, name, text):
    reading = reading_of(tmp_path, text, name)
    good, bad = reading.drafts
    assert (good.row, bad.row, bad.latitude) == (1, 2, None)
    assert "50.0, 300.0" in bad.notes
    assert {problem.row for problem in reading.problems} == {2}
    assert len(reading.problems) == 2
    assert all(problem.message.startswith("“B”: ") for problem in reading.problems)
