"""What an analysis of one evaluation works on: tables, disclosure rule, period, amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from evalutils.contracts.spans import Span
from evalutils.contracts.tables import TABLES
from evalutils.dataset.editions import Beforehand
from evalutils.dataset.evaluation import Coverage, Evaluation
from evalutils.dataset.ladder_crosswalk import Crosswalk
from evalutils.dataset.library import Destination, LadderScheme, Library
from evalutils.dataset.nesting import Nesting
from evalutils.dataset.told import STANDING
from evalutils.errors import InputError
from evalutils.result import Result
from evalutils.trace import late, tell

if TYPE_CHECKING:
    import pandas as pd

    from evalutils.chapters.dominance import Dominated
    from evalutils.cost_benefit import Case, PersonCount
    from evalutils.disclosure import Rule
    from evalutils.effect import BothArms
    from evalutils.outflow import Window


FOLLOWED = ("spells", "benefits")
# Tables that may hold euros.
_OF_AMOUNTS = ("costs", "targets", "finances")


@dataclass(frozen=True)
class AnalysisInputs:
    """What an analysis may read of an evaluation; what is costly is made once.

    Attributes
    ----------
    evaluation, library
        The evaluation and the shared files.
    made
        What was computed of it before, by the name of the analysis.
    """

    evaluation: Evaluation
    library: Library
    made: dict[str, Result] = field(default_factory=dict, repr=False)
    _whole: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evaluation; without rows when the source does not give it.

        A protected one has every row that there could be, and coarse amounts per person: see
        `every_row`, `coarse_amounts` and `dominance`.
        """
        if self.evaluation.disclosure == "published" or name not in self.evaluation.tables:
            return self._given(name)
        if name not in self._whole:
            whole = late("chapters.every_row.with_every_row")
            table = whole(name, self._given(name), self.evaluation, self.library)
            if name in _OF_AMOUNTS:
                told = late("chapters.dominance.without_dominated")
                table = told(name, table, self.evaluation, self._dominated)
                coarse = late("chapters.coarse_amounts.coarse_amounts")
                table = coarse(name, table, self.evaluation, self.rule)
            self._whole[name] = table
        return self._whole[name]

    @cached_property
    def _dominated(self) -> Dominated:
        found = late("chapters.dominance.dominated")
        return found(self.evaluation, self.library.parameters)  # type: ignore[no-any-return]

    def _given(self, name: str) -> pd.DataFrame:
        """A table as it was given, without clients of a group to compare with."""
        return self._programme[name] if name in self._programme else table_of(self.evaluation, name)

    @cached_property
    def _programme(self) -> Mapping[str, pd.DataFrame]:
        tables = self.evaluation.tables
        given = {name: tables[name] for name in (*FOLLOWED, "measurements") if name in tables}
        of_programme = late("dataset.client_arms.programme_only")
        return of_programme(given)  # type: ignore[no-any-return]

    def read(self, name: str) -> Any:
        """What an analysis is called with: a table of the contract, or a property of this class.

        In spells and benefits the text of each client is a number, the same as in `clients`.
        """
        if name in FOLLOWED:
            return self._numbered[name]
        return self.table(name) if name in TABLES else getattr(self, name)

    @cached_property
    def _numbered(self) -> Mapping[str, pd.DataFrame]:
        number = late("dataset.client_days.numbered")
        return number({name: self.table(name) for name in FOLLOWED})  # type: ignore[no-any-return]

    @property
    def arms(self) -> pd.DataFrame:
        """The spells of the programme and of the group to compare with."""
        return table_of(self.evaluation, "spells")

    @cached_property
    def compared(self) -> BothArms:
        """The clients of the programme and of the group to compare with."""
        found = late("effect.compared")
        given = (self.arms, self.codelist, self.period, self.fewest)
        return found(*given)  # type: ignore[no-any-return]

    @property
    def scheme(self) -> LadderScheme:
        """The ladder scheme of the evaluation.

        Raises
        ------
        InputError
            When the evaluation names none.
        """
        if self.evaluation.ladder is None:
            raise InputError(f"{self.evaluation.key} has no ladder scheme in evaluation.yaml.")
        return self.library.ladders[self.evaluation.ladder]

    @property
    def rungs(self) -> tuple[int, ...]:
        """The numbers of the rungs, from low to high."""
        return self.scheme.numbers

    @property
    def rung_groups(self) -> Mapping[int, str]:
        """Per rung the coarser group that it belongs to, as far as the scheme has these."""
        return self.scheme.groups

    @property
    def crosswalk(self) -> Crosswalk | None:
        """How the rungs of the scheme translate to those of another."""
        return self.scheme.crosswalk

    @property
    def coverage(self) -> Coverage | None:
        """What the source says of how many clients were measured."""
        return self.evaluation.coverage

    @property
    def groups(self) -> Nesting:
        """Which group of people is part of which."""
        return self.evaluation.groups

    @property
    def codelist(self) -> Mapping[str, Destination]:
        """Destinations with the kind that each belongs to."""
        return self.library.destinations

    @property
    def rule(self) -> Rule | None:
        """The disclosure rule; None when the figures are public already."""
        if self.evaluation.disclosure == "published":
            return None
        from evalutils.disclosure import Rule

        threshold = self.library.parameters["disclosure_threshold"].latest
        rounding = self.library.parameters["disclosure_rounding"].latest
        return Rule(int(threshold), int(rounding), self.standing.key)

    @property
    def standing(self) -> Beforehand:
        """What was published before, and the key of the rounding."""
        tell(STANDING)
        return self.library.standing

    @property
    def window(self) -> Window:
        """The period in which clients were followed, and the smallest step of a curve."""
        one, window = self.evaluation, late("outflow.Window")
        return window(one.period_start, one.period_end, self.fewest)  # type: ignore[no-any-return]

    @property
    def period(self) -> Span:
        """The first and last day of the evaluation."""
        return Span(self.evaluation.period_start, self.evaluation.period_end)

    @property
    def fewest(self) -> int:
        """Smallest number of persons that may be shown; 1 where numbers are not protected."""
        return self.rule.threshold if self.rule else 1

    @property
    def followed(self) -> bool:
        """Whether clients are followed until they come back on benefit."""
        return "benefits" in self.evaluation.tables

    @property
    def outcomes(self) -> list[PersonCount]:
        """The persons that the spending of the period may be divided by."""
        tables = self.table("exits"), self.table("caseload")
        outcomes = late("chapters.outcomes.outcomes_of")
        return outcomes(self.period, *tables, self.codelist)  # type: ignore[no-any-return]

    @cached_property
    def clients(self) -> pd.DataFrame:
        """The clients with what was measured of each."""
        return late("ladder.follow")(self.evaluation)  # type: ignore[no-any-return]

    @cached_property
    def cost_case(self) -> Case:
        """The amounts and assumptions, in the form of the cost-benefit model."""
        case = late("chapters.cost_cases.cost_case")
        return case(self.evaluation, self.library)  # type: ignore[no-any-return]

    @property
    def assumptions(self) -> Mapping[str, Any]:
        """The assumptions of the cost-benefit model, with the measured curve where one counts."""
        return self.cost_case.assumptions


def table_of(evaluation: Evaluation, name: str) -> pd.DataFrame:
    """A table of the evaluation; without rows when the source does not give it."""
    found = evaluation.tables.get(name)
    return empty_table(name) if found is None else found


def empty_table(name: str) -> pd.DataFrame:
    """A table of the contract without rows."""
    return _without_rows(name).copy(deep=False)


@cache
def _without_rows(name: str) -> pd.DataFrame:
    import pandas as pd

    from evalutils.dataset.reading.schema import dtype_of

    columns = TABLES[name].all_columns
    return pd.DataFrame({column.name: pd.Series([], dtype=dtype_of(column)) for column in columns})
