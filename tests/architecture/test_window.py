"""What the window is made of: how its windows close, and what in it knows no Qt."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from package_source import called, classes, modules, named_in

CLOSING = "timeline_app/ui/widgets/closing.py"
QT_WINDOWS = {"QDialog", "QMainWindow", "QMenu", "QMessageBox", "QFileDialog", "QInputDialog"}
WAYS = {"close", "done", "accept", "reject", "quit", "closeAllWindows", "exit"}
NO_WINDOWS = {
    "chronology", "session", "store", "jobs", "files", "_steps", "opened", "os", "sys",  # no windows
    "event", "queue",  # an event is accepted, a proposal too
    "order",  # calls back who gave the order
    "form",  # `Form` of the services: its `done` is told by whoever saved it, and is a dialog's own
}  # fmt: skip
"""What else has a method that is called like one of them."""
MAY = {
    "timeline_app/startup/session_end.py": "ends the event loop after every window is closed",
}


def is_window(module: str, name: str) -> bool:
    """Whether a class is a window, by its bases."""
    if name in QT_WINDOWS:
        return True
    made = named_in(module).get(name, (module, name))
    node = classes().get(made)
    return node is not None and any(is_window(made[0], ast.unparse(base)) for base in node.bases)


def closings(path: str, tree: ast.Module) -> list[str]:
    """Name the places where a module closes a window by itself."""
    module = ".".join(Path(path).with_suffix("").parts)
    inside: dict[int, bool] = {}
    for made in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        window = any(is_window(module, ast.unparse(base)) for base in made.bases)
        inside |= dict.fromkeys(map(id, ast.walk(made)), window)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "WA_DeleteOnClose":
            found.append(f"{path}:{node.lineno} {ast.unparse(node)}")
        if not isinstance(node, ast.Attribute) or node.attr not in WAYS or not isinstance(node.ctx, ast.Load):
            continue
        value = ast.unparse(node.value)
        last = value.rpartition(".")[2].partition("[")[0].lower()
        own = value == "self"
        if own and not inside.get(id(node)):
            continue
        if value == "super()" or last.lstrip("_") in NO_WINDOWS or last in NO_WINDOWS:
            continue
        if node.attr == "exit" and value == "QCoreApplication" and path in MAY:
            continue
        found.append(f"{path}:{node.lineno} {ast.unparse(node)}")
    return found


def test_windows_are_closed_by_one_function():
    """`ui.widgets.closing.close`: what asks first is asked, what has closed is destroyed, and held until then."""
    found = [
        place
        for path, tree in modules().items()
        if path.startswith(("timeline_app/ui/", "timeline_app/startup/")) and path != CLOSING
        for place in closings(path, tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "self.accept()",
        "button.clicked.connect(self.reject)",
        "self.dialog.close()",
        "box.done(0)",
        "QApplication.quit()",
        "QApplication.closeAllWindows()",
        "menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)",
    ],
)
def test_another_way_of_closing_is_noticed(line):
    tree = ast.parse(f"class Asking(QDialog):\n    def ask(self):\n        {line}\n")
    assert len(closings("timeline_app/ui/app/about.py", tree)) == 1


def test_each_class_of_dialogs_is_known_as_a_window():
    assert is_window("timeline_app.ui.events.editor", "EventEditor")
    assert is_window("timeline_app.ui.app.main_window", "MainWindow")
    assert not is_window("timeline_app.ui.reader.reader_view", "ReaderView")


def test_what_opens_by_itself_has_an_owner():
    """Dialogs of ours have it from their base; a box, menu or dialog of Qt's that is made in passing is owned there."""
    found = []
    for path, tree in modules().items():
        if not path.startswith("timeline_app/ui/"):
            continue
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            made = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            owned = {ast.unparse(call.args[0]) for call in made if called(call) == "own"}
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Assign)
                    and isinstance(node.value, ast.Call)
                    and called(node.value) in QT_WINDOWS
                ):
                    name = ast.unparse(node.targets[0])
                    if name not in owned and name not in STAYS:
                        found.append(f"{path}:{node.lineno} {name}")
    assert found == []


STAYS = {
    "self.menu": "the menu of the window, which opens again and again",
    "self.zones": "the menu of time zones, likewise",
    "self.menu_below": "the menu of a button, likewise",
}

KNOWS_NO_QT = {
    "ui/app/controllers/integrity_check.py": "a controller: it takes services and gives jobs to the window's worker",
    "ui/canvas/event_labels.py": "words that the canvas alone says",
    "ui/history/change_words.py": "words that the history alone says",
    "ui/importing/wording.py": "words that the page of an import alone says",
    "ui/names/wording.py": "words that the page of names alone says",
    "ui/wording/date_words.py": "words that the window says",
    "ui/wording/labels.py": "words that the window says",
}
"""Modules of `ui` without Qt, each with what keeps it there. Anything else is logic, and belongs below."""


def test_what_knows_no_qt_is_not_in_the_window():
    without = {
        path.removeprefix("timeline_app/")
        for path, tree in modules().items()
        if path.startswith("timeline_app/ui/")
        and len(tree.body) > 1
        and not any(
            isinstance(node, ast.ImportFrom | ast.Import) and "PySide6" in ast.unparse(node) for node in ast.walk(tree)
        )
    }
    assert without == set(KNOWS_NO_QT)
