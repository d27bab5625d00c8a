"""What a window shows while no chronology is open: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from timeline_app.ui.app.blank_page import BlankPage
    from timeline_app.ui.app.controllers.files import FileWork


class Greeting(QObject):
    """A page that is there only as long as nothing else is."""

    def __init__(self, files: FileWork) -> None:
        super().__init__(files)
        self._files = files
        self._page: BlankPage | None = None

    def begin(self, column: QVBoxLayout) -> None:
        """Show the page."""
        if self._page is not None:
            return
        from timeline_app.ui.app.blank_page import BlankPage  # noqa: PLC0415 - seldom needed

        self._page = page = BlankPage()
        page.open_wanted.connect(self._files.open)
        page.new_wanted.connect(self._files.new)
        page.sample_wanted.connect(self._files.open_sample)
        page.show_nothing_open()
        column.addWidget(page)
        page.setFocus()

    def end(self) -> None:
        """Take the page away, as something is open now."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
            self._page = None
