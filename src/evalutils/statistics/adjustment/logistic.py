"""Logistic regression on a table of cells, with counts that need not be whole."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

STEPS = 30
# A step that moves the logarithm of no odds by more than this ends the search.
SMALL = 1e-9
# Odds beyond exp(this) are never told apart from certainty.
CERTAIN = 30.0


def fitted_shares(design: Floats, successes: Floats, totals: Floats) -> Floats:
    """Shares that a logistic model with these rows gives, by maximum likelihood.

    A table of cells is fitted in a millisecond, hundreds of times for a bootstrap; a general
    library needs a hundred times that, and a second to load. Rows that say the same twice, and
    levels at which all or none succeed, are no fault: the shares exist where coefficients do not.

    Parameters
    ----------
    design
        Shape (C, p).
    successes, totals
        Shape (C,); cells without anybody get the share that the others imply.

    Returns
    -------
    ndarray
        Shape (C,), between 0 and 1.
    """
    odds = np.zeros(len(design))
    coefficients = np.zeros(design.shape[1])
    for _ in range(STEPS):
        shares = _inverse_logit(odds)
        weight = totals * np.maximum(shares * (1 - shares), 1e-12)
        score = design.T @ (successes - totals * shares)
        information = (design.T * weight) @ design
        step = np.linalg.lstsq(information, score, rcond=1e-12)[0]
        moved = design @ step
        largest = float(np.abs(moved).max(initial=0.0))
        step *= min(1.0, 4.0 / largest) if largest else 1.0
        coefficients += step
        odds = np.clip(design @ coefficients, -CERTAIN, CERTAIN)
        if largest < SMALL:
            break
    return _inverse_logit(odds)


def _inverse_logit(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))
