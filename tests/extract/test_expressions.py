"""Time expressions by phenomenon: small texts of our own, each with what they must be read as."""

from __future__ import annotations

import pytest

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import KnownError
from timeline_app.extract.dates.tagger import LONGEST, find_expressions
from timeline_app.extract.events.proposals import read_article

MONDAY = "2025-07-21"


def dates(text, published=MONDAY):
    """Give what has a place on the calendar."""
    return [(e.text, e.edtf) for e in find_expressions(text, published) if e.edtf]


def values(text, published=MONDAY):
    return [(e.text, e.value, e.type) for e in find_expressions(text, published)]


WRITTEN_OUT = [
    ("The treaty of 12 March 1921 was void.", "12 March 1921", "1921-03-12"),
    ("It was signed on March 12, 1921, in Riga.", "March 12, 1921", "1921-03-12"),
    ("It was signed on the 12th of March, 1921.", "the 12th of March, 1921", "1921-03-12"),
    ("It was signed on Sat., 12 Mar. 1921.", "Sat., 12 Mar. 1921", "1921-03-12"),
    ("Seen 2014-03-18 near Perevalne.", "2014-03-18", "2014-03-18"),
    ("The log starts at 2025-07-20T23:15:00Z and ends.", "2025-07-20T23:15:00Z", "2025-07-20T23:15:00Z"),
    ("Dated 18.03.2014 by hand.", "18.03.2014", "2014-03-18"),
    ("Dated 2014/03/18 by hand.", "2014/03/18", "2014-03-18"),
    ("It fell in March 1921.", "March 1921", "1921-03"),
    ("It fell in March of 1921.", "March of 1921", "1921-03"),
    ("It fell in 1921.", "1921", "1921"),
    ("In the year 71 a legion came.", "the year 71", "0071"),
    ("It grew in the 1920s.", "the 1920s", "192X"),
    ("Spared in the 1600s, it burned later.", "the 1600s", "16XX"),
    ("Built in the 17th century.", "the 17th century", "16XX"),
    ("Built in the fourth century BC.", "the fourth century BC", "-03XX"),
    ("Caesar died in 44 BC at noon's end.", "44 BC", "-0043"),
    ("Sacked in AD 410 again.", "AD 410", "0410"),
    ("Output fell in Q3 2023 again.", "Q3 2023", "2023-35"),
    ("Output fell in the third quarter of 2023.", "the third quarter of 2023", "2023-35"),
    ("Output fell in the second half of 2023.", "the second half of 2023", "2023-41"),
    ("Output fell in H1 2023 again.", "H1 2023", "2023-40"),
    ("The thaw of spring 2018 came late.", "spring 2018", "2018-21"),
    ("The frosts of the winter of 1941-42 were hard.", "the winter of 1941-42", "1941-24"),
    ("On Christmas Eve 1979 troops flew in.", "Christmas Eve 1979", "1979-12-24"),
    ("Fighting began at Easter 1916 there.", "Easter 1916", "1916-04-23"),
    ("Spending in fiscal year 2024 doubled.", "fiscal year 2024", "2024"),
]


@pytest.mark.parametrize(("text", "expression", "edtf"), WRITTEN_OUT, ids=[case[1] for case in WRITTEN_OUT])
def test_a_date_that_is_written_out_is_read_as_it_stands(text, expression, edtf):
    assert (expression, edtf) in dates(text)


