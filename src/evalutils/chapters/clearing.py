"""The ledger of an evaluation: all that the chapters of its programme show, cleared together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import CHAPTERS, analyses_of, analysis_named
from evalutils.chapters.chapter import Analysis
from evalutils.chapters.periods import Period, Periods
from evalutils.dataset.evaluation import Disclosure, Evaluation
from evalutils.dataset.origin import COUNTED_FROM
from evalutils.disclosure import Ledger, Publishable
from evalutils.disclosure.equations import merged
from evalutils.result import Result

# Its stocks are those of the period before or after.
_OVER_TIME = "caseload"


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
    mine = inputs.evaluation
    over_time = about is None or _OVER_TIME in reach(about)
    near = [item for item in analyses_of(mine) if about is None or reach(item) == reach(about)]
    own = _period(inputs, near)
    periods = [
        own if evaluation is mine else _beside(evaluation, inputs)
        for evaluation in (mine.periods if over_time else (mine,))
    ]
    words = Periods(periods)
    protected = {
        (name if period is own else period.name(name)): result
        for period in periods
        for name, result in _results(period, words, "protected")
    }
    public = [result for period in periods for _, result in _results(period, words, "published")]
    return Ledger(
        {**protected, "sums over periods": words.sums()},
        inputs.rule,
        public=public,
        spelled=lambda result: words.spelled(own, result),
    )


def cleared(inputs: AnalysisInputs, name: str) -> Publishable:
    """What an analysis of the catalogue gives for an evaluation, cleared, on a page of others."""
    analysis = analysis_named(name)
    return ledger_of(inputs, analysis).publish_also(analysis.result(inputs))


def _results(
    period: Period, words: Periods, disclosure: Disclosure
) -> Iterator[tuple[str, Result]]:
    """The results of a period, in the words of all; none when its disclosure is another one."""
    if period.evaluation.disclosure == disclosure:
        for name, result in period.results.items():
            yield name, words.spelled(period, result)


def _beside(evaluation: Evaluation, inputs: AnalysisInputs) -> Period:
    """Another period, as far as its numbers can meet those of the first."""
    chosen = [item for item in analyses_of(evaluation) if _OVER_TIME in reach(item)]
    return _period(AnalysisInputs(evaluation, inputs.library), chosen)


def _period(inputs: AnalysisInputs, analyses: list[Analysis]) -> Period:
    return Period(inputs.evaluation, {item.name: item.result(inputs) for item in analyses})


@cache
def reach(analysis: Analysis) -> frozenset[str]:
    """The tables that can give numbers of which those of an analysis are parts, sums or equals.

    They are those that it reads, those that are counted from these, and those of every analysis
    that reads one of them.
    """
    read = [set(item.tables) for chapter in CHAPTERS for item in chapter.analyses]
    counted = ({origin, *counts} for origin, counts in COUNTED_FROM.items())
    return frozenset().union(*(one for one in merged([*read, *counted]) if one & analysis.tables))
