"""Jupyter Book without what a book of executed notebooks never uses, a third of the time.

It imports what it will need, and then waits for a file with what to do.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

import yaml

from evalutils.environment import quick_imports

# What MyST-NB takes from the package that keeps executed notebooks in a database.
_CACHE = ("", ".base", ".cache.db", ".executors.utils")
# What Sphinx imports when it knows the settings of the book; without them it still does.
_LATER = (
    *("myst_nb.sphinx_ext", "sphinx_external_toc", "sphinx_togglebutton"),
    *("sphinx_copybutton", "sphinx_thebe", "sphinx_comments", "sphinx_design.extension"),
    *("sphinx_jupyterbook_latex", "evalutils.book.sphinx_extension", "sphinx.search.nl"),
    *("IPython.lib.lexers", "requests"),
)
_POLL_S = 0.01


class _Unused(ModuleType):
    """Stands in for a module of which nothing is called."""

    def __getattr__(self, name: str) -> None:
        return None


def main() -> None:
    """Get ready, wait for the file that the command line names, and do what it says."""
    for name in _CACHE:
        sys.modules[f"jupyter_cache{name}"] = _Unused(name)
    yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # type: ignore[misc]
    with quick_imports():
        from jupyter_book.cli.main import main  # type: ignore[import-untyped]
        from sphinx.application import builtin_extensions

        for name in (*builtin_extensions, *_LATER):
            import_module(name)
    gc.freeze()  # it stays to the end
    order = Path(sys.argv[1])
    while not order.exists():
        time.sleep(_POLL_S)
    sys.argv[1:] = json.loads(order.read_bytes())
    main()
