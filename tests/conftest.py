"""What all tests share: an offscreen Qt, a home of their own, no network, nothing left behind."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sqlite3
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from timeline_app.document import Chronology
    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.services.jobs import Jobs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE_MS = 60_000

SHARED = Path(__file__).resolve().parents[2] / "shared"

PLACES = {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DOCUMENTS_DIR": "Documents",
}
"""Where programs look for a person's files, and what stands there under the home of a test."""

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole session a home too: QSettings reads its folders once and keeps them."""
    folder = tempfile.TemporaryDirectory(prefix="conflict-timeline-")
    config.add_cleanup(folder.cleanup)
    os.environ.update({name: str(Path(folder.name, place)) for name, place in PLACES.items()})


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, which is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once; tests work on copies of it."""
    from timeline_app.store.sample import build_sample

    path = tmp_path_factory.mktemp("sample") / "sample.timelinedb"
    build_sample(path)
    return path


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copyfile(built_sample, tmp_path / "sample.timelinedb"))


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """What a test waits for may take long on a loaded machine; how long it took is for the bench to say."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE_MS)  # type: ignore[method-assign]
    return qtbot


@pytest.fixture
def new_window(qtbot: object, tmp_path: Path) -> Iterator[Callable[[Path], MainWindow]]:
    """Opens the main window on a store; windows opened one after the other share their settings.

    A window with unsaved text refuses to close and keeps its store open, so what it works on is noted and closed here.
    """
    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.services.settings import Settings

    left: list[tuple[Jobs, Chronology | None]] = []

    def note(window: MainWindow) -> None:
        left.append((window.jobs, window.session.chronology if window.session is not None else None))

    def make(path: Path) -> MainWindow:
        settings = Settings(tmp_path / "config")
        settings.change(theme="light", motion="none")
        window = MainWindow(settings=settings)
        qtbot.addWidget(window, before_close_func=note)  # type: ignore[attr-defined]
        window.resize(1280, 800)
        window.files.open_path(path)
        window.complete()
        window.show()
        return window

    yield make
    for jobs, chronology in left:
        jobs.close()
        if chronology is not None:
            chronology.close()


@pytest.fixture
def window(new_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    """The main window on a copy of the sample."""
    return new_window(sample)


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a home of its own, so that none meets another's settings, recent files or documents."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in PLACES.items():
        monkeypatch.setenv(name, str(home / folder))
        (home / folder).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the machine: a connection to anywhere but a local socket file fails the test that tries it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            refuse(address)
        connect(self, address)  # type: ignore[arg-type]

    def refuse(*address: object, **_: object) -> NoReturn:
        pytest.fail(f"a test tried to reach {address} over the network")

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _connections_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test opens is closed when it ends, by whoever opened it: no connection is left to the collector.

    Python 3.13 warns of these as it collects them, in whichever test that happens to be; here the right one is blamed.
    """
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*arguments: object, **more: object) -> sqlite3.Connection:
        made.append(connect(*arguments, **more))  # type: ignore[call-overload]
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    yield
    left = [connection for connection in made if is_open(connection)]
    for connection in left:
        connection.close()
    assert not left, f"{len(left)} of {len(made)} connections to stores were left open"


def is_open(connection: sqlite3.Connection) -> bool:
    """Whether a connection was not closed yet."""
    with suppress(sqlite3.ProgrammingError):
        return connection.total_changes >= 0
    return False


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A Qt test leaves no window and no running timer behind.

    What was there before is kept from the collector meanwhile, so that it looks only through what the test made.
    """
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    before = windows()
    gc.freeze()
    yield
    settle()
    left = [f"{type(window).__name__} “{window.objectName()}”" for window in windows() - before]
    assert not left, f"windows left open (qtbot.addWidget closes them): {left}"
    timers = running_timers()
    gc.unfreeze()
    assert not timers, f"timers left running: {timers}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A window that a test closed is destroyed by then: pytest-qt need not close it."""
    from shiboken6 import isValid

    made = getattr(item, "qt_widgets", [])
    made[:] = [pair for pair in made if (widget := pair[0]()) is not None and isValid(widget)]
    return (yield)


def windows() -> set[object]:
    """The top-level widgets that nobody owns."""
    from PySide6.QtWidgets import QApplication

    return {window for window in QApplication.topLevelWidgets() if window.parent() is None}


def settle() -> None:
    """Let what was deleted later be deleted now."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def running_timers() -> list[str]:
    """The active QTimers, with their owners' types; they are stopped, so that one test is blamed, not all after it."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    timers = [found for found in gc.get_objects() if isinstance(found, QTimer) and isValid(found) and found.isActive()]
    for timer in timers:
        timer.stop()
    return [f"QTimer of {type(timer.parent()).__name__}" for timer in timers]
