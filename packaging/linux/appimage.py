"""Makes the AppImage: our runtime, then a squashfs image of the built folder. The same input gives the same bytes.

The runtime is appimage_runtime.c, compiled here and linked statically, so that it runs on any Linux of this processor.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from linux.deb import lay_papers, lay_program
from linux.desktop import HERE, lay_desktop, settle
from products import APP_ID, Product

if TYPE_CHECKING:
    from products import Build

RUNTIME = HERE / "appimage_runtime.c"
LIBRARIES = ("squashfuse_ll", "squashfuse", "fuse3", "zstd", "z", "lzma", "lz4", "lzo2", "pthread", "dl")
MAGIC = b"AI\x02"
"""Of type 2, at offset 8: where ELF has bytes to spare."""
HEADERS = ("squashfuse/ll.h", "fuse3/fuse_lowlevel.h", "zstd.h", "lzma.h", "lz4.h", "lzo/lzo1x.h", "zlib.h")


def why_not() -> str:
    """Say why no AppImage can be made here."""
    missing = [name for name in ("gcc", "mksquashfs") if not shutil.which(name)]
    missing += [name for name in HEADERS if not Path("/usr/include", name).is_file()]
    return f"Missing: {', '.join(missing)}. `./run package --all` says which packages bring them." if missing else ""


def compile_runtime(target: Path) -> None:
    """Compile the runtime, put its magic bytes in, and see that it ends where it says that the image begins."""
    command = ["gcc", "-std=c17", "-O2", "-Wall", "-Wextra", "-Werror", "-fstack-protector-strong"]
    command += [
        "-isystem",
        "/usr/include/fuse3",
        "-D_FORTIFY_SOURCE=2",
        "-static",
        "-s",
        "-Wl,--build-id=none",
        "-o",
        str(target),
        RUNTIME.name,
    ]
    command += [f"-l{name}" for name in LIBRARIES]
    told = subprocess.run(command, cwd=RUNTIME.parent, check=False, capture_output=True, text=True)
    if told.returncode:  # of a program that works the linker warns too: of dlopen in libfuse, which nothing here calls
        raise SystemExit(f"The AppImage's runtime could not be compiled:\n{told.stderr}")
    data = bytearray(target.read_bytes())
    data[8 : 8 + len(MAGIC)] = MAGIC
    target.write_bytes(data)
    offset = int(subprocess.check_output([target, "--appimage-offset"], text=True))
    if offset != len(data):
        raise SystemExit(f"The AppImage's runtime says that it ends at {offset}, but it ends at {len(data)}.")


def lay_out(build: Build, tree: Path) -> None:
    """Lay out the folder that becomes the image, as AppImage's tools expect it."""
    shutil.rmtree(tree, ignore_errors=True)
    lay_program(build.folder, tree)
    lay_desktop(tree / "usr/share", build.facts)
    lay_papers(tree)
    (tree / "AppRun").symlink_to("usr/lib/conflict-timeline/timeline-app")
    (tree / f"{APP_ID}.desktop").symlink_to(f"usr/share/applications/{APP_ID}.desktop")
    (tree / f"{APP_ID}.png").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png")
    (tree / ".DirIcon").symlink_to(f"{APP_ID}.png")
    settle(tree, build.facts.epoch)


def make(build: Build) -> Path:
    """Make the AppImage, and see that it runs without FUSE here (try_bare.sh tries it with and without)."""
    work = build.work / PRODUCT.name
    tree, image, runtime = work / "AppDir", work / "image.squashfs", work / "runtime"
    lay_out(build, tree)
    image.unlink(missing_ok=True)
    command = ["mksquashfs", str(tree), str(image), "-comp", "zstd", "-Xcompression-level", "15"]
    # The kernel asks for 128 KB at most, out of order at a start: small blocks, and small files for themselves.
    command += ["-b", "64K", "-no-fragments", "-all-root", "-no-xattrs", "-noappend", "-no-progress", "-quiet"]
    command += ["-mkfs-time", str(build.facts.epoch), "-all-time", str(build.facts.epoch)]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}  # or it refuses
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    compile_runtime(runtime)
    made = build.target / f"Conflict_Timeline-{build.facts.version}-{platform.machine()}.AppImage"
    made.write_bytes(runtime.read_bytes() + image.read_bytes())
    made.chmod(0o755)
    said = subprocess.check_output([made, "--appimage-extract-and-run", "--version"], text=True)
    if build.facts.version not in said:
        raise SystemExit(f"The AppImage says “{said.strip()}” in place of its version.")
    return made


PRODUCT = Product("appimage", "a file that runs on any Linux", why_not, make)
