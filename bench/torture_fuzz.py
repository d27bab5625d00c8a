"""Feeds every parser with mutants for a set time: `python -m bench.torture_fuzz [--minutes 30] [--seed N]`.

Each input is read in a process that may use one gigabyte, and five seconds of work on one input: a crash, a hang, any
error but a `KnownError` and running out of memory count as lost. Inputs that led to an outcome not seen before are
kept, and later inputs are made of them. What was lost is written to a folder, to be read again by `--again FILE`.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.torture_mutants import mutated, mutated_zip, text_of_pieces
from bench.torture_readers import Reader, readers
from bench.torture_seeds import seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS: Final = 5.0
MEMORY: Final = 1_000_000_000
_SLICE_S: Final = 4.0
"""A kind is fed for so long, then the next has its turn."""
_MOST_KEPT: Final = 400
_LONGEST_NAME: Final = 60


@dataclass(slots=True)
class Fed:
    """How often a kind was fed, and what went wrong."""

    kind: str
    tried: int = 0
    lost: dict[str, str] = field(default_factory=dict)
    """What went wrong, each once, with the file that did it."""
    pool: list[bytes] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    slowest_s: float = 0.0


class Fuzzer:
    """Feeds the readers in turn, each slice of time in a process of its own."""

    def __init__(self, folder: Path, seed: int, kinds: str = "") -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        whole = seeds()
        self.readers = {name: reader for name, reader in readers(folder).items() if kinds in name}
        self.fed = {name: Fed(name, pool=list(whole.get(name) or [b""])) for name in self.readers}
        for name, fed in self.fed.items():
            judged(self.readers[name].read, fed.pool[0])  # here, what is imported is imported for every child

    def run(self, seconds: float) -> None:
        """Feed all of them until the time is over."""
        end = time.monotonic() + seconds
        turn = min(_SLICE_S, seconds / len(self.readers))
        while time.monotonic() < end or not all(fed.tried for fed in self.fed.values()):
            for name, reader in self.readers.items():
                if time.monotonic() < end or not self.fed[name].tried:
                    self._feed(self.fed[name], reader, turn)

    def forget_files(self) -> None:
        """Take away the folder unless something was lost that should be looked at."""
        if not any(fed.lost for fed in self.fed.values()):
            shutil.rmtree(self.folder, ignore_errors=True)

    def _feed(self, fed: Fed, reader: Reader, seconds: float) -> None:
        """Feed one reader from a child that says how each input went; its death blames the input in hand."""
        seed = self.chance.randrange(2**48)
        incoming, outgoing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(incoming)
            try:
                _child(fed, reader, (random.Random(seed), seconds), outgoing)
            finally:
                os._exit(0)
        os.close(outgoing)
        with os.fdopen(incoming, "rb") as told:
            last = self._listen(fed, told)
        _pid, status = os.waitpid(child, 0)
        if last is not None:
            number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            slow = number in {signal.SIGPROF, signal.SIGALRM}
            what = f"more than {SECONDS:.0f} s" if slow else f"the process died (signal {number})"
            self._note(fed, what, last)

    def _listen(self, fed: Fed, told: Iterator[bytes]) -> bytes | None:
        """Take in what the child says; give the input it died of."""
        last: bytes | None = None
        for line in told:
            word, _space, rest = line.rstrip(b"\n").partition(b" ")
            if word == b"try":
                last = bytes.fromhex(rest.decode())
                fed.tried += 1
            elif word == b"done":
                seconds, _space, outcome = rest.partition(b" ")
                fed.slowest_s = max(fed.slowest_s, float(seconds))
                if outcome not in fed.seen and last is not None:
                    fed.seen.add(outcome)
                    fed.pool.append(last)
                    del fed.pool[_MOST_KEPT:]
                last = None
            elif word == b"lost" and last is not None:
                self._note(fed, rest.decode("utf-8", "replace"), last)
                last = None
            elif word == b"end":
                last = None
        return last

    def _note(self, fed: Fed, what: str, data: bytes) -> None:
        if what not in fed.lost:
            name = "".join(letter if letter.isalnum() else "-" for letter in what)[:_LONGEST_NAME]
            path = self.folder / f"{fed.kind}.{len(fed.lost)}.{name}.bin"
            path.write_bytes(data)
            fed.lost[what] = str(path)


def _child(fed: Fed, reader: Reader, turn: tuple[random.Random, float], channel: int) -> None:
    """Feed the reader for its slice of time; every word goes out before the next step begins."""
    chance, seconds = turn
    sys.stderr = sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # ends with the process
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = _made(fed, reader, chance)
        _say(channel, f"try {data.hex()}")
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        begun = time.process_time()
        word, outcome = judged(reader.read, data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _say(channel, f"{word} {time.process_time() - begun:.3f} {outcome}" if word == "done" else f"{word} {outcome}")
    _say(channel, "end")


def judged(read: Callable[[bytes], object], data: bytes) -> tuple[str, str]:
    """Read one input: "done" with a word for how it went, or "lost" with what went wrong and where."""
    from timeline_app.domain.errors import KnownError  # noqa: PLC0415  # the fuzzer itself needs nothing of ours

    try:
        outcome = str(read(data))
    except KnownError as error:
        outcome = f"refused {type(error).__name__} {len(str(error)).bit_length()}"
        if "\n" in str(error):
            return "lost", "a sentence of several lines"
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is what we are looking for
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "timeline_app" in frame.filename] or frames
        return "lost", f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno} in {ours[-1].name}"
    return "done", outcome.replace("\n", " ")


def _made(fed: Fed, reader: Reader, chance: random.Random) -> bytes:
    if reader.pieces and chance.random() < 0.5:
        return text_of_pieces(chance).encode("utf-8", "replace")
    base = chance.choice(fed.pool)
    return (mutated_zip if reader.zipped else mutated)(base, fed.pool, chance)


def _say(channel: int, line: str) -> None:
    data = memoryview(f"{line}\n".encode("utf-8", "replace"))
    while data:
        data = data[os.write(channel, data) :]


def main(argv: list[str] | None = None) -> int:
    """Feed for the time given and print one row a kind; exit 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="torture_fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    parser.add_argument("--keep", type=Path, help="folder for inputs that were lost")
    parser.add_argument("--again", type=Path, help="read one kept input again, and show its error")
    arguments = parser.parse_args(argv)
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if arguments.again is not None:
        print(readers(folder)[arguments.again.name.split(".")[0]].read(arguments.again.read_bytes()))
        return 0
    print(f"seed {arguments.seed}, lost inputs in {folder}", flush=True)
    fuzzer = Fuzzer(folder, arguments.seed, arguments.only)
    fuzzer.run(arguments.minutes * 60)
    for fed in fuzzer.fed.values():
        print_row(fed)
    return 1 if any(fed.lost for fed in fuzzer.fed.values()) else 0


def print_row(fed: Fed) -> None:
    """Print one line of the table, and what went wrong."""
    row = f"{f'fuzz: {fed.kind}':<38} {fed.tried - len(fed.lost):>9,} survived {len(fed.lost):>4} lost"
    print(f"{row}   {len(fed.seen)} outcomes, slowest {fed.slowest_s:.1f} s of work", flush=True)
    for what, path in fed.lost.items():
        print(f"    {what}: {path}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
