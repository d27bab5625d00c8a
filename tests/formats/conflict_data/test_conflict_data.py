"""Data sets on conflicts: days stay days, precision is an uncertainty, and what a row says finds its place."""

from __future__ import annotations

import csv
import io

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.formats.conflict_data.ucdp import COLUMNS
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import read, recognise

UCDP = {
    "id": "147997", "relid": "UKR-1", "year": "2014", "type_of_violence": "1", "dyad_name": "Government - Maidan",
    "side_a": "Government of Ukraine", "side_b": "Maidan", "where_coordinates": "Kiev city", "latitude": "50.45",
    "longitude": "30.52", "country": "Ukraine", "date_prec": "1", "date_start": "2014-01-22", "date_end": "2014-01-22",
    "deaths_a": "0", "deaths_b": "5", "deaths_civilians": "0", "deaths_unknown": "0", "best": "5", "high": "7",
    "low": "5",
    "source_article": '"Agence France Presse,2014-01-22,Shots; one dead";"Reuters,2014-01-25,One more"',
    "where_prec": "1",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "UKR1", "event_date": "03 March 2024", "year": "2024", "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Forces of Russia", "assoc_actor_1": "Storm-Z; Veterans",
    "actor2": "Forces of Ukraine", "country": "Ukraine", "admin1": "Donetsk", "location": "Avdiivka",
    "latitude": "48.1",
    "longitude": "37.7", "source": "ISW; Telegram", "notes": "They clashed.", "fatalities": "3", "geo_precision": "1",
}  # fmt: skip


