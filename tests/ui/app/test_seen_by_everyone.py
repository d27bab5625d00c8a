"""What a window shows can be seen by everyone: measured in its pixels, in each theme and at the largest text.

Text reaches 4.5:1 (7:1 where a person wants high contrast), edges of fields, marks of the overview and of the lanes
reach 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). Text is looked at in large type, whose strokes have pixels of their full colour.
"""

from __future__ import annotations

from itertools import product

import clipped
import numpy as np
import pytest
from every_dialog import open_dialog, with_evidence
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from timeline_app.paint.overview import BOTTOM_PX, TOP_PX
from timeline_app.paint.theme import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH
from timeline_app.ui.app import style
from timeline_app.ui.services.settings import CONTRASTS, Settings

LOOKS = list(product(("light", "dark"), ("usual", "high")))
DIALOGS = ("settings", "add", "edit", "export", "sources", "properties", "quick", "palette", "paste")
FAINTER = 4.0
"""What thin strokes have left of 4.5 where smoothing takes a part of them; a colour too pale was at 3.4."""


def wear(window, theme, contrast, text_size=100):
    window.settings.change(theme=theme, contrast=contrast, text_size=text_size)
    window.redress()
    QApplication.processEvents()


def luminances(widget) -> np.ndarray:
    """The relative luminance of each pixel of what a widget shows (WCAG 2.2)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    whole = lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3) / 255
    linear = np.where(whole <= 0.04045, whole / 12.92, ((whole + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def apart(one, other):
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def ground_of(part: np.ndarray) -> float:
    """The luminance of most of a part of a picture."""
    values, counts = np.unique(part.round(4), return_counts=True)
    return float(values[counts.argmax()])


def cut_out(whole, top, widget, inset=0) -> np.ndarray:
    box = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()).adjusted(inset, inset, -inset, -inset)
    box &= QRect(0, 0, whole.shape[1], whole.shape[0])
    return whole[box.top() : box.bottom() + 1, box.left() : box.right() + 1]


def in_sight(top, kinds):
    """Widgets of some kinds that are not hidden, under another or scrolled away."""
    for each in top.findChildren(QWidget):
        middle = each.mapTo(top, each.rect().center())
        if isinstance(each, kinds) and each.isVisible() and each.window() is top and top.rect().contains(middle):
            seen = top.childAt(middle)
            if seen is each or (seen is not None and each.isAncestorOf(seen)):
                yield each


def words_of(widget):
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def pale_words(top, least):
    whole, pale = luminances(top), {}
    for each in in_sight(top, (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)):
        part = cut_out(whole, top, each, 0 if isinstance(each, QLabel) else 5)
        if words_of(each) and each.isEnabled() and part.size and (most := apart(part, ground_of(part)).max()) < least:
            pale[f"{type(each).__name__} {words_of(each)[:40]}"] = round(float(most), 2)
    return pale


def pale_edges(top):
    """Fields and buttons whose left edge does not stand out, from the page or from what they hold."""
    whole, pale = luminances(top), {}
    for each in in_sight(top, (QLineEdit, QPlainTextEdit, QComboBox, QPushButton)):
        corner = each.mapTo(top, QPoint(0, 0))
        y, x = corner.y() + each.height() // 2, corner.x()
        has_no_edge = each.property("role") in {"link", "quiet"} or each.objectName() in {"paletteField", "toastButton"}
        is_inside = isinstance(each.parentWidget(), QComboBox)  # the field of one that takes words
        if has_no_edge or is_inside or x < 3 or not each.isEnabled():  # what cannot be used need not stand out (1.4.11)
            continue
        if apart(whole[y, x : x + 2], whole[y, x - 2]).max() < 3:
            pale[f"{type(each).__name__} {words_of(each)[:40]}"] = round(float(apart(whole[y, x], whole[y, x - 2])), 2)
    return pale


@pytest.mark.parametrize(("theme", "contrast"), LOOKS)
def test_words_and_edges_of_the_window_and_its_dialogs_stand_out(window, theme, contrast):
    wear(window, theme, contrast, 150)
    least = 6.0 if contrast == "high" else FAINTER
    window.session.select(with_evidence(window))
    QApplication.processEvents()
    assert (pale_words(window, least), pale_edges(window)) == ({}, {})
    for name in DIALOGS:
        dialog = open_dialog(window, name)
        QApplication.processEvents()
        assert (name, pale_words(dialog, least), pale_edges(dialog)) == (name, {}, {})
        dialog.done(QDialog.DialogCode.Rejected)


def test_a_word_and_an_edge_that_are_too_pale_are_found(window, qtbot):
    wear(window, "light", "usual", 150)
    page = QWidget()
    qtbot.addWidget(page)
    page.setStyleSheet(
        "QWidget { background: white; } QLabel { color: #8C867B; } QLineEdit { border: 1px solid #D6D1C7; }"
    )
    QLabel("Too pale to be read", page).move(20, 10)
    QLineEdit("words", page).move(20, 60)
    page.resize(300, 120)
    page.show()
    assert list(pale_words(page, FAINTER)) == ["QLabel Too pale to be read"]
    assert list(pale_edges(page)) == ["QLineEdit words"]


@pytest.mark.parametrize(("theme", "contrast"), LOOKS)
def test_bars_of_the_overview_stand_out_and_so_does_the_upper_edge_of_what_the_filter_leaves_out(
    window, theme, contrast
):
    wear(window, theme, contrast)
    strip = window.workspace.overview
    window.toolbar.search.setText("Istanbul")
    window.view.search("Istanbul")
    QApplication.processEvents()
    bars = luminances(strip)[TOP_PX : strip.height() - BOTTOM_PX]
    left, right = (round(each) for each in strip.window_px)
    inside = bars[:, max(left, 0) + 12 : right - 12]
    ground = ground_of(inside)
    columns = (np.abs(inside - ground) > 0.004).any(axis=0)
    assert columns.sum() > 50, "there are bars"
    most = apart(inside, ground).max(axis=0)[columns]
    assert (most >= 3).mean() > 0.98, round(float(most.min()), 2)  # a pixel between two bars may be of neither


@pytest.mark.parametrize(("theme", "contrast"), LOOKS)
def test_marks_ticks_and_counts_on_the_canvas_stand_out(window, theme, contrast):
    wear(window, theme, contrast)
    canvas = window.workspace.canvas
    whole, left_px = luminances(canvas), canvas.scene.metrics.header_px
    pale = []
    for lane in canvas.scene.lanes:
        base = int(lane.top_px + lane.height_px) - 9
        if base >= canvas.height():
            continue
        for x in np.rint(lane.strip.tick_px + left_px).astype(int).tolist():
            tick = whole[base - 4 : base + 5, x - 2 : x + 3]
            beside = whole[base - 14, x + 3]
            if left_px < x < canvas.width() - 4 and tick.size and apart(tick, beside).max() < 3:
                pale.append((lane.name, x, round(float(apart(tick, beside).max()), 2)))
    assert pale == []


@pytest.mark.parametrize(("theme", "contrast"), LOOKS)
def test_what_has_the_keyboard_is_seen_by_a_change_of_three_to_one(window, theme, contrast, qtbot):
    wear(window, theme, contrast)
    window.activateWindow()
    window.session.select(with_evidence(window))
    qtbot.wait(20)
    pale, stops = [], set()
    before = luminances(window)
    for _press in range(60):
        QTest.keyClick(QApplication.focusWidget(), "\t")
        stop, now = QApplication.focusWidget(), luminances(window)
        if stop in stops:
            break
        stops.add(stop)
        changed = apart(cut_out(now, window, stop, -2), cut_out(before, window, stop, -2))
        if np.count_nonzero(changed >= 3) < 12:
            pale.append(f"{type(stop).__name__} {stop.accessibleName()}")
        before = now
    assert pale == []
    assert len(stops) > 30


@pytest.mark.parametrize(
    ("size", "text_size"), [((1366, 768), 100), ((1366, 768), 150), ((1366, 768), 200), ((800, 460), 100)]
)
def test_nothing_in_the_window_is_cut_at_any_text_size(window, size, text_size):
    wear(window, "light", "usual", text_size)
    window.resize(*size)
    window.session.select(with_evidence(window))
    for panel in ("table", "undated"):
        window.actions_of_window[panel].trigger()
    QApplication.processEvents()
    seen = [each for each in window.findChildren(QWidget) if each.isVisibleTo(window) and each.window() is window]
    assert (window.width(), window.height()) == size
    assert {cut for each in seen if (cut := clipped.cut(each))} == set()
    assert window.workspace.canvas.height() > 60


def test_high_contrast_follows_the_desktop_unless_the_settings_say_otherwise(window, monkeypatch):
    for wished, contrast, theme, wanted in (
        (True, "auto", "light", LIGHT_HIGH), (True, "auto", "dark", DARK_HIGH), (True, "usual", "light", LIGHT),
        (False, "auto", "light", LIGHT), (False, "high", "dark", DARK_HIGH), (False, "usual", "dark", DARK),
    ):  # fmt: skip
        monkeypatch.setattr(style, "desktop_wants_contrast", lambda wished=wished: wished)
        wear(window, theme, contrast)
        assert window.theme is wanted
        assert window.workspace.session.theme is wanted


def test_a_wish_of_the_desktop_is_followed_at_once(window, monkeypatch):
    wear(window, "light", "auto")
    assert window.theme is LIGHT, "the desktop of the tests wishes nothing"
    monkeypatch.setattr(style, "desktop_wants_contrast", lambda: True)
    hints = QGuiApplication.styleHints()
    told = hints.accessibility()
    told.contrastPreferenceChanged.emit(told.contrastPreference())
    assert window.theme is LIGHT_HIGH


def test_an_unknown_contrast_reads_as_that_of_the_system(tmp_path):
    (tmp_path / "settings.ini").write_text("[General]\ncontrast=loud\n")
    assert Settings(tmp_path).preferences().contrast == CONTRASTS[0] == "auto"
