"""Writes timeline_app/base/i18n/cldr.py: what the program knows of languages, from the Unicode CLDR by way of Babel.

Babel is needed here and by the test that compares, not by the program: its data are 30 MB. The CLDR may be passed on
under the Unicode Licence v3, whose notice the written module carries.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale

LANGUAGES = ("en", "uk", "de", "ru")
LISTS = {"en": "en_001"}
"""English lists stand without a comma before "and", as everywhere outside the United States."""
TARGET = Path(__file__).resolve().parents[1] / "timeline_app" / "base" / "i18n" / "cldr.py"
HEAD = '''"""Facts of languages: names of months and days, signs of numbers, words of lists.

Written by packaging/locale_facts.py from the Unicode Common Locale Data Repository. Do not edit.
Copyright © 1991-2026 Unicode, Inc. Unicode Licence v3, SPDX-License-Identifier: Unicode-3.0.
"""

from __future__ import annotations

from typing import Final

from timeline_app.base.fast_dataclasses import NamedTuple

# fmt: off
# ruff: noqa: E501 - a table


class LanguageFacts(NamedTuple):
    """What one language calls the parts of a date, and how it writes numbers and lists."""

    months: tuple[str, ...]
    months_of_days: tuple[str, ...]
    months_short: tuple[str, ...]
    months_short_of_days: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    decimal: str
    group: str
    both: str
    either: str


'''


def main() -> int:
    """Write the module; with `--check`, tell whether it is what would be written."""
    written = module()
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != written)
    TARGET.write_text(written, encoding="utf-8")
    return 0


def module() -> str:
    """Give the text of the module."""
    tables = "".join(f'    "{each}": LanguageFacts(\n{_facts(each)}    ),\n' for each in LANGUAGES)
    return f"{HEAD}FACTS: Final = {{\n{tables}}}\n"


def _facts(language: str) -> str:
    locale, lists = Locale.parse(language), Locale.parse(LISTS.get(language, language))
    signs = locale.number_symbols["latn"]
    values: dict[str, object] = {
        "months": _months(locale, "stand-alone", "wide"),
        "months_of_days": _months(locale, "format", "wide"),
        "months_short": _months(locale, "stand-alone", "abbreviated"),
        "months_short_of_days": _months(locale, "format", "abbreviated"),
        "weekdays": tuple(locale.days["stand-alone"]["wide"][day] for day in range(7)),
        "weekdays_short": tuple(locale.days["stand-alone"]["abbreviated"][day] for day in range(7)),
        "decimal": signs["decimal"],
        "group": signs["group"],
        "both": _pattern(lists, "standard"),
        "either": _pattern(lists, "or"),
    }
    return "".join(f"        {name}={_literal(value)},\n" for name, value in values.items())


def _months(locale: Locale, context: str, width: str) -> tuple[str, ...]:
    return ("", *(locale.months[context][width][month] for month in range(1, 13)))


def _pattern(locale: Locale, kind: str) -> str:
    """Give the pattern of two and of the end of more; the program knows lists that are comma-separated before it."""
    patterns = locale.list_patterns[kind]
    if patterns["start"] != "{0}, {1}" or patterns["middle"] != "{0}, {1}" or patterns["2"] != patterns["end"]:
        raise SystemExit(f"Lists of {locale} need more than one pattern: teach base/i18n/facts.py.")
    return str(patterns["end"])


def _literal(value: object) -> str:
    """Write a value with double quotes; a blank that does not break is shown by its number."""
    if isinstance(value, tuple):
        return f"({', '.join(_literal(each) for each in value)})"
    return '"' + str(value).replace("\xa0", "\\xa0").replace("’", "\\u2019") + '"'


if __name__ == "__main__":
    sys.exit(main())
