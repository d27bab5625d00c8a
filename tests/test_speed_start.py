"""What the start leaves out can be had later, and comes when it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


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


def test_numpy_works_without_its_docstrings() -> None:
    said = said_by(
        "from timeline_app.ui.plain_import import load_numpy\n"
        "load_numpy()\n"
        "import numpy as np, numpy.random, numpy.linalg\n"
        "print(int(np.random.default_rng(1).integers(0, 5, 9).max() < 5), int(np.linalg.det(np.eye(3))))\n"
    )
    assert said == "1 1"


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
        "from timeline_app.ui import start, ready\n"
        "def told(self, tell=ready.FirstFrame._tell):\n"
        "    tell(self)\n"
        "    print(gc.isenabled()); start.QApplication.quit()\n"
        "ready.FirstFrame._tell = told\n"
        "gc.disable()\n"
        "start.run_window(path)\n"
    )
    assert said == "True"
