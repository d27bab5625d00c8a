"""Extracts what the program says for translators, and checks what they made of it: `./run messages`.

messages.py                 write build/conflict-timeline.pot and bring the catalogues up to date with it
messages.py --new uk        begin a catalogue
messages.py --check         say what is missing, doubtful or inconsistent; exit 1 where there is anything
messages.py --compile       make the .mo files that the program reads
messages.py --pseudo DIR    make two catalogues of English: en_XA is accented, bracketed and longer by 40 %, and
                            ar_XB runs from right to left
"""

from __future__ import annotations

import argparse
import os
import re
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "resources" / "locale"
DOMAIN = "conflict-timeline"
TEMPLATE = ROOT / "build" / f"{DOMAIN}.pot"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
PSEUDO = "en_XA"
MIRRORED = "ar_XB"
ACCENTED = str.maketrans("AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÀàßÇçĎďÉéĜĝĤĥÎîĴĵĶķĻļÑñÔôŔŕŠšŤťÛûŴŵÝýŽž")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz?,;", "ابصديفجهيژكلمنوپقرستوفوخيز؟،؛")
KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&[a-z]+;|\([^()]*\*[^()]*\)|;;|\\n|&)")
"""What a translation takes over as it is: holes, tags, patterns of file names, marks of mnemonics."""
COUNTS = frozenset({"n", "count"})
"""Holes that a plural form may leave out: "one event"."""


def main(argv: Sequence[str]) -> int:
    """Do what is asked for."""
    parser = argparse.ArgumentParser(prog="./run messages", description="Messages for translators.")
    parser.add_argument("--new", metavar="LANGUAGE", help="begin a catalogue")
    parser.add_argument("--check", action="store_true", help="say what is missing, doubtful or inconsistent")
    parser.add_argument("--compile", action="store_true", help="make the .mo files")
    parser.add_argument("--pseudo", metavar="DIR", type=Path, help="make the catalogues en_XA and ar_XB in a folder")
    options = parser.parse_args(argv)
    if options.compile:
        compile_all(LOCALES)
    elif options.pseudo:
        write_pseudo(options.pseudo)
    elif options.check:
        return check()
    else:
        update(options.new)
    return 0


def extracted() -> Catalog:
    """Give all that the program says."""
    catalog = Catalog(project="Conflict Timeline", domain=DOMAIN, charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT / "timeline_app",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, line, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(message, None, [(f"timeline_app/{name}", line)], auto_comments=comments, context=context)
    return catalog


def catalogues(folder: Path) -> list[Path]:
    """Give the catalogues that are there."""
    return sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def update(new: str | None) -> None:
    """Write the template, and bring each catalogue up to date: what changed becomes fuzzy, what is gone goes."""
    template = extracted()
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as file:
        write_po(file, template, width=100)
    print(f"{len(template)} messages in {TEMPLATE.relative_to(ROOT)}")
    if new:
        begun = LOCALES / new / "LC_MESSAGES" / f"{DOMAIN}.po"
        if begun.exists():
            raise SystemExit(f"{begun.relative_to(ROOT)} is there already.")
        begun.parent.mkdir(parents=True)
        with begun.open("wb") as file:
            write_po(file, Catalog(locale=new, project="Conflict Timeline", domain=DOMAIN, fuzzy=False))
    for path in catalogues(LOCALES):
        catalog = _read(path)
        catalog.update(template, no_fuzzy_matching=False)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, no_location=True, ignore_obsolete=True)
        print(f"{path.relative_to(ROOT)}: {sum(1 for each in _messages(catalog) if not _is_whole(each))} to translate")


def compile_all(folder: Path) -> None:
    """Make the .mo file of each catalogue, whole at once for whoever reads it; what is fuzzy is left out."""
    for path in catalogues(folder):
        compile_to(path, path.with_suffix(".mo"))


def compile_to(path: Path, target: Path) -> None:
    """Make the .mo file of one catalogue."""
    made = target.with_suffix(f".{os.getpid()}.part")
    with made.open("wb") as file:
        write_mo(file, _read(path))
    made.replace(target)


def check() -> int:
    """Tell what a translator or programmer should mend."""
    template = extracted()
    faults = [*faults_of_messages(template)]
    for path in catalogues(LOCALES):
        faults += (f"{path.parents[1].name}: {fault}" for fault in faults_of_catalogue(_read(path), template))
    for fault in faults:
        print(fault)
    languages = ", ".join(path.parents[1].name for path in catalogues(LOCALES)) or "none"
    print(f"{len(template)} messages; catalogues: {languages}; {len(faults)} faults")
    return int(bool(faults))


