"""Drafts of the event editor, written to a file each second, so that a crash or a power cut takes no text.

The file lies with the program's own notes, readable by its owner alone, and goes when the event is saved or the text
is discarded. Who opens the chronology after a crash is offered to go on writing.

What stands in the fields of the event editor, as plain texts: kept while one types, put back after a crash.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from timeline_app.base.folders import state_folder
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.domain.records import Event
    from timeline_app.ui.events.editor import EventEditor
    from timeline_app.ui.events.event_form import EventForm
    from timeline_app.ui.events.evidence_form import EvidenceForm
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.widgets.buttons import ComboBox


Texts = dict[str, Any]


def texts_of(editor: EventEditor) -> Texts:
    """Give all that stands in an editor; reading it changes nothing."""
    return {"event": _event(editor.form), "evidence": [_evidence(form) for form in editor.evidence_forms]}


def put_back(texts: Texts, editor: EventEditor) -> None:
    """Fill texts into an editor that was opened for the same event; what cannot be made out is left as it is."""
    _fill_event(editor.form, _texts(texts.get("event")))
    listed = texts.get("evidence")
    known = {form.known_id: form for form in editor.evidence_forms if form.known_id}
    for each in listed if isinstance(listed, list) else []:
        plain = _texts(each)
        form = known.get(plain.get("known", "")) or editor.add_evidence()
        _fill_evidence(form, plain)
    editor.form.title.setFocus()


def _event(form: EventForm) -> dict[str, str]:
    return {
        "title": form.title.text(),
        "start": form.start.field.text(),
        "end": form.end.field.text(),
        "zone": str(form.zone.currentData() or ""),
        "status": str(form.status.currentData() or ""),
        "importance": str(form.importance.currentData() or ""),
        "category": form.category.text(),
        "place": form.place.text(),
        "actors": form.actors.text(),
        "tags": form.tags.text(),
        "summary": form.summary.toPlainText(),
        "notes": form.notes.toPlainText(),
    }


def _fill_event(form: EventForm, texts: dict[str, str]) -> None:
    _choose(form.zone, texts.get("zone", ""))
    for name, date in (("start", form.start), ("end", form.end)):
        if name in texts and texts[name] != date.field.text():
            date.set_words(texts[name])
    _choose(form.status, texts.get("status", ""))
    if texts.get("importance", "") in {"1", "2", "3", "4", "5"}:
        form.importance.setCurrentIndex(int(texts["importance"]) - 1)
    for name in ("title", "category", "place", "actors", "tags"):
        if name in texts:
            getattr(form, name).setText(texts[name])
    for name in ("summary", "notes"):
        if name in texts:
            getattr(form, name).setPlainText(texts[name])


_LINES: Final = ("title", "publisher", "author", "url", "archive_url", "locator")
_DATES: Final = ("date", "claimed")
_CHOICES: Final = ("kind", "stance")
"""Fields of an evidence form by their names there."""


def _evidence(form: EvidenceForm) -> dict[str, str]:
    return {
        "known": form.known_id,
        **{name: getattr(form, name).text() for name in _LINES},
        **{name: getattr(form, name).field.text() for name in _DATES},
        **{name: str(getattr(form, name).currentData() or "") for name in _CHOICES},
        "exact": form.exact.toPlainText(),
    }


def _fill_evidence(form: EvidenceForm, texts: dict[str, str]) -> None:
    for name in _LINES:
        field = getattr(form, name)
        if name in texts and texts[name] != field.text():
            field.setText(texts[name])
    for name in _DATES:
        date = getattr(form, name)
        if name in texts and texts[name] != date.field.text():
            date.set_words(texts[name])
    for name in _CHOICES:
        _choose(getattr(form, name), texts.get(name, ""))
    if "exact" in texts:
        form.exact.setPlainText(texts["exact"])


def _choose(choice: ComboBox, value: str) -> None:
    index = choice.findData(value)
    if index >= 0:
        choice.setCurrentIndex(index)


def _texts(value: object) -> dict[str, str]:
    """Hold what a file says to texts by names."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in pairs if isinstance(name, str) and isinstance(text, str)}


EVERY_MS: Final = 1_000
ALIVE_S: Final = 4.0
"""A file that was touched so lately is being written by a window that is open."""
KEPT_S: Final = 90 * 86_400
MOST_BYTES: Final = 20_000_000
MOST_LETTERS: Final = 60


