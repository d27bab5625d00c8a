"""The words of dates, one module a language; the grammar is shared.

A line of `WORDS` gives a kind, perhaps a value, and after a bar the phrases that mean it, with commas between them.
Dots are left out, letters are small; all inflected forms that people type are listed, so that nothing is guessed.
To add a language, write such a module and name it in `lexicon.py`.
"""
