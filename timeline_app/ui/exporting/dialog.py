"""The export dialog: options at the left, a preview at the right."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.file_names import file_name
from timeline_app.export.duration import told_before, told_during
from timeline_app.export.picture import render_image, render_preview
from timeline_app.export.registry import export_steps
from timeline_app.export.selection import look_over, undated_left_out, words_on_undated
from timeline_app.ui.exporting.form import ExportForm, ShownView
from timeline_app.ui.services.file_dialog import FileDialog
from timeline_app.ui.services.jobs import SlicedTask
from timeline_app.ui.services.profile_dialog import ProfileChoice, default_profile
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions
    from timeline_app.ui.services.jobs import Progress
    from timeline_app.ui.services.services import Services

PAUSE_MS: Final = 180
PREVIEW_GAP_PX: Final = 16
LONG: Final = 1.6
"""A picture this much higher than the room scrolls; a less high one is made to fit."""
FORM_PX: Final = 300
LEAST_PREVIEW_PX: Final = QSize(240, 160)


class Preview(QScrollArea):
    """The preview on a plain background: as large as fits, or as wide as fits and scrolled where it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(LEAST_PREVIEW_PX)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Preview"))
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setMargin(PREVIEW_GAP_PX)
        self.setWidget(self.picture)

    def room_px(self) -> int:
        """Give the width for a picture."""
        return max(100, self.width() - 2 * PREVIEW_GAP_PX - 14)

    def show_image(self, image: QImage, ratio: float) -> None:
        """Show the picture, which was drawn as wide as `room_px` times the ratio of pixels."""
        height = round((self.height() - 2 * PREVIEW_GAP_PX - 4) * ratio)
        if height < image.height() < LONG * height:
            image = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(image))

    def say(self, words: str) -> None:
        """Show words in place of a picture."""
        self.picture.setText(words)


