"""Timelines that people write as text: the blocks of a Markdown file that hold them, and the words of their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.formats.timelines.entry_parts import address_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FENCE: Final = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)*(?P<fence>`{3,}|~{3,})[ \t]*(?P<name>[\w-]+)", re.MULTILINE)
_WIKI: Final = re.compile(r"!?\[\[([^\[\]|]{1,500})(?:\|([^\[\]]{1,500}))?\]\]")
_LINK: Final = re.compile(
    r"(!?)\[([^\[\]]{0,500})\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()]{0,200}\))?)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_BARE: Final = re.compile(r"(?<![\w(\[<\"'=])https?://[^\s<>\"'\[\]]+[^\s<>\"'\[\].,;:!?)]", re.IGNORECASE)


def blocks_of(text: str, names: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """Give the fenced blocks of some names, each as its lines with the number of the first."""
    fence = ""
    wanted = False
    first = 0
    held: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip().lstrip("> ")
        if not fence:
            found = FENCE.match(line)
            mark = re.match(r"`{3,}|~{3,}", stripped)
            if mark is not None:
                fence, wanted = mark[0], found is not None and found["name"].lower() in names
                first, held = number + 1, []
        elif stripped.startswith(fence) and not stripped.strip(fence[0]):
            if wanted:
                yield first, held
            fence = ""
        elif wanted:
            held.append(line)
    if fence and wanted and held:
        yield first, held  # the last fence is missing, as in what breaks off


def unlinked(text: str) -> tuple[str, list[str]]:
    """Give a text with the words of its links instead of them, and the addresses that it links to."""
    links: list[str] = []

    def words(found: re.Match[str]) -> str:
        if url := address_of(found[3]):
            links.append(url)
            return found[2]
        return found[0]

    plain = _LINK.sub(words, _WIKI.sub(lambda found: found[2] or found[1], text))
    links += _BARE.findall(plain)
    return plain, links
