"""How many exits must be additional, under each way in which the programme may work."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import (
    PAYER,
    bounded_figure,
    finite,
    has_value,
    spread_as,
    with_counts,
)
from evalutils.cost_benefit.model import Filled, Values
from evalutils.cost_benefit.model_inputs import COUNTERFACTUAL, DISPLACEMENT, EXITS, LOCK_IN
from evalutils.cost_benefit.parties import Worth, worth_of
from evalutils.cost_benefit.structure import NATURAL, Alternative, alternatives
from evalutils.result import Result
from evalutils.statistics.proportions import wilson

Floats = NDArray[np.float64]


def needed_exits(case: Case) -> Result:
    """Additional exits per 100 participants that pay for the programme, and what that allows.

    Everything is per participant and for the municipality: the costs, minus what does not depend
    on exits, divided by the value of one additional exit. Where no source says how many jobs were
    taken from others, an additional exit is one that displaces nobody.

    Returns
    -------
    Result
        One row per structural alternative, the best for the programme first and the worst last:
        alternative (names of the inputs at their worst end, empty for none), the value of each
        open input, needed, needed_low, needed_high (per 100 participants; central 95% of the
        draws of all else), observed (exits per 100), within (whether they are a share of
        the participants), observed_low, observed_high (Wilson; of a share),
        switching, switching_low, switching_high (highest percent of the exits that may be lost),
        cost_eur per participant, value_eur per additional exit, gone (percent of the participants
        who would have left before the exit as well), horizon_months, displacement_known,
        additional (per 100; missing unless sources say).

    References
    ----------
    HM Treasury (2022), The Green Book, on switching values and structural uncertainty; Bojke et
    al. (2009), Characterizing structural uncertainty in decision analytic models, Value in Health
    12(5).
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
        key_figures=tuple(bounded_figure(*figure) for figure in figures),
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
    found = alternatives(filled.inputs)
    rows = [_row(filled, alternative) for alternative in found]
    groups = [alternative.key for alternative in found] if len(found) > 1 else [""]
    return pd.DataFrame(rows).assign(group_key=groups)


def _row(filled: Filled, alternative: Alternative) -> dict[str, object]:
    central, draws = under(filled.central, alternative), under(filled.draws(), alternative)
    worth = worth_of(filled, central, PAYER)
    drawn = needed_of(worth_of(filled, draws, PAYER), draws)
    additional = central[EXITS] - central.get(COUNTERFACTUAL, np.full(1, np.nan))
    natural = central.get(NATURAL, np.zeros(1))
    share, size = float(central[EXITS][0]), filled.participants
    proportion = filled.case.exits_are_a_share
    low, high = (
        (float(bound) for bound in wilson(share * size, size)[1:])
        if proportion
        else (np.nan, np.nan)
    )
    return {
        "alternative": "+".join(alternative.worst),
        **alternative.values,
        **outcome_of(worth, central),
        **spread_as("needed", 100 * drawn),
        **spread_as("switching", switching_of(drawn, draws[EXITS])),
        "observed": 100 * share,
        "within": proportion,
        "observed_low": 100 * low,
        "observed_high": 100 * high,
        "cost_eur": float(worth.fixed_cost[0]),
        "value_eur": float(worth.exit_value[0]),
        "gone": float(100 * (1 - (1 - natural) ** (central[LOCK_IN] / 12))[0]),
        "horizon_months": filled.case.horizon_months,
        "displacement_known": has_displacement(filled.case),
        "additional": 100 * float(additional[0]),
    }


def under(values: Values, alternative: Alternative) -> dict[str, Floats]:
    """The same values, with what is open at one of its ends."""
    count = len(next(iter(values.values())))
    return {**values, **{name: np.full(count, end) for name, end in alternative.values.items()}}


def outcome_of(worth: Worth, values: Values) -> dict[str, float]:
    """The exits that are needed and what that allows, at the central values."""
    needed = needed_of(worth, values)
    allowed = switching_of(needed, values[EXITS])
    return {"needed": finite(100 * needed[0]), "switching": finite(allowed[0])}


def switching_of(needed: Floats, exits: Floats) -> Floats:
    """Percent of the exits that may be lost; zero when all together are too few."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = 100 * np.clip(1 - needed / exits, 0, 1)
    return share
