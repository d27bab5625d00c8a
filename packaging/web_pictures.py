"""Take the pictures of the web page for docs/publishing.md, in Chromium."""

from __future__ import annotations

import sys
import tempfile
from base64 import b64decode
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LIMIT_S = 60
STEPPED = "for (let step = 0; step < 9; step++) document.getElementById('after').click()"
SHOTS = (
    ("web-page", 1440, 900, "light", STEPPED),
    ("web-page-phone", 360, 780, "dark", "document.getElementById('closer').click(); scrollTo(0, 150)"),
)


def main() -> int:
    """Write the page of the sample and take a picture of it on each screen."""
    sys.path.insert(0, str(ROOT))
    from bench.browser import Browser  # noqa: PLC0415 - the root is on the path now
    from timeline_app.document import Chronology  # noqa: PLC0415 - likewise
    from timeline_app.export.options import ExportOptions  # noqa: PLC0415 - likewise
    from timeline_app.export.registry import export_file  # noqa: PLC0415 - likewise
    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory() as name:
        store, page = Path(name, "sample.timelinedb"), Path(name, "page.html")
        build_sample(store)
        chronology = Chronology(Store.open(store))
        export_file(chronology, ExportOptions(title="Ukraine and Russia, 2013–2027"), page)
        chronology.close()
        for picture, width, height, scheme, script in SHOTS:
            with Browser(width, height) as browser:
                browser.command(
                    "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
                )
                browser.open(page, LIMIT_S)
                browser.run(f"{{ {script}; }}", LIMIT_S)
                browser.run("new Promise(done => setTimeout(done, 1200))", LIMIT_S)
                taken = browser.command("Page.captureScreenshot", format="png")
            (PICTURES / f"{picture}.png").write_bytes(b64decode(taken["data"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
