"""The ledger of an evaluation: all that the chapters of its programme show, cleared together."""

from __future__ import annotations

from functools import cache

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import CHAPTERS, analysis_named
from evalutils.chapters.chapter import Analysis
from evalutils.contracts.tables import COUNTED_FROM
from evalutils.disclosure import Ledger, Publishable
from evalutils.disclosure.equations import merged
from evalutils.trace import late


def ledger_of(inputs: AnalysisInputs, about: Analysis | None = None) -> Ledger:
    """The ledger that clears the results of an evaluation.

    Parameters
    ----------
    inputs
        The evaluation; a published one needs no ledger, and nothing is computed for it.
    about
        The analysis to clear: of others only those within its reach are done. None for results
        of any kind. What is left out is the same either way.
    """
    if inputs.rule is None:
        return Ledger({}, None)
    return late("chapters.protected_ledger.protected_ledger")(inputs, about)  # type: ignore[no-any-return]


def cleared(inputs: AnalysisInputs, name: str) -> Publishable:
    """What an analysis of the catalogue gives for an evaluation, cleared, on a page of others."""
    analysis = analysis_named(name)
    return ledger_of(inputs, analysis).publish_also(analysis.result(inputs))


@cache
def reach(analysis: Analysis) -> frozenset[str]:
    """The tables that can give numbers of which those of an analysis are parts, sums or equals.

    They are those that it reads, those that are counted from these, and those of every analysis
    that reads one of them.
    """
    read = [set(item.tables) for chapter in CHAPTERS for item in chapter.analyses]
    counted = ({origin, *counts} for origin, counts in COUNTED_FROM.items())
    return frozenset().union(*(one for one in merged([*read, *counted]) if one & analysis.tables))
