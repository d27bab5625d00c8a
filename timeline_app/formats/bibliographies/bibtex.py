r"""Read and write BibTeX and BibLaTeX: entries, string macros, cross-references.

Text with LaTeX in it as plain text: \'e is é, {\"o} is ö, and braces that only keep capitals go.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from timeline_app.domain.records import Source
from timeline_app.formats.bibliographies.parts import (
    archived_at,
    edtf_from_parts,
    edtf_of,
    kind_named,
    name_in_order,
    name_of_kind,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_ACCENTS: Final = (
    ("`", "\u0300"), ("'", "\u0301"), ("^", "\u0302"), ("~", "\u0303"), ('"', "\u0308"), ("=", "\u0304"),
    (".", "\u0307"), ("u", "\u0306"), ("v", "\u030c"), ("H", "\u030b"), ("c", "\u0327"), ("k", "\u0328"),
    ("r", "\u030a"), ("d", "\u0323"), ("b", "\u0331"),
)  # fmt: skip
_LETTERS: Final = (
    ("ss", "ß"), ("ae", "æ"), ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("aa", "å"), ("AA", "Å"), ("o", "ø"), ("O", "Ø"),
    ("l", "ł"), ("L", "Ł"), ("i", "ı"), ("j", "ȷ"), ("dj", "đ"), ("DJ", "Đ"), ("textendash", "–"), ("textemdash", "—"),
    ("ldots", "…"), ("dots", "…"), ("textquoteright", "’"), ("textquoteleft", "‘"), ("slash", "/"), ("LaTeX", "LaTeX"),
    ("TeX", "TeX"), ("enquote", ""), ("copyright", "©"), ("S", "§"), ("P", "¶"),
)  # fmt: skip
_ACCENT: Final = re.compile(
    r"\\([`'^~\"=.])\s*\{?\s*(\\[ij](?![a-zA-Z])|[^\W\d_])\s*\}?|\\([uvHckrdb])(?:\s*\{\s*(\\?[^\W\d_])\s*\}|\s+(\\?[^\W\d_]))"
)
_COMMAND: Final = re.compile(r"\\([a-zA-Z]+)\*?\s*")
_SYMBOL: Final = re.compile(r"\\([&%$#_{} ,;/-])")
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for braces that are meant as braces while the others go."""


def plain_text(text: str) -> str:
    """Give `text` without LaTeX."""
    if "\\" in text or "{" in text or "~" in text or "--" in text:
        letters = dict(_LETTERS)
        text = text.replace(r"\{", _OPEN).replace(r"\}", _CLOSE)
        text = _ACCENT.sub(_accented, text)
        text = _SYMBOL.sub(lambda match: "" if match[1] in "/-" else match[1], text)
        text = _COMMAND.sub(lambda match: letters.get(match[1], ""), text)
        text = text.replace("---", "—").replace("--", "–").replace("~", " ")
        text = re.sub(r"[{}$]", "", text)
    text = text.replace("``", "“").replace("''", "”")
    return " ".join(text.replace(_OPEN, "{").replace(_CLOSE, "}").split())


def _accented(match: re.Match[str]) -> str:
    sign = match[1] or match[3]
    letter = (match[2] or match[4] or match[5]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + dict(_ACCENTS)[sign])


