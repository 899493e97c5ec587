"""People who were not followed long enough: those like them who were stand for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.covariates import Floats, Places, summed

Integers = npt.NDArray[np.integer]

# With fewer people who left sight per column of the model none is fitted (Peduzzi and others 1995).
FEWEST_PER_COLUMN = 10
_STEPS = 25
# A step that moves no logarithm of a hazard by more than this ends the search.
_SMALL = 1e-9
# Nobody leaves sight so many times sooner than others: exp(this).
_CERTAIN = 10.0


@dataclass(frozen=True)
class Hazard:
    """How fast the people of one arm leave sight, by unit of time up to the last.

    Attributes
    ----------
    design
        Rows of cells, shape (C, p); p is 0 where everybody is taken to leave sight alike.
    coefficients
        Shape (p,).
    baseline, at_risk
        Hazard where the coefficients are 0, and the people at risk as many as that, shape (T,).
    mean
        Mean row of those at risk, shape (T, p).
    information
        Shape (p, p).
    """

    design: Floats
    coefficients: Floats
    baseline: Floats
    at_risk: Floats
    mean: Floats
    information: Floats

    @property
    def relative(self) -> Floats:
        """By how much the hazard of the people of each cell is larger, shape (C,)."""
        odds = np.clip(self.design @ self.coefficients, -_CERTAIN, _CERTAIN)
        return np.asarray(np.exp(odds))

    @property
    def lost(self) -> Floats:
        """What each unit takes from the logarithm of the share that is still followed, (T,).

        Where all leave sight alike that share is the product of Kaplan and Meier; elsewhere, since
        a product could fall below 0, it is the exponent of the cumulative hazard.
        """
        return self.baseline if self.coefficients.size else -np.log(self._left)

    @property
    def slope(self) -> Floats:
        """Derivative of `lost` in the hazard, shape (T,)."""
        return np.ones(len(self.baseline)) if self.coefficients.size else 1 / self._left

    @property
    def _left(self) -> Floats:
        return np.maximum(1 - self.baseline, 1e-12)


def hazard_of_censoring(
    duration: Integers, event: Integers, last: int, design: Floats, cell: Places
) -> Hazard:
    """Proportional hazards of leaving sight in one arm, by Breslow's partial likelihood.

    Parameters
    ----------
    duration, event
        As of `followed_until`.
    last
        Time up to which it is fitted.
    design
        Shape (C, p), without a constant. With fewer than ten people who left sight per column
        nothing hangs on it.
    cell
        Row of `design` of each person, shape (n,).

    References
    ----------
    Breslow, N. (1974). Covariance analysis of censored survival data. Biometrics 30, 89-99.
    Peduzzi, P., Concato, J., Feinstein, A. R. and Holford, T. R. (1995). Importance of events per
    independent variable in proportional hazards regression analysis II. Journal of Clinical
    Epidemiology 48, 1503-1510.
    """
    cells, place = len(design), np.minimum(duration.astype(np.intp), last)
    lost = (event == 0) & (duration < last)
    row = cell * (last + 1) + place
    gone, stopped = (
        summed(row[who], None, cells * (last + 1)).reshape(cells, last + 1)
        for who in (np.ones(len(place), dtype=bool), lost)
    )
    # Exits of a unit come before those who leave sight in it.
    later = gone[:, ::-1].cumsum(axis=1)[:, ::-1]
    present, stopped = (later - gone + stopped)[:, :last], stopped[:, :last]
    number = stopped.sum(axis=0)
    if number.sum() < FEWEST_PER_COLUMN * design.shape[1]:
        design = design[:, :0]
    found = Hazard(design, np.zeros(design.shape[1]), *_parts(design, present, number, 0.0))
    score_at = design.T @ stopped.sum(axis=1)
    for _ in range(_STEPS if design.shape[1] else 0):
        score = score_at - number @ found.mean
        step = np.linalg.lstsq(found.information, score, rcond=1e-10)[0]
        largest = float(np.abs(design @ step).max(initial=0.0))
        step *= min(1.0, 2.0 / largest) if largest else 1.0
        at = found.coefficients + step
        found = Hazard(design, at, *_parts(design, present, number, design @ at))
        if largest < _SMALL:
            break
    return found


def _parts(
    design: Floats, present: Floats, number: Floats, odds: Floats | float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Baseline, people at risk, mean row and information of `Hazard` at some coefficients."""
    relative = np.exp(np.clip(odds, -_CERTAIN, _CERTAIN)) * np.ones(len(design))
    at_risk = relative @ present
    some = np.maximum(at_risk, 1e-12)
    mean = (present.T @ (relative[:, None] * design)) / some[:, None]
    spread = relative * (present @ (number / some))
    information = (design.T * spread) @ design - (mean.T * number) @ mean
    return np.where(at_risk > 0, number / some, 0.0), at_risk, mean, information


