"""The ledger of an evaluation: every analysis in its chapters, to be cleared together."""

from __future__ import annotations

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure import Ledger
from evalutils.report.analysis_inputs import disclosure_rule
from evalutils.report.pipeline import analyses_of


def ledger_of(evaluation: Evaluation, library: Library) -> Ledger:
    """All results of an evaluation; none are needed where the figures are public already."""
    rule = disclosure_rule(evaluation, library)
    analyses = () if rule is None else analyses_of(evaluation, library)
    return Ledger({str(place): do() for place, (_, do) in enumerate(analyses)}, rule)
