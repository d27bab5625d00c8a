"""The year of a date that names none, and of what is counted from an event, in texts that tell a story."""

from __future__ import annotations

import pytest

from timeline_app.extract.dates.tagger import find_expressions


def _values(text: str, published: str = "2009-12-19") -> dict[str, str]:
    return {each.text: each.value for each in find_expressions(text, published)}


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        # "next" without an article is said by somebody: the story stays where it is
        (
            (
                "The base of 1946 was opened in 1948, rebuilt in 1949 and sold in 1951. "
                "On 3 June 1952 the envoy spoke. He promised to leave by next summer. "
                "On 9 August he flew to Bonn."
            ),
            "9 August",
            "1952-08-09",
        ),
        # the day of a figure is no place where the story goes on
        ("The war began in May 1993 (as of 1 June 1998, 600 had died). In August the town fell.", "August", "1993-08"),
        # what the next date in full would overtake lies before it
        (
            (
                "1996: The quiet year\n\nThe dam was planned. Work went on through the summer. "
                "By the end of 1995 two towers stood."
            ),
            "the summer",
            "1995-SU",
        ),
        # "that same" takes up the year spoken of, wherever the story stands
        (
            (
                "The talks of 1962 failed. The port was lost in 1964; the islands followed that same spring.\n\n"
                "The talks, 1962-1963\n\nIn 1962 two envoys met."
            ),
            "that same spring",
            "1964-SP",
        ),
        # a day told in full is that day when it is said again
        (
            "On 7 March 1958 a ship sank. A letter found in 1991 said that nobody fired on 7 March.",
            "7 March",
            "1958-03-07",
        ),
        # a stretch over the turn of a year begins in the year before
        ("The town fell in January 1941. The corps fought in the hills from November to March.", "November", "1940-11"),
        ("The town fell in January 1941. The corps fought in the hills from November to March.", "March", "1941-03"),
        # a month right behind one of another year goes on from it
        (
            (
                "In May 1812 the army marched. By the end of September 1813 it was beaten. In October it went home. "
                "The summer of 1812 had been hot."
            ),
            "October",
            "1813-10",
        ),
        # but not from where something lasted until
        (
            (
                "The siege began in March 1704 and lasted until January 1705. Meanwhile, in February, a fleet came. "
                "In May 1704 it left."
            ),
            "February",
            "1704-02",
        ),
    ],
)
def test_a_date_without_a_year_goes_where_the_story_goes(text: str, said: str, value: str) -> None:
    assert _values(text)[said] == value


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Three months after the coup of 26 July 2021, the envoy left.", "Three months", "2021-10"),
        ("Two years after the treaty of May 1881 the harbour opened.", "Two years", "1883"),
        ("The coup failed. A year after the plan stalled in March 1981, he fled.", "A year", "P1Y"),
        ("The day before the outbreak of World War II the train left.", "The day", "1939-08-31"),
        ("Two years after the Second World War the mill closed.", "Two years", "1947"),
        ("Jan Kos (4 May 1811 – 31 May 1872) painted. Five days before his death he wrote.", "Five days", "1872-05-26"),
        (
            "Jan Kos (4 May 1811 – 31 May 1872) painted. He left the night before he died.",
            "the night",
            "1872-05-30TNI",
        ),
        ("Jan Kos painted from 1811 to 1872. Five days before his death he wrote.", "Five days", "P5D"),
    ],
)
def test_a_step_is_counted_from_the_event_that_is_named(text: str, said: str, value: str) -> None:
    assert _values(text)[said] == value


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("On 3 May 1864, the bloodiest day of the campaign, 900 men fell.", "the bloodiest day", "1864-05-03"),
        ("It rained all through June 1912, the country's wettest month yet.", "the country's wettest month", "1912-06"),
        ("On 8 May 1955, the tenth anniversary of the peace, they marched.", "the tenth anniversary", "1955-05-08"),
    ],
)
def test_an_apposition_says_its_date_again(text: str, said: str, value: str) -> None:
    assert _values(text)[said] == value


def test_only_what_picks_a_day_out_says_the_date_again() -> None:
    assert list(_values("He came on 3 May 1864, the rainy day of the fair.")) == ["3 May 1864"]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Sales fell in Q3 FY2022.", "Q3 FY2022", "2022-Q3"),
        ("The corps counted 900 men at year-end 2003.", "year-end 2003", "2003"),
        ("The party split in the first decade of the 20th century.", "the first decade of the 20th century", "190"),
        ("The town grew in the last quarter of the 19th century.", "the last quarter of the 19th century", "18"),
        ("They had spent the spring and summer of 1806 gathering men.", "summer of 1806", "1806-SU"),
        ("In May 1806 they rested. They had spent the spring and summer gathering men.", "summer", "1806-SU"),
    ],
)
def test_parts_of_years_and_centuries(text: str, said: str, value: str) -> None:
    assert _values(text)[said] == value


def test_a_week_from_a_weekday_is_counted_from_the_one_that_comes() -> None:
    assert _values("Talks resume a week from Friday.", "2024-05-15") == {"a week from Friday": "2024-05-24"}


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        (
            "On 3 May 1800 they met. In June 1801 the fort fell. That same day the duke died.",
            "That same day",
            "1801-06",
        ),
        ("On 3 June 1801 they met. In June 1801 it rained. That same day he died.", "That same day", "1801-06-03"),
        ("The duke ruled in 1803. It was the capital for the next decade.", "the next decade", "P10Y"),
        ("The duke met them in 1803. He planned a campaign for the following year.", "the following year", "1804"),
    ],
)
def test_what_lasts_and_what_is_no_day_in_particular(text: str, said: str, value: str) -> None:
    assert _values(text)[said] == value


def test_a_week_after_a_year_is_not_counted_from_a_day_of_another() -> None:
    found = _values("On 21 May 1911 he won. In 1913 he had to resign. A week later he was dead.")

    assert found["A week later"] == "XXXX-WXX"
