"""Starts Jupyter Book without what a book of executed notebooks never uses, a third of the time."""

from __future__ import annotations

import sys
from types import ModuleType

import yaml

# What MyST-NB takes from the package that keeps executed notebooks in a database.
_CACHE = ("", ".base", ".cache.db", ".executors.utils")


class _Unused(ModuleType):
    """Stands in for a module of which nothing is called."""

    def __getattr__(self, name: str) -> None:
        return None


def main() -> None:
    """Do what the command line says."""
    for name in _CACHE:
        sys.modules[f"jupyter_cache{name}"] = _Unused(name)
    # jsonschema compiles 35 grammars for a format that it checks nothing for; it takes a missing
    # module for granted (python-jsonschema/jsonschema#1428).
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # type: ignore[misc]
    from jupyter_book.cli.main import main  # type: ignore[import-untyped]

    main()
