"""Makes what wine lacks and the built program asks for, beside a copy of it that is only tried, never shipped.

    stand_ins.py PROGRAM SYSTEM32     PROGRAM is the folder that numpy lies in, SYSTEM32 that of wine's libraries

Two libraries go to SYSTEM32: `icuuc.dll`, and one with the functions of complex numbers of Windows' C library. For wine
finds its own C library whatever lies beside, numpy's files in PROGRAM are made to ask for that one by another name.
Needs Debian's gcc-mingw-w64-x86-64-win32, and pefile, which PyInstaller brings.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pefile

HERE = Path(__file__).parent
ASKED = "api-ms-win-crt-math-l1-1-0.dll"
GIVEN = "own-for-wine-math-l1-1-0-0.dll"
"""As long as the other, since it is written over it."""
TOOLS = "x86_64-w64-mingw32-"


def imported(path: Path) -> set[str]:
    """Give the functions that a library asks of the C library's mathematics."""
    with pefile.PE(str(path), fast_load=True) as library:
        library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
        asked = [each for each in library.DIRECTORY_ENTRY_IMPORT if each.dll.decode() in (ASKED, GIVEN)]
        return {function.name.decode() for each in asked for function in each.imports}


def compile_library(sources: list[str], target: Path) -> None:
    """Compile C, and what says which names go out, to a library of Windows."""
    subprocess.run([f"{TOOLS}gcc", "-shared", "-static-libgcc", "-O1", "-o", str(target), *sources], check=True)


def main() -> int:
    """Make both libraries and change the copy of numpy."""
    program, system = Path(sys.argv[1]), Path(sys.argv[2])
    compile_library([str(HERE / "icuuc.c")], system / "icuuc.dll")
    asking = [path for path in program.rglob("*") if path.suffix in (".pyd", ".dll") and "numpy" in str(path)]
    asking = [path for path in asking if imported(path)]
    source = (HERE / "complex.c").read_text(encoding="utf-8")
    own = {f"{name}{kind}" for name in re.findall(r"(?:MAP|PART)\((c\w+)\)", source) for kind in ("", "f", "l")}
    own |= {"cpow", "cpowf", "cpowl"}
    lines = [
        f"  {name} = own_{name}" if name in own else f"  {name} = ucrtbase.{name}"
        for name in sorted(set().union(*map(imported, asking)))
    ]
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "names.def"
        names.write_text("\n".join(["EXPORTS", *lines, ""]), encoding="utf-8")
        compile_library([str(HERE / "complex.c"), str(names)], system / GIVEN)
    for path in asking:
        path.write_bytes(path.read_bytes().replace(ASKED.encode(), GIVEN.encode()))
    print(f"{len(lines)} functions for {len(asking)} files of numpy")
    return 0


if __name__ == "__main__":
    sys.exit(main())
