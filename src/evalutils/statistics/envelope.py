"""Which option is best in each draw, as a range of amounts instead of amount by amount.

The net benefit of an option is a line in the amount one is willing to pay, so that in one draw
each option is best over one stretch of amounts at most. The amount at which each pair of options
is equally good gives that stretch, however many amounts there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
# So many draws are worked on at a time, to stay in the cache of a processor.
BLOCK = 8192
# Two options tie when they are equal at an amount, apart from rounding of this many steps.
NEAR = 1e-9


@dataclass(frozen=True)
class Stretch:
    """Where one option is best, for a block of draws.

    Attributes
    ----------
    option
        Its number.
    cost, effect
        Its costs and effects in those draws, counted from the first option. Shape (draws,).
    first, last
        Index of the first amount at which it is best, and of the first beyond; equal when it is
        best nowhere. Shape (draws,).
    """

    option: int
    cost: Floats
    effect: Floats
    first: Indices
    last: Indices


@dataclass
class Grid:
    """Rising amounts.

    Attributes
    ----------
    amounts
        Shape (amounts,), rising.
    tied
        The amounts at which two options may be equally good in some draw; the stretches say
        nothing there. Filled while the stretches are worked out. Shape (amounts,).
    """

    amounts: Floats
    tied: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        """Find out whether the amounts lie at even distances, which makes looking up faster."""
        size = len(self.amounts)
        self.tied = np.zeros(size, dtype=bool)
        self._step = float(self.amounts[-1] - self.amounts[0]) / max(size - 1, 1)
        even = self.amounts[0] + self._step * np.arange(size)
        wide = NEAR * max(1.0, float(np.abs(self.amounts).max()) / (self._step or 1.0))
        self._even = self._step > 0 and np.abs(even - self.amounts).max() < wide * self._step / 4
        self._near = wide

    def first_from(self, values: Floats) -> Indices:
        """Index of the first amount at or above each value; amounts very close to it are tied."""
        size = len(self.amounts)
        if not self._even:
            index = np.searchsorted(self.amounts, values, side="left").astype(np.int32)
            for other in (index, index - 1):
                at = np.clip(other, 0, size - 1)
                slack = NEAR * np.abs(self.amounts[at])
                self.tied[at[np.abs(values - self.amounts[at]) <= slack]] = True
            return index
        steps = values - self.amounts[0]
        steps *= 1 / self._step
        np.clip(steps, -1.0, size, out=steps)
        nearest = np.rint(steps)
        close = np.abs(steps - nearest) <= self._near
        if close.any():
            at = nearest[close].astype(np.intp)
            self.tied[at[(at >= 0) & (at < size)]] = True
        np.ceil(steps, out=steps)
        found: Indices = np.maximum(steps, 0.0, out=steps).astype(np.int32)
        return found


def stretches(cost: Floats, effect: Floats, grid: Grid) -> Iterator[Stretch]:
    """The stretch of every option, block by block.

    Parameters
    ----------
    cost, effect
        Shape (draws, options).
    grid
        The amounts; its ties are marked.
    """
    size = len(grid.amounts)
    for costs, effects in blocks(cost, effect, BLOCK):
        first = np.zeros(costs.shape, dtype=np.int32)
        last = np.full(costs.shape, size, dtype=np.int32)
        for one, other in combinations(range(len(costs)), 2):
            above, turn = _turn(costs, effects, one, other, grid)
            low, high = np.where(above, turn, 0), np.where(above, size, turn)
            np.maximum(first[one], low, out=first[one])
            np.minimum(last[one], high, out=last[one])
            low, high = np.where(above, 0, turn), np.where(above, turn, size)
            np.maximum(first[other], low, out=first[other])
            np.minimum(last[other], high, out=last[other])
        np.maximum(first, last, out=last)
        for option in range(len(costs)):
            yield Stretch(option, costs[option], effects[option], first[option], last[option])


def blocks(cost: Floats, effect: Floats, size: int) -> Iterator[tuple[Floats, Floats]]:
    """Costs and effects of some draws at a time, counted from the first option.

    The whole tables are never turned or copied; (draws, options) becomes (options, draws).
    """
    for start in range(0, len(cost), size):
        part = slice(start, start + size)
        yield _against_first(cost[part]), _against_first(effect[part])


def _against_first(values: Floats) -> Floats:
    differences = np.empty(values.shape[::-1])
    np.subtract(values.T, values[:, 0], out=differences)
    return differences


def _turn(
    costs: Floats, effects: Floats, one: int, other: int, grid: Grid
) -> tuple[NDArray[np.bool_], Indices]:
    """Whether an option is better than another above some amount, and the index of that amount."""
    more = effects[one] - effects[other]
    extra = costs[one] - costs[other]
    above = more > 0
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # beyond any amount
        amount = extra / more
    if not more.all():
        # Equal effects: the cheaper one is better at any amount; of equals neither is.
        same = more == 0
        amount[same] = np.where(extra[same] > 0, np.inf, -np.inf)
        above |= same
        grid.tied |= bool((extra[same] == 0).any())
    return above, grid.first_from(amount)


def counts_of(stretch: Stretch, size: int) -> Floats:
    """How the number of draws won changes from one amount to the next; shape (amounts + 1,)."""
    gained = np.bincount(stretch.first, minlength=size + 1)
    return (gained - np.bincount(stretch.last, minlength=size + 1)).astype("float64")


def sums_of(stretch: Stretch, values: Floats, size: int) -> Floats:
    """How the sum of values, shape (draws,), over the draws won changes along the amounts."""
    changes: Floats = np.subtract(
        np.bincount(stretch.first, weights=values, minlength=size + 1),
        np.bincount(stretch.last, weights=values, minlength=size + 1),
        dtype="float64",
    )
    return changes
