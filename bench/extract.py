"""Extract: how many dates are found and understood, how fast, and what the import costs.

`./run bench extract`, or `python -m bench.extract` for the whole table; `python -m bench.extract own_dev --errors 40`
shows what goes wrong in one file. Texts, gold and scorer come from ../shared/data/extract; without that folder nothing
can be scored, and a sentence says so.

A third of the documents, drawn by a fixed seed, was not looked at until the rules stood: "held back" in the table. If
rules were patches for the rest, the two would part (docs/extract.md has the figures of that day).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import proposals
from bench.results import Row
from timeline_app.extract.dates.tagger import find_expressions

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "extract"
ARTICLES = ROOT.parent / "shared" / "data" / "articles"
TARGETS = {
    "own_dev": 97.5, "wikiwars_dev": 95, "gum_news_dev": 90, "gum_narrative_dev": 91, "own_dev_uk": 95,
    "own_dev_ru": 95, "own_dev_de": 95, "wikiwars_ua_dev": 90, "krauts_dev": 80, "ner_uk_dev": 85,
}  # fmt: skip
HEIDELTIME = {"own_dev": 75.8, "wikiwars_dev": 89.3, "gum_news_dev": 81.0, "gum_narrative_dev": 81.7}
SPANS_ONLY = {"ner_uk_dev"}
"""Gold that marks spans and few values: its measure is the relaxed F1."""
HELD_BACK_SEED = 7
SURE = 95
"""What a person may trust without looking; we measured 57 of 57."""
IMPORT_S, LANGUAGE_S, CHARACTERS_A_S = 0.2, 0.1, 100_000
NOTHING = f"There is no {DATA}: nothing can be scored."

Scores = dict[str, Any]
Document = dict[str, Any]


def measure(*, full: bool) -> Iterable[Row]:
    """Give the rows of this part."""
    del full  # one size only
    if not DATA.is_dir():
        print(NOTHING, file=sys.stderr)
        return
    for name, target in TARGETS.items():
        documents = read(name)
        measured = "relaxed" if name in SPANS_ONLY else "interval"
        yield Row(f"{name}: {measured} F1", scores(documents)[f"{measured}_F1"], "%", target, at_most=False)
    count = proposals.total(proposals.marked_pages())
    shares = proposals.shares(count)
    for name, target in proposals.AIMS.items():
        yield Row(f"proposals: {name}", shares[name], "%", target, at_most=name == "doubles")
    sure = proposals.by_confidence(count)["sure"]
    yield Row("proposals called sure: sensible", sure, "%", SURE, at_most=False)
    found, wanted = istanbul()
    yield Row("istanbul-talks.txt: expressions as in the gold", found, f"of {wanted}", wanted, at_most=False)
    yield Row("read for dates", speed(read("wikiwars_dev")), "characters a s", CHARACTERS_A_S, at_most=False)
    yield Row("import of the tagger", import_seconds(), "s", IMPORT_S)
    yield Row("a language is loaded, the slowest", language_seconds(), "s", LANGUAGE_S)
    from bench import queue_of_proposals  # noqa: PLC0415  # loads Qt, which shall not weigh on the figures above

    yield from queue_of_proposals.measure()


def scorer() -> Any:
    """Load the scorer that the gold comes with."""
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(NOTHING)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> list[Document]:
    """Read a file of documents with gold."""
    path = DATA / f"{name}.jsonl"
    lines = (path if path.exists() else DATA / "noncommercial" / path.name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def held_back(documents: list[Document]) -> list[Document]:
    """Give the third that was not looked at."""
    order = list(range(len(documents)))
    random.Random(HELD_BACK_SEED).shuffle(order)
    return [documents[index] for index in sorted(order[: len(documents) // 3])]


def predictions(document: Document) -> list[dict[str, object]]:
    """Find the expressions of one document, in the scorer's form."""
    return [
        {"start": e.start, "end": e.end, "text": e.text, "type": e.type, "edtf": e.edtf, "value": e.value}
        for e in find_expressions(document["text"], document["published"], document.get("lang", "en"))
    ]