NEWS = [
    ("They met on Wednesday, he said.", "Wednesday", "2025-07-16"),
    ("They will meet on Wednesday, he said.", "Wednesday", "2025-07-23"),
    ("They meet this Wednesday in Istanbul.", "this Wednesday", "2025-07-23"),
    ("They are to meet on Friday, he said.", "Friday", "2025-07-25"),
    ("They are meeting on Friday, he said.", "Friday", "2025-07-25"),
    ("The vote was postponed to Friday.", "Friday", "2025-07-25"),
    ("He confirmed it on Monday.", "Monday", "2025-07-21"),
    ("They met last Friday in Geneva.", "last Friday", "2025-07-18"),
    ("They meet next Friday in Geneva.", "next Friday", "2025-08-01"),
    ("They met on Friday of last week.", "Friday of last week", "2025-07-18"),
    ("The hall burned yesterday evening.", "yesterday evening", "2025-07-20"),
    ("Talks resume tomorrow, he said.", "tomorrow", "2025-07-22"),
    ("It was said the day before yesterday.", "the day before yesterday", "2025-07-19"),
    ("It was agreed last week in private.", "last week", "2025-07-14/2025-07-20"),
    ("They agreed over the weekend.", "the weekend", "2025-07-19/2025-07-20"),
    ("A swap took place last month.", "last month", "2025-06"),
    ("A swap will take place next month.", "next month", "2025-08"),
    ("By the end of this month all will be home.", "the end of this month", "2025-07"),
    ("It will end by the end of the year.", "the end of the year", "2025-12-31"),
    ("The swap took place in May, officials said.", "May", "2025-05"),
    ("The swap took place in November, officials said.", "November", "2024-11"),
    ("The swap is planned for November, officials said.", "November", "2025-11"),
    ("It was signed on July 8 after talks.", "July 8", "2025-07-08"),
    ("The pause, announced today, starts on August 2.", "August 2", "2025-08-02"),
    ("The swap took place in May of last year.", "May of last year", "2024-05"),
    ("It held last winter, barely.", "last winter", "2024-24"),
    ("It was repaired this spring.", "this spring", "2025-21"),
    ("Elections are planned for this autumn.", "this autumn", "2025-23"),
    ("It began three years ago.", "three years ago", "2022"),
    ("It began two weeks ago.", "two weeks ago", "2025-07-07"),
    ("It began ten days ago.", "ten days ago", "2025-07-11"),
    ("It began four months ago.", "four months ago", "2025-03"),
    ("One year ago today the army moved.", "One year ago today", "2024-07-21"),
    ("They will meet in two weeks, he said.", "two weeks", "2025-08-04"),
    ("Aid has not come in recent months.", "recent months", "../2025-07"),
]


@pytest.mark.parametrize(("text", "expression", "edtf"), NEWS, ids=[case[0] for case in NEWS])
def test_news_counts_from_the_day_of_publication(text, expression, edtf):
    assert (expression, edtf) in dates(text)


STORIES = [
    ("On 28 June 1914 he was shot. A month later war came.", "A month later", "1914-07"),
    ("On 28 June 1914 he was shot. Two days later crowds rioted.", "Two days later", "1914-06-30"),
    ("On 28 June 1914 he was shot. The next day crowds rioted.", "The next day", "1914-06-29"),
    ("On 28 June 1914 he was shot. In August armies marched.", "August", "1914-08"),
    ("On 28 June 1914 he was shot. That year ended badly.", "That year", "1914"),
    ("The pact of 1912 held. The following year it broke.", "The following year", "1913"),
    ("The pact of 1912 held. A year earlier none had.", "A year earlier", "1911"),
    ("In December 1941 it began. In January, the fleet sailed.", "January", "1942-01"),
    ("It fell in May 1942. In March it had still held.", "March", "1942-03"),
    ("It fell in May 1942. By early June all was over.", "early June", "1942-06"),
    ("It fell on 3 May 1942; the column left on the 5th.", "the 5th", "1942-05-05"),
    ("It fell in May 1942. At month's end he resigned.", "month's end", "1942-05"),
    ("In 480 BC a fleet met. The next year it was burned.", "The next year", "-0478"),
    ("In 1942 and 1943 they fought on. The class of '44 was called up in '44.", "'44", "1944"),
    ("On Monday, 4 June 1928, the train blew up. That Friday he was buried.", "That Friday", "1928-06-08"),
]


@pytest.mark.parametrize(("text", "expression", "edtf"), STORIES, ids=[case[0] for case in STORIES])
def test_a_story_counts_from_the_date_it_told_last(text, expression, edtf):
    assert (expression, edtf) in dates(text, "2009-12-19")


