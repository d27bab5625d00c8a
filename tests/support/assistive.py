"""An assistive program for tests: it finds the window and acts in it through AT-SPI alone, by `gdbus` and its bus."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pytest
from real_screen import wait_for

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
NEEDED = pytest.mark.skipif(
    not LAUNCHER.exists() or any(shutil.which(each) is None for each in ("gdbus", "dbus-daemon")),
    reason="needs at-spi2-core, dbus-daemon and gdbus on this machine",
)
ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, ACTION, SELECTION, VALUE = (
    f"org.a11y.atspi.{name}" for name in ("Accessible", "Action", "Selection", "Value")
)
STATES = {"checked": 4, "expanded": 10, "focused": 12, "selected": 23}
"""The bits of some states in AT-SPI (atspi-constants.h)."""


def gdbus(address, bus_name, path, method, *arguments):
    """Call a method; gives what gdbus prints, empty where the other side refuses."""
    command = ["gdbus", "call", "--address", address, "--dest", bus_name, "--object-path", path, "--method", method]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, timeout=30)
    return done.stdout.strip()


@contextmanager
def assistive_bus(programs):
    """Run a session bus and the accessibility bus for what `programs` starts; gives the address of the second."""
    bus = programs.run("dbus-daemon", "--session", "--print-address", "--nofork", stdout=subprocess.PIPE, text=True,
                       stderr=subprocess.DEVNULL)  # fmt: skip
    session = bus.stdout.readline().strip()
    programs.environment |= {"DBUS_SESSION_BUS_ADDRESS": session, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                             "XDG_CACHE_HOME": str(programs.home / "cache"),
                             "XDG_RUNTIME_DIR": str(programs.home)}  # fmt: skip
    programs.home.chmod(0o700)
    programs.run(str(LAUNCHER), "--launch-immediately", stderr=subprocess.DEVNULL, env=programs.environment)
    found = []

    def there():
        told = gdbus(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        found[:] = re.findall(r"'([^']+)'", told)
        return bool(found)

    wait_for(there, "the accessibility bus")
    yield found[0]
    bus.stdout.close()


class Node:
    """One thing that an assistive program sees."""

    def __init__(self, bus, path):
        self.bus, self.path = bus, path

    def call(self, interface, method, *arguments):
        return gdbus(*self.bus, self.path, f"{interface}.{method}", *arguments)

    def get(self, name, interface=ACCESSIBLE):
        told = self.call("org.freedesktop.DBus.Properties", "Get", interface, name)
        return re.sub(r"^\(<(?:'(.*)'|\"(.*)\"|(.*))>,\)$", lambda found: next(filter(None, found.groups()), ""), told)

    @cached_property
    def name(self):
        return self.get("Name")

    @property
    def about(self):
        return self.get("Description")

    @cached_property
    def role(self):
        return re.sub(r"[()',]", "", self.call(ACCESSIBLE, "GetRoleName"))

    @property
    def children(self):
        told = self.call(ACCESSIBLE, "GetChildren")
        return [Node(self.bus, path) for path in re.findall(r"'(/org/a11y/[^']+)'", told)]

    @property
    def actions(self):
        """Name the actions in their order, by the names that programs know them by."""
        return re.findall(r"\('([^']*)', '[^']*', '[^']*'\)", self.call(ACTION, "GetActions"))

    def act(self, name):
        self.call(ACTION, "DoAction", str(self.actions.index(name)))

    def is_(self, state):
        words = [int(each) for each in re.findall(r"\d+", self.call(ACCESSIBLE, "GetState").replace("uint32", ""))]
        return bool(words) and bool((words[0] | words[1] << 32) >> STATES[state] & 1)

    def find(self, name="", role="", *, depth=16):
        """Find the first thing of a name and a role, level by level; None where there is none."""
        level = [self]
        for _depth in range(depth):
            for node in level:
                if (not name or node.name == name) and (not role or node.role == role):
                    return node
            level = [child for node in level for child in node.children]
        return None


def program_on(address):
    """Give the program that has come to the accessibility bus."""
    found = []

    def there():
        told = gdbus(address, "org.a11y.atspi.Registry", ROOT, f"{ACCESSIBLE}.GetChildren")
        found[:] = re.findall(r"'(:[\d.]+)', (?:objectpath )?'(/org/a11y/[^']+)'", told)
        return bool(found)

    wait_for(there, "the program on the accessibility bus")
    name, path = found[0]
    return Node((address, name), path)