class Drafts(QObject):
    """The drafts of one window."""

    def __init__(self, services: Services, open_editor: Callable[[Event | None], EventEditor | None]) -> None:
        super().__init__(services.window)
        self._services = services
        self._open_editor = open_editor
        self._editor: EventEditor | None = None
        self._file: Path | None = None
        self._first: Texts = {}
        self._last: Texts = {}
        self._offered: Path | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def follow(self, editor: EventEditor, event_id: str) -> None:
        """Keep what is typed into an editor until it is left."""
        session = self._services.session
        if session is None:
            return
        self._editor = editor
        self._file = folder_of(session.chronology.path) / f"{event_id or f'new-{os.getpid()}'}.json"
        self._first = self._last = texts_of(editor)
        editor.finished.connect(self._leave)
        self._timer.start()

    def keep(self) -> None:
        """Write down what stands in the editor, if it is something; say that it is being written."""
        editor, file = self._editor, self._file
        if editor is None or file is None:
            return
        texts = texts_of(editor)
        with suppress(OSError):  # a draft that cannot be kept must not disturb the writing
            if texts == self._first:
                file.unlink(missing_ok=True)
            elif texts != self._last or not file.exists():
                write(file, texts)
            else:
                os.utime(file)
        self._last = texts

    def let_go(self) -> None:
        """Write down what stands in the editor, and leave it to whoever opens the chronology next."""
        self._timer.stop()
        self.keep()
        self._editor = None
        then_s = time.time() - 2 * ALIVE_S
        if self._file is not None:
            with suppress(OSError):  # there is no file where nothing was typed
                os.utime(self._file, (then_s, then_s))

    def _leave(self, _result: int) -> None:
        self._timer.stop()
        self._editor = None
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def offer(self) -> None:
        """Say that there is a draft which nobody is writing any more, and offer to go on with it."""
        session = self._services.session
        if session is None or session.chronology.read_only:
            return
        waiting = left_behind(folder_of(session.chronology.path))
        if not waiting:
            return
        file, texts = waiting[0]
        self._offered = file
        title = on_one_line(str(texts.get("event", {}).get("title", "")))[:MOST_LETTERS]
        words = _("You were writing “{title}” when the program ended, and had not saved it. The text is kept.")
        untitled = _("You were writing an event when the program ended, and had not saved it. The text is kept.")
        sentence = words.format(title=title) if title else untitled
        self._services.ask(sentence, _("Go on writing"), self.go_on)

    def go_on(self) -> None:
        """Open the editor with the draft that was offered."""
        session, file = self._services.session, self._offered
        texts = read(file) if file is not None else None
        if session is None or file is None or texts is None:
            return
        event = session.chronology.event_by_id(file.stem)
        editor = self._open_editor(event)
        if editor is not None:
            put_back(texts, editor)
            with suppress(OSError):
                file.unlink(missing_ok=True)
            self.keep()


def folder_of(store: Path) -> Path:
    """Give the folder for the drafts of a store."""
    return state_folder() / "drafts" / hashlib.sha256(str(store.absolute()).encode()).hexdigest()[:16]


def left_behind(folder: Path, now_s: float | None = None) -> list[tuple[Path, Texts]]:
    """Find drafts that no open window is writing, the newest first; very old ones are deleted."""
    now_s = time.time() if now_s is None else now_s
    found = []
    try:
        files = [(path.stat().st_mtime, path) for path in folder.glob("*.json")]
    except OSError:
        return []
    for touched_s, path in sorted(files, reverse=True):
        texts = read(path) if abs(now_s - touched_s) > ALIVE_S else None
        if texts is not None and now_s - touched_s > KEPT_S:
            with suppress(OSError):
                path.unlink()
        elif texts is not None:
            found.append((path, texts))
    return found


def read(path: Path) -> Texts | None:
    """Read a draft; None for what is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        texts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return texts if isinstance(texts, dict) and isinstance(texts.get("event"), dict) else None


def write(path: Path, texts: Texts) -> None:
    """Write a draft in one go, for its owner alone: a crash leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        json.dump(texts, file, ensure_ascii=False)
    part.replace(path)
