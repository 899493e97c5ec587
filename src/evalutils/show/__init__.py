"""What readers see: per subject one module with its table, chart and sentence.

A subject is loaded when it is asked for, so that what only writes sentences loads no drawing.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    if find_spec(f"{__name__}.{name}") is None:
        raise AttributeError(f"evalutils.show has no subject {name!r}")
    return import_module(f"{__name__}.{name}")
