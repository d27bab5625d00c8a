"""The formats of history: how each is recognised and who reads it."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import BY_NAME, SURE, ReadFormat, ends_so

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_GRAMPS: Final = re.compile(r"gramps-project\.org/xml|<!DOCTYPE database PUBLIC \"[^\"]*GRAMPS", re.IGNORECASE)
_GEDCOM: Final = re.compile(r"0\s+HEAD\b")
_WHOLE: Final = 0.95
_LOOK: Final = 8_192


def _is_gramps(head: FileHead) -> Judgement:
    text = head.text
    if head.data.startswith(b"\x1f\x8b"):
        try:
            text = zlib.decompressobj(31).decompress(head.data, _LOOK).decode("utf-8", "replace")
        except zlib.error:
            text = ""
    if _GRAMPS.search(text[:_LOOK]):
        return SURE, _("It says of itself that Gramps wrote it.")
    return ends_so(head, (".gramps",), BY_NAME)


def _is_gedcom(head: FileHead) -> Judgement:
    if _GEDCOM.match(head.text):
        return SURE, _("It begins with the line “0 HEAD” of GEDCOM.")
    return ends_so(head, (".ged",), BY_NAME)


def _is_wikidata(head: FileHead) -> Judgement:
    from timeline_app.formats.history.wikidata import ENTITY, is_wikidata_header, is_wikidata_json  # noqa: PLC0415

    if not ENTITY.search(head.text):
        return None
    if is_wikidata_json(head.outline) if head.is_json else is_wikidata_header(head.header, head.text):
        return _WHOLE, _("It has the items and stamps of an answer of Wikidata.")
    return None


def _read_gramps(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.history.gramps import read_gramps  # noqa: PLC0415 - one of several is needed

    return read_gramps(path, options)


def _read_gedcom(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.history.gedcom import read_gedcom  # noqa: PLC0415 - likewise

    return read_gedcom(path, options)


def _read_wikidata(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.history.wikidata import read_wikidata  # noqa: PLC0415 - likewise

    return read_wikidata(path, options)


HISTORY_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("gramps", lambda: _("Family tree of Gramps"), (".gramps", ".xml"), "events", _is_gramps, _read_gramps),
    ReadFormat("gedcom", lambda: _("GEDCOM"), (".ged",), "events", _is_gedcom, _read_gedcom),
    ReadFormat(
        "wikidata", lambda: _("Answer of Wikidata"), (".json", ".csv"), "events", _is_wikidata, _read_wikidata,
    ),
)  # fmt: skip
