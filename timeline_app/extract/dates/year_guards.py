"""Tell years and decades from numbers that only look like them: "Resolution 2202", "1500 men", "2024 Second Street".

A match and the words about it, as guards look at them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream


_PLURALS: Final = ("s", "children", "men", "women", "people")
_LIFETIME: Final = 120
"""Years that a person, a reign or a war may span; more are page numbers or prices."""
_CIRCA: Final = frozenset({"c", "ca", "circa"})
_ABOUT: Final = frozenset({"about", "around"})
_SIGNS: Final = frozenset("$€£₴₽¥#№=<>≤≥±×+~≈")
"""What stands before a sum of money, a number or a term, not before a year."""


def _year(at: MatchContext) -> bool:
    """Weigh a number of four figures: what stands before it and what it might count."""
    if at.inside("ANYERA", "CE"):
        return True
    index = at.find("YEAR")
    if index < 0:
        return at.find("APYEAR") >= 0 and at.before("PREP", "and", "DASH", "LPAR")
    number = at.stream.values[index]
    if not isinstance(number, int) or number > 2100 or (at.stream.glued(at.last) and at.after("OTHER", "CAP")):
        return False
    if _is_label(at) or _is_address(at) or at.word(at.first - 1) in _SIGNS or _is_title(at):
        return False
    if at.inside("year") or at.first < index:
        return at.word(at.last) not in at.grammar.language.habits.counted
    return _free_year(at, number)


def _is_title(at: MatchContext) -> bool:
    """Tell the novel "1984", which quotation marks enclose."""
    return at.before("QUOTE") and at.after("QUOTE") and at.stream.glued(at.first) and at.stream.glued(at.last)


def _is_address(at: MatchContext) -> bool:
    """Tell a house number: 2024 Second Street."""
    labels = at.grammar.language.habits.streets
    return any(
        at.word(at.last + step) in labels and at.stream.capital(at.last + step)
        for step in (0, 1, 2)
        if at.word(at.last + step)
    )


def _is_label(at: MatchContext) -> bool:
    """Tell a number that names something: Resolution 2202, Gate 7, frames 1990 to 2004, Su-2000."""
    if at.before("DASH") and at.stream.glued(at.first):
        partner, own = at.stream.values[at.first - 2], at.stream.values[at.first]
        if (
            at.kind(at.first - 2, "YEAR")
            and isinstance(partner, int)
            and isinstance(own, int)
            and not 0 < own - partner <= 200
        ):
            return True
        if at.kind(at.first - 2, "YEAR", "YY", "PHASE", "MONTH", "MAY", "DAY", "DECADE", "ISO"):
            return _is_labelled(at, at.first - 2)
        return at.stream.glued(at.first - 1) and at.word(at.first - 2) not in at.grammar.language.habits.prefixes
    if _is_labelled(at, at.first):
        return True
    return (
        at.before("to", "and", "DASH", "or", "COMMA")
        and at.kind(at.first - 2, "YEAR")
        and _is_labelled(at, at.first - 2)
    )


def _is_labelled(at: MatchContext, index: int) -> bool:
    """Tell whether a label, written out or short ("No. 7", "pp. 12"), stands before a number."""
    habits = at.grammar.language.habits
    if at.word(index - 1) != ".":
        return at.word(index - 1) in habits.labels
    return at.word(index - 2) in habits.labels & habits.abbreviations and at.stream.glued(index - 1)


def _free_year(at: MatchContext, number: int) -> bool:
    counted = at.word(at.last) in at.grammar.language.habits.counted or at.after("year", "hours", "days")
    if _opens_range(at, number):
        return True
    if at.word(at.last) in at.grammar.language.habits.dated or (at.before("as") and at.kind(at.first - 2, "PHASE")):
        return True  # "of 1913 levels", "as late as 1781 officials"
    if at.before("of") and at.after("OTHER") and _is_plural(at):
        return False
    if at.before("in", "since"):
        return not (counted and number < 1500)
    if counted or at.after("MORE", "NUM", "DAY", "YY", "N3", "CLOCK") or (at.after("YEAR") and not at.after("BREAK")):
        return False
    if at.before("COMMA") and at.after("OTHER") and _is_plural(at):
        return False
    if at.before(
        "PREP", "LPAR", "DASH", "and", "or", "to", "COMMA", "QUOTE", "POSS", "OWN", "STOP", "BREAK", "PHASE", "EDGE"
    ):
        return number >= 1200 or not at.after("OTHER")
    modern = 1800 <= number <= 2100
    if at.before("the", "A", "this", "that", "LATTER", "PAST", "NEXT", "LAST"):
        return number >= 1400 and not (at.after("OTHER") and at.word(at.last).endswith("s") and number < 1500)
    if at.before("APPROX"):
        word = at.word(at.first - 1)
        led = at.kind(at.first - 2, "in", "from", "since", "until", "by") and not (at.after("OTHER") and _is_plural(at))
        ends = at.after("STOP", "COMMA", "RPAR", "BREAK")
        return modern or word in _CIRCA or (word in _ABOUT and (led or ends))
    if at.before("CAP"):
        return (modern and number >= 1900) or (at.after("DASH") and at.kind(at.last + 1, "YEAR"))
    plural = at.after("OTHER") and at.word(at.last).endswith("s")
    return modern and not plural and not at.before("MORE", "than", "NUM", "DAY", "YY", "N3", "YEAR")


def _is_plural(at: MatchContext) -> bool:
    """Tell "in the village, 1900 adults" by the noun that follows."""
    word = at.word(at.last)
    return word.endswith(_PLURALS) and len(word) > len("his") and word not in at.grammar.language.habits.particles


def _opens_range(at: MatchContext, number: int) -> bool:
    """Tell the first of two years: "reigned 1715-1774"."""
    partner = at.stream.values[at.last + 1] if at.after("DASH") and at.kind(at.last + 1, "YEAR") else None
    return isinstance(partner, int) and 0 < partner - number <= _LIFETIME


def _year_range(at: MatchContext) -> bool:
    if (
        _is_label(at)
        or at.word(at.last) in at.grammar.language.habits.counted
        or (at.before("DASH") and at.stream.glued(at.first))
    ):
        return False
    return not (at.after("DASH") and at.stream.glued(at.last)) and not at.after("MONTH", "MAY", "MONABB")


def _ancient(at: MatchContext) -> bool:
    """Take three figures for a year in a text that counts so, where nothing follows that they could count."""
    return at.ancient and ancient_year(at)


def ancient_year(at: MatchContext) -> bool:
    """Tell whether a number of three figures stands as a year would."""
    if at.word(at.first - 1) in at.grammar.language.habits.labels:
        return False
    if not (at.inside("PHASE", "EDGE") or _led_to_year(at)):
        return False
    if at.after("OTHER"):
        word = at.word(at.last)
        counted = word.endswith("s") or word in at.grammar.language.habits.counted
        return at.before("in", "by", "after") and not counted
    return at.after("STOP", "COMMA", "RPAR", "CAP", "BREAK", "DASH", "and", "the", "to", "until", "A", "PREP")


def _led_to_year(at: MatchContext) -> bool:
    """Tell whether a word of time, or "circa", leads to a number, itself or by the number before it: "314 - 368"."""
    word = at.word(at.first - 1)
    if word in _CIRCA or (word == "." and at.word(at.first - 2) in _CIRCA):
        return True
    if at.before("APPROX"):
        opens_range = at.after("DASH") and at.kind(at.last + 1, "N3")
        return word in _ABOUT and (opens_range or at.after("STOP", "COMMA", "RPAR", "BREAK"))
    if at.before("DASH", "and", "to"):
        return at.kind(at.first - 2, "N3", "YEAR") and at.kind(at.first - 3, "PREP", "LPAR", "BREAK", "STOP", "APPROX")
    return at.before("in", "by", "since", "until", "from", "LPAR", "after")


def _decade(at: MatchContext) -> bool:
    index = at.find("DECADE", "DECW", "DEC3")
    if at.kind(index, "DECADE"):
        number = at.stream.values[index]
        if isinstance(number, int) and number >= 1000:
            return number <= 2100
        if at.stream.glued(at.last) and at.after("OTHER"):
            return False
        if at.before("and", "or", "to", "DASH") and at.kind(at.first - 2, "DECADE"):
            return True
        marked = at.stream.text[at.stream.starts[index]] in "'’"
        return marked or (at.inside("the") and not (at.before("DASH") and at.stream.glued(at.first)))
    if at.kind(index, "DEC3"):
        return at.inside("ANYERA") or (at.ancient and at.inside("the"))
    return at.inside("the", "PHASE")


YEAR_GUARDS: Final[Mapping[str, Callable[[MatchContext], bool]]] = {
    "year": _year, "year_range": _year_range, "ancient": _ancient, "decade": _decade,
}  # fmt: skip


@dataclass(slots=True)
class MatchContext:
    """One match and the words about it."""

    stream: TokenStream
    grammar: Grammar
    first: int
    last: int
    """One past the last token."""
    ancient: bool
    """Whether the text speaks of years of three figures."""

    def kind(self, index: int, *names: str) -> bool:
        """Tell whether the token at `index` is of one of the classes; the text's ends count as BREAK."""
        if not 0 <= index < len(self.stream.codes):
            return "BREAK" in names
        code = self.stream.codes[index]
        return any(code in self.grammar.members[name] for name in names)

    def before(self, *names: str) -> bool:
        """Tell the class of the word before."""
        return self.kind(self.first - 1, *names)

    def after(self, *names: str) -> bool:
        """Tell the class of the word after."""
        return self.kind(self.last, *names)

    def inside(self, *names: str) -> bool:
        """Tell whether a word of one of the classes is part of the match."""
        return any(self.kind(i, *names) for i in range(self.first, self.last))

    def word(self, index: int) -> str:
        """Give a word in lower case, empty beyond the text."""
        return self.stream.words[index] if 0 <= index < len(self.stream.words) else ""

    def find(self, *names: str) -> int:
        """Give the first token of one of the classes within the match, or -1."""
        return next((i for i in range(self.first, self.last) if self.kind(i, *names)), -1)

    def starts_sentence(self) -> bool:
        """Tell whether the match stands first in its sentence."""
        return self.before("BREAK", "STOP", "QUOTE")
