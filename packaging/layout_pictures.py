"""Take the pictures of the layouts for docs/publishing.md, from the sample as every installation has it."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from timeline_app.export.options import ExportOptions

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"


def pictures() -> dict[str, ExportOptions]:
    """Give what each picture shows, by its name."""
    from timeline_app.export.options import ExportOptions  # noqa: PLC0415 - the root is on the path by then
    from timeline_app.export.presets import preset_named  # noqa: PLC0415 - likewise

    plain = ExportOptions(format="png", made="2025-08-01")
    july = replace(plain, first="2025-07", last="2025-07")
    summer = replace(plain, first="2025-05-16", last="2025-07", theme="print")
    return {
        "lanes": replace(plain, size="1400x900", first="2022", last="2023"),
        "column": replace(summer, size="900x1200", layout="column"),
        "cards": replace(plain, size="1400x800", layout="cards", key_query="istanbul", first="2022"),
        "table": replace(july, size="1000x800", layout="table"),
        "phone": preset_named("phone").on(replace(july, theme="dark")),
        "gaps": replace(plain, size="1000x560", query="importance:5", compress_gaps=True, sources=False),
    }


def drawn() -> dict[str, QImage]:
    """Draw them all."""
    from timeline_app.document import Chronology  # noqa: PLC0415 - likewise
    from timeline_app.export.picture import offscreen_application, render_image  # noqa: PLC0415 - likewise
    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    application = offscreen_application()
    with tempfile.TemporaryDirectory() as name:
        store = Path(name, "sample.timelinedb")
        build_sample(store)
        chronology = Chronology(Store.open(store))
        images = {picture: render_image(chronology, options) for picture, options in pictures().items()}
        chronology.close()
    del application  # kept until here: fonts and painters need it
    return images


def main() -> int:
    """Write the pictures."""
    sys.path.insert(0, str(ROOT))
    for name, image in drawn().items():
        image.save(str(PICTURES / f"layout-{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
