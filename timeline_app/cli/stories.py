"""`timeline-app stories`: the stories of a store, and views to tell in them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import LANE_FIELDS

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.domain.records import Story, StoryView
    from timeline_app.store.store import Store


def add_parser(subparsers: Subparsers) -> None:
    """Say what `stories` understands."""
    parser = add_verb(subparsers, "stories", run)
    add_store(parser)
    parser.add_argument("--story", default="", metavar="NAME", help=_("the one to show or change, or to make"))
    parser.add_argument("--add", default="", metavar="TITLE", help=_("add a view under this title, at the end"))
    parser.add_argument("--text", default="", help=_("what is told beside it; each line is a paragraph"))
    parser.add_argument("--query", default="", metavar="Q", help=_("show only events that match"))
    parser.add_argument("--from", dest="first", default="", metavar="D", help=_("where the range begins"))
    parser.add_argument("--until", dest="last", default="", metavar="D", help=_("where it ends, inclusive"))
    parser.add_argument("--lanes", choices=LANE_FIELDS, default="category")
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="ID",
        help=_("an event it speaks of; may be repeated"),
    )
    parser.add_argument("--drop", type=int, default=0, metavar="N", help=_("take the view of this number out"))
    parser.add_argument("--delete", default="", metavar="NAME", help=_("take a story away; undo brings it back"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Make the change that is asked for, and print the stories."""
    changing = bool(args.add or args.drop)
    if changing and not args.story:
        raise KnownError(_("Say which story to change: --story NAME."))
    if not args.add and (args.text or args.query or args.first or args.last or args.event):
        raise KnownError(_("Say under which title the view is added: --add TITLE."))
    with closing(opened(Path(args.store), read_only=not (changing or args.delete))) as store:
        if args.delete:
            _delete(store, args.delete)
        if changing:
            _change(store, args)
        stories = store.lookups.stories()
    if args.story:
        from timeline_app.domain.stories import story_named  # noqa: PLC0415 - not for --help

        stories = [story_named(stories, args.story)]
    _tell(stories, as_json=args.json, in_full=bool(args.story))
    return 0


def _delete(store: Store, name: str) -> None:
    from timeline_app.domain.stories import changed, story_named  # noqa: PLC0415 - not for --help

    gone = story_named(store.lookups.stories(), name)
    label = _("Delete the story “{name}”").format(name=on_one_line(gone.name))
    store.apply(changed(label, gone, None), "timeline-app")


def _change(store: Store, args: argparse.Namespace) -> None:
    from timeline_app.domain.stories import changed, new_story, with_view, without_view  # noqa: PLC0415 - likewise
    from timeline_app.domain.text.normalize import name_key  # noqa: PLC0415 - likewise

    before = next((each for each in store.lookups.stories() if name_key(each.name) == name_key(args.story)), None)
    after = before or new_story(args.story)
    if args.drop:
        if not 1 <= args.drop <= len(after.views):
            sentence = _("The story “{name}” has {n} views; there is no view {number}.")
            raise KnownError(sentence.format(name=on_one_line(after.name), n=len(after.views), number=args.drop))
        after = without_view(after, args.drop - 1)
    if args.add:
        after = with_view(after, _view(store, args))
    label = _("Change the story “{name}”") if before else _("Make the story “{name}”")
    if after != before:
        store.apply(changed(label.format(name=on_one_line(after.name)), before, after), "timeline-app")


def _view(store: Store, args: argparse.Namespace) -> StoryView:
    from timeline_app.cli.export import edtf_typed  # noqa: PLC0415 - likewise
    from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - likewise
    from timeline_app.domain.records import StoryView  # noqa: PLC0415 - likewise

    if args.query:
        parse_query(args.query)  # or it would be found out by those who are told the story
    first, last = edtf_typed(args.first), edtf_typed(args.last)
    if bool(first) != bool(last):
        raise KnownError(_("A view has both edges of its range, or none: give --from and --until."))
    for event_id in args.event:
        if store.lookups.event(event_id) is None:
            raise KnownError(_("There is no event with the id “{id}”.").format(id=event_id))
    return StoryView(args.add, args.text, args.query, first, last, args.lanes, tuple(args.event))


def _tell(stories: list[Story], *, as_json: bool, in_full: bool) -> None:
    if as_json:
        print_json([_plain(each) for each in stories])
        return
    if not stories:
        print_line(_("There are no stories yet; make one with --story NAME --add TITLE."))
    for story in stories:
        count = ngettext("{n} view", "{n} views", len(story.views)).format(n=len(story.views))
        print_line(_("{name} ({count})").format(name=on_one_line(story.name).strip() or _("Untitled"), count=count))
        for number, view in enumerate(story.views if in_full else (), 1):
            edges = " – ".join(filter(None, (view.first, view.last)))
            told = (on_one_line(view.title).strip() or _("View without a title"), edges, on_one_line(view.query))
            print_line(f"{number:>5}  " + "  ".join(filter(None, told)))


def _plain(story: Story) -> dict[str, Any]:
    views = [
        {
            "title": view.title, "text": view.text, "query": view.query, "first": view.first, "last": view.last,
            "lanes": view.lanes, "events": list(view.event_ids),
        }
        for view in story.views
    ]  # fmt: skip
    return {"id": story.id, "name": story.name, "views": views}
