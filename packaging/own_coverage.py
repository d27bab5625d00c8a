"""Holds each layer without Qt to being covered by its own tests: `./run coverage`.

What is only tried by way of the window breaks unseen when the window changes. So the tests of a folder are run alone,
and must reach the share below of the statements of its layer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEAST = {"domain": 90.0, "store": 90.0, "document": 90.0, "layout": 90.0}
"""In per cent."""


def covered(layer: str, folder: Path) -> float:
    """Run the tests of a layer; give how much of it they reach, in per cent, or stop where they fail."""
    report = folder / f"{layer}.json"
    command = (
        sys.executable, "-m", "pytest", "-q", "-n", "2", f"tests/{layer}",
        f"--cov=timeline_app.{layer}", "--cov-report=", f"--cov-report=json:{report}",
    )  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-4000:])
        raise SystemExit(f"The tests of {layer} failed.")
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    share: float = totals["percent_covered"]
    return share


def main() -> int:
    """Print a line a layer; 1 where one is below what it must reach."""
    with tempfile.TemporaryDirectory() as folder:
        shares = {layer: covered(layer, Path(folder)) for layer in LEAST}
    for layer, share in shares.items():
        print(f"{layer:10} {share:5.1f} %   at least {LEAST[layer]:.0f}{'' if share >= LEAST[layer] else '   MISSED'}")
    return int(any(share < LEAST[layer] for layer, share in shares.items()))


if __name__ == "__main__":
    sys.exit(main())
