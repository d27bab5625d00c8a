"""The script `run` and its preflight, on machines that lack something."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "run"
PREFLIGHT = ROOT / "packaging" / "preflight.py"
VERBS = ("test", "check", "bench", "package", "screenshots", "torture", "help")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="run is a POSIX shell script")


def call(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*arguments], capture_output=True, text=True, check=False, timeout=60, env=env)


def needs() -> list[list[str]]:
    lines = (ROOT / "packaging" / "needs.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A path of programs like that of a fresh machine: no Python, and a person who is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "awk", "cat", "uname"):
        (folder / name).symlink_to(shutil.which(name) or "/missing")
    for name, answer in {"id": "echo 1000", "apt-get": "exit 9"}.items():
        (folder / name).write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_run_is_posix_shell():
    dash = shutil.which("dash") or "sh"
    assert call(dash, "-n", str(RUN)).stderr == ""


def test_help_names_every_verb():
    answer = call(str(RUN), "help")
    assert answer.returncode == 0
    assert [verb for verb in VERBS if f"./run {verb}" not in answer.stdout] == []


def test_an_unknown_verb_shows_the_help_and_is_a_usage_error():
    answer = call(str(RUN), "frobnicate")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "./run test" in answer.stderr


def test_a_plain_user_is_shown_the_one_line_for_an_administrator(bare):
    answer = call(str(bare / "sh"), str(RUN), "test", env={"PATH": str(bare)})
    assert answer.returncode == 3
    command = re.search(r"^ +sudo apt-get install (.*)$", answer.stderr, re.MULTILINE)
    assert command is not None
    assert {"python3", "python3-venv", "libegl1", "libxcb-cursor0"} <= set(command[1].split())


def test_on_a_system_of_dnf_the_line_is_for_dnf(bare):
    (bare / "apt-get").rename(bare / "dnf")
    answer = call(str(bare / "sh"), str(RUN), env={"PATH": str(bare)})
    assert answer.returncode == 3
    assert "sudo dnf install python3 libglvnd-egl" in answer.stderr


def test_the_environment_of_another_checkout_is_not_emptied_through_a_link(bare, tmp_path):
    checkout, other = tmp_path / "checkout", tmp_path / "other"
    for folder in (checkout, other):
        folder.mkdir()
    (other / "precious").write_text("", encoding="utf-8")
    (checkout / ".venv").symlink_to(other)
    (checkout / "requirements.lock").write_text("", encoding="utf-8")
    shutil.copy(RUN, checkout)
    (bare / "apt-get").unlink()
    for name in ("cksum", "rm", "mkdir"):
        (bare / name).symlink_to(shutil.which(name) or "/missing")
    clearing = '[ "$1" != -m ] || { rm -rf "$4"/*; mkdir -p "$4"; }'
    (bare / "python3").write_text(f"#!/bin/sh\n{clearing}\n", encoding="utf-8")
    (bare / "python3").chmod(0o755)
    answer = call(str(bare / "sh"), str(checkout / "run"), "check", env={"PATH": str(bare)})
    assert "Setting up" in answer.stderr
    assert (other / "precious").exists()
    assert (checkout / ".venv").is_dir()
    assert not (checkout / ".venv").is_symlink()


def test_the_list_of_needs_has_five_words_a_line_and_no_library_twice():
    assert [row for row in needs() if len(row) != 5 or row[1] not in ("library", "program")] == []
    names = [(row[0], row[2]) for row in needs()]
    assert len(names) == len(set(names))


def test_the_preflight_can_be_read_by_python_3_8():
    ast.parse(PREFLIGHT.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = re.findall(r"^(?:import|from) (\w+)", PREFLIGHT.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(imported) <= sys.stdlib_module_names


def test_the_preflight_names_the_packages_of_what_is_missing(tmp_path):
    copy = shutil.copy(PREFLIGHT, tmp_path)
    (tmp_path / "needs.txt").write_text(
        "# verb kind name debian fedora\n"
        "open library libnowhere.so.7 libnowhere7 nowhere\n"
        "open library libc.so.6 libc6 glibc\n"
        "test program no-such-program nsp nsp-f\n",
        encoding="utf-8",
    )
    assert call(sys.executable, copy, "packages", "debian", "open").stdout == "libnowhere7\n"
    assert call(sys.executable, copy, "packages", "fedora", "open", "test").stdout == "nowhere nsp-f\n"


@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({}, "there is no screen here (DISPLAY and WAYLAND_DISPLAY are not set)\n"),
        ({"DISPLAY": ":987"}, "the screen :987 does not answer\n"),
    ],
)
def test_the_preflight_says_why_no_window_can_be_opened(env, reason):
    answer = call(sys.executable, str(PREFLIGHT), "screen", env=env)
    assert (answer.returncode, answer.stdout) == (1, reason)


def test_the_lock_pins_every_requirement_by_hash_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"https?://|--index|--find-links|file:", lock) == []
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_lock_holds_every_dependency_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.split(r"[<>=!~\[ ;]", name)[0].lower().replace("_", "-") for name in wanted}
    assert names - locked == set()
