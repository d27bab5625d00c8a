"""A match and the words about it, as guards look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import Stream


@dataclass(slots=True)
class Around:
    """One match and the words about it."""

    stream: Stream
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
