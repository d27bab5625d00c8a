"""The sample on a canvas that does not glide."""

from __future__ import annotations

import pytest

from timeline_app.paint.theme import LIGHT, load_fonts


@pytest.fixture
def chronology(sample, qapp):
    from timeline_app.document import Chronology
    from timeline_app.store.store import Store

    load_fonts()
    opened = Chronology(Store.open(sample))
    yield opened
    opened.close()


@pytest.fixture
def canvas(chronology, qtbot):
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

    made = TimelineCanvas(chronology, LIGHT)
    made.selection_wanted.connect(made.select)
    made.view.motion.animated = False
    qtbot.addWidget(made)
    made.resize(1004, 814)
    with qtbot.waitExposed(made):
        made.show()
    return made
