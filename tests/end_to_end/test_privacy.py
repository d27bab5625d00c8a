"""Nothing leaves the machine on a walk through the whole application, and a crash report tells nothing of the work."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from timeline_app.base.folders import state_folder
from timeline_app.cli import app
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.publishing import Publication
from timeline_app.store.store import Store
from timeline_app.ui.app.about import About
from timeline_app.ui.app.settings_dialog import SettingsDialog
from timeline_app.ui.history.merging import MergeDialog
from timeline_app.ui.reader.reader_view import ReaderView

if TYPE_CHECKING:
    from collections.abc import Iterator

REACHING = (
    "socket.",
    "urllib.",
    "ftplib.",
    "http.",
    "smtplib.",
    "webbrowser.",
    "subprocess.",
    "os.system",
    "os.posix_spawn",
)
"""What Python tells its auditors before it reaches out of the process."""

HEARD: list[str] = []
LISTENING: list[bool] = []

PAGE = """<!doctype html><html><head><title>Talks</title><link rel="stylesheet" href="https://tracker.example/a.css">
<meta property="article:published_time" content="2025-07-21"><script src="https://tracker.example/x.js"></script>
<link rel="icon" href="https://tracker.example/i.png"></head><body><img src="https://tracker.example/pixel.png">
<iframe src="https://tracker.example/"></iframe><p>The delegations met in Istanbul on 23 July 2025 and will meet again
on 25 August 2025, the minister said. On Tuesday a drone struck the port of Odesa, officials said.</p>
<video src="https://tracker.example/v.mp4" autoplay></video></body></html>"""


def _hear(event: str, _arguments: tuple[object, ...]) -> None:
    if LISTENING and event.startswith(REACHING):
        HEARD.append(event)


@pytest.fixture(scope="module", autouse=True)
def _auditor() -> None:
    sys.addaudithook(_hear)  # it cannot be taken away again, so it only hears while asked to


@contextmanager
def listening() -> Iterator[None]:
    HEARD.clear()
    LISTENING.append(True)
    try:
        yield
    finally:
        LISTENING.clear()


def test_the_auditor_hears_what_reaches_out():
    import socket

    with listening(), pytest.raises(BaseException, match="network"):  # the guard of all tests
        socket.create_connection(("192.0.2.1", 9))
    with listening(), socket.socket() as made:
        made.bind(("127.0.0.1", 0))
    assert "socket.bind" in HEARD


def test_no_step_of_a_walk_through_the_application_reaches_the_network(new_window, sample, tmp_path, qtbot, capsys):
    with listening():
        window = new_window(sample)
        settle = lambda: qtbot.waitUntil(lambda: not window.jobs.busy)  # noqa: E731  # used often
        window.view.search("status:planned OR talks")
        window.view.search("")
        window.services.apply(Change("Add", after=(Event("walked", "Walked", "2025-07-24"),)))
        window.session.select(window.session.chronology.row_of("walked"))
        window.events.edit()
        window.events.editor.form.title.setText("Walked on")
        window.events.editor.add_evidence().url.setText("https://tracker.example/article")
        window.events.editor.evidence_forms[0].title.setText("A report")
        window.events.editor.confirm()
        assert window.session.chronology.store.lookups.event("walked").title == "Walked on"
        article = tmp_path / "article.html"
        article.write_text(PAGE, encoding="utf-8")
        window.evidence.take_file(article)
        qtbot.waitUntil(lambda: bool(window.findChildren(ReaderView)))
        settle()
        export(sample, tmp_path)
        window.history.opened()
        settle()
        window.history.show_backups()
        settle()
        window.history.restoring.dialog.close()
        window.history.show_history()
        window.history.history_dialog.close()
        merged(window, tmp_path, qtbot)
        window.history._publication = Publication()
        window.history.publish_to(str(tmp_path / "public.timelinedb"))
        settle()
        for dialog in (SettingsDialog(window.settings, window), About(window)):
            dialog.show()
            dialog.close()
        window.evidence.show_sourcing()
        settle()
        window.history.recovery.recover(tmp_path / "public.timelinedb")
        qtbot.waitUntil(lambda: "(recovered)" in window.session.chronology.path.name)
        window.legend()
        assert capsys.readouterr().err == ""
    assert HEARD == []
    assert "PySide6.QtNetwork" not in sys.modules
    if sys.platform == "linux":
        assert "Qt6Network" not in Path("/proc/self/maps").read_text(encoding="utf-8")


def export(store: Path, folder: Path) -> None:
    for ending in ("png", "svg", "pdf", "csv", "json"):
        assert app.run(["export", str(store), "--to", str(folder / f"out.{ending}")], lambda _store: 9) == 0
        assert (folder / f"out.{ending}").stat().st_size > 100


def merged(window, tmp_path, qtbot) -> None:
    other = tmp_path / "colleague.timelinedb"
    shutil.copyfile(window.session.chronology.path, other)
    with Store.open(other) as store:
        store.apply(Change("Add", after=(Event(new_id(), "From a colleague", "2025"),)))
    window.history.merging.plan(str(other))
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeDialog)))
    (dialog,) = window.findChildren(MergeDialog)
    dialog.confirm()
    qtbot.waitUntil(lambda: not window.jobs.busy)


# --- crash reports -------------------------------------------------------------------------------------------------

SECRET = "Informant Olena met the colonel at the Harbour Café"  # noqa: S105  # not a password


def test_a_crash_in_a_slot_leaves_a_report_without_the_work(window, qtbot, monkeypatch, tmp_path):
    window.services.apply(Change(f"Add “{SECRET}”", after=(Event("secret", SECRET, "2025-07-24", notes=SECRET),)))

    def broken() -> None:
        title = window.session.chronology.store.lookups.event("secret").title
        notes = {title: window.session.chronology.path}
        raise ValueError(f"cannot show {title} of {notes}")

    monkeypatch.setattr(sys, "excepthook", window.faults.uncaught)
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.open", lambda _box: None)
    QTimer.singleShot(0, broken)
    folder = state_folder() / "crashes"
    qtbot.waitUntil(lambda: folder.is_dir() and any(folder.iterdir()))
    (report,) = folder.iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "in broken" in text
    for word in ("Informant", "Olena", "Harbour", window.session.chronology.path.stem, str(tmp_path), str(Path.home())):
        assert word not in text
    assert window.session.chronology.store.lookups.event("secret").notes == SECRET  # and the work is kept
