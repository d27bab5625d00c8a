"""Leaves out of ICU's data what nothing in Qt asks for: 18 of 31 MB, by ICU's own tool.

Qt's core takes from ICU how words are sorted, how old encodings are read, upper and lower case, and names of time zones
(for QTimeZone, which the program does not use). The rest is data for programs that format numbers, currencies and
units, name languages and countries, spell numbers out, transliterate, or break lines of Thai and Chinese. No code is
touched: the library of data is made anew with the same name and the same symbol (decision 191).
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

UNASKED = re.compile(r"(unit|curr|lang|region|zone|translit|rbnf|brkitr)/")
"""Items of the data, as icupkg names them; it refuses to take one out that another needs."""

LIBRARY = """\
.section .note.GNU-stack,"",%progbits
.section .rodata
.balign 4096
.globl {symbol}
.type {symbol}, %object
.size {symbol}, {size}
{symbol}:
.incbin "{data}"
"""


def run(*command: str | Path) -> str:
    """Run a tool; give what it says."""
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout


def thin(library: Path, work: Path) -> None:
    """Make a libicudata.so.NN anew without what is not asked for; `work` is for files in between."""
    work.mkdir(parents=True, exist_ok=True)
    symbol = re.findall(r"\bicudt\d+_dat\b", run("nm", "-D", library))[0]
    name = f"{symbol[:-4]}l.dat"  # which the data bears inside as well
    whole, less, unasked = work / name, work / "less" / name, work / "unasked.txt"
    less.parent.mkdir(exist_ok=True)
    run("objcopy", "-O", "binary", "--only-section=.rodata", library, whole)
    items = run("icupkg", "-l", whole).split()
    unasked.write_text("\n".join(filter(UNASKED.match, items)) + "\n", encoding="utf-8")
    run("icupkg", "--remove", unasked, whole, less)
    source, made = work / "data.s", work / "data.o"
    text = LIBRARY.format(symbol=symbol, size=less.stat().st_size, data=less)
    source.write_text(text, encoding="utf-8")
    run("as", source, "-o", made)
    mode = library.stat().st_mode
    library.unlink()
    run("ld", "-shared", "--build-id=none", "-soname", library.name, made, "-o", library)
    library.chmod(mode)
