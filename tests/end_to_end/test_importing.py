"""Files are imported with real keys on a real screen: Ctrl+I, the name of the file, a look at the page, Ctrl+Enter."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from real_screen import MARKS, programs_on_screen, wait_for
from workbooks import write_xlsx

from timeline_app.domain.records import Category, Event
from timeline_app.store.store import Store

pytestmark = MARKS

CYRILLIC = (
    "Звіт за 2022\r\nДата;Назва;Рід;Місце\r\n24/02/2022;Ракетний удар;Удар;Чугуїв\r\n"
    "03/04/2022;Обстріл міста;Обстріл;Суми\r\n"
    "невідомо;Зниклі листи;Інше;Суми\r\n"
)
SHEET = (
    "Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Media,Type,Group\n"
    "2022,2,24,,,,,Invasion begins,<b>At dawn</b>,https://a.example/1,,War\n-44,3,15,,,,,Ides of March,,,,Rome\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20250101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20250601\r\nDTEND;VALUE=DATE:20250603\r\n"
    "SUMMARY:Talks in Istanbul\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
PAGE = (
    "<!doctype html><html><head><title>Strikes</title></head><body><h1>Strikes</h1><table><caption>In 2022</caption>"
    "<tr><th>Date</th><th>Title</th><th>Place</th></tr><tr><td>1 March 2022<td>Tower hit<td rowspan=2>Kyiv</tr>"
    "<tr><td>8 April 2022<td>Station hit</tr></table></body></html>"
)
OTHERS = (
    ("sheet.csv", SHEET, {"Invasion begins": "2022-02-24", "Ides of March": "-0043-03-15"}),
    ("talks.ics", CALENDAR, {"Talks in Istanbul": "2025-06-01"}),
    ("strikes.html", PAGE, {"Tower hit": "2022-03-01", "Station hit": "2022-04-08"}),
)


class Importer:
    """Someone at the keyboard who imports files."""

    def __init__(self, programs, store):
        self.store, self.environment = store, programs.environment
        command = [sys.executable, "-m", "timeline_app", str(store)]
        self.program = programs.run_to_first_frame(*command, cwd=Path(__file__).parents[2])
        wait_for(lambda: "Conflict Timeline" in self.title(), "the window is in front")
        time.sleep(0.5)  # the keys are made after the first frame

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def title(self):
        return self.xdotool("getactivewindow", "getwindowname")

    def press(self, *keys):
        for key in keys:
            self.xdotool("key", key)

    def opens(self, path):
        """Choose a file by Ctrl+I, and wait for its page."""
        self.press("ctrl+i")
        wait_for(lambda: self.title().startswith("Import"), "the dialog asks for a file")
        self.xdotool("type", "--delay", "15", str(path))
        self.press("Return")
        wait_for(lambda: self.title().startswith(f"Import “{path.name}”"), "the page of the import is shown")

    def imports(self):
        """Import by Ctrl+Enter, and wait until the page has gone."""
        self.press("ctrl+Return")
        wait_for(lambda: self.title() and "Import" not in self.title(), "the page of the import has gone")

    def events(self):
        with Store.open(self.store, read_only=True) as store:
            return {event.title: event for event in store.lookups.all_of(Event)}

    def categories(self):
        with Store.open(self.store, read_only=True) as store:
            return {category.id: category.name for category in store.lookups.all_of(Category)}


@pytest.fixture
def person(sample, tmp_path):
    with programs_on_screen("1366x768x24", tmp_path) as programs:
        yield Importer(programs, sample)


def test_a_table_in_cyrillic_letters_is_imported_and_a_column_gets_a_field_by_keys(person, tmp_path):
    path = tmp_path / "udary.csv"
    path.write_bytes(CYRILLIC.encode("cp1251"))
    person.opens(path)
    time.sleep(1.5)
    person.press(
        *["Tab"] * 8
    )  # choices, saving them, the file itself, letters; field and order of the date; title; kind
    person.xdotool("type", "Cat")
    time.sleep(1.5)
    assert len(person.events()) == 130  # nothing is written before
    person.imports()
    wait_for(lambda: len(person.events()) == 133, "the events are in the store")
    events, categories = person.events(), person.categories()
    assert (events["Ракетний удар"].start, events["Обстріл міста"].start) == ("2022-02-24", "2022-04-03")
    assert events["Зниклі листи"].date_text == "невідомо"
    assert categories[events["Ракетний удар"].category_id] == "Удар"
    person.press("ctrl+z")
    wait_for(lambda: len(person.events()) == 130, "undo takes the import back as one step")


def test_a_workbook_is_imported_from_the_sheet_that_is_chosen_by_keys(person, tmp_path):
    path = tmp_path / "book.xlsx"
    later = [["Date", "Title"], ["06.06.2023", "Dam destroyed"], ["16.06.2023", "Peace mission"]]
    write_xlsx(path, {"2022": [["Date", "Title"], ["24.02.2022", "Invasion begins"]], "2023": later})
    person.opens(path)
    time.sleep(1.5)
    person.press("Tab", "Down")  # from the readings to the sheets, and to the second one
    time.sleep(1.5)
    person.imports()
    wait_for(lambda: len(person.events()) == 132, "the events of the sheet are in the store")
    assert person.events()["Dam destroyed"].start == "2023-06-06"


def test_other_files_are_imported_as_what_they_are_and_come_in_again_without_doubling(person, tmp_path):
    count = 130
    for name, text, told in OTHERS:
        path = tmp_path / name
        path.write_text(text, "utf-8", newline="")
        person.opens(path)
        time.sleep(1)
        person.press("Escape")
        wait_for(lambda: person.title() and "Import" not in person.title(), "Escape leaves the page")
        assert len(person.events()) == count
        count += len(told)
        for _turn in range(2):
            person.opens(path)
            person.imports()
            wait_for(lambda expected=count: len(person.events()) == expected, f"the events of {name} are in the store")
        events = person.events()
        assert {title: events[title].start for title in told} == told
