"""Every key figure of an evaluation without a notebook: what the audit compares claims with."""

from __future__ import annotations

import math
from collections.abc import Collection

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.contracts.qualifiers import Stated
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure import exact_values

FigureValues = dict[tuple[str, str, str], Stated]
"""Value per evaluation, indicator and group."""


_COSTS = "cost_benefit.cost_per_"


def figure_values(
    evaluation: Evaluation, library: Library, indicators: Collection[str]
) -> FigureValues:
    """The exact key figures of an evaluation, before disclosure control.

    They serve to check published claims and must not reach a page.

    Parameters
    ----------
    evaluation, library
        The evaluation and the shared files.
    indicators
        Names of the indicators that are needed; analyses of others are not done.
    """
    inputs = AnalysisInputs(evaluation, library)
    amounts = _amounts(evaluation)
    values: FigureValues = {}
    for analysis in analyses_of(evaluation):
        if not set(analysis.indicators).isdisjoint(indicators):
            for indicator, group, value in exact_values(analysis.compute(inputs)):
                # The sum of one amount is that amount, and no sum of ours.
                typed = value.transcribed or (indicator.startswith(_COSTS) and value in amounts)
                stated = Stated(value, value.qualifier, transcribed=typed)
                values[str(evaluation.key), indicator, group] = stated
    return values


def _amounts(evaluation: Evaluation) -> set[float]:
    """Every amount of costs.csv as it is typed."""
    costs = evaluation.tables.get("costs")
    if costs is None:
        return set()
    cells = costs[["low", "central", "high"]].to_numpy(dtype="float64", na_value=math.nan)
    return set(cells.ravel().tolist())
