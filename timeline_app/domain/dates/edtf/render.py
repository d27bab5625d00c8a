"""Write what was taken apart as EDTF text again, in one canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.edtf.tree import DatePart, SetPart

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import Edtf, End, SetMember


def render(tree: Edtf) -> str:
    """Give the canonical EDTF text of a tree."""
    if isinstance(tree, DatePart):
        return tree.text
    if isinstance(tree, SetPart):
        inside = ",".join(map(_member, tree.members))
        return f"[{inside}]" if tree.one_of else f"{{{inside}}}"
    return f"{_end(tree.start)}/{_end(tree.end)}"


def _end(end: End) -> str:
    return end if isinstance(end, str) else render(end)


def _member(member: SetMember) -> str:
    first = member.first.text if member.first else ""
    last = member.last.text if member.last else ""
    return f"{first}..{last}" if member.is_range else first
