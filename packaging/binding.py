"""Counts which calls of Qt lose or keep a reference to None, with this PySide6 or with another version of it.

    packaging/binding.py            the version that is installed for the Python that runs this
    packaging/binding.py 6.12.0     that version, in an environment made for it and thrown away (fetches it with pip)

Exit 1 where a call loses or keeps references. PySide6 6.12.0 lost one at each call on CPython 3.11, where the process
dies of it; from Python 3.12 on None has no count that could run out (docs/decisions/0003-pyside6-below-6-12.md).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage, QPainter, QPixmap
    from PySide6.QtWidgets import QLabel

CALLS = 1000
SPARE = 100 * CALLS
"""References to None to hold meanwhile, so that the process outlives a faulty binding and can name the calls."""
NOISE = 0.1
"""References a call that Python itself may make or drop beside what is counted."""


def none_can_be_lost() -> bool:
    """Tell whether this Python counts references to None at all; from 3.12 on it does not."""
    return sys.version_info < (3, 12)


def references_per_call(call: Callable[[], object]) -> float:
    """Count how many references to None a call leaves over (or takes away, when negative)."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return (sys.getrefcount(None) - before) / CALLS


def painting(painter: QPainter, pixmap: QPixmap) -> dict[str, Callable[[], object]]:
    """Give the calls that a painter of ours makes."""
    from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt  # noqa: PLC0415 - `main` must run without it
    from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QTransform  # noqa: PLC0415

    colour, rect, whole = QColor("red"), QRectF(1, 1, 2, 2), QRect(1, 1, 2, 2)
    brush, pen, font, path, line = QBrush(colour), QPen(colour), QFont(), QPainterPath(), QLineF(1, 1, 2, 2)
    return {
        "fillRect(x, y, w, h, QColor)": lambda: painter.fillRect(1, 1, 2, 2, colour),
        "fillRect(QRectF, QColor)": lambda: painter.fillRect(rect, colour),
        "fillRect(QRect, QBrush)": lambda: painter.fillRect(whole, brush),
        "fillRect(QRect, GlobalColor)": lambda: painter.fillRect(whole, Qt.GlobalColor.red),
        "drawRect": lambda: painter.drawRect(rect),
        "drawRects": lambda: painter.drawRects([rect]),
        "drawRoundedRect": lambda: painter.drawRoundedRect(rect, 1, 1),
        "drawEllipse": lambda: painter.drawEllipse(rect),
        "drawLine": lambda: painter.drawLine(line),
        "drawLines": lambda: painter.drawLines([line]),
        "drawPath": lambda: painter.drawPath(path),
        "drawPixmap": lambda: painter.drawPixmap(QPointF(1, 1), pixmap),
        "drawText": lambda: painter.drawText(1, 1, "a"),
        "setPen(QPen)": lambda: painter.setPen(pen),
        "setPen(QColor)": lambda: painter.setPen(colour),
        "setPen(PenStyle)": lambda: painter.setPen(Qt.PenStyle.NoPen),
        "setBrush(QBrush)": lambda: painter.setBrush(brush),
        "setBrush(QColor)": lambda: painter.setBrush(colour),
        "setBrush(BrushStyle)": lambda: painter.setBrush(Qt.BrushStyle.NoBrush),
        "setFont": lambda: painter.setFont(font),
        "setClipRect": lambda: painter.setClipRect(rect),
        "setRenderHint": lambda: painter.setRenderHint(QPainter.RenderHint.Antialiasing),
        "save": painter.save,
        "restore": painter.restore,
        "translate": lambda: painter.translate(0, 0),
        "setOpacity": lambda: painter.setOpacity(1),
        "setTransform": lambda: painter.setTransform(QTransform()),
        "addRect": lambda: QPainterPath().addRect(rect),
    }


def around(image: QImage, label: QLabel) -> dict[str, Callable[[], object]]:
    """Give the calls that widgets of ours make."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - see `painting`
    from PySide6.QtGui import QAction, QColor  # noqa: PLC0415

    timer, action = QTimer(label), QAction(label)
    return {
        "QWidget.update": label.update,
        "QWidget.resize": lambda: label.resize(10, 10),
        "QLabel.setText": lambda: label.setText("a"),
        "QWidget.setToolTip": lambda: label.setToolTip("a"),
        "QWidget.setVisible": lambda: label.setVisible(False),
        "QAction.setEnabled": lambda: action.setEnabled(True),
        "QTimer.setInterval": lambda: timer.setInterval(1),
        "QTimer.stop": timer.stop,
        "QImage.fill(QColor)": lambda: image.fill(QColor("red")),
        "QImage.fill(int)": lambda: image.fill(0),
    }


def faults(label: QLabel) -> tuple[dict[str, float], int]:
    """Give the calls that lose or keep references, each with how many a call, and how many calls were tried.

    Hold `SPARE` references to None until the process may end.
    """
    from PySide6.QtCore import Qt  # noqa: PLC0415 - see `painting`
    from PySide6.QtGui import QImage, QPainter, QPixmap  # noqa: PLC0415

    image = QImage(100, 100, QImage.Format.Format_RGB32)
    counts = {name: references_per_call(call) for name, call in around(image, label).items()}
    with QPainter(image) as painter:
        pixmap = QPixmap(5, 5)
        pixmap.fill(Qt.GlobalColor.red)
        counts |= {name: references_per_call(call) for name, call in painting(painter, pixmap).items()}
    return {name: count for name, count in counts.items() if abs(count) > NOISE}, len(counts)


def measure_here() -> int:
    """Count with the PySide6 of this Python, say what was found; exit code 1 where something is lost or kept."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import PySide6  # noqa: PLC0415 - see `painting`
    from PySide6.QtWidgets import QApplication, QLabel  # noqa: PLC0415

    _app, _spare = QApplication([]), [None] * SPARE
    found, tried = faults(QLabel())
    immortal = "" if none_can_be_lost() else " (None is immortal here: nothing can be lost)"
    print(f"PySide6 {PySide6.__version__} on Python {sys.version.split()[0]}{immortal}: {len(found)} of {tried} calls")
    for name, count in found.items():
        print(f"  {name}: {count:+.2f} references to None a call")
    sys.stdout.flush()
    os._exit(1 if found else 0)  # a process that lost references to None aborts while Python ends


def measure_version(version: str) -> int:
    """Count with another version of PySide6, in an environment of its own."""
    with tempfile.TemporaryDirectory(prefix="conflict-timeline-binding-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python")
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--only-binary", ":all:"]
        subprocess.run([*install, f"PySide6-Essentials=={version}"], check=True)
        return subprocess.run([python, __file__], check=False).returncode


if __name__ == "__main__":
    sys.exit(measure_version(sys.argv[1]) if len(sys.argv) > 1 else measure_here())
