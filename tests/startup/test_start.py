"""What the start leaves out can be had later, and comes when it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_app.startup import start

ROOT = Path(__file__).parents[2]


def said_by(code: str) -> str:
    """Run code in a process of its own, as what it loads would stay loaded here."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries have these names on Linux")
def test_the_libraries_of_qt_are_loaded_beside_the_imports() -> None:
    said = said_by(
        "import sys, time\n"
        "from timeline_app.startup import preloading as ahead\n"
        "ended = []\n"
        "load = ahead.load_libraries\n"
        "ahead.load_libraries = lambda folder: ended.append(load(folder))\n"
        "ahead.load_ahead()\n"
        "while not ended: time.sleep(0.01)\n"
        "maps = open('/proc/self/maps').read()\n"
        "print(ended, 'libQt6Widgets' in maps, 'QtCore.abi3' in maps, 'PySide6' in sys.modules)\n"
        "import PySide6.QtWidgets\n"
    )
    assert said == "[True] True True False"


def test_a_start_without_libraries_to_load_ahead_goes_on(tmp_path: Path) -> None:
    said = said_by(
        "import importlib.machinery as machinery\n"
        "from timeline_app.startup import preloading as ahead\n"
        f"print(ahead.load_libraries({str(tmp_path)!r}))\n"
        "machinery.PathFinder.find_spec = lambda name: None\n"
        "print(ahead.load_ahead())\n"
    )
    assert said.split() == ["False", "None"]


def test_a_verb_loads_nothing_of_qt() -> None:
    said = said_by(
        "import sys\n"
        "from timeline_app.__main__ import main\n"
        "main(['date', '2025'])\n"
        "print('timeline_app.startup.preloading' in sys.modules, 'PySide6' in sys.modules)\n"
    )
    assert said.splitlines()[-1] == "False False"


def test_nothing_is_loaded_for_the_first_frame_that_it_does_not_show(tmp_path: Path) -> None:
    said = said_by(
        "import sys\n"
        "from pathlib import Path\n"
        f"path = Path({str(tmp_path / 'one.timelinedb')!r})\n"
        "from timeline_app.store.store import Store\n"
        "Store.create(path).close()\n"
        "from timeline_app.startup import start\nfrom timeline_app.ui.app import lifetime\n"
        "late = ('ui.events', 'ui.exporting', 'ui.filters', 'ui.history', 'ui.importing', 'ui.reader', 'ui.sources',\n"
        "        'ui.table', 'ui.canvas.legend', 'ui.app.about', 'ui.app.palette', 'ui.app.settings_dialog',\n"
        "        'ui.app.desktop_motion', 'ui.widgets.page_dialog', 'ui.widgets.panel_page', 'ui.widgets.date_input',\n"
        "        'document.editing.date_reading', 'paint.date_kinds', 'export', 'extract', 'ui.widgets.accessible',\n"
        "        'domain.dates.zone_places', 'domain.text.citation', 'document.columns.patch', 'base.memory')\n"
        "def told(self):\n"
        "    print([name for name in late if 'timeline_app.' + name in sys.modules]); start.Application.quit()\n"
        "lifetime.FirstFrame._tell = told\n"
        "start.run_window(path)\n"
    )
    assert said == "[]"


def test_no_enumeration_of_qt_is_made_that_the_first_frame_does_not_need(tmp_path: Path) -> None:
    """A class of Qt brings all of its enumerations when it is first asked for; QStyle has twenty (decision 10)."""
    said = said_by(
        "import sys\n"
        "from pathlib import Path\n"
        f"path = Path({str(tmp_path / 'one.timelinedb')!r})\n"
        "from timeline_app.store.sample import build_sample\n"
        "build_sample(path)\n"
        "from timeline_app.startup import start\nfrom timeline_app.ui.app import lifetime\n"
        "late = ('QStyle', 'QLinearGradient', 'QPaintEngine', 'QCompleter', 'QTabBar', 'QTextLayout', 'QUrl',\n"
        "        'QKeySequence', 'QVariantAnimation', 'QEasingCurve', 'QAccessibleWidget')\n"
        "def told(self):\n"
        "    made = set().union(*(vars(sys.modules[f'PySide6.Qt{each}']) for each in ('Core', 'Gui', 'Widgets')))\n"
        "    print([name for name in late if name in made], 'QWidget' in made); start.Application.quit()\n"
        "lifetime.FirstFrame._tell = told\n"
        "start.run_window(path)\n"
    )
    assert said == "[] True"


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is linked beside elsewhere")
def test_no_extension_is_imported_while_libraries_of_qt_are_linked() -> None:
    """Two threads cannot link at once: it would wait for Qt's (decision 10)."""
    said = said_by(
        "import sys\n"
        "from timeline_app.startup import preloading as ahead\n"
        "waited, linking = [], []\n"
        "def heard(event, given):\n"
        "    if event == 'import' and linking:\n"
        "        linking[:] = [] if given[0].startswith(('PySide6', 'shiboken6')) else linking\n"
        "        waited.extend([given[0]] if linking and str(given[1]).endswith('.so') else [])\n"
        "ahead.load_ahead = lambda: linking.append(True)\n"
        "sys.addaudithook(heard)\n"
        "class Start: run_window = staticmethod(lambda store: print(waited, bool(linking)) or 0)\n"
        "sys.modules['timeline_app.startup.start'] = Start\n"
        "from timeline_app.__main__ import main\n"
        "main([])\n"
    )
    assert said == "[] True"


