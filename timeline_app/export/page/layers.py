"""The layers of a picture, as a graphics editor lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

LayerName: TypeAlias = Literal[
    "ground", "title", "timeline", "events", "legend", "lines", "sources", "imprint", "note", "foot", "links"
]


def layer_words() -> Mapping[LayerName, str]:
    """Give what layers are called."""
    return {
        "ground": _("Ground"),
        "title": _("Title"),
        "timeline": _("Timeline"),
        "events": _("Events"),
        "legend": _("Legend"),
        "lines": _("Rules"),
        "sources": _("Sources"),
        "imprint": _("Imprint"),
        "note": _("Note"),
        "foot": _("Foot of the page"),
        "links": _("Links"),
    }
