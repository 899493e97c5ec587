"""Numbers that fit a system of equations: whether each can have enough values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import chain, islice

import numpy as np

from evalutils.disclosure.equations import Line, outward
from evalutils.disclosure.numbers import Number
from evalutils.disclosure.recovery import Bounds, Equations

Rows = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
# How many equations away numbers are near, and in a system of how many that is worth looking.
_NEAR = 2
_LARGE = 500


class View:
    """Numbers that were seen to fit everything that a reader knows of a system.

    Leaving out more never tells more: what fitted once always fits, so that a number for which
    enough values were seen is safe from then on.

    Parameters
    ----------
    lines
        The system.
    least
        Per number how many values it has to keep.
    bounds
        What a reader knows of a number before any adding up, when it is left out and when not.
    left_out
        The numbers that are left out now.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        least: Mapping[Number, int],
        bounds: Callable[[Number, bool], Bounds],
        left_out: set[Number],
    ) -> None:
        self.lines, self._left_out = lines, left_out
        self._names = list(dict.fromkeys(one for line in lines for one in line.equation))
        self._equations = Equations([line.equation for line in lines], self._names)
        self._known = np.array(
            [[bounds(one, out) for one in self._names] for out in (False, True)], "float64"
        )
        self._least = np.array([least.get(one, 1) for one in self._names])
        self._see(np.empty((0, len(self._names))))

    def _see(self, fitting: Rows) -> None:
        """Have seen these numbers to fit, and no others."""
        self._fitting, self._kept = fitting, len(fitting)
        self._lowest = fitting.min(axis=0, initial=np.inf)
        self._highest = fitting.max(axis=0, initial=-np.inf)

    def enough(self, item: Number) -> bool:
        """Whether a number can have enough values; looks for them when that was not seen yet."""
        return self._wide(item) or self._look_near(item) or self._look({item: 1}, item)

    def _look_near(self, item: Number) -> bool:
        """Look among numbers that fit all and differ only near by: what is found there is true.

        It is found in far less time than among all numbers of a large system, which are only
        needed to find out that there is no more.
        """
        if len(self.lines) < _LARGE or not len(self._fitting):
            return False
        near = list(chain.from_iterable(islice(outward(item, self.lines), _NEAR)))
        inside = set(map(id, near))
        fixed = {one for line in self.lines if id(line) not in inside for one in line.equation}
        start, (low, high) = self._fitting[0], self._bounds()
        names = list(dict.fromkeys(one for line in near for one in line.equation))
        at = [self._equations.place[one] for one in names]
        stays = np.array([one in fixed for one in names])
        part = Equations([line.equation for line in near], names)
        ends = np.where(stays, start[at], low[at]), np.where(stays, start[at], high[at])
        for sign in (1, -1):
            found = start.copy()
            found[at] = part.lowest(part.goal({item: sign}), *ends)
            self._add(found)
        return self._wide(item)

    def _wide(self, item: Number) -> bool:
        at = self._equations.place[item]
        return bool(self._highest[at] - self._lowest[at] + 1 >= self._least[at])

    def look_at_many(self, items: Sequence[Number]) -> None:
        """Look for values of many numbers at once, while that shows enough of some of them.

        In each turn others count against the rest: of numbers that must add up to one that is
        known, the sum has a single value, and their differences have many.
        """
        for turn in range(len(items).bit_length()):
            if not (pending := [one for one in items if not self._wide(one)]):
                return
            self._look({one: -1 if at >> turn & 1 else 1 for at, one in enumerate(pending)})

    def _look(self, weights: Mapping[Number, int], item: Number | None = None) -> bool:
        """Add the numbers that fit with the lowest and the highest weighted sum.

        With an item no longer than is needed to see enough of it; gives whether that was seen.
        """
        goal, bounds = self._equations.goal(weights), self._bounds()
        for sign in (1, -1):
            self._add(self._equations.lowest(sign * goal, *bounds))
            if item is not None and self._wide(item):
                return True
        return False

    def _bounds(self) -> Rows:
        """The lowest and highest of each number, in two rows."""
        out = np.array([one in self._left_out for one in self._names])
        known: Rows = np.where(out[:, None], self._known[1], self._known[0]).T
        return known

    def _add(self, *found: Rows) -> None:
        self._fitting = np.vstack([self._fitting, *found])
        self._lowest = np.minimum(self._lowest, np.min(found, axis=0))
        self._highest = np.maximum(self._highest, np.max(found, axis=0))

    def within(self, item: Number) -> View:
        """What still fits now that a number is shown again."""
        found, at = copy(self), self._equations.place[item]
        low, high = self._known[0, at]
        values = self._fitting[:, at]
        found._see(self._fitting[(low <= values) & (values <= high)])
        return found

    def learn(self, other: View) -> None:
        """Add what was seen to fit when less was left out."""
        if len(new := other._fitting[other._kept :]):
            self._add(*new)
