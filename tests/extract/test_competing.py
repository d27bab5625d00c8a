"""Where two dates compete both are offered, with the reason; a word says how sure a date is."""

from __future__ import annotations

import pytest

from timeline_app.extract.dates.tagger import TaggingOptions
from timeline_app.extract.events.proposals import read_article


def only(text, language="en", **options):
    found = read_article(text, "2025-07-21", language=language, options=TaggingOptions(**options))
    (proposal,) = found.proposals
    return proposal


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The delegations met in the old customs house on Wednesday, 15 July 2025, the mayor said.", "en"),
        ("Міст біля Новополя підірвали в середу, 15 липня 2025 року, повідомили в штабі.", "uk"),
        ("Мост у Новополя подорвали в среду, 15 июля 2025 года, сообщили в штабе.", "ru"),
        ("Zwei Soldaten wurden am Mittwoch, 15. Juli 2025, bei Kupjansk getötet.", "de"),
    ],
)
def test_a_weekday_that_is_not_that_of_its_date_offers_the_day_nearest_to_it(text, language):
    found = only(text, language)
    assert found.start == "2025-07-15"
    assert [each.start for each in found.others] == ["2025-07-16"]
    assert found.confidence == "unsure"
    assert "16 July 2025" in found.reasoning


def test_figures_that_may_be_day_or_month_offer_both():
    text = "The bridge at Novopil was hit on 03/04/2025 by two drones."
    found = only(text)
    assert (found.start, [each.start for each in found.others]) == ("2025-04-03", ["2025-03-04"])
    assert found.others[0].date_text == "03/04/2025"
    assert only(text, month_first=True).others == ()
    assert only("The bridge at Novopil was hit on 05/05/2025 by two drones.").others == ()
    assert only("The bridge at Novopil was hit on Thursday, 03/04/2025, by two drones.").others == ()


def test_one_date_that_can_be_read_in_one_way_only_decides_for_the_text():
    text = "The bridge at Novopil was hit on 03/04/2025 by two drones. The quay was hit on 23/04/2025 by a rocket."
    assert [each.others for each in read_article(text, "2025-07-21").proposals] == [(), ()]


def test_a_weekday_without_a_verb_may_be_the_last_or_the_coming_one():
    found = only("Talks on Thursday in the old customs house of Istanbul.")
    assert (found.start, [each.start for each in found.others]) == ("2025-07-17", ["2025-07-24"])
    assert only("The delegations met on Thursday in the old customs house.").others == ()


def test_a_date_of_the_same_sentence_that_dates_nothing_else_competes():
    found = only("Gaddafi had declared a ceasefire on Friday, but his troops pushed into Benghazi the next morning.")
    assert [each.date_text for each in found.others] == ["the next morning"]
    assert "in the same sentence" in found.reasoning


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Goita seized power in August 2020 and again in May 2021.",
        "The worst flood since 1931 drowned the harbour on 3 March 2021.",
        "CAIRO, July 20 (Agency) - The ferries between the two cities sailed again on 19 July 2025.",
        "The ferries sailed again on 19 July 2025, the harbour office said on Sunday.",
        "The ferries of the 2014 treaty sailed again on 19 July 2025.",
        """4 March 2025: The council returns to the city and calls for protests on Saturday.
5 March 2025: The council meets in the town hall of the old city.""",
    ],
)
def test_dates_of_one_breath_of_something_else_and_of_the_saying_do_not_compete(text):
    found = read_article(text, "2025-07-21").proposals
    assert found
    assert [each.others for each in found] == [()] * len(found)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The council elected Ivan Bondar on 12 March 2024.", "sure"),
        ("The council elected Ivan Bondar in March 2024.", "sure"),
        ("The council elected Ivan Bondar on Friday.", "likely"),
        ("The council elected Ivan Bondar in 2014.", "likely"),
        ("The council elected Ivan Bondar last week.", "unsure"),
        ("The council elected Ivan Bondar around 2014.", "unsure"),
    ],
)
def test_a_word_says_how_sure_a_date_is(text, confidence):
    assert only(text).confidence == confidence


@pytest.mark.parametrize("clock", ["14:30", "09:15"])
def test_entries_of_a_live_blog_are_as_sure_as_their_day(clock):
    text = f"21 July 2025\n{clock} - The council elects Ivan Bondar.\n16:10 - The council dismisses him again.\n"
    assert read_article(text, "2025-07-21").proposals[0].confidence != "unsure"
