"""Read the day of publication as pages print it under a headline, in the languages and scripts of many countries.

"Kyiv, 5 May 2023", "Von Anna Meier · 27. Dezember 2014, 12:06 Uhr", "2014年12月27日 12時06分"; not a sentence that
tells of a day.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from timeline_app.extract.pages.page import PublicationDay, count_words, iso_moment

_LONGEST_LINE: Final = 400
_LINE_WORDS: Final = 14
_SENTENCE_WORDS: Final = 6
_STARTS_OF_MONTHS: Final = (
    "jan jän gen ene sty oca січ янв ян كانون-الثاني يناير มกราคม ม.ค",
    "feb fév fev lut şub лют фев شباط فبراير กุมภาพันธ์ ก.พ",
    "mar mär бер мар آذار مارس มีนาคม มี.ค",
    "apr avr abr kwi nis кві апр نيسان أبريل เมษายน เม.ย",
    "may mai maj mag тра май мая أيار مايو พฤษภาคม พ.ค",
    "jun juin giu cze haz чер июн حزيران يونيو มิถุนายน มิ.ย",
    "jul juil lug lip tem лип июл تموز يوليو กรกฎาคม ก.ค",
    "aug aoû aou ago sie ağu сер авг آب أغسطس สิงหาคม ส.ค",
    "sep set wrz eyl вер сен أيلول سبتمبر กันยายน ก.ย",
    "oct okt ott out paź eki жов окт أكتوبر ตุลาคม ต.ค",
    "nov lis kas лис ноя نوفمبر พฤศจิกายน พ.ย",
    "dec déc dez dic gru ara гру дек ديسمبر ธันวาคม ธ.ค",
)
_MONTHS: Final = MappingProxyType(
    {start: number for number, starts in enumerate(_STARTS_OF_MONTHS, 1) for start in starts.split()}
)
_MONTH: Final = (
    "(" + "|".join(re.escape(start) for start in sorted(_MONTHS, key=len, reverse=True)) + r")[^\W\d_]{0,8}\.?"
)
_DATES: Final = (
    (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:\.|º|er|го|-го)?\s+(?:de\s+)?{_MONTH},?\s+(?:del?\s+)?(\d{{4}})(?!\d)",
            re.IGNORECASE,
        ),
        "dmy",
    ),
    (re.compile(rf"(?<![^\W_]){_MONTH}\s+(\d{{1,2}}),?\s+(\d{{4}})(?!\d)", re.IGNORECASE), "mdy"),
    (re.compile(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"), "ymd"),
    (re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.]\d)"), "dmy"),
    (re.compile(r"(?<![\d./-])(\d{4})([./-])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)"), "y.md"),
    (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"), "slashes"),
)  # fmt: skip
_CLOCK: Final = re.compile(
    r"\.?(?:\s*(?:года|року|р\.|г\.|น\.))?[\s,|–—-]*(?:\([^\W\d_]{1,3}\)\s*)?"
    r"(?:(?:um|at|о|об|в|во|à|alle|ore|las|a las|às|saat|godz\.|เวลา)\s+)?(?P<half>午前|午後|오전|오후|上午|下午)?\s*"
    r"(?P<hour>[01]?\d|2[0-3])\s*[:.h時时点點시]\s?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)\s*[分분]?"
    r"(?:\s*(?P<noon>[ap]\.?m\.?)(?!\w))?(?:\s*\(?(?P<zone>[A-ZМСК]{2,5}|[+-]\d\d:?\d\d)(?!\w))?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"(?:^|.*[|·•–—,:/()，：])\s*(?:[^\W\d_]+\.?[,\s]+){0,2}", re.DOTALL)
"""What may stand before a day in a line that only names it: what is parted from it by a sign, and two words."""
_AFTER: Final = re.compile(
    r"\.?\s*(?:uhr|года|року|р\.|г\.|น\.|\([^\W\d_]{1,3}\)|[A-Z]{2,5})?\s*(?:$|[|·•–—,;/()，].*)",
    re.IGNORECASE | re.DOTALL,
)
_CHANGED: Final = re.compile(
    r"(?:updated|modified|aktualisiert|geändert|оновлено|обновлено|изменено|змінено|mis à jour|actualizado|atualizado"
    r"|aggiornato|aktualizacja|güncelleme|更新|수정|تحديث)[^|·•\d]{0,20}$",
    re.IGNORECASE,
)
_AFTERNOON: Final = frozenset({"午後", "오후", "下午"})
_BUDDHIST: Final = 2400
"""A Thai year from here on counts from the death of the Buddha, 543 years before ours."""


def printed_days(line: str) -> list[PublicationDay]:
    """Give the days that a short line names, with their clock; none where it is a sentence."""
    line = " ".join(line[:_LONGEST_LINE].split())
    words = count_words(line)
    if words > _LINE_WORDS or (line.endswith((".", "!", "?", "。")) and words > _SENTENCE_WORDS and not _ends_so(line)):
        return []
    whole = iso_moment(line)
    return [PublicationDay(whole, "text")] if whole else list(dict.fromkeys(_days_in(line)))


def _ends_so(line: str) -> bool:
    """Tell a stop that belongs to the date: "2014 р."."""
    return line.endswith((" р.", " г.", " น.", "m."))


def _days_in(line: str) -> list[PublicationDay]:
    found = []
    for pattern, order in _DATES:
        for match in pattern.finditer(line):
            day = _day_of(match, order)
            if not day:
                continue
            clock = _CLOCK.match(line, match.end())
            end = clock.end() if clock else match.end()
            if not _BEFORE.fullmatch(line, 0, match.start()) or not _AFTER.match(line, end):
                continue
            where = "modified" if _CHANGED.search(line[: match.start()]) else "text"
            found.append(PublicationDay(_with_clock(day, clock), where))
        if found:
            break
    return found


def _day_of(match: re.Match[str], order: str) -> str:
    parts = [part for part in match.groups() if part not in {".", "/", "-"}]
    if order == "slashes":
        first, second = int(parts[0]), int(parts[1])
        if first <= 12 and second <= 12 and first != second:  # nobody can tell the day from the month
            return ""
        order = "mdy" if second > 12 else "dmy"
    by_letter = dict(zip(order.replace(".", ""), parts, strict=True))
    month = by_letter["m"] if by_letter["m"].isdigit() else str(_MONTHS[by_letter["m"].lower()])
    year = int(by_letter["y"])
    year -= 543 if year > _BUDDHIST else 0
    return iso_moment(f"{year:04}-{month:0>2}-{by_letter['d']:0>2}")


def _with_clock(day: str, clock: re.Match[str] | None) -> str:
    if clock is None:
        return day
    hour, half, noon = int(clock["hour"]), clock["half"], (clock["noon"] or "").lower()
    if half or noon:
        hour = hour % 12 + 12 * (half in _AFTERNOON or noon.startswith("p"))
    zone = (clock["zone"] or "").upper().replace("МСК", "MSK")
    return iso_moment(f"{day}T{hour:02}:{clock['minute']}{zone}") or day
