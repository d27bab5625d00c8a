"""`./run test` and `./run coverage`: each test runs once, and a layer without Qt is covered by its own tests."""

from __future__ import annotations

from collections import Counter
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HALF = "def half(number):\n    if number > 10:\n        return number // 2\n    return number / 2\n"


@pytest.fixture(scope="module")
def own_coverage():
    spec = util.spec_from_file_location("packaging_own_coverage", ROOT / "packaging" / "own_coverage.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path):
    """A layer that its own test reaches by half, and all of which another test reaches."""
    files = {
        "timeline_app/__init__.py": "",
        "timeline_app/low/__init__.py": HALF,
        "tests/low/test_low.py": "from timeline_app.low import half\n\ndef test_low():\n    assert half(4) == 2\n",
        "tests/high/test_high.py": "from timeline_app.low import half\n\ndef test_high():\n    assert half(12) == 6\n",
        "pytest.ini": "[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def last_line(text):
    return text.strip().rpartition("\n")[2]


def test_each_test_runs_once_and_the_sum_is_the_last_word(own_coverage, project, capfdbinary):
    assert own_coverage.run_all(project, {"low": 70.0}, rest=True, workers=0) == 0
    said = capfdbinary.readouterr().out.decode()
    assert said.count("1 passed") == 2
    assert "low         75.0 %   at least 70\n" in said
    assert " 2 passed in " in last_line(said)
    assert own_coverage.counts_in(said) == Counter(passed=2)


def test_what_only_others_reach_of_a_layer_does_not_count(own_coverage, project, capfdbinary):
    assert own_coverage.run_all(project, {"low": 90.0}, rest=True, workers=0) == 1
    assert "low         75.0 %   at least 90   MISSED\n" in capfdbinary.readouterr().out.decode()


def test_without_the_others_only_the_layers_are_tried(own_coverage, project, capfdbinary):
    assert own_coverage.run_all(project, {"low": 70.0}, rest=False, workers=0) == 0
    assert " 1 passed in " in last_line(capfdbinary.readouterr().out.decode())


@pytest.mark.parametrize("folder", ["low", "high"])
def test_a_test_that_fails_in_any_folder_fails_the_whole(own_coverage, project, capfdbinary, folder):
    (project / "tests" / folder / "test_more.py").write_text("def test_more():\n    assert 1 == 2\n")
    assert own_coverage.run_all(project, {"low": 70.0}, rest=True, workers=0) == 1
    said = capfdbinary.readouterr().out.decode()
    assert f"The tests of {'low' if folder == 'low' else 'all other folders'} failed" in said
    assert " 1 failed, 2 passed in " in last_line(said)
    assert f"\nFAILED tests/{folder}/test_more.py::test_more" in said.partition("what the tests of each layer reach")[2]


def test_a_layer_whose_tests_are_gone_fails_the_whole(own_coverage, project, capfdbinary):
    (project / "tests" / "low" / "test_low.py").unlink()
    assert own_coverage.run_all(project, {"low": 0.0}, rest=True, workers=0) == 1
    assert "The tests of low failed" in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("...\n=== 1 failed, 20 passed, 2 warnings in 3.14s ===\n", {"failed": 1, "passed": 20, "warning": 2}),
        ("\x1b[32m== \x1b[1m7 passed\x1b[0m, 1 xfailed, 2 errors in 75.20s (0:01:15) ==\x1b[0m",
         {"passed": 7, "xfailed": 1, "error": 2}),
        ("=== no tests ran in 0.01s ===", {}),
        ("INTERNALERROR> 5 passed", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_the_summary_of_pytest_is_read(own_coverage, said, counts):
    assert own_coverage.counts_in(said) == Counter(counts)


def test_a_sum_is_worded_as_pytest_words_it(own_coverage):
    words = own_coverage.summary_of(Counter(passed=5000, skipped=3, warning=1, error=2), 812.3)
    assert words.strip("= ") == "5000 passed, 3 skipped, 1 warning, 2 errors in 812.30s (0:13:32)"
    assert own_coverage.counts_in(words) == Counter(passed=5000, skipped=3, warning=1, error=2)


def test_continuous_integration_measures_the_layers_with_the_tests():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("exit $((checks || tests))")
    assert "\n./run check\n" in script
    assert "\n./run test\n" in script
    assert '[ $# != 0 ] || exec "$inner" packaging/own_coverage.py --and-all-others' in (
        ROOT / "run"
    ).read_text(encoding="utf-8")
