"""The ledger of protected data: the results of all chapters over the periods of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of, analysis_named
from evalutils.chapters.chapter import Analysis
from evalutils.chapters.clearing import reach
from evalutils.chapters.periods import Period, Periods
from evalutils.chapters.same_numbers import SameNumbers, is_typed
from evalutils.dataset.evaluation import Disclosure, Evaluation
from evalutils.disclosure import Ledger
from evalutils.result import Result

# Its stocks are those of the period before or after.
_OVER_TIME = "caseload"


def protected_ledger(inputs: AnalysisInputs) -> Ledger:
    """The ledger that clears the results of a protected evaluation; see `ledger_of`."""
    mine = inputs.evaluation
    own = _period(inputs, analyses_of(mine))
    periods = [own if item is mine else _beside(item, inputs) for item in mine.periods]
    words = Periods(periods)
    typed = [
        [
            (min(analysis_named(name).needs, default=name), result)
            for name, result in _results(period, words, "protected")
            if is_typed(analysis_named(name))
        ]
        for period in periods
    ]
    threshold = inputs.rule.threshold if inputs.rule else 0
    ledgers = (
        _laid_together(inputs, own, periods, words, SameNumbers(typed, threshold, lowest))
        for lowest in (0.0, float(threshold), np.inf)
    )
    # Numbers that were equal by chance can tie each other so that nothing protects them any more,
    # and then everything around is left out in vain: of such an evaluation fewer count as one.
    first = next(ledgers)
    if not first.lost:
        return first
    return min((first, *ledgers), key=lambda one: one.lost)


def _laid_together(
    inputs: AnalysisInputs,
    own: Period,
    periods: Iterable[Period],
    words: Periods,
    same: SameNumbers,
) -> Ledger:
    """The ledger of some periods, in which some numbers are the same."""
    protected = {
        (name if period is own else period.name(name)): same.spelled(result)
        for period in periods
        for name, result in _results(period, words, "protected")
    }
    public = [
        same.spelled(result)
        for period in periods
        for _, result in _results(period, words, "published")
    ]
    return Ledger(
        {**protected, "sums over periods": same.spelled(words.sums())},
        inputs.rule,
        public=public,
        hidden=same.nobody_between,
        spelled=lambda result: same.spelled(words.spelled(own, result)),
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


def _period(inputs: AnalysisInputs, analyses: Iterable[Analysis]) -> Period:
    return Period(inputs.evaluation, {item.name: item.result(inputs) for item in analyses})
