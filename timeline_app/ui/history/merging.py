"""Joining another copy: compare on the worker, ask, and make the one change as the person chose."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.document import Chronology
    from timeline_app.document.merge.joined import Merge
    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.services.jobs import Ticket

    Change = Callable[[str, Callable[[Chronology], str]], None]


class Merging(QObject):
    """What the window does to merge; `change` changes the store on the worker and shows what became of it."""

    def __init__(self, window: MainWindow, change: Change) -> None:
        super().__init__(window)
        self._window = window
        self._change = change
        self._path = Path()

    def ask(self) -> None:
        """Ask for the other copy."""
        dialog = self._window.files.opening(_("Merge with a copy"))
        dialog.fileSelected.connect(self.plan)
        dialog.open()

    def plan(self, name: str) -> None:
        """Work out what merging a file would do, and ask."""
        session = self._window.session
        if session is None:
            return
        store, path = session.chronology.store, Path(name)

        def work(_ticket: Ticket) -> Merge:
            from timeline_app.document.merge.merging import plan_merge  # noqa: PLC0415 - when needed
            from timeline_app.store.store import Store  # noqa: PLC0415 - loaded by now

            with Store.open(path, read_only=True) as other:
                return plan_merge(store, other, _("Merge “{name}”").format(name=path.stem))

        def ask(merge: Merge) -> None:
            if self._window.session is not session:
                return
            from timeline_app.ui.history.change_words import Names  # noqa: PLC0415 - when needed
            from timeline_app.ui.history.merge_dialog import MergeDialog  # noqa: PLC0415 - likewise

            dialog = MergeDialog(merge, Names(session.chronology, merge.change), path.stem, self._window)
            dialog.accepted.connect(self._merge)
            dialog.open()

        self._path = path
        label = _("Comparing with {name}").format(name=path.name)
        self._window.jobs.start(label, work, ask, self._window.faults.tell)

    def _merge(self) -> None:
        merge: Merge = self.sender().chosen  # type: ignore[attr-defined]
        path = self._path

        def work(chronology: Chronology) -> str:
            from timeline_app.document.merge.merging import carry_out  # noqa: PLC0415 - loaded by now
            from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

            with Store.open(path, read_only=True) as other:
                carry_out(merge, chronology.store, other, chronology.author)
            parts = zip((_("{n} added"), _("{n} changed"), _("{n} gone")), merge.counts, strict=True)
            told = ", ".join(words.format(n=f"{count:,}") for words, count in parts if count)
            return _("Merged: {what}").format(what=told) if told else _("Merged; nothing had to change")

        self._change(_("Merging"), work)
