"""Whether repeated events of a calendar are taken once, with their rule in words, or each time in some days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.zones import LOCAL, today_as_edtf
from timeline_app.formats.reading import Days
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from timeline_app.document.importing import ImportPlan
    from timeline_app.domain.draft import Draft

_A_YEAR: Final = timedelta(days=365)


class RepeatChoice(QWidget):
    """A choice, and below it the first and the last day where each time is wanted."""

    chosen = Signal(object)
    """`Days`, or None to take a repeated event once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = _("Repeated events")
        self.way = ComboBox(self, yields=True)
        self.way.setAccessibleName(words)
        self.way.addItem(_("Once, with the rule in the notes"), False)
        self.way.addItem(_("Each time, within some days"), True)
        self.way.activated.connect(self._choose)
        label = plain(words, "heading", self, names=self.way)
        self._of_first, self._of_last = plain(_("From"), "quiet", self), plain(_("To"), "quiet", self)
        self.first = DateInput(_("The first day for repeated events"), _("e.g. 24 February 2022"), "dmy", self)
        self.last = DateInput(_("The last day for repeated events"), _("e.g. December 2022"), "dmy", self)
        self._problem = plain("", "problem", self, wrap=True)
        for widget in (label, self.way, self._of_first, self.first, self._of_last, self.last, self._problem):
            column.addWidget(widget)
        for input_ in (self.first, self.last):
            input_.field.editingFinished.connect(self._take_days)

    def show_choice(self, plan: ImportPlan) -> None:
        """Show what is in force, where the file has repeated events."""
        self._plan = plan
        self.setVisible(plan.repeats)
        days = plan.options.reading.repeats
        self.way.setCurrentIndex(int(days is not None))
        self._problem.hide()
        for widget in (self._of_first, self.first, self._of_last, self.last):
            widget.setVisible(days is not None)
        if days is not None and days != self._days():
            self.first.set_date("", days.first.isoformat(), "")
            self.last.set_date("", days.last.isoformat(), "")

    @property
    def problem(self) -> str:
        """What is wrong with the days that stand in the fields."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _choose(self, place: int) -> None:
        if self._plan is not None:
            self.chosen.emit(_usual_days(self._plan.first) if place else None)

    def _take_days(self) -> None:
        days = self._days()
        if self._plan is None or self._plan.options.reading.repeats in (None, days):
            return
        reversed_ = days is not None and days.first > days.last
        self._problem.setText(_("The last day lies before the first.") if reversed_ else "")
        self._problem.setVisible(reversed_)
        if days is not None and not reversed_:
            self.chosen.emit(days)

    def _days(self) -> Days | None:
        """Give the days that stand in the fields; of a month or year the first and the last one."""
        first, last = self.first.reading.when, self.last.reading.when
        with suppress(ValueError):
            if first is not None and last is not None:
                return Days(date.fromisoformat(first.earliest[:10]), date.fromisoformat(last.latest[:10]))
        return None


def _usual_days(drafts: tuple[Draft, ...]) -> Days:
    """Give the days from the first event to today; a year where nothing has happened yet."""
    today = date.fromisoformat(today_as_edtf(LOCAL))
    starts = []
    for draft in drafts:
        with suppress(ValueError):
            starts.append(date.fromisoformat(draft.start[:10]))
    first = min(starts, default=today - _A_YEAR)
    return Days(first, max(today, first + _A_YEAR if first > today else today))
