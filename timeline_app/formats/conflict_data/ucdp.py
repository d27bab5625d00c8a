"""UCDP's georeferenced events (GED): one a row, in 49 columns, in some files without a header.

`date_start` and `date_end` are the first and the last day on which an event can have happened: an uncertainty, not a
duration, unless `date_prec` says that the days are known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.conflict_data.coded_rows import CodedTable, coded_table, notes_of
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.cell_dates import read_date
from timeline_app.formats.tables.named_rows import columns_known, facts_of_columns, plain_name
from timeline_app.formats.tables.opening import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.named_rows import NamedRow
    from timeline_app.formats.tables.table import FileTable

COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The columns in their order: what a file without a header is read by."""
_VIOLENCE: Final = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
"""Of the code book; the names stay as they are there, whatever language the program speaks."""
_FIELDS: Final = {
    "external_id": "id", "start": "date_start", "end": "date_end", "category": "type_of_violence", "actors": "side_a",
    "place": "where_coordinates", "latitude": "latitude", "longitude": "longitude", "summary": "where_description",
    "source_title": "source_headline", "publisher": "source_office",
}  # fmt: skip
_DEATHS: Final = ("best", "low", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_PLACES: Final = ("where_coordinates", "adm_2", "adm_1", "country")
_ARTICLE: Final = re.compile(r'"([^"]*?),(\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}),(.*?)"(?=;"|;?\s*$)', re.DOTALL)


def is_ucdp(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of GED."""
    names = set(map(plain_name, header))
    return {"date_start", "date_end", "date_prec"} <= names and bool(
        {"dyad_name", "side_a", "type_of_violence"} & names
    )


def is_bare_row(cells: Sequence[str]) -> bool:
    """Tell whether a row is one of GED, to be read by the order of its cells."""
    if len(cells) != len(COLUMNS):
        return False
    told = dict(zip(COLUMNS, map(str.strip, cells), strict=True))
    try:
        float(told["latitude"]), float(told["longitude"])
        whole = all(told[name].isdecimal() for name in ("id", "year", "date_prec", "best"))
        return whole and told["type_of_violence"] in _VIOLENCE and bool(read_date(told["date_start"], "ymd").start)
    except (ValueError, DateError):
        return False


def read_ucdp(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the table at `path`; raise FormatError where its columns are others."""
    table = open_table(path, lambda row: columns_known(row, COLUMNS), options)
    if is_bare_row(table.header):
        table = _with_header(table)
    if not is_ucdp(table.header):
        words = _("“{name}” is no table of UCDP: one has the columns date_start, date_end and date_prec.")
        raise FormatError(words.format(name=path.name))
    facts = facts_of_columns(table, _FIELDS)
    reading = FileReading("ucdp", iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    return replace(reading, drafts=_drafts(coded_table(table, reading, options, ("date_start", "date_end"))))


def _with_header(table: FileTable) -> FileTable:
    rows = [table.header, *table.sample]
    notes = (*table.notes, _("The table has no header; its 49 columns were read as those of UCDP."))
    return replace(table, header=list(COLUMNS), header_row=table.header_row - 1, sample=rows, notes=notes)


def _drafts(coded: CodedTable) -> Iterator[Draft]:
    for row in coded.rows():
        yield _draft(coded, row)


def _draft(coded: CodedTable, row: NamedRow) -> Draft:
    latitude, longitude = placed = coded.coordinates(row)
    start, end, date_text = _dates(coded, row)
    place_column = next((name for name in _PLACES if name in row.told), "")
    place = row.told.get(place_column, "")
    violence = row.get("type_of_violence")
    sources, source_columns = _sources(row)
    used = (
        *_DEATHS, *source_columns, "id", "dyad_name", "side_a", "side_b", place_column, "where_description",
        "date_start", "date_end", "date_prec", *(("type_of_violence",) if violence in _VIOLENCE else ()),
        *(("year",) if row.get("year") == row.get("date_start")[:4] else ()), "geom_wkt" if placed[0] else "",
    )  # fmt: skip
    return Draft(
        title=", ".join(filter(None, (row.get("dyad_name", "conflict_name"), place))) or _("Event without a title"),
        start=start,
        end=end,
        date_text=date_text,
        category=_VIOLENCE.get(violence, violence),
        actors=tuple(dict.fromkeys(filter(None, (row.get("side_a"), row.get("side_b"))))),
        place=place,
        latitude=latitude,
        longitude=longitude,
        summary=" ".join(filter(None, (_sentence(row.get("where_description")), _deaths(row)))),
        notes=notes_of(row, used, placed),
        external_id=row.get("id", "relid"),
        sources=sources,
        row=row.number,
    )


def _dates(coded: CodedTable, row: NamedRow) -> tuple[str, str, str]:
    """Give start, end and text: one of the days between where that is what is known, else a day or days."""
    first, last = coded.day(row, "date_start"), coded.day(row, "date_end")
    said = " – ".join(filter(None, (row.get("date_start"), row.get("date_end"))))
    precision = row.get("date_prec")
    if not first:
        return "", "", said
    if not last or first == last:
        return first, "", ""
    if precision == "1":
        return first, last, ""
    within = f"[{first}..{last}]"
    try:
        When.parse(within)
    except DateError:
        words = _("“{text}”: the last day lies before the first; it was kept as text.")
        coded.reading.report(row.number, words.format(text=said[:80]), unread_date=True)
        return first, "", said
    return within, "", ""


def _deaths(row: NamedRow) -> str:
    """Say how many were killed: the best estimate, its bounds, and who they were."""
    best, low, high = (row.get(name) for name in _DEATHS[:3])
    if not best:
        return ""
    words = _("Deaths: {n}.").format(n=best)
    if (low and low != best) or (high and high != best):
        words = _("Deaths: {n} (at least {low}, at most {high}).").format(n=best, low=low or "–", high=high or "–")
    parts = (
        (row.get("deaths_a"), row.get("side_a")),
        (row.get("deaths_b"), row.get("side_b")),
        (row.get("deaths_civilians"), _("civilians")),
        (row.get("deaths_unknown"), _("unknown")),
    )
    of_whom = ", ".join(f"{name} {count}" for count, name in parts if count and count != "0" and name)
    return " ".join((words, _("Of these: {parts}.").format(parts=of_whom))) if of_whom else words


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _sources(row: NamedRow) -> tuple[tuple[DraftSource, ...], tuple[str, ...]]:
    """Give the articles with their office and day, and the columns that are told by them."""
    article = row.get("source_article")
    columns = [row.get(name).split(";") for name in ("source_headline", "source_office", "source_date")]
    named = ("source_article", "source_office", "source_date", "source_headline")
    found = [(match[3], match[1], match[2]) for match in _ARTICLE.finditer(article)]
    if not found and columns[0] != [""] and len({len(each) for each in columns}) == 1:
        found = [(headline, office, day) for headline, office, day in zip(*columns, strict=True)]
    if found:
        made = (
            DraftSource(title=title.strip() or office.strip(), publisher=office.strip(), published=_day(day))
            for title, office, day in found
        )
        return tuple(dict.fromkeys(each for each in made if each.title)), named
    if article:
        return (DraftSource(title=article[:300], words=article if len(article) > 300 else ""),), ("source_article",)
    office = row.get("source_office")
    return ((DraftSource(title=office, publisher=office),), ("source_office",)) if office else ((), ())


def _day(text: str) -> str:
    try:
        return read_date(text, "dmy").start
    except DateError:
        return ""
