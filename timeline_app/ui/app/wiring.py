"""Which command of the window answers which wish of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.app.workspace import Workspace


def join(window: MainWindow, work: Workspace) -> None:
    """Let the commands of `window` answer what is asked for in `work`."""
    work.range_told.connect(window.status.show_range)
    work.lanes_set.connect(window.toolbar.show_lanes)
    work.add_wanted.connect(window.events.add)
    work.import_wanted.connect(window.files.import_file)
    work.sample_wanted.connect(window.files.open_sample)
    work.edit_wanted.connect(window.events.edit)
    work.delete_wanted.connect(window.events.delete)
    work.document_wanted.connect(window.evidence.show_evidence)
    work.claim_wanted.connect(window.evidence.edit_claim)
    work.date_preferred.connect(window.evidence.prefer_date)
    work.save_view_wanted.connect(window.events.save_view)
    work.change_wanted.connect(window.events.make)
    work.hint_told.connect(window.toast.say)
    work.tray.edit_wanted.connect(window.events.edit_row)
    work.canvas.event_activated.connect(window.events.edit_row)
    work.canvas.new_event_wanted.connect(window.events.add_between)
    work.canvas.move_wanted.connect(window.moves.move)
    work.canvas.context_wanted.connect(window.events.open_menu)
