"""Builds the small BLAS (blas.c) that takes the place of numpy's OpenBLAS in the bundle (decision 15)."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE = Path(__file__).with_name("blas.c")
OPENBLAS = re.compile(r"libscipy_openblas64_-\w+\.so$")
FORTRAN = re.compile(r"lib(gfortran|quadmath)-")
"""What only OpenBLAS asks for."""


def names_asked_for(modules: Iterable[str]) -> set[str]:
    """List what numpy's modules want from OpenBLAS."""
    said = subprocess.run(["objdump", "-T", *modules], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"\*UND\*.*\s(scipy_\w+)$", said, re.MULTILINE))


def build_blas(modules: Iterable[str], soname: str, folder: Path) -> Path:
    """Compile a library of that name, with all that the modules ask for; what is no BLAS says that it is absent."""
    folder.mkdir(parents=True, exist_ok=True)
    absent = sorted(name for name in names_asked_for(modules) if not name.startswith("scipy_cblas_"))
    (folder / "lapack.inc").write_text("".join(f"ABSENT({name})\n" for name in absent), encoding="utf-8")
    target = folder / soname
    flags = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-Wl,-z,defs", f"-Wl,-soname,{soname}", "-s"]
    command = ["gcc", *flags, f"-I{folder}", str(SOURCE), "-o", str(target), "-lm"]
    subprocess.run(command, check=True)
    return target


def with_small_blas(binaries: list[tuple[str, str, str]], folder: Path) -> list[tuple[str, str, str]]:
    """Put the small library in OpenBLAS's place; leave all as it is where there is no compiler."""
    found = next((entry for entry in binaries if OPENBLAS.search(entry[1])), None)
    if found is None or shutil.which("gcc") is None:
        return binaries
    modules = [path for place, path, _ in binaries if place.startswith("numpy/") and path.endswith(".so")]
    small = build_blas(modules, Path(found[1]).name, folder)
    kept = [entry for entry in binaries if not OPENBLAS.search(entry[0]) and not FORTRAN.search(entry[0])]
    return [*kept, (found[0], str(small), "BINARY")]
