"""Opening and making stores for whoever shows or exports them; they get a `Chronology` and never see the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.document.chronology import Chronology

if TYPE_CHECKING:
    from pathlib import Path


def open_chronology(
    path: Path, author: str = "", *, read_only: bool = False, ready_to_search: bool = False
) -> Chronology:
    """Open the store at `path`; raise StoreError if it is none.

    A worker that opens it for a window makes it `ready_to_search` as well: an older store that is only read has no
    index, and at a million events making one takes seconds, for which the first search would have to wait.
    """
    from timeline_app.store.store import Store  # noqa: PLC0415 - whoever only names the type does not wait for SQL

    chronology = Chronology(Store.open(path, read_only=read_only), author)
    if ready_to_search:
        try:
            chronology.store.connections.prepare_search()
        except BaseException:
            chronology.close()
            raise
    return chronology


def create_chronology(path: Path) -> None:
    """Make an empty store at `path`, which must not exist."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    Store.create(path).close()


def make_sample(path: Path) -> None:
    """Make the sample from its tables, as a checkout has no built one."""
    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - the first start from source only

    build_sample(path)


def can_be_opened(path: Path) -> bool:
    """Tell whether a store can be looked at, however damaged it is."""
    from timeline_app.domain.errors import KnownError  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    try:
        Store.open(path, read_only=True).close()
    except (KnownError, OSError):
        return False
    return True
