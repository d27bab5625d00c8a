"""Lists of a chronology: one proposal an entry, with the date that opens it or stands over it."""

from __future__ import annotations

import pytest

from timeline_app.extract.events.proposals import read_article
from timeline_app.extract.pages.html import read_html

MONDAY = "2025-07-21"


def proposals(text, published=MONDAY):
    found = read_article(text, published).proposals
    assert all(text[p.excerpt_start : p.excerpt_end] == p.exact for p in found)
    return found


def events(text, published=MONDAY):
    return [
        ("/".join(filter(None, (p.start, p.end))).replace(":00/", "/"), p.title) for p in proposals(text, published)
    ]


LISTS = {
    "colons and dashes": (
        "8 March 2025: the first convoy enters the town.\n9 March 2025 – The garrison withdraws.\n",
        [("2025-03-08", "First convoy enters the town"), ("2025-03-09", "Garrison withdraws")],
    ),
    "bullets under a day": (
        "10 March 2025\n• The bridge is blown up.\n• Two villages are evacuated.\n",
        [("2025-03-10", "Bridge is blown up"), ("2025-03-10", "Two villages are evacuated")],
    ),
    "one bullet does not date the prose after it": (
        "10 March 2025\n• The bridge is blown up.\n\nThe mayor spoke of a crime in a long statement.\n",
        [("2025-03-10", "Bridge is blown up")],
    ),
    "numbers": (
        "1. 4 July 2021: Rebels take the border post.\n2. 9 July 2021: The army retakes it.\n",
        [("2021-07-04", "Rebels take the border post"), ("2021-07-09", "Army retakes it")],
    ),
    "days under a month": (
        "March 2014\n\n1: Parliament approves the use of troops.\n16–18: A referendum is held.\n31: The fleet sails.\n",
        [("2014-03-01", "Parliament approves the use of troops"), ("2014-03-16/2014-03-18", "Referendum is held"),
         ("2014-03-31", "Fleet sails")],
    ),
    "a day that the month has not": (
        "June 2014\n\n30: The last post falls.\n31: The fleet sails to the north.\n",
        [("2014-06-30", "Last post falls")],
    ),
    "days of a year that stands over them": (
        "2014\n\n3 March – Gunmen seize the airport.\n\n2015\n\n12 February – Leaders agree a truce.\n",
        [("2014-03-03", "Gunmen seize the airport"), ("2015-02-12", "Leaders agree a truce")],
    ),
    "months of a year, days of a month": (
        "2014\n\nMarch\n\n3: Gunmen seize the airport.\n\nApril\n\n7: Crowds occupy the city hall.\n",
        [("2014-03-03", "Gunmen seize the airport"), ("2014-04-07", "Crowds occupy the city hall")],
    ),
    "clocks under a day": (
        "6 June 2023\n\n8:15 am: Crews find cracks in a dam of 1956.\n\n9 pm — The road to the island is closed.\n",
        [("2023-06-06T08:15:00", "Crews find cracks in a dam of 1956"),
         ("2023-06-06T21:00:00", "Road to the island is closed")],
    ),
    "clocks alone in their lines": (
        "23 March 2024\n\n11:05\n\nFour suspects are held near the border.\n\n09:40\n\nThe death toll rises to 93.\n",
        [("2024-03-23T11:05:00", "Four suspects are held near the border"),
         ("2024-03-23T09:40:00", "Death toll rises to 93")],
    ),
    "paragraphs under days": (
        "24 February 2022\n\nMissiles strike airfields. All hide.\n\n25 February 2022\n\nFighting reaches the city.\n",
        [("2022-02-24", "Missiles strike airfields"), ("2022-02-25", "Fighting reaches the city")],
    ),
    "rows of a table as pages give them": (
        "Date Event\n12 January 2016 A bomb explodes in the old quarter.\n28 June 2016 Gunmen attack the airport.\n",
        [("2016-01-12", "Bomb explodes in the old quarter"), ("2016-06-28", "Gunmen attack the airport")],
    ),
    "rows of Markdown": (
        "| Date | Place | Event |\n|---|---|---|\n| 2016-01-12 | Arkan | A bomb explodes in the market |\n",
        [("2016-01-12", "Bomb explodes in the market")],
    ),
    "rows parted by tabs": (
        "Date\tEvent\tSource\n2022-03-02\tParatroopers land at the airfield\tA\n",
        [("2022-03-02", "Paratroopers land at the airfield")],
    ),
    "a list in Markdown": (
        "- **8 March 2025**: The convoy enters the town.\n\n## 10 March 2025\n\n* The bridge is blown up.\n",
        [("2025-03-08", "Convoy enters the town"), ("2025-03-10", "Bridge is blown up")],
    ),
    "weekdays over bullets": (
        "Monday, 14 July\n• Shells hit the plant at Orsk.\n\nTuesday, 15 July\n• The dam gives way.\n",
        [("2025-07-14", "Shells hit the plant at Orsk"), ("2025-07-15", "Dam gives way")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LISTS.values(), ids=LISTS)
def test_each_entry_of_a_list_is_one_event_on_its_day(text, wanted):
    assert [(date, title.removeprefix("A ")) for date, title in events(text)] == wanted


NO_LISTS = {
    "a byline": "Bridge reopens\n\nBy Ann Writer\n\n21 July 2025\n\nThe governor praised the crews for their work.\n",
    "comments": "Anna\n5 May 2022\nGreat article, thanks!\n\nBob\n6 May 2022\nI do not agree.\n",
    "references": "References\n\n1. Smith, A. 8 March 2015.\n2. Jones, B. 9 March 2016.\n",
    "sections": "2003: Invasion\n\nThe war was fought by many.\n\n2004: Resistance\n\nThe war went on for years.\n",
    "only dates": "8 March 2025\n9 March 2025\n10 March 2025\n",
    "nothing": "\n\n•\n•\n|\n| |\n:\n1.\n",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_only_looks_like_a_list_makes_no_event(text):
    assert events(text) == []


def test_an_entry_says_when_by_its_own_words_and_those_of_its_headings():
    text = (
        "March 2014\n\n8: Parliament approves the use of troops.\n\n9 April 2014\n\n• The fleet sails.\n• It returns.\n"
    )
    first, second, *_rest = proposals(text)
    assert (first.date_text, text[first.date_start : first.date_end]) == ("8 March 2014", "8")
    assert "under the heading" in first.reasoning
    assert (second.date_text, second.exact) == ("9 April 2014", "The fleet sails.")
    assert second.reasoning == "“9 April 2014”, the heading over it"


def test_what_an_entry_speaks_of_besides_moves_no_clock_below_it():
    text = "6 June 2023\n\n14:30: Crews find cracks, the first since 3 March 2021.\n\n15:00: The road is closed.\n"
    assert [date for date, _title in events(text)] == ["2023-06-06T14:30:00", "2023-06-06T15:00:00"]


def test_entries_of_one_heading_are_told_apart_and_those_to_come_are_planned():
    text = "25 July 2025\n\n• Delegations meet in Geneva.\n• The truce ends.\n"
    found = proposals(text)
    assert len({(p.date_start, p.excerpt_start) for p in found}) == 2
    assert {p.status for p in found} == {"planned"}


def test_a_list_of_a_page_gives_its_entries():
    items = "".join(
        f"<h3>{day} April 2022</h3><ul><li>Shelling of district {day} begins at dawn.</li>"
        f"<li>A school in street {day} is hit by a mine.</li></ul>"
        for day in range(4, 8)
    )
    page = read_html(f"<html lang=en><body><article><h1>Timeline of the siege</h1>{items}</article></body></html>")
    assert [p.start for p in proposals(page.text)] == [f"2022-04-{day:02d}" for day in range(4, 8) for _entry in "ab"]


def test_a_long_list_is_read_quickly():
    text = "\n".join(
        f"{day} May {year}: The town is shelled again." for year in range(1900, 2000) for day in range(1, 31)
    )
    assert len(proposals(text)) == 3000
