"""Returns the memory of large arrays to the system as soon as they are freed.

Every edit of a million events makes some large arrays anew. glibc takes the first of them straight from the
system, but once such a one is freed it carves the next out of its heap, where smaller pieces then lie between the gaps:
in a walk over a million events 300 MB lay there of which nothing was in use, with a fixed threshold 60. What a frame
needs is smaller and stays in the heap, so that drawing asks nothing of the system. Until a first store is shown glibc
may do as it likes: memory that was used before comes sooner than new.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import Final

LARGE_BYTES: Final = 2 * 1024 * 1024
_M_MMAP_THRESHOLD: Final = -3
"""As glibc's malloc.h has it."""


def keep_large_arrays_apart() -> bool:
    """Fix the size from which memory comes from the system itself; False where the C library knows no such thing."""
    if sys.platform != "linux":
        return False
    from ctypes import CDLL  # noqa: PLC0415 - numpy imports it anyway

    try:
        return bool(CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES))
    except (OSError, AttributeError):
        return False  # another C library, with its own ways


def give_back() -> None:
    """Let go of what a chronology left that was closed: arrays in circles, and the gaps that they leave in the heap."""
    gc.collect()
    if sys.platform != "linux":
        return
    from ctypes import CDLL  # noqa: PLC0415 - as above

    with suppress(OSError, AttributeError):
        CDLL(None).malloc_trim(0)
