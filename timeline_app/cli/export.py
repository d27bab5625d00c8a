"""`timeline-app export`: a picture of the timeline, or its events as data."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import complain, print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb, add_zone
from timeline_app.cli.progress import TerminalProgress
from timeline_app.domain.dates.zones import zone_or_usual
from timeline_app.domain.errors import ExportError
from timeline_app.export.options import LAYOUTS, STORY, THEMES
from timeline_app.export.presets import PRESETS, preset_named
from timeline_app.export.registry import WRITE_FORMATS, export_file, write_format

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document import Chronology
    from timeline_app.domain.publication import PublicationProfile
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.write_format import Option, WriteFormat
    from timeline_app.store.store import Store


def add_parser(subparsers: Subparsers) -> None:
    """Say what `export` understands."""
    parser = add_verb(subparsers, "export", run)
    add_store(parser)
    parser.add_argument("--to", required=True, metavar="FILE", help=_("the file to write; one that exists is replaced"))
    kinds = [each.name for each in WRITE_FORMATS]
    parser.add_argument("--format", choices=kinds, default="", help=_("where the file's name does not say it"))
    parser.add_argument("--query", default="", metavar="Q", help=_("only what this finds, as in the search field"))
    add_zone(parser)
    parser.add_argument("--from", dest="first", default="", metavar="D", help=_("where to begin: 2025, “May 2025”"))
    parser.add_argument("--until", dest="last", default="", metavar="D", help=_("where to end, inclusive"))
    parser.add_argument(
        "--profile",
        default="",
        metavar="NAME",
        help=_("let out only what this profile lets out (timeline-app profiles STORE); without one, all there is"),
    )
    add_json(parser)
    picture = parser.add_argument_group(_("pictures ({formats})").format(formats=_taking("theme")))
    layouts = _("lanes over time, a column, cards or a table to read, or the pages of a story")
    picture.add_argument("--layout", choices=(*LAYOUTS, STORY), help=layouts)
    picture.add_argument("--cards", metavar="Q", help=_("of the layout “cards”: which events are cards"))
    picture.add_argument("--columns", type=int, metavar="N", help=_("how many columns the layout “column” has"))
    presets = [each.name for each in PRESETS]
    picture.add_argument("--preset", choices=presets, help=_("size, layout and size of text together"))
    picture.add_argument("--size", metavar="WxH|A4|A3", help=_("in pixels, 60mm, or a paper; 1600: high as needed"))
    picture.add_argument("--text-size", type=float, metavar="N", help=_("how much larger than usual text is"))
    picture.add_argument(
        "--dpi",
        type=float,
        metavar="N",
        help=_("pixels per inch; 96 is screen size ({formats})").format(formats=_taking("resolution")),
    )
    picture.add_argument("--scale", type=float, metavar="N", help=_("in place of --dpi: 2 is 192 dpi"))
    picture.add_argument("--theme", choices=THEMES)
    picture.add_argument("--lanes", choices=("category", "actor", "place", "status", "none"))
    picture.add_argument("--title", help=_("in place of the name of the timeline"))
    way = picture.add_mutually_exclusive_group()
    way.add_argument("--portrait", action="store_true", help=_("paper upright"))
    way.add_argument("--landscape", action="store_true", help=_("paper lying, which is what it does by itself"))
    picture.add_argument(
        "--transparent",
        action="store_true",
        help=_("leave the ground out ({formats})").format(formats=_taking("transparent")),
    )
    picture.add_argument(
        "--compress-gaps",
        action="store_true",
        help=_("shorten long stretches without events, and say how long they are"),
    )
    dates = picture.add_mutually_exclusive_group()
    dates.add_argument("--dates", action="store_true", help=_("dates before titles, which it does by itself"))
    dates.add_argument("--no-dates", action="store_true", help=_("titles alone"))
    picture.add_argument(
        "--story",
        metavar="NAME",
        help=_("tell this story, a view a page ({formats})").format(formats=_taking("story")),
    )
    picture.add_argument("--no-legend", action="store_true")
    picture.add_argument("--no-sources", action="store_true")
    picture.add_argument(
        "--pages",
        type=int,
        metavar="N",
        help=_("spread the time over N pages ({formats})").format(formats=_taking("pages")),
    )
    picture.add_argument(
        "--bleed",
        type=float,
        metavar="MM",
        help=_("crop marks, and the paper's colour so far beyond them ({formats})").format(formats=_taking("bleed")),
    )
    parser.set_defaults(refuse=parser.error)


_TAKEN_AS: Final[Mapping[str, frozenset[Option]]] = {
    "--layout": frozenset({"layout"}),
    "--columns": frozenset({"layout"}),
    "--cards": frozenset({"layout"}),
    "--preset": frozenset({"layout"}),
    "--text-size": frozenset({"layout"}),
    "--size": frozenset({"pixels", "paper"}),
    "--dpi": frozenset({"resolution"}),
    "--scale": frozenset({"resolution"}),
    "--theme": frozenset({"theme"}),
    "--bleed": frozenset({"bleed"}),
    "--lanes": frozenset({"lanes"}),
    "--title": frozenset({"title"}),
    "--portrait": frozenset({"pixels", "paper"}),
    "--landscape": frozenset({"pixels", "paper"}),
    "--transparent": frozenset({"transparent"}),
    "--compress-gaps": frozenset({"gaps"}),
    "--dates": frozenset({"dates"}),
    "--no-dates": frozenset({"dates"}),
    "--no-legend": frozenset({"legend"}),
    "--no-sources": frozenset({"sources"}),
    "--pages": frozenset({"pages"}),
    "--story": frozenset({"story"}),
}
"""The options of pictures, and by which of a format's options each is taken; any one is enough."""
_FOR_ALL: Final = frozenset({"--size", "--dpi", "--theme", "--lanes", "--layout"})
"""Part of the command line's contract for every format."""


