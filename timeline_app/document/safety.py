"""What keeps work safe, for those who show it: backups, recovery, reports of a check, copies for publication."""

from __future__ import annotations

from timeline_app.store.publishing import Publication, PublicationOmissions
from timeline_app.store.safety.backups import Backup, Backups
from timeline_app.store.safety.checking import MOST, Finding, Report
from timeline_app.store.safety.recovering import RecoveryCounts, recover

MOST_FINDINGS = MOST
"""So many findings of a kind are listed."""

__all__ = [
    "MOST_FINDINGS", "Backup", "Backups", "Finding", "Publication", "PublicationOmissions", "RecoveryCounts", "Report",
    "recover",
]  # fmt: skip