SHARED_PARTS = [
    ("They met in May and June 2022.", [("May", "2022-05"), ("June 2022", "2022-06")]),
    (
        "It held from 1 September to 8 November 2015.",
        [("1 September", "2015-09-01"), ("8 November 2015", "2015-11-08")],
    ),
    ("It held from December to February 2016.", [("December", "2015-12"), ("February 2016", "2016-02")]),
    ("Swaps on 23, 24 and 25 May were large.", [("23", "2025-05-23"), ("24", "2025-05-24"), ("25 May", "2025-05-25")]),
    ("Shelled between 16 and 18 May.", [("16", "2025-05-16"), ("18 May", "2025-05-18")]),
    ("Shelled on June 4-6, 1942.", [("June 4", "1942-06-04"), ("6, 1942", "1942-06-06")]),
    ("They fought in 1914-18 there.", [("1914", "1914"), ("18", "1918")]),
    ("They rose from 499 to 493 BC.", [("499", "-0498"), ("493 BC", "-0492")]),
    ("In the 16th and 17th centuries it grew.", [("the 16th", "15XX"), ("17th centuries", "16XX")]),
    ("It fell in Q1 and Q2 2023.", [("Q1", "2023-33"), ("Q2 2023", "2023-34")]),
    ("In the 1970s and 80s it grew.", [("the 1970s", "197X"), ("80s", "198X")]),
]


@pytest.mark.parametrize(("text", "expected"), SHARED_PARTS, ids=[case[0] for case in SHARED_PARTS])
def test_dates_in_one_breath_share_what_is_said_once(text, expected):
    assert dates(text) == expected


CLOCKS = [
    ("It gave way at 02:50 on 6 June.", "02:50 on 6 June", "2025-06-06T02:50:00"),
    ("It gave way on 6 June at 2.50 p.m.", "6 June at 2.50 p.m.", "2025-06-06T14:50:00"),
    ("A briefing was held at 17:00 UTC on Monday.", "17:00 UTC on Monday", "2025-07-21T17:00:00Z"),
    ("It began at 10:00 CET on 24 February 2025.", "10:00 CET on 24 February 2025", "2025-02-24T10:00:00+01:00"),
    ("It began at 14:00 Kyiv time on 23 July.", "14:00 Kyiv time on 23 July", "2025-07-23T14:00:00+03:00"),
    ("It began at 14:00 Kyiv time on 23 January.", "14:00 Kyiv time on 23 January", "2025-01-23T14:00:00+02:00"),
    ("It began at noon on 5 May 2025.", "noon on 5 May 2025", "2025-05-05T12:00:00"),
    ("It fell on 6 June; by 8 a.m. it burned.", "8 a.m.", "2025-06-06T08:00:00"),
    ("It ended at 11:15 a.m. (09:15 GMT) on Sunday.", "11:15 a.m.", "2025-07-20T11:15:00"),
    ("Guns fired at 0430 hours on 5 May 2025.", "0430 hours on 5 May 2025", "2025-05-05T04:30:00"),
]


@pytest.mark.parametrize(("text", "expression", "edtf"), CLOCKS, ids=[case[0] for case in CLOCKS])
def test_clock_times_belong_to_their_day_and_keep_their_zone(text, expression, edtf):
    assert (expression, edtf) in dates(text)


