"""When something happened, as far as that is known: an EDTF value with its place on the axis."""

from __future__ import annotations

from dataclasses import field
from enum import IntFlag
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.edtf import points as pt
from timeline_app.domain.dates.edtf.parser import joined, read_edtf
from timeline_app.domain.dates.edtf.points import OPEN_FUTURE, OPEN_PAST, DateBounds, PossibleSpan, strict_bounds
from timeline_app.domain.dates.edtf.tree import DatePart, IntervalPart, SetPart, Unit, render
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import Edtf, End

__all__ = ["OPEN_FUTURE", "OPEN_PAST", "When", "WhenFlag"]


class WhenFlag(IntFlag):
    """What is known of a date beyond its four points; fits in 16 bits."""

    UNDATED = pt.UNDATED
    INSTANT = pt.INSTANT
    DAY = pt.DAY
    RANGE = pt.RANGE
    APPROXIMATE_START = pt.APPROXIMATE_START
    APPROXIMATE_END = pt.APPROXIMATE_END
    UNCERTAIN_START = pt.UNCERTAIN_START
    UNCERTAIN_END = pt.UNCERTAIN_END
    OPEN_START = pt.OPEN_START
    OPEN_END = pt.OPEN_END
    UNKNOWN_START = pt.UNKNOWN_START
    UNKNOWN_END = pt.UNKNOWN_END
    SET_ONE_OF = pt.SET_ONE_OF
    SET_ALL_OF = pt.SET_ALL_OF
    FLOATING = pt.FLOATING


_NO_FLAG: Final = WhenFlag(0)


@dataclass(frozen=True, slots=True)
class When:
    """A date of any kind, made by `parse` or `of`.

    The four points are seconds on the axis, half-open; the core [start_max, end_min), where not empty, is certain, and
    nothing lies outside [start_min, end_max).
    """

    edtf: str
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    flags: WhenFlag
    zone: str = ""
    """The zone in which clock times without an offset are meant, and in which they are worded."""
    tree: Edtf | None = field(default=None, repr=False, compare=False)
    """The parts of the text; None where there is no date."""

    @classmethod
    def parse(cls, edtf: str, zone: str = "") -> When:
        """Read EDTF text; raise DateError for anything else."""
        return _placed(read_edtf(edtf), zone)

    @classmethod
    def of(cls, start: str, end: str = "", zone: str = "") -> When:
        """Join the two date fields of an event; both may be empty, and either may be a set."""
        if not end:
            return cls.parse(start, zone) if start else UNDATED
        first, last = _field(start), _field(end)
        if isinstance(first, IntervalPart) or isinstance(last, IntervalPart):
            words = _("“{start}” to “{end}” is not a stretch of time: one of them is a range already.")
            raise DateError(words.format(start=start, end=end), text=end, end=len(end))
        if isinstance(first, SetPart) or isinstance(last, SetPart):
            return _placed(IntervalPart(first, last), zone)
        if isinstance(first, DatePart) and isinstance(last, DatePart):
            last = _masked_end(first, last)
        return _placed(joined(f"{start}/{last if isinstance(last, str) else last.text}", first, last), zone)

    @property
    def bounds(self) -> tuple[str, str]:
        """`earliest` and `latest`, for who needs both."""
        return strict_bounds(self.tree) if self.tree else ("", "")

    @property
    def earliest(self) -> str:
        """The first day, or moment, it can mean by its text alone, as ISO 8601; empty where there is no bound."""
        return self.bounds[0]

    @property
    def latest(self) -> str:
        """The last day, or moment, it can mean by its text alone, inclusive; empty where there is no bound."""
        return self.bounds[1]

    @property
    def members(self) -> tuple[When, ...]:
        """The dates of a set, ranges among them as intervals; empty for anything else."""
        if not isinstance(self.tree, SetPart):
            return ()
        return tuple(When.parse(pt.member_text(each), self.zone) for each in self.tree.members)


def _field(text: str) -> Edtf | Literal["", ".."]:
    """Read a date field of an event; it may also be empty (not known) or ".." (open)."""
    if text == "":
        return ""
    return ".." if text == ".." else read_edtf(text)


def _placed(tree: Edtf, zone: str) -> When:
    if isinstance(tree, DatePart) and not tree.marks and not tree.clock and not tree.significant and _fits(tree):
        # What most dates are: no margin, no zone; the same as below in a third of the time.
        flag = WhenFlag.DAY if tree.unit is Unit.DAY and "X" not in tree.text else _NO_FLAG
        return When(tree.text, tree.lower, tree.upper, tree.lower, tree.upper, flag, zone, tree)
    start_min, start_max, end_min, end_max, flags = _points(tree, zone)
    return When(render(tree), start_min, start_max, end_min, end_max, WhenFlag(flags), zone, tree)


def _fits(part: DatePart) -> bool:
    return part.lower > OPEN_PAST and part.upper < OPEN_FUTURE


def _points(tree: Edtf, zone: str) -> DateBounds:
    if isinstance(tree, IntervalPart):
        return pt.points_of_interval(tree, _end_reach(tree.start, zone), _end_reach(tree.end, zone))
    return pt.points_of_reach(_reach(tree, zone))


def _end_reach(end: End, zone: str) -> PossibleSpan | None:
    return None if isinstance(end, str) else _reach(end, zone)


def _reach(part: DatePart | SetPart, zone: str) -> PossibleSpan:
    if isinstance(part, SetPart):
        return pt.reach_of_set(part, [_reach(each, zone) for each in pt.dates_of(part)])
    reach = pt.reach_of(part)
    if zone and part.clock and not part.offset:
        shift = _offset_of(reach.lower, zone)
        return PossibleSpan(reach.lower - shift, reach.upper - shift, reach.flags & ~pt.FLOATING)
    return reach


def _offset_of(clock_s: int, zone: str) -> int:
    from timeline_app.domain.dates.zones import offset_of_clock  # noqa: PLC0415  # zoneinfo is needed for few dates

    return offset_of_clock(clock_s, zone)


def _masked_end(start: DatePart, end: DatePart) -> DatePart:
    """Say with X that an end, coarser than its start, is meant to lie after it: 11 June to June is 11 to XX June."""
    if "X" in end.text or end.unit not in (Unit.MONTH, Unit.YEAR) or end.significant:
        return end
    if (
        end.upper <= start.lower
        or (start.lower <= end.lower and not start.clock)
        or len(end.year.removeprefix("-")) > 4
    ):
        return end
    bare = end.text.rstrip("?~%")
    if len(end.text) - len(bare) != len(end.marks.replace(" ", "")):
        return end  # marked inside, where -XX would change what the marks say
    masked = read_edtf(bare + ("-XX" if end.month else "-XX-XX") + end.text[len(bare) :])
    return masked if isinstance(masked, DatePart) else end


UNDATED = When("", OPEN_PAST, OPEN_FUTURE, OPEN_PAST, OPEN_FUTURE, WhenFlag.UNDATED)
"""The date of what has none."""
