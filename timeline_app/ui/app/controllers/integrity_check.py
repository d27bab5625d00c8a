"""Looking a store over after it was opened; the sourcing view lists what is wrong with it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document.safety import Report
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Services

_WORK_S: Final = 0.001
_REST_S: Final = 0.004


def look_over(services: Services, show: Callable[[], None], tell_damage: Callable[[Path, str], None]) -> None:
    """Check the open store while nothing else is to be done; where something is wrong, say so and offer the list.

    `show` opens the list; `tell_damage` says what can be done about a damaged file.
    """
    session = services.session
    if session is None:
        return
    chronology = session.chronology

    def work(job: Job) -> Report:
        return chronology.file.check(_Aside(job))

    def tell(report: Report) -> None:
        if report.ok or services.session is not session:
            return
        if {each.kind for each in report.problems} == {"log"}:  # which was told when the file was opened
            return
        count = len(report.problems)
        words = ngettext(
            "{count} thing is wrong in this chronology.", "{count} things are wrong in this chronology.", count
        )

        words = words.format(count=grouped(count))
        damage = next((each.message for each in report.problems if each.kind == "integrity"), "")
        if damage:
            tell_damage(chronology.path, damage)
            return
        services.ask(words, _("Show"), show, "problem")

    def fail(error: BaseException) -> None:
        if services.session is not session:  # the store was closed under the check
            return
        services.fault(error)
        if isinstance(error, DamagedError):
            tell_damage(chronology.path, str(error))

    services.jobs.when_idle(work, tell, fail)


class _Aside:
    """Leaves the interpreter to the window for most of the time: nobody waits for this, and a pan would be felt."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._rested_s = time.perf_counter()

    def __call__(self) -> None:
        """Rest where the last rest was a while ago; stop where other work has come."""
        if time.perf_counter() - self._rested_s < _WORK_S:
            return
        self._job.progress(-1.0)
        time.sleep(_REST_S)
        self._rested_s = time.perf_counter()
