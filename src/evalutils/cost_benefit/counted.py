"""Results that rest on counts of persons, and what must be known before there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.model import Filled, complete_parties, fill
from evalutils.cost_benefit.model_inputs import NEEDED
from evalutils.cost_benefit.persons import PERSONS, as_followed, cells_of, persons
from evalutils.result import KeyFigure, Result, ranged

Floats = NDArray[np.float64]
PAYER = "municipality"
INTERVAL = (0.025, 0.975)
# Without these a net exit has no value, and without the second row there is nothing to add up.
VALUE = (*NEEDED, "discount_rate", "months", "price_index", "costs", "amount")
# Shares of the exits that may be lost to what would have happened anyway and to displacement.
LOST = (0.0, 0.25, 0.5, 0.75, 1.0)


def with_counts(
    case: Case,
    build: Callable[[Filled], pd.DataFrame],
    *,
    known: bool,
    key_figures: tuple[KeyFigure, ...] = (),
) -> Result:
    """A result that `build` computes once disclosure control is done with the counts of persons.

    It is empty when something else that the table needs is not known. Column ``not_drawn`` says
    what no draw varies, and ``corrected`` for what the net effect was corrected.
    """
    counted = persons(case.assumptions)

    def derive(given: pd.DataFrame) -> pd.DataFrame:
        if given.empty:
            return given
        exits = as_followed(case.assumptions, given["participants"], given["exits"])
        first = given.assign(exits=exits).iloc[0]
        groups = {
            name: (float(first[cells_of(name)[0]]), float(first[cells_of(name)[1]]))
            for name in case.groups
        }
        filled = fill(case, float(first["participants"]), float(first["exits"]), groups)
        table = build(filled)
        for name, told in (("not_drawn", not_drawn(filled)), ("corrected", case.corrected)):
            table[name] = pd.Series([told] * len(table), index=table.index, dtype="object")
        return table.assign(**{str(name): first[str(name)] for name in given if name not in table})

    return replace(
        counted,
        exact=counted.exact if known else counted.exact.iloc[:0],
        derive=derive,
        key_figures=key_figures if known else (),
    )


def not_drawn(filled: Filled) -> tuple[tuple[str, str], ...]:
    """Name and words of every input that each draw takes at one value."""
    labels = {item.name: item.label for item in filled.case.items}
    return tuple((name, labels.get(name, "")) for name in filled.inputs if not filled.varies(name))


def spread(values: Floats) -> tuple[float, float]:
    """The central 95% of draws; infinite bounds are missing.

    Draws that are all the same have none: nothing that was drawn matters, and what was not drawn
    is not known for certain.
    """
    if not len(values) or np.isnan(values).any():
        return np.nan, np.nan
    low, high = np.quantile(values, INTERVAL, method="inverted_cdf")
    if np.isclose(low, high, rtol=1e-9, atol=1e-9):
        return np.nan, np.nan
    return finite(low), finite(high)


def spread_as(name: str, values: Floats) -> dict[str, float]:
    """`spread` as the columns of a figure."""
    return dict(zip((f"{name}_low", f"{name}_high"), spread(values), strict=True))


def bounded_figure(
    name: str, column: str, unit: str, method: str, group: str | None = "group_key"
) -> KeyFigure:
    """A key figure whose interval stands in the columns of `spread_as`."""
    ends = f"{column}_low", f"{column}_high"
    return ranged(f"cost_benefit.{name}", column, unit, method, ends=ends, group=group)


def finite(value: float) -> float:
    """The value, missing when it is infinite."""
    return float(value) if np.isfinite(value) else np.nan


def has_value(case: Case) -> bool:
    """Whether the value of a net exit for the municipality is known."""
    return PAYER in complete_parties(case) and not case.lacks(*VALUE)


def has_balance(case: Case) -> bool:
    """Whether a balance can be worked out, if need be for each share of lost exits."""
    return bool(complete_parties(case)) and not case.lacks(*VALUE, *PERSONS)


def lost_shares(case: Case) -> tuple[float, ...]:
    """The shares of lost exits to work out: all of `LOST`, or none when sources say the effect."""
    return (0.0,) if case.net_known else LOST


def group_of(case: Case, lost: float, party: str = "") -> str:
    """Group of a key figure: the party, and the assumed share of lost exits in percent."""
    assumed = "" if case.net_known else f"lost_{100 * lost:.0f}"
    return ":".join(part for part in (party, assumed) if part)


def method_of(case: Case, method: str) -> str:
    """Method of a key figure; it says when it holds for an assumed effect only."""
    if case.net_known:
        return method
    return f"{method}; if that share of the exits happened anyway or in place of others: not known"
