"""The exits that are needed under another horizon, discount rate, saving, or budget rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import PAYER, has_value, with_counts
from evalutils.cost_benefit.model import Filled, Values
from evalutils.cost_benefit.model_inputs import CORRECTION
from evalutils.cost_benefit.needed import outcome_of, under
from evalutils.cost_benefit.parties import Worth, worth_of
from evalutils.cost_benefit.persons import value_of
from evalutils.cost_benefit.structure import alternatives
from evalutils.result import Result

# Horizons beside the chosen one, in months.
HORIZONS = (24, 36, 60)
# How much lower benefits may turn out, as a share; shown beside the outcome, never applied to it.
SHORTFALLS = (0.10, 0.25, 0.40)
# The part of the budget that follows what the municipality spent itself.
HISTORY = (0.0, 0.5, 1.0)


def other_choices(case: Case) -> Result:
    """The same outcome under other horizons, another discount rate, and lower benefits.

    A saved benefit lowers the budget of the state for a municipality some years later, as far as
    that budget follows what it spent itself. Choice ``budget`` counts that later loss as well.

    Returns
    -------
    Result
        One row per choice: choice (``horizon``, ``rate``, ``shortfall``, ``budget`` when the rules
        of the date are known, or ``correction`` when assumptions.yaml has one: it is never applied
        to the outcome itself), value (months, share per year, share), chosen (whether the chapter
        rests on it), needed (per 100 participants) and switching (percent of the exits) in the
        best structural alternative and, as needed_worst and switching_worst, in the worst, all
        other inputs central; of a budget kept (percent of a saving) and the rules.
    """
    return with_counts(case, _other_choices, known=has_value(case))


def _other_choices(filled: Filled) -> pd.DataFrame:
    found = alternatives(filled.inputs)
    best, worst = (under(filled.central, one) for one in (found[0], found[-1]))
    rows = []
    for (row, worth), (_, other) in zip(
        _choices(filled, best), _choices(filled, worst), strict=True
    ):
        ends = outcome_of(other, worst)
        beside = {f"{name}_worst": value for name, value in ends.items()}
        rows.append({**row, **outcome_of(worth, best), **beside})
    rules = filled.case.budget
    frame = pd.DataFrame(rows)
    if rules is None:
        return frame
    limits = {"history_below": rules.history_below, "objective_from": rules.objective_from}
    return frame.assign(**limits, delay_years=rules.delay_years, budget_reference=rules.reference)


def _choices(filled: Filled, values: Values) -> Iterator[tuple[dict[str, object], Worth]]:
    case, own = filled.case, int(filled.case.horizon_months or 0)
    for months in sorted({*HORIZONS, own}):
        yield _choice("horizon", months, months == own), _worth(filled.over(months), values)
    for rate in (case.rate, case.sensitivity_rate):
        if rate is not None:
            yield _choice("rate", rate, rate == case.rate), _worth(filled.at_rate(rate), values)
    whole = _worth(filled, values)
    for share in (0.0, *SHORTFALLS):
        yield _choice("shortfall", share, share == 0), lowered(whole, share)
    correction = value_of(case.assumptions, CORRECTION)
    if correction is not None:
        yield _choice("correction", correction, False), lowered(whole, correction)
    for history in HISTORY if case.budget is not None else ():
        kept = kept_of(case, history)
        row = _choice("budget", history, history == 0) | {"kept": 100 * kept}
        yield row, _worth(filled, saved_less(case, values, kept))


def _choice(kind: str, value: float, chosen: bool) -> dict[str, object]:
    return {"choice": kind, "value": float(value), "chosen": chosen}


def _worth(filled: Filled, values: Values) -> Worth:
    return worth_of(filled, values, PAYER)


def kept_of(case: Case, history: float) -> float:
    """What a municipality keeps of a euro of saved benefit: its budget falls some years later."""
    delay = case.budget.delay_years if case.budget else 0.0
    kept: float = 1 - history * (1 + (case.rate or 0.0)) ** -delay
    return kept


def saved_less(case: Case, values: Values, kept: float) -> dict[str, np.ndarray]:
    """The values with only a part of the benefit that the municipality saves."""
    saved = [item for item in case.items if item.monthly_gain and item.transfer]
    own = [item.name for item in saved if item.bearer == PAYER]
    return {**values, **{name: values[name] * kept for name in own}}


def lowered(worth: Worth, share: float) -> Worth:
    """Optimism correction: all gains lower by a share, losses as they are."""
    gains, exit_gains = worth.gains * (1 - share), worth.exit_gains * (1 - share)
    return replace(worth, gains=gains, exit_gains=exit_gains)
