"""What two distributions alone say about movement between rungs.

Two distributions over the same rungs say how many clients stand where, not who went where, and
printed ones say even that only up to their rounding. The bounds hold for every way in which
clients can have moved between any two distributions that are printed like these, whatever rung the
clients on an unknown rung stand on; each bound is reached by one. They are linear programmes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_NOTHING = float("nan")
_INFEASIBLE = 2


@dataclass(frozen=True)
class Standing:
    """Where clients stand at one moment, as far as it is known.

    Attributes
    ----------
    low, high : numpy.ndarray, shape (rungs + 1,)
        Least and most on each rung, low to high, and last on an unknown rung: counts or shares on
        any scale. Equal where they are exact; `high` may be infinite.
    whole
        What they are together: 100 for percentages that were rounded each. None where all that
        counts is how they compare.
    """

    low: Floats
    high: Floats
    whole: float | None = None

    def possible(self) -> bool:
        """Whether some distribution lies within these limits."""
        return self.whole is None or self.low.sum() <= self.whole <= self.high.sum()


@dataclass(frozen=True)
class Movement:
    """Lowest and highest share that rose and fell, and the lowest that changed rung: 0 to 1."""

    up: tuple[float, float]
    down: tuple[float, float]
    moved_min: float


def movement(start: Standing, end: Standing, *, everyone: bool) -> Movement:
    """Bounds on the share that rose, fell and changed rung.

    Parameters
    ----------
    start, end
        The same clients at two moments, over the same rungs.
    everyone
        True for shares of all clients, an unknown rung being any rung; False for those of the
        clients with a known rung at both moments, whoever they are.

    Returns
    -------
    Movement
        All NaN when there can be no such clients, or no such distributions.

    Raises
    ------
    ValueError
        When the two differ in rungs, or limits are negative, missing or upside down.

    References
    ----------
    Strassen, V. (1965). The existence of probability measures with given marginals. Annals of
    Mathematical Statistics 36, 423-439. Charnes, A. and Cooper, W. W. (1962). Programming with
    linear fractional functionals. Naval Research Logistics Quarterly 9, 181-186.
    """
    size = _size(start, end)
    program = _program(start, end, everyone=everyone)
    rises, falls = np.triu(np.ones((size, size)), 1), np.tril(np.ones((size, size)), -1)
    up, down = (_least_and_most(program, moves, everyone) for moves in (rises, falls))
    return Movement(up, down, _solved(program, _with_unknown(rises + falls, certain=True), 1))


def _size(start: Standing, end: Standing) -> int:
    """The number of known rungs."""
    for standing in (start, end):
        low, high = standing.low, standing.high
        if low.shape != high.shape or low.ndim != 1 or len(low) < 2:
            raise ValueError("a standing holds one number per rung, and one of the unknown rung.")
        if not (np.isfinite(low).all() and (low >= 0).all() and (low <= high).all()):
            raise ValueError("limits run from 0, and the lowest is not above the highest.")
    if start.low.shape != end.low.shape:
        raise ValueError(f"start has {len(start.low) - 1} rungs and end has {len(end.low) - 1}.")
    return len(start.low) - 1


def _program(start: Standing, end: Standing, *, everyone: bool) -> dict[str, Any]:
    """The constraints on who went where: a cell per pair of rungs, and a scale per moment.

    Everything is divided by the number of clients that the shares are of, so that a share of a
    group of unknown size is linear too.
    """
    size = len(start.low)
    cells = np.arange(size * size).reshape(size, size)
    unknowns = size * size + 2
    above, exact, totals = [], [], []
    for moment, (standing, rows) in enumerate(((start, cells), (end, cells.T))):
        scale = size * size + moment
        for rung, low, high in zip(rows, standing.low, standing.high, strict=True):
            above.append(_row(unknowns, rung, -1.0, scale, low))
            if np.isfinite(high):
                above.append(_row(unknowns, rung, 1.0, scale, -high))
        if standing.whole is not None:
            exact.append(_row(unknowns, cells.ravel(), 1.0, scale, -standing.whole))
            totals.append(0.0)
    of = cells if everyone else cells[:-1, :-1]
    exact.append(_row(unknowns, of.ravel(), 1.0))
    return {
        "A_ub": np.array(above),
        "b_ub": np.zeros(len(above)),
        "A_eq": np.array(exact),
        "b_eq": np.array([*totals, 1.0]),
    }


def _row(
    unknowns: int, cells: npt.NDArray[np.intp], weight: float, scale: int = 0, of_scale: float = 0.0
) -> Floats:
    row = np.zeros(unknowns)
    row[scale] = of_scale
    row[cells] = weight
    return row


def _least_and_most(program: dict[str, Any], moves: Floats, everyone: bool) -> tuple[float, float]:
    least = _solved(program, _with_unknown(moves, certain=True), 1)
    most = _solved(program, _with_unknown(moves, certain=not everyone), -1)
    return least, most


def _with_unknown(moves: Floats, *, certain: bool) -> Floats:
    """The moves with an unknown rung: none for `certain`, else all that may be such a move."""
    size = len(moves) + 1
    made = np.zeros((size, size))
    made[:-1, :-1] = moves
    if not certain:
        made[:-1, -1], made[-1, :-1] = moves.any(axis=1), moves.any(axis=0)
        made[-1, -1] = moves.any()
    return made


def _solved(program: dict[str, Any], moves: Floats, sign: int) -> float:
    """The lowest (1) or highest (-1) share that makes these moves."""
    # Loading the solver takes as long as reading all data: only who needs bounds waits for it.
    from scipy.optimize import linprog  # type: ignore[import-untyped]

    found = linprog(sign * np.concatenate([moves.ravel(), [0.0, 0.0]]), **program, method="highs")
    if found.status == _INFEASIBLE:
        return _NOTHING
    if found.status:
        raise ArithmeticError(found.message)
    return float(np.clip(round(sign * found.fun, 12), 0.0, 1.0))
