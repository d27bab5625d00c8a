"""Values behave as the frozen dataclasses with slots whose place they take."""

from __future__ import annotations

import dataclasses
import pickle
import typing
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.base.fast_dataclasses import FEW, NamedTuple, holder, value


@value
class Point:
    """Has a docstring."""

    kind: ClassVar[str] = "point"
    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False, repr=False)

    @property
    def sum(self) -> int:
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Model:
    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False, repr=False)


@value
class Settled:
    text: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.text))


@value
class Empty:
    pass


@value
class Deeper(Point):
    z: int = 9


@dataclass(frozen=True, slots=True)
class Derived(Point):
    w: int = 3


@value
class Odd:  # noqa: PLW1641 - that it gets a hash all the same is what is tried
    x: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Odd)


@given(st.integers(), st.integers(), st.lists(st.text()).map(tuple))
def test_a_value_is_made_compared_and_taken_apart_as_a_dataclass_is(x, y, names):
    ours, model = Point(x, y, names), Model(x, y, names)
    assert astuple(ours) == astuple(model)
    assert asdict(ours) == asdict(model)
    assert repr(ours) == repr(model).replace("Model", "Point")
    assert ours == Point(x, y=y, names=names, seen=5)
    assert ours != Point(x + 1, y, names)
    assert ours != model
    assert replace(ours, y=7) == Point(x, 7, names)
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - our own


def test_values_have_the_fields_of_a_dataclass():
    assert dataclasses.is_dataclass(Point)
    assert [each.name for each in fields(Point)] == [each.name for each in fields(Model)]
    assert [each.name for each in fields(Deeper(1))] == ["x", "y", "names", "notes", "seen", "z"]


def test_a_value_cannot_be_changed_and_takes_nothing_new():
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="“x” of Point cannot be changed"):
        point.x = 2
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.other = 1
    assert not hasattr(point, "__dict__")


def test_missing_and_unknown_arguments_are_refused():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()
    with pytest.raises(TypeError, match="unexpected keyword argument 'q'"):
        Point(1, q=2)


def test_equal_values_have_one_hash_and_each_its_own_default_list():
    assert hash(Settled("ab")) == hash(Settled("ab"))
    assert len({Settled("ab"), Settled("ab"), Settled("c")}) == 2
    assert Point(1).notes is not Point(1).notes


def test_what_is_settled_after_making_is_part_of_the_value():
    assert Settled("abc").length == 3
    assert repr(Settled("abc")) == "Settled(text='abc', length=3)"


def test_a_match_statement_takes_a_value_apart():
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_values_can_be_derived_from_by_values_and_by_dataclasses():
    assert Deeper(1, z=2) == Deeper(1, z=2) != Deeper(1, z=3)
    assert Derived(1, w=4) == replace(Derived(1), w=4)
    assert Deeper(3, 4).sum == 7


def test_a_value_without_fields_equals_another():
    assert Empty() == Empty()
    assert repr(Empty()) == "Empty()"


def test_an_equality_of_its_own_is_kept_and_does_not_cost_the_hash():
    assert Odd(1) == Odd(2)
    assert hash(Odd(1)) == hash(Odd(1))


class Place(NamedTuple):
    """Says where."""

    row: int
    side: str = "left"

    @property
    def beside(self) -> str:
        return f"{self.side} of {self.row}"


class ByTyping(typing.NamedTuple):
    """Says where."""

    row: int
    side: str = "left"

    @property
    def beside(self) -> str:
        return f"{self.side} of {self.row}"


def test_a_named_tuple_is_what_typing_makes_of_it() -> None:
    ours, theirs = Place(3), ByTyping(3)
    assert tuple(ours) == tuple(theirs) == (3, "left")
    assert ours.beside == theirs.beside
    assert ours._replace(side="right") == theirs._replace(side="right")
    assert repr(ours).removeprefix("Place") == repr(theirs).removeprefix("ByTyping")
    for name in ("_fields", "_field_defaults", "__doc__", "__match_args__"):
        assert getattr(Place, name) == getattr(ByTyping, name)
    assert typing.get_type_hints(Place) == typing.get_type_hints(ByTyping)
    assert (Place.__qualname__, Place.__module__) == ("Place", __name__)
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - it is our own
    with pytest.raises(TypeError):
        Place()


@holder
class Shelf:
    name: str
    books: list[str] = field(default_factory=list)
    full: bool = False


@dataclass(slots=True, eq=False, repr=False)
class ShelfModel:
    name: str
    books: list[str] = field(default_factory=list)
    full: bool = False


def test_a_holder_behaves_as_the_dataclass_whose_place_it_takes():
    ours, model = Shelf("a", full=True), ShelfModel("a", full=True)
    for shelf in (ours, model):
        shelf.name = "b"
        shelf.books.append("x")
        assert not hasattr(shelf, "__dict__")
        with pytest.raises(AttributeError):
            shelf.other = 1
    assert astuple(ours) == astuple(model) == ("b", ["x"], True)
    assert asdict(replace(ours, full=False)) == {"name": "b", "books": ["x"], "full": False}
    assert ours == ours  # noqa: PLR0124 - itself alone
    assert ours != Shelf("b", ["x"], full=True)
    assert Shelf("c").books is not Shelf("c").books
    assert hash(ours) != hash(Shelf("b"))
    assert pickle.loads(pickle.dumps(ours)).books == ["x"]  # noqa: S301 - our own
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Shelf()


def made_anew(make):
    """Make a class of five kinds of fields, of which no value has been made yet."""

    @make
    class Late:
        x: int
        y: int = 2
        notes: list[int] = field(default_factory=list)
        fixed: int = field(default=7, init=False)
        length: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", self.x + self.y)

    return Late


ARGUMENTS = st.tuples(
    st.lists(st.integers(0, 9), max_size=4),
    st.dictionaries(st.sampled_from(["x", "y", "notes", "fixed", "length", "q"]), st.integers(0, 9), max_size=4),
)
MAKERS = {value: dataclass(frozen=True, slots=True), holder: dataclass(slots=True, eq=False, repr=False)}


@pytest.mark.parametrize("ours", MAKERS)
@given(st.lists(ARGUMENTS, min_size=1, max_size=FEW * 3))
def test_the_first_values_and_all_later_ones_are_made_as_a_dataclass_makes_them(ours, calls):
    late, model = made_anew(ours), made_anew(MAKERS[ours])
    for given_, named in calls:
        answers = []
        for cls in (late, model):
            try:
                answers.append(astuple(cls(*given_, **named)))
            except TypeError as error:
                answers.append(str(error).replace("made_anew.<locals>.Late.", ""))
        assert answers[0] == answers[1]


def test_a_class_of_which_many_values_are_made_gets_an_initialiser_of_its_own():
    late = made_anew(value)
    for number in range(FEW + 1):
        late(number)
    assert late.__init__.__code__.co_varnames == ("self", "x", "y", "notes")
