"""`./run messages`: what is extracted, and what is found wrong in messages and in catalogues."""

from __future__ import annotations

import ast
import gettext
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
babel_catalog = pytest.importorskip("babel.messages.catalog")


@pytest.fixture(scope="module")
def messages():
    spec = util.spec_from_file_location("packaging_messages", ROOT / "packaging" / "messages.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template(messages):
    return messages.extracted()


def catalogue(**texts):
    catalog = babel_catalog.Catalog(locale="de", fuzzy=False)
    for message, (source, translation) in texts.items():
        assert message
        catalog.add(source, translation)
    return catalog


def test_every_literal_message_is_extracted(template):
    known = {part for each in template if each.id for part in (each.id if isinstance(each.id, tuple) else (each.id,))}
    called = set()
    for module in (ROOT / "timeline_app").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                called |= {each.value for each in node.args[:2] if isinstance(each, ast.Constant)}
    assert len(called) > 1000
    assert {each for each in called if isinstance(each, str)} - known == set()


def test_the_messages_and_the_catalogues_that_there_are_have_no_fault():
    check = [sys.executable, ROOT / "packaging" / "messages.py", "--check"]
    told = subprocess.run(check, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("Saved {0}", "must be a name"),
        ("{n:,} events", "must be a name"),
        ("Saved {name", "expected"),
        (" (newest)", "blank"),
        (("{n} event", "{n} events of {name}"), "other placeholders"),
    ],
)
def test_a_message_that_cannot_be_translated_well_is_found(messages, source, fault):
    assert [fault in each for each in messages.faults_of_messages(catalogue(one=(source, "")))] == [True]


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("Save {name}", "", "not translated"),
        ("Save {name}", "{nome} sichern", "other placeholders"),
        ("Save {name}", "Sichern", "other placeholders"),
        ("Save {name}", "{name sichern", "expected"),
        ("&Save", "Sichern", "mnemonics"),
        ("Save", "Sichern ", "blank"),
        (("{n} event", "{n} events"), ("{n} Ereignis", ""), "not translated"),
        (("{n} event of {name}", "{n} events of {name}"), ("ein Ereignis", "{n} von {name}"), "other placeholders"),
    ],
)
def test_a_translation_that_says_something_else_is_found(messages, source, translation, fault):
    wanted, given = catalogue(one=(source, "")), catalogue(one=(source, translation))
    assert [fault in each for each in messages.faults_of_catalogue(given, wanted)] == [True]


def test_a_missing_a_fuzzy_and_a_whole_translation_are_told_apart(messages):
    wanted = catalogue(one=("Save", ""), two=("Open", ""), three=(("{n} day", "{n} days"), ("", "")))
    given = catalogue(one=("Save", "Sichern"), three=(("{n} day", "{n} days"), ("ein Tag", "{n} Tage")))
    assert list(messages.faults_of_catalogue(given, wanted)) == ["“Open” is not translated"]
    given.add("Open", "Öffnen", flags=["fuzzy"])
    assert "fuzzy" in "".join(messages.faults_of_catalogue(given, wanted))


def test_plural_forms_are_those_of_the_language(messages):
    given = babel_catalog.Catalog(locale="uk", fuzzy=False)
    assert list(messages.faults_of_catalogue(given, catalogue())) == []
    given._num_plurals, given._plural_expr = 2, "(n != 1)"
    assert "Plural-Forms" in "".join(messages.faults_of_catalogue(given, catalogue()))


def test_the_mirrored_language_runs_from_right_to_left_around_what_is_filled_in(messages):
    assert messages.mirrored("Saved {name}.") == "سافيد {name}."
    assert messages.mirrored("{a}{b}") == "{a}{b}"


def test_the_pseudo_language_is_longer_and_keeps_what_is_no_word(messages):
    for text in ("Search events", "Saved {name}: &Open <b>it</b> (*.bib *.ris)", "Undo"):
        longer = messages.pseudo(text)
        assert longer.startswith("[")
        assert longer.endswith(("~]", "~] (*.bib *.ris)"))
        assert len(longer) >= 1.3 * len(text) or len(text) > 30
        assert messages._holes(longer) == messages._holes(text)
        assert all(kept in longer for kept in ("{name}", "&", "<b>", "(*.bib *.ris)") if kept in text)


def test_catalogues_are_begun_brought_up_to_date_and_made_ready(messages, template, tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "LOCALES", tmp_path / "locale")
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "all.pot")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "extracted", lambda: template)
    messages.update("uk")
    (path,) = messages.catalogues(tmp_path / "locale")
    catalog = messages._read(path)
    assert len(catalog) == len(template)
    catalog["Cancel"].string = "Скасувати"
    with path.open("wb") as file:
        messages.write_po(file, catalog)
    messages.update(None)
    messages.compile_all(tmp_path / "locale")
    ready = gettext.translation(messages.DOMAIN, tmp_path / "locale", ["uk"])
    assert (ready.gettext("Cancel"), ready.gettext("Not there")) == ("Скасувати", "Not there")
    with pytest.raises(SystemExit, match="already"):
        messages.update("uk")
