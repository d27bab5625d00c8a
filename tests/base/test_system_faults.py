"""What the system refuses is told in our words, in every language; nothing prints the system's own."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from timeline_app.base.system_faults import fault_reason, fault_sentence

COMMON = (
    "ENOENT", "EACCES", "EPERM", "ENOSPC", "EROFS", "EISDIR", "ENOTDIR", "EBUSY", "EEXIST", "ENAMETOOLONG", "EIO",
    "EDQUOT", "EMFILE", "EPIPE",
)  # fmt: skip
PACKAGE = Path(__file__).parents[2] / "timeline_app"


@pytest.mark.parametrize("name", COMMON)
def test_what_often_happens_is_told_in_words_of_our_own(name):
    number = getattr(errno, name)
    reason = fault_reason(OSError(number, os.strerror(number), "a.txt"))
    assert os.strerror(number).casefold() not in reason.casefold()
    assert reason[0].islower()
    assert not reason.endswith(".")
    assert fault_sentence(OSError(number, os.strerror(number), "a.txt")) == f"a.txt: {reason}."
    assert fault_sentence(OSError(number, os.strerror(number))) == f"That did not work: {reason}."


def test_on_windows_another_program_may_be_the_reason():
    error = OSError(errno.EACCES, "The process cannot access the file", "a.txt")
    error.winerror = 32
    assert fault_sentence(error) == "a.txt: another program is using it, or your permissions do not allow it."


def test_what_seldom_happens_is_told_as_what_the_system_says():
    assert fault_reason(OSError(errno.ENOTTY, "Inappropriate ioctl.")) == "the system says “Inappropriate ioctl”"
    assert fault_reason(OSError("broken")) == "the system says “broken”"
    assert fault_reason(OSError()) == "the system does not say why"


def test_a_file_that_is_known_by_bytes_or_by_number_is_named():
    gone = os.strerror(errno.ENOENT)
    assert fault_sentence(OSError(errno.ENOENT, gone, b"a.txt")).startswith("a.txt: ")
    assert fault_sentence(OSError(errno.ENOENT, gone, 3)).startswith("3: ")


def test_no_other_module_repeats_what_the_system_says():
    repeats = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if path.name != "system_faults.py" and re.search(r"\bstrerror\b", path.read_text(encoding="utf-8"))
    ]
    assert repeats == []
