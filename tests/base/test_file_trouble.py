"""A file that another program holds for a moment is waited for; one that it keeps is told of."""

from __future__ import annotations

import errno

import pytest

from timeline_app.base.file_trouble import is_held, patiently


def windows_error(code: int, number: int = errno.EACCES) -> OSError:
    """Give an error as Windows has it, with its own number."""
    error = OSError(number, "The process cannot access the file")
    error.winerror = code  # type: ignore[attr-defined]
    return error


class Action:
    """Something that fails in a given way some times, and then works."""

    def __init__(self, times: int, error: OSError) -> None:
        self.left, self.error = times, error
        self.tried = 0

    def __call__(self) -> str:
        self.tried += 1
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


@pytest.mark.parametrize("code", [5, 32, 33, 1224])
def test_windows_says_that_another_program_has_a_file_in_several_ways(code):
    assert is_held(windows_error(code), "win32")


def test_what_is_something_else_is_not_waited_for():
    assert not is_held(windows_error(2, errno.ENOENT), "win32")
    assert not is_held(OSError(errno.EACCES, "Permission denied"), "linux")
    assert is_held(OSError(errno.EACCES, "Permission denied"), "win32"), "its C library gives no other number"


def test_a_file_that_a_scanner_holds_is_tried_again():
    action, slept = Action(3, windows_error(32)), []
    assert patiently(action, system="win32", sleep=slept.append) == "done"
    assert action.tried == 4
    assert slept == sorted(slept)
    assert len(slept) == 3


def test_patience_ends():
    action, slept = Action(1000, windows_error(32)), []
    with pytest.raises(OSError, match="cannot access"):
        patiently(action, system="win32", sleep=slept.append)
    assert 1 < sum(slept) < 5


def test_nothing_else_is_tried_again():
    action = Action(1, OSError(errno.ENOSPC, "full"))
    with pytest.raises(OSError, match="full"):
        patiently(action, system="win32", sleep=lambda _s: pytest.fail("waited"))
    assert action.tried == 1
