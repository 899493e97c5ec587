"""Seaborn without the larger part of scipy, until one of its charts needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_PARTS = ("scipy.stats", "scipy.cluster", "scipy.cluster.hierarchy")


class _Late(ModuleType):
    """Stands in for a module of which functions are called and nothing else."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *values, **named: getattr(import_module(self.__name__), name)(
            *values, **named
        )


@contextmanager
def late_scipy() -> Iterator[None]:
    """Let what is imported meanwhile take functions of these parts that import them when called.

    Seaborn takes them for densities and trees of clusters; they take half a second to import.
    """
    absent = {name: _Late(name) for name in _PARTS if name not in sys.modules}
    for name, module in absent.items():
        above, _, last = name.rpartition(".")
        if above in absent:
            setattr(absent[above], last, module)
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
