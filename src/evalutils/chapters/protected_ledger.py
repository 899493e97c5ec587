"""The ledger of protected data: the results of all chapters over the periods of a programme."""

from __future__ import annotations

from collections.abc import Iterator

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.chapters.chapter import Analysis
from evalutils.chapters.clearing import reach
from evalutils.chapters.periods import Period, Periods
from evalutils.dataset.evaluation import Disclosure, Evaluation
from evalutils.disclosure import Ledger
from evalutils.result import Result

# Its stocks are those of the period before or after.
_OVER_TIME = "caseload"


def protected_ledger(inputs: AnalysisInputs, about: Analysis | None) -> Ledger:
    """The ledger that clears the results of a protected evaluation; see `ledger_of`."""
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
