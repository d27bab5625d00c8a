"""Makes what users of Python install: the wheel, and the sdist that a wheel can be made of anywhere.

`python -m pip install conflict_timeline-VERSION-py3-none-any.whl`, or pipx in the same way. Hatchling builds both, as
it does for `pip install .` (pyproject.toml, build_hook.py); here it is called without a network. The same commit gives
the same bytes.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from products import Build, Product

import timeline_app

ROOT = Path(__file__).resolve().parents[1]


def why_not() -> str:
    """Say why neither can be made here."""
    there = all(importlib.util.find_spec(name) for name in ("hatchling", "babel"))
    return "" if there else "hatchling or babel is missing: ./run sets them up by requirements.lock."


def build(kind: str, target: Path, epoch: int, root: Path = ROOT) -> Path:
    """Make the "wheel" or the "sdist" of a tree in the folder `target`; give its path."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit(f"The {kind} could not be built:\n{said.stderr}")
    ending = "-py3-none-any.whl" if kind == "wheel" else ".tar.gz"
    return target / f"conflict_timeline-{timeline_app.__version__}{ending}"


def expected_in_wheel(root: Path = ROOT) -> set[str]:
    """Name the files that a wheel of this tree must hold beside its own papers: catalogues compiled, others as is."""
    homes = {
        "timeline_app": "timeline_app",
        "resources": "timeline_app/_resources",
        "LICENSES": "timeline_app/LICENSES",
    }
    names = set()
    for folder, inside in homes.items():
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                name = f"{inside}/{path.relative_to(root / folder).as_posix()}"
                names.add(name.removesuffix(".po") + ".mo" if path.suffix == ".po" else name)
    return names


def names_in(archive: Path) -> set[str]:
    """Name the files in a wheel, or in an sdist without the folder that it unpacks to."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return set(wheel.namelist())
    with tarfile.open(archive) as sdist:
        return {member.name.split("/", 1)[1] for member in sdist.getmembers() if member.isfile()}


def make_wheel(build_of: Build) -> Path:
    """Make the wheel, and refuse one that lacks a file of the program."""
    made = build("wheel", build_of.target, build_of.facts.epoch)
    if lacking := expected_in_wheel() - names_in(made):
        raise SystemExit("The wheel lacks files:\n  " + "\n  ".join(sorted(lacking)))
    return made


def make_sdist(build_of: Build) -> Path:
    """Make the sdist."""
    return build("sdist", build_of.target, build_of.facts.epoch)


WHEEL = Product("wheel", "what pip and pipx install", why_not, make_wheel, limit=4_000_000, takes_folder=False)
SDIST = Product("sdist", "the source, with its tests", why_not, make_sdist, limit=24_000_000, takes_folder=False)
