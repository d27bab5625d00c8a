"""The script `run` and its preflight, on machines that lack something."""

from __future__ import annotations

import ast
import os
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
VERBS = ("test", "check", "coverage", "bench", "package", "screenshots", "torture", "help")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="run is a POSIX shell script")


def call(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*arguments], capture_output=True, text=True, check=False, timeout=60, env=env)


def started(bare: Path, *words: str, run: Path = RUN, **env: str) -> subprocess.CompletedProcess[str]:
    """Start `run` where there are only the programs in `bare`, as a person with a home."""
    return call(str(bare / "sh"), str(run), *words, env={"PATH": str(bare), "HOME": str(bare), **env})


def put(folder: Path, name: str, script: str) -> None:
    """Make a program."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def needs() -> list[list[str]]:
    lines = (ROOT / "packaging" / "needs.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A path of programs like that of a fresh machine: no Python, and a person who is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname", "awk", "cat", "uname", "mktemp", "rm"):
        (folder / name).symlink_to(shutil.which(name) or "/missing")
    for name, answer in {"id": "echo 1000", "apt-get": "exit 9"}.items():
        put(folder, name, answer)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without an environment, in a folder with blanks and Cyrillic letters."""
    folder = tmp_path / "мої події" / "check out"
    (folder / "packaging").mkdir(parents=True)
    shutil.copy(RUN, folder)
    shutil.copy(PREFLIGHT, folder / "packaging")
    shutil.copy(ROOT / "packaging" / "link_checkout.py", folder / "packaging")
    (folder / "packaging" / "needs.txt").write_text("", encoding="utf-8")
    (folder / "requirements.lock").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def able(bare: Path) -> Path:
    """Like `bare`, on a system without a family, with a Python of which one step can be made to fail."""
    (bare / "apt-get").unlink()
    for name in ("cksum", "mkdir", "mv"):
        (bare / name).symlink_to(shutil.which(name) or "/missing")
    put(
        bare,
        "python3",
        """
case "$*" in
*"-m venv"*) [ -z "${VENV_SAYS:-}" ] || { echo "$VENV_SAYS" >&2; exit 1; }
    mkdir -p "$4/bin"; printf '#!/bin/sh\n[ "$2" != pip ] || [ -z "$PIP_SAYS" ] || { echo "$PIP_SAYS" >&2; exit 1; }\n
[ "$3" != timeline_app ] || echo "$@"\n' >"$4/bin/python"; chmod 755 "$4/bin/python" ;;
*version*) echo 3.11.2 ;;
*screen*) echo "there is no screen here"; exit "${SCREEN:-1}" ;;
esac
""",
    )
    (bare / "chmod").symlink_to(shutil.which("chmod") or "/missing")
    return bare


def one_sentence(answer: subprocess.CompletedProcess[str]) -> str:
    """What `run` said to a person it could not serve: nothing raw, exit code 3."""
    said = [line for line in answer.stderr.splitlines() if not line.startswith("Setting up")]
    assert answer.returncode == 3, answer.stderr
    assert answer.stdout == ""
    assert len(said) <= 2, said
    assert not re.search(r"Traceback|mktemp:|mv:|Errno|^ERROR|^sh:|: line \d", answer.stderr), answer.stderr
    return "\n".join(said)


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
    put(bare, "sudo", "exit 9")
    answer = started(bare, "test")
    assert answer.returncode == 3
    install = r"sudo apt-get update && sudo apt-get install --no-install-recommends (.*)"
    command = re.search(rf"^ +{install}$", answer.stderr, re.MULTILINE)
    assert command is not None
    assert {"python3", "python3-venv", "libegl1", "libxcb-cursor0"} <= set(command[1].split())


def test_where_there_is_no_sudo_the_line_is_for_su(bare):
    answer = started(bare)
    assert answer.returncode == 3
    command = re.search(
        r"^ +su - -c 'apt-get update && apt-get install --no-install-recommends (.*)'$", answer.stderr, re.MULTILINE
    )
    assert command is not None
    assert "libegl1" in command[1].split()


def test_on_a_system_of_dnf_the_line_is_for_dnf(bare):
    (bare / "apt-get").rename(bare / "dnf")
    put(bare, "sudo", "exit 9")
    answer = started(bare)
    assert answer.returncode == 3
    assert "sudo dnf install python3 libglvnd-egl" in answer.stderr