def faults_of_messages(template: Catalog) -> Iterator[str]:
    """Tell which messages a translator could not translate well."""
    for message in _messages(template):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        where = f"{message.locations[0][0]}:{message.locations[0][1]}" if message.locations else ""
        try:
            holes = [_holes(each) for each in texts]
        except ValueError as error:
            yield f"{where}: “{texts[0]}”: {error}"
            continue
        if any(text != text.strip() for text in texts):
            yield f"{where}: “{texts[0]}” begins or ends with a blank: make it a whole sentence"
        if len(holes) > 1 and (holes[0] - holes[1] or holes[1] - holes[0] - COUNTS):
            yield f"{where}: “{texts[0]}” and its plural have other placeholders"


def faults_of_catalogue(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """Tell what is missing, doubtful or inconsistent in a catalogue."""
    plural = get_plural(str(catalog.locale_identifier or "en"))
    if (catalog.num_plurals, catalog.plural_expr) != (plural.num_plurals, plural.plural_expr):
        yield f"Plural-Forms must be “{plural.plural_forms}”"
    for wanted in _messages(template):
        first = wanted.id[0] if isinstance(wanted.id, tuple) else wanted.id
        message = catalog.get(first, wanted.context)
        if message is None or not _is_translated(message):
            yield f"“{first}” is not translated"
        elif message.fuzzy:
            yield f"“{first}” is fuzzy: look at its translation and take the mark away"
        else:
            yield from _faults_of_translation(wanted, message)


def _faults_of_translation(wanted: Message, message: Message) -> Iterator[str]:
    """Tell where a translation says other things than the message."""
    sources = wanted.id if isinstance(wanted.id, tuple) else (wanted.id,)
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    wished = _holes(sources[-1])
    for form in forms:
        try:
            given = _holes(form)
        except ValueError as error:
            yield f"“{form}”: {error}"
            continue
        missing = wished - given - (COUNTS if len(sources) > 1 else frozenset())
        if missing or given - wished:
            names = ", ".join(sorted(missing | (given - wished)))
            yield f"“{form}” has other placeholders than “{sources[-1]}”: {names}"
        if form.count("&") != sources[-1].count("&"):
            yield f"“{form}” has other mnemonics (&) than “{sources[-1]}”"
        if form != form.strip():
            yield f"“{form}” begins or ends with a blank"


def _holes(text: str) -> frozenset[str]:
    """Give the placeholders of a text, all of which are named and plain."""
    names = set()
    for _before, name, spec, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            message = f"the placeholder {{{name}}} must be a name without a format"
            raise ValueError(message)
        names.add(name)
    return frozenset(names)


def write_pseudo(folder: Path) -> None:
    """Make the catalogues of accented English, and of English that runs from right to left."""
    for name, word in ((PSEUDO, pseudo), (MIRRORED, mirrored)):
        catalog = Catalog(locale="en", domain=DOMAIN, charset="utf-8", fuzzy=False)
        for message in _messages(extracted()):
            texts = tuple(map(word, message.id)) if isinstance(message.id, tuple) else word(message.id)
            catalog.add(message.id, texts, context=message.context)
        target = folder / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_mo(file, catalog)


def mirrored(text: str) -> str:
    """Give a text in Arabic letters, so that all that goes by the direction of letters goes as it does in Arabic."""
    parts = KEPT.split(text)
    return "".join(part if place % 2 else part.lower().translate(ARABIC) for place, part in enumerate(parts))


def pseudo(text: str) -> str:
    """Give a text as a language that is longer by 40 % might: "[Šéàŕçĥ évéñťš ~~~~]"."""
    kinds = re.search(r" \([^()]*\*[^()]*\)$", text)
    if kinds:  # of files: a dialog reads what stands in parentheses at the end
        return pseudo(text[: kinds.start()]) + kinds.group()
    parts = KEPT.split(text)
    words = "".join(part if place % 2 else part.translate(ACCENTED) for place, part in enumerate(parts))
    letters = sum(len(part) for part in parts[::2])
    longer = "~~~~~ " * (letters // 10 + 1)
    return f"[{words} {longer[: max(1, round(letters * 0.4) - 3)].strip()}]"


def _messages(catalog: Catalog) -> list[Message]:
    return [each for each in catalog if each.id]


def _is_translated(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms)


def _is_whole(message: Message) -> bool:
    return _is_translated(message) and not message.fuzzy


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name, domain=DOMAIN, charset="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
