"""How many of a kind are tried: a few where somebody waits, all of them in `.ci/run`."""

import os
from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")
THOROUGH = bool(os.environ.get("EVALUTILS_THOROUGH"))


def some(every: Sequence[_T], few: int) -> Sequence[_T]:
    """All of them, or the first few."""
    return every if THOROUGH else every[:few]