@pytest.mark.skipif(sys.platform != "linux", reason="the session bus is one of Linux")
class TestTheSessionBus:
    """To look for one that nobody can start, libdbus would copy the whole process (decision 10)."""

    @pytest.fixture
    def named(self, monkeypatch: pytest.MonkeyPatch):
        """Gives which bus the environment names, after a start with these variables and programs."""

        def name(programs: tuple[str, ...] = (), **variables: str) -> str | None:
            for each in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
                monkeypatch.delenv(each, raising=False)
            for each, value in variables.items():
                monkeypatch.setenv(each, value)
            monkeypatch.setattr("shutil.which", lambda program: program if program in programs else None)
            start.name_the_bus()
            told = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
            monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
            return told

        return name

    def test_is_looked_for_where_a_system_has_it(self, named) -> None:
        assert named(XDG_RUNTIME_DIR="/run/user/1000") == "unix:path=/run/user/1000/bus"
        assert named() == f"unix:path=/run/user/{os.getuid()}/bus"
        assert named(XDG_RUNTIME_DIR="/tmp/a b,ї") == "unix:path=/tmp/a%20b%2C%D1%97/bus"  # noqa: S108 - a name alone

    def test_is_the_one_that_was_named(self, named) -> None:
        assert named(DBUS_SESSION_BUS_ADDRESS="unix:path=/x") == "unix:path=/x"

    def test_is_left_to_the_program_that_starts_one(self, named) -> None:
        assert named(("dbus-launch",)) is None

    def test_is_named_before_the_window_is_made(self, tmp_path: Path) -> None:
        said = said_by(
            "import os\n"
            "from pathlib import Path\n"
            "os.environ.pop('DBUS_SESSION_BUS_ADDRESS', None)\n"
            f"os.environ['XDG_RUNTIME_DIR'] = {str(tmp_path)!r}\n"
            f"path = Path({str(tmp_path / 'one.timelinedb')!r})\n"
            "from timeline_app.store.store import Store\n"
            "Store.create(path).close()\n"
            "from timeline_app.startup import start\nfrom timeline_app.ui.app import lifetime\n"
            "start.shutil.which = lambda name: None\n"
            "lifetime.FirstFrame._tell = lambda self: start.Application.quit()\n"
            "def made(make=start.make_application):\n"
            "    print(os.environ['DBUS_SESSION_BUS_ADDRESS']); return make()\n"
            "start.make_application = made\n"
            "start.run_window(path)\n"
        )
        assert said == f"unix:path={tmp_path}/bus"


def test_garbage_is_collected_again_once_the_window_is_complete(tmp_path: Path) -> None:
    said = said_by(
        "import gc\n"
        "from pathlib import Path\n"
        f"path = Path({str(tmp_path / 'one.timelinedb')!r})\n"
        "from timeline_app.store.store import Store\n"
        "Store.create(path).close()\n"
        "from timeline_app.startup import start\nfrom timeline_app.ui.app import lifetime\n"
        "def told(self, tell=lifetime.FirstFrame._tell):\n"
        "    tell(self)\n"
        "    print(gc.isenabled()); start.Application.quit()\n"
        "lifetime.FirstFrame._tell = told\n"
        "gc.disable()\n"
        "start.run_window(path)\n"
    )
    assert said == "True"
