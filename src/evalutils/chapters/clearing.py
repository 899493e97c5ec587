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


def ledger_of(inputs: AnalysisInputs) -> Ledger:
    """The ledger that clears the results of an evaluation, whatever page asks for one.

    Any two tables may hold the same number, so that each result is laid beside all others. A
    published evaluation needs no ledger, and nothing is computed for it.
    """
    if inputs.rule is None:
        return Ledger({}, None)
    return late("chapters.protected_ledger.protected_ledger")(inputs)  # type: ignore[no-any-return]


def cleared(inputs: AnalysisInputs, name: str) -> Publishable:
    """What an analysis of the catalogue gives for an evaluation, cleared, on a page of others."""
    return ledger_of(inputs).publish_also(analysis_named(name).result(inputs))


@cache
def reach(analysis: Analysis) -> frozenset[str]:
    """The tables that can give numbers of which those of an analysis are parts, sums or equals.

    They are those that it reads, those that are counted from these, and those of every analysis
    that reads one of them.
    """
    read = [set(item.tables) for chapter in CHAPTERS for item in chapter.analyses]
    counted = ({origin, *counts} for origin, counts in COUNTED_FROM.items())
    return frozenset().union(*(one for one in merged([*read, *counted]) if one & analysis.tables))
