"""The ledger of an evaluation: all that its chapters show, to be cleared together."""

from __future__ import annotations

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.disclosure import Ledger


def ledger_of(inputs: AnalysisInputs) -> Ledger:
    """Every analysis of an evaluation; none is done where the figures are public already."""
    analyses = () if inputs.rule is None else analyses_of(inputs.evaluation)
    return Ledger({item.name: item.compute(inputs) for item in analyses}, inputs.rule)
