"""Take the pictures of stories for docs/publishing.md: the page where one is made, a view that is told, a web page."""

from __future__ import annotations

import os
import sys
import tempfile
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.domain.records import Story

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LIMIT_S = 60
SPOKEN = (
    ("full-scale invasion of Ukraine", "Istanbul talks: Ukraine offers neutrality"),
    ("Black Sea Grain Initiative signed", "Large prisoner exchange frees", "Russia ends the Black Sea grain deal"),
    ("First round of direct talks in Istanbul", "Second round of direct talks", "Third round of direct talks"),
)
"""Parts of the titles of the events that each view speaks of."""


def example(chronology: Chronology) -> Story:
    """Make a story of three views of the sample."""
    from timeline_app.domain.records import Story, StoryView  # noqa: PLC0415 - the root is on the path now

    events = chronology.events(chronology.columns.row.tolist())
    chosen = [tuple(each.id for part in parts for each in events if part in each.title) for parts in SPOKEN]
    views = (
        StoryView(
            "The first talks",
            "On 24 February 2022 Russia invaded Ukraine. Four days later delegations met in Belarus.\n"
            "By the end of March they sat in Istanbul, with a draft on neutrality and guarantees.",
            "", "2022-02-20", "2022-04-10",
        ),
        StoryView(
            "What could be agreed",
            "While the war went on, ships with grain and exchanges of prisoners were agreed again and again.",
            "category:Diplomacy OR category:Humanitarian", "2022-06-15", "2023-08-15",
        ),
        StoryView("Three rounds in Istanbul", "In 2025 delegations met face to face again.", "category:Diplomacy",
                  "2025-05-01", "2025-07-31"),
    )  # fmt: skip
    told = tuple(replace(view, event_ids=ids) for view, ids in zip(views, chosen, strict=True))
    return Story("example", "The road to Istanbul", told)


def main() -> int:
    """Take them all."""
    sys.path.insert(0, str(ROOT))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from timeline_app.document import Chronology  # noqa: PLC0415 - likewise
    from timeline_app.domain.change import Change  # noqa: PLC0415 - likewise
    from timeline_app.export.options import ExportOptions  # noqa: PLC0415 - likewise
    from timeline_app.export.registry import export_file  # noqa: PLC0415 - likewise
    from timeline_app.startup.start import make_application  # noqa: PLC0415 - likewise
    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise
    from timeline_app.ui.app.main_window import MainWindow  # noqa: PLC0415 - likewise
    from timeline_app.ui.services.settings import Settings  # noqa: PLC0415 - likewise

    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        store, page = Path(folder, "sample.timelinedb"), Path(folder, "page.html")
        build_sample(store)
        chronology = Chronology(Store.open(store))
        chronology.do(Change("Tell", after=(example(chronology),)))
        export_file(chronology, ExportOptions(story="The road to Istanbul"), page)
        chronology.close()
        settings = Settings(Path(folder, "config"))
        settings.change(theme="light", motion="none")
        window = MainWindow(settings=settings)
        window.files.open_path(store)
        window.complete()
        window.show()
        window.dialogs.show_stories()
        stories = window.dialogs.stories
        if stories.page is not None:
            stories.page.resize(1000, 620)
            save(stories.page, "story-page")
        stories.tell()
        if stories.teller is not None:
            stories.teller.go_on()
            stories.teller.showNormal()
            stories.teller.resize(1366, 768)
            save(stories.teller, "story-told")
            stories.teller.leave()
        window.close()
        app.processEvents()
        shoot(page)
    return 0


def save(widget: QWidget, name: str) -> None:
    """Keep what a widget shows."""
    if not widget.grab().save(str(PICTURES / f"{name}.png")):
        message = f"{name} could not be written"
        raise OSError(message)


def shoot(page: Path) -> None:
    """Keep what a browser shows of the page."""
    from bench.browser import Browser  # noqa: PLC0415 - likewise

    with Browser(1440, 900) as browser:
        browser.open(page, LIMIT_S)
        browser.run("new Promise(done => setTimeout(done, 1500))", LIMIT_S)
        taken = browser.command("Page.captureScreenshot", format="png")
    (PICTURES / "story-web.png").write_bytes(b64decode(taken["data"]))


if __name__ == "__main__":
    sys.exit(main())
