"""Makes the checkout importable in its virtual environment and gives it the command `timeline-app`.

What an editable installation does, without a build backend or a network: a path file and two small scripts.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

COMMANDS = ("timeline-app", "conflict-timeline")
SCRIPT = """#!{python}
import sys

from timeline_app.__main__ import main

sys.exit(main())
"""


def main() -> None:
    """Link the checkout named by the first argument into the environment whose Python runs this."""
    root = Path(sys.argv[1]).resolve()
    Path(sysconfig.get_path("purelib"), "conflict_timeline.pth").write_text(f"{root}\n", encoding="utf-8")
    for name in COMMANDS:
        script = Path(sys.prefix, "bin", name)
        script.write_text(SCRIPT.format(python=sys.executable), encoding="utf-8")
        script.chmod(0o755)


if __name__ == "__main__":
    main()
