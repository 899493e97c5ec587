"""What knowing more is worth before choosing between the programme and nothing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import PAYER, has_balance, with_counts
from evalutils.cost_benefit.model import DRAWS, SEED, Filled, Values, complete_parties, net_exits
from evalutils.cost_benefit.model_inputs import COUNTERFACTUAL, DISPLACEMENT, EXITS, LOST
from evalutils.cost_benefit.parties import worth_of
from evalutils.cost_benefit.persons import groups, share_of
from evalutils.result import KeyFigure, Result
from evalutils.statistics.decision import expected_value_of_perfect_information
from evalutils.statistics.uncertain_inputs import bounded, from_assumption

Floats = NDArray[np.float64]
# Of the polynomial of the balance in one input.
DEGREE = 4
_EVERY = "lost share of the exits drawn evenly over its range, as no source gives it"


def information(case: Case) -> Result:
    """What perfect information would be worth.

    The choice is between the programme and nothing, for the municipality. What would have happened
    anyway decides that choice more than anything else: where no source gives it, it is drawn
    evenly over all that is possible, or over the range that the researcher assumes. Per input the
    gain is regressed on that input alone, so that another input that does not matter changes
    nothing.

    Returns
    -------
    Result
        First the value of knowing everything, then of each uncertain input: input (``everything``
        first), label, value in euro per participant, net_known.

    References
    ----------
    Claxton (1999), Journal of Health Economics 18(3); Strong, Oakley and Brennan (2014), Medical
    Decision Making 34(3).
    """
    method = "mean of the highest value per draw - highest mean, per participant"
    method = method if case.net_known else f"{method}; {_EVERY}"
    return with_counts(
        case,
        _information,
        known=has_balance(case) and PAYER in complete_parties(case),
        key_figures=(KeyFigure("cost_benefit.evpi", "all", "EUR", method, None),),
    )


def _information(filled: Filled) -> pd.DataFrame:
    values = filled.draws()
    lost = np.zeros(1) if filled.case.net_known else lost_draws(filled, values)
    net = worth_of(filled, values, PAYER).net(net_exits(filled, values, lost))
    labels = {item.name: item.label for item in filled.case.items}
    uncertain = {name: values[name] for name in filled.inputs if filled.varies(name)}
    if not filled.case.net_known:
        uncertain = {LOST: lost, **uncertain}
    everything = _gain(net)
    rows = [("everything", "", everything, everything)]
    for name, drawn in uncertain.items():
        rows.append((name, labels.get(name, ""), partial_value(net, drawn), np.nan))
    frame = pd.DataFrame(rows, columns=["input", "label", "value", "all"])
    return frame.assign(net_known=filled.case.net_known)


def lost_draws(filled: Filled, values: Values) -> Floats:
    """Draws of the share of the exits that is lost, when no source gives it.

    From none to all of them; when a range is assumed for what would have happened anyway, what
    that range says, and of displacement as well where one is assumed.
    """
    assumed = filled.case.assumptions
    anyway = _assumed_draws(assumed, COUNTERFACTUAL)
    if anyway is None:
        return bounded(LOST, 0.0, None, 1.0).draws(DRAWS, SEED)
    displaced = _assumed_draws(assumed, DISPLACEMENT)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept: Floats = np.clip(1 - anyway / values[EXITS], 0, 1)
    lost: Floats = 1 - kept * (1 - (0.0 if displaced is None else displaced))
    return lost


def _assumed_draws(assumed: Mapping[str, object], name: str) -> Floats | None:
    value = share_of(assumed, name)
    if not isinstance(value, Mapping) or name in groups(assumed):
        return None  # one number without a source says no more than nothing
    return from_assumption(name, value).draws(DRAWS, SEED)


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
