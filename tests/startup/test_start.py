"""What the start leaves out can be had later, and comes when it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_wrong_call_of_qt_still_says_what_would_have_been_right() -> None:
    said = said_by(
        "from timeline_app.ui.plain_import import load_qt\n"
        "load_qt()\n"
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([])\n"
        "try:\n    QLabel(3, 4, 5)\n"
        "except TypeError as error:\n    print(error)\n"
    )
    assert "called with wrong argument types" in said
    assert "text: str" in said


def test_qt_compiles_none_of_its_signatures_at_the_start() -> None:
    said = said_by(
        "import sys\n"
        "from timeline_app.ui.plain_import import load_qt\n"
        "load_qt()\n"
        "print(hasattr(sys.modules['shibokensupport.signature.mapping'], '__getattr__'))\n"
        "print('argparse' in sys.modules)\n"
    )
    assert said.split() == ["True", "False"]


def test_python_imports_and_compiles_by_its_own_means_afterwards() -> None:
    said = said_by(
        "import builtins\n"
        "before = builtins.__import__, builtins.compile\n"
        "from timeline_app.ui.plain_import import load_numpy, load_qt\n"
        "load_qt(); load_numpy()\n"
        "print((builtins.__import__, builtins.compile) == before)\n"
    )
    assert said == "True"


LISTING = """
import enum, re, sys
if {quick}:
    from timeline_app.ui.quick_enums import quicken_enums
    quicken_enums()
from PySide6 import QtCore, QtGui, QtWidgets

def told(each):
    if isinstance(each, enum.Enum):
        return repr(each), str(each), sorted((name, repr(part)) for name, part in vars(each).items())
    if isinstance(each, dict):
        return [(name, told(part)) for name, part in each.items()]
    return re.sub(" at 0x[0-9a-f]+", "", repr(each))

waiting, seen = [QtCore, QtGui, QtWidgets], set()
while waiting:
    place = waiting.pop()
    for each in [getattr(place, name, None) for name in dir(place)]:  # to ask for it makes it
        if not isinstance(each, type) or each in seen or "PySide6" not in each.__module__:
            continue
        seen.add(each)
        if not issubclass(each, enum.Enum):
            waiting.append(each)
            continue
        print(each.__module__, each.__qualname__, each.__mro__, list(each), [each(one.value) is one for one in each])
        print(*sorted((name, told(part)) for name, part in vars(each).items()))
        if issubclass(each, enum.Flag):
            some = list(each.__members__.values())[:4]
            print([(one | two, one & two, one ^ two, ~one, two in one) for one in some for two in some])
"""


def test_every_enumeration_of_qt_is_what_python_would_have_made_of_it() -> None:
    quick, plain = (said_by(LISTING.format(quick=quick)).splitlines() for quick in (True, False))
    assert len(plain) > 600
    assert quick == plain


def test_what_is_not_a_plain_enumeration_is_made_by_python() -> None:
    said = said_by(
        "import enum\n"
        "own_way = enum.EnumType._create_\n"
        "from timeline_app.ui.quick_enums import quick_way\n"
        "asked = []\n"
        "make = quick_way(lambda *given, **how: asked.append(given[1]) or own_way(*given, **how))\n"
        "how = dict(module=None, qualname=None, type=None, start=1, boundary=enum.KEEP)\n"
        "make(enum.Enum, 'Quick', [('A', 1), ('B', 2), ('C', 1)], **how)\n"
        "for name, members in dict(\n"
        "    Texts=[('A', 'a')], Words='A B', Hidden=[('_a', 1)], Taken=[('name', 1)], Pairs=(('A', 1),)\n"
        ").items():\n"
        "    make(enum.Enum, name, members, **how)\n"
        "make(enum.Flag, 'Strict', [('A', 1)], **{**how, 'boundary': enum.STRICT})\n"
        "class Own(enum.Enum): pass\n"
        "make(Own, 'OfOwn', [('A', 1)], **how)\n"
        "print(*asked)\n"
    )
    assert said == "Vacant Texts Words Hidden Taken Pairs Strict OfOwn"


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


def test_numpy_works_without_its_docstrings() -> None:
    said = said_by(
        "from timeline_app.ui.plain_import import load_numpy\n"
        "load_numpy()\n"
        "import numpy as np, numpy.random, numpy.linalg\n"
        "print(int(np.random.default_rng(1).integers(0, 5, 9).max() < 5), int(np.linalg.det(np.eye(3))))\n"
    )
    assert said == "1 1"


def test_what_numpy_imports_for_its_reports_comes_when_it_is_asked_for() -> None:
    said = said_by(
        "from timeline_app.ui.plain_import import load_numpy\n"
        "load_numpy()\n"
        "import sys, numpy.lib._utils_impl as reports\n"
        "print('platform' in sys.modules, len(reports.platform.machine()) > 0)\n"
        "import platform\n"
        "print(platform.machine() == reports.platform.machine(), platform.__file__ is not None)\n"
    )
    assert said.split() == ["False", "True", "True", "True"]


def test_the_types_of_numpy_come_when_they_are_asked_for() -> None:
    said = said_by(
        "from timeline_app.ui.plain_import import load_numpy\n"
        "load_numpy()\n"
        "import sys\n"
        "print('numpy._typing._array_like' in sys.modules)\n"
        "import numpy.typing as npt\n"
        "print(npt.NDArray[int])\n"
    )
    before, after = said.splitlines()
    assert before == "False"
    assert after.startswith("numpy.ndarray[")


def test_garbage_is_collected_again_once_the_window_is_complete(tmp_path: Path) -> None:
    said = said_by(
        "import gc\n"
        "from pathlib import Path\n"
        f"path = Path({str(tmp_path / 'one.timelinedb')!r})\n"
        "from timeline_app.store.store import Store\n"
        "Store.create(path).close()\n"
        "from timeline_app.startup import start\nfrom timeline_app.ui.widgets import first_frame\n"
        "def told(self, tell=first_frame.FirstFrame._tell):\n"
        "    tell(self)\n"
        "    print(gc.isenabled()); start.QApplication.quit()\n"
        "first_frame.FirstFrame._tell = told\n"
        "gc.disable()\n"
        "start.run_window(path)\n"
    )
    assert said == "True"
