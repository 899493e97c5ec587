"""One amount of costs.csv, and how certain it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalutils.cost_benefit.structure import NOT_COVERED
from evalutils.statistics import uncertain_inputs
from evalutils.statistics.uncertain_inputs import Input

MONTHLY = ("participant_month", "exit_month")


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
    leavers_only
        Whether a cost per exit leaves out, or may leave out, what was spent on those who stayed.
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
    leavers_only: bool = False

    @property
    def monthly_gain(self) -> bool:
        """Whether it is a benefit of each month that an exit lasts."""
        return self.sign > 0 and self.per == "exit_month"


def item_of(number: int, row: pd.Series) -> Item:
    """The amount in a row of the table."""
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
        row["per"] == "exit" and not pd.isna(row["covers"]) and row["covers"] in NOT_COVERED,
    )


def amount_of(name: str, row: pd.Series, factor: float) -> Input:
    """The amount with its uncertainty, in the prices that `factor` brings it to."""
    low, central, high = (row[level] * factor for level in ("low", "central", "high"))
    if np.isnan(factor) or np.isnan([low, central, high]).all():
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
