"""How much is missing of what an evaluation is about, and whether that allows a comparison.

Everything here follows from results that were cleared, or from counts that are rounded first, so
that it may stand on a page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.contracts.qualifiers import EXACT
from evalutils.dataset.evaluation import Evaluation
from evalutils.trace import late

if TYPE_CHECKING:
    import pandas as pd

    from evalutils.disclosure import Clears
    from evalutils.result import Result

LIMIT = "quality_most_missing"
"""The parameter above which an evaluation is kept out of comparisons."""
DESTINATION, LAST_MONTHS, RUNG = "destination", "last_months", "rung"
# Analyses that say for which part of the clients a rung is known, with the column that does.
_COVERAGE = {"coverage": "share", "client_coverage": "coverage"}
_TURNED = {"at_least": "at_most", "at_most": "at_least"}


@dataclass(frozen=True)
class Lack:
    """How much is missing of one thing.

    Attributes
    ----------
    name
        `DESTINATION`: leavers without a known destination. `LAST_MONTHS`: how far the months
        before the data were made stay behind those before them. `RUNG`: clients without a rung.
    share
        Percent of the leavers, of the leavers that were to be expected, or of the clients; NaN
        where that is not known or was left out.
    qualifier
        How precise that is.
    limit
        Above this percentage it is too much; NaN where nobody set one.
    """

    name: str
    share: float
    qualifier: str
    limit: float

    @property
    def compared(self) -> bool:
        """Whether comparisons rest on it: no chapter compares ladders."""
        return self.name != RUNG

    @property
    def too_much(self) -> bool:
        """Whether more is missing than may be."""
        return self.share > self.limit


class Quality(NamedTuple):
    """What the page about the quality of an evaluation shows, cleared.

    Attributes
    ----------
    lacks
        What is missing of all that it has tables for.
    empty_cells, import_counts
        The frames of the functions of that name in `evalutils.quality`.
    """

    lacks: tuple[Lack, ...]
    empty_cells: pd.DataFrame
    import_counts: pd.DataFrame


def quality_of(inputs: AnalysisInputs) -> Quality:
    """How complete the data of an evaluation are."""
    seen, tables = _Seen(inputs), inputs.evaluation.tables
    return Quality(
        tuple(seen.lacks()),
        seen.shown(late("quality.empty_cells.empty_cells")(tables)),
        seen.shown(late("quality.import_counts.import_counts")(inputs.evaluation.imported)),
    )


def too_little(inputs: AnalysisInputs) -> list[Lack]:
    """What keeps an evaluation out of comparisons; empty when nothing does."""
    return [lack for lack in _Seen(inputs).lacks() if lack.compared and lack.too_much]


def of_the_period(evaluation: Evaluation, frame: pd.DataFrame) -> pd.Series[bool]:
    """Which exits are of all clients and the whole period.

    Exits of a part of the period are not those of the evaluation.
    """
    import pandas as pd

    days = pd.Timestamp(evaluation.period_start), pd.Timestamp(evaluation.period_end)
    whole = frame["first"].eq(days[0]) & frame["last"].eq(days[1])
    return frame["group"].eq("") & (frame["last"].isna() | whole)


@dataclass(frozen=True)
class _Seen:
    """What readers may see of an evaluation."""

    inputs: AnalysisInputs

    @cached_property
    def _ledger(self) -> Clears:
        return ledger_of(self.inputs)

    def shown(self, result: Result) -> pd.DataFrame:
        """A result, cleared beside all that the chapters show."""
        return self._ledger.publish_also(result).frame

    def lacks(self) -> Iterator[Lack]:
        """Everything that can be missing of its tables."""
        parameter = self.inputs.library.parameters.get(LIMIT)
        limit = math.nan if parameter is None else parameter.latest
        for found in (self._destination(), self._last_months(), self._rung()):
            if found is not None:
                yield Lack(*found, limit)

    def _analysed(self, name: str) -> pd.DataFrame | None:
        """What an analysis of the evaluation gives; None when it has none or nothing."""
        of_name = [item for item in analyses_of(self.inputs.evaluation) if item.name == name]
        frames = [self.shown(item.result(self.inputs)) for item in of_name]
        return next((frame for frame in frames if len(frame)), None)

    def _destination(self) -> tuple[str, float, str] | None:
        frame = self._analysed("destinations")
        if frame is None:
            return None
        ours = frame[of_the_period(self.inputs.evaluation, frame)]
        rest = late("outflow.exit_kinds.unaccounted")(ours)
        if rest is None:
            return DESTINATION, math.nan, EXACT
        return DESTINATION, rest.share, rest.qualifier

    def _last_months(self) -> tuple[str, float, str] | None:
        evaluation, until = self.inputs.evaluation, self.inputs.evaluation.observed_until
        if "spells" not in evaluation.tables or until is None:
            return None
        registered = late("quality.late_registration.late_registration")
        frame = self.shown(registered(evaluation.tables["spells"], until))
        return (LAST_MONTHS, float(frame["short"].iloc[0]), EXACT) if len(frame) else None

    def _rung(self) -> tuple[str, float, str] | None:
        for name, column in _COVERAGE.items():
            frame = self._analysed(name)
            if frame is not None:
                row = frame.iloc[0]
                qualifier = str(row.get("qualifier", EXACT))
                return RUNG, 100 - float(row[column]), _TURNED.get(qualifier, qualifier)
        return None
