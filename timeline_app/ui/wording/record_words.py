"""Records and their fields in the words of the window."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext


def kind_words(kind: str) -> str:
    """Name a kind of record."""
    words = {
        "event": _("Event"),
        "source": _("Source"),
        "excerpt": _("Evidence"),
        "document": _("Stored text"),
        "category": _("Category"),
        "actor": _("Actor"),
        "place": _("Place"),
        "tag": _("Tag"),
        "link": _("Link"),
        "view": _("View"),
        "particulars": _("About the chronology"),
    }
    return words.get(kind, kind)


def counted(kind: str, count: int) -> str:
    """Count records of a kind: "3 events"."""
    words = {
        "event": ngettext("{n} event", "{n} events", count),
        "source": ngettext("{n} source", "{n} sources", count),
        "excerpt": ngettext("{n} piece of evidence", "{n} pieces of evidence", count),
        "document": ngettext("{n} stored text", "{n} stored texts", count),
        "category": ngettext("{n} category", "{n} categories", count),
        "actor": ngettext("{n} actor", "{n} actors", count),
        "place": ngettext("{n} place", "{n} places", count),
        "tag": ngettext("{n} tag", "{n} tags", count),
        "link": ngettext("{n} link", "{n} links", count),
        "view": ngettext("{n} view", "{n} views", count),
        "particulars": _("what the chronology says of itself"),
    }
    return words.get(kind, f"{{n}} {kind}").format(n=f"{count:,}")


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
        "exact": _("Words"),
        "claimed_date": _("Date that it claims"),
        "stance": _("Stance"),
        "confidence": _("Confidence"),
        "source_id": _("Source"),
        "colour": _("Colour"),
        "shape": _("Shape"),
        "aliases": _("Other spellings"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "query": _("Filter"),
        "lanes": _("Lanes"),
        "as_of": _("As of"),
        "type": _("Relation"),
    }
    return words.get(field, "")
