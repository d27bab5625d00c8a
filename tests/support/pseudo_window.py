"""Opens the window, each panel and each dialog in a language that is longer, accented and bracketed, and tells what is
not translatable or cut off. Run as a program, since the language of a process is settled once:

    python tests/support/pseudo_window.py LOCALES STORE HOME LANGUAGE
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import time
from contextlib import closing
from html import unescape
from pathlib import Path

LETTERS = re.compile(r"[^\W\d_]{2,}")
MADE = (
    "The words", "It is damaged", "New", "Add", "Ours", "Theirs", "Datum", "Titel", "Art", "Waffe", "bald", "talks",
    "truce",
)  # fmt: skip
"""What every_dialog.py fills in, and what queries are tried with."""
MOST_ROWS = 150
LONG = 16
"""So many letters in a row are no chance: a quote, a title that was cut."""
DATA = (
    "Conflict Timeline PNG SVG PDF CSV JSON HTML KB MB UTC EDTF BibTeX RIS CSL dpi px mm Ctrl Shift Alt Esc Escape "
    "Enter Return Tab Space Home End PgUp PgDown Page Up Down Left Right Del Delete Backspace Ins Menu F1 F3 F5 "
    "cp koi utf u DOI URL ID CE BCE timelinedb Inter MIT Qt PySide Python SQLite CC BY https"
)
"""The program's own name, formats, units and keys: the same in every language."""


PANELS = ("table", "legend", "undated", "details", "menu", "show words")
"""Commands that show another part of the window, the reader last."""


def main(locales: str, store: str, home: str, language: str) -> None:
    os.environ.update(QT_QPA_PLATFORM="offscreen", TIMELINE_APP_LANGUAGE=language, HOME=home)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(Path(home, name.lower()))
    from timeline_app.base.i18n import reads_right_to_left, settle_language

    settle_language(Path(locales))
    import every_dialog
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.services.settings import Settings

    app = QApplication([])
    if reads_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    known = _Known(Path(store))
    settings = Settings(Path(home, "config"))
    settings.change(theme="light", motion="none")
    window = MainWindow(settings=settings)
    window.resize(1280, 800)
    window.complete()
    window.show()
    app.processEvents()
    found = {"no chronology": _faults(window, known)}
    window.files.open_path(Path(store))
    window.complete()
    app.processEvents()
    found["window"] = _faults(window, known)
    window.session.select(every_dialog.with_evidence(window))
    app.processEvents()
    found["an event selected"] = _faults(window, known)
    for name in every_dialog.names():
        dialog = every_dialog.open_dialog(window, name)
        for _turn in range(5):  # forms in forms come to rest in several
            app.processEvents()
        if not isinstance(dialog, QFileDialog):  # it is the system's, or Qt's with its own catalogues
            found[name] = _faults(dialog, known)
        dialog.done(QDialog.DialogCode.Rejected)
        dialog.close()
        app.processEvents()
    window.session.select(every_dialog.with_evidence(window))
    for panel in PANELS:
        window.actions_of_window[panel].trigger()
        _wait(app)
        found[panel] = _faults(window, known)
        for popup in app.topLevelWidgets():
            if popup is not window and popup.isVisible():
                found[f"{panel}: {type(popup).__name__}"] = _faults(popup, known)
                popup.close()
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)  # the window is not closed in good order: this process has nothing else to do


def _wait(app) -> None:
    """Let what is counted or read in the background come in."""
    end = time.monotonic() + 0.4
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


