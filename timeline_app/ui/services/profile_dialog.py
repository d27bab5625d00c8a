"""What may go out: a profile is chosen, made or changed, with the events that it holds back before one's eyes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.document.gating import first_titles, profiles_of, told
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.publication import FIELDS, USUAL, PublicationProfile, ReplacedActor
from timeline_app.domain.publication_rules import read_profile, saved
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.timeline import status_words
from timeline_app.export.selection import look_over
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.name_input import NameField
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.labels import gated_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from timeline_app.document import Chronology
    from timeline_app.document.gating import Mask
    from timeline_app.domain.records import SavedProfile
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.selection import ExportSelection

    Keep = Callable[[Change], bool]
    Asked = tuple[ExportOptions, SavedProfile | None, PublicationProfile]

SIZE_PX: Final = (980, 720)
_COLUMNS: Final = 2
_PAUSE_MS: Final = 150
_MOST_LISTED: Final = 200
_LIST_PX: Final = 360
_MOST_NAMES: Final = 40


class ReplacedNames(QWidget):
    """Names of actors, each with the words that are read in its place; there is always room for one more."""

    changed = Signal()

    def __init__(self, chronology: Chronology, replaced: Sequence[ReplacedActor], parent: QWidget) -> None:
        super().__init__(parent)
        self._actors = chronology.actors
        self.rows: list[tuple[NameField, QLineEdit]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._before = {each.name: each for each in replaced}
        for each in replaced:
            self._add(each.name, each.words)
        self._add()

    def _add(self, name: str = "", words: str = "") -> None:
        offers = ((spelling, actor.name) for actor in self._actors for spelling in (actor.name, *actor.aliases))
        field = NameField(offers, (_("Name that is replaced"), _("an actor")))
        field.setText(name)
        shown = QLineEdit(self)
        shown.setAccessibleName(_("Words in its place"))
        shown.setPlaceholderText(_("a resident"))
        shown.setText(words)
        line = len(self.rows)
        self._grid.addWidget(field, line, 0)
        self._grid.addWidget(shown, line, 1)
        self.rows.append((field, shown))
        for each in (field, shown):
            each.textChanged.connect(self._follow)

    def _follow(self, _text: str) -> None:
        if self.rows[-1][0].text().strip() and len(self.rows) < _MOST_NAMES:
            self._add()
        self.changed.emit()

    def chosen(self) -> tuple[tuple[ReplacedActor, ...], NameField | None]:
        """Give what is chosen, and the first field whose name is no actor's."""
        found: list[ReplacedActor] = []
        wrong = None
        for field, shown in self.rows:
            name, words = field.text().strip(), shown.text().strip() or _("a resident")
            if not name:
                continue
            wanted = name_key(name)
            actor = next((a for a in self._actors if wanted in map(name_key, (a.name, *a.aliases))), None)
            if actor is not None:
                found.append(ReplacedActor(actor.name, words, actor.id))
            elif name in self._before:  # an actor that is gone: its name stays hidden
                found.append(replace(self._before[name], words=words))
            else:
                wrong = wrong or field
        return tuple(found), wrong


