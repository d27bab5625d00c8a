"""Says what the program is made of: the locked packages that it needs to run, and what they and the builds bring along.

The packages come from requirements.lock, what they depend on from their own papers in this environment, and the rest
from components.toml. Licences are SPDX expressions. What is read here becomes LICENSES/ (licences.py), the SBOM
(sbom.py) and the check that nothing unknown is shipped.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_name("components.toml")
PLATFORMS = ("linux", "win32", "darwin")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCKED = re.compile(
    r"^([a-z0-9-]+)==(\S+?)(?: ; ([^\\]+?))? \\\n"  # name, version, marker
    r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)",
    re.MULTILINE,
)
NAMED_OTHERWISE = {
    "pyyaml": "yaml",
    "pyside6-essentials": "PySide6",
    "readability-lxml": "readability",
    "python-dateutil": "dateutil",
}
"""Folders of packages that are not called like their packages, of those that hold libraries."""


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that the program is made of."""

    name: str
    licence: str
    """SPDX expression."""
    texts: tuple[str, ...]
    """Files in LICENSES/."""
    version: str = ""
    holders: str = ""
    """Who holds the copyright."""
    marker: str = ""
    """For which Pythons and systems the lock takes this version; empty: for all."""
    hashes: tuple[str, ...] = ()
    """SHA-256 of each file by which the package may come."""
    home: str = ""
    sources: str = ""
    """Where the sources are to be had, for licences that ask for it."""
    inside: str = ""
    """Who brings it: a package, "python", "system", or a folder of this project; empty for a package itself."""
    only: str = ""
    """The one product that it is part of; empty: of all."""
    packed: bool = True
    """Whether it is in what is built, not only in an environment of Python."""
    files: tuple[str, ...] = ()
    """Patterns of its files in the built folder."""
    needs: tuple[str, ...] = field(default=())
    """Names of the packages that it depends on."""

    @property
    def purl(self) -> str:
        """Give the package URL."""
        kind = "generic" if self.inside else "pypi"
        slug = re.sub(r"[^a-z0-9.]+", "-", self.name.lower()).strip("-")
        return f"pkg:{kind}/{slug}" + (f"@{self.version}" if self.version else "")


def canonical_name(requirement: str) -> str:
    """Give the name in a requirement, as the lock writes it."""
    return canonicalize_name(Requirement(requirement).name)


def table() -> dict[str, Any]:
    """Read components.toml."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def project() -> dict[str, Any]:
    """Read the project's own table of pyproject.toml."""
    loaded: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return loaded


def locked() -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """Read the lock: for each package its versions, each with its marker and its hashes."""
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for name, version, marker, hashes in LOCKED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        digests = tuple(sorted(re.findall(r"[0-9a-f]{64}", hashes)))
        found.setdefault(name, []).append((version, marker.strip(), digests))
    return found


def is_wanted(requirement: Requirement, extras: Iterable[str] = ()) -> bool:
    """Tell whether a requirement counts on any system and Python of ours."""
    if requirement.marker is None:
        return True
    return any(
        requirement.marker.evaluate(
            {"sys_platform": platform, "python_version": python, "python_full_version": f"{python}.0", "extra": extra}
        )
        for platform in PLATFORMS
        for python in PYTHONS
        for extra in ("", *extras)
    )


def needs_of(name: str, extras: Iterable[str]) -> list[Requirement]:
    """Give what an installed package asks for; one for other systems is not installed here, and asks for nothing."""
    try:
        told = metadata.distribution(name).requires or []
    except metadata.PackageNotFoundError:
        return []
    return [need for need in map(Requirement, told) if is_wanted(need, extras)]


def run_time_needs() -> dict[str, tuple[str, ...]]:
    """Give the packages that are needed to run the program, each with those that it needs itself."""
    waiting = [Requirement(told) for told in project()["dependencies"]]
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        needs = needs_of(name, extras)
        found.setdefault(name, set()).update(canonicalize_name(need.name) for need in needs)
        waiting += needs
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def first(told: metadata.PackageMetadata, key: str) -> str:
    """Give what a package says under a key, empty where it says nothing; asking by `[]` is to be an error then."""
    return str((told.get_all(key) or [""])[0])


def licence_of(name: str, told: dict[str, Any]) -> str:
    """Give the SPDX expression of a package: what components.toml says, else what the package says of itself."""
    if named := told["licences"].get(name):
        return str(named)
    return first(metadata.metadata(name), "License-Expression")


def home_of(name: str) -> str:
    """Give the address of a package's page, as it says itself."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    links = dict(link.split(", ", 1) for link in told.get_all("Project-URL") or [] if ", " in link)
    by_name = {key.lower().replace(" ", ""): address for key, address in links.items()}
    for key in ("homepage", "home", "repository", "source", "sourcecode", "github", "documentation"):
        if key in by_name:
            return by_name[key]
    return first(told, "Home-page")


def filled(address: str, version: str) -> str:
    """Fill a version into an address."""
    return address.format(version=version, minor=".".join(version.split(".")[:2]))


def packages() -> list[Component]:
    """Give the locked packages that the program needs to run, each version that the lock has."""
    told, lock = table(), locked()
    made = []
    for name, needs in run_time_needs().items():
        for version, marker, hashes in lock[name]:
            made.append(
                Component(
                    name,
                    licence_of(name, told),
                    tuple(told["texts"].get(name, (f"{name}.txt",))),
                    version,
                    told["holders"].get(name, ""),
                    marker,
                    hashes,
                    home_of(name),
                    filled(told["sources"].get(name, ""), version),
                    packed=name not in told["not-packed"],
                    needs=needs,
                )
            )
    return made


def others() -> list[Component]:
    """Give what is no Python package: libraries in wheels and from the building machine, fonts, data."""
    lock = locked()
    made = []
    for row in table()["component"]:
        versions = [row.get("version", "")]
        if versions[0].startswith("of "):
            versions = [version for version, _, _ in lock[versions[0][3:]]]
        made += [_other(row, version) for version in versions]
    return made


def _other(row: dict[str, Any], version: str) -> Component:
    return Component(
        row["name"],
        row["licence"],
        tuple(row["texts"]),
        version,
        row["holders"],
        home=row["home"],
        sources=filled(row.get("sources", ""), version),
        inside=row["inside"],
        only=row.get("only", ""),
        files=tuple(row["files"]),
    )


def components() -> list[Component]:
    """Give all that the program is made of, packages first."""
    return packages() + others()


def is_native(name: str) -> bool:
    """Tell a library or a program by its file's name."""
    return bool(re.search(r"\.(so|dll|dylib|pyd|exe)(\.|$)", name))


def unknown_files(folder: Path) -> Iterator[str]:
    """Give the libraries in a built folder of which nothing here says whose they are."""
    patterns = [pattern for component in others() for pattern in component.files]
    folders = {NAMED_OTHERWISE.get(name, name.replace("-", "_")) for name in run_time_needs()}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        first = place.removeprefix("_internal/").split("/")[0]
        known = first in folders or re.match(r"lib(pyside|shiboken)6", first)
        known = known or any(fnmatchcase(place, pattern) for pattern in patterns)
        if path.is_file() and is_native(path.name) and not known:
            yield place


if __name__ == "__main__":
    for each in components():
        print(f"{each.purl}  {each.licence or 'NO LICENCE'}")
    unknown = list(unknown_files(Path(sys.argv[1]))) if len(sys.argv) > 1 else []
    for place in unknown:
        print(f"unknown: {place}")
    sys.exit(bool(unknown))
