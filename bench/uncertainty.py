"""Draw every kind of date, for docs/dates.md: python -m bench.uncertainty [PICTURE]."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from timeline_app.document import Chronology

PICTURE: Final = Path(__file__).parents[1] / "docs" / "pictures" / "uncertainty.png"
LANES: Final = (
    ("Known to the day", "#2166AC", "circle"),
    ("Known roughly", "#8C510A", "square"),
    ("Lasting", "#1B7F5C", "hexagon"),
    ("Unbounded", "#C2373F", "triangle"),
    ("One of several, all of several", "#6B4A9E", "diamond"),
    ("Not yet, not certain", "#00768A", "pentagon"),
)


class Kind(NamedTuple):
    """An example: its lane, its date, what it shows, its status."""

    lane: int
    date: str
    title: str
    status: str = "occurred"


class Panel(NamedTuple):
    """A stretch of time with its examples."""

    name: str
    title: str
    first: str
    last: str
    zone: str
    kinds: tuple[Kind, ...]


PANELS: Final = (
    Panel("month", "Some weeks", "2025-06-28", "2025-08-03", "UTC", (
        Kind(0, "2025-07-03", "A day: a mark, and a block once a day is wider"),
        Kind(0, "2025-07-21T12:00:00Z", "A clock time"),
        Kind(1, "2025-07", "A month: some time in July"),
        Kind(1, "2025-07-10~", "About 10 July"),
        Kind(1, "[2025-07-21..2025-07-30]", "Late July"),
        Kind(2, "2025-07-04/2025-07-12", "From the 4th to the 12th"),
        Kind(2, "2025-07-15~/2025-07-24", "From about the 15th"),
        Kind(3, "2025-07-20/..", "Still going on"),
        Kind(3, "../2025-07-04", "Since ever, until the 4th"),
        Kind(3, "2025-07-08/", "From the 8th, end unknown"),
        Kind(3, "[..2025-07-16]", "Before the 17th"),
        Kind(3, "[2025-07-27..]", "After the 26th"),
        Kind(4, "[2025-07-02,2025-07-09,2025-07-13]", "On one of three days"),
        Kind(4, "{2025-07-18,2025-07-22,2025-07-25..2025-07-28}", "On all of these days"),
        Kind(5, "2025-07-05/2025-07-15~", "Planned, end about the 15th", "planned"),
        Kind(5, "2025-07-12", "A disputed day", "disputed"),
        Kind(5, "2025-07-20/2025-07-26", "Cancelled", "cancelled"),
    )),
    Panel("clocks", "Two days by the clocks of Kyiv", "2025-07-23", "2025-07-24", "Europe/Kyiv", (
        Kind(0, "2025-07-23", "A day fills its own day"),
        Kind(0, "2025-07-23T14:00:00+03:00", "14:00 in Kyiv"),
        Kind(0, "2025-07-23T18:30:00Z", "18:30 UTC: 21:30 in Kyiv"),
        Kind(2, "2025-07-23T09:00:00+03:00/2025-07-23T17:00:00+03:00", "From nine to five"),
        Kind(2, "2025-07-23T20:00:00+03:00/2025-07-24", "From eight in the evening until some time on the 24th"),
        Kind(4, "[2025-07-23T06:00:00+03:00,2025-07-23T11:00:00+03:00]", "At six or at eleven"),
    )),
    Panel("ages", "Three thousand years", "-0999", "2025", "UTC", (
        Kind(0, "0000", "1 BCE, astronomical year 0"),
        Kind(1, "-0499~", "About 500 BCE"),
        Kind(1, "18XX", "The 19th century"),
        Kind(1, "-07XX", "The 8th century BCE"),
        Kind(2, "-0027/0476", "28 BCE to 476"),
        Kind(2, "08XX/1453-05-29", "From some time in the 9th century to 1453"),
        Kind(3, "Y-13800000000/..", "Since the beginning"),
        Kind(4, "[0622,0632,1054]", "In one of three years"),
    )),
)  # fmt: skip


def made(folder: Path, panel: Panel) -> Chronology:
    """Make a chronology of the examples of a panel."""
    from timeline_app.document import Chronology  # noqa: PLC0415 - after the platform is chosen
    from timeline_app.domain.change import Change  # noqa: PLC0415 - likewise
    from timeline_app.domain.records import STATUSES, Category, Event  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    chronology = Chronology(Store.create(folder / f"{panel.name}.timelinedb"))
    used = sorted({kind.lane for kind in panel.kinds})
    categories = tuple(Category(f"c{lane}", *LANES[lane], position=lane) for lane in used)
    events = tuple(
        Event(f"e{number}", kind.title, *_fields(kind.date), category_id=f"c{kind.lane}",
              status=next(each for each in STATUSES if each == kind.status))
        for number, kind in enumerate(panel.kinds)
    )  # fmt: skip
    chronology.do(Change("Make the examples", after=(*categories, *events)))
    return chronology


def _fields(date: str) -> tuple[str, str]:
    start, slash, end = date.partition("/")
    return (date, "") if not slash or not start or not end or ".." in (start, end) else (start, end)


def pictures(folder: Path, theme: str = "light", dpi: float = 96.0) -> Iterator[tuple[Panel, QImage]]:
    """Draw each panel as an exported picture."""
    from timeline_app.export.options import ExportOptions  # noqa: PLC0415 - likewise
    from timeline_app.export.picture import render_image  # noqa: PLC0415 - likewise

    for panel in PANELS:
        chronology = made(folder, panel)
        options = ExportOptions(
            format="png", size="1100", dpi=dpi, theme=theme, first=panel.first, last=panel.last, title=panel.title,
            sources=False, made="2025-08-01", zone=panel.zone,
        )  # fmt: skip
        yield panel, render_image(chronology, options)
        chronology.close()


def main() -> None:
    """Write the picture of the documentation: all panels, one under the other."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("picture", type=Path, nargs="?", default=PICTURE)
    reader.add_argument("--theme", default="light")
    asked = reader.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415 - after the platform is chosen

    application = QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder:
        images = [image for _panel, image in pictures(Path(folder), asked.theme)]
    whole = QImage(images[0].width(), sum(each.height() for each in images), QImage.Format.Format_RGB32)
    with QPainter(whole) as painter:
        top = 0
        for image in images:
            painter.drawImage(0, top, image)
            top += image.height()
    whole.save(str(asked.picture))
    application.quit()


if __name__ == "__main__":
    main()
