"""PowerTimeline as YAML: events with id, date, title; the timeline's own facts beside them or around them.

All scalars are read as texts, so that 1961-01-20 and 0044 stay what they are. Depth and aliases are counted before
anything is built of them: an alias costs a few letters and can stand for millions of entries.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import (
    address_of,
    dates_of,
    edtf_of_text,
    left_over,
    linked,
    marked_up,
    text_of,
    title_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

TIMELINE: Final = re.compile(r"^[\"']?timeline[\"']?:\s*(?:#.*)?$", re.MULTILINE)
EVENTS: Final = re.compile(r"^[ \t]*[\"']?events[\"']?:\s*(?:#.*)?$\s*-\s", re.MULTILINE)
"""By both of which a file shows what it is."""
_LONGEST: Final = 16_000_000
_DEEPEST: Final = 40
_MOST_BY_ALIAS: Final = 100_000
_TAKEN: Final = frozenset({"id", "date", "endDate", "end_date", "time", "title", "description", "category", "sources"})
_ABOUT: Final = ("title", "name", "description")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


def read_powertimeline(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the timeline at `path`; raise FormatError where it is none, or YAML that breaks off."""
    whole = _loaded(path)
    about = whole.get("timeline") if isinstance(whole, dict) else None
    inner = about if isinstance(about, dict) else {}
    events = inner.get("events") if "events" in inner else whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(events, list):
        raise FormatError(
            _("“{name}” is no timeline of PowerTimeline: one has a list of events.").format(name=path.name)
        )
    reading = FileReading("powertimeline", iter(()))
    facts = metadata if isinstance(metadata := inner.get("metadata"), dict) else inner
    for name in _ABOUT:
        if words := words_of(facts.get(name)):
            reading.notes.append(_("The timeline says of itself: {text}").format(text=f"{name}: {words[:300]}"))
    return replace(reading, drafts=_drafts(events, reading, options))


def _loaded(path: Path) -> Any:
    import yaml  # noqa: PLC0415 - for YAML only

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = text_of(path)
    if len(text) > _LONGEST:
        raise FormatError(_("“{name}” is too large to be read.").format(name=path.name))
    try:
        _require_harmless(yaml.parse(text, Loader=loader), path.name)
        return yaml.load(text, Loader=loader)  # noqa: S506 - makes texts, lists and mappings only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 1
        raise FormatError(_("“{name}” is not YAML: line {line}.").format(name=path.name, line=line)) from None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        raise FormatError(_("“{name}” is not YAML that can be read.").format(name=path.name)) from None


def _require_harmless(events: Iterator[Any], name: str) -> None:
    """Count, before anything is built, how deep it goes and what the aliases stand for, those inside of them too."""
    import yaml  # noqa: PLC0415 - loaded already

    sizes: dict[str, int] = {}
    within: list[tuple[str | None, int]] = [(None, 0)]
    grown = 0
    for event in events:
        anchor, size = getattr(event, "anchor", None), 1
        if isinstance(event, yaml.CollectionStartEvent):
            within.append((anchor, 1))
            size = 0
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = within.pop()
        elif isinstance(event, yaml.AliasEvent):
            size = sizes.get(anchor or "", _MOST_BY_ALIAS)  # one that is not closed yet holds itself
            grown += size
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        if anchor and size and not isinstance(event, yaml.AliasEvent):
            sizes[anchor] = size
        within[-1] = within[-1][0], within[-1][1] + size
        if len(within) > _DEEPEST or grown >= _MOST_BY_ALIAS:
            raise FormatError(
                _("“{name}” is nested, or refers to itself, more than a timeline does.").format(name=name)
            )


def _drafts(events: Sequence[Any], reading: FileReading, options: ReadOptions) -> Iterator[Draft]:
    for row, event in enumerate(events, 1):
        told = {str(name): each for name, each in event.items()} if isinstance(event, dict) else {}
        told = {name: each for name, each in told.items() if not (isinstance(each, str) and each in _NOTHING)}
        text, links = marked_up(told.get("description"))
        title = title_of(marked_up(told.get("title"))[0], text)
        if not title:
            reading.leave_out(row, _("The event has no title and was left out."))
            continue
        start, end, date_text = _dates(row, told, reading, options)
        yield Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=title_of(words_of(told.get("category"))),
            summary=text,
            notes=left_over(told, _TAKEN),
            external_id=words_of(told.get("id")),
            sources=linked(links, _sources(told.get("sources"))),
            row=row,
        )


def _dates(row: int, told: Mapping[str, Any], reading: FileReading, options: ReadOptions) -> tuple[str, str, str]:
    date, time = words_of(told.get("date")), words_of(told.get("time"))
    last = words_of(told.get("endDate") or told.get("end_date"))
    order = options.order or options.usual_order

    def start() -> str:
        day = edtf_of_text(date, order) if date else ""
        if not time or not day or "T" in day:
            return day
        clock = _CLOCK.fullmatch(time)
        if clock is None:
            raise DateError(_("“{text}” is no time of day.").format(text=time[:60]))
        return f"{day}T{int(clock[1]):02d}:{clock[2]}:{clock[3] or '00'}"

    written = " – ".join(filter(None, (" ".join(filter(None, (date, time))), last)))
    return dates_of(reading, row, start, lambda: edtf_of_text(last, order) if last else "", written)


def _sources(value: Any) -> Iterator[DraftSource]:
    for each in value if isinstance(value, list) else [value]:
        record = each if isinstance(each, dict) else {"title": each}
        url = address_of(words_of(record.get("url"))) or address_of(words_of(record.get("title")))
        words = words_of(record.get("title")) or words_of(record)
        if words:
            yield DraftSource(title_of(words), url=url, words="" if words == title_of(words) else words)
