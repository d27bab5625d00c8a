"""Drawing without a screen: the one Qt application object that fonts and painters need."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from timeline_app.paint.fonts import load_fonts


def offscreen_application() -> QGuiApplication:
    """Give the application object, a new one that needs no screen where there is none; keep it while drawing."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        application = existing
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QGuiApplication(["timeline-app"])
    load_fonts()
    return application
