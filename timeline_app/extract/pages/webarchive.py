"""Read a page that Safari saved (.webarchive): a property list with the page and what it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import Page
from timeline_app.formats.encoding import decode

MEDIA_TYPE: Final = "application/x-webarchive"
_STUMBLES: Final = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, LookupError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What the standard library lets out on property lists that are damaged, or made to harm."""


def read_webarchive(data: bytes, name: str = "") -> Page:
    """Read the main page of an archive; what is none, or holds no page, is a known error."""
    import plistlib  # noqa: PLC0415 - only for this kind
    from xml.parsers.expat import ExpatError  # noqa: PLC0415 - likewise

    file = name or _("This file")
    try:
        found: Any = plistlib.loads(data)["WebMainResource"]
        content = bytes(found["WebResourceData"])
        kind, address = str(found.get("WebResourceMIMEType", "text/html")), str(found.get("WebResourceURL", ""))
        encoding = str(found.get("WebResourceTextEncodingName", ""))
    except (plistlib.InvalidFileException, ExpatError, *_STUMBLES):
        message = _("“{file}” is damaged and cannot be read as a web archive; save the page again.").format(file=file)
        raise KnownError(message) from None
    text = decode(content, encoding)
    if "html" not in kind:
        return Page(text=text, media_type=MEDIA_TYPE, url=address)
    from timeline_app.extract.pages.html import read_html  # noqa: PLC0415 - lxml is for those who need it

    return replace(read_html(text, address), media_type=MEDIA_TYPE)
