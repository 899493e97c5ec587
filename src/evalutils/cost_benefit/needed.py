"""How many exits must be additional, and how many of those observed may not be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.case import CORRECTION, COUNTERFACTUAL, DISPLACEMENT, EXITS, Case
from evalutils.cost_benefit.counted import (
    PAYER,
    bounded_figure,
    finite,
    has_value,
    spread_as,
    with_counts,
)
from evalutils.cost_benefit.model import Filled, Values
from evalutils.cost_benefit.parties import Worth, worth_of
from evalutils.cost_benefit.persons import value_of
from evalutils.result import Result

Floats = NDArray[np.float64]
# Horizons beside the chosen one, in months.
HORIZONS = (24, 36, 60)
# How much lower benefits may turn out, as a share; shown beside the outcome, never applied to it.
SHORTFALLS = (0.10, 0.25, 0.40)


def needed_exits(case: Case) -> Result:
    """Additional exits per 100 participants that pay for the programme, and what that allows.

    Everything is per participant and for the municipality: the costs, minus what does not depend
    on exits, divided by the value of one additional exit. Where no source says how many jobs were
    taken from others, an additional exit is one that displaces nobody.

    Returns
    -------
    Result
        One row: needed, needed_low, needed_high (per 100 participants; central 95% of the draws),
        observed (exits per 100), switching, switching_low, switching_high (highest percent of the
        exits that may be lost), cost_eur per participant, value_eur per additional exit,
        horizon_months, displacement_known, additional (per 100; missing unless sources say).

    References
    ----------
    HM Treasury (2022), The Green Book, on switching values.
    """
    method = "costs / value of an additional exit, municipality, discounted"
    lost = "anyway" if has_displacement(case) else "anyway or in place of others"
    share = f"1 - needed / observed exits: highest percent of the exits that may happen {lost}"
    figures = (
        ("break_even_additional_exits", "needed", "person", f"{method}; per 100 participants"),
        ("switching_counterfactual_share", "switching", "percent", share),
    )
    return with_counts(
        case,
        _needed,
        known=has_value(case),
        key_figures=tuple(bounded_figure(*figure, group=None) for figure in figures),
    )


def has_displacement(case: Case) -> bool:
    """Whether the share of displaced jobs is part of the model."""
    return DISPLACEMENT in case.inputs or DISPLACEMENT in case.groups


def needed_of(worth: Worth, values: Values) -> Floats:
    """Additional exits per participant at which the balance is zero, before displacement."""
    displaced = values.get(DISPLACEMENT, np.zeros(1))
    with np.errstate(divide="ignore", invalid="ignore"):
        needed: Floats = worth.needed() / (1 - displaced)
    return needed


def _needed(filled: Filled) -> pd.DataFrame:
    central, draws = filled.central, filled.draws()
    worth = worth_of(filled, central, PAYER)
    drawn = needed_of(worth_of(filled, draws, PAYER), draws)
    additional = central[EXITS] - central.get(COUNTERFACTUAL, np.full(1, np.nan))
    row = {
        **_outcome(filled, worth, central),
        **spread_as("needed", 100 * drawn),
        **spread_as("switching", _switching(drawn, draws[EXITS])),
        "observed": 100 * float(central[EXITS][0]),
        "cost_eur": float(worth.fixed_cost[0]),
        "value_eur": float(worth.exit_value[0]),
        "horizon_months": filled.case.horizon_months,
        "displacement_known": has_displacement(filled.case),
        "additional": 100 * float(additional[0]),
    }
    return pd.DataFrame([row])


def _outcome(filled: Filled, worth: Worth, values: Values) -> dict[str, float]:
    needed = needed_of(worth, values)
    allowed = _switching(needed, values[EXITS])
    return {"needed": finite(100 * needed[0]), "switching": finite(allowed[0])}


def _switching(needed: Floats, exits: Floats) -> Floats:
    """Percent of the exits that may be lost; zero when all together are too few."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = 100 * np.clip(1 - needed / exits, 0, 1)
    return share


def other_choices(case: Case) -> Result:
    """The same outcome under other horizons, another discount rate, and lower benefits.

    Returns
    -------
    Result
        One row per choice: choice (``horizon``, ``rate``, ``shortfall``, or ``correction`` when
        assumptions.yaml has one: it is never applied to the outcome itself), value (months, share
        per year, share), chosen (whether the chapter rests on it), needed (per 100 participants)
        and switching (percent of the exits), all inputs central.
    """
    return with_counts(case, _other_choices, known=has_value(case))


def _other_choices(filled: Filled) -> pd.DataFrame:
    case, central = filled.case, filled.central
    own = int(case.horizon_months or 0)
    found: list[tuple[str, float, bool, Worth]] = []
    for months in sorted({*HORIZONS, own}):
        worth = worth_of(filled.over(months), central, PAYER)
        found.append(("horizon", months, months == own, worth))
    for rate in (case.rate, case.sensitivity_rate):
        if rate is not None:
            worth = worth_of(filled.at_rate(rate), central, PAYER)
            found.append(("rate", rate, rate == case.rate, worth))
    whole = worth_of(filled, central, PAYER)
    for share in (0.0, *SHORTFALLS):
        found.append(("shortfall", share, share == 0, lowered(whole, share)))
    correction = value_of(case.assumptions, CORRECTION)
    if correction is not None:
        found.append(("correction", correction, False, lowered(whole, correction)))
    rows = [
        {"choice": kind, "value": float(value), "chosen": chosen} | _outcome(filled, worth, central)
        for kind, value, chosen, worth in found
    ]
    return pd.DataFrame(rows)


def lowered(worth: Worth, share: float) -> Worth:
    """Optimism correction: all gains lower by a share, losses as they are."""
    gains, exit_gains = worth.gains * (1 - share), worth.exit_gains * (1 - share)
    return replace(worth, gains=gains, exit_gains=exit_gains)
