"""Loads PySide6 and numpy without what only a programmer at a prompt needs of them.

* PySide6 puts a function of its own in place of `builtins.__import__`. After each import it reads the source of the
  module, to learn whether it may ask for PySide6's optional spellings (`from __feature__ import snake_case`). We ask
  for none, and the reading of 250 files took a third of the time that a bare window takes to start.
* PySide6 compiles the Python sources of its signatures at every start: another third. Nobody needs one before a call
  went wrong (the message lists them) or a debugger asks. So each of these modules is filled when it is first asked
  for something.
* numpy writes the docstrings of 400 functions and makes types for type checkers; nobody calls `help` in a window.

What a later PySide6 or numpy calls otherwise is loaded as they would have it: nothing here can be missed.
(docs/decisions/0010-what-the-first-frame-waits-for.md)
"""

from __future__ import annotations

import builtins
import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_SIGNATURES: Final = "shibokensupport/signature/"
_WHEN_ASKED: Final = ("mapping", "errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
_STAND_IN: Final = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    del globals()["__getattr__"]
    exec(compile(__loader__.zfile.read(__file__), __file__, "exec"), globals())
    return globals()[name]

def update_mapping(*given):  # Shiboken takes this one out of the module's dictionary
    return __getattr__("update_mapping")(*given)
"""
_TYPING: Final = "numpy._typing"
_DOCSTRINGS: Final = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")


def load_qt() -> None:
    """Import PySide6's modules for windows; later imports are plain ones."""
    plain_import, plain_compile = builtins.__import__, builtins.compile
    waiting = {f"{_SIGNATURES}{name}.py" for name in _WHEN_ASKED}

    def compile_stand_in(source: Any, filename: Any, *others: Any, **more: Any) -> Any:
        if filename in waiting:
            waiting.discard(filename)
            source = _STAND_IN
        return plain_compile(source, filename, *others, **more)

    builtins.compile = compile_stand_in
    try:
        import shiboken6  # noqa: F401, PLC0415 - these imports are what the module is about

        builtins.__import__ = plain_import
        import PySide6.QtWidgets  # noqa: F401, PLC0415 - likewise
    finally:
        builtins.__import__, builtins.compile = plain_import, plain_compile


def load_numpy() -> None:
    """Import numpy without its docstrings, and without its types until somebody asks for one."""
    if "numpy" in sys.modules:
        return
    for name in _DOCSTRINGS:
        sys.modules[name] = ModuleType(name)
    kept_out = "platform" not in sys.modules
    if kept_out:  # fifteen regular expressions, for a report that numpy writes when asked
        platform: Any = ModuleType("platform")
        platform.__getattr__ = _real_platform
        sys.modules["platform"] = platform
    typing: Any = ModuleType(_TYPING)
    typing.NDArray = type  # numpy.linalg writes it into annotations that nobody reads
    typing.__getattr__ = _real_typing
    sys.modules[_TYPING] = typing
    import numpy  # noqa: F401, ICN001, PLC0415 - this import is what the function is about

    del typing.NDArray
    if kept_out:
        sys.modules.pop("platform", None)


def _real_platform(name: str) -> object:
    """Load Python's module after all."""
    stands_in = sys.modules.get("platform")
    if stands_in is not None and "__file__" not in vars(stands_in):
        del sys.modules["platform"]
    return getattr(import_module("platform"), name)


def _real_typing(name: str) -> object:
    """Load numpy's types after all."""
    if name.startswith("__"):
        raise AttributeError(name)
    if not hasattr(sys.modules[_TYPING], "__path__"):
        del sys.modules[_TYPING]
    return getattr(import_module(_TYPING), name)
