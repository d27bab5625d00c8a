"""What the words of a query are put to the full-text indexes as: with their other forms, or in other letters.

The indexes hold words as they stand. Which of them are forms of a word is asked of their vocabulary when the word is
looked for, so that the indexes need not grow: words that begin as a form must begin are read, and those kept that are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import words_of
from timeline_app.store.queries.indexing import INDEXED, knows_words, ready_to_search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.query.tree import Text

_AFTER_ALL: Final = "\U0010ffff"
_NEXT: Final = "\x01"
"""Behind a word, before whatever letter goes on with it."""
_MOST: Final = 500
"""Other words that one may stand for, the shortest first; FTS5 takes seconds for thousands. No word has so many forms:
only the beginning of a name in other letters, in a very large store."""
_MOST_WITH_FORMS: Final = 20
"""Spellings in other letters whose own forms are looked for as well."""


def phrase_of(text: str, *, prefix: bool = False) -> str:
    """Spell words in a row for FTS5, folded as its indexes are, none of them taken for its operators."""
    return f'"{" ".join(words_of(text))}"' + ("*" if prefix else "")


class Spellings:
    """Words of queries as FTS5 asks for them, over the vocabulary that one connection sees now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ready = False

    def phrase(self, text: Text) -> str:
        """Give the question for a text: the words themselves, and whatever else may stand for them."""
        plain, others = phrase_of(text.text, prefix=text.prefix), self.others(text)
        return f"({' OR '.join((plain, *map(phrase_of, others)))})" if others else plain

    def others(self, text: Text) -> list[str]:
        """Give the words of the indexes that may stand for a text beside its own."""
        words = words_of(text.text)
        if text.match == "exact" or len(words) != 1:
            return []
        (word,) = words
        found = self._forms([word], prefix=text.prefix)
        if text.match == "sound":
            found |= self._in_other_letters(word, prefix=text.prefix)
        return sorted(found, key=lambda each: (len(each), each))[:_MOST]

    def _forms(self, words: Iterable[str], *, prefix: bool = False) -> set[str]:
        """Give the words of the indexes that are other forms of some words."""
        from timeline_app.domain.text.word_forms import beginnings_of, longest_form, stems_of  # noqa: PLC0415 - to search, not to open

        found: set[str] = set()
        for word in words:
            stems, most = stems_of(word), longest_form(word)
            for beginning in beginnings_of(word):
                terms = self._others(beginning, word, prefix=prefix)
                found.update(each for each in terms if len(each) <= most and not stems.isdisjoint(stems_of(each)))
        return found

    def _in_other_letters(self, word: str, *, prefix: bool) -> set[str]:
        """Give the words of the indexes that may be a word, or its beginning, in the letters of another language."""
        from timeline_app.domain.text.other_letters import OtherLetters  # noqa: PLC0415 - likewise

        other = OtherLetters(word, begins=prefix)
        terms = (term for letter in other.first_letters for term in self._others(letter, word, prefix=prefix))
        found = {term for term in terms if len(term) <= other.longest and other.fits(term)}
        whole = sorted(found, key=lambda term: (len(term), term))[:_MOST_WITH_FORMS]
        return found | self._forms(whole)

    def _others(self, beginning: str, word: str, *, prefix: bool) -> Iterator[str]:
        """Read the words of all indexes that begin so, but for a word, or for all that begin with it.

        FTS5 counts the entries of each word that it lists, which for a frequent one takes as long as to search for it.
        """
        self._make_ready()
        stretches = [(beginning, beginning + _AFTER_ALL)]
        if word.startswith(beginning):
            behind = word + (_AFTER_ALL if prefix else _NEXT)
            before = word[:-1] + chr(ord(word[-1]) - 1) + _AFTER_ALL
            stretches = [(beginning, before), (behind, beginning + _AFTER_ALL)]
        for table in INDEXED:
            terms = f"SELECT term FROM temp.{table}_terms WHERE term >= ? AND term <= ?"
            for first, last in stretches:
                if first < last:
                    for (term,) in self._connection.execute(terms, (first, last)):
                        yield term

    def _make_ready(self) -> None:
        """Make views of the vocabularies, which hold nothing themselves, in the memory of this connection."""
        if self._ready:
            return
        ready_to_search(self._connection)
        schema = "main" if knows_words(self._connection) else "temp"
        for table in INDEXED:
            self._connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_terms USING fts5vocab({schema}, {table}_words, row)"
            )
        self._ready = True