@dataclass(frozen=True)
class Followed:
    """What is known of the people of one arm at a horizon.

    Attributes
    ----------
    outcome
        1 for who left for the cause by the horizon, shape (n,).
    weight
        Inverse probability of being followed that long; 0 for whom it is not known, shape (n,).
    """

    outcome: Floats
    weight: Floats
    hazard: Hazard
    cell: Places
    place: Places
    until: Places
    censored: npt.NDArray[np.bool_]

    def correction(self, values: Floats) -> Floats:
        """What estimating the weights adds to the influence of each person, shape (n,).

        Parameters
        ----------
        values
            What is averaged with the weights, shape (n,).
        """
        hazard, relative = self.hazard, self.hazard.relative[self.cell]
        weighted = values * self.weight * relative
        parts = summed(self.until, weighted, len(hazard.baseline) + 1)
        beyond = parts.sum() - np.cumsum(parts)[:-1]
        some = np.maximum(hazard.at_risk, 1e-12)
        rate = np.where(hazard.at_risk > 0, beyond * hazard.slope / some, 0.0)
        found = self._over_time(rate, relative)
        if not hazard.coefficients.size:
            return found
        # Through the coefficients: derivative of the weights, times the score of each person.
        gone = _before(hazard.lost)[self.until]
        passed = _before((hazard.baseline * hazard.slope)[:, None] * hazard.mean)
        by_cell = summed(self.cell, weighted * gone, len(hazard.design))
        derivative = by_cell @ hazard.design - parts @ passed
        along = np.linalg.pinv(hazard.information, rcond=1e-10) @ derivative
        own = (hazard.design @ along)[self.cell]
        steady = self._over_time(np.ones(len(hazard.baseline)), relative)
        return np.asarray(found + own * steady - self._over_time(hazard.mean @ along, relative))

    def _over_time(self, values: Floats, relative: Floats) -> Floats:
        """Values of time at which each person leaves sight, less what was to be expected."""
        length = len(values)
        running = _before(values * self.hazard.baseline)
        stopped = self.censored & (self.place < length)
        jump = np.where(stopped, np.append(values, 0.0)[np.minimum(self.place, length)], 0.0)
        seen = np.minimum(np.minimum(self.place, length) + stopped, length)
        return np.asarray(jump - relative * running[seen])


def _before(values: Floats) -> Floats:
    """Sums of the values before each place, and of all of them."""
    return np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])


def followed_until(
    duration: Integers,
    event: Integers,
    horizon: int,
    cause: int = 1,
    *,
    hazard: Hazard | None = None,
    cell: Places | None = None,
) -> Followed:
    """Inverse probability of censoring weights of the people of one arm.

    Parameters
    ----------
    duration
        Whole time units until exit or the end of observation, shape (n,).
    event
        0 = no longer followed, 1..K = cause of exit, shape (n,). Exits of a time come before those
        who are no longer followed after it.
    horizon
        Time by which the outcome counts.
    cause
        The exit that counts.
    hazard, cell
        How fast people leave sight, fitted up to the horizon or beyond, and the row of its design
        of each person. Without these all leave it alike, and the weighted mean of the outcome is
        the Aalen-Johansen estimate at the horizon.

    References
    ----------
    Robins, J. M. and Finkelstein, D. M. (2000). Correcting for noncompliance and dependent
    censoring in an AIDS clinical trial with inverse probability of censoring weighted (IPCW)
    log-rank tests. Biometrics 56, 779-788.
    Anstrom, K. J. and Tsiatis, A. A. (2001). Utilizing propensity scores to estimate causal
    treatment effects with censored time-lagged data. Biometrics 57, 1207-1218.
    """
    row = np.zeros(len(duration), dtype=np.intp) if cell is None else cell
    if hazard is None:
        hazard = hazard_of_censoring(duration, event, horizon, np.empty((1, 0)), row)
    place = duration.astype(np.intp)
    until = np.minimum(place, horizon)
    lost = _before(hazard.lost)[until] * hazard.relative[row]
    known = (event > 0) | (place >= horizon)
    weight = np.where(known, np.exp(lost), 0.0)
    outcome = ((event == cause) & (place <= horizon)).astype(np.float64)
    return Followed(outcome, weight, hazard, row, place, until, event == 0)
