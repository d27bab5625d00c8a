"""What the documents promise is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import timeline_app
from timeline_app.cli.parsing import VERBS

ROOT = Path(__file__).resolve().parents[2]
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


def test_decisions_are_a_page_at_most_and_numbered_once():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(numbers) == len(set(numbers))
    assert [path.name for path in decisions if not re.match(r"\d{4}-[a-z0-9-]+\.md$", path.name)] == []
    assert [path.name for path in decisions if len(text(path).splitlines()) > 60] == []


def test_no_file_names_a_package_index():
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org")
    files = [*DOCUMENTS, ROOT / "run", ROOT / "pyproject.toml", ROOT / "requirements.lock", ROOT / ".ci" / "run"]
    files += [path for path in (ROOT / "packaging").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert [(path.name, host) for path in files for host in hosts if host in text(path)] == []
