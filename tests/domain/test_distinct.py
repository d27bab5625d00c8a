"""The different numbers of an array."""

from __future__ import annotations

import numpy as np
import pytest

from timeline_app.domain.columns import distinct


@pytest.mark.parametrize("numbers", [[], [3], [3, 3], [5, -1, 5, 2, -1, 9], [2**62, -(2**62), 0, 2**62]])
def test_each_number_comes_once_and_in_order(numbers):
    array = np.array(numbers, np.int64)
    assert distinct(array).tolist() == sorted(set(numbers))
    assert array.tolist() == numbers


def test_the_type_of_the_numbers_stays():
    assert distinct(np.array([2, 1, 2], np.uint16)).dtype == np.uint16
