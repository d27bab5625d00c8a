"""Drives headless Chromium over its debugging pipe: opens a page, runs script, asks what its main thread used."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--remote-debugging-pipe")  # fmt: skip
"""No screen, no network, no first steps; the sandbox does not start for root."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
CHUNK = 1 << 20


class NoAnswerError(Exception):
    """The browser did not answer within so many seconds, or gave up before."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(f"no answer within {limit_s:.0f} s")
        self.limit_s = limit_s


class PageError(Exception):
    """A script in the page failed, or did not do what it was asked for."""


def program() -> str | None:
    """Find Chromium, or one of its kin, on this machine."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """One Chromium with one page, for the length of a `with` block; it leaves nothing behind."""

    def __init__(self, width: int, height: int) -> None:
        self._size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._profile = tempfile.TemporaryDirectory(prefix="bench-peers-", ignore_cleanup_errors=True)
        self._number = 0
        self._received = bytearray()
        self._session = ""
        self.told: list[dict[str, Any]] = []
        """What the browser told unasked, of the domains that were enabled: requests, messages of the console."""

    def __enter__(self) -> Self:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        command = [program() or PROGRAMS[0], *QUIET, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._pid = started(command, theirs_in, theirs_out)
        target = self._ask("Target.createTarget", {"url": "about:blank"}, 60)["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True}, 60)["sessionId"]
        self._ask("Emulation.setDeviceMetricsOverride", self._size, 60)
        self._ask("Performance.enable", {"timeDomain": "threadTicks"}, 60)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        for pid in family_of(self._pid):  # a page in an endless loop outlives its browser
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def open(self, page: Path, limit_s: float) -> None:
        """Load a page from disk and wait until its scripts have run."""
        self._ask("Page.navigate", {"url": page.as_uri()}, limit_s)
        loaded = "new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))"
        self.run(loaded, limit_s)

    def run(self, script: str, limit_s: float) -> Any:
        """Run a line of script in the page; wait for what it promises and give it."""
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = self._ask("Runtime.evaluate", asked, limit_s)
        if "exceptionDetails" in answer:
            raise PageError(answer["exceptionDetails"].get("exception", {}).get("description", script))
        return answer["result"].get("value")

    def busy_s(self) -> float:
        """Give the processor time that the page's main thread has used for tasks so far."""
        metrics = self._ask("Performance.getMetrics", {}, 60)["metrics"]
        return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")

    def memory_bytes(self) -> int:
        """Give the memory of all of the browser's processes; what they share is counted once."""
        return sum(map(proportional_bytes, family_of(self._pid)))

    def command(self, method: str, limit_s: float = 60, **parameters: Any) -> dict[str, Any]:
        """Give the page a command of the debugging protocol, and give its answer."""
        return self._ask(method, parameters, limit_s)

    def hear(self, seconds: float) -> None:
        """Take in what the browser tells unasked, for a while."""
        until = time.monotonic() + seconds
        while (told := self._next(until)) is not None:
            if "method" in told:
                self.told.append(told)

    def _ask(self, method: str, parameters: dict[str, Any], limit_s: float) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + limit_s
        while True:
            answer = self._next(until)
            if answer is None:
                raise NoAnswerError(limit_s)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise PageError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            if "method" in answer:
                self.told.append(answer)

    def _next(self, until: float) -> dict[str, Any] | None:
        while (end := self._received.find(b"\0")) < 0:
            if not select.select([self._in], [], [], max(until - time.monotonic(), 0))[0]:
                return None
            chunk = os.read(self._in, CHUNK)
            if not chunk:  # the browser has ended
                return None
            self._received += chunk
        message = json.loads(self._received[:end])
        del self._received[: end + 1]
        return dict(message)


def started(command: list[str], reading: int, writing: int) -> int:
    """Start Chromium, which listens on descriptor 3 and answers on 4, and close ours of both; give its process."""
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (reading, writing)]  # neither is 3 or 4 by chance
    silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    passed = [(os.POSIX_SPAWN_DUP2, end, number) for end, number in zip(high, (3, 4), strict=True)]
    try:
        return os.posix_spawnp(command[0], command, os.environ, file_actions=[*silent, *passed], setsid=True)
    finally:
        for end in (reading, writing, *high):
            os.close(end)


def family_of(pid: int) -> list[int]:
    """Give a process with all its descendants."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = status.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(status.parent.name)] = int(after_name[1])
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def proportional_bytes(pid: int) -> int:
    """Give a process's share of memory: shared pages are divided among those who share them."""
    try:
        lines = Path(f"/proc/{pid}/smaps").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