def test_the_environment_of_another_checkout_is_not_emptied_through_a_link(bare, tmp_path):
    checkout, other = tmp_path / "checkout", tmp_path / "other"
    for folder in (checkout, other):
        folder.mkdir()
    (other / "precious").write_text("", encoding="utf-8")
    (checkout / ".venv").symlink_to(other)
    (checkout / "requirements.lock").write_text("", encoding="utf-8")
    (checkout / "packaging").mkdir()
    (checkout / "packaging" / "link_checkout.py").write_text("", encoding="utf-8")
    shutil.copy(RUN, checkout)
    (bare / "apt-get").unlink()
    for name in ("cksum", "mkdir"):
        (bare / name).symlink_to(shutil.which(name) or "/missing")
    clearing = '[ "$1" != -m ] || { rm -rf "$4"/*; mkdir -p "$4"; }'
    (bare / "python3").write_text(f"#!/bin/sh\n{clearing}\n", encoding="utf-8")
    (bare / "python3").chmod(0o755)
    answer = started(bare, "check", run=checkout / "run")
    assert "Setting up" in answer.stderr
    assert (other / "precious").exists()
    assert (checkout / ".venv").is_dir()
    assert not (checkout / ".venv").is_symlink()


def test_from_a_path_with_blanks_and_cyrillic_letters_the_program_is_started(able, checkout):
    answer = started(able, "my store.timelinedb", run=checkout / "run", SCREEN="0")
    assert (answer.returncode, answer.stdout) == (0, "-P -m timeline_app my store.timelinedb\n"), answer.stderr


NO_NETWORK = "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'"
FULL = "OSError: [Errno 28] No space left on device"


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"HOME": ""}, "HOME is not set"),
        ({"HOME": "/no/where"}, "HOME names /no/where, which is no folder"),
        ({"TMPDIR": "/no/where"}, "TMPDIR names /no/where, which is no folder that you may write in"),
        ({"PIP_SAYS": NO_NETWORK}, "Connect this machine to the network"),
        ({"PIP_SAYS": FULL}, "the disk is full"),
        ({"PIP_SAYS": "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"}, "The reason stands in /"),
        ({"VENV_SAYS": FULL}, "the disk is full"),
        ({"VENV_SAYS": "PermissionError: [Errno 13] Permission denied: 'lib64'"}, "you may not write there"),
        ({"CONFLICT_TIMELINE_VENV": "/dev/null/venv"}, "cannot be made, since you may not write in /dev/null"),
        ({"CONFLICT_TIMELINE_VENV": "/tmp/a:b"}, "has a colon in its path"),  # noqa: S108 - nothing is made there
    ],
)
def test_what_keeps_it_from_being_set_up_is_told_in_a_sentence(able, checkout, tmp_path, env, told):
    (tmp_path / "tmp").mkdir()
    answer = started(able, run=checkout / "run", **{"TMPDIR": str(tmp_path / "tmp"), **env})
    assert told in one_sentence(answer)
    kept = list((tmp_path / "tmp").iterdir())
    assert [path.read_text(encoding="utf-8").strip() for path in kept] == [
        text for text in [env.get("PIP_SAYS", "")] if "HASHES" in text
    ]


def test_an_environment_that_is_half_made_is_made_again(able, checkout):
    assert started(able, run=checkout / "run", PIP_SAYS=FULL).returncode == 3
    answer = started(able, run=checkout / "run", SCREEN="0")
    assert answer.returncode == 0
    assert "Setting up" in answer.stderr
    assert started(able, run=checkout / "run", SCREEN="0").stderr == ""


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("kind", ["checkout", "environment"])
def test_a_folder_of_somebody_else_is_told(able, checkout, kind):
    (checkout / ".venv").mkdir()
    locked = checkout if kind == "checkout" else checkout / ".venv"
    locked.chmod(0o555)
    try:
        if kind == "environment":
            assert f"you may not write in {locked}" in one_sentence(started(able, run=checkout / "run"))
        else:
            assert f"You may not write in {locked}" in one_sentence(started(able, run=checkout / "run"))
    finally:
        locked.chmod(0o755)


