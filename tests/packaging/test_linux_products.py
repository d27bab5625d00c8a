"""What is made of the built program for Linux, tried on a small program in its place."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import signal
import subprocess
import tarfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP_ID = "org.conflicttimeline.ConflictTimeline"
FILE_ICON = "application-vnd.conflict-timeline+sqlite3"
EPOCH = 1_700_000_000
APP_RUN = """\
#!/bin/sh
case $1 in
say) echo "$ARGV0|$APPIMAGE|$APPDIR|$OWD|$*" ;;
end) exit "$2" ;;
wait) trap 'echo told; exit 7' TERM; echo ready; while :; do sleep 0.05; done ;;
esac
"""


@pytest.fixture(autouse=True)
def packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of packaging/ import each other by their plain names."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))


@pytest.fixture
def built(tmp_path: Path):
    """A build whose program is a script."""
    from products import Build, Facts

    folder = tmp_path / "conflict-timeline"
    folder.mkdir()
    (folder / "timeline-app").write_text("#!/bin/sh\necho timeline-app 1.2\n", encoding="utf-8")
    (folder / "timeline-app").chmod(0o700)
    (tmp_path / "dist").mkdir()
    facts = Facts("1.2", 0x434F4E54, ("libc6", "xkb-data"), "2026-11-22", EPOCH)
    return Build(folder, tmp_path / "build", tmp_path / "dist", facts)


def test_files_have_an_icon_under_the_name_by_which_themes_are_asked(qapp, tmp_path, built):
    from linux import desktop

    desktop.lay_desktop(tmp_path / "share", built.facts)
    for place in ("48x48/mimetypes/{}.png", "scalable/mimetypes/{}.svg"):
        assert (tmp_path / "share/icons/hicolor" / place.format(FILE_ICON)).is_file()
    mime = ET.parse(tmp_path / f"share/mime/packages/{APP_ID}.xml")
    (icon,) = mime.iter("{http://www.freedesktop.org/standards/shared-mime-info}icon")
    assert icon.get("name") == FILE_ICON
    thumbnailer = (tmp_path / f"share/thumbnailers/{APP_ID}.thumbnailer").read_text(encoding="utf-8")
    assert "Exec=timeline-app thumbnail %i --to %o --size %s\n" in thumbnailer
    assert "MimeType=application/vnd.conflict-timeline+sqlite3;\n" in thumbnailer


def test_the_sample_that_is_packed_is_the_same_every_time(qapp, monkeypatch, tmp_path):
    import build

    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    made = [tmp_path / "one.timelinedb", tmp_path / "two.timelinedb"]
    for path in made:
        build._make_sample(path, "en")
        time.sleep(1.1)  # a clock that it might bear goes on
    assert made[0].read_bytes() == made[1].read_bytes()
    assert sorted(tmp_path.iterdir()) == made


def test_a_trace_of_the_build_machine_is_found_wherever_it_stands(tmp_path):
    from linux import tidy

    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/library.so").write_bytes(b"\x7fELF\x00RUNPATH /home/maker/python/lib\x00")
    (tmp_path / "clean").write_bytes(b"/usr/lib")
    assert tidy.traces(tmp_path, [b"/home/maker"]) == ["deep/library.so"]
    tidy._neutralise(tmp_path / "deep/library.so", b"/home/maker/python")
    assert tidy.traces(tmp_path, [b"/home/maker"]) == []
    assert (tmp_path / "deep/library.so").read_bytes() == b"\x7fELF\x00RUNPATH /usr" + b"/" * 8 + b"python/lib\x00"


def test_the_version_of_python_that_ends_its_path_is_kept(tmp_path):
    """A linker keeps "3.11.7" only once where "/root/versions/3.11.7" ends with it."""
    from linux import tidy

    library = tmp_path / "libpython.so"
    library.write_bytes(b"\x00/root/versions/3.11.7\x00/root/versions/3.11.7/lib\x00")
    tidy._neutralise(library, b"/root/versions/3.11.7")
    kept = b"/usr" + b"/" * 11 + b"3.11.7"
    assert library.read_bytes() == b"\x00" + kept + b"\x00" + kept + b"/lib\x00"


@pytest.mark.skipif(shutil.which("xz") is None, reason="needs xz")
def test_the_archive_is_the_same_every_time_and_its_program_runs_where_it_is_unpacked(qapp, built, tmp_path):
    from linux import tarball

    first = tarball.make(built).read_bytes()
    os.utime(built.folder / "timeline-app", (1, 1))
    made = tarball.make(built)
    assert made.read_bytes() == first
    assert made.name.startswith("conflict-timeline-1.2-linux-")
    with tarfile.open(made) as archive:
        assert {(each.uid, each.uname, each.mtime) for each in archive} == {(0, "root", EPOCH)}
        archive.extractall(tmp_path / "unpacked", filter="data")
    program = tmp_path / "unpacked/conflict-timeline-1.2/timeline-app"
    assert subprocess.check_output([program], text=True) == "timeline-app 1.2\n"


@pytest.fixture
def unpacked(qapp, built, tmp_path):
    """The folder of the archive, where it was unpacked, in a path with blanks and Cyrillic letters."""
    from linux import desktop

    folder = tmp_path / "Мої програми" / "timeline"
    desktop.lay_desktop(folder / "share", built.facts)
    for name in ("timeline-app", "install.sh"):
        shutil.copy(built.folder / name if name == "timeline-app" else desktop.HERE / name, folder)
    return folder


def install(folder, home, *words):
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    command = ["sh", str(folder / "install.sh"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_unpacked_program_enters_the_menu_and_leaves_it(unpacked, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    assert install(unpacked, home).returncode == 0
    entry = (home / f".local/share/applications/{APP_ID}.desktop").read_text(encoding="utf-8")
    assert f'Exec="{unpacked}/timeline-app" %f\n' in entry
    assert f"TryExec={unpacked}/timeline-app\n" in entry
    small = (home / f".local/share/thumbnailers/{APP_ID}.thumbnailer").read_text(encoding="utf-8")
    assert f'Exec="{unpacked}/timeline-app" thumbnail %i' in small
    (home / "mine.timelinedb").touch()
    assert install(unpacked, home, "--remove").returncode == 0
    left = [path.name for path in home.rglob("*") if path.is_file() and APP_ID in path.name]
    assert left == []
    assert (home / "mine.timelinedb").exists()


def test_a_path_that_a_menu_cannot_hold_is_refused_in_a_sentence(unpacked, tmp_path):
    strange = unpacked.rename(unpacked.with_name("a$(touch x)b"))
    told = install(strange, tmp_path)
    assert told.returncode == 1
    assert "Move this folder" in told.stderr
    assert not (tmp_path / ".local").exists()


LOCK = """\
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:aaa
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:bbb \\
    --hash=sha256:ccc
