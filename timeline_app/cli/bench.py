"""`timeline-app bench`: how fast a store opens and draws on this machine."""

from __future__ import annotations

import dataclasses
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.export.frame_times import StoreTimes


def add_parser(subparsers: Subparsers) -> None:
    """Say what `bench` understands."""
    parser = add_verb(subparsers, "bench")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Measure, and print what came out."""
    from timeline_app.export.frame_times import measure_store  # noqa: PLC0415 - brings Qt
    from timeline_app.export.offscreen import offscreen_application  # noqa: PLC0415 - likewise

    application = offscreen_application()
    times = measure_store(Path(args.store))
    del application  # kept until here: fonts and painters need it
    if args.json:
        print_json(dataclasses.asdict(times))
    else:
        _tell(times)
    return 0


def _tell(times: StoreTimes) -> None:
    print_line(_("{n:,} events, {mb:.0f} MB at most").format(n=times.events, mb=times.memory_mb))
    words = _("opened in {opened:.0f} ms, first frame after {first:.0f} ms; S = {sort:.1f} ms")
    print_line(words.format(opened=times.open_ms, first=times.first_frame_ms, sort=times.sort_ms))
    print_line(f"{_('scene'):<14}{_('p50 ms'):>9}{_('p95 ms'):>9}{_('worst'):>9}{_('p95 / S'):>9}")
    for scene in times.scenes:
        figures = (scene.p50_ms, scene.p95_ms, scene.worst_ms, scene.p95_to_sort)
        print_line(f"{scene.scene:<14}" + "".join(f"{figure:>9.2f}" for figure in figures))
