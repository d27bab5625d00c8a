"""The wheel and the sdist: built here without a network, complete, and the same every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("timeline_app", "resources", "LICENSES", "packaging", "pyproject.toml", "README.md", "LICENSE")
EPOCH = 1_700_000_000


@pytest.fixture(scope="module")
def wheel():
    """packaging/wheel.py, where what it builds with is there."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import wheel
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    if reason := wheel.why_not():
        pytest.skip(reason)
    return wheel


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of what a wheel is built of, without what was compiled before."""
    copy = tmp_path_factory.mktemp("tree")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, copy / name)
    broken_off = copy / "timeline_app" / "__pycache__" / "app.cpython-311.pyc.139766482660016"
    broken_off.parent.mkdir()
    broken_off.write_bytes(b"")  # of a Python that was killed while it wrote it
    return copy


@pytest.fixture(scope="module")
def built(wheel, tree, tmp_path_factory):
    return wheel.build("wheel", tmp_path_factory.mktemp("dist"), EPOCH, tree)


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The wheel, unpacked; what it needs comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(built) as packed:
        packed.extractall(folder)
    return folder


def run(folder: Path, *words: str, **environment: str) -> str:
    """Start the program from the unpacked wheel, far from the checkout."""
    told = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    command = [sys.executable, "-P", "-m", "timeline_app", *words]
    done = subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_every_file_of_the_program(wheel, tree, built):
    names = wheel.names_in(built)
    assert wheel.expected_in_wheel(tree) - names == set()
    assert [name for name in names if "__pycache__" in name] == []
    for name in (
        "timeline_app/__main__.py",
        "timeline_app/_resources/fonts/Inter-Regular.ttf",
        "timeline_app/_resources/icons/conflict-timeline.svg",
        "timeline_app/_resources/locale/uk/LC_MESSAGES/conflict-timeline.mo",
        "timeline_app/_resources/sample/events.csv",
        "timeline_app/_resources/sample/texts.ru.csv",
        "timeline_app/_resources/web/page.css",
        "timeline_app/LICENSES/INDEX.json",
        "timeline_app/LICENSES/qt.txt",
    ):
        assert name in names
    strays = {name for name in names if name.endswith((".po", ".pyc", ".part"))}
    tops = {name.split("/")[0] for name in names}
    assert (strays, len(tops)) == (set(), 2)


def test_the_same_tree_gives_the_same_wheel(wheel, tree, built, tmp_path):
    assert wheel.build("wheel", tmp_path, EPOCH, tree).read_bytes() == built.read_bytes()


def test_the_wheel_names_its_commands_and_its_licences(wheel, built):
    with zipfile.ZipFile(built) as packed:
        papers = {name.split("/", 1)[1]: name for name in packed.namelist() if ".dist-info/" in name}
        commands = packed.read(papers["entry_points.txt"]).decode()
        told = packed.read(papers["METADATA"]).decode()
    assert "timeline-app = timeline_app.__main__:main" in commands
    assert "conflict-timeline = timeline_app.__main__:main" in commands
    assert {"licenses/LICENSE", "licenses/resources/fonts/OFL.txt"} <= set(papers)
    assert "Requires-Python: >=3.11" in told
    assert "License-Expression: MIT" in told


def test_the_program_runs_from_the_wheel_alone(installed, tmp_path):
    store = tmp_path / "sample.timelinedb"
    run(installed, "new", str(store), "--sample")
    assert '"events": 130' in run(installed, "info", str(store), "--json")
    picture = tmp_path / "sample.svg"
    run(installed, "export", str(store), "--to", str(picture), QT_QPA_PLATFORM="offscreen")
    assert picture.stat().st_size > 10_000
    assert "Aufruf: timeline-app" in run(installed, "--help", LANGUAGE="de", LC_ALL="C.UTF-8", LANG="C.UTF-8")


def test_the_licences_are_found_in_the_wheel(installed):
    code = "from timeline_app.base import licences as l; print(len(l.ingredients()), l.licence_folder())"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    said = subprocess.check_output([sys.executable, "-P", "-c", code], cwd=installed, env=environment, text=True)
    count, folder = said.split(maxsplit=1)
    assert int(count) > 30
    assert Path(folder.strip()) == installed / "timeline_app" / "LICENSES"


def test_the_sdist_holds_all_that_git_holds(wheel, tmp_path):
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("asks git what belongs to the source")
    if not os.access(ROOT / "resources", os.W_OK):
        pytest.skip("building an sdist compiles the catalogues in the checkout, which is read-only")
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    tracked = {name for name in listed if name and (ROOT / name).is_file()}
    names = wheel.names_in(wheel.build("sdist", tmp_path, EPOCH))
    assert tracked - names == set()
    made = {name for name in names - tracked if not name.endswith(".mo")}
    fresh = {name for name in made if (ROOT / name).is_file()}  # not yet told to git
    assert made - fresh == {"PKG-INFO"}