pytest==9.0 \\
    --hash=sha256:ddd
"""


def test_the_flatpak_takes_what_the_lock_says_for_its_python():
    from linux import flatpak

    assert flatpak.locked(LOCK, ["numpy"]) == "numpy==2.5.5 \\\n    --hash=sha256:bbb \\\n    --hash=sha256:ccc\n"


def test_every_part_of_the_program_is_in_the_flatpak_and_no_tool_of_ours():
    from linux import flatpak

    parts = flatpak.parts()
    assert {"pyside6-essentials", "shiboken6", "numpy", "sqlite-utils", "lxml", "tzdata"} <= set(parts)
    assert not {"pytest", "ruff", "pyinstaller", "pip"} & set(parts)
    lock = flatpak.locked((ROOT / "requirements.lock").read_text(encoding="utf-8"), parts)
    assert [line.split("==")[0] for line in lock.splitlines() if "==" in line] == parts


def test_the_manifest_names_every_file_with_its_hash(tmp_path):
    from linux import flatpak

    wheel, program = tmp_path / "a-1-py3-none-any.whl", tmp_path / "program.tar.xz"
    wheel.write_bytes(b"wheel")
    program.write_bytes(lzma.compress(b"program"))
    told = json.loads(json.dumps(flatpak.manifest([wheel], program)))
    sources = [source for module in told["modules"] for source in module["sources"]]
    assert [(each["type"], each["path"]) for each in sources] == [
        ("file", "wheels/a-1-py3-none-any.whl"),
        ("archive", "program.tar.xz"),
    ]
    assert all(len(each["sha256"]) == 64 for each in sources)
    assert not any("network" in each for each in told["finish-args"])


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """An AppImage of a script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))
        from linux import appimage

        if reason := appimage.why_not():
            pytest.skip(reason)
        place = tmp_path_factory.mktemp("appimage")
        (place / "tree/deep/er").mkdir(parents=True)
        (place / "tree/AppRun").write_text(APP_RUN, encoding="utf-8")
        (place / "tree/AppRun").chmod(0o755)
        (place / "tree/deep/er/large").write_bytes(bytes(range(256)) * 4096)
        (place / "tree/deep/empty").touch()
        (place / "tree/deep/link").symlink_to("er/large")
        appimage.compile_runtime(place / "runtime")
    command = ["mksquashfs", place / "tree", place / "image", "-comp", "zstd", "-all-root", "-no-progress", "-quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    made = place / "a program.AppImage"
    made.write_bytes((place / "runtime").read_bytes() + (place / "image").read_bytes())
    made.chmod(0o755)
    return made


@pytest.fixture(params=["as it can", "unpacked"])
def run(request, image, tmp_path):
    """Start the AppImage, with FUSE where there is FUSE, and without; nothing of it may be left afterwards."""
    place = tmp_path / "tmp"
    place.mkdir()
    environment = os.environ | {"TMPDIR": str(place)}
    if request.param == "unpacked":
        environment["APPIMAGE_EXTRACT_AND_RUN"] = "1"

    def start(*words):
        return subprocess.Popen([image, *words], env=environment, stdout=subprocess.PIPE, text=True, cwd=tmp_path)

    yield start
    for _ in range(100):
        if not list(place.iterdir()):
            break
        time.sleep(0.05)
    assert list(place.iterdir()) == []
    assert str(place) not in Path("/proc/mounts").read_text(encoding="utf-8")


def test_the_image_tells_its_program_where_everything_is(run, image, tmp_path):
    with run("say", "a word", "--appimage") as program:
        name, path, folder, begun_in, words = program.stdout.read().rstrip("\n").split("|")
    assert (name, path, begun_in, words) == (str(image), str(image), str(tmp_path), "say a word --appimage")
    assert Path(folder).parent == tmp_path / "tmp"


def test_the_image_ends_as_its_program_does(run):
    with run("end", "42") as program:
        pass
    assert program.returncode == 42


def test_a_signal_reaches_the_program(run):
    with run("wait") as program:
        assert program.stdout.readline() == "ready\n"
        program.send_signal(signal.SIGTERM)
        assert program.stdout.read() == "told\n"
    assert program.returncode == 7


def test_an_image_says_what_it_is_and_unpacks_itself(image, tmp_path):
    data = image.read_bytes()
    assert (data[:4], data[8:11]) == (b"\x7fELF", b"AI\x02")
    offset = int(subprocess.check_output([image, "--appimage-offset"], text=True))
    assert data[offset : offset + 4] == b"hsqs"
    assert subprocess.run([image, "--appimage-extract"], cwd=tmp_path, check=False, capture_output=True).returncode == 0
    root = tmp_path / "squashfs-root"
    assert (root / "deep/er/large").read_bytes() == bytes(range(256)) * 4096
    assert (root / "deep/empty").read_bytes() == b""
    assert (root / "deep/link").readlink() == Path("er/large")
    assert os.access(root / "AppRun", os.X_OK)
    again = subprocess.run([image, "--appimage-extract"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (again.returncode, again.stderr) == (127, "AppImage: cannot make the folder squashfs-root: File exists\n")


def test_an_image_that_is_cut_short_says_so_and_leaves_nothing(image, tmp_path):
    cut = tmp_path / "cut.AppImage"
    cut.write_bytes(image.read_bytes()[:-4096])
    cut.chmod(0o755)
    environment = os.environ | {"TMPDIR": str(tmp_path), "APPIMAGE_EXTRACT_AND_RUN": "1"}
    told = subprocess.run([cut, "say"], env=environment, check=False, capture_output=True, text=True)
    assert told.returncode == 127
    assert "cannot be unpacked" in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["cut.AppImage"]


def test_a_folder_for_what_is_needed_for_a_while_that_is_none_is_told(image, tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path / "nowhere")}
    told = subprocess.run([image, "say"], env=environment, check=False, capture_output=True, text=True)
    assert told.returncode == 127
    assert told.stderr.startswith(f"AppImage: no folder can be made, such as {tmp_path}/nowhere/")
