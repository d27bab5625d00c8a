"""The forge's workflows: they call `./run` and nothing else, with actions that cannot change under our feet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: (actions/[a-z-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+")
ON_RUN = re.compile(r"(sudo --preserve-env )?\./run (test|check|package --all)")

pytestmark = pytest.mark.skipif(not WORKFLOWS, reason="no workflows lie beside this source")


def jobs(path: Path) -> dict[str, dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def steps(path: Path) -> list[dict]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def test_each_system_has_its_tests_and_its_packages():
    assert [path.name for path in WORKFLOWS] == ["package.yml", "test.yml"]
    for path in WORKFLOWS:
        assert {"linux", "windows", "macos"} <= set(jobs(path))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path):
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == len([step for step in steps(path) if "uses" in step]) > 0
    assert [line for line in lines if not PINNED.search(line)] == []


def test_an_action_has_one_commit_everywhere():
    found: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, commit in PINNED.findall(path.read_text(encoding="utf-8")):
            found.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in found.items() if len(commits) != 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_call_run_and_may_only_read(path):
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["permissions"] == {"contents": "read"}
    assert all("permissions" not in job and job["timeout-minutes"] <= 120 for job in jobs(path).values())
    commands = [step["run"] for step in steps(path) if "run" in step]
    assert len(commands) >= 3
    assert [command for command in commands if not ON_RUN.fullmatch(command)] == []
    assert "secrets." not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_checkout_leaves_its_key_behind(path):
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(jobs(path))
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_every_python_that_is_promised_is_tried():
    (told,) = [path for path in WORKFLOWS if path.name == "test.yml"]
    assert jobs(told)["linux"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
