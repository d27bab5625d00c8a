"""What the documents promise is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from package_source import modules

import timeline_app
from timeline_app.cli.parsing import VERBS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "timeline_app"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_links_to_is_there(document):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(document))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


def test_the_readme_names_every_verb_of_run():
    verbs = re.findall(r"^\./run (\w+)", (ROOT / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(verbs) >= 7
    assert [verb for verb in verbs if verb != "help" and f"./run {verb}" not in text(ROOT / "README.md")] == []


def test_the_manual_names_every_verb_of_the_command_line():
    manual = text(ROOT / "docs" / "command-line.md")
    assert [verb for verb in VERBS if f"timeline-app {verb}" not in manual] == []


def test_the_changelog_tells_of_this_version():
    assert f"## {timeline_app.__version__}" in text(ROOT / "CHANGELOG.md")


def decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def test_decisions_are_a_page_at_most_and_numbered_once():
    numbers = [path.name[:4] for path in decisions()]
    assert len(numbers) == len(set(numbers))
    assert [path.name for path in decisions() if not re.match(r"\d{4}-[a-z0-9-]+\.md$", path.name)] == []
    assert [path.name for path in decisions() if len(text(path).splitlines()) > 60] == []


@pytest.mark.parametrize("decision", decisions(), ids=lambda path: path.name[:4])
def test_a_decision_has_its_four_parts(decision):
    """Its title bears its number; Status, Context, Decision and Consequences follow, in this order and none empty."""
    words = text(decision)
    head = rf"# {int(decision.name[:4])}\. \S.+\n\n\*\*Status:\*\* (accepted|superseded by|proposed)[^#]+"
    parts = head + r"## Context\n(.+)## Decision\n(.+)## Consequences\n(.+)"
    found = re.fullmatch(parts, words, re.DOTALL)
    assert found is not None
    assert all(part.strip() for part in found.groups())
    assert re.findall(r"^## (.+)$", words, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_index_lists_every_decision_in_order_with_its_title_and_status():
    index = text(ROOT / "docs" / "decisions" / "README.md")
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+?)\) \| (.+?) \| (\S.+) \|$", index, re.MULTILINE)
    titles = [re.match(r"# (\d+)\. (.+)", text(path)).groups() for path in decisions()]
    assert [line[:2] for line in listed] == titles
    assert [line[2] for line in listed] == [path.name for path in decisions()]
    states = [re.search(r"\*\*Status:\*\* (\w+)", text(path))[1] for path in decisions()]
    assert [line[3].split()[0].rstrip(",") for line in listed] == states


TOP = {"timeline_app", "tests", "bench", "packaging", "docs", "resources"}
LAYERS = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
TOLD = [path for path in DOCUMENTS if path.name != "CHANGELOG.md"]
"""The documents that tell of the code as it is; the changelog tells of what was."""


def quoted(document: Path) -> list[str]:
    """Everything that a document sets as code, within a line."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text(document), flags=re.DOTALL | re.MULTILINE))


def paths_in(document: Path) -> list[str]:
    """The files, folders and modules that a document names by path."""
    found = [word for code in quoted(document) for word in re.findall(r"[\w./-]+", code.partition("::")[0])]
    return [
        word.rstrip("./")
        for word in found
        if word.endswith(".py") or ("/" in word and word.split("/")[0] in TOP | LAYERS)
    ]


def is_there(path: str) -> bool:
    places = [ROOT / path, PACKAGE / path]
    return any(place.exists() for place in places) or (
        "/" not in path and any(any(folder.rglob(path)) for folder in (PACKAGE, ROOT / "packaging"))
    )


@pytest.mark.parametrize("document", TOLD, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_in_a_document_is_there(document):
    assert [path for path in paths_in(document) if not is_there(path)] == []


def test_the_stages_of_reading_an_article_name_modules_that_are_there():
    stages = re.findall(r"^\| \w+ \| (`[^|]+`) \|", text(ROOT / "docs" / "extract.md"), re.MULTILINE)
    modules = [module for stage in stages for module in re.findall(r"`([\w/]+)`", stage)]
    assert len(modules) > 20
    assert [module for module in modules if not (PACKAGE / "extract" / f"{module}.py").is_file()] == []


@cache
def bodies() -> dict[str, tuple[ast.ClassDef, ...]]:
    """The classes of the program by their names."""
    classes: dict[str, tuple[ast.ClassDef, ...]] = {}
    for module in modules().values():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef):
                classes[node.name] = (*classes.get(node.name, ()), node)
    return classes


def names_in(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    """What a module or a class defines or imports, by name."""
    names: dict[str, ast.stmt] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id: node for target in targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names |= {(each.asname or each.name): node for each in node.names}
    return names


@cache
def names_of(module: Path) -> frozenset[str]:
    """What a module defines or imports."""
    return frozenset(names_in(ast.parse(text(module)).body))


def has_member(name: str, member: str) -> bool:
    """Whether a class of this name has a member, also by inheritance or as an attribute that it sets."""
    for node in bodies().get(name, ()):
        own = {
            each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store)
        }
        bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
        if member in own | set(names_in(node.body)) or any(has_member(base, member) for base in bases):
            return True
    return False


def is_defined(dotted: str) -> bool:
    """Whether a dotted name leads to a package, a module, or what stands in one."""
    parts = dotted.split(".")
    place = ROOT if parts[0] in TOP else PACKAGE
    while parts and (place / parts[0]).is_dir():
        place = place / parts.pop(0)
    if parts and (place / f"{parts[0]}.py").is_file():
        place = place / f"{parts.pop(0)}.py"
    source = place / "__init__.py" if place.is_dir() else place
    if not parts:
        return True
    if not source.is_file() or parts[0] not in names_of(source):
        return False
    return len(parts) == 1 or (len(parts) == 2 and has_member(*parts))


def dotted_in(document: Path) -> list[str]:
    """The modules, classes and functions that a document names by dots."""
    found = [word for code in quoted(document) for word in re.findall(r"(?<![\w./])[a-z_]+(?:\.\w+)+(?![\w/])", code)]
    return [
        word
        for word in found
        if word.split(".")[0] in (LAYERS | {"timeline_app", "bench"})
        and not word.endswith((".py", ".md", ".sh", ".json"))
    ]


@pytest.mark.parametrize("document", TOLD, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_dotted_name_in_a_document_is_there(document):
    assert [name for name in dotted_in(document) if not is_defined(name)] == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("layout.axis.scale.TimeScale.zoomed", True),
        ("timeline_app.ui.canvas.timeline_canvas.TimelineCanvas.select", True),
        ("domain.dates", True),
        ("domain.dates.wording", False),
        ("layout.axis.scale.TimeScale.stretch_away", False),
        ("store.searching", False),
    ],
)
def test_what_is_gone_is_noticed(name, there):
    assert is_defined(name) is there


def test_no_file_names_a_package_index():
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org")
    files = [*DOCUMENTS, ROOT / "run", ROOT / "pyproject.toml", ROOT / "requirements.lock", ROOT / ".ci" / "run"]
    files += [path for path in (ROOT / "packaging").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert [(path.name, host) for path in files for host in hosts if host in text(path)] == []
