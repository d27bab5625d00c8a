"""What hatchling does before it packs a wheel or an sdist, also on the machine of whoever installs from one.

The catalogues are compiled, since the program reads .mo files, which git ignores; and a wheel takes in what lies beside
the package here: the shipped files as `timeline_app/_resources`, and the licences.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

INSIDE: Final = {"resources": "timeline_app/_resources", "LICENSES": "timeline_app/LICENSES"}
"""Where a wheel has what a checkout has beside the package; see timeline_app/base/resources.py."""
LEFT_OUT: Final = (".po", ".pyc")
"""Endings of what no program reads: the translators' texts."""


class BuildHook(BuildHookInterface[Any]):
    """Hatchling finds this class by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile the catalogues of the tree that is packed, and name what a wheel takes in."""
        root = Path(self.root)
        compile_catalogues(root)
        if self.target_name == "wheel":
            build_data["force_include"].update(taken_in(root))


def compile_catalogues(root: Path) -> None:
    """Make the .mo files by packaging/messages.py, which an sdist holds too."""
    spec = importlib.util.spec_from_file_location("conflict_timeline_messages", root / "packaging" / "messages.py")
    if spec is None or spec.loader is None:
        raise ImportError("packaging/messages.py cannot be read")
    messages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(messages)
    messages.compile_all(root / "resources" / "locale")


def taken_in(root: Path) -> Iterator[tuple[str, str]]:
    """Give the files that a wheel takes in: where each is, and where it goes."""
    for folder, inside in INSIDE.items():
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in LEFT_OUT:
                yield str(path), f"{inside}/{path.relative_to(root / folder).as_posix()}"
