"""Brings the window into each of its states in turn, for who looks at all of them: pages, panels, menus, dialogs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import every_dialog
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.ui.app.main_window import MainWindow

TURNS = 6
"""In so many turns of the event loop comes to rest what waits for nothing else: forms in forms take several."""
SLOW, LONGER_S = {"export", "import wizard", "properties", "publication profile"}, 0.3
"""Dialogs that count or draw something after a pause."""
LATER_S = 30.0
"""At most so long for what is counted or read in the background."""


def states(window: MainWindow, store: Path, empty: Path, *, dialogs: bool = True) -> Iterator[tuple[str, QWidget]]:
    """Give each state under a name, as what is to be looked at; when asked for the next, it is left again.

    `window` is shown and has nothing open; `store` is a copy of the sample, `empty` a store without events.
    """
    window.complete()
    settle()
    yield "page nothing open", window
    window.files.open_path(empty)
    window.complete()
    settle()
    yield "page empty", window
    window.files.open_path(store)
    window.complete()
    rest(lambda: window.workspace.filters._counted)
    apart = (_menus, _dialogs, _forms, _messages, _exports, _importing, _telling) if dialogs else ()
    for part in (_window, _panels, _reading, *apart):
        yield from part(window)


def settle(seconds: float = 0.0) -> None:
    """Let what was asked for happen: forms in forms come to rest in several turns, and what is gone is deleted."""
    end, turns = time.monotonic() + seconds, 0
    while turns < TURNS or time.monotonic() < end:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        turns += 1
        if turns > TURNS:
            time.sleep(0.005)


def rest(is_done) -> None:
    """Wait for work in the background."""
    end = time.monotonic() + LATER_S
    while not is_done():
        if time.monotonic() > end:
            message = "what was waited for did not come to rest"
            raise TimeoutError(message)
        settle(0.01)
    settle()


def _window(window):
    yield "window", window
    window.session.select(every_dialog.with_evidence(window))
    settle()
    yield "window event", window
    scroll = window.workspace.details.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    settle()
    yield "window event below", window
    window.session.select_rows(window.session.chronology.columns.row[40:52])
    settle()
    yield "window several", window
    window.session.select(None)
    for mode in ("actor", "place", "status", "none", "category"):
        window.workspace.set_lanes(mode)
        settle()
        if mode != "category":
            yield f"window lanes {mode}", window
    searches = (("kept", "importance:>=2 date:2022 has:quote"), ("nothing", "zyx"), ("bad", "date:zyx"))
    for name, words in searches:
        window.view.search(words)
        settle(0.3)
        yield f"window search {name}", window
    window.view.search("")
    window.services.tell("Wochenbericht", undo=True)
    window.services.note(_long_note())
    settle()
    yield "window note", window
    window.services.note(_long_note(), "problem")
    settle()
    yield "window problem", window
    window.banner.hide()


def _long_note():
    from timeline_app.base.i18n import gettext as _

    return _("Something is still being written. Wait until it is done, then choose the language again.")


def _panels(window):
    window.session.select(every_dialog.with_evidence(window))
    for name, mode in (("below", "below"), ("alone", "alone")):
        window.view.set_table(mode)
        settle()
        yield f"table {name}", window
    window.actions_of_window["edit cell"].trigger()
    settle()
    window.view.set_table("off")
    window.actions_of_window["undated"].trigger()
    settle()
    yield "undated", window
    window.actions_of_window["undated"].trigger()
    window.actions_of_window["legend"].trigger()
    settle()
    yield from _popup("legend")


def _menus(window):
    for action in window.toolbar.menu.actions():
        menu = action.menu()
        if menu is not None:
            menu.popup(window.mapToGlobal(QPoint(40, 40)))
            settle()
            yield f"menu {window.toolbar.menu.actions().index(action)}", menu
            menu.close()
    row = every_dialog.with_evidence(window)
    place = window.mapToGlobal(QPoint(300, 60))
    window.session.select(row)
    name = window.session.chronology.actors[0].name
    category = window.session.chronology.categories[0].name
    for words, open_it in (
        ("main", window.toolbar.open_menu),
        ("lanes", window.toolbar.lanes.click),
        ("zones", window.status.zone.click),
        ("event", lambda: window.copies.open_menu((row, None, place))),
        ("ground", lambda: window.copies.open_menu((None, 0, place))),
        ("cell", lambda: window.copies.open_menu_of_cell((), place)),
        ("actor", lambda: window.dialogs.open_name_menu("actor", name, place)),
        ("category", lambda: window.dialogs.open_name_menu("category", category, place)),
        ("columns", window.view.choose_columns),
    ):
        open_it()
        settle()
        yield from _popup(f"menu of {words}")
    window.view.set_table("off")


def _popup(name):
    for popup in QApplication.topLevelWidgets():
        is_popup = isinstance(popup, QMenu) or popup.objectName() == "legend"
        if is_popup and popup.isVisible():
            yield name, popup
            popup.close()
            settle()


def _dialogs(window):
    for name in every_dialog.names():
        dialog = every_dialog.open_dialog(window, name)
        rest(lambda: not window.jobs.busy)
        settle(LONGER_S if name in SLOW else 0.0)
        yield f"dialog {name}", dialog
        below = [each for each in dialog.findChildren(QScrollArea) if each.isVisible() and _hides_much(each)]
        if below:
            for area in below:
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            settle()
            yield f"dialog {name} below", dialog
        _leave(dialog)


def _hides_much(area):
    return area.verticalScrollBar().maximum() > area.viewport().height() // 4


def _leave(dialog):
    dialog.done(QDialog.DialogCode.Rejected)
    dialog.close()
    settle()


def _forms(window):
    """Forms with what is typed into them."""
    quick = every_dialog.open_dialog(window, "quick")
    quick.show_text("23.07.2025 - Zyx")
    settle()
    yield "form quick", quick
    quick.show_text("23.07.2035 - Zyx")
    settle()
    yield "form quick ahead", quick
    _leave(quick)
    form = every_dialog.open_dialog(window, "add")
    form.form.start.set_words("03/04/2025 10:00")
    form.form.end.set_words("zyx")
    settle()
    yield "form dates", form
    form.confirm()
    settle()
    yield "form refused", form
    form.form.start.set_words("23.07.2035")
    settle()
    yield "form ahead", form
    _leave(form)
    palette = every_dialog.open_dialog(window, "palette")
    palette.field.setText("zyx")
    settle()
    yield "palette nothing", palette
    _leave(palette)
    replace = every_dialog.open_dialog(window, "replace")
    replace.old.setText("a")
    replace.new.setText("o")
    settle(0.5)
    yield "replace found", replace
    _leave(replace)


def _messages(window):
    window.faults._report(ValueError("zyx"))
    settle()
    yield from _boxes("message fault")


def _boxes(name):
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox) and box.isVisible():
            yield name, box
            box.close()
            settle()


def _exports(window):
    dialog = every_dialog.open_dialog(window, "export")
    form = dialog.form
    for name in ("svg", "pdf", "html", "docx", "csv"):
        form.format.setCurrentIndex(form.format.findData(name))
        settle(LONGER_S)
        yield f"export {name}", dialog
    form.format.setCurrentIndex(form.format.findData("pdf"))
    for name in ("cards", "table"):
        form.layout_choice.setCurrentIndex(form.layout_choice.findData(name))
        settle(LONGER_S)
        yield f"export {name}", dialog
    _leave(dialog)


TABLE = """Shelling and strikes 2022
Date;Title;Type;Place;Link;Summary;Weapon
24.02.2022;Strike on the airfield of Chuhuiv;Strike;Chuhuiv;https://news.example/1;First strikes of the day;missile
03/03/2022;Bombs on a residential quarter;Strike;Chernihiv;https://news.example/2;Eight bombs from aircraft;bomb
08/04/2022;Missile on the railway station;Strike;Kramatorsk;https://news.example/3;Thousands were waiting;missile
some day in autumn;Letters of a family;Humanitarian;Izium;;;
"""
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Briefing
DTSTART:20220307T100000Z
RRULE:FREQ=WEEKLY;UNTIL=20221201T000000Z
END:VEVENT
END:VCALENDAR
"""


