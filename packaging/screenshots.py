"""Take the pictures of the README, of the real window on a screen: ./run screenshots."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.importing.wizard import ImportWizard

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZE = (1600, 1000)
SIZE_OF_LANGUAGES = (1366, 768)
OF_LANGUAGES = "importance:>=3"
"""A filter, so that it is to be seen how one is told in the language."""
THIRD_ROUND = "0198605a-7e00-7fbd-b27e-ba56620a2299"
"""The event of the sample that is selected, by the id that it has in each language."""
PAUSE_MS = 700
"""Between a step and its picture: what moves has come to rest by then."""


def main() -> int:
    """Take the pictures here, or start again on a virtual screen where there is none."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        from timeline_app.startup.start import make_application  # noqa: PLC0415 - after a screen was found

        app = make_application()
        take(app)
        take_languages(app)
        return 0
    sys.path.insert(0, str(ROOT))
    from bench.screen import virtual_screen  # noqa: PLC0415 - only without a screen

    with virtual_screen("1920x1200x24") as display:
        return subprocess.run(
            [sys.executable, __file__], env={**os.environ, "DISPLAY": display}, check=False
        ).returncode


def take_languages(app: QApplication) -> None:
    """Take a picture of the window in each other language: the sample in it, the same event, the same stretch."""
    sys.path.insert(0, str(ROOT / "packaging"))
    import messages  # noqa: PLC0415 - it is needed here alone

    from timeline_app.base.i18n import OWN_NAMES, settle_language  # noqa: PLC0415 - likewise
    from timeline_app.startup.change_of_language import SpokenLanguage  # noqa: PLC0415 - likewise
    from timeline_app.ui.services.settings import Preferences  # noqa: PLC0415 - likewise

    messages.compile_all(messages.LOCALES)
    settle_language()
    spoken = SpokenLanguage(app, Preferences())
    for language in sorted(OWN_NAMES):
        if language != "en":
            spoken.speak(language)
            take_one(app, language)


def take_one(app: QApplication, language: str) -> None:
    """Open the sample in a language, show its talks, and take the picture once nothing moves any more."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 - likewise

    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - likewise
    from timeline_app.ui.app.main_window import MainWindow  # noqa: PLC0415 - likewise
    from timeline_app.ui.services.settings import Settings  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "sample.timelinedb"
        build_sample(store, language)
        settings = Settings(Path(folder) / "config")
        settings.change(theme="light", motion="none")
        window = MainWindow(settings=settings)
        window.files.open_path(store)
        window.complete()
        window.resize(*SIZE_OF_LANGUAGES)
        window.show()
        if window.workspace is not None and window.session is not None:
            window.workspace.canvas.show_range(*span("2024-10-20", "2025-09-25"))
            window.view.search(OF_LANGUAGES)
            window.session.select_events([THIRD_ROUND])
        QTest.qWait(2 * PAUSE_MS)
        save(window, f"window-{language}")
        window.end()
        app.processEvents()


def take(app: QApplication) -> None:
    """Open the window on a fresh copy of the sample and go through the steps, one at a time."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - after a screen was found

    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - likewise
    from timeline_app.ui.app.main_window import MainWindow  # noqa: PLC0415 - likewise
    from timeline_app.ui.services.settings import Settings  # noqa: PLC0415 - likewise

    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "sample.timelinedb"
        build_sample(store)
        settings = Settings(Path(folder) / "config")
        settings.change(theme="light", motion="none")
        window = MainWindow(settings=settings)
        window.files.open_path(store)
        window.complete()
        window.resize(*SIZE)
        window.show()
        steps = pictures(window)
        timer = QTimer()
        timer.setInterval(PAUSE_MS)

        def go_on() -> None:
            if next(steps, None) is None:
                window.close()
                app.quit()

        timer.timeout.connect(go_on)
        timer.start()
        app.exec()


