"""What turns the direction of text, or hides in it, reaches no label, tip, title, list or menu of the window."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMenu, QWidget

from timeline_app.cli import app
from timeline_app.domain.change import Change
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Place,
    SavedView,
    Source,
    Tag,
)
from timeline_app.store.store import Store
from timeline_app.ui.app.about import About
from timeline_app.ui.app.settings_dialog import SettingsDialog

EVIL = "Talks \u202egpj.exe\u2066\u200b\u2028<b>x</b>&"
SIGNS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff\x1b\x07"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.UserRole,
)


@pytest.fixture
def evil(tmp_path):
    """A store in which everything that has a name is called so."""
    path = tmp_path / "evil.timelinedb"
    with Store.create(path, name=EVIL) as store:
        things = (
            Category("c", EVIL), Actor("a", EVIL, aliases=(EVIL,)), Place("p", EVIL), Tag("t", EVIL),
            Source("s", EVIL, EVIL, EVIL, url="https://a.example/x", external_id=EVIL),
        )  # fmt: skip
        event = Event(
            "e", EVIL, "2025-07-24", date_text=EVIL, category_id="c", place_id="p", summary=EVIL, notes=EVIL,
            external_id=EVIL, actors=(Participation("a", EVIL),), tag_ids=("t",),
        )  # fmt: skip
        undated = Event("u", EVIL, "", date_text=EVIL)
        store.apply(Change(EVIL, after=(*things, event, undated)), EVIL)
        store.apply(Change(EVIL, after=(Excerpt("x", "e", "s", exact=EVIL), SavedView("v", EVIL, "talks"))), EVIL)
    return path


def texts_of(widget: QWidget) -> list[tuple[str, str]]:
    """Give every text that a widget and all in it show or speak, with where it stands; fields to type in aside."""
    found: list[tuple[str, str]] = []
    for each in (widget, *widget.findChildren(QWidget)):
        place = f"{type(each).__name__} {each.objectName()}"
        told = [
            each.toolTip(),
            each.windowTitle(),
            each.accessibleName(),
            each.accessibleDescription(),
            each.statusTip(),
        ]
        if isinstance(each, QLabel | QAbstractButton):
            told.append(each.text())
        if isinstance(each, QMenu):
            told.append(each.title())
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            told += [
                str(model.index(row, column).data(role) or "")
                for row in range(min(model.rowCount(), 50))
                for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
                for role in ROLES
            ]
        found += [(place, text) for text in told if text]
    for action in widget.findChildren(QAction):
        found += [("QAction", text) for text in (action.text(), action.toolTip(), action.statusTip()) if text]
    return found


def unsafe(*widgets: QWidget) -> list[tuple[str, str]]:
    return [
        (place, ascii(text)) for widget in widgets for place, text in texts_of(widget) if any(s in text for s in SIGNS)
    ]


def test_the_window_shows_names_from_strangers_safely(new_window, evil):
    window = new_window(evil)
    window.session.select(window.session.chronology.row_of("e"))
    window.view.search("talks")
    window.actions_of_window  # noqa: B018  # made when first asked for
    window.files.recent.fill(QMenu(window))
    assert "\n".join(map(str, unsafe(window))) == ""


def test_the_dialogs_show_names_from_strangers_safely(new_window, evil, qtbot, tmp_path):
    window = new_window(evil)
    window.session.select(window.session.chronology.row_of("e"))
    window.events.edit()
    window.events.editor.form.notes.setPlainText("x")
    window.events.editor.confirm()
    assert unsafe(window) == []  # the word at the foot that it is saved
    window.events.delete()
    assert "\n".join(map(str, unsafe(window))) == ""
    window.events.undo()
    window.history.show_history()
    history = window.history.history_dialog
    for row in range(history.listing.model().rowCount()):
        history.listing.setCurrentIndex(history.listing.model().index(row, 0))
        assert unsafe(history) == []
    history.close()
    other = tmp_path / "\u202eother.timelinedb"
    shutil.copyfile(evil, other)
    with Store.open(other) as store:
        store.apply(Change(EVIL, after=(Event("n", EVIL, "2025"),)), EVIL)
    window.history.merging.plan(str(other))
    qtbot.waitUntil(lambda: not window.jobs.busy)
    window.history.show_backups()
    window.evidence.show_sourcing()
    for kind in (About, SettingsDialog):
        shown = kind(window.settings, window) if kind is SettingsDialog else kind(window)
        qtbot.addWidget(shown)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert "\n".join(map(str, unsafe(window))) == ""
    for child in window.findChildren(QWidget):
        if child.isWindow() and child.isVisible():
            child.close()


@pytest.mark.parametrize("ending", ["svg", "csv", "json"])
def test_exports_carry_names_as_text(evil, tmp_path, capsys, ending):
    target = tmp_path / f"out.{ending}"
    code = app.run(["export", str(evil), "--to", str(target)], lambda _store: 9)
    assert code == 0, capsys.readouterr().err
    text = target.read_text(encoding="utf-8")
    if ending == "svg":
        assert "<b>x</b>" not in text
        assert "\u202e" not in text


def test_the_command_line_shows_names_as_text(evil, capsys):
    for arguments in (["list"], ["info"], ["check"]):
        app.run([*arguments, str(evil)], lambda _store: 9)
        told = capsys.readouterr().out
        assert not any(sign in told for sign in SIGNS)
