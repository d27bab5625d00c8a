"""Takes a picture of the program in each of its states, and says what is cut off: `./run screenshots --dialogs`.

Every page, panel, menu and dialog is opened in each language, in a longer one of our own, and at each text size, on a
screen of 1366 × 768. Single pictures and sheets of them lie in build/states/ after that; a list of faults, too.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.app.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
PSEUDO = "en_XA"
LANGUAGES = ("en", "uk", "de", "ru", PSEUDO)
TEXT_SIZES = (100, 200)
WINDOWS = ("800x460",)
THEMES = ("light", "dark", "high", "dark-high")
WIDE_PX, HIGH_PX = 1366, 768
SCREEN = {"name": "usual", "x": 0, "y": 0, "width": WIDE_PX, "height": HIGH_PX, "logicalDpi": 96, "dpr": 1}
BARS_PX = 68
"""What a desktop's own bar and the title of a window take of the screen."""
SHEET_PX, ACROSS = 1800, 3
"""Width of a sheet of pictures, and how many of them stand beside each other."""


def main(argv: Sequence[str]) -> int:
    """Take the pictures and write what is wrong; exit 1 where there is anything."""
    parser = argparse.ArgumentParser(prog="./run screenshots --dialogs", description=__doc__)
    parser.add_argument("--dialogs", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--text-sizes", nargs="*", type=int, default=TEXT_SIZES)
    parser.add_argument("--windows", nargs="*", default=WINDOWS, help="the window alone, in other sizes: 800x460")
    parser.add_argument("--themes", nargs="+", default=("light",), choices=THEMES)
    parser.add_argument("--only", default="", metavar="WORD", help="states whose name has this word")
    parser.add_argument("--store", type=Path, help="another chronology than the sample")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "states")
    parser.add_argument("--no-pictures", action="store_true", help="only say what is cut off")
    options = parser.parse_args(argv)
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        found = look_at_all(options, Path(folder))
    (options.to / "found.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    wrong = {name: {state: told for state, told in each.items() if told} for name, each in found.items()}
    for name, each in wrong.items():
        print(f"{name}: {len(found[name])} states, {len(each)} with something cut off")
        for state, told in each.items():
            print(f"  {state}:", *told, sep="\n    ")
    return int(any(wrong.values()))


def look_at_all(options: argparse.Namespace, folder: Path) -> dict[str, dict[str, list[str]]]:
    """Go through all states in each language, size and theme; give what is cut off by round and state."""
    screen = folder / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    os.environ.update(QT_QPA_PLATFORM=f"offscreen:configfile={screen}", HOME=str(folder), LANGUAGE="en")
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    from timeline_app.base.i18n import settle_language  # noqa: PLC0415 - the root is on the path by then

    settle_language(_catalogues(folder))
    from timeline_app.startup.change_of_language import SpokenLanguage  # noqa: PLC0415 - likewise
    from timeline_app.startup.start import make_application  # noqa: PLC0415 - likewise
    from timeline_app.ui.services.settings import Preferences  # noqa: PLC0415 - likewise

    app = make_application()
    spoken = SpokenLanguage(app, Preferences())
    found = {}
    for language, theme, size in product(options.languages, options.themes, (*options.text_sizes, *options.windows)):
        here = folder / f"{language}-{theme}-{size}"
        here.mkdir()
        spoken.speak(language)
        found[here.name] = dict(_round(options, here, (language, theme, size)))
    return found


def _catalogues(folder: Path) -> Path:
    """Make the catalogues of all languages and of the longer one, in a folder of their own."""
    import messages  # noqa: PLC0415 - its tools are loaded late

    target = folder / "locale"
    messages.write_pseudo(target)
    for path in messages.catalogues(messages.LOCALES):
        place = target / path.parents[1].name / "LC_MESSAGES" / path.with_suffix(".mo").name
        place.parent.mkdir(parents=True)
        messages.compile_to(path, place)
    return target


def _round(
    options: argparse.Namespace, folder: Path, look: tuple[str, str, int | str]
) -> Iterator[tuple[str, list[str]]]:
    """Go through all states once; give the faults of each, and keep pictures."""
    import clipped  # noqa: PLC0415 - likewise
    import every_state  # noqa: PLC0415 - likewise
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - likewise

    pictures: list[tuple[str, QImage]] = []
    window = _window(folder, look)
    stores = (_stores(folder, look[0], options.store), folder / "empty.timelinedb")
    for name, top in every_state.states(window, *stores, dialogs=isinstance(look[2], int)):
        if options.only not in name:
            continue
        yield name, [] if isinstance(top, QFileDialog) else clipped.faults(top)  # that is the system's, or Qt's
        if not options.no_pictures:
            pictures.append((name, _picture(top, options.to / folder.name, name)))
    _sheets(pictures, options.to, folder.name)
    window.end()
    every_state.settle()


def _window(folder: Path, look: tuple[str, str, int | str]) -> MainWindow:
    """Make a window in a language and a theme: as large as the screen in a text size, or in a size of its own."""
    from timeline_app.ui.app.main_window import MainWindow  # noqa: PLC0415 - likewise
    from timeline_app.ui.services.settings import Settings  # noqa: PLC0415 - likewise

    _language, theme, size = look
    wide_px, high_px = map(int, size.split("x")) if isinstance(size, str) else (WIDE_PX, HIGH_PX - BARS_PX)
    settings = Settings(folder / "config")
    contrast = "high" if "high" in theme else "usual"
    settings.change(
        theme="dark" if "dark" in theme else "light",
        contrast=contrast,
        text_size=size if isinstance(size, int) else 100,
        motion="none",
    )
    window = MainWindow(settings=settings)
    window.resize(wide_px, high_px)
    window.show()
    return window


def _stores(folder: Path, language: str, wanted: Path | None) -> Path:
    """Make an empty store and a copy of what is to be looked at: a store, or the sample in the language."""
    from shutil import copyfile  # noqa: PLC0415 - likewise

    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    Store.create(folder / "empty.timelinedb", name="Zyx").close()
    if wanted is not None:
        return Path(copyfile(wanted, folder / wanted.name))
    store = folder / "sample.timelinedb"
    build_sample(store, language.partition("_")[0])
    return store


def _picture(top: QWidget, folder: Path, name: str) -> QImage:
    folder.mkdir(parents=True, exist_ok=True)
    image = top.grab().toImage()
    image.save(str(folder / f"{name}.png"))
    return image


def _sheets(pictures: Sequence[tuple[str, QImage]], folder: Path, name: str) -> None:
    """Put the pictures side by side, small, with their names, on sheets that a person can look through."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - likewise
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - likewise

    wide_px, high_px = SHEET_PX // ACROSS - 12, 420
    per_sheet = ACROSS * 3
    for number in range(0, len(pictures), per_sheet):
        some = pictures[number : number + per_sheet]
        sheet = QImage(SHEET_PX, (high_px + 28) * -(-len(some) // ACROSS), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        with QPainter(sheet) as painter:
            for place, (words, image) in enumerate(some):
                x, y = SHEET_PX // ACROSS * (place % ACROSS) + 6, (high_px + 28) * (place // ACROSS)
                painter.drawText(x, y + 18, words)
                small = image
                if image.width() > wide_px or image.height() > high_px:
                    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                    small = image.scaled(wide_px, high_px, kept, smooth)
                painter.drawImage(x, y + 24, small)
        sheet.save(str(folder / f"sheet-{name}-{number // per_sheet + 1:02}.png"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
