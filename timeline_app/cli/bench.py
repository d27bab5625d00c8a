"""`timeline-app bench`: how fast a store opens and draws on this machine."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.export.frame_times import StoreTimes


def add_parser(subparsers: Subparsers) -> None:
    """Say what `bench` understands."""
    parser = add_verb(subparsers, "bench", run)
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Measure, and print what came out."""
    from timeline_app.export.frame_times import measure_store  # noqa: PLC0415 - brings Qt
    from timeline_app.export.picture import offscreen_application  # noqa: PLC0415 - likewise

    application = offscreen_application()
    times = measure_store(Path(args.store))
    del application  # kept until here: fonts and painters need it
    if args.json:
        print_json(dataclasses.asdict(times))
    else:
        _tell(times)
    return 0


def _tell(times: StoreTimes) -> None:
    print_line(_("{n} events, {mb} MB at most").format(n=grouped(times.events), mb=round(times.memory_mb)))
    words = _("opened in {opened} ms, first frame after {first} ms; S = {sort} ms")
    print_line(
        words.format(opened=round(times.open_ms), first=round(times.first_frame_ms), sort=grouped(times.sort_ms, 1))
    )
    heads = (_("p50 ms"), _("p95 ms"), _("worst"), _("p95 / S"))
    first, others = _("scene"), "".join(f"{head:>9}" for head in heads)
    print_line(f"{first:<14}{others}")
    for scene in times.scenes:
        figures = (scene.p50_ms, scene.p95_ms, scene.worst_ms, scene.p95_to_sort)
        print_line(f"{scene.scene:<14}" + "".join(f"{grouped(figure, 2):>9}" for figure in figures))
