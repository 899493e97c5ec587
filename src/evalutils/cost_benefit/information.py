"""What knowing more would be worth: in all, and for each input on its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import (
    PAYER,
    group_of,
    has_balance,
    lost_shares,
    method_of,
    with_counts,
)
from evalutils.cost_benefit.model import Filled, complete_parties, net_exits
from evalutils.cost_benefit.worth import worth_of
from evalutils.result import KeyFigure, Result
from evalutils.statistics.decision import expected_value_of_perfect_information

Floats = NDArray[np.float64]
DEGREE = 4


def information(case: Case) -> Result:
    """What perfect information would be worth, for each share of the exits that may be lost.

    The choice is between the programme and nothing, for the municipality. Per input the gain is
    regressed on that input alone, so that another input that does not matter changes nothing.

    Returns
    -------
    Result
        Per share of lost exits first the value of knowing everything, then of each uncertain
        input: lost, input (``everything`` first), label, value in euro per participant.

    References
    ----------
    Claxton (1999), Journal of Health Economics 18(3); Strong, Oakley and Brennan (2014), Medical
    Decision Making 34(3).
    """
    method = method_of(case, "mean of the highest value per draw - highest mean, per participant")
    return with_counts(
        case,
        _information,
        known=has_balance(case) and PAYER in complete_parties(case),
        key_figures=(KeyFigure("cost_benefit.evpi", "all", "EUR", method),),
    )


def _information(filled: Filled) -> pd.DataFrame:
    values = filled.draws()
    worth = worth_of(filled, values, PAYER)
    labels = {item.name: item.label for item in filled.case.items}
    rows = []
    for lost in lost_shares(filled.case):
        net = worth.net(net_exits(filled, values, lost))
        group = group_of(filled.case, lost)
        everything = _gain(net)
        rows.append((lost, group, "everything", "", everything, everything))
        for name, item in filled.inputs.items():
            if item.shape != "fixed" or np.isnan(item.central):
                value = partial_value(net, values[name])
                rows.append((lost, group, name, labels.get(name, ""), value, np.nan))
    frame = pd.DataFrame(rows, columns=["lost", "group_key", "input", "label", "value", "all"])
    return frame.assign(net_known=filled.case.net_known)


def _gain(net: Floats) -> float:
    """Value of knowing the balance before choosing between the programme and nothing."""
    if np.isnan(net).any():
        return np.nan
    nothing = np.zeros_like(net)
    costs, effects = np.column_stack([nothing, -net]), np.column_stack([nothing, nothing])
    return float(expected_value_of_perfect_information(costs, effects, 0.0)[0])


def partial_value(net: Floats, values: Floats) -> float:
    """Value of knowing one input: that of the part of the balance that its draws explain."""
    if np.isnan(net).any() or np.isnan(values).any():
        return np.nan
    fitted = Polynomial.fit(values, net, DEGREE)(values)
    return _gain(np.asarray(fitted))
