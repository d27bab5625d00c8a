"""A store driven at random against a model in memory: changed, undone, redone, imported into, shared, reopened."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.columns import EventColumns
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import STATUSES, Actor, Category, Event, Participation, Record, new_id
from timeline_app.domain.text.normalize import words_of
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

DATES = st.sampled_from(
    ["", "2025-07-23", "2025-07-23T14:00Z", "2025-07", "2014~", "-0044-03-15", "2022-02-24/..", "../2014", "1990/1994"]
)
WORDS = st.sampled_from(
    ["talks", "Київ", "strike", "Zürich", "bridge 14", "«перемир'я»", "a", "=1+1", "\U0001f54a dove"]
)
State = dict[str, Record]


def without_stamps(record: Record) -> Record:
    return replace(record, created="", updated="") if isinstance(record, Event) else record


def by_id(store: Store) -> State:
    kinds = (Category, Actor, Event)
    return {record.id: without_stamps(record) for record in store.records() if isinstance(record, kinds)}


class StoreMachine(RuleBasedStateMachine):
    """`states` is what undo goes back through, `undone` what redo goes forth through; the last of `states` is now."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="store-machine-"))
        self.chronology = Chronology(Store.create(self.folder / "a.timelinedb"))
        self.states: list[State] = [{}]
        self.undone: list[State] = []
        self.heard = 0
        self.chronology.subscribe(self.listen)

    def listen(self, _change: Change, _origin: object) -> None:
        self.heard += 1

    def teardown(self) -> None:
        self.chronology.close()
        shutil.rmtree(self.folder)

    @property
    def now(self) -> State:
        return self.states[-1]

    def done(self, state: State) -> None:
        if state != self.now:
            self.states.append(state)
            self.undone.clear()

    def events(self) -> list[Event]:
        return [record for record in self.now.values() if isinstance(record, Event)]

    def change(self, before: tuple[Record, ...], after: tuple[Record, ...]) -> None:
        self.chronology.do(Change("a change", before, after))
        state = dict(self.now)
        for record in before:
            state.pop(record.id)
        state.update({record.id: record for record in after})
        self.done(state)

    @initialize()
    def begin_with_lists(self) -> None:
        self.change((), (Category(new_id(), "Diplomacy"), Actor(new_id(), "Rustem Umerov", aliases=("Umjerow",))))

    @rule(title=WORDS, start=DATES, status=st.sampled_from(STATUSES), with_names=st.booleans())
    def add(self, *, title: str, start: str, status: str, with_names: bool) -> None:
        lists = self.now.values()
        actors = [r.id for r in lists if isinstance(r, Actor)] if with_names else []
        categories = [r.id for r in lists if isinstance(r, Category)] if with_names else []
        self.change(
            (),
            (
                Event(
                    new_id(),
                    title,
                    start,
                    status=status,
                    category_id=categories[0] if categories else "",
                    actors=tuple(map(Participation, actors)),
                ),
            ),
        )

    @precondition(lambda self: self.events())
    @rule(data=st.data(), title=WORDS, start=DATES)
    def edit(self, data: st.DataObject, title: str, start: str) -> None:
        old = data.draw(st.sampled_from(self.events()))
        self.change((old,), (replace(old, title=title, start=start, end=""),))

    @precondition(lambda self: self.events())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.change((data.draw(st.sampled_from(self.events())),), ())

    @precondition(lambda self: len(self.events()) > 1)
    @rule(importance=st.integers(1, 5))
    def edit_all(self, importance: int) -> None:
        old = tuple(self.events())
        self.change(old, tuple(replace(event, importance=importance) for event in old))

    @precondition(lambda self: any(isinstance(r, Category) for r in self.now.values()))
    @rule(name=WORDS)
    def rename_a_category(self, name: str) -> None:
        old = next(r for r in self.now.values() if isinstance(r, Category))
        self.change((old,), (replace(old, name=name, position=old.position + 1),))

    @rule(titles=st.lists(st.tuples(WORDS, st.sampled_from(["2001", "2002-02-02", ""])), min_size=1, max_size=4))
    def import_some(self, titles: list[tuple[str, str]]) -> None:
        drafts = [
            Draft(title, start, category="Strike", actors=("Umjerow", "OSCE"), sources=(DraftSource("BBC"),))
            for title, start in titles
        ]
        self.chronology.store.import_events(iter(drafts), ImportRequest("an import"))
        self.chronology.refresh()
        self.done(by_id(self.chronology.store))

    @rule()
    def undo(self) -> None:
        change = self.chronology.undo()
        assert (change is None) == (len(self.states) == 1)
        if len(self.states) > 1:
            self.undone.append(self.states.pop())

    @rule()
    def redo(self) -> None:
        change = self.chronology.redo()
        assert (change is None) == (not self.undone)
        if self.undone:
            self.states.append(self.undone.pop())

    @rule()
    def reopen(self) -> None:
        path = self.chronology.path
        self.chronology.close()
        self.chronology = Chronology(Store.open(path))
        self.chronology.subscribe(self.listen)

    @rule(title=WORDS)
    def write_elsewhere(self, title: str) -> None:
        event = Event(new_id(), title, "2020")
        heard = self.heard
        with Store.open(self.chronology.path) as other:
            other.apply(Change("elsewhere", after=(event,)))
        assert self.chronology.refresh()
        assert self.heard == heard + 1
        self.done({**self.now, event.id: event})

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        assert by_id(self.chronology.store) == self.now

    @invariant()
    def the_columns_are_those_of_the_tables(self) -> None:
        ours, theirs = self.chronology.columns, self.chronology.take_snapshot().columns
        for field in fields(EventColumns):
            assert np.array_equal(getattr(ours, field.name), getattr(theirs, field.name)), field.name

    @invariant()
    def words_are_found(self) -> None:
        for title in {event.title for event in self.events() if words_of(event.title)}:
            query = parse_query(f'title:"{title}"')
            found = {
                event.id
                for event in self.chronology.store.lookups.events(self.chronology.store.search.matching_rows(query))
            }
            words = words_of(title)
            expected = {event.id for event in self.events() if words_of(event.title) == words}
            assert found == expected

    @invariant()
    def it_is_whole(self) -> None:
        assert self.chronology.store.check().problems == ()


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=25, stateful_step_count=20)
