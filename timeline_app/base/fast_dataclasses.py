"""Frozen dataclasses that are cheap to import: a third of the cost of `@dataclass(frozen=True, slots=True)`.

The dataclass decorator writes six methods as text for every class and compiles each. Some eighty values are needed
for the first frame, and that took a quarter of the time that a bare window takes to start. Here only `__init__` is
compiled, and only once some values are made: in the first frame most classes have none, or very few. The other methods
are the same for all and ask an `attrgetter`, which is as fast when they run.
`dataclasses.replace`, `fields`, `asdict` and `match` work as on any dataclass.

`typing.NamedTuple` likewise: it checks the type of each field, and compiles its annotation for that, which takes
longer than all else that a named tuple needs.
"""

from __future__ import annotations

import dataclasses
from collections import namedtuple
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - a type checker shall see the real one
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - likewise
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, **others: bool) -> Callable[[type], type]:
        """Stand in for `dataclasses.dataclass`, which makes what is neither a frozen value nor a plain holder."""
        if frozen and slots and not others:
            return value
        if slots and not frozen and others == {"eq": False, "repr": False}:
            return holder
        return dataclasses.dataclass(frozen=frozen, slots=slots, **others)

    class NamedTupleMaker(type):
        """Makes a named tuple of a class of annotated fields."""

        def __new__(cls, name: str, _bases: tuple[type, ...], space: dict[str, Any]) -> type:
            """Give the tuple with its defaults, and with what else the class holds."""
            fields = space.get("__annotations__", {})
            defaults = [space.pop(each) for each in fields if each in space]
            made = namedtuple(  # noqa: PYI024 - this is what makes the other
                name, fields, defaults=defaults, module=space.pop("__module__")
            )
            for key, each in space.items():
                setattr(made, key, each)
            return made

    NamedTuple = type.__new__(NamedTupleMaker, "NamedTuple", (), {})


T = TypeVar("T")

FEW: Final = 5
"""So many values of a class are filled without an `__init__` of its own: to compile one takes as long as to fill 20."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Value:
    """Lends its parameters to every value: `dataclasses` asks for them when another class derives from one."""


@dataclasses.dataclass(slots=True, eq=False, repr=False)
class _Holder:
    """Lends its parameters to every holder."""


def value(cls: type[T]) -> type[T]:
    """Make a class of annotated fields a frozen value with slots, equality, hash and representation."""
    return _made_of(cls, _Value)


def holder(cls: type[T]) -> type[T]:
    """Make a class of annotated fields one with slots whose fields may change; each is equal to itself alone."""
    return _made_of(cls, _Holder)


def _made_of(cls: type[T], model: type) -> type[T]:
    fields = {name: each for base in reversed(cls.__mro__[1:]) for name, each in _fields_of(base).items()}
    space = {name: each for name, each in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    own = _take_fields(cls, space)
    fields |= own
    space |= {
        "__slots__": tuple(own),
        "__match_args__": tuple(fields),
        "__dataclass_fields__": fields,
        "__dataclass_params__": vars(model)["__dataclass_params__"],
    }
    frozen = model is _Value
    for name, method in _frozen_methods(fields.values()).items() if frozen else ():
        if space.get(name) is None:  # Python sets __hash__ to None where a class writes its own __eq__
            space[name] = method
    metaclass: Any = type(cls)
    made: type[T] = metaclass(cls.__name__, cls.__bases__, space)
    _initialise_late(made, list(fields.values()), frozen=frozen, settles="__post_init__" in space)
    made.__qualname__ = cls.__qualname__
    return made


def _fields_of(cls: type) -> dict[str, dataclasses.Field[Any]]:
    found: dict[str, dataclasses.Field[Any]] = vars(cls).get("__dataclass_fields__", {})
    return found


def _take_fields(cls: type, space: dict[str, Any]) -> dict[str, dataclasses.Field[Any]]:
    """Take the defaults out of the class, where slots would clash with them, and give the fields."""
    own = {}
    for name, kind in vars(cls).get("__annotations__", {}).items():
        if str(kind).startswith("ClassVar"):
            continue
        given = space.pop(name, dataclasses.MISSING)
        each: Any = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
        each.name, each.type, each.kw_only = name, kind, False
        each._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way
        own[name] = each
    return own


def _initialise_late(made: type, fields: list[dataclasses.Field[Any]], *, frozen: bool, settles: bool) -> None:
    """Fill the first values of a class one field after the other, and compile for all later ones an `__init__`."""
    put = object.__setattr__ if frozen else setattr
    left = FEW

    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807 - what it stands in for
        nonlocal left
        left -= 1
        if left >= 0 and (values := _bound(fields, given, named)) is not None:
            for name, each in values.items():
                put(self, name, each)
            if settles:
                self.__post_init__()  # type: ignore[attr-defined]
            return
        compiled = _initialiser(fields, frozen=frozen, settles=settles)
        made.__init__ = compiled  # type: ignore[misc]
        compiled(self, *given, **named)

    made.__init__ = __init__  # type: ignore[misc]


def _bound(
    fields: list[dataclasses.Field[Any]], given: tuple[object, ...], named: dict[str, object]
) -> dict[str, object] | None:
    """Give what each field is to hold; None where the arguments are not those of the fields, for Python to say why."""
    asked = [each.name for each in fields if each.init]
    values = dict(zip(asked, given, strict=False)) | named
    if len(values) < len(given) + len(named) or not values.keys() <= set(asked):
        return None
    for each in fields:
        if each.name in values:
            continue
        if each.default is not dataclasses.MISSING:
            values[each.name] = each.default
        elif each.default_factory is not dataclasses.MISSING:
            values[each.name] = each.default_factory()
        elif each.init:
            return None
    return values


def _initialiser(fields: Iterable[dataclasses.Field[Any]], *, frozen: bool, settles: bool) -> Callable[..., None]:
    """Compile `__init__`: it runs for every value made, so it is worth its compilation."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    head, body = ["self"], ["pass"]
    for each in fields:
        name, given = each.name, each.name
        if each.default is not dataclasses.MISSING:
            known[f"_{name}"] = each.default
            head += [f"{name}=_{name}"] * each.init
            given = name if each.init else f"_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            known[f"_{name}"] = each.default_factory
            head += [f"{name}=_missing"] * each.init
            given = f"_{name}() if {name} is _missing else {name}" if each.init else f"_{name}()"
        elif each.init:
            head.append(name)
        else:
            continue  # __post_init__ sees to it
        body.append(f"_set(self, {name!r}, {given})" if frozen else f"self.{name} = {given}")
    body += ["self.__post_init__()"] * settles
    exec(f"def __init__({', '.join(head)}):\n " + "\n ".join(body), known)  # noqa: S102 - as dataclasses does
    made: Callable[..., None] = known["__init__"]
    return made


def _frozen_methods(fields: Iterable[dataclasses.Field[Any]]) -> dict[str, Any]:
    """Give equality, hash and representation over the fields, and refuse changes."""
    names = [each.name for each in fields if each.compare]
    shown = [each.name for each in fields if each.repr]
    held: Callable[[object], object] = attrgetter(*names) if names else type

    def equal(self: object, other: object) -> bool:
        return held(self) == held(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(held(self))

    def told(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    state = {name: vars(_Value)[name] for name in ("__getstate__", "__setstate__")}
    return {
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": told,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    } | state


def _refuse(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"“{name}” of {type(self).__name__} cannot be changed")
