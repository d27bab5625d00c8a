"""XML of strangers as a tree: without entities, without network, and never a huge one."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.formats.encoding import decode, read_whole

if TYPE_CHECKING:
    from pathlib import Path

_DECLARATION: Final = re.compile(r"\A<\?xml[^>]{0,300}\?>")
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OF_XML: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NO_SIGNS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML may hold; some programs write it all the same."""


def tree_of(path: Path) -> Any:
    """Read the XML file at `path` and give its root; raise FormatError, with the place, where it is none."""
    return tree_of_bytes(read_whole(path), path.name)


def tree_of_bytes(data: bytes, name: str) -> Any:
    """Read XML that was packed into the file called `name`, likewise."""
    from lxml import etree  # type: ignore[import-untyped] # noqa: PLC0415 - 50 ms that only XML needs

    text = _DECLARATION.sub("", decode(data).lstrip("\ufeff \t\r\n"), count=1)
    text = _NAMED.sub(_numbered, text)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(_NO_SIGNS.sub("", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        words = _("“{name}” is XML that breaks off or is spoilt: line {line}.")
        raise FormatError(words.format(name=name, line=error.lineno or 1)) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _each in declared.iterentities()):
        words = _("“{name}” declares entities of its own, which could be made to harm; save it without them.")
        raise FormatError(words.format(name=name))
    return root


def _numbered(found: re.Match[str]) -> str:
    """Write a name of HTML (&nbsp;), which XML does not know, as the number of its sign; other names stay."""
    sign = "" if found[1] in _OF_XML else html5.get(found[1], "")
    return "".join(f"&#{ord(each)};" for each in sign) or found[0]


def words_in(element: Any) -> str:
    """Give all text inside an element."""
    return "".join(element.itertext()).strip() if element is not None else ""
