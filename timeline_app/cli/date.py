"""`timeline-app date`: how dates are understood, for people, and for programs a line at a time."""

from __future__ import annotations

import codecs
import json
import sys
from functools import lru_cache
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.output import complain, print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.domain.dates.edtf.parser import read_edtf
from timeline_app.domain.dates.edtf.points import strict_bounds
from timeline_app.domain.dates.edtf.tree import render
from timeline_app.domain.dates.formatting import word_tree
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.errors import DateError, KnownError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import BinaryIO

    from timeline_app.cli.parsing import Subparsers

_CHUNK_BYTES: Final = 1 << 16
_REMEMBERED: Final = 4096
_LONGEST_LINE_BYTES: Final = 1 << 20


def add_parser(subparsers: Subparsers) -> None:
    """Say what `date` understands."""
    parser = add_verb(subparsers, "date", run)
    parser.add_argument("text", nargs="+", metavar="TEXT", help=_("a date as people write it, or EDTF; - reads lines"))
    parser.add_argument("--published", metavar="D", default="", help=_("the day that “last Wednesday” counts from"))
    parser.add_argument("--order", choices=("dmy", "mdy", "ymd"), default="dmy", help=_("how 03/04/2014 is meant"))
    parser.add_argument("--zone", metavar="Z", default="", help=_("the zone of clock times that name none"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print what each text was understood as.

    As JSON, texts that are no dates are among the answers (`"valid": false`), so the exit code is 0; in the form for
    people they are complaints, and the exit code is 1.
    """
    reading = DateReader(args.order, _day(args.published), _zone(args.zone))
    if args.text == ["-"]:
        if sys.stdin is None:
            raise KnownError(_("There is no input to read dates from; give them a line each on stdin."))
        for batch in _batches(sys.stdin.buffer):
            sys.stdout.write("".join(reading.line(text) for text in batch))
            sys.stdout.flush()
        return 0
    if args.json:
        print_json([reading.answer(text) for text in args.text])
        return 0
    return max(_print_for_people(text, reading) for text in args.text)


class DateReader:
    """Reads texts under the settings of one command line."""

    def __init__(self, order: str, today: str, zone: str) -> None:
        self._order = order
        self._today = today
        self._zone = zone
        ascii_only = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "") != "utf8"
        self._quote = encode_basestring_ascii if ascii_only else encode_basestring
        self._encode = json.JSONEncoder(ensure_ascii=ascii_only).encode

        self.line: Final = lru_cache(_REMEMBERED)(self._line)
        """Gives the answer as a line of JSON; in a column of dates many come again."""

    def _line(self, text: str) -> str:
        """Write EDTF by the shortest way: `When` and `json.dumps` would take as long as all the rest."""
        try:
            tree = read_edtf(text)
        except DateError:
            return self._encode(self.answer(text)) + "\n"
        quote = self._quote
        earliest, latest = strict_bounds(tree)
        return (
            f'{{"text": {quote(text)}, "valid": true, "edtf": {quote(render(tree))}, '
            f'"earliest": {quote(earliest) if earliest else "null"}, "latest": {quote(latest) if latest else "null"}, '
            f'"words": {quote(word_tree(tree, self._zone))}}}\n'
        )

    def answer(self, text: str) -> dict[str, object]:
        """Give what the text means, or why it means nothing; a bound that is open or unknown is None."""
        try:
            typed = read_typed(text, order=self._order, today=self._today, zone=self._zone)
        except DateError as error:
            nothing = dict.fromkeys(("edtf", "earliest", "latest", "words"))
            fault = {"message": str(error), "start": error.start, "end": error.end}
            return {"text": text, "valid": False, **nothing, **fault}
        when = typed.when
        earliest, latest = when.bounds
        answer: dict[str, object] = {
            "text": text,
            "valid": True,
            "edtf": when.edtf,
            "earliest": earliest or None,
            "latest": latest or None,
            "words": typed.words,
        }
        if typed.alternatives:
            answer["alternatives"] = [each.edtf for each in typed.alternatives]
        return answer


def _print_for_people(text: str, reading: DateReader) -> int:
    answer = reading.answer(text)
    if not answer["valid"]:
        complain(_("“{text}”: {message}").format(text=text, message=answer["message"]))
        return 1
    print_line(f"{answer['words']}  {answer['edtf']}")
    for other in answer.get("alternatives", ()):  # type: ignore[attr-defined] # a list where it is there at all
        print_line(_("or {edtf}").format(edtf=other), indent=2)
    return 0


def _day(text: str) -> str:
    """Read the day that others count from."""
    if not text:
        return ""
    earliest = read_typed(text).when.earliest
    if not earliest:
        raise KnownError(_("--published needs a day, such as 2025-07-23; “{text}” is none.").format(text=text))
    return earliest


def _zone(name: str) -> str:
    if name:
        from timeline_app.domain.dates.zones import offset_at  # noqa: PLC0415 - zoneinfo is needed for few dates

        offset_at(0, name)  # raises where there is no such zone
    return name


def _batches(stream: BinaryIO) -> Iterator[list[str]]:
    """Give the lines that have come, as soon as they have, so that a program can ask and wait for the answer."""
    rest, mark = b"", codecs.BOM_UTF8
    while chunk := stream.read1(_CHUNK_BYTES):  # type: ignore[attr-defined] # stdin's buffer has it
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            lines[0], mark = lines[0].removeprefix(mark), b""
            yield [_text(line) for line in lines]
        if len(rest) > _LONGEST_LINE_BYTES:
            raise KnownError(_("A line is longer than a megabyte; that is no date."))
    if rest:
        yield [_text(rest.removeprefix(mark))]


def _text(line: bytes) -> str:
    return line.removesuffix(b"\r").decode(errors="replace")
