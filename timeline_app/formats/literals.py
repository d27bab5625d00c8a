"""Values as JavaScript writes them: JSON, and what pages have instead of it.

That is names and texts in single quotes, comments, commas too many, `new Date(2012, 7, 19)`, `new vis.DataSet([…])`.
Nothing is run. The beginning of a file is read as far as it goes, for a look at what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

LiteralValue: TypeAlias = "dict[str, LiteralValue] | list[LiteralValue] | str | int | float | bool | None"

DEEPEST: Final = 100
"""Levels of lists and objects; what people write has ten."""
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<blank>//[^\n]*|/\*.*?\*/)"
    r"|(?P<sign>[\[\]{}():,+;])"
    r"|(?P<text>\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`)"
    r"|(?P<number>-?(?:0[xX][0-9a-fA-F]{1,16}|(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,4})?)(?![\w$]))"
    r"|(?P<name>[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*))",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "undefined": None}
_BEGINNING: Final = re.compile(
    r"(?:(?<![\w$.])(?P<name>[A-Za-z_$][\w$.]{0,99})['\"]?\s*[=:]|[(=])\s*(?=[\[{])|^[ \t]*(?=[\[{])", re.MULTILINE
)
_OPENING: Final = frozenset("[{")
_MOST_TRIES: Final = 30
_MOST_DATE_PARTS: Final = 7


class LiteralError(ValueError):
    """A text is no literal; `at` is where that shows."""

    def __init__(self, at: int) -> None:
        super().__init__(str(at))
        self.at = at


def read_literal(text: str) -> LiteralValue:
    """Read the value that a text is; raise LiteralError where it is none, or more than one."""
    reader = _Reader(text, 0)
    value = reader.value(0)
    reader.end()
    return value


def beginning_of(text: str) -> LiteralValue:
    """Read as much of a value as stands in a text that may be cut off, or be none."""
    reader = _Reader(text, 0)
    try:
        return reader.value(0)
    except LiteralError:
        return reader.outermost


def literals_in(text: str) -> Iterator[tuple[str, LiteralValue]]:
    """Find the lists and objects of a script, each with the name that it is given there, if any."""
    at = tries = 0
    while tries < _MOST_TRIES and (found := _BEGINNING.search(text, at)) is not None:
        reader = _Reader(text, found.end())
        try:
            value = reader.value(0)
        except LiteralError:
            tries += 1
            at = found.end() + 1
        else:
            yield found["name"] or "", value
            at = reader.at


class _Reader:
    """Reads values one after the other; lists and objects are filled as they are read."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at
        self.outermost: LiteralValue = None

    def value(self, depth: int) -> LiteralValue:
        """Read the next value, and what is added to it by `+`."""
        value = self._single(depth)
        while self._past("+"):
            other = self._single(depth)
            if not (isinstance(value, str) and isinstance(other, str)):
                self._fail()
            value += other
        return value

    def end(self) -> None:
        """Refuse what stands behind a value, apart from a semicolon."""
        while self._past(";"):
            pass
        if self._next_or_end()[0]:
            self._fail()

    def _single(self, depth: int) -> LiteralValue:
        if depth > DEEPEST:
            self._fail()
        kind, written = self._next()
        if kind == "text":
            return _unescaped(written)
        if kind == "number":
            return _number(written)
        if kind == "name":
            return self._named(written, depth)
        if written not in _OPENING:
            self._fail()
        return self._list(depth) if written == "[" else self._object(depth)

    def _list(self, depth: int) -> LiteralValue:
        found: list[LiteralValue] = []
        self._keep(found, depth)
        while not self._past("]"):
            if self._past(","):
                continue
            found.append(None)
            found[-1] = self._value_inside(found, depth)
            if not self._past(",") and not self._peek_is("]"):
                self._fail()
        return found

    def _value_inside(self, found: list[LiteralValue], depth: int) -> LiteralValue:
        """Read a value of a list; one that breaks off is part of it as far as it goes."""
        outer, self.outermost = self.outermost, None
        try:
            return self.value(depth + 1)
        except LiteralError:
            if self.outermost is None:
                found.pop()
            else:
                found[-1] = self.outermost
            raise
        finally:
            self.outermost = outer

    def _object(self, depth: int) -> LiteralValue:
        found: dict[str, LiteralValue] = {}
        self._keep(found, depth)
        while not self._past("}"):
            if self._past(","):
                continue
            kind, token = self._next()
            if kind not in {"text", "name", "number"}:
                self._fail()
            name = _unescaped(token) if kind == "text" else token
            if not self._past(":"):
                self._fail()
            held: list[LiteralValue] = [None]
            try:
                found[name] = self._value_inside(held, depth)
            except LiteralError:
                found |= {name: held[0]} if held else {}
                raise
            if not self._past(",") and not self._peek_is("}"):
                self._fail()
        return found

    def _keep(self, found: LiteralValue, depth: int) -> None:
        if self.outermost is None or depth == 0:
            self.outermost = found

    def _named(self, name: str, depth: int) -> LiteralValue:
        """Read a constant, a date, or what a call wraps: `new vis.DataSet([…])`, `moment("2014-01-01")`."""
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name == "new":
            kind, name = self._next()
            if kind != "name":
                self._fail()
        if not self._past("("):
            return name  # a variable: its name is all that is known
        given: list[LiteralValue] = []
        while not self._past(")"):
            given.append(self.value(depth + 1))
            if not self._past(",") and not self._peek_is(")"):
                self._fail()
        called = name.rpartition(".")[2]
        if called in {"Date", "UTC"} and len(given) > 1:
            return _date(given, utc=called == "UTC")
        return given[0] if given else None

    def _next(self) -> tuple[str, str]:
        while True:
            found = _TOKEN.match(self._text, self.at)
            if found is None:
                self._fail()
            self.at = found.end()
            kind = found.lastgroup or ""
            if kind != "blank":
                return kind, found[kind]

    def _peek_is(self, sign: str) -> bool:
        before = self.at
        found = self._past(sign)
        self.at = before
        return found

    def _past(self, sign: str) -> bool:
        before = self.at
        kind, token = self._next_or_end()
        if kind == "sign" and token == sign:
            return True
        self.at = before
        return False

    def _next_or_end(self) -> tuple[str, str]:
        try:
            return self._next()
        except LiteralError:
            if self._text[self.at :].strip():
                raise
            return "", ""

    def _fail(self) -> NoReturn:
        raise LiteralError(self.at)