@pytest.mark.parametrize("step", ["mktemp", "mv"])
def test_a_picture_that_cannot_be_put_down_is_told(able, checkout, step):
    put(able, step, f"echo '{step}: No space left on device' >&2; exit 1")
    assert "free some space" in one_sentence(started(able, run=checkout / "run"))


def test_what_root_cannot_install_is_told_in_a_sentence(bare, checkout):
    put(bare, "id", "echo 0")
    (bare / "env").symlink_to(shutil.which("env") or "/missing")
    for said, told in (
        ("E: Unable to locate package python3", "Connect this machine to the network"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "another program is installing packages"),
        ("E: You don't have enough free space: No space left on device", "the disk is full"),
    ):
        put(bare, "apt-get", f'[ "$1" = update ] || {{ echo "{said}" >&2; exit 100; }}')
        answer = started(bare, run=checkout / "run")
        assert told in answer.stderr
        assert said not in answer.stderr
        assert answer.returncode == 3


@pytest.mark.parametrize("folder", ["two words 'and a quote", "Події", "long" * 60])
def test_the_command_of_the_environment_works_from_any_path(folder, tmp_path, checkout):
    """What `link_checkout.py` writes, for a Python in a folder whose name no `#!` line could hold."""
    place = tmp_path / folder
    (place / "bin").mkdir(parents=True)
    python = place / "bin" / "python"
    put(place / "bin", "python", 'printf "%s|" "$@"')
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        from link_checkout import script_for
    finally:
        sys.path.pop(0)
    ending, text = script_for(str(python), windows=False)
    (place / f"timeline-app{ending}").write_text(text, encoding="utf-8")
    (place / "timeline-app").chmod(0o755)
    answer = call(str(place / "timeline-app"), "list", "a b")
    assert (answer.returncode, answer.stdout) == (0, "-P|-m|timeline_app|list|a b|"), answer.stderr
    ending, text = script_for(r"C:\Program Files\x\python.exe".replace("\\", "/"), windows=True)
    assert (ending, text) == (".cmd", '@"%~dp0python.exe" -P -m timeline_app %*\n')


def test_the_command_of_this_environment_does_not_import_from_the_folder_where_it_is_given(tmp_path):
    command = Path(sys.prefix, "bin", "timeline-app")
    if not command.exists():
        pytest.skip("the tests do not run in an environment that ./run has made")
    (tmp_path / "timeline_app.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    done = subprocess.run([command, "date", "2025"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_list_of_needs_has_five_words_a_line_and_no_library_twice():
    assert [row for row in needs() if len(row) != 5 or row[1] not in ("library", "program", "file")] == []
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


def test_who_packs_is_asked_for_pythons_library_where_debian_packs_it_apart(monkeypatch):
    monkeypatch.syspath_prepend(str(PREFLIGHT.parent))
    import preflight

    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    told = {"INSTSONAME": "libpython0.0.so.1.0", "LIBDIR": "/nowhere"}
    monkeypatch.setattr(preflight.sysconfig, "get_config_var", told.get)
    assert preflight.python_packages("debian", ["open", "package"]) == [f"libpython{version}"]
    assert preflight.python_packages("debian", ["open"]) == []
    told["INSTSONAME"] = "libpython0.0.a"  # a Python without it: no package helps
    assert preflight.python_packages("debian", ["open", "package"]) == []


def programs_called(script: Path) -> set[str]:
    """The programs that a script of packaging/ starts by their plain names."""
    found = []
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("run", "check_output"):
            found += node.args[:1]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "command":
            found.append(node.value)
    firsts = [each.elts[0] if isinstance(each, ast.List) and each.elts else each for each in found]
    return {each.value for each in firsts if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def test_every_program_that_packs_is_asked_for_beforehand():
    scripts = [*(ROOT / "packaging").glob("linux/*.py"), ROOT / "packaging/build.py", ROOT / "packaging/bundle.py"]
    called = set().union(*map(programs_called, scripts))
    assert {"git", "patchelf", "icupkg", "mksquashfs", "gcc", "objdump"} <= called
    asked = {row[2] for row in needs() if row[0] in ("package", "appimage")}
    with_objdump, on_any_debian = {"nm", "as", "ld", "objcopy"}, {"dpkg", "dpkg-deb"}
    assert called - asked - with_objdump - on_any_debian == set()


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
