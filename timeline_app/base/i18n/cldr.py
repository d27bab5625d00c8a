"""Facts of languages: names of months and days, signs of numbers, words of lists.

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


FACTS: Final = {
    "en": LanguageFacts(
        months=("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
        months_of_days=("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
        months_short=("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        months_short_of_days=("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        decimal=".",
        group=",",
        both="{0} and {1}",
        either="{0} or {1}",
    ),
    "uk": LanguageFacts(
        months=("", "січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
        months_of_days=("", "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
        months_short=("", "січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."),
        months_short_of_days=("", "січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."),
        weekdays=("понеділок", "вівторок", "середа", "четвер", "п\u2019ятниця", "субота", "неділя"),
        weekdays_short=("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
        decimal=",",
        group="\xa0",
        both="{0} і {1}",
        either="{0} або {1}",
    ),
    "de": LanguageFacts(
        months=("", "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
        months_of_days=("", "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
        months_short=("", "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"),
        months_short_of_days=("", "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
        weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        weekdays_short=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
        decimal=",",
        group=".",
        both="{0} und {1}",
        either="{0} oder {1}",
    ),
    "ru": LanguageFacts(
        months=("", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
        months_of_days=("", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
        months_short=("", "янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."),
        months_short_of_days=("", "янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."),
        weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
        weekdays_short=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
        decimal=",",
        group="\xa0",
        both="{0} и {1}",
        either="{0} или {1}",
    ),
}
