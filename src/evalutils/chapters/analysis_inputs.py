"""What an analysis of one evaluation works on: tables, disclosure rule, period, amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

import pandas as pd

from evalutils import cost_benefit, ladder, outflow
from evalutils.chapters.outcomes import outcomes_of
from evalutils.contracts.spans import Span
from evalutils.contracts.tables import TABLES
from evalutils.contracts.yaml_files import CLIENT_LEVEL
from evalutils.dataset.evaluation import Coverage, Evaluation
from evalutils.dataset.ladder_crosswalk import Crosswalk
from evalutils.dataset.library import Destination, LadderScheme, Library
from evalutils.dataset.nesting import Nesting
from evalutils.dataset.reading.schema import dtype_of
from evalutils.disclosure import Rule, publish
from evalutils.errors import InputError
from evalutils.result import Result


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

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evaluation; without rows when the source does not give it."""
        return table_of(self.evaluation, name)

    def read(self, name: str) -> Any:
        """What an analysis is called with: a table of the contract, or a property of this class.

        In tables of clients a number stands for each.
        """
        if name in self.evaluation.numbered:
            return self.evaluation.numbered[name]
        return self.table(name) if name in TABLES else getattr(self, name)

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
        threshold = self.library.parameters["disclosure_threshold"].latest
        rounding = self.library.parameters["disclosure_rounding"].latest
        return Rule(int(threshold), int(rounding))

    @property
    def window(self) -> outflow.Window:
        """The period in which clients were followed, and the smallest step of a curve."""
        one, rule = self.evaluation, self.rule
        return outflow.Window(one.period_start, one.period_end, rule.threshold if rule else 1)

    @property
    def period(self) -> Span:
        """The first and last day of the evaluation."""
        return Span(self.evaluation.period_start, self.evaluation.period_end)

    @property
    def fewest(self) -> int:
        """Smallest number of persons that may be shown; 1 where numbers are not protected."""
        return self.window.fewest

    @property
    def followed(self) -> bool:
        """Whether clients are followed until they come back on benefit."""
        return "benefits" in self.evaluation.tables

    @property
    def outcomes(self) -> list[cost_benefit.PersonCount]:
        """The persons that the spending of the period may be divided by."""
        return outcomes_of(self.period, self.table("exits"), self.table("caseload"), self.codelist)

    @cached_property
    def clients(self) -> pd.DataFrame:
        """The clients with what was measured of each."""
        return ladder.follow(self.evaluation)

    @cached_property
    def cost_case(self) -> cost_benefit.Case:
        """The amounts and assumptions, in the form of the cost-benefit model."""
        return cost_case(self.evaluation, self.library)

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
    columns = TABLES[name].all_columns
    return pd.DataFrame({column.name: pd.Series([], dtype=dtype_of(column)) for column in columns})


def cost_case(
    evaluation: Evaluation, library: Library, *, price_year: int | None = None
) -> cost_benefit.Case:
    """The amounts and assumptions of an evaluation, in the form of the cost-benefit model.

    Parameters
    ----------
    evaluation, library
        The evaluation and the shared files.
    price_year
        Year of the prices; None takes the year in which the evaluation ends.
    """
    chosen = evaluation.assumptions.get("discount_date")
    day = evaluation.period_start if chosen is None else chosen["value"]
    rate, other, natural = (
        _known(library, key, day)
        for key in ("discount_rate", "discount_rate_green_book", "benefit_exit_rate")
    )
    prices = library.parameters.get("consumer_price_change")
    changes = {} if prices is None else prices.values
    return cost_benefit.make_case(
        table_of(evaluation, "costs"),
        _with_client_curve(AnalysisInputs(evaluation, library)),
        rate_per_year=rate,
        sensitivity_rate_per_year=other,
        price_changes={start.year: value / 100 for start, value in changes.items()},
        price_year=price_year or evaluation.period_end.year,
        references={
            "discount_rate": _reference(library, "discount_rate"),
            "price_year": _reference(library, "consumer_price_change"),
            "natural_exit_rate": _reference(library, "benefit_exit_rate"),
        },
        natural_rate=natural,
        budget=_budget_rules(library, evaluation.period_start),
    )


def _known(library: Library, key: str, day: date) -> float | None:
    """The value of a parameter on a day; None when there is none."""
    return None if key not in library.parameters else library.parameters[key].known_at(day)


def _budget_rules(library: Library, day: date) -> cost_benefit.BudgetRules | None:
    """How the state divides the budget for benefits on a day, when all of it is known."""
    below, start, delay = (
        _known(library, key, day)
        for key in ("budget_history_below", "budget_objective_from", "budget_history_delay")
    )
    if below is None or start is None or delay is None:
        return None
    reference = _reference(library, "budget_objective_from")
    return cost_benefit.BudgetRules(below, start, delay, reference)


def _with_client_curve(inputs: AnalysisInputs) -> Mapping[str, Any]:
    """The assumptions with the measured curve in the place of ``durability: client_level``.

    The curve is cleared for publication before the model sees it, so that no balance can give
    away more. Without a month that enough clients reached there is none, which is a gap.
    """
    given = inputs.evaluation.assumptions
    entry = given.get("durability")
    if entry is None or entry["value"] != CLIENT_LEVEL:
        return given
    others = {key: value for key, value in given.items() if key != "durability"}
    spells, benefits = inputs.read("spells"), inputs.read("benefits")
    result = outflow.still_out(spells, benefits, inputs.codelist, inputs.window)
    frame = publish(result, inputs.rule).frame
    frame = frame[frame["still_out"].notna()]
    if frame.empty:
        return others
    points = dict(zip(frame["month"].tolist(), frame["still_out"].tolist(), strict=True))
    chosen = frame[frame["month"] <= outflow.DURABLE_MONTHS].iloc[-1:]
    row = frame.iloc[0] if chosen.empty else chosen.iloc[0]
    size = row["clients"] if pd.isna(row["effective"]) else row["effective"]
    share = {"share": float(row["still_out"]), "size": float(size)}
    value = {"share": share, "months": int(row["month"]), "table": points}
    return {**others, "durability": {**entry, "value": value}}


def _reference(library: Library, key: str) -> str:
    found = library.parameters.get(key)
    return "" if found is None else found.reference
