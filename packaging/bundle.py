"""Decides what of Qt and of the system goes into the bundle, and refuses a bundle that would not start.

A bundle is only as complete as the machine it was built on: a plug-in whose library is missing here would be packed
without it and fail elsewhere, so `lean` follows the libraries that each file asks for and stops at the first that is
neither packed nor promised by the system.
"""

from __future__ import annotations

import os
import py_compile
import re
import shutil
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path, PurePosixPath

from timeline_app.base.i18n import OWN_NAMES

SETTINGS = {"PYTHONHASHSEED": "1", "PYTHONNODEBUGRANGES": "1", "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
"""What PyInstaller is to find in its environment: the same bytes each time, no columns of sources that are not
there, and nothing to unpack at a start."""

Entry = tuple[str, str, str]
"""Of PyInstaller's table of contents: place in the bundle, file here, type code."""

HOST = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libOpenGL.so.0": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Taken from the system, with Debian's package for each. A packed libstdc++ aborts OpenGL on newer systems."""

ALWAYS_NEEDED = ("xkb-data",)
"""What the packed libraries read at run time: the keyboard's tables."""

C_LIBRARY = re.compile(r"(ld-linux|lib(c|m|dl|pthread|rt|util|resolv|nsl|crypt)\.so)")

PLUGINS = re.compile(
    r"/plugins/(platforms/libq(xcb|offscreen|wayland)\.so"
    r"|platforminputcontexts/lib(compose|ibus)"
    r"|platformthemes/libqxdgdesktopportal"
    r"|imageformats/libqsvg\."
    r"|iconengines/|styles/"
    r"|wayland-shell-integration/lib(xdg-shell|qt-shell)"
    r"|wayland-decoration-client/libbradient)"
)
"""Qt's plug-ins that are of use here; the GTK theme would drag in what the build machine happens to have."""

EXCLUDED_MODULES = """
    readline rlcompleter curses
    _ssl ssl _hashlib bz2 _bz2 lzma _lzma asyncio multiprocessing tkinter unittest doctest pdb pydoc test
    _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _multibytecodec
    setuptools pkg_resources distutils pip IPython pytest hypothesis edtf mypy sqlite_utils.cli tabulate
    numpy.f2py numpy.distutils numpy.random numpy.fft numpy.polynomial numpy._core._multiarray_tests numpy.testing
    lxml.objectify lxml.isoschematron lxml.html.diff lxml.html._difflib
    PySide6.QtNetwork PySide6.QtQml PySide6.QtQuick PySide6.QtOpenGL PySide6.QtSql PySide6.QtDBus
""".split()  # noqa: SIM905 - a list this long reads best so


def is_library(place: str) -> bool:
    """Tell a library, which other files ask for, from an extension module or plug-in, which we ask for."""
    name = PurePosixPath(place).name
    return name.startswith("lib") and ".so" in name and "/plugins/" not in place and not name.startswith("libpython")


def is_left_out(place: str) -> bool:
    """Tell whether a plug-in is none that we use."""
    return "/plugins/" in place and not PLUGINS.search(place)


def headers(path: str) -> str:
    """Give what a file says of the libraries that it is itself linked with."""
    return subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout


def lean(binaries: list[Entry]) -> tuple[list[Entry], list[str]]:
    """Keep what is asked for from our modules and plug-ins down; give it and the Debian packages that it relies on."""
    libraries: dict[str, list[Entry]] = {}
    for entry in binaries:
        if is_library(entry[0]):
            libraries.setdefault(PurePosixPath(entry[0]).name, []).append(entry)
    waiting = [entry for entry in binaries if not is_library(entry[0]) and not is_left_out(entry[0])]
    kept, packages, missing = set(waiting), set(ALWAYS_NEEDED), set()
    c_versions = [(2, 17)]
    while waiting:
        place, path, _ = waiting.pop()
        said = headers(path)
        c_versions += [(int(major), int(minor)) for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", said)]
        for name in re.findall(r"^\s+NEEDED\s+(\S+)$", said, re.MULTILINE):
            if name in HOST:
                packages.add(HOST[name])
            elif name in libraries:
                fresh = set(libraries[name]) - kept
                kept |= fresh
                waiting += fresh
            elif not C_LIBRARY.match(name):
                missing.add(f"{place} asks for {name}")
    if missing:
        raise SystemExit("The bundle would lack libraries; install them here first:\n  " + "\n  ".join(sorted(missing)))
    packages.add("libc6 (>= {}.{})".format(*max(c_versions)))
    return sorted(kept), sorted(packages)


def wanted_data(datas: list[Entry], kept: list[Entry]) -> list[Entry]:
    """Leave out the tests and headers of libraries, links to what is not kept, and Qt in languages we do not speak."""
    spoken = "|".join(code for code in OWN_NAMES if code != "en")
    foreign = rf"(/Qt|^PySide6)/translations/(?!qtbase_({spoken})\.qm)"
    unwanted = re.compile(foreign + r"|/tests?/|\.(pyi|h|pxd|typed)$|\.dist-info/(?!METADATA|licenses)")
    places = {entry[0] for entry in kept}
    return [
        entry
        for entry in datas
        if not unwanted.search(entry[0].replace("\\", "/")) and (entry[2] != "SYMLINK" or entry[1] in places)
    ]


def support_modules(work: Path) -> list[Entry]:
    """Compile the modules that shiboken holds as text, and unpacks and compiles at each start: 10 ms.

    It imports them from the folder `files.dir` beside itself where there is one, and writes that where SBK_EMBED tells
    it to: here in a copy. They are compiled without -O, as one of its assertions evaluates what is needed later.
    """
    found = PathFinder.find_spec("shiboken6")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("shiboken6 is not installed here; ./run package does that.")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(found.submodule_search_locations[0], work / "shiboken6", ignore=shutil.ignore_patterns("files.dir"))
    command = [sys.executable, "-S", "-c", "import sys; sys.path.insert(0, sys.argv[1]); import shiboken6", str(work)]
    subprocess.run(command, check=True, env={**os.environ, "SBK_EMBED": "0"})
    folder = work / "shiboken6" / "files.dir"
    if not (sources := sorted(folder.glob("shibokensupport/**/*.py"))):
        raise SystemExit("shiboken6 wrote no files.dir; see in its signature_bootstrap.py how that is asked for now.")
    for source in sources:
        py_compile.compile(
            str(source),
            cfile=str(source.with_suffix(".pyc")),
            dfile=str(source.relative_to(folder)),
            doraise=True,
            optimize=0,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    made = [source.with_suffix(".pyc") for source in sources]
    return [(str(each.relative_to(work)), str(each), "DATA") for each in made]


def needed_scripts(scripts: list[Entry]) -> list[Entry]:
    """Leave out two of PyInstaller's scripts that run at every start, and cost as much as a third of Qt.

    One makes `inspect` find sources that the bundle does not hold. The other loads Qt, for verbs that draw nothing too,
    to tell it where its plug-ins are: qt.conf beside the program says so as well.
    """
    return [entry for entry in scripts if entry[0] not in ("pyi_rth_inspect", "pyi_rth_pyside6")]
