"""Small workbooks for tests, written as a spreadsheet writes them: XLSX and ODS from rows of Python values."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Rows = "Sequence[Sequence[object]]"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
_DAY, _MOMENT, _CLOCK = 1, 2, 3
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="3"><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="167" formatCode="hh:mm:ss"/>'
    '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>'
)


def column_name(at: int) -> str:
    """Give the letters of a column, counted from 0."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(row: int, at: int, value: object) -> str:
    place = f'r="{column_name(at)}{row}"'
    if isinstance(value, datetime):
        return f'<c {place} s="{_MOMENT}"><v>{(value - _EPOCH).total_seconds() / 86_400}</v></c>'
    if isinstance(value, date):
        return f'<c {place} s="{_DAY}"><v>{(datetime.combine(value, time()) - _EPOCH).days}</v></c>'
    if isinstance(value, time):
        return f'<c {place} s="{_CLOCK}"><v>{(value.hour * 3600 + value.minute * 60 + value.second) / 86_400}</v></c>'
    if isinstance(value, bool):
        return f'<c {place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c {place}><v>{value}</v></c>"
    if isinstance(value, tuple):  # a formula and its value
        return f'<c {place} t="str"><f>{escape(value[0])}</f><v>{escape(str(value[1]))}</v></c>'
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet_xml(rows: Rows, merged: Sequence[str] = ()) -> str:
    """Write the part of one sheet."""
    lines = (
        f'<row r="{number}">'
        + "".join(_cell(number, at, value) for at, value in enumerate(row) if value is not None)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    return f"<worksheet {_MAIN}><sheetData>{''.join(lines)}</sheetData>" + (
        f'<mergeCells count="{len(merged)}">{cells}</mergeCells></worksheet>' if merged else "</worksheet>"
    )


def write_xlsx(
    path: Path, sheets: Mapping[str, Rows | str], *, hidden: Sequence[str] = (), merged: Sequence[str] = ()
) -> Path:
    """Write a workbook: sheets by name, each as rows or as the text of its part."""
    names = list(sheets)
    hiding = dict.fromkeys(hidden, ' state="hidden"')
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}"{hiding.get(name, "")} r:id="rId{at}"/>'
        for at, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at, _name in enumerate(names, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        target.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        target.writestr(
            "xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'
        )
        target.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{relations}<Relationship Id="rIdS" Type="{_RELATIONS}/styles" '
            'Target="styles.xml"/></Relationships>',
        )
        target.writestr("xl/styles.xml", _STYLES)
        for at, name in enumerate(names, 1):
            part = sheets[name]
            target.writestr(f"xl/worksheets/sheet{at}.xml", part if isinstance(part, str) else sheet_xml(part, merged))
    return path


def write_ods(path: Path, sheets: Mapping[str, Rows], *, extra: str = "") -> Path:
    """Write a sheet of OpenDocument; `extra` is put behind the rows of each."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + f"{extra}</table:table>"
        for name, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        target.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        target.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return path
