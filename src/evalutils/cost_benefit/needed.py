"""How many exits must be additional, and how many of those observed may not be."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.case import CORRECTION, COUNTERFACTUAL, DISPLACEMENT, EXITS, Case
from evalutils.cost_benefit.counted import PAYER, finite, has_value, spread, with_counts
from evalutils.cost_benefit.model import Filled, Values
from evalutils.cost_benefit.persons import value_of
from evalutils.cost_benefit.worth import Worth, worth_of
from evalutils.result import KeyFigure, Result

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
    figures = (
        ("break_even_additional_exits", "needed", "person", f"{method}; per 100 participants"),
        (
            "switching_counterfactual_share",
            "switching",
            "percent",
            f"1 - needed / observed exits: highest percent of the exits that may happen {lost}",
        ),
    )
    return with_counts(
        case,
        _needed,
        known=has_value(case),
        key_figures=tuple(
            KeyFigure(
                f"cost_benefit.{name}",
                column,
                unit,
                text,
                group=None,
                lower=f"{column}_low",
                upper=f"{column}_high",
            )
            for name, column, unit, text in figures
        ),
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
    row = _outcome(filled, worth, central)
    drawn = needed_of(worth_of(filled, draws, PAYER), draws)
    low, high = spread(100 * drawn)
    allowed = spread(_switching(drawn, draws[EXITS]))
    additional = central[EXITS] - central.get(COUNTERFACTUAL, np.full(1, np.nan))
    return pd.DataFrame(
        [
            {
                **row,
                "needed_low": low,
                "needed_high": high,
                "switching_low": allowed[0],
                "switching_high": allowed[1],
                "observed": 100 * float(central[EXITS][0]),
                "cost_eur": float(worth.fixed_cost[0]),
                "value_eur": float(worth.exit_value[0]),
                "horizon_months": filled.case.horizon_months,
                "displacement_known": has_displacement(filled.case),
                "additional": 100 * float(additional[0]),
            }
        ]
    )


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
    rows = []
    for months in sorted({*HORIZONS, own}):
        worth = worth_of(filled.over(months), central, PAYER)
        rows.append(_choice("horizon", months, months == own, _outcome(filled, worth, central)))
    for rate in (case.rate, case.sensitivity_rate):
        if rate is not None:
            worth = worth_of(filled.at_rate(rate), central, PAYER)
            rows.append(_choice("rate", rate, rate == case.rate, _outcome(filled, worth, central)))
    for share in (0.0, *SHORTFALLS):
        worth = lowered(worth_of(filled, central, PAYER), share)
        rows.append(_choice("shortfall", share, share == 0, _outcome(filled, worth, central)))
    correction = value_of(case.assumptions, CORRECTION)
    if correction is not None:
        worth = lowered(worth_of(filled, central, PAYER), correction)
        rows.append(_choice("correction", correction, False, _outcome(filled, worth, central)))
    return pd.DataFrame(rows)


def _choice(kind: str, value: float, chosen: bool, found: dict[str, float]) -> dict[str, object]:
    return {"choice": kind, "value": float(value), "chosen": chosen, **found}


def lowered(worth: Worth, share: float) -> Worth:
    """Optimism correction: all gains lower by a share, losses as they are."""
    return Worth(
        worth.gains * (1 - share),
        worth.losses,
        worth.exit_gains * (1 - share),
        worth.exit_losses,
    )
