"""A source as a record: what it is called, who published it, when and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import Change
from timeline_app.domain.choice_words import source_kind_named, source_kind_words
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import safe_url
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

    from timeline_app.domain.records import Source


SOURCE_SIZE_PX = (560, 640)


class SourceDialog(PageDialog):
    """Saving makes one change; nothing else of the source's evidence is touched."""

    changed = Signal(object)
    """The `Change`."""

    def __init__(self, source: Source, order: str, parent: QWidget) -> None:
        super().__init__(_("Source"), _("Save"), SOURCE_SIZE_PX, parent)
        self._source = source
        fields = (
            ("title", _("Title"), ""),
            ("publisher", _("Publisher"), _("newspaper, agency, ministry, publishing house")),
            ("author", _("Author"), _("several between semicolons")),
            ("url", _("Address"), "https://…"),
            ("archive_url", _("Archived at"), "https://…"),
        )
        self.fields: dict[str, QLineEdit] = {}
        for name, words, hint in fields:
            self.fields[name] = self.add_field(words, hint)
        self.published = DateInput(_("Published"), _("e.g. 21 July 2025"), order, self)
        self.add_labelled(_("Published"), self.published)
        for name, words, hint in (
            ("kind", _("Kind"), _("report, book, dataset, video …")),
            ("language", _("Language"), _("en, uk, ru …")),
            ("licence", _("Licence"), ""),
        ):
            self.fields[name] = self.add_field(words, hint)
        for name, field in self.fields.items():
            text = str(getattr(source, name))
            field.setText(source_kind_words(text) if name == "kind" else text)
            field.setCursorPosition(0)
        self.published.set_date(day_in_words(source.published), source.published, "")
        self.column.addStretch(1)
        self.fields["title"].setFocus()

    def _is_no_address(self, name: str, text: str) -> bool:
        return bool(text) and text != getattr(self._source, name) and safe_url(text) is None

    @override
    def confirm(self) -> None:
        values = {name: " ".join(field.text().split()) for name, field in self.fields.items()}
        values["kind"] = source_kind_named(values["kind"])
        if not values["title"]:
            self.refuse(_("A source needs a title."), self.fields["title"])
        elif wrong := next((name for name in ("url", "archive_url") if self._is_no_address(name, values[name])), ""):
            self.refuse(_("An address begins with http:// or https://."), self.fields[wrong])
        elif self.published.reading.error:
            self.refuse(self.published.reading.error, self.published.field)
        else:
            after = replace(self._source, published=self.published.reading.edtf, **values)
            if after == self._source:
                close(self, DONE)
                return
            label = _("Edit the source “{title}”").format(title=after.title)
            self.hand_over(self.changed, Change(label, (self._source,), (after,)))
