"""What macOS is told of the application, and its disk image. Written by Apple's documents; never built on a Mac.

The spec makes `Conflict Timeline.app` with `info_plist`; the product puts it into a .dmg beside a link to
/Applications. `CONFLICT_TIMELINE_SIGN_AS` names the identity to sign with; packaging/release.md has the steps.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from products import APP_ID, Build, Product

from timeline_app.base.i18n import OWN_NAMES

HERE = Path(__file__).parent
NAME = "Conflict Timeline"
STORE_TYPE = f"{APP_ID}.store"
STORE_ICON = "timeline-store.icns"
ENTITLEMENTS = HERE / "entitlements.plist"
SIGN_AS = "CONFLICT_TIMELINE_SIGN_AS"
LEAST_SYSTEM = "13.0"
"""That for which PySide6's wheels are built."""


def info_plist() -> dict[str, Any]:
    """Give what Info.plist says beyond PyInstaller's own entries: looks, languages, and the type of our files."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": sorted(OWN_NAMES),
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": LEAST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "© 2026 the Conflict Timeline developers. MIT licence.",
        "NSRequiresAquaSystemAppearance": False,  # it has a dark theme of its own
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Conflict Timeline store",
                "CFBundleTypeIconFile": STORE_ICON,
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [STORE_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": STORE_TYPE,
                "UTTypeDescription": "Conflict Timeline store",
                "UTTypeIconFile": STORE_ICON,
                "UTTypeConformsTo": ["public.database", "public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["timelinedb"],
                    "public.mime-type": ["application/vnd.conflict-timeline+sqlite3"],
                },
            }
        ],
    }


def signing_identity() -> str | None:
    """Give the identity to sign with; None: the program is signed for this machine alone."""
    return os.environ.get(SIGN_AS) or None


def why_not(system: str = sys.platform) -> str:
    """Say why no disk image can be made here."""
    if system != "darwin":
        return "It takes a Mac: PyInstaller builds for the system that it runs on, and hdiutil is Apple's."
    return "" if shutil.which("hdiutil") else "hdiutil is missing: it comes with macOS."


def commands(staged: Path, image: Path, identity: str | None) -> list[list[str]]:
    """Give what packs a staged folder into an image, and signs that."""
    pack = ["hdiutil", "create", "-volname", NAME, "-srcfolder", str(staged), "-fs", "HFS+", "-format", "UDZO"]
    made = [[*pack, "-ov", str(image)]]
    if identity:
        made.append(["codesign", "--sign", identity, "--timestamp", str(image)])
    return made


def make(build: Build) -> Path:
    """Make the disk image."""
    staged = build.work / PRODUCT.name
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    application = build.folder.with_name(f"{NAME}.app")
    subprocess.run(["ditto", str(application), str(staged / application.name)], check=True)
    (staged / "Applications").symlink_to("/Applications")
    image = build.target / f"conflict-timeline-{build.facts.version}-macos-{platform.machine()}.dmg"
    for command in commands(staged, image, signing_identity()):
        subprocess.run(command, check=True)
    return image


PRODUCT = Product("dmg", "a disk image for macOS", why_not, make)
