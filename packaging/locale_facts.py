"""Writes cldr.py and cldr_places.py in timeline_app/base/i18n: what we know of languages, from the CLDR by Babel.

Babel is needed here and by the test that compares, not by the program: its data are 30 MB. The CLDR may be passed on
under the Unicode Licence v3, whose notice the written module carries.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "uk", "de", "ru")
LISTS = {"en": "en_001"}
"""English lists stand without a comma before "and", as everywhere outside the United States."""
TARGET = ROOT / "timeline_app" / "base" / "i18n" / "cldr.py"
PLACES = TARGET.with_name("cldr_places.py")
CHOSEN = {("de", "Europe/Kyiv"): "Kyjiw"}
"""Where our glossary says otherwise than the CLDR."""
PLACES_HEAD = '''"""What cities of time zones and their countries are called, where that is not the English name.

Written by packaging/locale_facts.py from the Unicode Common Locale Data Repository. Do not edit.
Copyright © 1991-2026 Unicode, Inc. Unicode Licence v3, SPDX-License-Identifier: Unicode-3.0.
"""

from __future__ import annotations

from typing import Final

# fmt: off
'''
WIDTH = 118
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
    written = {TARGET: module(), PLACES: module_of_places()}
    if "--check" in sys.argv[1:]:
        return int(any(path.read_text(encoding="utf-8") != text for path, text in written.items()))
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return 0


def module() -> str:
    """Give the text of the module."""
    tables = "".join(f'    "{each}": LanguageFacts(\n{_facts(each)}    ),\n' for each in LANGUAGES)
    return f"{HEAD}FACTS: Final = {{\n{tables}}}\n"


def module_of_places() -> str:
    """Give the text of the module that names cities and countries."""
    sys.path.insert(0, str(ROOT))
    from timeline_app.domain.dates.zone_places import english_places  # noqa: PLC0415 - of this checkout

    places = [each for each in english_places() if not each.zone.startswith("Antarctica/")]
    cities: dict[str, dict[str, str]] = {}
    countries: dict[str, dict[str, str]] = {}
    for language in LANGUAGES[1:]:
        locale = Locale.parse(language)
        named = {each.zone: locale.time_zones.get(each.zone, {}).get("city", each.city) for each in places}
        named |= {zone: name for (code, zone), name in CHOSEN.items() if code == language}
        cities[language] = {each.zone: named[each.zone] for each in places if named[each.zone] != each.city}
        told = {each.code: each.country for each in places if each.code in locale.territories}
        countries[language] = {
            code: locale.territories[code] for code in sorted(told) if locale.territories[code] != told[code]
        }
    return f"{PLACES_HEAD}{_table('CITIES', cities)}{_table('COUNTRIES', countries)}"


def _table(name: str, languages: dict[str, dict[str, str]]) -> str:
    """Write a table of tables, as many entries a line as there is room for."""
    lines = [f"{name}: Final[dict[str, dict[str, str]]] = {{"]
    for language, names in languages.items():
        lines += [f'    "{language}": {{', "       "]
        for key, value in names.items():
            entry = f" {_literal(key)}: {_literal(value)},"
            if len(lines[-1]) + len(entry) > WIDTH:
                lines.append("       ")
            lines[-1] += entry
        lines.append("    },")
    return "\n".join([*lines, "}"]) + "\n"


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
    """Write a value with double quotes and the apostrophe of our texts; a blank that does not break is a number."""
    if isinstance(value, tuple):
        return f"({', '.join(_literal(each) for each in value)})"
    return '"' + str(value).replace("\xa0", "\\xa0").replace("ʼ", "’").replace("’", "\\u2019") + '"'


if __name__ == "__main__":
    sys.exit(main())
