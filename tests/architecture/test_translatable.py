"""Text that a person reads can be translated: nothing here takes translated text apart or makes sentences of pieces."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "timeline_app").rglob("*.py"))
TAKERS = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
"""The names that translate, and how many of their arguments must be written out."""

KNOWN = frozenset(
    [
        "KnownError",
        "ConflictError",
        "DamagedError",
        "DateError",
        "ExportError",
        "FormatError",
        "NotAStoreError",
        "QueryError",
        "QuoteError",
        "StoreError",
    ]
)
"""Errors whose message a person reads."""

ALTERING = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "ljust",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rjust",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "strip",
        "swapcase",
        "title",
        "upper",
    ]
)
"""Methods that take text apart or bend it by the rules of one language."""


def faults_of(source: str, tellers: frozenset[str] = frozenset()) -> list[str]:
    """Find what a translator could not translate, as "line: what is wrong"; `tellers` word things."""
    tree = ast.parse(source)
    found: list[str] = []
    tellers |= _tellers_in(tree)
    for scope in ast.walk(tree):
        if isinstance(scope, ast.Module | ast.FunctionDef):
            _Reader(found, tellers).read(scope)
    return sorted(set(found), key=lambda fault: int(fault.partition(":")[0]))


def tellers_in(source: str) -> set[str]:
    """Name the functions that give a translated text to other modules."""
    return {name for name in _tellers_in(ast.parse(source)) if not name.startswith("_")}


def _tellers_in(tree: ast.Module) -> set[str]:
    if not any(_imports_translation(node) for node in ast.walk(tree)):
        return set()
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and isinstance(node.returns, ast.Name)
        and node.returns.id == "str"
        and any(_called(each) in TAKERS for each in _own_nodes(node))
    }


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

    def __init__(self, found: list[str], tellers: frozenset[str]) -> None:
        self.found = found
        self.tellers = tellers
        self.held: set[str] = set()

    def read(self, scope: ast.Module | ast.FunctionDef) -> None:
        nodes = list(_own_nodes(scope))
        for node in nodes:
            if isinstance(node, ast.Assign) and self._is_translated(node.value):
                self.held.update(each.id for each in node.targets if isinstance(each, ast.Name))
        for node in nodes:
            self._judge(node)

    def _judge(self, node: ast.AST) -> None:
        if (
            isinstance(node, ast.FormattedValue)
            and node.format_spec is not None
            and "," in ast.unparse(node.format_spec)
        ):
            self._blame(node, "writes a number by English rules; grouped() writes it in every language")
        if isinstance(node, ast.Attribute) and node.attr == "StandardButton":
            self._blame(node, "shows a button in the words of Qt")
        if isinstance(node, ast.Raise) and self._is_plain_sentence(node.exc):
            self._blame(node, "tells a person what cannot be translated")
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
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and self._is_told(node.value):
            self._blame(node, "takes a piece of translated text")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ALTERING and self._is_told(node.func.value) and not _keeps_letters(node):
                self._blame(node, f"alters translated text by .{node.func.attr}()")
            if node.func.attr == "join" and self._is_translated(node.func.value):
                self._blame(node, "joins texts by a translated word")

    def _is_plain_sentence(self, node: ast.AST | None) -> bool:
        if not isinstance(node, ast.Call) or _called(node) not in KNOWN or not node.args:
            return False
        first = node.args[0]
        return isinstance(first, ast.JoinedStr) or (isinstance(first, ast.Constant) and isinstance(first.value, str))

    def _makes_a_sentence(self, node: ast.JoinedStr) -> bool:
        holes = [each for each in node.values if isinstance(each, ast.FormattedValue)]
        return any(self._is_translated(each.value) for each in holes)

    def _is_told(self, node: ast.AST) -> bool:
        if isinstance(node, ast.BoolOp):
            return any(self._is_told(each) for each in node.values)
        return self._is_translated(node) or (isinstance(node, ast.Call) and _called(node) in self.tellers)

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
            return (
                isinstance(node.func, ast.Attribute)
                and node.func.attr == "format"
                and self._is_translated(node.func.value)
            )
        return False

    def _blame(self, node: ast.expr | ast.stmt, what: str) -> None:
        self.found.append(f"{node.lineno}: {what}")


def _keeps_letters(call: ast.Call) -> bool:
    """Whether all letters stay: blanks that do not break, an ampersand that Qt shall not take for a mnemonic."""
    written = tuple(each.value for each in call.args if isinstance(each, ast.Constant))
    return _called(call) == "replace" and written in {(" ", "\xa0"), ("&", "&&")}


def _own_nodes(scope: ast.AST):
    """Give the nodes of a scope without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _own_nodes(child)


@pytest.fixture(scope="module")
def tellers() -> frozenset[str]:
    return frozenset().union(*(tellers_in(module.read_text(encoding="utf-8")) for module in MODULES))


def test_every_text_can_be_translated(tellers):
    faults = [
        f"{module.relative_to(ROOT)}:{fault}"
        for module in MODULES
        if module.name != "facts.py"  # it knows the rules of each language
        for fault in faults_of(module.read_text(encoding="utf-8"), tellers)
    ]
    assert faults == []


def test_the_known_errors_are_all_known():
    from timeline_app.domain import errors
    from timeline_app.domain.text import quotes

    named = {
        each.__name__
        for module in (errors, quotes)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, errors.KnownError)
    }
    assert named == KNOWN


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("_(status.capitalize())", "computed"),
        ("ngettext('{n} event', plural, n)", "computed"),
        ("x = _('July')[:3]", "piece"),
        ("x = _('Planned').casefold()", "casefold"),
        ("words = _('Planned')\ny = words.lower()", "lower"),
        ("x = (word_of(3) or 'none').lower()", "lower"),
        ("x = _('Saved {name}.').format(name=name).replace('a', 'b')", "replace"),
        ("x = f'{_(chr)} of July'", "f-string"),
        ("x = f\"{_('Saved')} July\"", "f-string"),
        ("x = _('Saved') + ' ' + name", "+"),
        ("x = name\nx += _(' and so on')", "+="),
        ("x = _(' and ').join(names)", "joins"),
        ("x = f'{count:,}'", "English rules"),
        ("raise KnownError('The file is gone.')", "cannot be translated"),
        ("box.addButton(QMessageBox.StandardButton.Cancel)", "words of Qt"),
        ("raise StoreError(f'{name} is gone.')", "cannot be translated"),
    ],
)
def test_what_cannot_be_translated_is_found(line, fault):
    source = f"from timeline_app.base.i18n import gettext as _\n\n{line}\n"
    assert any(fault in each for each in faults_of(source, frozenset({"word_of"})))


@pytest.mark.parametrize(
    "line",
    [
        "x = _('Saved {name}.').format(name=name)",
        "x = ngettext('{n} event', '{n} events', n).format(n=grouped(n))",
        "x = ', '.join(names)",
        "x = f'{day}T{clock}'",
        "x = _('{n} events').format(n=n).replace(' ', '\xa0')",
        "x = title.replace('&', '&&')",
        "x = names[3].lower()",
        "raise KnownError(_('The file is gone.'))",
        "raise TypeError('a bug')",
    ],
)
def test_what_can_be_translated_is_left_alone(line):
    assert faults_of(f"from timeline_app.base.i18n import gettext as _\n\n{line}\n") == []