NO_DATES = [
    "Resolution 2202 was adopted under Article 1944.",
    "Shells of 155 mm and Su-35 jets were seen, 1,500 m off.",
    "Mr May told Mr March that Theresa May knew April Wilson.",
    "They may march in company.",
    "He paid $2000 for 40 Mk 48s at Gate 7.",
    "The fall of Kherson and a spring in his step.",
    "Flight 2021 seats 300 in rows 1 to 31.",
    "Call 1 201 5926 for room 1945 on page 1999.",
    "It ended 3:2 after version 3.2.14 crashed.",
    "He lives at 2024 Second Street.",
    "Some 1500 men and 2000 troops fell.",
    "The 12th round and the 5th brigade.",
    "In his eighties he still swam.",
    "Black Friday sales were slow.",
    "The LA Weekly and the Yucatan Today.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_and_names_that_only_look_like_dates_are_none(text):
    assert dates(text) == []


OTHERS = [
    ("It lasted three years in all.", "three years", "P3Y", "DURATION"),
    ("It lasted forty-four days in all.", "forty-four days", "P44D", "DURATION"),
    ("It lasted two decades in all.", "two decades", "P20Y", "DURATION"),
    ("It lasted 36 hours in all.", "36 hours", "PT36H", "DURATION"),
    ("It lasted a few weeks in all.", "a few weeks", "PXW", "DURATION"),
    ("A three-day truce held.", "A three-day", "P3D", "DURATION"),
    ("It was shelled every day again.", "every day", "P1D", "SET"),
    ("They met every Friday there.", "every Friday", "XXXX-WXX-5", "SET"),
    ("They met on Fridays there.", "Fridays", "XXXX-WXX-5", "SET"),
    ("A daily count was kept.", "daily", "XXXX-XX-XX", "SET"),
    ("He now leads it.", "now", "PRESENT_REF", "DATE"),
    ("He recently led it.", "recently", "PAST_REF", "DATE"),
    ("It came years later, too.", "years later", "FUTURE_REF", "DATE"),
    ("More people work there today than ever.", "today", "PRESENT_REF", "DATE"),
]


@pytest.mark.parametrize(("text", "expression", "value", "kind"), OTHERS, ids=[case[0] for case in OTHERS])
def test_what_has_no_place_on_the_calendar_has_a_value_and_no_edtf(text, expression, value, kind):
    assert (expression, value, kind) in values(text)
    assert [e.edtf for e in find_expressions(text, MONDAY) if e.text == expression] == [None]


NO_SUCH_DAY = [
    ("At 10:00 on 30 February 2025 it fell.", "10:00 on 30 February 2025", "XXXX-02-30T10:00", "en"),
    ("It fell on 30 February 2025, he said.", "30 February 2025", "XXXX-02-30", "en"),
    ("It fell on February 30, 2025, he said.", "February 30, 2025", "XXXX-02-30", "en"),
    ("It fell on the 31st of April 2024.", "the 31st of April 2024", "XXXX-04-31", "en"),
    ("It fell on 29 February 2025, he said.", "29 February 2025", "XXXX-02-29", "en"),
    ("They left on 31 June, he said.", "31 June", "XXXX-06-31", "en"),
    ("Це сталося 30 лютого 2025 року.", "30 лютого 2025 року", "XXXX-02-30", "uk"),
    ("Це сталося 31 квітня, сказав він.", "31 квітня", "XXXX-04-31", "uk"),
    ("Это случилось 30 февраля 2025 года.", "30 февраля 2025 года", "XXXX-02-30", "ru"),
    ("Es geschah am 30. Februar 2025.", "30. Februar 2025", "XXXX-02-30", "de"),
    ("Es geschah am 31. April in Kyjiw.", "31. April", "XXXX-04-31", "de"),
]


@pytest.mark.parametrize(("text", "said", "value", "language"), NO_SUCH_DAY, ids=[case[0] for case in NO_SUCH_DAY])
def test_a_day_that_its_month_does_not_have_is_found_and_has_no_place(text, said, value, language):
    [found] = find_expressions(text, MONDAY, language)
    assert (found.text, found.edtf, found.value) == (said, None, value)
    assert text[found.start : found.end] == said
    assert read_article(text, MONDAY, language=language).proposals == ()


def test_a_day_that_its_month_does_not_have_leaves_its_neighbours_their_places():
    assert dates("Shelled on 28, 29 and 30 February 2024.") == [("28", "2024-02-28"), ("29", "2024-02-29")]


@pytest.mark.parametrize("text", ["In February 30 soldiers fell.", "In June 31 drones were downed."])
def test_a_number_behind_a_month_that_is_none_of_its_days_counts_what_follows(text):
    month = text.split()[1]
    assert [each[0] for each in dates(text)] == [month]


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("It was over by early 2014.", "2014", "START"),
        ("It was over by mid-2014.", "2014", "MID"),
        ("It was over by late May 2014.", "2014-05", "END"),
        ("It was over by the end of the 1980s.", "198", "END"),
        ("It was over in the second half of the 19th century.", "18", "END"),
    ],
)
def test_early_and_late_modify_and_leave_the_value(text, value, mod):
    [expression] = find_expressions(text, MONDAY)
    assert (expression.value, expression.mod) == (value, mod)


def test_a_part_of_day_is_a_time_and_its_edtf_the_day():
    [expression] = find_expressions("The hall burned on Sunday night.", MONDAY)
    assert (expression.type, expression.value, expression.edtf) == ("TIME", "2025-07-20TNI", "2025-07-20")


