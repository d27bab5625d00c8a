"""Items of vis-timeline: a JSON list, an object with items and groups, or the DataSets of a script.

An item need not have an id nor a content, and a background is an item like others. Numbers are milliseconds since 1970.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import (
    dates_of,
    left_over,
    linked,
    list_of,
    marked_up,
    title_of,
    values_of,
    words_of,
)
from timeline_app.formats.timelines.script_dates import edtf_of_script, is_midnight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.reading import ReadOptions

DATA_SET: Final = re.compile(r"\bDataSet\s*\(\s*\[")
"""By which a script shows that it has such items."""
_KINDS: Final = frozenset({"box", "point", "range", "background"})
_LOOKS: Final = frozenset({"style", "editable", "selectable", "limitSize", "align"})
_TAKEN: Final = frozenset({"id", "content", "title", "start", "end", "group", "type", *_LOOKS})
_DATES: Final = ("start", "end")
_Entry = dict[str, "LiteralValue"]


def is_vis(value: LiteralValue) -> bool:
    """Tell whether a value, or the beginning of one, holds items of vis-timeline."""
    items = value.get("items") if isinstance(value, dict) else value
    return isinstance(items, list) and any(isinstance(each, dict) and _is_item(each) for each in items[:20])


def _is_item(entry: Mapping[str, LiteralValue]) -> bool:
    return isinstance(entry.get("start"), str | int | float) and ("content" in entry or entry.get("type") in _KINDS)


def read_vis(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the items at `path`; raise FormatError where there are none."""
    items: list[LiteralValue] = []
    groups: list[LiteralValue] = []
    for _name, value in values_of(path):
        if isinstance(value, dict):
            items += _list(value, "items") if is_vis(value) else []
            groups += _list(value, "groups")
        elif isinstance(value, list):
            (items if is_vis(value) else groups).extend(value)
    if not items:
        raise FormatError(
            _("“{name}” holds no items of vis-timeline: one has a start and a content.").format(name=path.name)
        )
    reading = FileReading("vis", iter(()))
    entries = [each if isinstance(each, dict) else {} for each in items]
    if looks := sorted({name for each in entries for name in _LOOKS & each.keys()}):
        reading.notes.append(_("How items look was left out: {names}.").format(names=", ".join(looks)))
    dates = [value for each in entries for name in _DATES if ":" in words_of(value := each.get(name))]
    days = bool(dates) and all(map(is_midnight, dates))
    if days:
        reading.notes.append(_("Each clock shows 00:00, so the dates were read as days."))
    titles = {
        words_of(group.get("id")): title_of(marked_up(group.get("content"))[0])
        for group in groups
        if isinstance(group, dict) and "start" not in group
    }
    return replace(reading, drafts=_Items(entries, titles, reading, days).drafts())


def _list(entry: Mapping[str, LiteralValue], name: str) -> list[LiteralValue]:
    found = entry.get(name)
    return found if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class _Items:
    entries: Sequence[_Entry]
    groups: Mapping[str, str]
    reading: FileReading
    as_days: bool

    def drafts(self) -> Iterator[Draft]:
        """Make an event of each item."""
        for row, entry in enumerate(self.entries, 1):
            if not entry:
                self.reading.leave_out(row, _("The entry is no item and was left out."))
                continue
            yield self._draft(row, entry)

    def _draft(self, row: int, entry: _Entry) -> Draft:
        content, links = marked_up(entry.get("content"))
        tip, more = marked_up(entry.get("title"))
        kind, own_id, group = (words_of(entry.get(name)) for name in ("type", "id", "group"))
        title = title_of(content, tip) or " ".join((kind or _("item"), own_id or str(row)))
        said = {"", title}
        start, end, date_text = dates_of(
            self.reading,
            row,
            lambda: edtf_of_script(entry.get("start"), as_day=self.as_days),
            lambda: edtf_of_script(entry.get("end"), as_day=self.as_days),
            " – ".join(filter(None, (words_of(entry.get(name)) for name in _DATES))),
        )
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=self.groups.get(group) or title_of(group),
            tags=list_of(kind) if kind == "background" else (),
            summary="\n".join(each for each in dict.fromkeys((content, tip)) if " ".join(each.split()) not in said),
            notes=left_over(entry, _TAKEN),
            external_id=own_id,
            sources=linked((*links, *more)),
            row=row,
        )
