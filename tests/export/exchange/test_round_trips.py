"""What is written for other programs comes back by our own import as it was, as far as the format can say it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publishing import events, published, read_back, written

from timeline_app.domain.dates.calendar_dates import calendar_dates
from timeline_app.domain.dates.when import When
from timeline_app.export.exchange.geojson import write_geojson
from timeline_app.export.exchange.icalendar_file import write_icalendar
from timeline_app.export.exchange.timeline_project import write_timeline_project
from timeline_app.export.exchange.timelinejs import write_timelinejs, write_timelinejs_csv, write_timelinejs_xlsx
from timeline_app.export.web_links import openable

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
several = st.lists(events(), min_size=1, max_size=4, unique_by=lambda event: event.id)


def when_of(draft):
    return When.of(draft.start, draft.end, draft.zone)


def is_same(draft, event):
    """Tell whether a date came back; other programs have seconds where ours may have minutes."""
    found = when_of(draft)
    return found.start_min == event.when.start_min and abs(found.end_max - event.when.end_max) < 60


def is_dated(event):
    return calendar_dates(event.when).first is not None


def addresses(things):
    return sorted(filter(None, (openable(getattr(each, "address", "") or getattr(each, "url", "")) for each in things)))


@few
@given(several)
def test_a_map_tells_dates_in_full_and_keeps_what_has_no_point(tmp_path, some):
    drafts = read_back(written(write_geojson, published(*some), tmp_path / "a.geojson"), "geojson") if any(
        map(is_dated, some)) else []  # fmt: skip
    for event, draft in zip(some if drafts else (), drafts, strict=True):
        assert (draft.title, draft.external_id, draft.place) == (event.title, event.id, event.place)
        assert when_of(draft) == When.of(event.start, event.end)
        assert (draft.latitude, draft.longitude) == (event.coordinates or (None, None))
        assert draft.summary == event.summary
        assert addresses(draft.sources) == addresses(event.sources)


@few
@given(several)
def test_a_calendar_gives_back_dates_with_all_their_doubts(tmp_path, some):
    kept = [event for event in some if is_dated(event) and 1 <= calendar_dates(event.when).first.year < 10_000]
    path = written(write_icalendar, published(*some), tmp_path / "a.ics")
    for event, draft in zip(kept, read_back(path, "icalendar") if kept else (), strict=True):
        assert (draft.title, draft.external_id, draft.place) == (event.title, event.id, event.place)
        assert when_of(draft) == event.when
        assert draft.summary.startswith(event.summary)
        assert (draft.latitude, draft.longitude) == (event.coordinates or (None, None))
        assert set(addresses(event.sources)) <= set(addresses(draft.sources))
        assert {*filter(None, [draft.category]), *draft.tags} == {
            *filter(None, [event.category.name if event.category else ""]),
            *event.tags,
        }


@few
@given(several, st.sampled_from(["json", "csv", "xlsx"]))
def test_timelinejs_takes_dates_that_calendars_have_and_shows_others_in_words(tmp_path, some, ending):
    write = {"json": write_timelinejs, "csv": write_timelinejs_csv, "xlsx": write_timelinejs_xlsx}[ending]
    path = written(write, published(*some), tmp_path / f"a.{ending}")
    kept = list(filter(is_dated, some))
    drafts = read_back(path, "timelinejs-json" if ending == "json" else "timelinejs") if kept else []
    for event, draft in zip(kept, drafts, strict=True):
        dates = calendar_dates(event.when)
        assert draft.title == event.title
        assert draft.category == (event.category.name if event.category else "")
        if draft.date_text:
            assert draft.date_text == event.date_words
            assert not dates.exact or event.zone or dates.first.offset
        else:
            assert dates.exact
            assert is_same(draft, event)
        assert draft.summary.startswith(event.summary)
        assert addresses(draft.sources) == addresses(event.sources)


@few
@given(several)
def test_the_timeline_project_takes_days_and_clocks_and_what_still_goes_on(tmp_path, some):
    path = written(write_timeline_project, published(*some), tmp_path / "a.timeline")
    kept = [event for event in some if is_dated(event) and calendar_dates(event.when).first.year < 9_990]
    for event, draft in zip(kept, read_back(path, "timelineproj") if kept else (), strict=True):
        dates = calendar_dates(event.when)
        assert draft.title == event.title
        assert draft.category == (event.category.name if event.category else "")
        if (dates.are_days or event.end == "..") and not event.zone and not dates.first.offset:
            assert is_same(draft, event)
        else:
            assert event.date_words in draft.summary
        assert addresses(draft.sources) == addresses(event.sources)


@pytest.mark.parametrize(
    ("write", "name", "kind"),
    [
        (write_geojson, "a.geojson", "geojson"),
        (write_icalendar, "a.ics", "icalendar"),
        (write_timelinejs, "a.json", "timelinejs-json"),
        (write_timelinejs_csv, "a.csv", "timelinejs"),
        (write_timelinejs_xlsx, "a.xlsx", "timelinejs"),
        (write_timeline_project, "a.timeline", "timelineproj"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sample_comes_back_event_by_event(tmp_path, sample_published, write, name, kind):
    drafts = read_back(written(write, sample_published, tmp_path / name), kind)
    told = list(sample_published.events)
    assert [draft.title for draft in drafts] == [event.title for event in told]
    exact = [(event, draft) for event, draft in zip(told, drafts, strict=True) if calendar_dates(event.when).are_days]
    assert len(exact) > 100
    assert all(when_of(draft) == event.when for event, draft in exact if not event.zone)


def test_a_calendar_says_of_itself_what_the_chronology_says_in_lines(tmp_path):
    told = published(*published().events, title="A, B; C", description="One\nline", author="Me", credit="And, you")
    text = written(write_icalendar, told, tmp_path / "a.ics").read_text("utf-8")
    assert "X-WR-CALNAME:A\\, B\\; C\n" in text
    assert "X-WR-CALDESC:One\\nline\\nMe\\nAnd\\, you\n" in text
