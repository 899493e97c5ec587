"""People who were not followed long enough: those who were stand for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.covariates import Floats

Integers = npt.NDArray[np.integer]


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
    place: npt.NDArray[np.intp]
    until: npt.NDArray[np.intp]
    censored: npt.NDArray[np.bool_]
    at_risk: Floats
    hazard: Floats

    def correction(self, values: Floats) -> Floats:
        """What estimating the weights adds to the influence of each person, shape (n,).

        Parameters
        ----------
        values
            What is averaged with the weights, shape (n,).
        """
        length = len(self.hazard)
        parts = np.bincount(self.until, values * self.weight, minlength=length + 1)
        beyond = parts.sum() - np.cumsum(parts)[:length]
        rest = np.maximum(self.at_risk * (1 - self.hazard), 1e-12)
        rate = np.where(self.at_risk > 0, beyond / rest, 0.0)
        running = np.concatenate([[0.0], np.cumsum(rate * self.hazard)])
        stopped = self.censored & (self.place < length)
        jump = np.where(stopped, np.append(rate, 0.0)[np.minimum(self.place, length)], 0.0)
        passed = np.minimum(self.until + stopped, length)
        return np.asarray(jump - running[passed])


def followed_until(duration: Integers, event: Integers, horizon: int, cause: int = 1) -> Followed:
    """Inverse probability of censoring weights of the people of one arm.

    The weighted mean of the outcome is the Aalen-Johansen estimate at the horizon. Whether somebody
    is no longer followed may depend on the arm, not on the people in it.

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

    References
    ----------
    Robins, J. M. and Finkelstein, D. M. (2000). Correcting for noncompliance and dependent
    censoring in an AIDS clinical trial with inverse probability of censoring weighted (IPCW)
    log-rank tests. Biometrics 56, 779-788.
    Anstrom, K. J. and Tsiatis, A. A. (2001). Utilizing propensity scores to estimate causal
    treatment effects with censored time-lagged data. Biometrics 57, 1207-1218.
    """
    place = duration.astype(np.intp)
    until = np.minimum(place, horizon)
    gone = np.bincount(place, minlength=horizon + 1)
    stopped = np.bincount(place, event == 0, minlength=horizon + 1)
    present = len(place) - np.concatenate([[0], np.cumsum(gone)[:-1]])
    at_risk = (present - (gone - stopped))[:horizon].astype(np.float64)
    hazard = np.where(at_risk > 0, stopped[:horizon] / np.maximum(at_risk, 1.0), 0.0)
    still = np.concatenate([[1.0], np.cumprod(1 - hazard)])
    known = (event > 0) | (place >= horizon)
    weight = np.where(known, 1 / np.where(still > 0, still, np.inf)[until], 0.0)
    outcome = ((event == cause) & (place <= horizon)).astype(np.float64)
    return Followed(outcome, weight, place, until, event == 0, at_risk, hazard)
