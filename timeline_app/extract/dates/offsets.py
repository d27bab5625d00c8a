"""Resolve what is counted from another date: "yesterday", "last week", "three years ago", "two days later"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.extract.context.discourse import is_fine_enough
from timeline_app.extract.dates.calendar_span import CalendarSpan, length_of_month
from timeline_app.extract.dates.placing import STEPS, timed

if TYPE_CHECKING:
    from timeline_app.extract.context.discourse import Discourse
    from timeline_app.extract.context.reference_date import ReferenceContext
    from timeline_app.extract.dates.captures import DateCaptures, Mention

Found = tuple[CalendarSpan | None, str]
"""A date, None where there is none to count from, and by what it was found."""

_NOTHING: Found = (None, "")


def _on_weekday(reading: DateCaptures, published: CalendarSpan) -> CalendarSpan:
    """Resolve "a week ago Friday", counted from the Friday before, and "ten years ago Friday", from the nearest."""
    behind = (published.weekday - reading.weekday) % 7
    if reading.scale in {"day", "week"}:
        return published.shift(-behind, "day").shift(reading.amount, reading.scale)
    return _same_day(reading, published.shift(-behind if behind <= _HALF_WEEK else 7 - behind, "day"))


_HALF_WEEK = 3


def stepped(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    """Resolve a step from the day of publication or from the date last spoken of."""
    reading = mention.reading
    if reading.relation == "now":
        if not ground.news or ground.is_these_days(mention):
            return _NOTHING
        return timed(ground.published.shift(reading.amount, "day"), reading), "today"
    if reading.relation:
        return _unit(mention, ground, discourse)
    return _counted(reading, ground, discourse)


def ahead(mention: Mention, ground: ReferenceContext) -> Found:
    """Resolve "in two weeks" where the sentence looks ahead."""
    reading = mention.reading
    countable = reading.amount and reading.scale in {"day", "week", "month", "year"}
    if not (ground.news and countable and ground.before(mention) == "in" and ground.tense(mention) == "future"):
        return _NOTHING
    return ground.published.shift(reading.amount, reading.scale), "ahead"


def _counted(reading: DateCaptures, ground: ReferenceContext, discourse: Discourse) -> Found:
    """Resolve "ten days ago" and "two weeks later"."""
    from_text = reading.to_text or not ground.news
    base = discourse.spoken_here() if from_text else ground.published
    if base is None and ground.news:
        base = ground.published
    if base is None or not is_fine_enough(base, reading.scale):
        if not reading.to_text or discourse.last_day is None or reading.scale not in {"day", "week"}:
            return _NOTHING
        base = discourse.last_day
    if reading.weekday >= 0 and not from_text:
        return _on_weekday(reading, ground.published), "ago"
    moved = base.shift(reading.amount, reading.scale)
    if reading.of_unit == "day" and reading.scale in {"year", "month"}:
        moved = _same_day(reading, ground.published)
    elif reading.of_unit == "month" and reading.scale == "year":
        moved = CalendarSpan("month", moved.year, ground.published.month)
    return moved, "steps" if from_text else "ago"


def _same_day(reading: DateCaptures, published: CalendarSpan) -> CalendarSpan:
    """Give the day of "three years ago today"."""
    months = reading.amount * (12 if reading.scale == "year" else 1)
    year, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return CalendarSpan("day", year, month + 1, min(published.day, length_of_month(year, month + 1)))


def _unit(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    """Resolve "last week", "that year", "the following month", "the end of the year"."""
    reading = mention.reading
    relation = reading.relation
    if reading.mod and relation == "that" and not ground.news and ground.is_general(mention):
        return _NOTHING
    spoken = _counts_from_publication(mention, ground)
    base = ground.published if spoken else discourse.base_for(reading.scale, relation)
    if base is None:
        return _NOTHING
    step = STEPS.get(relation, 0) + reading.amount
    if reading.scale == "weekend" and relation == "this" and ground.is_general(mention):
        return _NOTHING
    if reading.scale == "weekend":
        gone = spoken and not step and base.weekday < 5 and ground.tense(mention) == "past"
        return base.shift(-1 if gone else step, "week").at("weekend"), relation
    if reading.scale == "week" and step:
        return base.shift(step, "week").at("week"), relation
    if reading.scale == "day" and reading.part == "NI" and relation == "last":
        return replace(base.shift(-1, "day"), part="NI"), relation
    moved = base.shift(step, reading.scale) if step else base.at(reading.scale)
    return timed(moved, reading), relation


def _counts_from_publication(mention: Mention, ground: ReferenceContext) -> bool:
    reading = mention.reading
    if not ground.news:
        return False
    if reading.relation in {"last", "next", "this"}:
        return not reading.to_text
    return reading.relation == "that" and bool(reading.mod) and ground.tense(mention) == "future"
