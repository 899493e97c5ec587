"""What a reader can find out about counts that add up, when some are rounded and some hidden."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

Name = TypeVar("Name", bound=Hashable)


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
    return Bounds(least[name], np.inf if most[name] >= _ceiling(known) else most[name])


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
    ceiling = _ceiling(known)
    place = {item: number for number, item in enumerate(names)}
    matrix = np.zeros((len(equations), len(names)), dtype=np.int64)
    for row, equation in enumerate(equations):
        matrix[row, [place[item] for item in equation]] = list(equation.values())
    lows = [known[item].low for item in names]
    highs = [min(known[item].high, ceiling) for item in names]
    goal = np.zeros(len(names))
    goal[[place[item] for item in weights]] = list(weights.values())
    least, most = (_solution(sign * goal, matrix, lows, highs, whole) for sign in (1, -1))
    return dict(zip(names, least, strict=True)), dict(zip(names, most, strict=True))


def _solution(
    goal: np.ndarray[tuple[int], np.dtype[np.float64]],
    matrix: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    lows: Sequence[float],
    highs: Sequence[float],
    whole: bool,
) -> list[float]:
    from scipy import optimize  # type: ignore[import-untyped]

    answer = optimize.milp(
        goal,
        integrality=np.full(len(lows), int(whole)),
        bounds=optimize.Bounds(lows, highs),
        constraints=optimize.LinearConstraint(matrix, 0, 0),
    )
    if answer.x is None:
        raise ValueError(f"No numbers fit the equations: {answer.message}")
    return [float(value) for value in (np.round(answer.x) if whole else answer.x)]


def _ceiling(known: Mapping[Name, Bounds]) -> float:
    """A number that a count only reaches when nothing bounds it."""
    finite = sum(bounds.high for bounds in known.values() if np.isfinite(bounds.high))
    return 10 * (finite + sum(bounds.low for bounds in known.values()) + 100)