def latex_text(text: str) -> str:
    """Give plain text as it may stand between the braces of a BibTeX field, in UTF-8."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", ""))


_ENTRY: Final = re.compile(r"@\s*([A-Za-z]+)\s*([({])")
_NAME: Final = re.compile(r"\s*([^\s,={}()\"#]+)\s*(=|,|(?=[)}]))")
_NO_SOURCES: Final = frozenset({"comment", "preamble", "string", "set", "xdata", "control"})
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTAINERS: Final = ("journaltitle", "journal", "publisher", "organization", "institution", "school", "booktitle",
                      "howpublished")  # fmt: skip
_OPEN_ENTRY: Final = "@open"
"""A field, by no name that a file can give, of an entry that the file ends in."""
_LOST_BRACE: Final = "@lost"
"""Likewise of one that the next entry breaks off, or of which a value holds what are fields or entries of their own."""
_SWALLOWED: Final = re.compile(
    r"(?:,\s*|^[ \t]*)(?:title|author|editor|year|date|month|url|urldate|journal|journaltitle|publisher|booktitle|doi"
    r"|pages|volume|number|note|abstract|isbn|issn|address|location|language|langid|keywords)\s*=\s*[{\"\d]"
    r"|^[ \t]*@[a-z]+\s*[{(][^\s,{}]+\s*,",
    re.IGNORECASE | re.MULTILINE,
)
_DEEPEST: Final = 8
"""Crossed references that are followed in a row; a circle of them ends here."""

_LONGEST: Final = 100_000
"""Letters of a value: an abstract fits; macros that double each other end here."""

_DEFINED: Final = re.compile(
    r"\\(?:new|renew|provide)command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\[([1-9])\]\s*\{((?:[^{}]|\{[^{}]*\}){0,500})\}"
)
_USED: Final = re.compile(r"\\([A-Za-z]+)\s*(?=\{)")
_MOST_USES: Final = 200
"""Of defined commands in one value; those that bring each other end here."""

Fields = dict[str, str]
Commands = dict[str, tuple[int, str]]
"""Of a command that the file defines: how many arguments it takes, and what it prints of them."""


def read_bibtex(text: str) -> list[Source]:
    """Read the entries of a BibTeX file; what cannot be read is passed over."""
    entries: dict[str, tuple[str, Fields]] = {}
    commands: Commands = {"noopsort": (1, "")}  # sorts, and prints nothing: many files use it, few define it
    commands |= {name: (int(count), body) for name, count, body in _DEFINED.findall(text)}
    for number, (kind, key, fields) in enumerate(_entries(text)):
        shown = {name: _printed(value, commands) for name, value in fields.items()}
        name = key.lower()
        entries[name if name and name not in entries else f"@{number}"] = (kind, shown | {"@key": key})
    found = []
    for kind, fields in entries.values():
        if kind not in _NO_SOURCES:
            found.append(_source(kind, _inherited(fields, entries)))
    return found


def entry_left_open(text: str) -> str | None:
    """Give the key of the entry that nothing closes, so that all behind it became a part of it; None for none."""
    return next((key for _kind, key, fields in _entries(text) if _OPEN_ENTRY in fields), None)


def entries_with_a_lost_brace(text: str) -> list[str]:
    """Give the keys of entries that lack a brace somewhere, so that less or more was read of them than was meant."""
    return [key for _kind, key, fields in _entries(text) if _LOST_BRACE in fields and _OPEN_ENTRY not in fields]


def _entries(text: str) -> Iterator[tuple[str, str, Fields]]:
    macros = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
    place = 0
    while (match := _ENTRY.search(text, place)) is not None:
        kind, place = match[1].lower(), match.end()
        if kind == "comment":
            continue
        key = ""
        if kind not in {"string", "preamble"}:
            named = _NAME.match(text, place)
            if named is None:
                continue
            key, place = named[1], named.end()
        fields, place = _fields(text, place, macros)
        if place > len(text):
            fields[_OPEN_ENTRY] = ""
        elif not text.startswith(("}", ")"), place - 1) or any(map(_SWALLOWED.search, fields.values())):
            fields[_LOST_BRACE] = ""
        if kind == "string":
            macros |= fields
        else:
            yield kind, key, fields


def _fields(text: str, place: int, macros: Mapping[str, str]) -> tuple[Fields, int]:
    fields: Fields = {}
    while True:
        while place < len(text) and (text[place].isspace() or text[place] == ","):
            place += 1
        named = _NAME.match(text, place)
        if named is None or named[2] != "=":
            return fields, place if text.startswith("@", place) else place + 1  # an @ begins the next entry
        value, place = _value(text, named.end(), macros)
        fields[named[1].lower()] = value


def _value(text: str, place: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """Read a value: pieces in braces or quotes, macros and figures, joined by #; macros of macros end somewhere."""
    pieces: list[str] = []
    room = _LONGEST
    while place < len(text):
        while place < len(text) and text[place].isspace():
            place += 1
        letter = text[place : place + 1]
        if letter in {"{", '"'}:
            end = _closing(text, place)
            piece = text[place + 1 : end]
            place = end + 1
        else:
            match = re.compile(r"[^\s,#{}()\"]*").match(text, place)
            name = match[0] if match else ""
            piece = macros.get(name.lower(), name)
            place += len(name)
        pieces.append(piece[:room])
        room -= len(pieces[-1])
        following = re.compile(r"\s*#").match(text, place)
        if following is None:
            break
        place = following.end()
    return "".join(pieces), place


def _closing(text: str, place: int) -> int:
    """Find the brace or quote that closes the one at `place`; quotes inside braces close nothing."""
    quoted, depth = text[place] == '"', 0
    index = place + 1
    while index < len(text):
        letter = text[index]
        if letter == "\\":
            index += 1
        elif letter == "{":
            depth += 1
        elif letter == "}":
            if depth == 0 and not quoted:
                return index
            depth -= 1
        elif letter == '"' and quoted and depth == 0:
            return index
        index += 1
    return len(text)


def _printed(value: str, commands: Commands) -> str:
    """Give a value as it is printed, its commands that the file defines carried out."""
    if "\\" not in value:
        return value
    place = uses = 0
    while uses < _MOST_USES and (match := _USED.search(value, place)) is not None:
        place = match.end()
        if match[1] not in commands:
            continue
        count, body = commands[match[1]]
        given, end = _arguments(value, place, count)
        if len(given) == count:
            holes = {f"#{number}": text for number, text in enumerate(given, 1)}
            shown = re.sub(r"#[1-9]", lambda hole, holes=holes: holes.get(hole[0], ""), body)  # type: ignore[misc]
            value = (value[: match.start()] + shown + value[end:])[:_LONGEST]
            place, uses = match.start(), uses + 1
    return value


