"""Makes what a Flatpak is built from, without a network: a manifest, and all that it names, in one archive.

The wheels are those of requirements.lock, and pip holds them to its hashes; the manifest names the hash of each. To
build it one needs flatpak-builder and the runtime, which come from elsewhere: see docs/packaging.md.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from typing import TYPE_CHECKING

from linux.desktop import ROOT, lay_desktop, settle, write
from linux.tarball import pack
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from products import APP_ID, Product

if TYPE_CHECKING:
    from pathlib import Path

    from products import Build

RUNTIME, RUNTIME_VERSION, PYTHON = "org.freedesktop.Platform", "24.08", "3.12"
"""The runtime, and the Python that it holds."""
LIBRARIES = "/app/lib/conflict-timeline"
LAUNCHER = f"""\
#!/bin/sh
PYTHONPATH={LIBRARIES} exec python3 -P -m timeline_app "$@"
"""


def why_not() -> str:
    """Say why no manifest can be made here."""
    return "" if importlib.util.find_spec("pip") else "pip is missing, which fetches the wheels: python3 -m ensurepip"


def place_of_it(extra: str = "") -> dict[str, str]:
    """Describe the runtime to the markers of requirements."""
    system = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "implementation_name": "cpython"}
    version = {"python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "implementation_version": f"{PYTHON}.0"}
    python = {"platform_python_implementation": "CPython", "platform_machine": platform.machine()}
    return {**system, **version, **python, "extra": extra}


def parts() -> list[str]:
    """Name the projects that the program needs to run, by what it says and what those say that are installed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = [Requirement(each) for each in project["dependencies"]], set[str]()
    while waiting:
        asked = waiting.pop()
        found.add(canonicalize_name(asked.name))
        for each in map(Requirement, requires(asked.name) or []):
            extras = ("", *asked.extras)
            needed = not each.marker or any(each.marker.evaluate(place_of_it(extra)) for extra in extras)
            if needed and canonicalize_name(each.name) not in found:
                waiting.append(each)
    return sorted(found - {"pip"})  # which the runtime has


def locked(lock: str, names: list[str]) -> str:
    """Keep of the lock what holds for some projects in the runtime, without the markers that say so."""
    kept = []
    for entry in re.split(r"^(?=\w)", lock, flags=re.MULTILINE):
        head, _, hashes = entry.partition("\\\n")
        asked = Requirement(head.strip()) if "==" in head else None
        if asked and asked.name in names and (not asked.marker or asked.marker.evaluate(place_of_it())):
            kept.append(f"{asked.name}{asked.specifier} \\\n{hashes}")
    return "".join(kept)


def fetch(lock: str, wheels: Path) -> None:
    """Fetch the wheels for the runtime's Python, each of a hash that the lock names."""
    listed = wheels.parent / "requirements.txt"
    write(listed, lock)
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--python-version", PYTHON, "-d", str(wheels)]
    for tag in ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014"):
        command += ["--platform", f"{tag}_{platform.machine()}"]
    subprocess.run([*command, "-r", str(listed)], check=True)


def manifest(wheels: list[Path], program: Path) -> dict[str, object]:
    """Say how the Flatpak is built, of files that lie beside the manifest."""

    def source(kind: str, path: Path, place: str) -> dict[str, str]:
        return {"type": kind, "path": place, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}

    install = "pip3 install --no-index --no-deps --no-compile --target=" + LIBRARIES + " *.whl"
    lay = [f"mkdir -p {LIBRARIES}", f"cp -r timeline_app resources {LIBRARIES}", "cp -r share /app/"]
    return {
        "id": APP_ID,
        "runtime": RUNTIME,
        "runtime-version": RUNTIME_VERSION,
        "sdk": "org.freedesktop.Sdk",
        "command": "timeline-app",
        "finish-args": [
            "--share=ipc",
            "--socket=wayland",
            "--socket=fallback-x11",
            "--device=dri",
            "--filesystem=home",
        ],
        "modules": [
            {
                "name": "python-packages",
                "buildsystem": "simple",
                "build-commands": [install],
                "sources": [source("file", each, f"wheels/{each.name}") for each in wheels],
            },
            {
                "name": "conflict-timeline",
                "buildsystem": "simple",
                "build-commands": [*lay, "install -D timeline-app /app/bin/timeline-app"],
                "sources": [source("archive", program, program.name)],
            },
        ],
    }


def lay_program(build: Build, tree: Path) -> None:
    """Lay out the program as its sources, with what a build makes of them: catalogues, sample, desktop's papers."""
    ignored = shutil.ignore_patterns("__pycache__", "*.po", "*.pot")
    shutil.copytree(ROOT / "timeline_app", tree / "timeline_app", ignore=ignored)
    shutil.copytree(ROOT / "resources", tree / "resources", ignore=ignored)
    for sample in sorted(build.work.glob("sample.*.timelinedb")):
        shutil.copy(sample, tree / "resources/sample")
    shutil.copy(ROOT / "LICENSE", tree)
    lay_desktop(tree / "share", build.facts)
    write(tree / "timeline-app", LAUNCHER)
    (tree / "timeline-app").chmod(0o755)
    settle(tree, build.facts.epoch)


def make(build: Build) -> Path:
    """Fetch, lay out, write the manifest, and pack it all."""
    work = build.work / PRODUCT.name
    tree = work / f"conflict-timeline-{build.facts.version}-flatpak"
    shutil.rmtree(work, ignore_errors=True)
    fetch(locked((ROOT / "requirements.lock").read_text(encoding="utf-8"), parts()), tree / "wheels")
    lay_program(build, work / "conflict-timeline")
    program = tree / "conflict-timeline.tar.xz"
    pack(work / "conflict-timeline", program, build.facts.epoch)
    told = manifest(sorted((tree / "wheels").glob("*.whl")), program)
    write(tree / f"{APP_ID}.json", json.dumps(told, indent=4) + "\n")
    settle(tree, build.facts.epoch)
    made = build.target / f"{tree.name}.tar"
    pack(tree, made, build.facts.epoch)
    return made


PRODUCT = Product("flatpak", "what a Flatpak is built from offline", why_not, make)
