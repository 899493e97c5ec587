"""Random numbers: one stream for each purpose, and choices by table.

Only uniform numbers are drawn and everything else is looked up in a table: the methods of numpy for
other distributions may change between versions, and then the same seed would give other files.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def uniforms(seed: int, purpose: str, count: int) -> Floats:
    """Uniform numbers in [0, 1) that depend on the seed and the purpose alone.

    A stream of its own for each purpose: a new column leaves the others as they were.
    """
    # zlib.crc32 and not hash(): hash() differs from one Python process to the next.
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())]).random(count)


def pick(weights: Sequence[float], chance: Floats) -> Ints:
    """Index of the option, by weights on any scale, that each chance in [0, 1) falls on."""
    cumulative = np.cumsum(weights) / np.sum(weights)
    return np.searchsorted(cumulative[:-1], chance, side="right").astype(np.int64)


def pick_by_row(weights: Floats, row: Ints, chance: Floats) -> Ints:
    """Index of the option, where each draw has its own row of a table of weights on any scale.

    The table has shape (rows, options); each draw has a row and a chance in [0, 1).
    """
    cumulative = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    chosen = np.zeros(len(row), dtype=np.int64)
    # Option by option: a column at a time keeps the memory at one number per draw.
    for option in range(weights.shape[1] - 1):
        chosen += cumulative[row, option] <= chance
    return chosen


def whole(low: int | Ints, high: int | Ints, chance: Floats) -> Ints:
    """Whole numbers from low to high, both included."""
    spread: Ints = np.floor(chance * (np.asarray(high) - low + 1)).astype(np.int64)
    return spread + low
