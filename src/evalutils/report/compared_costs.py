"""Programmes with cost figures side by side: same horizon, same prices, what is in each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.across import has_costs
from evalutils.chapters.clearing import ledger_of
from evalutils.chapters.cost_cases import cost_case
from evalutils.contracts.vocabulary import PER
from evalutils.cost_benefit import Case, needed_exits
from evalutils.cost_benefit.item import Item
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.folder_reading import NEEDED
from evalutils.dataset.library import Library
from evalutils.dataset.told import kept
from evalutils.disclosure import Publishable
from evalutils.report.across_figures import cost_figures

_OBSERVED = ["observed", "observed_low", "observed_high", "within", "participants"]
COLUMNS = ["needed", *_OBSERVED, "switching", "horizon_months"]


def compare_costs(evaluations: Sequence[Evaluation], library: Library) -> Publishable:
    """What each programme costs, and how many exits must be additional to earn that back.

    Programmes take part when they give a horizon. All amounts are in the prices of the last year
    among them, and all balances run over the shortest of their horizons.

    Parameters
    ----------
    evaluations, library
        The evaluations and the shared files.

    Returns
    -------
    Publishable
        One row per cost amount: title, municipality_name, period, item, per_label, amount (euro),
        printed (euro, as published), price_year (common), own_year, note; and per programme, in
        each of its rows, needed in the best reading and needed_worst in the worst, observed (per
        100 participants) with bounds where it is a share (within), switching (percent) and
        horizon_months. Evaluations in alphabetical order.
    """
    chosen = [item for item in evaluations if has_costs(item)]
    if not chosen:
        return Publishable(pd.DataFrame(), pd.DataFrame(), False)
    year = max(int(item.tables["costs"]["price_year"].max()) for item in chosen)
    months = min(int(item.assumptions["horizon_months"]["value"]) for item in chosen)
    frames, figures, protected = [], [], False
    for evaluation in chosen:
        case = cost_case(evaluation, library, price_year=year)
        case = replace(case, horizon_months=months)
        cleared = kept(
            evaluation, NEEDED, partial(_needed, evaluation, library, case), f"{year} {months}"
        )
        protected |= cleared.protected
        paid = [item for item in case.items if item.sign < 0]
        printed = case.costs.loc[[int(item.name.removeprefix("amount_")) for item in paid]]
        rows = _rows(evaluation, case, paid, printed, cleared, year)
        frames.append(rows)
        if len(rows):
            typed = evaluation.tables["costs"].iloc[printed.index]
            told = cleared.key_figures
            figures.append(cost_figures(rows, typed, told, evaluation, library))
    every = pd.concat(figures, ignore_index=True) if figures else pd.DataFrame()
    return Publishable(pd.concat(frames, ignore_index=True), every, protected)


def _needed(evaluation: Evaluation, library: Library, case: Case) -> Publishable:
    return ledger_of(AnalysisInputs(evaluation, library)).publish_also(needed_exits(case))


def _rows(
    evaluation: Evaluation,
    case: Case,
    paid: Sequence[Item],
    printed: pd.DataFrame,
    cleared: Publishable,
    year: int,
) -> pd.DataFrame:
    outcome = cleared.frame.iloc[0] if not cleared.empty else pd.Series(dtype="float64")
    worst = cleared.frame.iloc[-1] if not cleared.empty else outcome
    frame = pd.DataFrame(
        {
            "evaluation": str(evaluation.key),
            "title": evaluation.title,
            "municipality_name": evaluation.municipality_name,
            "period": evaluation.period_label,
            "item": [item.label for item in paid],
            "per_label": [PER[item.per] for item in paid],
            "amount": [case.inputs[item.name].central for item in paid],
            "printed": printed["central"].tolist(),
            "price_year": year,
            "own_year": printed["price_year"].tolist(),
            "note": printed["note"].tolist(),
        }
    )
    for column in COLUMNS:
        frame[column] = outcome.get(column, float("nan"))
    return frame.assign(needed_worst=worst.get("needed", float("nan")))
