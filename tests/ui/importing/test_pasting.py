"""Rows from the clipboard are looked at as a file is, imported in one step, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from tests.support.importing_stage import wait_for_counts
from timeline_app.ui.importing.wizard import ImportWizard

ROWS = "15 April 2023\tFighting begins\tKhartoum\n6 May 2023\tTalks\tJeddah\n20 May 2023\tCeasefire\tJeddah\n"


@pytest.fixture
def paste(window, qtbot):
    """Copies what it is given and pastes it, as Ctrl+V does; gives the page, or None where none opens."""

    def do(text="", markup=""):
        data = QMimeData()
        data.setText(text)
        if markup:
            data.setHtml(markup)
        QGuiApplication.clipboard().setMimeData(data)
        window.actions_of_window["paste rows"].trigger()
        qtbot.waitUntil(lambda: not window.services.jobs.busy or bool(window.findChildren(ImportWizard)))
        pages = window.findChildren(ImportWizard)
        if pages:
            wait_for_counts(pages[0], qtbot)
        return pages[0] if pages else None

    yield do
    QGuiApplication.clipboard().clear()


def test_pasted_rows_are_looked_at_before_anything_is_written(window, paste):
    before = len(window.session.chronology.columns)
    page = paste(ROWS)
    assert [draft.title for draft in page.plan.first] == ["Fighting begins", "Talks", "Ceasefire"]
    assert page.counted.result.added == 3
    assert page.windowTitle().startswith("Import “Pasted rows 2")
    assert len(window.session.chronology.columns) == before


def test_they_come_in_as_one_step_and_the_file_of_them_goes(window, paste, qtbot):
    before = len(window.session.chronology.columns)
    page = paste(ROWS)
    folder = Path(page.plan.path).parent
    page.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    assert len(window.session.chronology.columns) == before + 3
    assert window.session.chronology.undo_label.startswith("Import “Pasted rows")
    assert not folder.exists()
    window.events.undo()
    qtbot.waitUntil(lambda: len(window.session.chronology.columns) == before)


def test_leaving_the_page_changes_nothing_and_leaves_nothing(window, paste, qtbot):
    label = window.session.chronology.undo_label
    page = paste(ROWS)
    folder = Path(page.plan.path).parent
    page.reject()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    assert not folder.exists()
    assert window.session.chronology.undo_label == label


def test_a_table_of_a_page_is_taken_too(paste):
    page = paste("Date Title", "<table><tr><td>Date<td>Title<tr><td>15 April 2023<td>Fighting begins</table>")
    assert [(draft.title, draft.start) for draft in page.plan.first] == [("Fighting begins", "2023-04-15")]


def test_without_rows_it_says_what_to_copy(window, paste):
    assert paste("An article about a war.") is None
    assert window.toast.accessibleName() == (
        "The clipboard holds no rows. Copy cells of a table first; Ctrl+Shift+V reads text as an article."
    )
