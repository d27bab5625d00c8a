"""The architecture as sentences; import-linter (pyproject.toml) holds the arrows between the layers."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
from package_source import PACKAGE, ROOT, Class, called, classes, module_name, modules, named_in

if TYPE_CHECKING:
    from collections.abc import Iterator


FILE_LINES, FILE_MEDIAN = 500, 170
FUNCTION_STATEMENTS, FUNCTION_MEDIAN = 40, 8
CLASS_LINES = 350
PARAMETERS = 5
FOLDER_FILES = 25
PUBLIC_METHODS = 40
FORBIDDEN_CALLS = {
    "processEvents": "deletes objects under our feet; return to the event loop instead",
    "exec_": "use open() and signals",
    "repaint": "use update()",
}
FORBIDDEN_NAMES = {
    "QThread": "outlives its object and aborts; use the executor",
    "QGraphicsView": "too slow; the canvas is custom-painted",
    "QGraphicsScene": "too slow; the canvas is custom-painted",
    "QUndoStack": "undo is a Change applied by the store",
}
VAGUE_NAME = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)($|_)|Manager|Helper|Utils|Base$")
SQL = re.compile(
    r"\b(SELECT\s.*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s+\w|"
    r"(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER|VIRTUAL))",
    re.DOTALL,
)
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTATIONS = {
    "append",
    "extend",
    "insert",
    "add",
    "update",
    "setdefault",
    "pop",
    "popitem",
    "clear",
    "remove",
    "discard",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def nodes(*kinds: type[ast.AST], under: str = "timeline_app/") -> Iterator[tuple[str, ast.AST]]:
    """Every node of the `kinds`, with the place where it stands."""
    for name, module in modules().items():
        if name.startswith(under):
            for node in ast.walk(module):
                if isinstance(node, kinds):
                    yield f"{name}:{getattr(node, 'lineno', 1)}", node


def own_statements(function: Function) -> int:
    """Count the statements of a function without its docstring and without functions inside it."""

    def count(statements: list[ast.stmt]) -> int:
        total = 0
        for statement in statements:
            total += 1
            if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                total += sum(count(block) for block in blocks(statement))
        return total

    def blocks(statement: ast.AST) -> Iterator[list[ast.stmt]]:
        for field in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(statement, field, None), list):
                yield block
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            yield part.body

    return count(function.body) - (ast.get_docstring(function) is not None)


def parameters(function: Function) -> int:
    """Count parameters as a caller sees them."""
    arguments = function.args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def functions() -> list[tuple[str, Function]]:
    return [
        (f"{place} {node.name}", node)
        for place, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, Function)
    ]


def receiver(call: ast.Call) -> str:
    return ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def calls(under: str = "timeline_app/") -> Iterator[tuple[str, ast.Call]]:
    for place, node in nodes(ast.Call, under=under):
        assert isinstance(node, ast.Call)
        yield place, node


def test_files_are_short():
    lines = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in modules()}
    assert {name: count for name, count in lines.items() if count > FILE_LINES} == {}
    assert median(lines.values()) <= FILE_MEDIAN


def test_functions_are_short():
    statements = {place: own_statements(function) for place, function in functions()}
    assert {place: count for place, count in statements.items() if count > FUNCTION_STATEMENTS} == {}
    assert median(statements.values()) <= FUNCTION_MEDIAN


def test_classes_are_short():
    lines = {f"{place} {node.name}": node.end_lineno - node.lineno + 1 for place, node in nodes(ast.ClassDef)}
    assert {place: count for place, count in lines.items() if count > CLASS_LINES} == {}


def test_functions_take_few_parameters():
    counts = {place: parameters(function) for place, function in functions()}
    assert {place: count for place, count in counts.items() if count > PARAMETERS} == {}


def test_every_module_reads_annotations_as_text():
    without = [
        name
        for name, module in modules().items()
        if len(module.body) > 1
        and not any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in module.body)
    ]
    assert without == []


def test_names_say_what_a_thing_is():
    files = [name for name in modules() if VAGUE_NAME.search(Path(name).stem)]
    classes = [f"{place} {node.name}" for place, node in nodes(ast.ClassDef) if VAGUE_NAME.search(node.name)]
    assert files + classes == []


@pytest.mark.parametrize("layer", ["paint", "export", "layout"])
def test_what_draws_on_anything_knows_no_widgets(layer):
    found = [
        place
        for place, node in nodes(ast.ImportFrom, ast.Import, under=f"timeline_app/{layer}")
        if "QtWidgets" in ast.unparse(node)
    ]
    assert found == []


def test_a_painter_is_always_closed_by_with():
    entered = {
        id(item.context_expr)
        for _, node in nodes(ast.With)
        for item in node.items
        if isinstance(item.context_expr, ast.Call)
    }
    bare = [place for place, call in calls() if called(call) == "QPainter" and id(call) not in entered]
    assert bare == []


def test_nothing_runs_an_event_loop_inside_another():
    found = [
        f"{place}: {called(call)}: {FORBIDDEN_CALLS[called(call)]}"
        for place, call in calls()
        if called(call) in FORBIDDEN_CALLS
    ]
    loops = [
        f"{place}: {ast.unparse(call)}: open() and signals instead"
        for place, call in calls()
        if called(call) == "exec"
        and receiver(call)
        and not re.search(r"(\bapp|application)$", receiver(call), re.IGNORECASE)
    ]
    assert found + loops == []


def test_what_the_design_rules_out_is_not_used():
    found = [
        f"{place}: {name}: {FORBIDDEN_NAMES[name]}"
        for place, node in nodes(ast.Name, ast.alias)
        if (name := getattr(node, "id", None) or getattr(node, "name", "")) in FORBIDDEN_NAMES
    ]
    assert found == []


def test_signals_carry_whole_seconds():
    narrow = [
        place
        for place, call in calls()
        if called(call) == "Signal"
        and any(isinstance(argument, ast.Name) and argument.id == "int" for argument in call.args)
    ]
    assert narrow == [], "Signal(int) is 32 bits: Signal(object)"


def test_signals_are_connected_to_methods_not_to_lambdas():
    found = [
        place
        for place, call in calls()
        if called(call) == "connect" and any(isinstance(argument, ast.Lambda) for argument in call.args)
    ]
    assert found == []


def test_modules_hold_no_state():
    """Nothing is rebound by `global`, and no function changes a list, dict or set of its module."""
    found = [f"{place}: global" for place, _ in nodes(ast.Global)]
    for name, module in modules().items():
        held = {target for statement in module.body for target in mutable_targets(statement)}
        found += [f"{name}:{line}: {changed}" for line, changed in changes(module) if changed in held]
    assert found == []


def mutable_targets(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, MUTABLE):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def changes(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The names through which functions of a module change something in place."""
    for function in (node for node in ast.walk(module) if isinstance(node, Function)):
        local = {argument.arg for argument in function.args.args}
        local |= {
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(function):
            changed = None
            if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                changed = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATIONS:
                changed = node.func.value
            if isinstance(changed, ast.Name) and changed.id not in local:
                yield node.lineno, changed.id


READS_ITS_OWN = {
    "timeline_app/base/crash_report.py": "a report that it makes",
    "timeline_app/base/held_files.py": "the one that opens all others",
    "timeline_app/base/licences.py": "resources",
    "timeline_app/domain/dates/zones.py": "a table of time zones",
    "timeline_app/domain/sample_texts.py": "resources",
    "timeline_app/export/": "a file that it makes",
    "timeline_app/store/open_store.py": "a store that it makes",
    "timeline_app/store/safety/backup_files.py": "a copy that it makes",
    "timeline_app/store/safety/recovering.py": "a copy that it makes",
    "timeline_app/store/sample.py": "resources",
    "timeline_app/ui/events/drafts.py": "drafts that it makes",
    "timeline_app/ui/services/places.py": "the sample as it is shipped",
    "timeline_app/cli/output.py": "the null device",
    "timeline_app/cli/app.py": "the null device",
    "timeline_app/extract/pages/word.py": "a part of an archive in memory",
    "timeline_app/store/safety/write_ahead_log.py": "the log, on which SQLite holds no lock",
    "timeline_app/startup/": "libraries",
}


def test_files_that_a_person_names_are_opened_where_no_lock_is_lost():
    """Any of them may be the store that is open: `base/held_files.py` says what closing it would do."""
    found = [
        f"{place}: {ast.unparse(call)}"
        for place, call in calls()
        if not place.startswith(tuple(READS_ITS_OWN))  # each with its reason
        and (
            (
                called(call) in {"read_bytes", "read_text", "copyfile", "copy2"}
                and receiver(call) not in {"", "held_files"}
            )
            or (called(call) == "open" and is_file_opening(call))
        )
    ]
    assert found == []


def is_file_opening(call: ast.Call) -> bool:
    """Whether `open` is that of a path or the system, rather than that of a dialog or a store."""
    if isinstance(call.func, ast.Name):
        return True
    modes = [each.value for each in call.args if isinstance(each, ast.Constant)]
    return receiver(call) == "os" or "encoding" in {each.arg for each in call.keywords} or bool(modes)


def test_only_the_store_speaks_sql():
    found = [
        place
        for place, node in nodes(ast.Constant)
        if isinstance(node.value, str) and not place.startswith("timeline_app/store/") and SQL.search(node.value)
    ]
    assert found == []


def test_the_tree_is_the_one_of_the_design():
    top = {"pyproject.toml", "timeline_app", "resources", "tests", "packaging", "README.md", "run", "requirements.lock"}
    top |= {"docs", "bench", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".ci"}
    assert {name for name in top if not (ROOT / name).exists()} == set()
    layers = {"cli", "ui", "export", "paint", "layout", "formats", "extract", "store", "domain"}
    assert {name for name in layers if not (PACKAGE / name / "__init__.py").is_file()} == set()


def test_no_widget_overrides_event():
    """On Python 3.11 an exception in another override (paintEvent, say) then ends the process (decision 11)."""
    found = [
        place
        for place, node in nodes(ast.FunctionDef, under="timeline_app/ui/")
        if node.name == "event" and "QEvent" in ast.unparse(node.args)
    ]
    assert found == []


def test_every_known_error_is_worded_in_a_sentence_that_can_be_translated():
    faults = {node.name for name, node in nodes(ast.ClassDef, under="timeline_app/domain/errors.py")} | {"QuoteError"}
    bare = [
        place
        for place, call in calls()
        if called(call) in faults and call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert len(faults) > 6
    assert bare == []


MAY_BE_SET = {"sys.excepthook", "sys.stdout", "os.environ"}
"""What Python documents as a program's to set."""


def test_nothing_patches_python_or_a_library():
    """Nothing is put into modules, classes or tables that are not ours (decision 80)."""
    found = [
        f"{name}:{target.lineno} {ast.unparse(target)}"
        for name, module in modules().items()
        for foreign in [foreign_names(module)]
        for target in changed_places(module)
        if root_of(target) in foreign and not any(ast.unparse(target).startswith(each) for each in MAY_BE_SET)
    ]
    assert found == []
    assert [place for place, node in nodes(ast.Import) for each in node.names if each.name == "builtins"] == []


@pytest.mark.parametrize(
    "line",
    [
        "gettext.gettext = found",
        "EnumType._create_ = quick",
        "sys.modules['numpy'] = made",
        "sys.path_hooks[:] = [ours]",
        "sys.path_importer_cache.clear()",
        "setattr(gettext, name, quick)",
        "del sys.modules['platform']",
    ],
)
def test_what_patches_is_recognised(line):
    module = ast.parse(f"import gettext, sys\nfrom enum import EnumType\nmade = own = []\nown.tail = made\n{line}\n")
    assert [target.lineno for target in changed_places(module) if root_of(target) in foreign_names(module)] == [5]


def foreign_names(module: ast.Module) -> set[str]:
    """What a module calls the modules, classes and functions that it imports from elsewhere."""
    names = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {(each.asname or each.name).partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] != "timeline_app":
            names |= {each.asname or each.name for each in node.names}
    return names - {"timeline_app"}


def changed_places(module: ast.Module) -> Iterator[ast.expr]:
    """Give each attribute and entry that a module sets, deletes or changes by a method."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            yield node
        elif isinstance(node, ast.Call) and called(node) in {"setattr", "delattr", "__setattr__"} and node.args:
            yield ast.Attribute(node.args[0], "…", ast.Store(), lineno=node.lineno)
        elif isinstance(node, ast.Call) and called(node) in MUTATIONS and receiver(node).startswith("sys."):
            assert isinstance(node.func, ast.Attribute)
            yield node.func


def root_of(place: ast.expr) -> str:
    """The name at the beginning of `a.b[c].d`."""
    while isinstance(place, ast.Attribute | ast.Subscript):
        place = place.value
    return place.id if isinstance(place, ast.Name) else ""


# --- circles, folders, classes ---------------------------------------------------------------------------------------


def imports_of(tree: ast.Module, names: set[str]) -> set[str]:
    """Give the modules of `names` that a module imports, at once, in a function or for types."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & names
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules_named = {f"{node.module}.{alias.name}" for alias in node.names} & names
            found |= modules_named or {node.module} & names
    return found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Give the sets of modules each of which leads to every other one (Tarjan)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        waiting.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in waiting:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            at = waiting.index(name)
            circle = waiting[at:]
            del waiting[at:]
            if len(circle) > 1 or name in graph[name]:
                found.append(sorted(circle))

    for name in graph:
        if name not in order:
            visit(name)
    return found


def test_a_circle_is_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    lazy = ast.parse("def later():\n    from timeline_app.store import tables\n")
    assert imports_of(lazy, {"timeline_app.store.tables"}) == {"timeline_app.store.tables"}


def test_no_module_leads_back_to_itself():
    """At run time, lazily or for types: what two modules share stands below both."""
    trees = {module_name(path): tree for path, tree in modules().items()}
    graph = {name: imports_of(tree, set(trees)) for name, tree in trees.items()}
    assert sum(map(len, graph.values())) > 1000
    assert circles(graph) == []


def test_folders_can_be_taken_in():
    counts: dict[str, int] = {}
    for name in modules():
        folder = str(Path(name).parent)
        counts[folder] = counts.get(folder, 0) + 1
    assert {folder: count for folder, count in counts.items() if count > FOLDER_FILES} == {}


def public_methods(made: Class) -> set[str]:
    """Name the public methods of a class, with those of its bases that are ours; what overrides Qt's is Qt's."""
    module, node = made[0], classes()[made]
    own = {
        each.name
        for each in node.body
        if isinstance(each, Function)
        and not each.name.startswith("_")
        and "override" not in {ast.unparse(mark) for mark in each.decorator_list}
    }
    names = [ast.unparse(each).split("[")[0] for each in node.bases]
    bases = [named_in(module).get(name, (module, name)) for name in names]
    return own.union(*(public_methods(base) for base in bases if base in classes()))


def test_classes_can_be_taken_in():
    counts = {f"{module}.{name}": len(public_methods((module, name))) for module, name in classes()}
    assert counts["timeline_app.ui.canvas.timeline_canvas.TimelineCanvas"] > 20
    assert {name: count for name, count in counts.items() if count > PUBLIC_METHODS} == {}


@pytest.mark.parametrize("layer", ["ui", "export"])
def test_what_shows_and_exports_does_not_reach_through_the_chronology(layer):
    """Its store belongs to `document`; import-linter sees imports, not attributes."""
    found = [
        place
        for place, node in nodes(ast.Attribute, under=f"timeline_app/{layer}/")
        if node.attr == "store" and ast.unparse(node.value).endswith("chronology")
    ]
    assert found == []
