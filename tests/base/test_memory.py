"""Memory of large arrays goes back to the system, however the heap is cut up meanwhile."""

from __future__ import annotations

import subprocess
import sys

import pytest

CHURN = """
import sys
from pathlib import Path
import numpy as np
from timeline_app.base.memory import keep_large_arrays_apart

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "apart" and not keep_large_arrays_apart():
    sys.exit("another C library")
np.ones(4_000_000)  # freed: from here on glibc would take such sizes from its heap
kept = []
for _turn in range(24):
    large = [np.ones(1_000_000) for _array in range(4)]
    kept.append(np.ones(100_000))
    del large
print(held() // 2**20)
"""


def grown(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", CHURN, how], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"malloc cannot be told here: {done.stderr.strip()}")
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's malloc is meant")
def test_dropped_arrays_leave_no_gaps_in_the_heap():
    assert grown("apart") + 10 < grown("as it is")