def _unescaped(token: str) -> str:
    inner = token[1:-1]
    if "\\" not in inner:
        return inner
    halves = _ESCAPE.sub(_sign, inner)  # a sign beyond 16 bits is written as two
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _sign(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is None:
        return _ESCAPED.get(found[4], found[4])
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


def _number(token: str) -> int | float:
    if token.lstrip("-")[:2].lower() == "0x":
        return int(token, 16)
    return float(token) if any(each in token for each in ".eE") else int(token)


def _date(given: list[LiteralValue], *, utc: bool) -> LiteralValue:
    """Write a date that a script makes of numbers; its months count from 0, its clock is nobody's unless it is UTC."""
    numbers = [each for each in given[:_MOST_DATE_PARTS] if isinstance(each, int) and not isinstance(each, bool)]
    if len(numbers) != len(given[:_MOST_DATE_PARTS]):
        return None
    year, month, day, hour, minute, second, _rest = (*numbers, *(0, 0, 1, 0, 0, 0, 0)[len(numbers) :])
    written = f"{'-' if year < 0 else ''}{abs(year):04d}-{month + 1:02d}"
    written += f"-{day:02d}" if len(numbers) > 2 else "-01"
    if len(numbers) > 3:
        written += f"T{hour:02d}:{minute:02d}:{second:02d}{'Z' if utc else ''}"
    return written
