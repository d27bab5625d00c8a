"""What there is to paint, in numbers: the contract between layout and paint, without a type of Qt."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.layout.axis.calendar_steps import DAY, CalendarStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.layout.axis.breaks import AxisBreak
    from timeline_app.layout.axis.ruler import Ruler
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.metrics import F64, I32, I64, U8, U16, Metrics
    from timeline_app.layout.placement.titles import Title

DOT: Final = 0
BAR: Final = 1
BLOCK: Final = 2
"""A coarse date, once what is possible is wider than a dot."""


class SetMemberMark(NamedTuple):
    """A member of a set in pixels of the axis."""

    start_px: float
    end_px: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The events that stand in rows: one entry an event, x in pixels of the axis, y in pixels of the scene."""

    event: I32
    lane: I32
    start_px: F64
    end_px: F64
    """What is possible lies between these two, and is at least as wide as the mark."""
    core_start_px: F64
    core_end_px: F64
    """What is certain; empty where the end is not after the start."""
    y_px: F64
    form: U8
    """DOT, BAR or BLOCK."""
    size_px: F64
    category: I32
    status: U8
    importance: U8
    flags: U16
    side: U8
    label_px: F64
    """Where the title begins."""
    titles: tuple[Title | None, ...]

    def __len__(self) -> int:
        return len(self.event)


class Cluster(NamedTuple):
    """Events too close for ticks of their own, with their number."""

    x_px: float
    size: int
    start_s: int
    """Where the middle of the first one lies."""
    end_s: int
    """Where the middle of the last one lies."""
    first: int
    """The place of the first one in the foot's `cluster_event`; the others follow it."""
    status: int = -1
    """The status that all of them have; -1 where they differ."""


@dataclass(frozen=True, slots=True)
class DensityStrip:
    """The foot of a lane: ticks and clusters of the events without a title, or a histogram where they are too many."""

    tick_px: F64
    tick_event: I32
    tick_category: I32
    tick_status: U8
    clusters: tuple[Cluster, ...] = ()
    cluster_event: I32 | None = None
    """The events of all clusters, one cluster after the other."""
    bin_edge_px: F64 | None = None
    bin_edge_s: I64 | None = None
    bin_count: I64 | None = None
    bin_top: int = 1
    """The count that fills the whole height."""


@dataclass(frozen=True, slots=True)
class LaneScene:
    """One lane: where it stands, what is in it."""

    number: int
    name: str
    category: int
    top_px: float
    height_px: float
    rows: int
    foot_px: float
    in_view: int
    ongoing: int
    total: int
    all_total: int
    """Without the filter."""
    collapsed: bool
    strip: DensityStrip


class DateClaimMark(NamedTuple):
    """Another date that evidence claims for an event: below its mark, with a leader line up to it; x on the axis."""

    event: int
    lane: int
    mark: int
    """The place of the event among the marks."""
    start_px: float
    end_px: float
    core_start_px: float
    core_end_px: float
    y_px: float
    form: int
    size_px: float
    category: int
    flags: int
    disputes: bool
    """Whether it is claimed against the event, not for it."""
    tie_px: float
    """Where under the mark the leader line begins."""
    quiet: bool
    """Without room of its own: to be drawn while its event is pointed at."""

    @property
    def left_px(self) -> float:
        """Where the date or its leader line begins."""
        return min(self.start_px, self.tie_px)

    @property
    def right_px(self) -> float:
        """Where the date or its leader line ends."""
        return max(self.end_px, self.tie_px)


class RulerMarker(NamedTuple):
    """A flag in the ruler, over a line through the canvas; `level` 0 stands in the upper row, 1 in the lower."""

    kind: str
    """ "today", "as_of" or "selection"."""
    x_px: float
    label: str
    start_px: float
    end_px: float
    level: int


class SceneRequest(NamedTuple):
    """What a layout would need to know of events, by number; whoever asked for the scene reads it for the next."""

    titles: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    """Of dates that are sets."""
    claims: tuple[int, ...] = ()
    """Which dates evidence claims for them."""
    dates: tuple[int, ...] = ()
    """That are worded beside their titles."""

    @property
    def anything(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.titles or self.members or self.claims or self.dates)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is visible at one moment."""

    scale: TimeScale
    metrics: Metrics
    width_px: float
    height_px: float
    scroll_px: float
    content_px: float
    """The height of all lanes together, without the ruler."""
    ruler: Ruler
    flags: tuple[RulerMarker, ...]
    future_px: float
    """Where the future begins."""
    lanes: tuple[LaneScene, ...]
    marks: Marks
    selected: int
    """The index of the selected event; -1 for none."""
    selected_lane: int
    """The lane in which it is marked; -1 for all that it stands in."""
    guide_px: float | None
    """Where the guide of the selection stands; None while it is out of view."""
    settled: bool
    """False while titles are missing and another frame will bring them."""
    bin_step: CalendarStep = DAY
    """What a bar of the histograms stands for."""
    alternatives: Mapping[int, tuple[SetMemberMark, ...]] = field(default_factory=dict)
    """The members of the events that are dated by a set of several."""
    claims: tuple[DateClaimMark, ...] = ()
    """The other dates that evidence claims for the events that stand in rows."""
    breaks: tuple[AxisBreak, ...] = ()
    """Where stretches without events are shortened."""
    wants: SceneRequest = SceneRequest()
    """What was missing; a scene that wants titles shows what stood before."""
