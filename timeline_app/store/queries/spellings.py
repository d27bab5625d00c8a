"""What the words of a query are put to the full-text indexes as: with their other forms, or in other letters.

The indexes hold words as they stand. Which of them are forms of a word is asked of their vocabulary when the word is
looked for, so that the indexes need not grow: words that begin as a form must begin are read, and those kept that are.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import words_of
from timeline_app.store.queries.indexing import INDEXED, knows_words, ready_to_search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from timeline_app.domain.query.tree import Text

_AFTER_ALL: Final = "\U0010ffff"
_NEXT: Final = "\x01"
"""Behind a word, before whatever letter goes on with it."""
_MOST: Final = 500
"""Other words that one may stand for, the shortest first; FTS5 takes seconds for thousands. No word has so many forms:
only the beginning of a name in other letters, in a very large store."""
_PARTS: Final = 2
"""Of a word with an apostrophe within."""
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
        """Give the words of the indexes, or pairs of them in a row, that may stand for a text beside its own."""
        words = words_of(text.text)
        if text.match == "exact":
            return []
        if len(words) == 1:
            found = self._found(words[0], text)
        elif len(words) == _PARTS:
            found = self._found_of_two(words[0], words[1], text)
        else:
            return []
        return sorted(found, key=lambda each: (len(each), each))[:_MOST]

    def _found(self, word: str, text: Text) -> set[str]:
        """Give the other words of the indexes that a word, or its beginning, stands for."""
        if text.match == "forms":
            return self._forms([word], word, (), [], prefix=text.prefix)
        from timeline_app.domain.text.other_letters import OtherLetters  # noqa: PLC0415 - to search, not to open

        other = OtherLetters(word, begins=text.prefix)
        read = list(self._others(other.beginnings, word, prefix=text.prefix))
        found = {term for term in read if len(term) <= other.longest and other.fits(term)}
        whole = sorted(found, key=lambda term: (len(term), term))[:_MOST_WITH_FORMS]
        return found | self._forms([word, *whole], word, other.beginnings, read, prefix=text.prefix)

    def _found_of_two(self, first: str, last: str, text: Text) -> set[str]:
        """Give what else a word with an apostrophe within stands for: перемир'ям for перемир'я, об'єкти for об'єкт."""
        from timeline_app.domain.text.word_forms import SHORTEST, beginnings_of, stems_of, without_apostrophe  # noqa: PLC0415 - likewise

        whole = without_apostrophe(text.text)
        if not whole:
            return set()
        found: set[str] = set()
        beginnings = beginnings_of(whole)
        if len(first) >= SHORTEST and first.startswith(beginnings):
            found.add(first)  # what stands behind the apostrophe is an ending
        unlike = [each[len(first) :] for each in beginnings if each.startswith(first) and len(each) > len(first) + 1]
        terms = self._others(unlike, last, prefix=text.prefix)
        found.update(f"{first} {each}" for each in terms if not stems_of(whole).isdisjoint(stems_of(first + each)))
        return found | (self._found(whole, text) if text.match == "sound" else set())

    def _forms(
        self, words: Sequence[str], asked: str, known: tuple[str, ...], read: Sequence[str], *, prefix: bool
    ) -> set[str]:
        """Give the words of the indexes that are other forms of some words.

        All words with a `known` beginning were `read` before; to read them again takes as long.
        """
        from timeline_app.domain.text.word_forms import (  # noqa: PLC0415 - likewise
            beginnings_of,
            longest_form,
            shortest_beginnings,
            stems_of,
        )

        stems = frozenset[str]().union(*map(stems_of, words))
        beginnings = shortest_beginnings(each for word in words for each in beginnings_of(word))
        most = max(map(longest_form, words))
        unread = self._others([each for each in beginnings if not each.startswith(known)], asked, prefix=prefix)
        terms = itertools.chain((each for each in read if each.startswith(beginnings)), unread)
        return {each for each in terms if len(each) <= most and not stems.isdisjoint(stems_of(each))}

    def _others(self, beginnings: Iterable[str], word: str, *, prefix: bool) -> Iterator[str]:
        """Read the words of all indexes that begin so, but for a word, or for all that begin with it.

        FTS5 counts the entries of each word that it lists, which for a frequent one takes as long as to search for it.
        """
        self._make_ready()
        stretches: list[tuple[str, str]] = []
        for beginning in beginnings:
            if word.startswith(beginning):
                behind = word + (_AFTER_ALL if prefix else _NEXT)
                before = word[:-1] + chr(ord(word[-1]) - 1) + _AFTER_ALL
                stretches += [(beginning, before), (behind, beginning + _AFTER_ALL)]
            else:
                stretches.append((beginning, beginning + _AFTER_ALL))
        for table in INDEXED:
            terms = f"SELECT term FROM temp.{table}_terms WHERE term >= ? AND term <= ?"
            for stretch in stretches:
                if stretch[0] < stretch[1]:
                    for (term,) in self._connection.execute(terms, stretch):
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
