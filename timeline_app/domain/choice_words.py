"""What is chosen from a list, in words: kinds of sources and evidence, stance, confidence, lanes, shapes, colours."""

from __future__ import annotations

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import pgettext
from timeline_app.domain.text.normalize import name_key


def source_kind_words(kind: str) -> str:
    """Name a kind of source; one that an import brought in keeps its name."""
    return _source_kinds().get(kind, kind)


def source_kind_named(words: str) -> str:
    """Give the kind of source that is called so in the program's language; what is none of them stays as it is."""
    wanted = name_key(words)
    return next((kind for kind, name in _source_kinds().items() if name_key(name) == wanted), words)


def _source_kinds() -> dict[str, str]:
    return {
        "article": pgettext("kind of source", "Article"),
        "news article": pgettext("kind of source", "News article"),
        "book": pgettext("kind of source", "Book"),
        "chapter": pgettext("kind of source", "Chapter of a book"),
        "dataset": pgettext("kind of source", "Data set"),
        "thesis": pgettext("kind of source", "Thesis"),
        "law": pgettext("kind of source", "Law"),
        "video": pgettext("kind of source", "Video"),
        "web page": pgettext("kind of source", "Web page"),
        "report": pgettext("kind of source", "Report"),
    }


def evidence_kind_words(kind: str) -> str:
    """Name a kind of evidence."""
    return {"quote": _("Quote"), "paraphrase": _("Paraphrase")}.get(kind, kind)


def stance_words(stance: str) -> str:
    """Say on which side evidence is."""
    return {"supports": _("Supports the event"), "disputes": _("Disputes the event")}.get(stance, stance)


def confidence_words() -> tuple[str, ...]:
    """Give the degrees of confidence from 0 to 4."""
    return _("Not to be trusted"), _("Doubtful"), _("Plausible"), _("Reliable"), _("Beyond doubt")


def lane_words(mode: str) -> str:
    """Name a way of arranging lanes."""
    words = {
        "category": _("Category"),
        "actor": _("Actor"),
        "place": _("Place"),
        "status": _("Status"),
        "none": pgettext("lanes", "None"),
    }
    return words.get(mode, mode)


def shape_words(shape: str) -> str:
    """Name a shape."""
    words = {
        "circle": _("Circle"),
        "square": _("Square"),
        "triangle": _("Triangle"),
        "cross": _("Cross"),
        "diamond": _("Diamond"),
        "hexagon": _("Hexagon"),
        "pentagon": _("Pentagon"),
    }
    return words.get(shape, shape)


def colour_words(colour: str) -> str:
    """Name a colour of the series."""
    return {
        "#4469BE": _("Blue"),
        "#723D00": _("Brown"),
        "#DF3E64": _("Red"),
        "#0B6842": _("Green"),
        "#5A3874": _("Violet"),
        "#0E93A8": _("Teal"),
        "#AA8106": _("Ochre"),
        "#A6507D": _("Magenta"),
        "#49575F": _("Slate"),
        "#547C38": _("Olive"),
        "#B14F04": _("Rust"),
        "#3349AF": _("Indigo"),
    }.get(colour, colour)
