"""What every controller of a window may use: what is open, the worker, and the ways to speak to the person.

A controller takes these and never the window: what it needs besides is given to it as narrow callables, and what it
wants from another controller it asks for by a signal that `ui/app` joins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.change import Change
    from timeline_app.ui.services.jobs import Jobs
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.services.settings import Preferences

    OpenStore = Callable[[Path], bool]
    """Opens the store at a path in place of the one that is open, and tells whether it is open now."""

Tone = Literal["note", "problem"]


class Form(Protocol):
    """What is filled in: a dialog that can say why it was not saved."""

    def refuse(self, sentence: str) -> None:
        """Say why nothing was saved."""

    def done(self, result: int) -> None:
        """Leave."""


class FormOfNoFields:
    """What asks for a change without a form: it is told why nothing was done, and that it was done."""

    def __init__(self, refuse: Callable[[str], object], done: Callable[[], object]) -> None:
        self._refuse, self._done = refuse, done

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done."""
        self._refuse(sentence)

    def done(self, _result: int) -> None:
        """Go on: the change is in the file."""
        self._done()


class Services(Protocol):
    """The services of one window."""

    @property
    def session(self) -> Session | None:
        """What is open; None while nothing is."""

    @property
    def jobs(self) -> Jobs:
        """The worker."""

    @property
    def preferences(self) -> Preferences:
        """The settings in force."""

    @property
    def window(self) -> QWidget:
        """What dialogs lie above."""

    def tell(self, words: str, *, undo: bool = False) -> None:
        """Say for a few seconds what was done, with a button that takes it back."""

    def tell_done(self, change: Change, hint: str = "") -> None:
        """Say what a change did, as undo says what it took back, with a button that does so; then a hint."""

    def note(self, sentence: str, tone: Tone = "note") -> None:
        """Say a sentence that stays until it is put away."""

    def ask(self, sentence: str, action: str, do: Callable[[], object], tone: Tone = "note") -> None:
        """Say a sentence that stays, with a button that does something about it."""

    def withdraw(self, sentence: str) -> None:
        """Put a sentence away that no longer holds, if it is still the one that is shown."""

    def fault(self, error: BaseException) -> None:
        """Say what went wrong."""

    def apply(self, change: Change) -> bool:
        """Make a change; say so and give False where that fails."""

    def save(self, change: Change, form: Form) -> None:
        """Make the change of a form, which stays open with all that was typed until the change is in the file."""
