"""All analyses of an evaluation at once, without a notebook: for the audit, and to be cleared."""

from __future__ import annotations

from collections.abc import Collection

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure import Ledger, exact_values

FigureValues = dict[tuple[str, str, str], float]
"""Value per evaluation, indicator and group."""


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
    values: FigureValues = {}
    for analysis in analyses_of(evaluation):
        if not set(analysis.indicators).isdisjoint(indicators):
            for indicator, group, value in exact_values(analysis.compute(inputs)):
                values[str(evaluation.key), indicator, group] = value
    return values


def ledger_of(inputs: AnalysisInputs) -> Ledger:
    """Every analysis of an evaluation; none is done where the figures are public already."""
    analyses = () if inputs.rule is None else analyses_of(inputs.evaluation)
    return Ledger({item.name: item.compute(inputs) for item in analyses}, inputs.rule)
