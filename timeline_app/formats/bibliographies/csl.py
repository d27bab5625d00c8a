"""CSL-JSON: what Zotero and citation processors exchange."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Source
from timeline_app.formats.bibliographies.parts import (
    archived_at,
    edtf_from_parts,
    edtf_of,
    kind_named,
    name_of_kind,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_csl(text: str) -> list[Source]:
    """Read the items of a CSL-JSON file; raise FormatError where it is none."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        words = _("These are no references in CSL-JSON: the file is no JSON from line {line}, column {column}.")
        raise FormatError(words.format(line=error.lineno, column=error.colno)) from None
    except (ValueError, RecursionError):
        raise FormatError(_("These are no references in CSL-JSON: the file is no JSON that can be read.")) from None
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FormatError(_("These are no references in CSL-JSON: the file holds no list of them."))
    return [_source(item) for item in items]


def _source(item: dict[str, Any]) -> Source:
    doi = _text(item.get("DOI"))
    return Source(
        "",
        _text(item.get("title")),
        _text(item.get("container-title")) or _text(item.get("publisher")),
        "; ".join(filter(None, (_name(each) for each in _list(item.get("author")) or _list(item.get("editor"))))),
        _text(item.get("URL")) or (f"https://doi.org/{doi}" if doi else ""),
        _date(item.get("issued")),
        _date(item.get("accessed")),
        kind_named(_text(item.get("type"))),
        _text(item.get("language")),
        external_id=_text(item.get("id")),
        archive_url=archived_at(_text(item.get("archive_location"))),
    )


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    parts = ("given", "non-dropping-particle", "family", "suffix")
    return _text(value.get("literal")) or " ".join(filter(None, (_text(value.get(part)) for part in parts)))


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    ends = []
    for parts in _list(value.get("date-parts"))[:2]:
        figures = [int(part) for part in _list(parts)[:3] if re.fullmatch(r"-?\d{1,9}", str(part))]
        if figures and -9999 <= figures[0] <= 9999:
            ends.append(edtf_from_parts(*figures))
    if not ends:
        return edtf_of(_text(value.get("raw")) or _text(value.get("literal")))
    return "/".join(ends) + ("~" if value.get("circa") and len(ends) == 1 else "")


def write_csl(sources: Iterable[Source]) -> str:
    """Write sources as CSL-JSON."""
    return json.dumps([_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": source.external_id or source.id, "type": name_of_kind(source.kind, 1)}
    names = [name.strip() for name in source.author.split(";") if name.strip()]
    values = {
        "title": source.title,
        "container-title": source.publisher,
        "author": [{"literal": name} for name in names],
        "URL": source.url,
        "issued": _issued(source.published),
        "accessed": _issued(source.retrieved),
        "language": source.language,
        "archive_location": source.archive_url,
    }
    return item | {name: value for name, value in values.items() if value}


def _issued(edtf: str) -> dict[str, Any]:
    ends = [list(parts_of(part)) for part in edtf.split("/")]
    if edtf and all(ends):
        return {"date-parts": ends} | ({"circa": True} if edtf.endswith("~") else {})
    return {"literal": edtf} if edtf else {}
