"""What argparse says of a command line, in the words of our catalogue.

argparse looks its words up in a catalogue of Python's own, which no system ships. So its headings go through a
formatter of ours, and its faults, which it hands to `error` in English, are recognised and said again. What another
version of Python words otherwise stays in English.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable


class WordedHelp(argparse.HelpFormatter):
    """Help whose headings are in the person's language."""

    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Put our word before the usage, unless another is given."""
        super().add_usage(usage, actions, groups, "{word} ".format(word=_("usage:")) if prefix is None else prefix)

    @override
    def start_section(self, heading: str | None) -> None:
        """Begin a section; those that argparse names itself get our words."""
        ours = {"positional arguments": _("positional arguments"), "options": _("options")}
        super().start_section(ours.get(heading or "", heading))


class WordedDescription(WordedHelp, argparse.RawDescriptionHelpFormatter):
    """The same for a description whose lines stay as they are."""


def said_again(fault: str) -> str:
    """Say in the person's language what argparse found wrong; a fault that is not known is given back."""
    for pattern, template in _faults():
        if found := re.fullmatch(pattern, fault, re.DOTALL):
            parts = found.groupdict()
            if "fault" in parts:
                parts["fault"] = said_again(parts["fault"])
            return template.format(**parts)
    return fault


def _faults() -> tuple[tuple[str, str], ...]:
    """Give what argparse says, and the same in the person's language."""
    return (
        (r"argument (?P<name>[^:]+): (?P<fault>.+)", _("argument {name}: {fault}")),
        (r"the following arguments are required: (?P<names>.+)", _("the following arguments are required: {names}")),
        (r"one of the arguments (?P<names>.+) is required", _("one of the arguments {names} is required")),
        (r"unrecognized arguments: (?P<words>.+)", _("unrecognized arguments: {words}")),
        (r"expected one argument", _("expected one argument")),
        (r"expected at least one argument", _("expected at least one argument")),
        (r"not allowed with argument (?P<name>.+)", _("not allowed with argument {name}")),
        (r"ignored explicit argument (?P<value>.+)", _("takes no value, but got {value}")),
        (r"invalid int value: (?P<value>.+)", _("{value} is no whole number")),
        (r"invalid float value: (?P<value>.+)", _("{value} is no number")),
        (
            r"invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
            _("invalid choice: {value} (choose from {choices})"),
        ),
    )
