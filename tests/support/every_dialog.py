"""Opens each form and dialog of the program on the sample, for the tests of what must hold in all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton

from timeline_app.document.evidence.accepting import Acceptance
from timeline_app.document.evidence.source_records import Article, newer_version
from timeline_app.document.merge.merging import plan_merge
from timeline_app.domain.change import Change
from timeline_app.domain.records import Document, new_id
from timeline_app.store.store import Store

BY_COMMAND = (
    "palette", "quick", "add", "edit", "settings", "about", "keys", "export", "history", "backups", "publish",
    "sources", "sourcing", "names", "replace", "save view", "properties", "paste", "article", "new", "open", "import",
    "save copy", "merge", "search help", "stories", "add to story",
)  # fmt: skip


def names():
    return [*BY_COMMAND, *_MADE]


def open_dialog(window, name):
    """Open a dialog as a person would, or make it of the sample's first matter that has one; give it."""
    if name in _MADE:
        dialog = _MADE[name](window)
        dialog.open()
        return dialog
    before = set(window.findChildren(QDialog))
    window.session.select(with_evidence(window))
    window.actions_of_window[name].trigger()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible() and each not in before]
    if name == "edit":
        dialog.add_evidence()
    return dialog


def with_evidence(window):
    """The row of an event with two pieces of evidence or more; of the first one where no event has so many."""
    chronology = window.session.chronology
    rows = chronology.columns.row.tolist()
    return next((row for row in rows if len(chronology.evidence(chronology.event(row).id)) > 1), rows[0])


def _evidence(window):
    chronology = window.session.chronology
    event = chronology.event(with_evidence(window))
    return event, chronology.evidence(event.id)[0]


def _source(window):
    from timeline_app.ui.services.source_dialog import SourceDialog

    return SourceDialog(_evidence(window)[1].source, "dmy", window)


def _claim(window):
    from timeline_app.ui.reader.claims import ClaimDialog

    return ClaimDialog(*_evidence(window), "dmy", window)


def _doubt(window):
    from timeline_app.document.evidence.reviews import reviews_of
    from timeline_app.ui.events.reviewing import NeedsCheckingDialog

    event, evidence = _evidence(window)
    subject = reviews_of(window.session.chronology, event).evidence[evidence.excerpt.id]
    return NeedsCheckingDialog(subject, "A. Editor", window)


def _quoted(window):
    from timeline_app.ui.events.editor import QuotedEventDialog

    return QuotedEventDialog(window.session, Acceptance(0, 4, "Talks"), ("New", "Add", "The words"), window)


def _picker(window):
    from timeline_app.ui.reader.dialogs import EventPicker

    return EventPicker(window.session, [], window)


def _version(window):
    from timeline_app.ui.reader.dialogs import VersionDialog

    chronology = window.session.chronology
    document = next(each for each in chronology.store.lookups.all_of(Document))
    source = next(each for each in chronology.sources if each.id == document.source_id)
    return VersionDialog(newer_version(chronology, source, Article(text=document.text[50:])), window)


def _facet(window):
    from timeline_app.ui.filters.facets import FacetSection

    sections = window.workspace.filters.findChildren(FacetSection)
    actors = next(each for each in sections if each.kind.field == "actor")
    next(each for each in actors.findChildren(QPushButton) if "…" in each.text()).click()
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


def _damaged(window):
    from timeline_app.ui.history.recovery import DamagedDialog

    return DamagedDialog(Path("x.timelinedb"), "It is damaged.", [], window)


def _conflict(window):
    """A merge of two copies in which one event was changed differently."""
    chronology = window.session.chronology
    path = chronology.store.path
    copy = path.with_name(f"copy {new_id()}.timelinedb")
    chronology.store.backup(copy)
    event = chronology.event(with_evidence(window))
    with Store.open(copy) as other:
        other.apply(Change("Edit", (event,), (replace(event, title="Theirs"),)))
    chronology.do(Change("Edit", (event,), (replace(event, title="Ours"),)))
    with Store.open(copy, read_only=True) as other:
        return plan_merge(chronology.store, other, "Merge")


def _merge(window):
    from timeline_app.ui.history.change_words import RecordNames
    from timeline_app.ui.history.merging import MergeDialog

    merge = _conflict(window)
    return MergeDialog(merge, RecordNames(window.session.chronology, merge.change), "copy", window)


def _meanwhile(window):
    from timeline_app.ui.history.change_words import RecordNames
    from timeline_app.ui.history.versions import ConflictDialog

    merge = _conflict(window)
    return ConflictDialog(merge, RecordNames(window.session.chronology, merge.change), window)


def _report(window):
    from timeline_app.document.importing import ImportOutcome
    from timeline_app.domain.draft import ImportResult, Problem
    from timeline_app.ui.importing.report import ImportReport

    result = ImportResult(read=2, added=1, problems=(Problem(2, "No title."),), problem_count=1)
    return ImportReport(ImportOutcome("csv", result, ("The columns are separated by semicolons.",)), window)


def _wizard(window):
    from timeline_app.document.importing import plan_import
    from timeline_app.document.saved_readings import SavedReadings
    from timeline_app.ui.importing.wizard import ImportWizard

    path = window.session.chronology.store.path.with_name("table.csv")
    path.write_text("Datum,Titel,Art,Waffe\n03/04/2022,Ours,,x\nbald,Theirs,,\n", "utf-8")
    return ImportWizard(window.services, window.session, plan_import(path), SavedReadings(path.with_name("readings")))


def _name_reading(window):
    from timeline_app.ui.importing.name_reading import NameReadingDialog

    return NameReadingDialog("acled", window)


def _left_out(window):
    from timeline_app.document.evidence.reading_job import DocumentOrigin
    from timeline_app.ui.reader.dialogs import LeftOutDialog

    return LeftOutDialog(
        DocumentOrigin(left_out=("Share this page", "Read next"), whole="The words"), window, can_take=True
    )


def _rename(window):
    from timeline_app.ui.names.dialogs import NameRenameDialog

    return NameRenameDialog(window.session, window.session.chronology.categories[0], window)


def _merge_names(window):
    from timeline_app.ui.names.dialogs import NameMergeDialog

    return NameMergeDialog(window.session, window.session.chronology.actors[:3], window)


def _delete_name(window):
    from timeline_app.ui.names.dialogs import NameDeleteDialog

    return NameDeleteDialog(window.session, window.session.chronology.places[0], window)


def _profile(window):
    from timeline_app.domain.publication import USUAL
    from timeline_app.export.options import ExportOptions
    from timeline_app.ui.services.profile_dialog import ProfileDialog

    asked = (ExportOptions(), None, USUAL)
    return ProfileDialog(window.session.chronology, window.services.apply, asked, window)


def _licences(window):
    from timeline_app.ui.app.licences_dialog import LicencesDialog

    return LicencesDialog(window)


def _many(window):
    from timeline_app.ui.events.many_editor import ManyEventsDialog

    chronology = window.session.chronology
    return ManyEventsDialog(window.session, chronology.events(chronology.columns.row[:12].tolist()), window)


_MADE = {
    "many events": _many, "licences": _licences, "publication profile": _profile,
    "rename": _rename, "merge names": _merge_names, "delete name": _delete_name,
    "import report": _report, "import wizard": _wizard, "name reading": _name_reading, "left out": _left_out,
    "source": _source, "claim": _claim, "needs checking": _doubt,
    "quoted event": _quoted, "event picker": _picker, "version": _version,
    "facet": _facet, "damaged": _damaged, "merge conflict": _merge, "meanwhile": _meanwhile,
}  # fmt: skip