def table(*rows, header=True):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def reading_of(tmp_path, text, name="a.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    chosen, _others = recognise(path, ReadOptions())
    content = read(path, chosen, ReadOptions())
    assert isinstance(content, FileReading)
    return content


def test_a_row_of_ucdp_finds_its_places(tmp_path):
    reading = reading_of(tmp_path, table(UCDP))
    (draft,) = reading.drafts
    assert reading.format == "ucdp"
    assert (draft.title, draft.start, draft.end) == ("Government - Maidan, Kiev city", "2014-01-22", "")
    assert (draft.external_id, draft.category) == ("147997", "State-based violence")
    assert draft.actors == ("Government of Ukraine", "Maidan")
    assert (draft.place, draft.latitude, draft.longitude) == ("Kiev city", 50.45, 30.52)
    assert draft.summary == "Deaths: 5 (at least 5, at most 7). Of these: Maidan 5."
    assert [(each.publisher, each.published, each.title) for each in draft.sources] == [
        ("Agence France Presse", "2014-01-22", "Shots; one dead"), ("Reuters", "2014-01-25", "One more"),
    ]  # fmt: skip
    assert "relid: UKR-1" in draft.notes
    assert "country: Ukraine" in draft.notes


@pytest.mark.parametrize(
    ("precision", "days", "start", "end"),
    [
        ("2", ("2014-02-18", "2014-02-20"), "[2014-02-18..2014-02-20]", ""),
        ("5", ("2014-01-01", "2014-12-31"), "[2014-01-01..2014-12-31]", ""),
        ("1", ("2014-02-18", "2014-02-20"), "2014-02-18", "2014-02-20"),
        ("1", ("2014-02-18 00:00:00.000",) * 2, "2014-02-18", ""),
    ],
)
def test_the_days_of_ucdp_are_an_uncertainty_unless_they_are_known(tmp_path, precision, days, start, end):
    row = UCDP | {"date_prec": precision, "date_start": days[0], "date_end": days[1]}
    (draft,) = reading_of(tmp_path, table(row)).drafts
    assert (draft.start, draft.end) == (start, end)


def test_each_column_of_dates_has_its_own_order(tmp_path):
    rows = [
        UCDP | {"date_start": "1/22/2014", "date_end": "22/1/2014"},
        UCDP | {"date_start": "2/3/2014", "date_end": "3/2/2014"},
    ]
    reading = reading_of(tmp_path, table(*rows))
    assert [draft.start for draft in reading.drafts] == ["2014-01-22", "2014-02-03"]
    assert len(reading.notes) == 2


def test_a_day_that_is_none_is_kept_as_text(tmp_path):
    reading = reading_of(tmp_path, table(UCDP | {"date_start": "2014-02-31", "date_end": "2014-02-31"}))
    (draft,) = reading.drafts
    assert (draft.start, draft.date_text) == ("", "2014-02-31 – 2014-02-31")
    assert reading.unread_dates == [2]


def test_ucdp_without_a_header_is_read_by_its_49_columns(tmp_path):
    rows = [dict.fromkeys(COLUMNS, "") | UCDP | {"id": str(at), "year": "2014"} for at in range(1, 4)]
    reading = reading_of(tmp_path, table(*rows, header=False))
    assert [draft.external_id for draft in reading.drafts] == ["1", "2", "3"]
    assert "no header" in reading.notes[0]


def test_a_row_of_acled_finds_its_places(tmp_path):
    reading = reading_of(tmp_path, table(ACLED))
    (draft,) = reading.drafts
    assert reading.format == "acled"
    assert (draft.title, draft.start, draft.external_id) == ("Armed clash, Avdiivka", "2024-03-03", "UKR1")
    assert (draft.category, draft.tags) == ("Battles", ("Armed clash",))
    assert draft.actors == ("Forces of Russia", "Storm-Z", "Veterans", "Forces of Ukraine")
    assert (draft.place, draft.latitude, draft.longitude) == ("Avdiivka", 48.1, 37.7)
    assert draft.summary == "They clashed. Deaths: 3."
    assert [(each.title, each.words) for each in draft.sources] == [("ISW", "They clashed."), ("Telegram", "")]
    assert "admin1: Donetsk" in draft.notes


@pytest.mark.parametrize(("precision", "start"), [("1", "2024-03-03"), ("2", "2024-03-03~"), ("3", "2024-03")])
def test_the_precision_of_acled_is_an_uncertainty(tmp_path, precision, start):
    (draft,) = reading_of(tmp_path, table(ACLED | {"time_precision": precision})).drafts
    assert (draft.start, draft.end) == (start, "")
    assert ("03 March 2024" in draft.date_text) == (precision != "1")


def test_a_row_of_tags_below_the_header_is_told(tmp_path):
    tags = dict.fromkeys(ACLED, "#tag")
    reading = reading_of(tmp_path, table(tags, ACLED))
    assert [draft.external_id for draft in reading.drafts] == ["UKR1"]
    assert "Row 2" in reading.notes[-1]


def test_coordinates_that_are_none_are_told_and_kept(tmp_path):
    reading = reading_of(tmp_path, table(ACLED | {"latitude": "481"}))
    (draft,) = reading.drafts
    assert (draft.latitude, draft.longitude) == (None, None)
    assert "latitude: 481" in draft.notes
    assert reading.problems


def test_a_report_of_viina_finds_its_places(tmp_path):
    row = {
        "event_id_1pd": "7", "date": "20240102", "time": "10:30", "sources_matching": "ria;unian",
        "source_urls": "https://a.example/1;https://b.example/2", "geonameid": "1", "asciiname": "Kyiv",
        "longitude": "30.5", "latitude": "50.45", "representative_text": "A strike", "a_rus_b": "1",
    }  # fmt: skip
    reading = reading_of(tmp_path, table(row))
    (draft,) = reading.drafts
    assert reading.format == "viina"
    assert (draft.title, draft.start, draft.external_id, draft.place) == ("A strike", "2024-01-02", "7", "Kyiv")
    assert [(each.publisher, each.url) for each in draft.sources] == [
        ("ria", "https://a.example/1"),
        ("unian", "https://b.example/2"),
    ]
    assert "time: 10:30" in draft.notes


@pytest.mark.parametrize("name", ["acled", "ucdp", "viina"])
def test_another_table_is_refused_in_a_sentence(tmp_path, name):
    (tmp_path / "a.csv").write_text("title,date\nx,2020\n")
    chosen, _others = recognise(tmp_path / "a.csv", ReadOptions(), name)
    with pytest.raises(FormatError, match="no table of"):
        read(tmp_path / "a.csv", chosen, ReadOptions())
