"""The small BLAS of the bundle computes what numpy's own computes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMPY = Path(np.__file__).parent

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the bundle for Linux alone has it"),
    pytest.mark.skipif(not (shutil.which("gcc") and shutil.which("objdump")), reason="needs gcc and objdump"),
    pytest.mark.skipif(not list(NUMPY.parent.glob("numpy.libs/libscipy_openblas64_*")), reason="another BLAS here"),
]

PROGRAM = """
import random, warnings
import numpy as np
warnings.simplefilter("ignore")  # the imaginary part is dropped on purpose
r = random.Random(5)
whole = [np.array([[complex(r.random(), r.random()) for _ in range(5)] for _ in range(7)]) for _ in "ab"]
for kind in "fdFD":
    a, b = (each.astype(kind) for each in whole)
    v, w = a[:, 0].copy(), b[:, 1].copy()
    for value in (
        a.T @ b, a @ b.T, a @ a.T, a.T @ a, a @ b[0], a.T @ v, np.asfortranarray(a) @ b.T, a[::2] @ b.T, a.conj().T @ b,
        np.dot(v, w), np.vdot(v, w), np.dot(a[::-1, 0], w), np.convolve(v, w), np.inner(a, b), np.outer(v, w),
        np.tensordot(a, b, ([0], [0])), np.einsum("ij,ik->jk", a, b, optimize=True), a.T.dot(b), np.correlate(v, w),
    ):
        print(*np.ravel(value).astype(complex))
"""


@pytest.fixture(scope="module")
def small_numpy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of numpy with the small library in OpenBLAS's place."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        from blas import build_blas
    finally:
        sys.path.pop(0)
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(NUMPY, folder / "numpy", ignore=shutil.ignore_patterns("tests", "*.pyi", "random", "f2py"))
    (openblas,) = NUMPY.parent.glob("numpy.libs/libscipy_openblas64_*")
    modules = [str(path) for path in (folder / "numpy").rglob("*.so")]
    (folder / "numpy.libs").mkdir()
    build_blas(modules, openblas.name, folder / "numpy.libs")
    return folder


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(path)!r})\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_products_are_those_of_openblas(small_numpy):
    small, whole = run(PROGRAM, small_numpy), run(PROGRAM, NUMPY.parent)
    assert (small.returncode, whole.returncode) == (0, 0), small.stderr + whole.stderr
    assert len(whole.stdout.splitlines()) == 4 * 19
    for ours, theirs in zip(small.stdout.splitlines(), whole.stdout.splitlines(), strict=True):
        np.testing.assert_allclose(*(np.array(line.split(), complex) for line in (ours, theirs)), rtol=1e-5)


def test_linear_algebra_says_that_it_is_absent(small_numpy):
    answer = run("import numpy; numpy.linalg.inv(numpy.eye(3))", small_numpy)
    assert answer.returncode != 0
    assert "this build of numpy has no linear algebra" in answer.stderr
