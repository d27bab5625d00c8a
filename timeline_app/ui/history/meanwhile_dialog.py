"""Someone else wrote in the same fields while an event was being edited: both versions, to choose from."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from timeline_app.ui.history.versions import VersionsDialog
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.letters import scaled_px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document.merge.joined import Merge
    from timeline_app.ui.history.change_words import Names


WIDTH_PX, FRAME_PX, EACH_PX, HIGHEST_PX = 640, 230, 150, 680


class MeanwhileDialog(VersionsDialog):
    """Accepting it saves what was chosen; leaving it goes back to the form, where everything still stands."""

    def __init__(self, merge: Merge, names: Names, parent: QWidget) -> None:
        super().__init__(merge, names, (_("Changed meanwhile"), _("Save")), parent)
        count = len(merge.conflicts)
        words = ngettext(
            "While you were writing, this was changed in another window or program. Choose what stands; what only "
            "one of you touched is kept anyway.",
            "While you were writing, these {n} things were changed in another window or program. Choose what stands; "
            "what only one of you touched is kept anyway.",
            count,
        )
        self.column.addWidget(plain(words.format(n=count), "body", self, wrap=True))
        self.list_conflicts(merge.conflicts, (_("In the file now"), _("What you wrote")))
        self.column.addStretch(1)
        height = min(HIGHEST_PX, FRAME_PX + count * EACH_PX)
        self.resize(scaled_px(WIDTH_PX), scaled_px(height))