def test_one_figure_over_twelve_tells_how_all_dates_are_written():
    assert dates("Seen 03/18/2022 and again 04/05/2022.") == [
        ("03/18/2022", "2022-03-18"),
        ("04/05/2022", "2022-04-05"),
    ]
    assert dates("Seen 18/03/2022 and again 04/05/2022.") == [
        ("18/03/2022", "2022-03-18"),
        ("04/05/2022", "2022-05-04"),
    ]


def test_a_dateline_counts_for_more_than_the_day_given():
    text = "Two win\n\nTuesday, June 19, 2018\n\nYesterday, two sides won in Sochi."
    assert ("Yesterday", "2018-06-18") in dates(text, "2018-06-18")


def test_the_same_words_are_read_by_the_kind_of_text():
    assert ("March", "1942-03") in dates(
        "Rangoon fell in 1942. In March the road was cut. By 1944 it was open.", "2009-01-01"
    )
    assert ("March", "2025-03") in dates("The road was cut in March, he said yesterday.")


def test_a_habit_is_no_event():
    assert dates("There is one flight per week on Thursday, or two in summer.") == []


def test_offsets_are_code_points_of_the_text():
    text = "🕊️ Кий́в — «мир» on 5 May 2025."
    [expression] = find_expressions(text, MONDAY)
    assert text[expression.start : expression.end] == expression.text == "5 May 2025"


def test_lines_that_are_only_full_are_read_through():
    text = (
        "The convoy left the northern depot in the evening and it reached on 14\n"
        "May 2024 the far bank of the river, where it waited for the engineers to\n"
        "come up and mend the bridge that had been cut a week before it arrived in\n"
        "the town and found nobody left of those who had asked for it to be sent."
    )
    assert ("14\nMay 2024", "2024-05-14") in dates(text)


def test_a_heading_and_the_line_after_it_are_not_read_through():
    assert [e[0] for e in dates("Chapter 14\n\nMay 2024 was quiet. Nothing else was.")] == ["May 2024"]


@pytest.mark.parametrize("published", ["", "yesterday", "2025-02-30", "21.07.2025"])
def test_a_day_of_publication_that_is_none_is_a_known_error(published):
    with pytest.raises(KnownError, match="publication"):
        find_expressions("It fell in May.", published)


def test_a_language_that_nobody_wrote_is_a_known_error():
    with pytest.raises(KnownError, match="en, uk, ru, de"):
        find_expressions("Es begann im Mai.", MONDAY, "pl")


def test_a_text_beyond_the_limit_is_a_known_error():
    with pytest.raises(KnownError, match="characters"):
        find_expressions("a" * (LONGEST + 1), MONDAY)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "1 2 3", "May", "of the", "'", "2025-13-45", "99/99/99"])
def test_scraps_are_read_without_complaint(text):
    for expression in find_expressions(text, MONDAY):
        assert text[expression.start : expression.end] == expression.text


def test_every_edtf_is_one_that_the_domain_reads():
    text = " ".join(case[0] for case in WRITTEN_OUT + NEWS + STORIES + CLOCKS)
    found = [e.edtf for e in find_expressions(text, MONDAY) if e.edtf]
    assert len(found) > 60
    assert [When.parse(edtf).edtf != "" for edtf in found] == [True] * len(found)


@pytest.mark.parametrize(
    ("text", "said", "edtf", "value"),
    [
        ("Sales rose over the past 30 days.", "the past 30 days", "2025-06-21/2025-07-21", "P30D"),
        ("It opened a few months ago.", "a few months ago", "../2025-07", "PAST_REF"),
        ("They want a deal by the end of the year.", "the end of the year", "2025-12-31", "2025"),
        ("They met at the end of the year.", "the end of the year", "2025", "2025"),
        (
            "By the end of the day Saturday the site was down.",
            "the end of the day Saturday",
            "2025-07-19",
            "2025-07-19",
        ),
    ],
)
def test_a_stretch_is_written_as_finely_as_its_words(text, said, edtf, value):
    [found] = find_expressions(text, "2025-07-21")
    assert (found.text, found.edtf, found.value) == (said, edtf, value)


def test_what_lies_behind_is_not_counted_on_from_the_page():
    [found] = find_expressions("A day after, we counted the spores.", "2025-07-21")
    assert found.edtf is None