def pictures(window: MainWindow) -> Iterator[bool]:
    """Bring the window into each state; after a pause, take its picture."""
    workspace = window.workspace
    if workspace is None or workspace.details is None:
        return
    workspace.canvas.show_range(*span("2024-10-20", "2025-09-25"))
    select(window, "Third round of direct talks in Istanbul")
    yield True
    save(window, "window-light")
    window.view.toggle_theme()
    yield True
    save(window, "window-dark")
    window.view.toggle_theme()
    workspace.canvas.show_range(*span("2025-06-29", "2025-08-02"))
    yield True
    save(window, "july-2025")
    workspace.canvas.show_range(*span("2024-10-20", "2025-09-25"))
    select(window, "Zelensky announces")
    yield True
    save(workspace.details, "event-panel")
    window.events.edit()
    yield True
    if window.events.editor is not None:
        save(window.events.editor, "editor")
        window.events.editor.done(0)
    yield True
    yield from many(window)
    window.dialogs.show_names()
    page = window.dialogs.names.page
    if page is not None:
        page.show_kind("place")
        yield True
        save(page, "names")
        page.close()
    yield from importing(window)
    yield from reading(window)
    export_page(window)
    yield from importing_again(window)


def many(window: MainWindow) -> Iterator[bool]:
    """Choose twelve events, move their dates in the form for many, and replace a word in all."""
    from timeline_app.ui.events.many_editor import ManyEventsDialog  # noqa: PLC0415 - after a screen was found
    from timeline_app.ui.events.replace_dialog import ReplaceDialog  # noqa: PLC0415 - likewise

    session = window.session
    if session is None:
        return
    session.select_rows(session.chronology.columns.row[60:72])
    window.events.edit()
    yield True
    for form in window.findChildren(ManyEventsDialog):
        form.date.way.setCurrentIndex(form.date.way.findData("later"))
        yield True
        save(form, "many-events")
        form.done(0)
    yield True
    session.select(None)
    window.actions_of_window["replace"].trigger()
    yield True
    for dialog in window.findChildren(ReplaceDialog):
        dialog.old.setText("bomber")
        dialog.new.setText("aircraft")
        yield True
        yield True
        save(dialog, "find-and-replace")
        dialog.done(0)
    yield True


TABLE = """Shelling and strikes 2022
Date;Title;Type;Place;Link;Summary;Weapon
24.02.2022;Strike on the airfield of Chuhuiv;Strike;Chuhuiv;https://news.example/1;First strikes of the day;missile
03/03/2022;Bombs on a residential quarter;Strike;Chernihiv;https://news.example/2;Eight bombs from aircraft;bomb
08/04/2022;Missile on the railway station;Strike;Kramatorsk;https://news.example/3;Thousands were waiting;missile
27/06/2022;Missiles on a shopping centre;Strike;Kremenchuk;https://news.example/4;Two missiles;missile
22/07/2022;Agreement on grain exports;Diplomacy;Istanbul;https://news.example/5;Signed with the UN;
about 10 October 2022;Strikes on power plants begin;Strike;;https://news.example/6;In all parts of the country;
some day in autumn;Letters of a family;Humanitarian;Izium;;;
"""
"""A made-up table with what such tables have: two ways to write days, a date in words, one that is none."""


CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:Press office
BEGIN:VEVENT
UID:1
SUMMARY:Briefing of the ministry
DTSTART;TZID=Europe/Kyiv:20220307T100000
DTEND;TZID=Europe/Kyiv:20220307T113000
RRULE:FREQ=WEEKLY;UNTIL=20221201T000000Z
EXDATE;TZID=Europe/Kyiv:20220314T100000
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/Kyiv:20220321T100000
SUMMARY:Briefing, moved to the afternoon
DTSTART;TZID=Europe/Kyiv:20220321T150000
END:VEVENT
END:VCALENDAR
"""
"""A made-up calendar with an event that is repeated, left out once and moved once."""
FIRST_VERSION = """id,title,date,summary
1,Depot hit,2025-06-01,Two reports
2,Bridge closed,2025-06-02,For repairs
3,Market reopened,2025-06-05,
"""
NEWER_VERSION = """id,title,date,summary
1,Depot hit by drone,2025-06-01,Three reports
2,Bridge closed,2025-06-02,For repairs
4,Dam opened,2025-06-08,
"""
"""Two versions of a made-up table: a row has other words, one has gone, one is new."""


def importing(window: MainWindow) -> Iterator[bool]:
    """Look at a table in the letters and with the separators of a Ukrainian spreadsheet, and at a calendar."""
    yield from look_at(window, "shelling 2022.csv", TABLE.replace("\n", "\r\n").encode("cp1251"))
    page = import_page(window)
    page.lists.choose_draft(4)
    yield True
    save(page, "importing")
    page.leave()
    yield True
    yield from look_at(window, "briefings.ics", CALENDAR.replace("\n", "\r\n").encode())
    page = import_page(window)
    repeats = page.form.repeats
    repeats.way.setCurrentIndex(1)
    repeats.way.activated.emit(1)
    yield True
    repeats.last.field.setText("May 2022")
    repeats.last.field.editingFinished.emit()
    for _wait in range(4):
        yield True
    save(page, "importing-repeats")
    page.leave()
    yield True


def importing_again(window: MainWindow) -> Iterator[bool]:
    """Import a table, change an event of it, and look at a newer version; what comes after would show its events."""
    from dataclasses import replace  # noqa: PLC0415 - after a screen was found

    from timeline_app.domain.change import Change  # noqa: PLC0415 - likewise
    from timeline_app.domain.records import Event  # noqa: PLC0415 - likewise
    from timeline_app.ui.importing.wizard import ImportWizard  # noqa: PLC0415 - likewise

    if window.session is None:
        return
    chronology = window.session.chronology
    yield from look_at(window, "acled.csv", FIRST_VERSION.encode())
    import_page(window).confirm()
    while window.findChildren(ImportWizard):
        yield True
    came = next(each for each in chronology.store.lookups.all_of(Event) if each.title == "Depot hit")
    chronology.do(Change("Edit", before=(came,), after=(replace(came, title="Depot hit at night"),)))
    yield from look_at(window, "acled.csv", NEWER_VERSION.encode())
    page = import_page(window)
    page.lists.buttons["kept"].click()
    yield True
    save(page, "importing-again")
    page.leave()
    yield True


def look_at(window: MainWindow, name: str, text: bytes) -> Iterator[bool]:
    """Drop a file on the window, and wait until the page about it has counted the rows."""
    from timeline_app.ui.importing.wizard import ImportWizard  # noqa: PLC0415 - after a screen was found

    if window.session is None:
        return
    path = window.session.chronology.path.with_name(name)
    path.write_bytes(text)
    window.files.take_dropped(path)
    while not any(page.counted for page in window.findChildren(ImportWizard)):
        yield True


def import_page(window: MainWindow) -> ImportWizard:
    """Give the page that is open."""
    from timeline_app.ui.importing.wizard import ImportWizard  # noqa: PLC0415 - after a screen was found

    return next(page for page in window.findChildren(ImportWizard) if page.counted)


def reading(window: MainWindow) -> Iterator[bool]:
    """Open the sample's brief beside the timeline, at the words about the last invasion, with what it proposes."""
    session = window.session
    if session is None:
        return
    select(window, "Russia launches its full-scale invasion")
    event = session.selected_event()
    quotes = [each for each in session.chronology.evidence(event.id) if each.document_id] if event is not None else []
    if not quotes:
        return
    window.evidence.show_evidence(quotes[0])
    room = window.evidence.reading.room
    yield True
    if room is not None:
        room.show_proposals()
        yield True
        yield True
        save(window, "reader")
        room.leave()
    yield True


def span(first: str, last: str) -> tuple[int, int]:
    """Give a stretch of days as seconds."""
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - after a screen was found

    when = When.of(first, last)
    return when.start_min, when.end_max


def select(window: MainWindow, part: str) -> None:
    """Select the event whose title holds `part`."""
    session = window.session
    if session is None:
        return
    titles = session.chronology.titles(session.chronology.columns.row.tolist())
    session.select(next(row for row, title in titles.items() if part in title))


def export_page(window: MainWindow) -> None:
    """Draw a page for print as the export dialog does."""
    from timeline_app.export.options import ExportOptions  # noqa: PLC0415 - after a screen was found
    from timeline_app.export.picture import render_preview  # noqa: PLC0415 - after a screen was found

    if window.session is None:
        return
    options = ExportOptions(
        format="pdf", size="A4", query="importance:>=4", span=span("2025-01-01", "2025-08-15"), zone="Europe/Kyiv"
    )
    keep(render_preview(window.session.chronology, options, SIZE[0]).save, "export-page")


def save(widget: QWidget, name: str) -> None:
    """Write what a widget shows."""
    keep(widget.grab().save, name)


def keep(write: object, name: str) -> None:
    """Write a picture under its name and say so."""
    path = PICTURES / f"{name}.png"
    if not callable(write) or not write(str(path)):
        raise SystemExit(f"{path} could not be written.")
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    sys.exit(main())