def _taking(*options: Option) -> str:
    """Name the formats that take one of some options."""
    return ", ".join(each.name.upper() for each in WRITE_FORMATS if each.options & set(options))


def run(args: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    if args.to == "-":
        raise ExportError(_("Export writes files, not to the screen: give a name (./- for a file called “-”)."))
    target = Path(args.to)
    form = _format(args.format, target)
    _refuse_untaken(args, form)
    with closing(opened(Path(args.store), read_only=True)) as store:
        options = _options(args, form, zone_or_usual(store.particulars.zone))
        left_out = _write(store, replace(options, profile=_profile(store, args.profile)), form, target)
    if args.json:
        told = {"file": str(target), "format": form.name, "bytes": target.stat().st_size}
        print_json(told | ({"undated_left_out": left_out} if form.dated else {}))
    else:
        from timeline_app.export.selection import words_on_undated  # noqa: PLC0415 - brings numpy

        print_line(sentences(_("Wrote {file}.").format(file=target), words_on_undated(left_out)))
    return 0


def _profile(store: Store, name: str) -> PublicationProfile | None:
    """Give the profile that is asked for by name."""
    if not name:
        return None
    from timeline_app.domain.publication_rules import named, read_profile  # noqa: PLC0415 - for a profile only

    return read_profile(named(store.lookups.profiles(), name))


def _refuse_untaken(args: argparse.Namespace, form: WriteFormat) -> None:
    """Refuse what was asked for and would change nothing in a file of this format: nobody may wait for it in vain.

    A script may give the options of `_FOR_ALL` with every format: where they change nothing, that is told, no more.
    """
    given = [flag for flag in _TAKEN_AS if getattr(args, flag[2:].replace("-", "_")) not in (None, False)]
    for flag in given:
        if _TAKEN_AS[flag] & form.options:
            continue
        names = {"option": flag, "format": form.name.upper(), "formats": _taking(*_TAKEN_AS[flag])}
        if flag in _FOR_ALL:
            complain(_("{option} changes nothing in {format}, only in {formats}.").format(**names))
        else:
            told = _("{option} does not go with {format}, only with {formats}; leave it out, or write another format.")
            args.refuse(told.format(**names))
    if {"--portrait", "--landscape"} & set(given):
        from timeline_app.export.page.page import is_paper  # noqa: PLC0415 - brings Qt

        preset = preset_named(args.preset).size if args.preset else ""
        size = args.size or preset or ("A4" if "paper" in form.options else "")
        if not is_paper(size):
            args.refuse(_("A picture in pixels has no orientation; give a paper (--size A4), or leave it out."))


def _format(name: str, target: Path) -> WriteFormat:
    try:
        return write_format(name, target)
    except ExportError as error:
        raise ExportError(_("{problem} Or give --format.").format(problem=error)) from error


def _write(store: Store, options: ExportOptions, form: WriteFormat, target: Path) -> int:
    """Write the file, and tell how many events it has no place for, since they have no date."""
    from timeline_app.document import Chronology  # noqa: PLC0415 - brings numpy

    application = None
    if form.kind == "picture":
        from timeline_app.export.picture import offscreen_application  # noqa: PLC0415 - brings Qt

        application = offscreen_application()
    chronology = Chronology(store)
    chronology.zone = options.zone
    _write_and_tell(chronology, options, form, target)
    del application  # kept until here: fonts and painters need it
    if not form.dated:
        return 0
    from timeline_app.export.selection import undated_left_out  # noqa: PLC0415 - likewise

    return undated_left_out(chronology, options)


def _write_and_tell(chronology: Chronology, options: ExportOptions, form: WriteFormat, target: Path) -> None:
    """Write the file, and tell whoever looks on how long it takes and how far it is."""
    progress = TerminalProgress()
    if progress.seen and form.event_ms:
        from timeline_app.export.duration import told_before  # noqa: PLC0415 - for whoever looks on
        from timeline_app.export.selection import look_over  # noqa: PLC0415 - likewise

        progress.say(told_before(form, look_over(chronology, options, undated=options.undated).kept))
    try:
        export_file(chronology, options, target, progress.tell)
    finally:
        progress.end()


def _options(args: argparse.Namespace, form: WriteFormat, own_zone: str) -> ExportOptions:
    from timeline_app.export.options import ExportOptions  # noqa: PLC0415 - for pictures only

    if args.dpi is not None and args.scale is not None:
        raise ExportError(_("Give either --dpi or --scale; --scale 2 is --dpi 192."))
    dpi = args.dpi if args.scale is None else args.scale * 96
    if dpi == 0:
        raise ExportError(_("A picture of 0 dpi has no pixels; leave --dpi or --scale out for the usual."))
    options = ExportOptions(
        format=form.name,
        size=args.size or "",
        dpi=(dpi or 0.0) if "resolution" in form.options else 0.0,
        landscape=not args.portrait,
        layout=args.layout or ("story" if args.story and form.kind == "picture" else "lanes"),
        story=args.story or "",
        key_query=args.cards or "",
        columns=args.columns or 0,
        bleed=args.bleed or 0.0,
        compress_gaps=args.compress_gaps,
        text=1.0 if args.text_size is None else args.text_size,
        theme=args.theme or "",
        lanes=args.lanes or "category",
        query=args.query,
        first=edtf_typed(args.first),
        last=edtf_typed(args.last),
        title=args.title or "",
        transparent=args.transparent,
        dates=not args.no_dates,
        legend=not args.no_legend,
        sources=not args.no_sources,
        pages=1 if args.pages is None else args.pages,
        zone=args.zone or own_zone,
    )
    return _with_preset(options, args) if args.preset else options


def _with_preset(options: ExportOptions, args: argparse.Namespace) -> ExportOptions:
    """Take from a preset what is not asked for by itself."""
    preset = preset_named(args.preset).on(options, args.layout or "")
    return replace(
        preset,
        size=args.size or preset.size,
        text=preset.text if args.text_size is None else args.text_size,
        landscape=args.landscape or (preset.landscape and not args.portrait),
    )


def edtf_typed(text: str) -> str:
    """Read a date as people type it, or as EDTF."""
    if not text:
        return ""
    from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - for a range only

    return read_typed(text).when.edtf
