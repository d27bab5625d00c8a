"""Collects the licences of all that the program is made of into LICENSES/, and checks that they are complete.

packaging/licences.py                  take the texts from the packages of this environment anew, and write INDEX.json
packaging/licences.py --debs FOLDER    take from the Debian packages in a folder those that no wheel brings, too
packaging/licences.py --check          say what is missing or no longer so; exit 1 where there is anything

The texts of libraries that come from the building machine, or inside a wheel without a word of theirs, are the
copyright files that Debian keeps of the same library: components.toml names the packages, `apt-get download` fetches
them.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tarfile
from importlib import metadata
from pathlib import Path, PurePosixPath

from components import NAMED_OTHERWISE, Component, components, packages, table

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "LICENSES"
INDEX = FOLDER / "INDEX.json"
DEBIAN = ROOT / "packaging" / "linux" / "copyright"
PLACE = PurePosixPath("usr/lib/conflict-timeline/_internal")
ELSEWHERE = re.compile(r"\.(dll|exe|pyd|framework)|/Python$|PySide6/plugins")
"""Files of other systems."""
COMMON = Path("/usr/share/common-licenses")
IS_LICENCE = re.compile(r"(^|[/._-])(licen[cs]es?|copying|notice)([/._-]|$)", re.IGNORECASE)
RULE = "=" * 40


def of_package(name: str) -> str:
    """Give the licences that an installed package brings, each under the name of its file; empty where it has none."""
    distribution = metadata.distribution(name)
    parts = []
    for path in sorted(distribution.files or [], key=str):
        inner = str(path).partition(".dist-info/")[2]
        if inner and IS_LICENCE.search(inner) and not inner.endswith(".py"):
            text = path.locate().read_text(encoding="utf-8", errors="replace").strip("\n")
            parts.append(f"{RULE}\n{inner.removeprefix('licenses/')}\n{RULE}\n{text}")
    heading = f"{name} {distribution.version}\n\n"
    return heading + "\n\n".join(parts) + "\n" if parts else ""


def version_of_text(path: Path) -> str:
    """Give the version of the package whose licences a text has."""
    with path.open(encoding="utf-8") as text:
        return text.readline().strip().rpartition(" ")[2]


def from_packages() -> dict[str, str]:
    """Give the texts that come with what is installed here, by their names in LICENSES/."""
    told = table()
    found = {f"{name}.txt": of_package(name) for name in _with_own_text()}
    for row in told["component"]:
        for name, place in row.get("from-file", {}).items():
            found[name] = (ROOT / place).read_text(encoding="utf-8")
        for name, place in row.get("from-package", {}).items():
            package, _, inner = place.partition("/")
            path = metadata.distribution(package).locate_file(f"{package}/{inner}")
            found[name] = Path(str(path)).read_text(encoding="utf-8")
    return found


def _with_own_text() -> list[str]:
    return sorted({each.name for each in packages() if each.texts == (f"{each.name}.txt",)} | {"pyinstaller"})


def from_debs(folder: Path) -> dict[str, str]:
    """Give the texts that come from Debian, out of the packages in a folder and of those that every Debian has."""
    told = table()
    wanted = dict(told["texts-from-debian"])
    for row in told["component"]:
        wanted.update(row.get("debian", {}))
    found = {name: "\n\n".join(_copyright(folder, package) for package in of.split()) for name, of in wanted.items()}
    for name, standard in told["standard-texts"].items():
        found[name] = (COMMON / standard).read_text(encoding="utf-8")
    return found


def _copyright(folder: Path, package: str) -> str:
    debs = sorted(folder.glob(f"{package}_*.deb"))
    if not debs:
        raise SystemExit(f"{folder} lacks {package}: apt-get download {package}")
    version = subprocess.check_output(["dpkg-deb", "--field", str(debs[-1]), "Version"], text=True).strip()
    packed = subprocess.check_output(["dpkg-deb", "--fsys-tarfile", str(debs[-1])])
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        paper = files.extractfile(f"./usr/share/doc/{package}/copyright")
        if paper is None:
            raise SystemExit(f"{debs[-1]} has no copyright file of its own")
        text = paper.read().decode("utf-8")
    return f"As Debian tells it of {package} {version}:\n\n{text}"


def index() -> str:
    """Give the list for the about dialog: what is in what is built, each once, whatever its versions."""
    rows: dict[str, dict[str, object]] = {}
    for each in components():
        if each.packed:
            rows.setdefault(each.name, _row(each))
    listed = sorted(rows.values(), key=lambda row: str(row["name"]).lower())
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def debian_copyright() -> str:
    """Give the Debian package's copyright file but for our own licence, which deb.py adds: a paragraph a component."""
    paragraphs = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Conflict Timeline",
        "Files: *\nCopyright: 2026 the Conflict Timeline developers\nLicense: MIT",
    ]
    in_package = {each.name: each for each in components() if each.packed and not each.only}
    for each in sorted(in_package.values(), key=lambda each: each.name.lower()):
        texts = " ".join(f"LICENSES/{text}" for text in each.texts)
        sources = f"\n Sources: {each.sources}" if each.sources else ""
        home = f"\n {each.home}" if each.home else ""
        paragraphs.append(
            f"Files: {' '.join(_places(each))}\n"
            f"Copyright: {each.holders}\n"
            f"License: {each.licence}\n"
            f"Comment: {each.name}. The text: {texts}{home}{sources}"
        )
    names = sorted({each.licence for each in in_package.values()} - {"MIT"})
    paragraphs += [f"License: {name}\n The whole text lies in {PLACE}/LICENSES." for name in names]
    return "\n\n".join(paragraphs) + "\n"


