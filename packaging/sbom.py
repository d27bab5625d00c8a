"""Writes what the program is made of for machines to read: a CycloneDX 1.6 bill of materials.

packaging/sbom.py [FILE]    from the lock alone: the same everywhere
./run package sbom          with the versions of what the building machine lends, and the time of the commit, into dist/

Every locked package that is needed to run is in it with its hashes, what it needs, and what it holds: libraries, and
the crates that a wheel lists itself (PEP 770). What is in no built product is marked "excluded". Validate it with
cyclonedx-python-lib[json-validation]: docs/packaging.md has the line.
"""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from components import Component, canonical_name, others, packages, project, table
from products import Build, Product

import timeline_app

SPEC = "1.6"
OWN = f"pkg:generic/conflict-timeline@{timeline_app.__version__}"
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:conflict-timeline:sbom")
"""Serial numbers are made of contents in this space, so that the same contents have the same number."""


def machine_versions() -> dict[str, str]:
    """Give the versions of what this machine lends to a build, by the names of components."""
    found = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    for row in table()["component"]:
        if row["name"] not in found and (package := row.get("package")) and (version := _debian_version(package)):
            found[row["name"]] = version
    return found


def _debian_version(package: str) -> str:
    if not shutil.which("dpkg-query"):
        return ""
    asked = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def document(versions: dict[str, str] | None = None, moment: int | None = None) -> dict[str, Any]:
    """Give the bill of materials, with these versions of components that the lock does not settle."""
    rows, refs = [], dict[str, list[str]]()
    of_packages = packages()
    everything = [*of_packages, *others()]
    for each in everything:
        row = described(each, each.version or (versions or {}).get(each.name, ""))
        rows.append(row)
        refs.setdefault(each.name, []).append(row["bom-ref"])
    crates = crates_in_wheels(of_packages)
    needs: dict[str, set[str]] = {}
    for each in of_packages:
        inside = [other.name for other in everything if other.inside == each.name]
        needs[each.purl] = {ref for name in (*each.needs, *inside) for ref in refs.get(name, [])}
        needs[each.purl] |= {crate["bom-ref"] for crate in crates.get(each.name, [])}
    direct = {canonical_name(told) for told in project()["dependencies"]}
    direct |= {each.name for each in everything if each.inside}
    needs[OWN] = {ref for name in direct for ref in refs[name]}
    rows += [crate for of_package in crates.values() for crate in of_package]
    body = {
        "components": sorted({row["bom-ref"]: row for row in rows}.values(), key=lambda row: str(row["bom-ref"])),
        "dependencies": [{"ref": ref, "dependsOn": sorted(needs[ref])} for ref in sorted(needs)],
    }
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, json.dumps(body, sort_keys=True))}",
        "version": 1,
        "metadata": _metadata(moment),
        **body,
    }


def _metadata(moment: int | None) -> dict[str, Any]:
    own = {
        "type": "application",
        "bom-ref": OWN,
        "name": "conflict-timeline",
        "version": timeline_app.__version__,
        "description": project()["description"],
        "licenses": [{"license": {"id": "MIT"}}],
        "purl": OWN,
    }
    told: dict[str, Any] = {"component": own, "licenses": [{"license": {"id": "CC0-1.0"}}]}
    if moment is not None:
        told = {"timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), **told}
    return told


def described(component: Component, version: str) -> dict[str, Any]:
    """Give a component as CycloneDX has it."""
    purl = component.purl if component.version or not version else f"{component.purl}@{version}"
    row: dict[str, Any] = {"type": "data" if component.name == "Unicode CLDR" else "library"}
    row |= {"bom-ref": purl, "name": component.name}
    if version:
        row["version"] = version
    row["scope"] = "required" if component.packed else "excluded"
    if component.hashes:
        row["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in component.hashes]
    row |= {"licenses": [{"expression": component.licence}], "purl": purl}
    links = [("website", component.home), ("source-distribution", component.sources)]
    references = [{"type": kind, "url": address} for kind, address in links if address]
    if references:
        row["externalReferences"] = references
    properties = {"for": component.marker, "inside": component.inside, "only-in": component.only}
    told = [{"name": f"conflict-timeline:{name}", "value": value} for name, value in properties.items() if value]
    if told:
        row["properties"] = told
    return row


def crates_in_wheels(of_packages: list[Component]) -> dict[str, list[dict[str, Any]]]:
    """Give what wheels say of themselves that they were compiled of, by package."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in {each.name: each for each in of_packages}.values():
        for path in metadata.files(each.name) or []:
            if ".dist-info/sboms/" in str(path) and path.name.endswith(".cyclonedx.json"):
                told = json.loads(path.locate().read_text(encoding="utf-8"))
                found.setdefault(each.name, []).extend(_crate(row) for row in told["components"] if row.get("purl"))
    return found


def _crate(row: dict[str, Any]) -> dict[str, Any]:
    kept = {key: row[key] for key in ("type", "name", "version", "hashes", "licenses", "purl") if key in row}
    return {**kept, "bom-ref": row["purl"], "scope": "required"}


def written(told: dict[str, Any]) -> str:
    """Give a bill of materials as text: the same contents, the same bytes."""
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def make(build: Build) -> Path:
    """Write the bill of materials of what is built here."""
    path = build.target / f"conflict-timeline-{build.facts.version}.cdx.json"
    path.write_text(written(document(machine_versions(), build.facts.epoch)), encoding="utf-8")
    return path


PRODUCT = Product("sbom", "a bill of materials (CycloneDX)", lambda: "", make, takes_folder=False)

if __name__ == "__main__":
    text = written(document())
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
