"""Nothing is left behind: a name that a module keeps to itself is used in it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from package_source import modules

if TYPE_CHECKING:
    from collections.abc import Iterator


def own_names(module: ast.Module) -> Iterator[str]:
    """Give the names that a module binds for itself alone: those with one line under their first letter."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))


def unused(module: ast.Module) -> list[str]:
    used = {node.id for node in ast.walk(module) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            used.update(re.findall(r"\w+", node.value))  # types are written as text
    return [name for name in own_names(module) if re.match("_[^_]", name) and name not in used]


def test_no_module_keeps_a_name_for_itself_that_it_does_not_use():
    assert [f"{name} {each}" for name, module in modules().items() for each in unused(module)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("_LEAST = 3", ["_LEAST"]),
        ("_LEAST: int = 3", ["_LEAST"]),
        ("_A, _B = 1, 2\nprint(_A)", ["_B"]),
        ("def _least(): ...", ["_least"]),
        ("class _Least: ...", ["_Least"]),
        ("_Kind = int\ndef least(kind: '_Kind'): ...", []),
        ("_LEAST = 3\ndef least(): return _LEAST", []),
        ("LEAST = 3\n__all__ = []", []),
    ],
)
def test_what_is_left_behind_is_noticed(source, found):
    assert unused(ast.parse(source)) == found
