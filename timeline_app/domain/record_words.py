"""What kinds of records and their fields are called."""

from __future__ import annotations

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import pgettext


def kind_inside(kind: str) -> str:
    """Name a kind of record as it stands within a sentence."""
    words = {
        "event": _("event"),
        "source": _("source"),
        "excerpt": _("evidence"),
        "review": _("review"),
        "document": _("stored text"),
        "category": _("category"),
        "actor": _("actor"),
        "place": _("place"),
        "tag": _("tag"),
        "link": _("link"),
        "view": _("view"),
        "profile": _("publication profile"),
        "story": _("story"),
        "particulars": _("about the chronology"),
    }
    return words.get(kind, kind)


def field_words(field: str) -> str:
    """Name a field of a record; empty for one that a person need not see."""
    words = {
        "title": _("Title"),
        "name": _("Name"),
        "start": _("Date"),
        "end": _("Until"),
        "date_text": _("Date as typed"),
        "zone": _("Zone"),
        "day_order": _("Order in the day"),
        "status": _("Status"),
        "category_id": _("Category"),
        "importance": _("Importance"),
        "place_id": _("Place"),
        "summary": _("Summary"),
        "notes": _("Notes"),
        "external_id": _("Number in another list"),
        "actors": _("Actors"),
        "tag_ids": _("Tags"),
        "publisher": _("Publisher"),
        "author": _("Author"),
        "url": _("Address"),
        "published": _("Published"),
        "retrieved": _("Retrieved"),
        "language": _("Language"),
        "licence": _("Licence"),
        "kind": _("Kind"),
        "exact": pgettext("of a source", "Words"),
        "claimed_date": _("Date that it claims"),
        "stance": _("Stance"),
        "confidence": _("Confidence"),
        "source_id": _("Source"),
        "colour": _("Colour"),
        "shape": _("Shape"),
        "aliases": _("Other spellings"),
        "views": _("Views"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "query": _("Filter"),
        "lanes": _("Lanes"),
        "as_of": _("As of"),
        "type": _("Relation"),
        "archive_url": _("Archived at"),
        "locator": _("Page or timecode"),
        "credit": _("Credit"),
        "default_status": _("Status of new events"),
        "default_category": _("Category of new events"),
        "editorial_line": _("Editorial line"),
        "state": _("State"),
        "reviewer": _("Reviewed by"),
        "at": _("Reviewed on"),
        "note": _("Note"),
    }
    return words.get(field, "")