def _arguments(value: str, place: int, count: int) -> tuple[list[str], int]:
    """Give the arguments in braces that follow a command, and where they end."""
    given: list[str] = []
    while len(given) < count and value[place : place + 1] == "{":
        end = _closing(value, place)
        given.append(value[place + 1 : end])
        place = end + 1
    return given, place


def _inherited(fields: Fields, entries: Mapping[str, tuple[str, Fields]], depth: int = 0) -> Fields:
    parent = entries.get(fields.get("crossref", "").strip().lower())
    if parent is None or depth > _DEEPEST:
        return fields
    given = dict(_inherited(parent[1], entries, depth + 1))
    if "title" in given:
        given.setdefault("booktitle", given.pop("title"))
    return given | fields


def _source(kind: str, fields: Fields) -> Source:
    title = ". ".join(plain_text(fields[name]) for name in ("title", "subtitle") if fields.get(name))
    people = fields.get("author") or fields.get("editor") or ""
    doi = fields.get("doi", "").strip().removeprefix("https://doi.org/")
    return Source(
        "",
        title or plain_text(fields.get("booktitle", "")),
        next((plain_text(fields[name]) for name in _CONTAINERS if fields.get(name)), ""),
        "; ".join(_people(people)),
        _address(fields) or (f"https://doi.org/{doi}" if doi else ""),
        _date(fields),
        edtf_of(fields.get("urldate", "")),
        kind_named(kind),
        plain_text(fields.get("language", "") or fields.get("langid", "")),
        external_id=fields["@key"],
        archive_url=archived_at(_unescaped(fields.get("archiveurl", ""))),
    )


def _people(text: str) -> list[str]:
    """Take names apart at "and" outside braces; a name in braces is that of a body and stays as it is."""
    names, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\s+and\s+", text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth == 0:
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    bare = [name.strip() for name in names if name.strip() and name.strip() != "others"]
    return [plain_text(each) if each.startswith("{") else name_in_order(plain_text(each)) for each in bare]


def _address(fields: Fields) -> str:
    url = fields.get("url", "").strip()
    if not url:
        found = re.search(r"https?://[^\s{}]+", fields.get("howpublished", "") + " " + fields.get("note", ""))
        url = found[0] if found else ""
    return _unescaped(url)


def _unescaped(url: str) -> str:
    return url.replace("\\", "").strip("{} ")


def _date(fields: Fields) -> str:
    if fields.get("date"):
        return edtf_of(fields["date"])
    year = edtf_of(plain_text(fields.get("year", "")))
    parts = parts_of(year)
    if not parts:
        return year
    month = re.findall(r"[a-z]{3}|\d+", plain_text(fields.get("month", "")).lower())
    number = next((_month(each) for each in month if _month(each)), 0)
    day = fields.get("day", "").strip()
    return edtf_from_parts(parts[0], number, int(day) if number and re.fullmatch(r"\d\d?", day) else 0)


def _month(word: str) -> int:
    if word.isdecimal():
        return int(word) if len(word) <= 2 and int(word) <= len(_MONTHS) else 0
    return _MONTHS.index(word) + 1 if word in _MONTHS else 0


def write_bibtex(sources: Iterable[Source]) -> str:
    """Write sources as BibLaTeX entries in UTF-8."""
    keys: set[str] = set()
    return "\n".join(_entry(source, _key(source, keys)) for source in sources)


def _entry(source: Source, key: str) -> str:
    people = " and ".join(f"{{{latex_text(name.strip())}}}" for name in source.author.split(";") if name.strip())
    kind = name_of_kind(source.kind, 2)
    values = (
        ("title", f"{{{latex_text(source.title)}}}"),
        ("author", people),
        ("journaltitle" if kind == "article" else "publisher", latex_text(source.publisher)),
        ("date", source.published),
        ("url", _in_braces(source.url)),
        ("urldate", source.retrieved),
        ("archiveurl", _in_braces(source.archive_url)),
        ("langid", latex_text(source.language)),
    )
    lines = [f"  {name} = {{{value}}},\n" for name, value in values if value and value != "{}"]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _in_braces(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D")


def _key(source: Source, taken: set[str]) -> str:
    """Give an entry its key: the one it came with, or a name and a year."""
    name = re.sub(r"[^A-Za-z0-9]", "", (source.author or source.publisher or source.title).split(";")[0].split(" ")[-1])
    wanted = source.external_id if re.fullmatch(r"[A-Za-z0-9:._/-]+", source.external_id) else ""
    wanted = wanted or f"{name or 'source'}{source.published[:4]}"
    key, number = wanted, 1
    while key.lower() in taken:
        number += 1
        key = f"{wanted}-{number}"
    taken.add(key.lower())
    return key