def scores(documents: list[Document], errors: list[Any] | None = None) -> Scores:
    """Score documents together."""
    total = scorer().Acc()
    for each in documents:
        total.add(each["timexes"], predictions(each), errors, each["id"], each.get("ranges"))
    result: Scores = total.result()
    return result


def istanbul() -> tuple[int, int]:
    """Count the expressions of the article that are found where and as the gold says."""
    score = scorer()
    gold = json.loads((DATA / "istanbul_talks_gold.json").read_text("utf-8"))
    text = (ARTICLES / "istanbul-talks.txt").read_text("utf-8")
    found = predictions({"text": text, "published": gold["published"]})
    wanted = [each for each in gold["timexes"] if not each.get("ignore")]
    hits = sum(
        any(each["start"] < one["end"] and one["start"] < each["end"] and score.gold_ok(each, one) for one in found)
        for each in wanted
    )
    return hits, len(wanted)


def speed(documents: list[Document]) -> float:
    """Read documents and give characters a second of CPU time, the grammar compiled before."""
    predictions(documents[0])
    begun = time.process_time()
    for each in documents:
        predictions(each)
    return sum(len(each["text"]) for each in documents) / (time.process_time() - begun)


def import_seconds() -> float:
    """Time the import with the compiling of the grammar, in a process of its own."""
    return _cpu_seconds(
        "import time; t = time.process_time()\n"
        "from timeline_app.extract.languages import grammar_of\n"
        "import timeline_app.extract.events.proposals\n"
        "grammar_of('en'); print(time.process_time() - t)"
    )


def language_seconds() -> float:
    """Time the loading of each language that is read, where the tagger is there; give the longest."""
    return max(
        _cpu_seconds(
            "import time\n"
            "from timeline_app.extract.languages import grammar_of, load_prose\n"
            "import timeline_app.extract.events.proposals\n"
            f"t = time.process_time(); grammar_of('{code}'); load_prose('{code}'); print(time.process_time() - t)"
        )
        for code in ("en", "uk", "ru", "de")
    )


def _cpu_seconds(code: str) -> float:
    """Run what prints its CPU time, the best of three: wall clock would measure the neighbours."""
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _run in range(3)
    ]
    return min(float(run) for run in runs)


def row(label: str, result: Scores, target: str = "") -> str:
    """Set one line of the table."""
    figures = [result["strict_F1"], result["relaxed_F1"], result["type_F1"], result["value_F1"]]
    spans = " ".join(f"{figure:7.2f}" if figure is not None else "      -" for figure in figures)
    interval = " ".join(f"{result[f'interval_{each}']:7.2f}" for each in ("P", "R", "F1"))
    return f"{label:30} {result['gold']:5} {spans}  {interval}  {target}"


def print_table(names: list[str]) -> None:
    """Print precision, recall and F1 for each file, whole and held back."""
    print(f"{'':30}  gold  strict relaxed    type   value        P       R      F1  interval (aim; HeidelTime)")
    for name in names:
        documents = read(name)
        aim = f"(≥ {TARGETS[name]}; {HEIDELTIME.get(name, '-')})" if name in TARGETS else ""
        print(row(name, scores(documents), aim))
        if len(documents) // 3 >= 5 and name in HEIDELTIME and name != "own_dev":
            print(row("  third held back", scores(held_back(documents))))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.extract", description="Score the reading of dates.")
    parser.add_argument("files", nargs="*", default=list(TARGETS), help=f"of {', '.join(TARGETS)}; all without")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each file")
    arguments = parser.parse_args()
    if not DATA.is_dir():
        print(NOTHING)
        return 0
    print_table(arguments.files)
    for name in arguments.files if arguments.errors else ():
        errors: list[Any] = []
        scores(read(name), errors)
        for error in errors[: arguments.errors]:
            print("  ", *error, sep="\t")
    found, wanted = istanbul()
    print(f"istanbul-talks.txt: {found} of {wanted}")
    print(f"speed: {speed(read('wikiwars_dev')):,.0f} characters a second (aim: {CHARACTERS_A_S:,})")
    print(f"import with grammar: {import_seconds():.3f} s (aim: {IMPORT_S})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
