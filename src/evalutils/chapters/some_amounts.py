"""Subtotals that are typed again: sums of some amounts, and which amounts come to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Of so many items every choice is looked at. Of more, those that a subtotal is likely of: items
# that follow on each other, at most so many, and two.
_EVERY, _ON = 10, 15
# An amount of fewer digits is round: another one is the same by chance.
_TELLING_DIGITS = 3
_TENS = 10.0 ** np.arange(-2, 10)
# Binary fractions of an amount, as a part of the last digit of it.
_NOISE = 1e-6


def choices(hidden: Flags) -> Flags:
    """Every choice of two or more items, one of them hidden, that a subtotal may be of.

    Returns
    -------
    array
        A row per choice, a column per item.
    """
    many = len(hidden)
    if many <= _EVERY:
        chosen = np.arange(2**many)[:, None] >> np.arange(many) & 1 == 1
    else:
        runs = (range(at, at + on) for on in range(2, _ON + 1) for at in range(many - on + 1))
        pairs = (pair for pair in combinations(range(many), 2) if hidden[[*pair]].any())
        some: list[Sequence[int]] = [*runs, *pairs]
        chosen = np.zeros((len(some), many), dtype=bool)
        for row, items in enumerate(some):
            chosen[row, [*items]] = True
    wanted = (chosen.sum(axis=1) > 1) & chosen[:, hidden].any(axis=1)
    return np.asarray(chosen[wanted])


def sums_of(chosen: Flags, amounts: Floats) -> Floats:
    """The sum of each choice, per column; missing where an item has no amount."""
    missing = np.isnan(amounts)
    added = chosen.astype(float) @ np.where(missing, 0.0, amounts)
    return np.where(chosen.astype(float) @ missing > 0, np.nan, added)


def last_digit(amounts: Floats) -> Floats:
    """The place of the last digit that is not nought, from hundredths on; missing of none."""
    place = np.where(amounts > 0, _TENS[0], np.nan)
    for ten in _TENS[1:]:
        rest = np.abs(amounts / ten - np.rint(amounts / ten))
        place = np.where((amounts >= ten) & (rest < _NOISE), ten, place)
    return place


def telling(amounts: Floats, digit: Floats) -> Flags:
    """Whether amounts have enough digits, up to their last, not to be another one by chance."""
    return np.asarray(amounts >= digit * 10 ** (_TELLING_DIGITS - 1))


def among(amounts: Floats, near: Floats, known: Floats) -> Flags:
    """Whether amounts are, so nearly, one of those that are known."""
    known = np.sort(known[np.isfinite(known)])
    if not len(known):
        return np.zeros(amounts.shape, dtype=bool)
    at = np.searchsorted(known, amounts - near)
    return np.asarray((at < len(known)) & (known[np.minimum(at, len(known) - 1)] <= amounts + near))
