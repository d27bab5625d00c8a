"""A story at the head of the page: sections that read in order without a script, which steps through them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.export.web.markup import anchor, escape, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.export.published import PublishedEvent, PublishedScene, PublishedTelling


def telling_section(told: PublishedTelling, own: str) -> str:
    """Give the section; `own` are the attributes of text in the chronology's language."""
    before, after, by_view = (escape(each) for each in (_("Previous view"), _("Next view"), _("View by view")))
    count = len(told)
    scenes = "".join(_scene(number, count, scene, own) for number, scene in enumerate(told.scenes(), 1))
    return (
        f'<section class="told" id="told" aria-labelledby="told-name">\n<div class="told-head">'
        f'<h2 id="told-name"{own}>{escape(told.title)}</h2>'
        f'<div class="scene-steps" role="group" aria-label="{by_view}"><span class="scene-place"></span>'
        f'<button type="button" id="scene-before" aria-label="{before}" title="{before} (←)">‹</button>'
        f'<button type="button" id="scene-after" aria-label="{after}" title="{after} (→)">›</button></div></div>\n'
        f'<div class="scenes" aria-live="polite">\n{scenes}</div>\n</section>\n'
    )


def _scene(number: int, count: int, scene: PublishedScene, own: str) -> str:
    span = "" if scene.span is None else f' data-range="{scene.span[0]} {scene.span[1]}"'
    only = "" if scene.kept is None else f' data-only="{_ranges(scene.kept)}"'
    place = escape(_("{n} of {all}").format(n=grouped(number), all=grouped(count)))
    words = paragraphs(scene.text, f' class="words"{own}')
    return (
        f'<section class="scene" id="story={number}"{span}{only}>\n<h3{own}>{escape(scene.title)}</h3>\n'
        f'<p class="meta" dir="auto"><span class="scene-number">{place} · </span>{escape(scene.line)}</p>\n'
        f"{words}{_links(scene, own)}</section>\n"
    )


def _links(scene: PublishedScene, own: str) -> str:
    items = "".join(_link(event, own) for event in scene.events)
    if not items:
        return ""
    more = ""
    if scene.more:
        words = ngettext("{n} more event", "{n} more events", scene.more).format(n=grouped(scene.more))
        more = f"<li>{escape(words)}</li>"
    name = escape(_("Events of this view"))
    chosen = " named" if scene.names_events else ""
    return f'<ul class="scene-events{chosen}" aria-label="{name}">{items}{more}</ul>\n'


def _link(event: PublishedEvent, own: str) -> str:
    title = escape(event.title or _("Untitled"))
    return (
        f'<li><a href="#event={anchor(event.id)}"><span class="when">{escape(event.date_words)}</span> '
        f"<span{own}>{title}</span></a></li>"
    )


def _ranges(places: Sequence[int]) -> str:
    """Write places in short: "0-5 8"."""
    runs = []
    for _key, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        run = [place for _number, place in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return " ".join(runs)
