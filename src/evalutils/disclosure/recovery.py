"""What a reader can find out about counts that add up, when some are rounded and some hidden."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np

Name = TypeVar("Name", bound=Hashable)
Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
# So far from a whole number what a solver calls whole may be.
_WHOLE = 1e-6


class Bounds(NamedTuple):
    """The lowest and highest whole number that a count can be; `high` may be infinite."""

    low: float
    high: float

    @property
    def values(self) -> float:
        """How many whole numbers lie within the bounds."""
        return self.high - self.low + 1


def possible_values(
    name: Name,
    equations: Sequence[Mapping[Name, int]],
    known: Mapping[Name, Bounds],
    *,
    whole: bool = True,
) -> Bounds:
    """The bounds of one count, given everything that is known of all counts.

    Parameters
    ----------
    name
        The count to find out about.
    equations
        At least one; coefficients per count, each equation adds up to 0.
    known
        What is known beforehand, at least of every count in the equations.
    whole
        Whether all counts are whole numbers. If not, the bounds may be wider, and are found sooner.

    Returns
    -------
    Bounds
        Lowest and highest number for which numbers for all other counts exist.

    Raises
    ------
    ValueError
        When no numbers fit the equations and bounds.
    """
    least, most = extremes({name: 1}, equations, known, whole=whole)
    low, high = np.array(list(known.values()), dtype="float64").T
    return Bounds(least[name], np.inf if most[name] >= _ceiling(low, high) else most[name])


def extremes(
    weights: Mapping[Name, int],
    equations: Sequence[Mapping[Name, int]],
    known: Mapping[Name, Bounds],
    *,
    whole: bool = True,
) -> tuple[dict[Name, float], dict[Name, float]]:
    """Numbers that fit, with the lowest and with the highest weighted sum of some counts.

    Parameters
    ----------
    weights
        Per count to add up, how many times.
    equations, known, whole
        As for `possible_values`.

    Raises
    ------
    ValueError
        When no numbers fit the equations and bounds.
    """
    names = list(known)
    system = Equations(equations, names)
    low, high = np.array([known[item] for item in names], dtype="float64").reshape(-1, 2).T
    goal = system.goal(weights)
    least, most = (system.lowest(sign * goal, low, high, whole=whole).tolist() for sign in (1, -1))
    return dict(zip(names, least, strict=True)), dict(zip(names, most, strict=True))


class Equations(Generic[Name]):
    """Equations of counts, laid out once to be solved with many bounds.

    Parameters
    ----------
    equations
        Coefficients per count; each equation adds up to 0.
    names
        All counts, in the order of every array.
    """

    def __init__(self, equations: Sequence[Mapping[Name, int]], names: Sequence[Name]) -> None:
        from scipy import sparse  # type: ignore[import-untyped]

        self.place = {item: at for at, item in enumerate(names)}
        cells = [
            (row, self.place[item], times)
            for row, equation in enumerate(equations)
            for item, times in equation.items()
        ]
        rows, columns, times = zip(*cells, strict=True) if cells else ((), (), ())
        shape = len(equations), len(names)
        self._matrix = sparse.csc_array((np.array(times, "float64"), (rows, columns)), shape)

    def goal(self, weights: Mapping[Name, int]) -> Numbers:
        """Per count how many times it is added up."""
        goal = np.zeros(len(self.place))
        goal[[self.place[item] for item in weights]] = list(weights.values())
        return goal

    def lowest(self, goal: Numbers, low: Numbers, high: Numbers, *, whole: bool = True) -> Numbers:
        """Numbers that fit within the bounds, of which the goal is lowest.

        Of whole numbers those without that condition are tried first, which takes a third of the
        time: when they happen to be whole, no whole ones are lower.
        """
        high = np.minimum(high, _ceiling(low, high))
        if not whole:
            return self._solution(goal, low, high)
        found = self._solution(goal, low, high, presolve=False)
        nearest = np.round(found)
        if np.abs(found - nearest).max() < _WHOLE and self._fit(nearest, low, high):
            return nearest
        return np.round(self._solution(goal, low, high, integrality=np.ones(len(goal))))

    def _fit(self, numbers: Numbers, low: Numbers, high: Numbers) -> bool:
        within = (low <= numbers) & (numbers <= high)
        return bool(within.all()) and not (self._matrix @ numbers).any()

    def _solution(
        self,
        goal: Numbers,
        low: Numbers,
        high: Numbers,
        integrality: Numbers | None = None,
        presolve: bool = True,
    ) -> Numbers:
        from scipy import optimize

        answer = optimize.milp(
            goal,
            integrality=integrality,
            bounds=optimize.Bounds(low, high),
            constraints=optimize.LinearConstraint(self._matrix, 0, 0),
            options={"presolve": presolve},
        )
        if answer.x is None:
            raise ValueError(f"No numbers fit the equations: {answer.message}")
        found: Numbers = answer.x
        return found


def _ceiling(low: Numbers, high: Numbers) -> float:
    """A number that a count only reaches when nothing bounds it."""
    return float(10 * (high[np.isfinite(high)].sum() + low.sum() + 100))