class ProfileDialog(PageDialog):
    """At the left what goes out, at the right what stays at home; a box that is ticked goes out."""

    def __init__(self, chronology: Chronology, keep: Keep, asked: Asked, parent: QWidget) -> None:
        """Take what keeps a change, and what is asked for: an export, and the profile as kept and as read."""
        super().__init__(_("What may go out"), _("Save profile"), SIZE_PX, parent)
        self._chronology = chronology
        self._keep = keep
        self._options, before, profile = asked
        self._before = before
        self.kept: SavedProfile | None = before
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        halves = self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        halves.setSpacing(28)
        left, right = self._half(halves), self._half(halves)
        self.column.addLayout(halves, 1)
        self._fill_left(left, profile)
        self._fill_right(right)
        self.look()
        self.name.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stack()

    def _stack(self) -> None:
        """Put the halves side by side, or one below the other where they have no room for that."""
        sides = [each for at in (0, 1) if (each := self._halves.itemAt(at)) is not None]
        margins = self.column.contentsMargins()
        needed_px = sum(each.minimumSize().width() for each in sides) + self._halves.spacing()
        needed_px += margins.left() + margins.right() + self.page_scroll.verticalScrollBar().sizeHint().width()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(down if needed_px > self.width() else across)

    def _half(self, halves: QBoxLayout) -> QVBoxLayout:
        """Begin half of the page, which Tab goes through to its end before the other."""
        page = QWidget(self)
        half = QVBoxLayout(page)
        half.setContentsMargins(0, 0, 0, 0)
        half.setSpacing(8)
        halves.addWidget(page, 1)
        return half

    def _fill_left(self, left: QVBoxLayout, profile: PublicationProfile) -> None:
        self.name = QLineEdit(self)
        self.name.setAccessibleName(_("Name of the profile"))
        self.name.setPlaceholderText(_("e.g. For the press"))
        self.name.setText(self._before.name if self._before else "")
        left.addWidget(plain(_("Name of the profile"), "heading", self, names=self.name))
        left.addWidget(self.name)
        statuses = {str(status): status_words(status) for status in STATUSES}
        self.statuses = self._boxes(left, _("Events that are"), statuses, frozenset(profile.statuses))
        self.sourced_only = CheckBox(_("Only what rests on a source"), self, on=profile.sourced_only)
        self.sourced_only.toggled.connect(self._plan)
        left.addWidget(self.sourced_only, 0, Qt.AlignmentFlag.AlignLeft)
        going = frozenset(FIELDS) - frozenset(profile.withheld)
        self.fields = self._boxes(left, _("Of each event"), {each: gated_words(each) for each in FIELDS}, going)
        self.coordinates = ComboBox(self)
        for exactness, words in coordinates_words().items():
            self.coordinates.addItem(words, exactness)
        self.coordinates.setCurrentIndex(self.coordinates.findData(profile.coordinates))
        self.coordinates.setAccessibleName(_("Coordinates of places"))
        self.coordinates.currentIndexChanged.connect(self._plan)
        left.addSpacing(6)
        left.addWidget(plain(_("Coordinates of places"), "heading", self, names=self.coordinates))
        left.addWidget(self.coordinates)
        left.addSpacing(6)
        left.addWidget(plain(_("Names that are replaced wherever they stand"), "heading", self, wrap=True))
        self.names = ReplacedNames(self._chronology, profile.replaced, self)
        self.names.changed.connect(self._plan)
        left.addWidget(self.names)
        note = _(
            "Quotes that say such a name are left out, never changed. Look at the result: no rule finds every spelling."
        )
        left.addWidget(plain(note, "quiet", self, wrap=True))
        left.addStretch(1)

    def _fill_right(self, right: QVBoxLayout) -> None:
        right.addWidget(plain(_("What stays at home, and why"), "heading", self, wrap=True))
        self.held = QListWidget(self)
        self.held.setAccessibleName(_("What stays at home, and why"))
        self.held.setMinimumHeight(scaled_px(_LIST_PX))
        self.held.setMinimumWidth(scaled_px(_LIST_PX))
        self.held.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right.addWidget(self.held, 1)
        right.addWidget(plain(_("On what you publish it will say:"), "quiet", self, wrap=True))
        self.line = plain("", "body", self, wrap=True)
        right.addWidget(self.line)

    def _boxes(
        self, column: QVBoxLayout, heading: str, words: Mapping[str, str], on: frozenset[str]
    ) -> dict[str, CheckBox]:
        column.addSpacing(6)
        column.addWidget(plain(heading, "heading", self))
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        boxes = {name: CheckBox(label, self, on=name in on) for name, label in words.items()}
        for number, box in enumerate(boxes.values()):
            box.toggled.connect(self._plan)
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignLeft)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        return boxes

    def _plan(self, _value: object = None) -> None:
        self.refuse("")
        self._pause.start()

    @property
    def profile(self) -> PublicationProfile:
        """What is chosen; names of nobody are left aside until one saves."""
        return PublicationProfile(
            statuses=tuple(status for status in STATUSES if self.statuses[status].isChecked()),
            withheld=tuple(field for field in FIELDS if not self.fields[field].isChecked()),
            coordinates=self.coordinates.currentData(),
            replaced=self.names.chosen()[0],
            sourced_only=self.sourced_only.isChecked(),
        )

    def look(self) -> None:
        """List what stays at home by what is chosen now."""
        self.held.clear()
        try:
            found = look_over(self._chronology, replace(self._options, profile=self.profile), undated=True)
        except KnownError as error:
            self.line.setText(str(error))
            return
        for heading, mask in _groups(found).items():
            count = int(mask.sum())
            if not count:
                continue
            self._list_heading(_("{what} ({n})").format(what=heading, n=grouped(count)))
            for title in first_titles(self._chronology, mask, _MOST_LISTED):
                self.held.addItem(title)
            if count > _MOST_LISTED:
                self.held.addItem(_("and {n} more").format(n=grouped(count - _MOST_LISTED)))
        if not self.held.count():
            self._list_heading(_("Every event goes out."))
        self.line.setText(told(found.passing, self.profile).line or _("Nothing: no reader misses anything."))

    def _list_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        font = QFont(self.held.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.held.addItem(item)

    @override
    def confirm(self) -> None:
        profile, (_found, wrong) = self.profile, self.names.chosen()
        if not profile.statuses:
            self.refuse(_("Choose at least one status, or nothing would go out."))
            return
        if wrong is not None:
            self.refuse(_("No actor is called “{name}”.").format(name=wrong.text().strip()), wrong)
            return
        others = [each for each in profiles_of(self._chronology) if self._before is None or each.id != self._before.id]
        if name_key(self.name.text()) in {name_key(each.name) for each in others}:
            self.refuse(_("There is another profile of this name already; give this one a name of its own."), self.name)
            return
        try:
            self.kept = saved(self.name.text(), profile, self._before)
        except KnownError as error:
            self.refuse(str(error), self.name)
            return
        if self.kept == self._before:
            close(self, DONE)
            return
        label = _("Set the profile “{name}”").format(name=self.kept.name)
        if self._keep(Change(label, (self._before,) if self._before else (), (self.kept,))):
            close(self, DONE)
        else:
            self.refuse(_("The profile could not be saved."))


class ProfileChoice(QWidget):
    """Which profile is in force, what it holds back in a line, and the way to change it.

    Where somebody has made profiles, the first is chosen from the start: who needs one should not have to think of it.
    """

    changed = Signal()

    def __init__(self, chronology: Chronology, keep: Keep, usual: PublicationProfile | None) -> None:
        """Take what keeps a change, and the profile that is in force while none has been made."""
        super().__init__()
        self._chronology = chronology
        self._keep = keep
        self._usual = usual
        self._options: ExportOptions | None = None
        self.box = ComboBox(self, yields=True)
        self.box.setAccessibleName(_("What may go out"))
        self.change_button = QPushButton(_("Change…"), self)
        self.change_button.setAutoDefault(False)
        self.change_button.clicked.connect(self.edit)
        self.delete_button = QPushButton(_("Delete"), self)
        self.delete_button.setAutoDefault(False)
        self.delete_button.setToolTip(_("Take this profile away; undo brings it back"))
        self.delete_button.clicked.connect(self.delete)
        self.line = plain("", "quiet", self, wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.box, 1)
        row.addWidget(self.change_button)
        row.addWidget(self.delete_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(plain(_("What may go out"), "heading", self, names=self.box))
        column.addLayout(row)
        column.addWidget(self.line)
        self._fill("")
        self.box.currentIndexChanged.connect(self._chosen)

    def _fill(self, chosen: str) -> None:
        """Offer what there is; `chosen` is the id of a profile."""
        self.box.blockSignals(True)
        self.box.clear()
        for each in profiles_of(self._chronology):
            self.box.addItem(each.name, each)
        if self._usual is not None:
            self.box.addItem(_("Without rumours or notes"), None)
        else:
            self.box.addItem(_("Everything"), None)
        for index in range(self.box.count()):
            if self.box.itemData(index) is not None and self.box.itemData(index).id == chosen:
                self.box.setCurrentIndex(index)
        self.box.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        self.change_button.setText(_("New profile…") if self.kept is None else _("Change…"))
        self.delete_button.setVisible(self.kept is not None)
        self.show_counts(self._options)

    def _chosen(self, _index: int) -> None:
        self._follow()
        self.changed.emit()

    @property
    def kept(self) -> SavedProfile | None:
        """The profile that is chosen, as it is kept; None for none."""
        found: SavedProfile | None = self.box.currentData()
        return found

    @property
    def profile(self) -> PublicationProfile | None:
        """What may go out; KnownError where the profile cannot be read."""
        return read_profile(self.kept) if self.kept else self._usual

    def show_counts(self, options: ExportOptions | None) -> None:
        """Say of what is asked for what is held back, and what rests on no source and goes out all the same."""
        self._options = options
        if options is None:
            return
        try:
            found = look_over(self._chronology, replace(options, profile=self.profile), undated=True)
            bare = int(found.passing.unsourced_going.sum())
            said = told(found.passing, self.profile).line
        except KnownError as error:
            self.line.setText(str(error))
            return
        warning = _unsourced(bare) if bare else ""
        self.line.setText(sentences(said, warning) or _("Nothing is held back."))

    def edit(self) -> None:
        """Change the profile that is chosen, or make one."""
        if self._options is None:
            return
        try:
            found = self.profile
        except KnownError as error:
            self.line.setText(str(error))
            return
        asked = (self._options, self.kept, found or USUAL)
        dialog = ProfileDialog(self._chronology, self._keep, asked, self.window())
        dialog.accepted.connect(self._take)
        dialog.open()

    def _take(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, ProfileDialog) and dialog.kept is not None:
            self._fill(dialog.kept.id)
            self.changed.emit()

    def delete(self) -> None:
        """Take the profile away; undo brings it back."""
        kept = self.kept
        if kept is not None and self._keep(Change(_("Delete the profile “{name}”").format(name=kept.name), (kept,))):
            self._fill("")
            self.changed.emit()


def default_profile(chronology: Chronology) -> PublicationProfile | None:
    """Give what is in force where nobody chooses: the first profile that was made, else none."""
    profiles = profiles_of(chronology)
    return read_profile(profiles[0]) if profiles else None


def coordinates_words() -> dict[str, str]:
    """Name how exact coordinates are."""
    return {
        "1km": _("To about a kilometre"),
        "10km": _("To about ten kilometres"),
        "exact": _("As they are"),
        "none": _("Left out"),
    }


def _groups(found: ExportSelection) -> dict[str, Mask]:
    passing = found.passing
    return {
        _("Held back by their status"): passing.by_status,
        _("Held back, as they rest on no source"): passing.unsourced,
        _("Go out, but rest on no source"): passing.unsourced_going,
    }


def _unsourced(count: int) -> str:
    return ngettext(
        "{n} event that goes out rests on no source.", "{n} events that go out rest on no source.", count
    ).format(n=grouped(count))