def _importing(window):
    from timeline_app.ui.importing.wizard import ImportWizard

    folder = window.session.chronology.path.parent
    for name, text in (("shelling.csv", TABLE), ("briefings.ics", CALENDAR)):
        path = folder / name
        path.write_text(text.replace("\n", "\r\n"), "utf-8")
        window.files.take_dropped(path)
        rest(lambda: any(each.counted for each in window.findChildren(ImportWizard)))
        (page,) = window.findChildren(ImportWizard)
        yield f"import {path.suffix[1:]}", page
        for key, button in page.lists.buttons.items():
            if button.isVisible() and button.isEnabled():
                button.click()
                settle()
                yield f"import {path.suffix[1:]} {key}", page
        page.leave()
        settle()


def _reading(window):
    session = window.session
    everything = (session.chronology.event(row) for row in session.chronology.columns.row.tolist())
    all_evidence = (each for event in everything for each in session.chronology.evidence(event.id))
    quoted = next((each for each in all_evidence if each.document_id), None)
    if quoted is None:
        return
    window.evidence.show_evidence(quoted)
    room = window.evidence.reading.room
    rest(lambda: room is not None and room.is_open)
    yield "reader", window
    room.show_proposals()
    rest(lambda: len(room.proposals.queue) > 0)
    settle(0.3)
    yield "reader proposals", window
    room.leave()
    settle()


def _telling(window):
    from dataclasses import replace

    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Story, StoryView

    rows = window.session.chronology.columns.row[60:66].tolist()
    ids = tuple(each.id for each in window.session.chronology.events(rows))
    view = StoryView("Zyx", "Zyx\nzyx", "", "2022-02-20", "2022-04-10")
    story = Story("example", "Zyx", (replace(view, event_ids=ids), view))
    window.session.chronology.do(Change("Tell", after=(story,)))
    window.dialogs.show_stories()
    settle()
    stories = window.dialogs.stories
    yield "story page", stories.page
    stories.tell()
    settle()
    stories.teller.showNormal()
    settle()
    yield "story told", stories.teller
    stories.teller.leave()
    stories.page.close()
    settle()
