"""The open chronology: what is shown, changed and listened to. No Qt and no SQL."""

from __future__ import annotations

from timeline_app.document.chronology import Chronology, Evidence, create_chronology, open_chronology
from timeline_app.document.contents import Snapshot

__all__ = ["Chronology", "Evidence", "Snapshot", "create_chronology", "open_chronology"]
