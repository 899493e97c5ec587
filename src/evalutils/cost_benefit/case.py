"""One programme as the model sees it: its amounts, its inputs, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from evalutils.cost_benefit.persons import PERSONS, groups, share_of, value_of
from evalutils.statistics import uncertain_inputs
from evalutils.statistics.discounting import price_factor, to_year
from evalutils.statistics.uncertain_inputs import Input

PARTIES = ("municipality", "state", "client", "employer", "society")
LOCK_IN, DISPLACEMENT = "lock_in_months", "displacement_share"
DURABILITY, COUNTERFACTUAL, EXITS = "durability", "counterfactual_exit_share", "exit_share"
CORRECTION = "optimism_correction"
MONTHLY = ("participant_month", "exit_month")
# What a benefit per exit month needs before it is worth anything, in order of the page.
NEEDED = ("horizon_months", LOCK_IN, DURABILITY)


@dataclass(frozen=True)
class Item:
    """One amount of costs.csv; the input of the same name holds it.

    Attributes
    ----------
    name, label
        Key of the input, and the words of the source.
    sign
        1 for a benefit and -1 for a cost of the bearer.
    counterparty
        Who is on the other side of a transfer; empty when there is none or it is not named.
    start_month, months
        First month, and for how many months; None is once, or up to the horizon per exit month.
    """

    name: str
    label: str
    sign: int
    bearer: str
    transfer: bool
    counterparty: str
    per: str
    start_month: int
    months: int | None


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

    @property
    def net_known(self) -> bool:
        """Whether sources say both what would have happened anyway and what was displaced.

        Only then there is one net effect; otherwise everything is a function of the share of the
        exits that is lost to either.
        """
        return has_source(self.assumptions, COUNTERFACTUAL) and has_source(
            self.assumptions, DISPLACEMENT
        )

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
        Title of the document behind ``discount_rate`` and ``price_year``, for the list of inputs.
    """
    rows = costs.reset_index(drop=True)
    year = to_year(rows, price_year)
    factors = [price_factor(int(start), year, price_changes or {}) for start in rows["price_year"]]
    amounts = {
        f"amount_{row}": _amount(f"amount_{row}", rows.loc[row], factor)
        for row, factor in zip(rows.index, factors, strict=True)
    }
    items = tuple(_item(row, rows.loc[row]) for row in rows.index)
    gaps = _gaps(items, assumptions, rate_per_year, indexed=not np.isnan(factors).any())
    return Case(
        items,
        _assumed(assumptions) | amounts,
        {name: count for name, count in groups(assumptions).items() if name in _used(assumptions)},
        _curve(value_of(assumptions, DURABILITY) or {}),
        float((value_of(assumptions, DURABILITY) or {}).get("months", np.nan)),
        value_of(assumptions, "horizon_months"),
        rate_per_year,
        sensitivity_rate_per_year,
        None if "price_index" in gaps else year,
        gaps,
        assumptions,
        rows,
        references or {},
    )


def _curve(durability: Mapping[str, Any]) -> Mapping[int, float] | None:
    """The table of a durability; one that leaves nobody or everybody out adds no shape to it."""
    table: Mapping[int, float] | None = durability.get("table")
    if table is None or "share" not in durability:
        return table
    return table if 0 < table[durability["months"]] < 1 else None


def has_source(assumptions: Mapping[str, Any], key: str) -> bool:
    """Whether an assumption is there and rests on a source."""
    entry = assumptions.get(key)
    return entry is not None and bool(entry.get("source"))


def _assumed(assumptions: Mapping[str, Any]) -> dict[str, Input]:
    """The inputs of assumptions.yaml, apart from the counts of persons."""
    known = {name: share_of(assumptions, name) for name in _used(assumptions)}
    return {
        name: uncertain_inputs.from_assumption(name, value)
        for name, value in known.items()
        if value is not None and name not in groups(assumptions)
    }


def _used(assumptions: Mapping[str, Any]) -> tuple[str, ...]:
    """The assumptions that the model draws; what has no source says nothing on the net effect."""
    if has_source(assumptions, COUNTERFACTUAL) and has_source(assumptions, DISPLACEMENT):
        return LOCK_IN, DISPLACEMENT, COUNTERFACTUAL, DURABILITY
    return LOCK_IN, DURABILITY


def _amount(name: str, row: pd.Series, factor: float) -> Input:
    low, central, high = (row[level] * factor for level in ("low", "central", "high"))
    if np.isnan(factor):
        return uncertain_inputs.fixed(name, np.nan)
    if not pd.isna(row["standard_error"]):
        return uncertain_inputs.estimated(
            name, float(central), float(row["standard_error"]) * factor
        )
    if pd.isna(central):
        return uncertain_inputs.bounded(name, float(low), None, float(high))
    first = central if pd.isna(low) else low
    last = central if pd.isna(high) else high
    return uncertain_inputs.bounded(name, float(first), float(central), float(last))


def _item(number: int, row: pd.Series) -> Item:
    transfer = not pd.isna(row["transfer"]) and bool(row["transfer"])
    named = transfer and not pd.isna(row["counterparty"])
    return Item(
        f"amount_{number}",
        str(row["item"]),
        1 if row["kind"] == "benefit" else -1,
        str(row["bearer"]),
        transfer,
        str(row["counterparty"]) if named else "",
        str(row["per"]),
        0 if pd.isna(row["start_month"]) else int(row["start_month"]),
        None if pd.isna(row["months"]) else int(row["months"]),
    )


def _gaps(
    items: tuple[Item, ...],
    assumptions: Mapping[str, Any],
    rate_per_year: float | None,
    *,
    indexed: bool,
) -> tuple[str, ...]:
    """What is missing for a balance; nothing of it ever counts as zero."""
    missing = [name for name in NEEDED if value_of(assumptions, name) is None]
    missing += ["discount_rate"] if rate_per_year is None else []
    missing += [name for name in PERSONS if value_of(assumptions, name) is None]
    missing += [
        name for name in (COUNTERFACTUAL, DISPLACEMENT) if not has_source(assumptions, name)
    ]
    endless = [item for item in items if item.months is None and item.per in MONTHLY]
    if any(item.sign < 0 or item.per == "participant_month" for item in endless):
        missing.append("months")
    missing += [] if indexed else ["price_index"]
    for party, gap in (("municipality", "saving"), ("client", "income"), ("society", "production")):
        missing += [] if any(_gains(item, party) for item in items) else [gap]
    if not any(item.sign < 0 and not item.transfer for item in items):
        missing.append("costs")
    return tuple(missing)


def _gains(item: Item, party: str) -> bool:
    """Whether an exit brings a party something; society gains by what is no transfer."""
    if item.sign < 0 or item.per not in ("exit", "exit_month"):
        return False
    return not item.transfer if party == "society" else item.bearer == party
