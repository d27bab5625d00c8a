"""The program's own source as syntax trees, for tests that read it."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "timeline_app"


@cache
def modules() -> dict[str, ast.Module]:
    """The program's modules by their path below the root; their millions of nodes are kept from the collector."""
    parsed = {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    gc.freeze()
    return parsed


def called(call: ast.Call) -> str:
    """The last name of what is called: `f` in f(), a.f() and a.b.f()."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def module_name(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


Class = tuple[str, str]
"""A module and the name of a class in it."""


@cache
def classes() -> dict[Class, ast.ClassDef]:
    return {
        (module_name(path), node.name): node
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


@cache
def named_in(module: str) -> dict[str, Class]:
    """What the names that a module imports stand for."""
    (tree,) = [tree for path, tree in modules().items() if module_name(path) == module]
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
