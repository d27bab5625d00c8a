"""Looking a store over after it was opened; the sourcing view lists what is wrong with it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from timeline_app.domain.errors import DamagedError
from timeline_app.ui.jobs import QUIETLY

if TYPE_CHECKING:
    from timeline_app.store.checking import Report
    from timeline_app.ui.jobs import Ticket
    from timeline_app.ui.main_window import MainWindow


def look_over(window: MainWindow) -> None:
    """Check the open store off the window's thread; where something is wrong, say so and offer the list."""
    session = window.session
    if session is None:
        return
    store = session.chronology.store

    def work(_ticket: Ticket) -> Report:
        return store.check()

    def tell(report: Report) -> None:
        if report.ok or window.session is not session:
            return
        count = len(report.problems)
        words = ngettext(
            "{count} thing is wrong in this chronology.", "{count} things are wrong in this chronology.", count
        )

        words = words.format(count=f"{count:,}")
        damage = next((each.message for each in report.problems if each.kind == "integrity"), "")
        if damage:
            window.keeping.rescuing.tell(store.path, damage)
            return
        window.banner.say(words, "problem", _("Show"), window.evidence.show_sourcing)

    def fail(error: BaseException) -> None:
        if window.session is not session:  # the store was closed under the check
            return
        window.faults.tell(error)
        if isinstance(error, DamagedError):
            window.keeping.rescuing.tell(store.path, str(error))

    window.jobs.start(QUIETLY, work, tell, fail)