class ExportDialog(ReadingDialog):
    """Writes the timeline as a picture or its events as data."""

    progressed = Signal(object)
    """A `Progress`, or None when nothing is written any more."""

    def __init__(self, services: Services, chronology: Chronology, showing: ShownView) -> None:
        super().__init__(services.window)
        self._services = services
        self._chronology = chronology
        self._target: Path | None = None
        self._not_drawn = self._not_saved = ""
        self._begun_s = 0.0
        self.setWindowTitle(_("Export"))
        open_at(self, 1080, 680)
        self.form = ExportForm(showing, self)
        self.form.setMinimumWidth(scaled_px(FORM_PX))  # wider where a language needs more
        fields = self._scrolled(self.form)
        self.form.changed.connect(self._choose_anew)
        self.preview = Preview(self)
        self._slices = SlicedTask(self)
        self._slices.progressed.connect(self._show_progress)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        body = QHBoxLayout()
        body.setContentsMargins(28, 24, 28, 20)
        body.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(plain(_("Export"), "title", self))
        left.addWidget(fields, 1)
        self.choice = ProfileChoice(chronology, services.apply, None)
        self.choice.changed.connect(self._choose_anew)
        self.choice.setFixedWidth(fields.width() - fields.verticalScrollBar().sizeHint().width())  # as the form
        left.addWidget(self.choice)
        body.addLayout(left)
        body.addWidget(self.preview, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(body, 1)
        page.addWidget(self._footer())

    def _scrolled(self, form: ExportForm) -> QScrollArea:
        fields = QScrollArea(self)  # on a low screen; the buttons below stay in sight
        fields.setFrameShape(QFrame.Shape.NoFrame)
        fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fields.setWidgetResizable(True)
        fields.setWidget(form)
        widest_px = self.screen().availableSize().width() - LEAST_PREVIEW_PX.width() - 110
        form_px = max(form.least_px, form.minimumWidth())
        form.setMaximumWidth(form_px)  # the bar has room of its own, so that nothing jumps where it comes or goes
        fields.setFixedWidth(min(form_px + fields.verticalScrollBar().sizeHint().width(), widest_px))
        return fields

    def _footer(self) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(28, 12, 28, 12)
        self._problem = plain("", "problem", footer, wrap=True)
        row.addWidget(self._problem, 1)
        self.progress = plain("", "quiet", footer)
        self.progress.hide()
        row.addWidget(self.progress, 1)
        self._copy = QPushButton(_("Copy picture"), footer)
        self._copy.clicked.connect(self._copy_picture)
        self.cancel_button = QPushButton(_("Cancel"), footer)
        self.cancel_button.clicked.connect(self.leave)
        self.save_button = QPushButton(_("Save as…"), footer)
        self.save_button.setProperty("role", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._ask)
        for button in (self._copy, self.cancel_button, self.save_button):
            row.addWidget(button)
        return footer

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._plan()

    def _plan(self) -> None:
        self._pause.start()

    def _choose_anew(self) -> None:
        self._not_saved = ""  # it was said of other choices
        self._plan()

    def _show_problem(self) -> None:
        self._problem.setText(self._not_saved or self._not_drawn)

    def refresh(self) -> None:
        """Draw the preview anew; what was said of a file that could not be saved stays."""
        self._not_drawn = ""
        self._show_problem()
        chosen = self.form.chosen
        self._copy.setVisible(chosen.kind == "picture")
        self.choice.show_counts(self.form.options())
        if chosen.kind != "picture":
            self.preview.say(sentences(chosen.about(), self._left_out(), self._how_long()))
            return
        ratio = self.devicePixelRatioF()
        try:
            width = round(self.preview.room_px() * ratio)
            image = render_preview(self._chronology, self.options(), width)
        except KnownError as error:
            self.preview.say("")
            self._not_drawn = str(error)
            self._show_problem()
            return
        self.preview.show_image(image, ratio)

    def options(self) -> ExportOptions:
        """Give what is chosen; KnownError where its profile cannot be read."""
        return replace(self.form.options(), profile=self.choice.profile)

    def _left_out(self) -> str:
        """Say how many events the format has no place for, before one waits for them."""
        if not self.form.chosen.dated:
            return ""
        try:
            return words_on_undated(undated_left_out(self._chronology, self.options()))
        except KnownError:  # it is told when one saves
            return ""

    def _how_long(self) -> str:
        """Say how long one waits, where that is long."""
        try:
            asked = look_over(self._chronology, self.options(), undated=True)
        except KnownError:  # it is told when one saves
            return ""
        return told_before(self.form.chosen, asked.kept)

    @property
    def problem(self) -> str:
        """What keeps the picture from being saved or drawn."""
        return self._problem.text()

    def _ask(self) -> None:
        chosen, name = self.form.chosen, self._chronology.name
        dialog = FileDialog(self, _("Export"), f"{chosen.label()} (*{chosen.suffix})", to_save=True)
        dialog.setDefaultSuffix(chosen.suffix.removeprefix("."))
        dialog.selectFile(file_name(name, chosen.suffix))
        dialog.fileSelected.connect(self._take_name)
        dialog.open()

    def _take_name(self, name: str) -> None:
        self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the file; the dialog closes when it is whole."""
        try:
            options = self.options()
        except KnownError as error:
            self._failed(error)
            return
        self._target = path
        steps = export_steps(self._chronology, options, path)
        self.save_button.setEnabled(False)
        self._not_saved = ""
        self._show_problem()
        self._begun_s = time.monotonic()
        self._slices.start(_("Exporting"), steps, self._done, self._failed)

    def _show_progress(self, progress: Progress | None) -> None:
        self.progressed.emit(progress)
        self.progress.setVisible(progress is not None)
        self._problem.setVisible(progress is None)
        if progress is None:
            self.cancel_button.setText(_("Cancel"))
            self.save_button.setEnabled(True)
            return
        self.cancel_button.setText(_("Stop"))
        told = told_during(progress.fraction, time.monotonic() - self._begun_s)
        if told != self.progress.text():
            self.progress.setText(told)

    def _done(self) -> None:
        close(self, DONE)
        if self._target is not None:
            self._services.tell(_("Exported {name}").format(name=self._target.name))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, KnownError):
            self._not_saved = str(error)
            self._show_problem()
        else:
            self._services.fault(error)

    def _copy_picture(self) -> None:
        if _to_clipboard(self._services, self._chronology, self.options):
            close(self, DONE)

    @override
    def reject(self) -> None:
        """Stop the writing, which leaves nothing behind, and stay; leave where nothing is written."""
        if self._slices.busy:
            self._slices.cancel()
        else:
            super().reject()


def copy_picture(services: Services, chronology: Chronology, showing: ShownView) -> None:
    """Put what the window shows on the clipboard, twice as fine as the screen."""
    form = ExportForm(showing)
    options = replace(form.options(), dpi=192.0, sources=False)
    form.deleteLater()
    _to_clipboard(services, chronology, lambda: replace(options, profile=default_profile(chronology)))


def _to_clipboard(services: Services, chronology: Chronology, options: Callable[[], ExportOptions]) -> bool:
    try:
        image = render_image(chronology, options())
    except KnownError as error:
        services.fault(error)
        return False
    QGuiApplication.clipboard().setImage(image)
    services.tell(_("Picture copied"))
    return True
