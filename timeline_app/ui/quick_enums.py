"""Makes Qt's enumerations in a tenth of the time that Python takes for them.

A window needs some two hundred of Qt's enumerations with 3,300 members before it can paint: who asks for one of the
namespace `Qt` gets all 93 of it. PySide6 has each made by Python's `enum`, which is ready for members with any values
and methods and takes 15 µs for one: a quarter of the time that a bare window takes to start. Qt's members are whole
numbers with plain names. For those Python makes the class without members, and they are put in here.

What is not as plain, and any Python other than the one this was compared with, is left to Python.
(docs/decisions/0010-what-the-first-frame-waits-for.md; tests/startup/test_start.py compares all of Qt's enumerations)
"""

from __future__ import annotations

import enum
import sys
from typing import Any, Final

_COMPARED_WITH: Final = (3, 11)
_KINDS: Final = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_ASKED: Final = {"module": None, "qualname": None, "type": None, "start": 1, "boundary": enum.KEEP}
"""How PySide6 asks for an enumeration."""
_NOT_BODY: Final = ("__dict__", "__weakref__", "__module__", "__new__")


def quicken_enums() -> None:
    """Let what PySide6 asks of `enum` from now on be made quickly."""
    if sys.version_info[:2] == _COMPARED_WITH:
        kind: Any = enum.EnumType
        kind._create_ = quick_way(kind._create_)


def quick_way(own_way: Any) -> Any:
    """Give a function in place of `own_way`, Python's, that goes the long way only where it must."""
    empty: dict[Any, dict[str, Any]] = {}
    taken = {kind: {name for each in kind.__mro__ for name in vars(each)} | {"mro", ""} for kind in _KINDS}

    def make(kind: Any, name: str, members: Any, **how: Any) -> Any:
        if kind not in _KINDS or how != _ASKED or not _are_plain(members, taken[kind]):
            return own_way(kind, name, members, **how)
        if kind not in empty:
            vacant = vars(own_way(kind, "Vacant", (), **how))
            empty[kind] = {key: vacant[key] for key in vacant if key not in _NOT_BODY}
        fresh: dict[str, Any] = {"_member_names_": [], "_member_map_": {}, "_value2member_map_": {}}
        body = {**empty[kind], **fresh, "_unhashable_values_": [], "__module__": "builtins"}  # PySide6 knows better
        made: Any = type.__new__(enum.EnumType, name, (kind,), body)
        type.__setattr__(made, "__new__", enum.Enum.__new__)
        _put_members(made, members)
        if issubclass(kind, enum.Flag):
            _settle_bits(made)
        return made

    return make


def _are_plain(members: Any, taken: set[str]) -> bool:
    """Tell whether these are pairs of a name that means nothing else and a whole number."""
    if type(members) is not list or not all(type(each) is tuple and type(each[1]) is int for each in members):
        return False
    names = {name for name, _ in members}
    return len(names) == len(members) and taken.isdisjoint(names) and not any(name[0] == "_" for name in names)


def _put_members(made: Any, members: list[tuple[str, int]]) -> None:
    """Make the members and put them where `enum` looks for them."""
    new, takes_value, bits = made._new_member_, made._use_args_, issubclass(made, enum.Flag)
    by_value, by_name, names = made._value2member_map_, made._member_map_, made._member_names_
    put = type.__setattr__
    for name, value in members:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value) if takes_value else new(made)
            member._name_, member._value_ = name, value
            member.__objclass__, member._sort_order_ = made, len(names)
            if not bits or (value and not value & (value - 1)):  # a flag of several bits is another name for them
                names.append(name)
        by_name[name] = member
        put(made, name, member)


def _settle_bits(made: Any) -> None:
    """Say which bits the flags have, and whether they come in the order of their values."""
    values = list(made._value2member_map_)
    for value in values:
        made._flag_mask_ |= value
        if value and not value & (value - 1):
            made._singles_mask_ |= value
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    listed = [made._member_map_[name]._value_ for name in made._member_names_]
    if listed != sorted(listed):
        made._iter_member_ = made._iter_member_by_def_
