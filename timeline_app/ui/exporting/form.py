"""The form of the export dialog, and the export options made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.export.options import STORY, ExportOptions
from timeline_app.export.presets import PRESETS, preset_named
from timeline_app.export.registry import WRITE_FORMATS, written_as
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox, add_heading
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.export.presets import Preset
    from timeline_app.export.write_format import Kind, WriteFormat


_ON_AN_AXIS: Final = ("lanes", "cards")
_BLEED_MM: Final = 3.0
"""What printers ask for."""


@dataclass(frozen=True, slots=True)
class ShownView:
    """What the window shows: filter, stretch of time, lanes, zone."""

    name: str
    query: str
    span: tuple[int, int]
    lanes: str
    zone: str
    dark: bool = False
    selected: tuple[int, ...] = ()
    """The rows of the selected events."""
    stories: tuple[str, ...] = ()
    """The names of the stories that can be told."""
    story: str = ""
    """The one that shall go out; empty where nobody chose one."""


class ExportForm(QWidget):
    """Format first; what does not go with it is hidden."""

    changed = Signal()

    def __init__(self, showing: ShownView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = showing
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.format = self._choice("format", _("Format"), [])
        self._offer_formats()
        self.preset = self._choice("preset", _("Made for"), _presets())
        self.layout_choice = self._choice("layout", _("Layout"), _layouts(tells=bool(showing.stories)))
        self.preset.currentIndexChanged.connect(self._take_layout)
        self.layout_choice.currentIndexChanged.connect(self._take_story)
        self.story = self._choice("story", _("Story"), _stories(showing.stories))
        self.key = self._choice("key", _("Cards"), _key_events(len(showing.selected)))
        self.range = self._choice("range", _("Time"), [("visible", _("As in the window")), ("whole", _("Whole range"))])
        self.dimensions = self._choice("size", _("Size"), _sizes())
        self.paper = self._choice("paper", _("Paper"), [("A4", "A4"), ("A3", "A3")])
        lying = [("landscape", _("Landscape")), ("portrait", _("Portrait"))]
        self.upright = self._choice("upright", _("Orientation"), lying)
        self.pages = self._choice("pages", _("Spread over"), _pages())
        self.scale = self._choice("scale", _("Resolution"), _scales())
        self.theme = self._choice("theme", _("Colours"), _themes())
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(showing.name)
        self.title.textChanged.connect(self._tell)
        self._add("title", _("Title"), self.title)
        self.kept = self._box(_("Only what the filters keep"), on=bool(showing.query.strip()))
        self.dates = self._box(_("Dates before titles"), on=True)
        self.gaps = self._box(_("Shorten long stretches without events"), on=False)
        self.legend = self._box(_("Legend"), on=True)
        self.sources = self._box(_("List of sources"), on=True)
        self.transparent = self._box(_("Transparent ground"), on=False)
        self.bleed = self._box(_("3 mm of bleed, and crop marks"), on=False)
        self._lay_out()
        if showing.story:
            self._publish_story(showing.story)
        self._settle()

    def _publish_story(self, name: str) -> None:
        """Begin with the page that tells a story; a PDF is a choice away."""
        self.format.setCurrentIndex(self.format.findData("html"))
        self.layout_choice.setCurrentIndex(self.layout_choice.findData(STORY))
        self.story.setCurrentIndex(self.story.findData(name))
        self.kept.setChecked(False)
        self.range.setCurrentIndex(self.range.findData("whole"))

    def _take_story(self) -> None:
        """Choose a story where one is to be told."""
        if self.layout_choice.currentData() == STORY and not self.story.currentData():
            self.story.setCurrentIndex(1)

    def _offer_layouts(self) -> None:
        """Let a story be chosen as a layout only where the format has pages for it."""
        at = self.layout_choice.findData(STORY)
        if at < 0:
            return
        takes = self.chosen.options
        possible = "story" in takes or "layout" not in takes
        model = self.layout_choice.model()
        if isinstance(model, QStandardItemModel):
            model.item(at).setEnabled(possible)
        if not possible and self.layout_choice.currentIndex() == at:
            blocker = QSignalBlocker(self.layout_choice)
            self.layout_choice.setCurrentIndex(0)
            blocker.unblock()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        column.addSpacing(8)
        for box in (self.kept, self.gaps, self.dates, self.legend, self.sources, self.transparent, self.bleed):
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.kept.setVisible(bool(self._showing.query.strip()))

    @property
    def least_px(self) -> int:
        """How wide it must be for every format: which fields are seen changes with the format, the width does not."""
        for label, field in self._rows.values():
            label.ensurePolished()
            field.ensurePolished()
        words_px = max(label.sizeHint().width() for label, _field in self._rows.values())
        field_px = max(field.minimumSizeHint().width() for _label, field in self._rows.values())
        boxes = (self.kept, self.gaps, self.dates, self.legend, self.sources, self.transparent, self.bleed)
        return max(words_px + self._grid.horizontalSpacing() + field_px, *(each.sizeHint().width() for each in boxes))

    def _choice(self, name: str, words: str, choices: Sequence[tuple[str, str]]) -> ComboBox:
        box = ComboBox(self)
        for value, label in choices:
            box.addItem(label, value)
        box.currentIndexChanged.connect(self._tell)
        self._add(name, words, box)
        return box

    def _offer_formats(self) -> None:
        """Offer the formats under the kinds that they are of; the first one is chosen."""
        blocker = QSignalBlocker(self.format)
        for kind, words in _kinds().items():
            offered = [each for each in WRITE_FORMATS if each.kind == kind]
            if offered:
                add_heading(self.format, words)
            for each in offered:
                self.format.addItem(each.label(), each.name)
        self.format.setCurrentIndex(self.format.findData(WRITE_FORMATS[0].name))
        blocker.unblock()

    def _add(self, name: str, words: str, widget: QWidget) -> None:
        label = plain(words, "quiet", self, names=widget)
        widget.setAccessibleName(words)
        line = len(self._rows)
        self._grid.addWidget(label, line, 0)
        self._grid.addWidget(widget, line, 1)
        self._rows[name] = (label, widget)

    def _box(self, words: str, *, on: bool) -> CheckBox:
        box = CheckBox(words, self, on=on)
        box.toggled.connect(self._tell)
        return box

    def _tell(self, _value: object = None) -> None:
        self._settle()
        self.changed.emit()

    def _take_layout(self) -> None:
        """Choose the layout that goes with the preset; another one can be chosen after."""
        preset = self._preset
        if preset is not None:
            self.layout_choice.setCurrentIndex(self.layout_choice.findData(preset.layout))

    @property
    def _preset(self) -> Preset | None:
        name = str(self.preset.currentData())
        return preset_named(name) if name and "layout" in self.chosen.options else None

    def _settle(self) -> None:
        """Show what goes with the format, and leave out what the preset says."""
        self._offer_layouts()
        takes = self.chosen.options
        free = self._preset is None
        layout = str(self.layout_choice.currentData())
        in_lanes = layout == "lanes"
        shown = {
            "preset": "layout" in takes,
            "layout": "layout" in takes,
            "story": self._tells(),
            "key": layout == "cards" and "layout" in takes and bool(self._showing.selected),
            "range": "range" in takes and not (layout == STORY and "layout" in takes),
            "size": "pixels" in takes and free,
            "paper": "paper" in takes and free,
            "upright": "orientation" in takes and free,
            "pages": "pages" in takes and in_lanes,
            "scale": "resolution" in takes and free,
            "theme": "theme" in takes,
            "title": "title" in takes,
        }
        for name, on in shown.items():
            for widget in self._rows[name]:
                widget.setVisible(on)
        self.dates.setVisible("dates" in takes and in_lanes)
        self.gaps.setVisible("gaps" in takes and layout in _ON_AN_AXIS)
        self.kept.setVisible(bool(self._showing.query.strip()) and not (layout == STORY and "layout" in takes))
        self.legend.setVisible("legend" in takes)
        self.sources.setVisible("sources" in takes)
        self.transparent.setVisible("transparent" in takes)
        self.bleed.setVisible("bleed" in takes)

    @property
    def chosen(self) -> WriteFormat:
        """The format to write."""
        return written_as(str(self.format.currentData()))

    def _tells(self) -> bool:
        """Whether a story can go out as the choices stand."""
        takes = self.chosen.options
        told = "layout" not in takes or self.layout_choice.currentData() == STORY
        return bool(self._showing.stories) and "story" in takes and told

    def options(self) -> ExportOptions:
        """Give what is chosen, and of that what the format takes."""
        form = self.chosen
        takes, preset = form.options, self._preset
        layout = str(self.layout_choice.currentData()) if "layout" in takes else "lanes"
        own = layout != STORY  # each view of a story has a filter and a stretch of its own
        made = ExportOptions(
            format=form.name,
            size=str((self.paper if "paper" in takes else self.dimensions).currentData()),
            dpi=96.0 * int(self.scale.currentData()) if "resolution" in takes and preset is None else 0.0,
            layout=layout,
            key_rows=self._showing.selected if layout == "cards" and self.key.currentData() == "selected" else (),
            landscape=self.upright.currentData() != "portrait",
            theme=str(self.theme.currentData()) if "theme" in takes else "",
            lanes=self._showing.lanes,
            query=self._showing.query if own and self.kept.isChecked() else "",
            span=self._showing.span if own and self.range.currentData() == "visible" else None,
            story=str(self.story.currentData() or "") if self._tells() else "",
            title=self.title.text().strip() if "title" in takes else "",
            transparent="transparent" in takes and self.transparent.isChecked(),
            compress_gaps="gaps" in takes and layout in _ON_AN_AXIS and self.gaps.isChecked(),
            bleed=_BLEED_MM if "bleed" in takes and self.bleed.isChecked() else 0.0,
            dates=self.dates.isChecked(),
            legend=self.legend.isChecked(),
            sources=self.sources.isChecked(),
            pages=int(self.pages.currentData()) if "pages" in takes and layout == "lanes" else 1,
            zone=self._showing.zone,
            for_spreadsheet=True,
        )
        return preset.on(made, layout) if preset is not None else made


def _presets() -> list[tuple[str, str]]:
    return [("", _("A size of your own")), *((each.name, each.label()) for each in PRESETS)]


def _layouts(*, tells: bool) -> list[tuple[str, str]]:
    return [
        ("lanes", _("Lanes over time")),
        ("column", _("Column to read")),
        ("cards", _("Key events as cards")),
        ("table", _("Table")),
        *([(STORY, _("Story, a view a page"))] * tells),
    ]


def _stories(names: Sequence[str]) -> list[tuple[str, str]]:
    return [("", _("None")), *((name, on_one_line(name).strip() or _("Untitled")) for name in names)]


def _key_events(selected: int) -> list[tuple[str, str]]:
    """Offer which events are cards; who selected several means those."""
    words = ngettext("The selected event", "The {n} selected events", selected).format(n=grouped(selected))
    offered = [("foremost", _("The most important")), ("selected", words)]
    return offered[::-1] if selected > 1 else offered


def _kinds() -> dict[Kind, str]:
    return {"picture": _("Pictures"), "page": _("Web page"), "document": _("Documents"), "data": _("Data")}


def _sizes() -> list[tuple[str, str]]:
    return [
        ("1600", _("1600 × as needed")),
        ("1920x1080", "1920 × 1080"),
        ("1200x630", _("1200 × 630, for a link")),
        ("1080x1080", _("1080 × 1080, square")),
        ("2400", _("2400 × as needed")),
    ]


def _scales() -> list[tuple[str, str]]:
    return [("1", _("As on the screen")), ("2", _("Twice as fine")), ("3", _("Three times as fine"))]


def _pages() -> list[tuple[str, str]]:
    return [("1", _("One page")), ("2", _("2 pages")), ("4", _("4 pages")), ("8", _("8 pages"))]


def _themes() -> list[tuple[str, str]]:
    return [
        ("", _("As suits the format")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("print", _("Print")),
        ("print-grey", _("Print, in grey")),
        ("print-safe", _("Print, for any colour vision")),
    ]
