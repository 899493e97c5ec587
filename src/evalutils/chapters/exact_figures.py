"""Every key figure of an evaluation without a notebook: what the audit compares claims with."""

from __future__ import annotations

from collections.abc import Collection

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure import exact_values

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
