"""Text size and motion follow the settings: on the canvas, in own-drawn widgets, and nothing is clipped by them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage

from timeline_app.layout.marks.hit_test import hit
from timeline_app.ui.app import desktop_motion
from timeline_app.ui.services.settings import TEXT_SIZES, Settings
from timeline_app.ui.widgets.buttons import CheckBox


def set_size(window, size):
    window.settings.change(text_size=size)
    window.redress()


def title_point(canvas, number=0):
    """A point of the widget that lies on a title in view, and the event it belongs to."""
    scene = canvas.scene
    for place, title in enumerate(scene.marks.titles):
        x_px = scene.marks.label_px[place]
        if title is not None and 0 < x_px < scene.scale.width_px - 40:
            number -= 1
            if number < 0:
                pos = QPointF(x_px + scene.metrics.header_px + 12, scene.marks.y_px[place])
                return canvas.view.widget_pos(pos).toPoint(), int(scene.marks.event[place])
    raise AssertionError("no title in view")


def dark_rows(image: QImage, box):
    left, top, wide, high = box
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return int(np.count_nonzero((pixels[top : top + high, left : left + wide] < 140).any(axis=1)))


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_what_is_clicked_is_what_is_drawn_there(window, qtbot, size):
    set_size(window, size)
    canvas = window.workspace.canvas
    canvas.show_range(canvas.visible_range[0], canvas.visible_range[1])
    point, event = title_point(canvas)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point)
    assert canvas.model.index_of(canvas.selected) == event
    assert (
        hit(canvas.scene, canvas.view.scene_pos(QPointF(point)).x(), canvas.view.scene_pos(QPointF(point)).y()).event
        == event
    )


def test_the_scene_fills_the_canvas_at_every_size(window):
    canvas = window.workspace.canvas
    shown = canvas.visible_range
    for size in TEXT_SIZES:
        set_size(window, size)
        assert canvas.scene.width_px * size / 100 == pytest.approx(canvas.width(), abs=1)
        assert canvas.scene.height_px * size / 100 == pytest.approx(canvas.height(), abs=1)
    assert canvas.visible_range[0] == pytest.approx(shown[0], abs=(shown[1] - shown[0]) / 500)


def test_lane_names_grow_with_the_text(window):
    canvas = window.workspace.canvas
    lane = canvas.scene.lanes[0]
    usual = dark_rows(canvas.grab().toImage(), (34, int(lane.top_px) + 8, 90, 24))
    set_size(window, 150)
    lane = canvas.scene.lanes[0]
    larger = dark_rows(canvas.grab().toImage(), (51, int(lane.top_px * 1.5) + 12, 135, 36))
    assert larger >= usual * 1.3


def test_the_overview_grows_and_still_follows_the_hand(window, qtbot):
    strip = window.workspace.overview
    height = strip.height()
    set_size(window, 150)
    assert strip.height() == pytest.approx(height * 1.5, abs=1)
    middle = strip.width() // 2
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(middle, 60))
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(middle, 60))
    start_px, end_px = strip.window_px
    assert (start_px + end_px) / 2 * 1.5 == pytest.approx(middle, abs=3)


def test_a_check_box_grows_with_the_text(window, qtbot):
    small = CheckBox("Words", window)
    usual = small.sizeHint()
    set_size(window, 150)
    assert small.sizeHint().width() > usual.width() * 1.3
    assert small.sizeHint().height() >= usual.height() * 1.3


def test_exports_keep_their_size(window):
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.picture import render_preview

    options = ExportOptions(format="png", size="A4")
    before = render_preview(window.session.chronology, options, 400)
    set_size(window, 150)
    assert render_preview(window.session.chronology, options, 400) == before


def test_motion_follows_the_desktop_unless_the_settings_say_otherwise(window, monkeypatch):
    workspace = window.workspace
    for still, motion, animated in (
        (True, "auto", False), (True, "smooth", True), (True, "none", False),
        (False, "auto", True), (False, "smooth", True), (False, "none", False),
    ):  # fmt: skip
        monkeypatch.setattr(workspace, "_desktop_is_still", still)
        window.settings.change(motion=motion)
        window.redress()
        assert workspace.canvas.view.motion.animated is animated


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n"),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n"),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-theme-name=Adwaita\ngtk-enable-animations=0\n"),
    ],
)
def test_the_files_of_desktops_are_read(qapp, tmp_path, monkeypatch, path, text):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "")
    assert not desktop_motion.desktop_is_still()
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text)
    assert desktop_motion.desktop_is_still()


def test_gnome_is_asked_and_may_be_missing(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not desktop_motion.desktop_is_still()
    tool = tmp_path / "gsettings"
    tool.write_text("#!/bin/sh\necho false\n")
    tool.chmod(0o755)
    assert desktop_motion.desktop_is_still()


def test_an_unknown_motion_reads_as_that_of_the_system(tmp_path):
    (tmp_path / "settings.ini").write_text("[General]\nmotion=jumpy\n")
    assert Settings(tmp_path).preferences().motion == "auto"
