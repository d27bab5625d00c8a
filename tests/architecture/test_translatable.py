"""Text that a person reads can be translated: nothing here takes translated text apart or makes sentences of pieces."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "timeline_app").rglob("*.py"))
TAKERS = {"_": 1, "phrase": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
"""The names that translate, and how many of their arguments must be written out."""

ALTERING = frozenset(
    "capitalize casefold center ljust lower lstrip partition removeprefix removesuffix replace rjust rpartition rsplit "
    "rstrip split splitlines strip swapcase title upper".split()
)
"""Methods that take text apart or bend it by the rules of one language."""


def faults_of(source: str) -> list[str]:
    """Find what a translator could not translate, as "line: what is wrong"."""
    tree = ast.parse(source)
    if not any(_imports_translation(node) for node in ast.walk(tree)):
        return []
    found: list[str] = []
    for scope in ast.walk(tree):
        if isinstance(scope, ast.Module | ast.FunctionDef):
            _Reader(found).read(scope)
    return sorted(set(found), key=lambda fault: int(fault.partition(":")[0]))


def _imports_translation(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and any(each.name in TAKERS for each in node.names)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


class _Reader:
    """Reads one function or the top of a module, knowing which of its names hold translated text."""

    def __init__(self, found: list[str]) -> None:
        self.found = found
        self.held: set[str] = set()

    def read(self, scope: ast.Module | ast.FunctionDef) -> None:
        nodes = list(_own_nodes(scope))
        for node in nodes:
            if isinstance(node, ast.Assign) and self._is_translated(node.value):
                self.held.update(each.id for each in node.targets if isinstance(each, ast.Name))
        for node in nodes:
            self._judge(node)

    def _judge(self, node: ast.AST) -> None:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKERS:
            wanted = node.args[: TAKERS[node.func.id]]
            if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in wanted):
                self._blame(node, "translates a computed text, which cannot be extracted")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            if any(self._is_translated(each) for each in (node.left, node.right)):
                self._blame(node, "puts a sentence together with +")
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add) and self._is_translated(node.value):
            self._blame(node, "puts a sentence together with +=")
        elif isinstance(node, ast.JoinedStr) and self._makes_a_sentence(node):
            self._blame(node, "puts a sentence together in an f-string")
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and self._is_translated(node.value):
            self._blame(node, "takes a piece of translated text")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ALTERING and self._is_translated(node.func.value):
                self._blame(node, f"alters translated text by .{node.func.attr}()")
            if node.func.attr == "join" and _glues(node.func.value, self):
                self._blame(node, "joins texts by blanks or a translated word")

    def _makes_a_sentence(self, node: ast.JoinedStr) -> bool:
        holes = [each for each in node.values if isinstance(each, ast.FormattedValue)]
        return any(self._is_translated(each.value) for each in holes)

    def _is_translated(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id in self.held
        if isinstance(node, ast.IfExp):
            return self._is_translated(node.body) or self._is_translated(node.orelse)
        if isinstance(node, ast.BoolOp):
            return any(self._is_translated(each) for each in node.values)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in TAKERS:
                return True
            return isinstance(node.func, ast.Attribute) and node.func.attr == "format" and self._is_translated(node.func.value)
        return False

    def _blame(self, node: ast.expr | ast.stmt, what: str) -> None:
        self.found.append(f"{node.lineno}: {what}")


def _glues(separator: ast.AST, reader: _Reader) -> bool:
    return reader._is_translated(separator)


def _own_nodes(scope: ast.AST):
    """Give the nodes of a scope without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _own_nodes(child)


if __name__ == "__main__":
    import sys
    n = 0
    for m in MODULES:
        src = m.read_text()
        for f in faults_of(src):
            n += 1
            ln = int(f.partition(":")[0])
            print(f"{m.relative_to(ROOT)}:{f}   | {src.splitlines()[ln-1].strip()[:110]}")
    print(n)
