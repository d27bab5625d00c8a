"""JSON that is written piece by piece: an object whose last member is a long list."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_OFTEN: Final = 100


def write_object(
    path: Path,
    head: Mapping[str, object],
    name: str,
    entries: Iterable[object],
    tail: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[int]:
    """Write an object with the members of `head` and then the list `name`; tell now and then how many are written.

    The members of `tail` stand last; what they say may be found while the list is written.

    `<` is coded, so that a page which has the file inside a script does not end it.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("{\n")
        for key, value in head.items():
            file.write(f"{_spelled(key)}: {_spelled(value)},\n")
        file.write(f"{_spelled(name)}: [")
        count = 0
        for count, entry in enumerate(entries, 1):
            file.write(("" if count == 1 else ",") + "\n" + _spelled(entry))
            if count % _OFTEN == 0:
                yield count
        file.write("\n]" if count else "]")
        file.write("".join(f",\n{_spelled(key)}: {_spelled(value)}" for key, value in tail.items()) + "\n}\n")


def _spelled(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