class _Known:
    """All texts of the store and of licences, and what is called the same in every language."""

    def __init__(self, store: Path) -> None:
        from timeline_app.base.i18n.facts import facts
        from timeline_app.base.licences import ingredients, licence_text

        listed = "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        with closing(sqlite3.connect(store)) as connection:
            tables = [row[0] for row in connection.execute(listed)]
            rows = (row for table in tables for row in connection.execute(f'SELECT * FROM "{table}"'))  # noqa: S608
            texts = {" ".join(cell.split()) for row in rows for cell in row if isinstance(cell, str)}
        for each in ingredients():  # names, addresses and texts of others
            texts |= {each.name, each.licence, each.home, each.sources, " ".join(licence_text(each).split())}
        names = facts()
        self.wholes = {*map(_bare, texts), *DATA.split(), *MADE, store.stem, store.name}
        self.wholes |= {_bare(each) for each in (*names.months, *names.months_short, *names.weekdays)}
        self.wholes |= {word for each in (names.both, names.either) for word in LETTERS.findall(each)}
        self.long = "\n".join(texts)

    def holds(self, piece: str) -> bool:
        """Whether a piece of text is one of the store's, a long stretch of one, or made of names and signs."""
        bare = _bare(" ".join(piece.split()))
        if not LETTERS.search(bare) or bare in self.wholes or (len(bare) >= LONG and bare in self.long):
            return True
        return all(word in self.wholes for word in LETTERS.findall(bare))


def _bare(text: str) -> str:
    return text.replace("&", "").strip(" .,;:…“”\"'()–-")


def _faults(top, known: _Known) -> dict[str, list[str]]:
    """Tell which visible text of a window is no translation, and which is cut off."""
    import clipped
    from PySide6.QtWidgets import QWidget

    untranslated: set[str] = set()
    seen: set[str] = set()
    short: set[str] = set()
    for widget in [top, *top.findChildren(QWidget)]:
        if widget is not top and not widget.isVisibleTo(top):
            continue
        if widget.window() is not top.window():
            continue
        for text in _texts(widget):
            if text:
                seen.add(text)
            if _is_foreign(text, known):
                untranslated.add(f"{type(widget).__name__}: {text[:100]}")
        if cut := clipped.cut(widget):
            short.add(f"{type(widget).__name__}: {cut}")
    return {"untranslated": sorted(untranslated), "clipped": sorted(short), "seen": sorted(seen)}


def _texts(widget):
    """Give what a widget shows, tells when one waits over it, and says to a screen reader."""
    from PySide6.QtWidgets import QAbstractItemView, QTextEdit

    if widget.property("role") == "key" or widget.property("holds") == "query" or widget.objectName() == "language":
        return  # keys are named by Qt; queries, and what languages call themselves, are the same in every language
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if widget.isWindow():
        yield widget.windowTitle()
    for name in ("text", "title", "placeholderText", "windowTitle"):
        call = getattr(widget, name, None)
        if name == "windowTitle" or not callable(call) or isinstance(widget, QTextEdit):
            continue
        try:
            said = call()
        except TypeError:
            continue
        if isinstance(said, str) and not (name == "text" and hasattr(widget, "setPlaceholderText")):
            yield said
    if hasattr(widget, "itemText") and hasattr(widget, "count"):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if hasattr(widget, "tabText"):
        yield from (widget.tabText(place) for place in range(widget.count()))
    for action in widget.actions():
        yield action.text()
        yield action.toolTip() if action.toolTip() != action.text() else ""
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _listed(widget.model())


def _listed(model):
    """Give the heads of a list or table, and what stands in its first rows."""
    from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

    root = QModelIndex()
    across = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for place in range(across):
        yield str(model.headerData(place, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(root), MOST_ROWS)):
        for place in range(across):
            said = model.index(row, place).data()
            yield said if isinstance(said, str) else ""


def _is_foreign(text: str, known: _Known) -> bool:
    """Whether words are neither translated nor of the store: what is in brackets is translated."""
    plain = unescape(re.sub(r"<[^<>]*>|#[0-9A-F]{6}\b", "", text)).replace("&", "")
    while (shorter := re.sub(r"\[[^\[\]]*~\]", "\0", plain)) != plain:
        plain = shorter
    plain = re.sub(r"\[[^\[\]]*$", "\0", plain)  # cut off within brackets
    pieces = re.split(r"\0|\n| · |\t", plain)
    return not all(known.holds(each) or all(map(known.holds, re.split(r", |\. ", each))) for each in pieces)


if __name__ == "__main__":
    main(*sys.argv[1:])
