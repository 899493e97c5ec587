"""What is left out of imports is left out meanwhile only, and nobody is left without it."""

import gc
import subprocess
import sys

import pytest

from evalutils.environment import quick_imports


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_is_unused_is_missing_meanwhile_and_there_afterwards() -> None:
    said = in_a_new_process(
        "from evalutils.environment import quick_imports\n"
        "with quick_imports():\n"
        "    try: import hypothesis\n"
        "    except ImportError: print('missing', end=' ')\n"
        "import hypothesis; print(hypothesis.__name__)"
    )
    assert said == "missing hypothesis"


def test_what_was_imported_before_stays() -> None:
    before = dict(sys.modules)
    with quick_imports():
        assert all(sys.modules[name] is module for name, module in before.items())
    assert sys.modules == before


def test_garbage_is_searched_again_also_after_a_failed_import() -> None:
    with pytest.raises(ImportError), quick_imports():
        assert not gc.isenabled()
        import evalutils.no_such_module  # type: ignore[import-not-found]  # noqa: F401
    assert gc.isenabled()


def test_seaborn_finds_scipy_when_a_chart_needs_it() -> None:
    # Of 0, 0, 1, 1 the density is symmetric around a half.
    said = in_a_new_process(
        "import sys\n"
        "from evalutils.running.warm.late import late_scipy\n"
        "with late_scipy():\n"
        "    import seaborn.objects\n"
        "print('scipy.stats' in sys.modules, end=' ')\n"
        "from seaborn._statistics import KDE\n"
        "import numpy\n"
        "density, support = KDE(gridsize=3)(numpy.array([0.0, 0, 1, 1]))\n"
        "print(abs(density[0] - density[2]) < 1e-12, 'scipy.stats' in sys.modules, end=' ')\n"
        "linkage = seaborn.matrix.hierarchy.linkage([[0.0], [1.0]])\n"
        "from scipy.stats import norm\n"
        "print(linkage[0][2], norm.cdf(0.0))\n"
    )
    assert said == "False True True 1.0 0.5"
