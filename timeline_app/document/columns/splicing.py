"""Taking some elements out of a large array and putting others in, at the cost of one copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

ScalarT = TypeVar("ScalarT", bound=np.generic)


def runs(size: int, gone: Sequence[int], at: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Give what stays of `size` elements, as (start, stop, put): `put` new elements follow each run.

    `gone` and `at` count in the old array and are sorted; what is put in stands before the element at its place.
    """
    begun, going = 0, iter((*gone, size))
    end, places, put = next(going), list(at), 0
    while True:
        while put < len(places) and places[put] <= end:
            place = places[put]
            count = 1
            while put + count < len(places) and places[put + count] == place:
                count += 1
            yield begun, place, count
            begun, put = place, put + count
        if end >= size:
            yield begun, size, 0
            return
        yield begun, end, 0
        begun, end = end + 1, next(going)


def spliced(
    array: npt.NDArray[ScalarT], gone: Sequence[int], at: Sequence[int], values: Sequence[Any] | npt.NDArray[Any]
) -> npt.NDArray[ScalarT]:
    """Give `array` without the elements at `gone` and with `values` before those `at` (both in the old array)."""
    if not len(gone) and not len(at):
        return array
    fresh = np.asarray(values, dtype=array.dtype)
    pieces, taken = [], 0
    for start, stop, put in runs(len(array), gone, at):
        if stop > start:
            pieces.append(array[start:stop])
        if put:
            pieces.append(fresh[taken : taken + put])
            taken += put
    return np.concatenate(pieces) if pieces else array[:0]
