"""What columns are called that are fields of an event: in English, Ukrainian, Russian and German, and by programs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final = (
    "id", "external_id", "title", "start", "end", "date_text", "zone", "status", "category", "importance", "actors",
    "place", "latitude", "longitude", "tags", "summary", "notes", "source_url", "source_title", "publisher",
)  # fmt: skip
"""The header of a table that this program writes, in this order."""
DATE_PARTS: Final = (
    "year", "month", "day", "time", "end_year", "end_month", "end_day", "end_time", "earliest", "latest", "precision",
    "duration",
)  # fmt: skip
"""Pieces of a date that tables of others spread over columns. `time` also stands beside a `start`, `end_time` beside
an `end`; between `earliest` and `latest` the event lies somewhere."""
MAPPED: Final = (*FIELDS, *DATE_PARTS)
"""What a column can be mapped to."""
EDTF: Final = "EDTF"
EDTF_END: Final = "EDTF end"
"""Columns that have dates in full, beside others that show them to people; they are called so in any language."""
SEVERAL: Final = frozenset({"actors", "tags", "summary", "notes"})
"""Fields that more than one column can give."""

_NAMES: Final[Mapping[str, str]] = {
    "id": "id",
    "external_id": "external id, uid, guid, key, event id, eventid, data id, event id cnty, record id, ідентифікатор, "
    "идентификатор, kennung",
    "title": "title, headline, message, event title, event name, name of event, incident, event, subject, name, what, "
    "heading, label, content, source headline, назва, назва події, заголовок, подія, що сталося, название, "
    "название события, событие, что произошло, titel, überschrift, ereignis, betreff, bezeichnung, was",
    "start": "start, start date, date start, startdate, date begin, begin date, started at, start datetime, "
    "start time, begin, beginning, date from, from date, event date, date of event, date, event datetime, datetime, "
    "date time, date and time, date/time, when, hdate, occurred at, occurred on, incident date, from, day, timestamp, "
    "created at, published, time, дата, дата початку, початок, коли, дата події, дата и время, дата та час, "
    "дата начала, начало, когда, дата события, datum, startdatum, anfangsdatum, beginn, beginn am, anfang, von, wann, "
    "zeitpunkt, year, рік, год, jahr",
    "end": "end, end date, date end, enddate, date to, to date, finish date, finished at, ended at, end datetime, "
    "end time, finish, until, hdate end, to, дата завершення, дата закінчення, кінець, завершення, дата окончания, "
    "дата завершения, конец, окончание, до, enddatum, ende, bis",
    "year": "year, start year, year start, from year, рік, рік початку, год, год начала, jahr, startjahr, yyyy",
    "month": "month, start month, month start, місяць, месяц, monat, startmonat, month name, month number, mm",
    "day": "day, start day, day start, day of month, день, число, tag, starttag, dd",
    "time": "time, start time, time start, time of day, clock, hour, event time, час, час початку, время, "
    "время начала, uhrzeit, startzeit, zeit, beginnzeit",
    "end_year": "end year, year end, to year, рік завершення, рік закінчення, год окончания, год завершения, endjahr",
    "end_month": "end month, month end, to month, місяць завершення, месяц окончания, endmonat",
    "end_day": "end day, day end, to day, день завершення, день окончания, endtag",
    "end_time": "end time, time end, finish time, час завершення, время окончания, endzeit",
    "earliest": "earliest, earliest date, date earliest, not before, terminus post quem, min date, date min, "
    "earliest start, найраніше, не раніше, самое раннее, не ранее, frühestens, frühestes datum",
    "latest": "latest, latest date, date latest, not after, terminus ante quem, max date, date max, latest end, "
    "latest start, найпізніше, не пізніше, самое позднее, не позднее, spätestens, spätestes datum",
    "precision": "precision, date precision, time precision, date prec, precision of date, accuracy, date accuracy, "
    "точність, точність дати, точность, точность даты, genauigkeit, datumsgenauigkeit",
    "duration": "duration, length, duration days, duration hours, duration minutes, тривалість, длительность, "
    "продолжительность, dauer",
    "date_text": "date text, original date, date as written, display date, date original, verbatim date, "
    "дата як її записано, дата як записано, дата как она записана, дата как записано, datum wie geschrieben",
    "zone": "zone, time zone, timezone, tz, utc offset, часовий пояс, часовой пояс, zeitzone",
    "status": "status, state, статус, стан, zustand",
    "category": "category, event type, type, kind, group, class, incident type, категорія, тип, тип події, категория, "
    "тип события, вид, kategorie, typ, art, gruppe",
    "importance": "importance, weight, priority, важливість, важность, wichtigkeit, priorität",
    "actors": "actors, actor, who, people, persons, participants, participant, actor1, actor 1, actor2, actor 2, "
    "parties, party, side a, side b, учасники, учасник, хто, актори, участники, участник, кто, акторы, akteure, "
    "akteur, beteiligte, wer, personen",
    "place": "place, location, where, loc name, loc, "
    "where coordinates, city, town, settlement, place name, location name, venue, "
    "oblast, asciiname, місце, місто, де, локація, населений пункт, место, город, где, локация, населённый пункт, "
    "ort, stadt, wo, schauplatz",
    "latitude": "latitude, lat, location lat, location latitude, place lat, place latitude, "
    "geo lat, loc lat, y, широта, breite, breitengrad",
    "longitude": "longitude, lon, lng, long, location lon, location lng, location longitude, place lon, place lng, "
    "place longitude, geo lon, geo lng, loc lon, loc lng, x, довгота, долгота, länge, längengrad",
    "tags": "tags, tag, keywords, labels, topics, мітки, теги, ключові слова, метки, ключевые слова, schlagworte, "
    "schlagwörter, stichworte",
    "summary": "summary, description, text, details, body, desc, abstract, content text, опис, текст, короткий опис, "
    "описание, краткое описание, подробности, beschreibung, zusammenfassung, einzelheiten",
    "notes": "notes, note, comment, comments, precision note, remarks, нотатки, примітка, примітки, коментар, заметки, "
    "примечание, примечания, комментарий, notizen, anmerkung, anmerkungen, bemerkung, bemerkungen, kommentar",
    "source_url": "source url, sources url, sources link, url, link, source urls, source link, links, urls, href, web, "
    "посилання, ссылка, ссылки, url der quelle, quelle url, quellenlink",
    "source_title": "source, source title, sources title, sources name, sources, citation, reference, references, ref, "
    "refs, джерело, джерела, источник, источники, quelle, quellen, beleg",
    "publisher": "publisher, outlet, sources outlet, sources publisher, media, newspaper, видавець, видання, змі, "
    "издатель, издание, сми, herausgeber, verlag, medium, zeitung",
}  # fmt: skip

UNCERTAIN: Final = frozenset(
    {"from", "to", "until", "time", "start time", "end time", "day", "year", "published", "timestamp", "created at",
     "von", "bis", "до", "tag", "час"}
)  # fmt: skip
"""Names that tell a date only where the cells do as well: “To” may be a place, “time” a clock."""
_CAMEL: Final = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_SIGNS: Final = re.compile(r"[\s_./:*#,-]+")
_IN_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@lru_cache(maxsize=4_096)
def plain_name(column: str) -> str:
    """Give the name of a column as it is looked up: "Start_Date", "startDate" and "START DATE (UTC)" are one."""
    text = _IN_BRACKETS.sub("", column.strip()[:200]) or column
    if not text.isupper():
        text = _CAMEL.sub(" ", text)
    return _SIGNS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=1)
def names_of_fields() -> Mapping[str, tuple[str, ...]]:
    """Give the names that each field has, the most telling first."""
    return {field: tuple(dict.fromkeys(map(plain_name, names.split(", ")))) for field, names in _NAMES.items()}


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, str]:
    """Give the first field that goes by each name."""
    known: dict[str, str] = {}
    for field, names in names_of_fields().items():
        for name in names:
            known.setdefault(name, field)
    return known
