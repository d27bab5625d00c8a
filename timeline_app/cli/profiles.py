"""`timeline-app profiles`: what may go out, under names."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.cli.properties import lines_of, pair
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.domain.records import SavedProfile
    from timeline_app.store.store import Store


def add_parser(subparsers: Subparsers) -> None:
    """Say what `profiles` understands."""
    parser = add_verb(subparsers, "profiles", run)
    add_store(parser)
    parser.add_argument("--profile", default="", metavar="NAME", help=_("the one to change, or to make"))
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=_(
            "statuses=occurred,disputed · hide=notes,quotes · coordinates=exact|1km|10km|none · "
            "replace=“Anna K.: a resident; …” · unsourced=marked|held; may be given more than once"
        ),
    )
    parser.add_argument("--delete", default="", metavar="NAME", help=_("take one away; undo brings it back"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Make the change that is asked for, and print how the profiles stand."""
    if args.set and not args.profile:
        raise KnownError(_("Say which profile to change: --profile NAME."))
    changes = bool(args.profile or args.delete)
    with closing(opened(Path(args.store), read_only=not changes)) as store:
        if args.delete:
            _delete(store, args.delete)
        if args.profile:
            _set(store, args.profile, dict(map(pair, args.set)))
        profiles = store.lookups.profiles()
    _tell(profiles, as_json=args.json)
    return 0


def _delete(store: Store, name: str) -> None:
    from timeline_app.domain.change import Change  # noqa: PLC0415 - not for --help
    from timeline_app.domain.publication_rules import named  # noqa: PLC0415 - likewise

    gone = named(store.lookups.profiles(), name)
    store.apply(Change(_("Delete the profile “{name}”").format(name=on_one_line(gone.name)), (gone,)), "timeline-app")


def _set(store: Store, name: str, settings: dict[str, str]) -> None:
    from timeline_app.domain.change import Change  # noqa: PLC0415 - not for --help
    from timeline_app.domain.publication import PublicationProfile  # noqa: PLC0415 - likewise
    from timeline_app.domain.publication_rules import read_profile, saved, with_settings  # noqa: PLC0415 - likewise
    from timeline_app.domain.text.normalize import name_key  # noqa: PLC0415 - likewise

    before = next((each for each in store.lookups.profiles() if name_key(each.name) == name_key(name)), None)
    profile = read_profile(before) if before else PublicationProfile()
    after = saved(before.name if before else name, with_settings(profile, settings, store.lookups.actors()), before)
    if after != before:
        label = _("Set the profile “{name}”").format(name=on_one_line(after.name))
        store.apply(Change(label, (before,) if before else (), (after,)), "timeline-app")


def _tell(profiles: list[SavedProfile], *, as_json: bool) -> None:
    from timeline_app.domain.publication_rules import read_profile, settings_of  # noqa: PLC0415 - not for --help

    told = [(on_one_line(each.name), settings_of(read_profile(each))) for each in profiles]
    if as_json:
        print_json([{"name": name, **settings} for name, settings in told])
        return
    if not told:
        print_line(_("There are no profiles yet; make one with --profile NAME."))
    for name, settings in told:
        print_line(name)
        for line in lines_of(settings):
            print_line(f"    {line}")