def _places(component: Component) -> list[str]:
    """Give patterns of the paths of a component in the Debian package; it may lie in what a package brings."""
    owner = component.inside or component.name
    if component.files:
        patterns = [each.removeprefix("*") for each in component.files if not ELSEWHERE.search(each)]
        return [f"{PLACE.parent if each == 'timeline-app' else PLACE}/{each.removeprefix('/')}" for each in patterns]
    folder = owner if "/" in owner else NAMED_OTHERWISE.get(owner, owner.replace("-", "_"))
    return [f"{PLACE}/{folder}*"]


def _row(component: Component) -> dict[str, object]:
    return {
        "name": component.name,
        "licence": component.licence,
        "home": component.home,
        "sources": component.sources,
        "texts": list(component.texts),
    }


def faults() -> list[str]:
    """Tell what is missing, or is not as the packages here have it."""
    told = [
        f"{each.name}: no licence is known; name it in components.toml" for each in components() if not each.licence
    ]
    for each in components():
        told += [f"{each.name}: LICENSES/{text} is missing" for text in each.texts if not _has_text(text)]
    used = {text for each in components() for text in each.texts} | {INDEX.name}
    told += [f"LICENSES/{path.name} belongs to nothing" for path in sorted(FOLDER.iterdir()) if path.name not in used]
    for name, text in from_packages().items():
        path = FOLDER / name
        same_version = path.exists() and version_of_text(path) == text.partition("\n")[0].rpartition(" ")[2]
        if same_version and path.read_text(encoding="utf-8") != text:
            told.append(f"LICENSES/{name} is not what the package has")
    if not INDEX.exists() or INDEX.read_text(encoding="utf-8") != index():
        told.append("LICENSES/INDEX.json is not up to date")
    if DEBIAN.read_text(encoding="utf-8") != debian_copyright():
        told.append("packaging/linux/copyright is not up to date")
    return told


def _nameless() -> list[Component]:
    return [each for each in components() if not each.licence]


def _has_text(name: str) -> bool:
    path = FOLDER / name
    return path.exists() and path.stat().st_size > 0


def main(arguments: list[str]) -> int:
    """Do what is asked for."""
    parser = argparse.ArgumentParser(description="Licences of what the program is made of.")
    parser.add_argument("--debs", type=Path, metavar="FOLDER", help="take texts from the Debian packages there")
    parser.add_argument("--check", action="store_true", help="say what is missing")
    options = parser.parse_args(arguments)
    if not options.check:
        FOLDER.mkdir(exist_ok=True)
        texts = from_packages() | (from_debs(options.debs) if options.debs else {})
        for name, text in texts.items():
            if text:
                (FOLDER / name).write_text(text, encoding="utf-8")
        INDEX.write_text(index(), encoding="utf-8")
        DEBIAN.write_text(debian_copyright(), encoding="utf-8")
    told = faults()
    print("\n".join(told) or f"The licences of {len(components())} components are complete.")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
