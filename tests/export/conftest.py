"""What tests of exports share."""

from __future__ import annotations

import pytest

from timeline_app.document import Chronology
from timeline_app.export.options import ExportOptions
from timeline_app.export.published import publish
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store


@pytest.fixture(scope="session")
def sample_published(tmp_path_factory):
    """The sample as readers get it."""
    path = tmp_path_factory.mktemp("published") / "s.timelinedb"
    build_sample(path)
    chronology = Chronology(Store.open(path, read_only=True))
    yield publish(chronology, ExportOptions(zone="Europe/Kyiv", made="2025-07-31"))
    chronology.close()
