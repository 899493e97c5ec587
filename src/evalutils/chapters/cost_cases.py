"""The amounts and assumptions of an evaluation, in the form of the cost-benefit model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from evalutils import cost_benefit
from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.coarse_shares import coarse
from evalutils.contracts.yaml_key import CLIENT_LEVEL
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.from_effect import KEY, control_rows, has_client_arms, takes_effect
from evalutils.dataset.library import Library
from evalutils.disclosure import publish
from evalutils.trace import late


def cost_case(
    evaluation: Evaluation, library: Library, *, price_year: int | None = None
) -> cost_benefit.Case:
    """The amounts and assumptions of an evaluation, in the form of the cost-benefit model.

    Parameters
    ----------
    evaluation, library
        The evaluation and the shared files.
    price_year
        Year of the prices; None takes the year in which the evaluation ends.
    """
    chosen = evaluation.assumptions.get("discount_date")
    day = evaluation.period_start if chosen is None else chosen["value"]
    rate, other, natural = (
        _known(library, key, day)
        for key in ("discount_rate", "discount_rate_green_book", "benefit_exit_rate")
    )
    inputs = AnalysisInputs(evaluation, library)
    prices = library.parameters.get("consumer_price_change")
    changes = {} if prices is None else prices.values
    return cost_benefit.make_case(
        inputs.table("costs"),
        _with_client_curve(_with_effect(inputs), inputs),
        rate_per_year=rate,
        sensitivity_rate_per_year=other,
        price_changes={start.year: value / 100 for start, value in changes.items()},
        price_year=price_year or evaluation.period_end.year,
        references={
            "discount_rate": _reference(library, "discount_rate"),
            "price_year": _reference(library, "consumer_price_change"),
            "natural_exit_rate": _reference(library, "benefit_exit_rate"),
        },
        natural_rate=natural,
        budget=_budget_rules(library, evaluation.period_start),
    )


def _known(library: Library, key: str, day: date) -> float | None:
    """The value of a parameter on a day; None when there is none."""
    return None if key not in library.parameters else library.parameters[key].known_at(day)


def _budget_rules(library: Library, day: date) -> cost_benefit.BudgetRules | None:
    """How the state divides the budget for benefits on a day, when all of it is known."""
    below, start, delay = (
        _known(library, key, day)
        for key in ("budget_history_below", "budget_objective_from", "budget_history_delay")
    )
    if below is None or start is None or delay is None:
        return None
    reference = _reference(library, "budget_objective_from")
    return cost_benefit.BudgetRules(below, start, delay, reference)


def _with_client_curve(given: Mapping[str, Any], inputs: AnalysisInputs) -> Mapping[str, Any]:
    """The assumptions with the measured curve in the place of ``durability: client_level``.

    The curve is cleared for publication before the model sees it, so that no balance can give
    away more. Without a month that enough clients reached there is none, which is a gap.
    """
    if inputs.rule is not None:
        given = coarse(given, inputs.rule, str(inputs.evaluation.key))
    entry = given.get("durability")
    if entry is None or entry["value"] != CLIENT_LEVEL:
        return given
    others = {key: value for key, value in given.items() if key != "durability"}
    spells, benefits = inputs.read("spells"), inputs.read("benefits")
    result = late("outflow.still_out")(spells, benefits, inputs.codelist, inputs.window)
    frame = publish(result, inputs.rule).frame
    frame = frame[frame["still_out"].notna()]
    if frame.empty:
        return others
    points = dict(zip(frame["month"].tolist(), frame["still_out"].tolist(), strict=True))
    chosen = frame[frame["month"] <= late("outflow.DURABLE_MONTHS")].iloc[-1:]
    row = frame.iloc[0] if chosen.empty else chosen.iloc[0]
    size = row["clients"] if pd.isna(row["effective"]) else row["effective"]
    share = {"share": float(row["still_out"]), "size": float(size)}
    value = {"share": share, "months": int(row["month"]), "table": points}
    return {**others, "durability": {**entry, "value": value}}


def _with_effect(inputs: AnalysisInputs) -> Mapping[str, Any]:
    """The assumptions with what the comparison found in the place of ``from_effect``."""
    given = inputs.evaluation.assumptions
    if not takes_effect(given):
        return given
    if has_client_arms(inputs.evaluation.tables):
        estimated = late("chapters.client_effect.with_client_effect")
        return estimated(given, inputs)  # type: ignore[no-any-return]
    control = control_rows(inputs.table("arms"), given).iloc[0]
    group = {"count": int(control["reached"]), "of": int(control["people"])}
    where = {name: control[name] for name in ("source", "locator")}
    return {**given, KEY: {**given[KEY], **where, "value": group, "origin": "effect"}}


def _reference(library: Library, key: str) -> str:
    found = library.parameters.get(key)
    return "" if found is None else found.reference
