"""An assistive program for tests: it finds the window and acts in it through AT-SPI alone, on a bus of its own."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pytest
from dbus_wire import Bus, RefusedError
from real_screen import wait_for

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
NEEDED = pytest.mark.skipif(
    not LAUNCHER.exists() or shutil.which("dbus-daemon") is None,
    reason="needs at-spi2-core and dbus-daemon on this machine",
)
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
ACCESSIBLE, ACTION, COMPONENT, EDITABLE, SELECTION, TABLE, TEXT, VALUE = (
    f"org.a11y.atspi.{name}"
    for name in ("Accessible", "Action", "Component", "EditableText", "Selection", "Table", "Text", "Value")
)
STATES = {"checked": 4, "expandable": 9, "expanded": 10, "focusable": 11, "focused": 12, "selected": 23,
          "sensitive": 24, "showing": 25, "visible": 30, "checkable": 41}  # fmt: skip
"""The bits of some states in AT-SPI (atspi-constants.h)."""
RELATIONS = {"label for": 1, "labelled by": 2, "controller for": 3, "described by": 17}
"""The numbers of some relations (AtspiRelationType)."""
LARGE = frozenset({"table", "tree", "tree table"})
"""What is not looked through for a name: its cells and entries are asked for on purpose."""


@contextmanager
def assistive_bus(programs):
    """Run a session bus and the accessibility bus for what `programs` starts; gives a connection to the second."""
    bus = programs.run("dbus-daemon", "--session", "--print-address", "--nofork", stdout=subprocess.PIPE, text=True,
                       stderr=subprocess.DEVNULL)  # fmt: skip
    session = bus.stdout.readline().strip()
    programs.environment |= {"DBUS_SESSION_BUS_ADDRESS": session, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                             "XDG_CACHE_HOME": str(programs.home / "cache"),
                             "XDG_RUNTIME_DIR": str(programs.home)}  # fmt: skip
    programs.home.chmod(0o700)
    programs.run(str(LAUNCHER), "--launch-immediately", stderr=subprocess.DEVNULL, env=programs.environment)
    caller, found = Bus(session), []

    def there():
        try:
            found[:] = caller.call(("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")
        except RefusedError:
            return False
        return bool(found)

    wait_for(there, "the accessibility bus")
    heard = Bus(found[0])
    listen(heard)
    yield heard
    for each in (heard, caller):
        each.close()
    bus.stdout.close()


def listen(bus):
    """Have programs tell what happens in them, as they tell it to a screen reader."""
    bus.ask("AddMatch", "s", "type='signal',interface='org.a11y.atspi.Event.Object'")
    bus.call(REGISTRY, "org.a11y.atspi.Registry", "RegisterEvent", "sass", "object:", [], "")


class Node:
    """One thing that an assistive program sees. What has gone has no name, no children and no states."""

    def __init__(self, bus, whom):
        self.bus, self.whom = bus, whom

    def __eq__(self, other):
        return isinstance(other, Node) and other.whom == self.whom

    def __hash__(self):
        return hash(self.whom)

    def __repr__(self):
        return f"{self.role} “{self.name}”"

    def ask(self, interface, method, signature="", *values, otherwise=None):
        """Call a method; gives its first value, `otherwise` where the other side refuses."""
        try:
            told = self.bus.call(self.whom, interface, method, signature, *values)
        except RefusedError:
            return otherwise
        return told[0] if told else otherwise

    def get(self, name, interface=ACCESSIBLE, otherwise=""):
        return self.ask("org.freedesktop.DBus.Properties", "Get", "ss", interface, name, otherwise=otherwise)

    def nodes(self, pairs):
        return [Node(self.bus, (name, path)) for name, path in pairs if not path.endswith("/null")]

    @cached_property
    def name(self):
        return self.get("Name")

    @property
    def about(self):
        return self.get("Description")

    @cached_property
    def role(self):
        return self.ask(ACCESSIBLE, "GetRoleName", otherwise="")

    @property
    def children(self):
        return self.nodes(self.ask(ACCESSIBLE, "GetChildren", otherwise=()))

    @property
    def parent(self):
        found = self.nodes([self.get("Parent", otherwise=("", "/null"))])
        return found[0] if found else None

    @property
    def interfaces(self):
        return {each.removeprefix("org.a11y.atspi.") for each in self.ask(ACCESSIBLE, "GetInterfaces", otherwise=())}

    def related(self, relation):
        """Give the things to which it stands in a relation."""
        told = self.ask(ACCESSIBLE, "GetRelationSet", otherwise=())
        return [node for kind, pairs in told if kind == RELATIONS[relation] for node in self.nodes(pairs)]

    @property
    def states(self):
        low, high = self.ask(ACCESSIBLE, "GetState", otherwise=None) or (0, 0)
        return {name for name, bit in STATES.items() if (low | high << 32) >> bit & 1}

    def is_(self, state):
        return state in self.states

    # What can be done

    @property
    def actions(self):
        """Name the actions in their order, as a person hears them."""
        return [name for name, _about, _keys in self.ask(ACTION, "GetActions", otherwise=())]

    def act(self, name="Press"):
        """Do an action."""
        assert self.ask(ACTION, "DoAction", "i", self.actions.index(name)), f"{self} refused {name}"

    def select(self, place):
        """Select one of its children."""
        self.ask(SELECTION, "SelectChild", "i", place)

    def take_focus(self):
        """Ask for the keyboard."""
        self.ask(COMPONENT, "GrabFocus")

    @property
    def words(self):
        """The text in it."""
        return self.ask(TEXT, "GetText", "ii", 0, -1, otherwise="")

    def write(self, words):
        """Put a text in place of what is there."""
        assert self.ask(EDITABLE, "SetTextContents", "s", words), f"{self} took no text"

    @property
    def value(self):
        return self.get("CurrentValue", VALUE, otherwise=None)

    # How it is found

    def each(self, *, depth=40):
        """Give it and all that is shown below it, level by level, without what is in large things."""
        level = [self]
        for _depth in range(depth):
            yield from level
            level = [child for node in level if node.role not in LARGE for child in node.children]

    def _matching(self, name, role, showing):
        for node in self.each():
            is_it = (not role or node.role == role) and (not name or node.name == name)
            if is_it and (not showing or node.is_("showing")):
                yield node

    def find_all(self, name="", role="", *, showing=True):
        return list(self._matching(name, role, showing))

    def find(self, name="", role="", *, showing=True):
        """Find the first thing of a name and a role, level by level; None where there is none."""
        return next(self._matching(name, role, showing), None)

    def wait(self, name="", role="", *, showing=True):
        """Find it once it is there."""
        found = []
        wait_for(lambda: found.append(self.find(name, role, showing=showing)) or found[-1], f"{role} “{name}”")
        return found[-1]

    def tree(self, indent=""):
        """Say what is there, line by line; for a person who looks into a test."""
        more = f" ({self.about})" if self.about else ""
        lines = [f"{indent}{self.role} “{self.name}”{more} {sorted(self.states)} {self.actions}"]
        for child in self.children if self.role not in LARGE else ():
            lines += child.tree(indent + "  ")
        return lines


def announced(program, seconds=0.0):
    """Give the sentences that the program had spoken since the last look: names of notifications, as they show."""
    named = [(path, told) for member, path, told in program.bus.look(seconds) if member == "PropertyChange"]
    found = [(path, told[3]) for path, told in named if told[0] == "accessible-name"]
    roles = {path: Node(program.bus, (program.whom[0], path)).role for path in {path for path, _words in found}}
    return [words for path, words in found if roles[path] == "notification"]


def program_on(bus):
    """Give the program that has come to the accessibility bus."""
    registry, found = Node(bus, ("org.a11y.atspi.Registry", ROOT)), []

    def there():
        found[:] = registry.children
        return bool(found)

    wait_for(there, "the program on the accessibility bus")
    return found[0]
