"""The ledger of protected data: the results of all chapters over the periods of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of, analysis_named
from evalutils.chapters.periods import PREVIOUS, Period, Periods, previous
from evalutils.chapters.same_numbers import SameNumbers, is_of_clients, tables_of
from evalutils.dataset.editions import Before
from evalutils.dataset.evaluation import Disclosure, Evaluation
from evalutils.dataset.told import kept_together
from evalutils.disclosure import Choice, Hidden, Ledger, Publishable, cleared
from evalutils.disclosure.numbers import fingerprint_of
from evalutils.keys import EvaluationKey
from evalutils.result import Cell, Result

_Told = dict[Cell, tuple[float, float]]
_Hidden = dict[str, tuple[frozenset[Cell], _Told, Mapping[Cell, float]]]
"""By the fingerprint of a result what a `Hidden` has: plain values, to be kept."""
_Cleared = dict[str, Publishable]
"""By its name the result of each analysis, cleared."""


class ProgrammeLedger:
    """The one ledger of a programme, in which a page of each of its periods finds its numbers.

    Any two tables of a period may hold the same number, and so may two periods, so that every
    result is laid beside all others; what is left out is the same whatever page asks.

    Parameters
    ----------
    inputs
        One of its evaluations, a protected one.
    """

    def __init__(self, inputs: AnalysisInputs) -> None:
        self.periods = {item.key: _period(item, inputs) for item in inputs.evaluation.periods}
        self._rule, every = inputs.rule, list(self.periods.values())
        self._editions = inputs.standing.editions
        self._place = str(inputs.evaluation.key).rpartition("/")[0]
        self.protected = [
            key for key, one in self.periods.items() if one.evaluation.disclosure == "protected"
        ]
        self._words = Periods(every)
        results = [
            [
                (tables_of(analysis_named(name), period.evaluation.tables), result)
                for name, result in self._results(period, "protected")
            ]
            + [
                (frozenset({PREVIOUS}), told)
                for later in every
                if later is not period
                for _, result in self._results(later, "protected")
                if (told := previous(result)) is not None
            ]
            for period in every
        ]
        threshold = self._rule.threshold if self._rule else 0
        counts = [[one for one in of_period if not is_of_clients(one[0])] for of_period in results]
        lowest = (0.0, float(threshold))
        self._same, self.ledger = self._surest(
            SameNumbers(*choice)
            for choice in (
                *((results, threshold, low) for low in lowest),
                *((counts, threshold, low) for low in (*lowest, np.inf)),
            )
        )

    def spelled(self, key: EvaluationKey, result: Result) -> Result:
        """A result of a period in the words of the ledger."""
        return self._same.spelled(self._words.spelled(self.periods[key], result))

    def decided(self, key: EvaluationKey) -> tuple[_Hidden, _Cleared]:
        """What is left out of each result of a period, and what is shown of it."""
        assert self._rule is not None
        hidden: _Hidden = {}
        shown: _Cleared = {}
        for name, result in self.periods[key].results.items():
            cells = self.ledger.hidden(self.spelled(key, result))
            other = {cell: (*ends,) for cell, ends in cells.other.items()}
            hidden[fingerprint_of(result)] = cells.small, other, cells.lifts
            shown[name] = cleared(result, cells, self._rule)
        return hidden, shown

    def _surest(self, choices: Iterable[SameNumbers]) -> tuple[SameNumbers, Ledger]:
        """The first choice of which numbers are one that protects all, or else the best.

        Numbers that were equal by chance can tie each other so that nothing protects them any
        more, and then everything around is left out in vain: of such a programme fewer are one,
        but what may be one is still left out together.
        """
        tried: list[tuple[SameNumbers, Ledger]] = []
        for same in choices:
            if any(same.joined == other.joined for other, _ in tried):
                continue
            tried.append((same, self._laid_together(same)))
            if not tried[-1][1].lost:
                break
        same, ledger = min(tried, key=lambda one: one[1].lost)
        most, _ = tried[0]
        if same is not most:
            ledger.leave_out_alike(most.spelled)
        return same, ledger

    def _laid_together(self, same: SameNumbers) -> Ledger:
        """The ledger of all periods, in which some numbers are the same."""
        periods = self.periods.values()
        protected = {
            period.name(name): same.spelled(result)
            for period in periods
            for name, result in self._results(period, "protected")
        }
        public = [
            same.spelled(result)
            for period in periods
            for _, result in self._results(period, "published")
        ]
        sums = same.spelled(self._words.sums())
        return Ledger(
            {**protected, "sums over periods": sums},
            self._rule,
            public=public,
            hidden=same.nobody_between,
            place=self._place,
            editions=self._editions,
        )

    def _results(self, period: Period, disclosure: Disclosure) -> Iterator[tuple[str, Result]]:
        """The results of a period, in the words of all; none when its disclosure is another one."""
        if period.evaluation.disclosure == disclosure:
            for name, result in period.results.items():
                yield name, self._words.spelled(period, result)


class ProtectedLedger:
    """Clears the results of a protected evaluation, beside all that its programme shows.

    What is decided of the results of the chapters is kept with what is shown of them, so that the
    periods are laid together once and no page computes them again. A result that no chapter gives
    is laid beside them here.

    Parameters
    ----------
    inputs
        The evaluation and the shared files.
    """

    def __init__(self, inputs: AnalysisInputs) -> None:
        self._inputs, self._key = inputs, inputs.evaluation.key
        decided = kept_together(inputs.evaluation, "clearing", self._decide)
        self._hidden, self._cleared = decided

    def publish(self, name: str) -> Publishable:
        """The result of an analysis of the catalogue, cleared, each time in a frame of its own."""
        shown = self._cleared.get(name)
        if shown is None:  # of tables that the evaluation has not
            return self.publish_also(analysis_named(name).result(self._inputs))
        return replace(shown, frame=shown.frame.copy())

    def publish_also(self, result: Result) -> Publishable:
        """Clear any result; see `Ledger.publish_also`."""
        assert self._inputs.rule is not None
        if not len(result.exact):
            return cleared(result, Hidden(), self._inputs.rule)
        kept = self._hidden.get(fingerprint_of(result))
        if kept is None:
            programme = self._programme
            return programme.ledger.publish_also(programme.spelled(self._key, result))
        return cleared(result, Hidden(*kept), self._inputs.rule)

    def choices(self, name: str) -> Iterator[Choice]:
        """What was chosen for each number in the result of an analysis, and why."""
        programme = self._programme
        return programme.ledger.choices(programme.periods[self._key].name(name))

    def told(self) -> dict[str, Before]:
        """What is said of each number in the results of the chapters, by its label."""
        programme = self._programme
        period = programme.periods[self._key]
        return programme.ledger.told(map(period.name, period.results))

    @cached_property
    def _programme(self) -> ProgrammeLedger:
        """The same for all that one page shows: what was shown before stands in it."""
        found: ProgrammeLedger = self._inputs.evaluation.beside("ledger", self._lay_together)
        return found

    def _lay_together(self) -> dict[EvaluationKey, ProgrammeLedger]:
        programme = ProgrammeLedger(self._inputs)
        return dict.fromkeys(programme.periods, programme)

    def _decide(self) -> dict[EvaluationKey, tuple[_Hidden, _Cleared]]:
        """Per protected period what is left out, and what is shown."""
        programme = self._programme
        return {key: programme.decided(key) for key in programme.protected}


def _period(evaluation: Evaluation, inputs: AnalysisInputs) -> Period:
    mine = evaluation is inputs.evaluation
    own = inputs if mine else AnalysisInputs(evaluation, inputs.library)
    return Period(evaluation, {item.name: item.result(own) for item in analyses_of(evaluation)})
