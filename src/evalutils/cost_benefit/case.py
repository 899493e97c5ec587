"""One programme as the model sees it: its amounts, its inputs, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evalutils.cost_benefit.gaps import gaps_of
from evalutils.cost_benefit.item import Item, amount_of, item_of
from evalutils.cost_benefit.model_inputs import (
    COUNTERFACTUAL,
    DISPLACEMENT,
    DURABILITY,
    LOCK_IN,
    WITHIN,
    assumed_inputs,
    has_source,
    is_spread,
    used,
)
from evalutils.cost_benefit.persons import groups, value_of
from evalutils.cost_benefit.structure import (
    NATURAL,
    PART_TIME,
    PART_TIME_SAVING,
    STAYERS,
    completed,
)
from evalutils.statistics.discounting import price_factor, to_year
from evalutils.statistics.uncertain_inputs import Input

PARTIES = ("municipality", "state", "client", "employer", "society")


@dataclass(frozen=True)
class BudgetRules:
    """How the state divides the budget for benefits over municipalities.

    Attributes
    ----------
    history_below, objective_from
        Inhabitants below which the budget follows what the municipality spent itself, and from
        which it does not; in between it does in part.
    delay_years
        After how many years what was spent counts.
    reference
        Title of the regulation.
    """

    history_below: float
    objective_from: float
    delay_years: float
    reference: str


@dataclass(frozen=True)
class Case:
    """A programme with its inputs, before the counts of persons are filled in.

    Attributes
    ----------
    items
        Its amounts.
    inputs
        Inputs by name, without the share of exits and other shares that rest on counts.
    groups
        Shares that are a count of a group: name to count and group.
    curve
        Table of durability, when that is how it is given: month to share. With a share among the
        inputs as well it is that of clients who were followed, and the share says how sure.
    durability_months
        Month at which the share of durability was measured.
    horizon_months
        None when it is not chosen.
    rate, sensitivity_rate
        Real discount rates per year; None when there is no value for the date.
    price_year
        The year whose prices all amounts are in; None when they cannot be brought to one year.
    gaps
        Codes of what is missing, in order of the page.
    assumptions
        As read, for where each value comes from.
    """

    items: tuple[Item, ...]
    inputs: Mapping[str, Input]
    groups: Mapping[str, tuple[float, float]]
    curve: Mapping[int, float] | None
    durability_months: float
    horizon_months: int | None
    rate: float | None
    sensitivity_rate: float | None
    price_year: int | None
    gaps: tuple[str, ...]
    assumptions: Mapping[str, Any] = field(repr=False)
    costs: pd.DataFrame = field(repr=False)
    references: Mapping[str, str] = field(default_factory=dict)
    budget: BudgetRules | None = None

    @property
    def exits_are_a_share(self) -> bool:
        """Whether those who left are among the participants; otherwise there is only a ratio."""
        return value_of(self.assumptions, WITHIN) is True

    @property
    def spread(self) -> Mapping[str, float] | None:
        """Mean, shortest and longest months to the exit, when the source tells persons apart."""
        value = value_of(self.assumptions, LOCK_IN)
        return value if is_spread(value) else None

    @property
    def net_known(self) -> bool:
        """Whether sources say both what would have happened anyway and what was displaced.

        Only then there is one net effect; otherwise everything is a function of the share of the
        exits that is lost to either.
        """
        return has_source(self.assumptions, COUNTERFACTUAL) and has_source(
            self.assumptions, DISPLACEMENT
        )

    @property
    def corrected(self) -> tuple[str, ...] | None:
        """What the net effect was corrected for, as far as it is no more than an association.

        None of a lot, and where a source says what would have happened anyway.
        """
        found = self.assumptions.get(COUNTERFACTUAL, {}).get("corrected")
        return None if found is None else tuple(found)

    def lacks(self, *names: str) -> bool:
        """Whether any of these is missing."""
        return bool(set(names) & set(self.gaps))


def make_case(
    costs: pd.DataFrame,
    assumptions: Mapping[str, Any],
    *,
    rate_per_year: float | None,
    sensitivity_rate_per_year: float | None = None,
    price_changes: Mapping[int, float] | None = None,
    price_year: int | None = None,
    references: Mapping[str, str] | None = None,
    natural_rate: float | None = None,
    budget: BudgetRules | None = None,
) -> Case:
    """Bring the tables of an evaluation into the form of the model.

    Parameters
    ----------
    costs
        Table ``costs`` of the contract; amounts in euro.
    assumptions
        Content of assumptions.yaml.
    rate_per_year, sensitivity_rate_per_year
        Real discount rate of the date of the evaluation and one to compare with.
    price_changes
        Rise of prices per year as a share, e.g. ``{2018: 0.017}``.
    price_year
        Year to bring the amounts to; None takes the last one among them.
    references
        Title of the document behind ``discount_rate``, ``price_year`` and ``natural_exit_rate``,
        for the list of inputs.
    natural_rate
        Share of all people on benefit who leave it within a year.
    budget
        How the state divides the budget for benefits on the date of the evaluation.
    """
    rows = costs.reset_index(drop=True)
    titles = references or {}
    assumptions = completed(assumptions, rows, natural_rate, titles.get(NATURAL, ""))
    year = to_year(rows, price_year)
    factors = [price_factor(int(start), year, price_changes or {}) for start in rows["price_year"]]
    amounts = {
        f"amount_{row}": amount_of(f"amount_{row}", rows.loc[row], factor)
        for row, factor in zip(rows.index, factors, strict=True)
    }
    items = tuple(item_of(row, rows.loc[row]) for row in rows.index)
    idle = _idle(items, assumptions)
    inputs = {name: item for name, item in assumed_inputs(assumptions).items() if name not in idle}
    gaps = gaps_of(items, assumptions, rate_per_year, indexed=not np.isnan(factors).any())
    if rows[["low", "central", "high"]].isna().all(axis=1).any():
        gaps += ("amount",)
    return Case(
        items,
        inputs | amounts,
        {name: count for name, count in groups(assumptions).items() if name in used(assumptions)},
        _curve(value_of(assumptions, DURABILITY) or {}),
        float((value_of(assumptions, DURABILITY) or {}).get("months", np.nan)),
        value_of(assumptions, "horizon_months"),
        rate_per_year,
        sensitivity_rate_per_year,
        None if "price_index" in gaps else year,
        gaps,
        assumptions,
        rows,
        titles,
        budget,
    )


def _idle(items: tuple[Item, ...], assumptions: Mapping[str, Any]) -> set[str]:
    """The assumptions that no amount of this programme hangs on."""
    gains = any(item.monthly_gain for item in items)
    hangs = {
        PART_TIME_SAVING: gains and PART_TIME in assumptions,
        STAYERS: any(item.leavers_only for item in items),
        NATURAL: gains,
    }
    return {name for name, hung in hangs.items() if not hung}


def _curve(durability: Mapping[str, Any]) -> Mapping[int, float] | None:
    """The table of a durability; one that leaves nobody or everybody out adds no shape to it."""
    table: Mapping[int, float] | None = durability.get("table")
    if table is None or "share" not in durability:
        return table
    return table if 0 < table[durability["months"]] < 1 else None
