"""Read a file of any kind that articles come in as a page: text, Markdown, HTML, MHTML, web archives, mail, PDF, Word.

Nothing is fetched and nothing runs. Sizes are bounded; what is no page of its kind is a known error in one sentence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.extract.pages.page import Page, iso_moment, tidy
from timeline_app.formats.encoding import decode, read_whole, require_readable_size
from timeline_app.formats.feeds import is_feed
from timeline_app.formats.registry import ARTICLE_TYPES

if TYPE_CHECKING:
    from pathlib import Path

WORD: Final = ARTICLE_TYPES[".docx"]
WEBARCHIVE: Final = ARTICLE_TYPES[".webarchive"]
_FRONT: Final = re.compile(r"---\r?\n(.{0,4000}?)\r?\n---\r?\n", re.DOTALL)
_PAIR: Final = re.compile(r"^([A-Za-z_-]{1,30})\s*:\s*(.{1,500})$", re.MULTILINE)


def read_page(path: Path) -> Page:
    """Read a file as a page."""
    return read_bytes(read_whole(path), path.name)


def read_bytes(data: bytes, name: str = "") -> Page:
    """Read what was dropped or pasted; `name` is the file's, if it has one. Nothing but blanks is a known error."""
    require_readable_size(name, len(data))
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise KnownError(_("“{name}” is empty.").format(name=name or _("The text")))
    page = _page_of(data, media_type_of(data, name), name)
    if page.language or not page.text:
        return page
    from timeline_app.extract.languages.detection import language_of  # noqa: PLC0415 - its words are for those who ask

    return replace(page, language=language_of(page.text))


def _page_of(data: bytes, kind: str, name: str) -> Page:
    if kind == "text/html":
        from timeline_app.extract.pages.html import read_html  # noqa: PLC0415 - lxml is for those who need it

        return read_html(decode(data))
    if kind in {"multipart/related", "message/rfc822"}:
        from timeline_app.extract.pages.mail import read_mail  # noqa: PLC0415 - likewise email

        return read_mail(data, kind)
    if kind == "application/pdf":
        from timeline_app.extract.pages.pdf import read_pdf  # noqa: PLC0415 - likewise pypdf

        return read_pdf(data, name)
    if kind == WORD:
        from timeline_app.extract.pages.word import read_word  # noqa: PLC0415 - likewise zipfile

        return read_word(data, name)
    if kind == WEBARCHIVE:
        from timeline_app.extract.pages.webarchive import read_webarchive  # noqa: PLC0415 - likewise plistlib

        return read_webarchive(data, name)
    return _read_text(data, kind, name)


def read_stored(data: bytes, media_type: str) -> Page:
    """Read the file of a stored document again, as the kind that it was stored as."""
    suffix = next((suffix for suffix, kind in ARTICLE_TYPES.items() if kind == media_type), "")
    return read_bytes(data, f"document{suffix}")


def media_type_of(data: bytes, name: str) -> str:
    """Tell what a file is: by its first bytes where they are sure, else by its ending, else by a look."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data[:200_000]:
        return WORD
    if data.startswith(b"bplist00") and b"WebMainResource" in data:
        return WEBARCHIVE
    suffix = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if suffix in ARTICLE_TYPES:
        return ARTICLE_TYPES[suffix]
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if b"mime-version:" in head and b"multipart/related" in head:
        return "multipart/related"
    return "text/plain"


def _read_text(data: bytes, kind: str, name: str) -> Page:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        text = decode(data)
        if "\x00" in text[:4096]:
            message = _("“{file}” is no text; text, Markdown, HTML, MHTML, mail, PDF and Word files can be read.")
            raise KnownError(message.format(file=name or _("This")))
    text = decode(data)
    if is_feed(text):
        message = _("“{file}” is a feed, a list of articles; open the article that you want and save that page.")
        raise KnownError(message.format(file=name or _("This")))
    facts = _front_matter(text) if kind == "text/markdown" else {}
    title = facts.get("title") or _first_line(text)
    return Page(
        text=text, media_type=kind, title=tidy(title), publisher=tidy(facts.get("publisher", "")),
        author=tidy(facts.get("author", "")), language=facts.get("language") or facts.get("lang", ""),
        published=iso_moment(facts.get("published") or facts.get("date", "")), url=facts.get("url", ""),
        found="head",
    )  # fmt: skip


def without_front_matter(text: str) -> str:
    """Give a Markdown text without the lines at its head that only describe it."""
    return _FRONT.sub("", text, count=1).lstrip("\r\n") if _FRONT.match(text) else text


def _front_matter(text: str) -> dict[str, str]:
    block = _FRONT.match(text)
    return {key.lower(): value.strip(" \t\r\"'") for key, value in _PAIR.findall(block[1])} if block else {}


def _first_line(text: str) -> str:
    """Take the first line for the title, if it is as short as one."""
    for line in text[:4000].splitlines():
        line = line.strip()  # noqa: PLW2901 - the line without its margin
        if line and not line.startswith("---"):
            heading = line.lstrip("#").strip()
            return heading if len(heading) <= 160 and not heading.endswith((".", ",", ";")) else ""
    return ""
