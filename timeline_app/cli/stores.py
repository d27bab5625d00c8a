"""`timeline-app new`, `info`, `check` and `backup`: a store as a whole, made, counted, checked and copied."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import language, ngettext, pgettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import complain, print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.cli.properties import pair
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.domain.records import Particulars
    from timeline_app.store.safety.checking import Finding


def _add_new(subparsers: Subparsers) -> None:
    """Say what `new` understands."""
    parser = add_verb(subparsers, "new", _make)
    parser.add_argument("store", metavar="STORE", help=_("the .timelinedb to make; one that exists is left alone"))
    parser.add_argument("--sample", action="store_true", help=_("fill it with the sample chronology"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help=_("a property: zone=Khartoum, title=…")
    )
    add_json(parser)


def _make(args: argparse.Namespace) -> int:
    """Make the store, unless something stands there already."""
    path = Path(args.store)
    if path.exists() or path.is_symlink():
        raise KnownError(_("“{path}” exists already; choose another name.").format(path=path))
    if not path.parent.is_dir():
        raise KnownError(_("There is no folder “{path}”; make it first.").format(path=path.parent))
    wanted = dict(map(pair, args.set))
    if args.sample:
        from timeline_app.store.sample import build_sample  # noqa: PLC0415 - not for an empty store

        _particulars("", wanted)  # what cannot be set is told before anything is made
        build_sample(path, language())
    else:
        from timeline_app.store.store import Store  # noqa: PLC0415 - not for the sample

        name = on_one_line(path.stem)  # a file's name may hold bytes that are no text
        told = _particulars(name, wanted)
        with closing(Store.create(path, name=name)) as store:
            store.lay_down((told,))
    if args.sample and wanted:
        _set(path, wanted)
    if args.json:
        print_json({"store": str(path)})
    else:
        print_line(_("Made {path}.").format(path=path))
    return 0


def _particulars(name: str, wanted: dict[str, str]) -> Particulars:
    """Give what a new store says of itself: its file's name as its title, and what was asked for."""
    from timeline_app.domain.properties import with_properties  # noqa: PLC0415 - not for --help
    from timeline_app.domain.records import Particulars  # noqa: PLC0415 - likewise

    return with_properties(Particulars(name=name), wanted)


def _set(path: Path, wanted: dict[str, str]) -> None:
    from timeline_app.domain.properties import with_properties  # noqa: PLC0415 - for the sample only

    with closing(opened(path)) as store:
        store.lay_down((with_properties(store.particulars, wanted),))


def _add_info(subparsers: Subparsers) -> None:
    """Say what `info` understands."""
    parser = add_verb(subparsers, "info", _tell_counts)
    add_store(parser)
    add_json(parser)


def _tell_counts(args: argparse.Namespace) -> int:
    """Print the counts, the dates, and what the chronology says of itself."""
    from timeline_app.cli.events import edtf_words  # noqa: PLC0415 - not for --help
    from timeline_app.domain.properties import properties_of  # noqa: PLC0415 - not for --help
    from timeline_app.extract.languages.names import language_name  # noqa: PLC0415 - likewise

    with closing(opened(Path(args.store), read_only=True)) as store:
        info, told = store.info(), store.particulars
    if args.json:
        print_json(dataclasses.asdict(info) | properties_of(told))
        return 0
    lines = {
        _("Title"): told.name,
        _("Author"): told.author,
        _("Zone"): told.zone,
        _("Language"): language_name(told.language),
        _("Events"): grouped(info.events),
        _("Sources"): grouped(info.sources),
        _("Excerpts"): grouped(info.excerpts),
        _("From"): edtf_words(info.first),
        _("Until"): edtf_words(info.last),
        _("As of"): edtf_words(info.as_of),
        _("Schema"): str(info.schema),
    }
    width = max(10, 2 + max(map(len, lines)))
    for name, value in lines.items():
        print_line(f"{name:<{width}}{value or '–'}")
    return 0


def _add_check(subparsers: Subparsers) -> None:
    """Say what `check` understands."""
    parser = add_verb(subparsers, "check", _check)
    add_store(parser)
    add_json(parser)


def _check(args: argparse.Namespace) -> int:
    """Print what is wrong; the exit code is 1 where something is."""
    with closing(opened(Path(args.store), read_only=True)) as store:
        report = store.check()
    if args.json:
        print_json({"ok": report.ok, "problems": _plain(report.problems), "hints": _plain(report.hints)})
    else:
        found = [(_finding_words(each.kind), each.message) for each in (*report.problems, *report.hints)]
        width = max((len(kind) for kind, _message in found), default=0) + 2
        for kind, message in found:
            print_line(f"{kind + ':':<{width}}{message}")
        if report.ok:
            print_line(_("The store is whole."))
    if report.ok:
        return 0
    count = len(report.problems)
    complain(ngettext("the check found {n} problem", "the check found {n} problems", count).format(n=count))
    return 1


def _finding_words(kind: str) -> str:
    """Name a kind of finding."""
    words = {
        "integrity": pgettext("a finding of a check", "integrity"),
        "key": pgettext("a finding of a check", "key"),
        "date": pgettext("a finding of a check", "date"),
        "document": pgettext("a finding of a check", "document"),
        "excerpt": pgettext("a finding of a check", "excerpt"),
        "search": pgettext("a finding of a check", "search"),
        "overdue": pgettext("a finding of a check", "overdue"),
        "superseded": pgettext("a finding of a check", "superseded"),
        "needs checking": pgettext("a finding of a check", "needs checking"),
        "changed": pgettext("a finding of a check", "changed"),
        "unbacked": pgettext("a finding of a check", "unbacked"),
        "unchecked": pgettext("a finding of a check", "unchecked"),
        "one source": pgettext("a finding of a check", "one source"),
        "no source": pgettext("a finding of a check", "no source"),
    }
    return words.get(kind, kind)


def _plain(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    return [dataclasses.asdict(finding) for finding in findings]


def _add_backup(subparsers: Subparsers) -> None:
    """Say what `backup` understands."""
    parser = add_verb(subparsers, "backup", _back_up)
    add_store(parser)
    parser.add_argument(
        "--to", required=True, metavar="FILE", help=_("where the copy goes; a file there is left alone")
    )
    add_json(parser)


def _back_up(args: argparse.Namespace) -> int:
    """Write the copy beside what exists, never over it."""
    target = Path(args.to)
    if target.exists() or target.is_symlink():
        raise KnownError(_("“{path}” exists already; choose another name.").format(path=target))
    if not target.parent.is_dir():
        raise KnownError(_("There is no folder “{path}”; make it first.").format(path=target.parent))
    with closing(opened(Path(args.store), read_only=True)) as store:
        store.backup(target)
    if args.json:
        print_json({"backup": str(target), "bytes": target.stat().st_size})
    else:
        print_line(_("Copied to {path}.").format(path=target))
    return 0


def add_parser(subparsers: Subparsers) -> None:
    """Say what the verbs of this module understand."""
    for add in (_add_new, _add_info, _add_check, _add_backup):
        add(subparsers)
