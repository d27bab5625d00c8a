"""Read a Word file (.docx): a zip of XML, of which the paragraphs and the facts about the document are wanted.

The standard library does it. Documents that declare entities are refused, and no part may unpack to more than a
document's limit: both are what hostile files do.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final
from xml.etree import ElementTree as ET

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import Page, iso_moment, tidy, tidy_text
from timeline_app.formats.encoding import LARGEST, require_readable_size

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_STUMBLES: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, ET.ParseError, KeyError, ValueError, ArithmeticError, OSError,
    EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the standard library lets out on archives and XML that are damaged, or made to harm."""
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_word(data: bytes, name: str = "") -> Page:
    """Read a Word file."""
    damaged = _("“{file}” is damaged and cannot be read as a Word file.").format(file=name or _("This file"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", damaged)
            facts = _part(archive, "docProps/core.xml", damaged) if "docProps/core.xml" in archive.namelist() else b""
        text = _text(ET.fromstring(body))  # noqa: S314 - entities were refused in _part
        core = ET.fromstring(facts) if facts else ET.Element("none")  # noqa: S314 - likewise
    except _STUMBLES:
        raise KnownError(damaged) from None
    return Page(
        text=text, media_type=_MEDIA_TYPE, title=_fact(core, f"{_DC}title"), author=_fact(core, f"{_DC}creator"),
        language=_fact(core, f"{_DC}language"), published=iso_moment(_fact(core, f"{_TERMS}created")),
        found="file",
    )  # fmt: skip


def _part(archive: zipfile.ZipFile, name: str, damaged: str) -> bytes:
    require_readable_size(name, archive.getinfo(name).file_size)
    with archive.open(name) as stream:
        part = stream.read(LARGEST + 1)
    head = part[:100_000].upper()
    if len(part) > LARGEST or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise KnownError(damaged)
    return part


def _text(root: ET.Element) -> str:
    paragraphs = []
    for paragraph in root.iter(f"{_W}p"):
        pieces = []
        for node in paragraph.iter():
            if node.tag == f"{_W}t" and node.text:
                pieces.append(node.text)
            elif node.tag in {f"{_W}br", f"{_W}cr"}:
                pieces.append("\n")
            elif node.tag == f"{_W}tab":
                pieces.append(" ")
        paragraphs.append("".join(pieces))
    return tidy_text("\n\n".join(paragraphs))


def _fact(core: ET.Element, tag: str) -> str:
    node = core.find(tag)
    return tidy(node.text or "") if node is not None else ""
