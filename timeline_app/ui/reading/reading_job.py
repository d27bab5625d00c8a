"""Reading on the worker: a file into an article, a text into proposals. Nothing here knows Qt."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from timeline_app.document.articles import Article, clean_text
from timeline_app.domain.errors import KnownError
from timeline_app.store.evidence import LARGEST

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.extract.proposals import Extraction, Names
    from timeline_app.ui.reading.options_form import ReadingOptions


def read_file(path: Path) -> Article:
    """Read a file as an article; raise KnownError where it cannot be read, is too large or holds no text."""
    from timeline_app.extract.pages import read_page  # noqa: PLC0415 - brings parsers that only reading needs

    if path.stat().st_size > LARGEST:
        raise KnownError(
            _("“{name}” is larger than 64 MiB. Save the part that you need as a text file.").format(name=path.name)
        )
    page = read_page(path)
    if not clean_text(page.text):
        raise KnownError(
            _("No text was found in “{name}”. A scanned document has pictures of words only.").format(name=path.name)
        )
    return Article(
        page.text,
        page.title,
        page.publisher,
        page.author,
        page.url,
        page.published,
        page.language,
        page.media_type,
        path.read_bytes(),
    )


def names_of(chronology: Chronology) -> Names:
    """Give every spelling of the actors and places that are known."""
    from timeline_app.extract.proposals import Names  # noqa: PLC0415 - when something is read

    actors = {name: each.id for each in chronology.actors for name in (each.name, *each.aliases) if name.strip()}
    places = {each.name: each.id for each in chronology.places if each.name.strip()}
    return Names(actors, places)


def proposals_of(text: str, language: str, options: ReadingOptions, names: Names) -> Extraction:
    """Find what a text proposes, read as the person wants it."""
    from timeline_app.extract.proposals import read_article  # noqa: PLC0415 - when something is read
    from timeline_app.extract.tagger import Wish  # noqa: PLC0415 - likewise

    known = language.lower().split("-")[0] or "en"
    if known != "en":
        sentence = _(
            "Dates are found in English texts so far; this one is in “{language}”. Select words to make events."
        )
        raise KnownError(sentence.format(language=language))
    wish = Wish(
        news=options.genre == "news" if options.genre else None,
        month_first=options.order == "mdy" if options.order else None,
    )
    return read_article(text, options.published, names, known, wish)
