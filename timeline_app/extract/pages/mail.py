"""Read saved mail (.eml) and saved web pages (.mhtml), which are both MIME."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import Page, iso_moment, tidy
from timeline_app.formats.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PARTS = 500
_STUMBLES = (
    MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What the standard library lets out on some broken headers and parts."""


def read_mail(data: bytes, media_type: str) -> Page:
    """Read a message: its text part, or the page it carries."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = list(_text_parts(message)) if isinstance(message, EmailMessage) else []
        page = _page_of(parts, _web_address(_header(message, "Snapshot-Content-Location")))
    except _STUMBLES:
        page = None
        message = EmailMessage()
    if page is None:
        raise KnownError(_("The message holds no text that can be read."))
    saved = media_type == "multipart/related"
    sender = parseaddr(_header(message, "From"))[0]
    return replace(
        page,
        media_type=media_type,
        title=page.title if saved and page.title else tidy(_header(message, "Subject")) or page.title,
        author=page.author or ("" if saved else tidy(sender, 200)),
        published=page.published or ("" if saved else iso_moment(_header(message, "Date"))),
        found=page.found if page.published or saved else "head",
    )


def _header(message: object, name: str) -> str:
    if not isinstance(message, EmailMessage):
        return ""
    try:
        return str(message.get(name, ""))
    except _STUMBLES:
        return ""


def _text_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for count, part in enumerate(message.walk()):
        if count >= _MOST_PARTS:
            return
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            yield part


def _page_of(parts: list[EmailMessage], address: str) -> Page | None:
    """Take the plain text of a mail, or the first page of a saved site."""
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    if plain:
        return Page(text=_content(plain[0]), media_type="text/plain", url=address)
    if pages:
        from timeline_app.extract.pages.html import read_html  # noqa: PLC0415 - lxml is for those who need it

        return read_html(_content(pages[0]), _web_address(_header(pages[0], "Content-Location")) or address)
    return None


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, part.get_content_charset() or "").replace("\r\n", "\n")


def _web_address(text: str) -> str:
    text = "".join(text.split())
    return text if text.startswith(("http://", "https://")) else ""
