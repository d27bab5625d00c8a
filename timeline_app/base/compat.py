"""`override` for Python 3.11, which lacks the one of typing: it marks the methods that Qt calls."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
elif sys.version_info >= (3, 12):
    from typing import override
else:
    F = TypeVar("F")

    def override(method: F) -> F:
        """Mark `method` as replacing one of a base class (PEP 698); a type checker holds it to that."""
        return method


__all__ = ["override"]
