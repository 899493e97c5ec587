"""Typed amounts of euros per person, as coarse as rounded counts would give them.

A total beside an amount per person tells how many persons there were, as precisely as the two are
typed; and so do an amount per participant beside one per exit. An amount per person is therefore
rounded so far that every number of persons with the same rounded form gives the same amount.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import numpy as np
import pandas as pd

from evalutils.contracts.units import MONEY
from evalutils.cost_benefit.persons import value_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure import Rule

_COSTS = ("low", "central", "high")
_FINANCES = ("budget", "revised_budget", "actual", "previous_actual")
_TOTAL = "programme"
_PERSONS = {"participant": "participants", "exit": "exits"}
# Steps that a reader takes for a choice of words, times a power of ten.
_STEPS = (1, 2, 5)
# A typed amount per person is a rounded one: a total that is this near to a whole number of them
# may be of that number of persons.
NEAR = 0.01

_Row = Mapping[str, object]


def coarse_amounts(
    name: str, table: pd.DataFrame, evaluation: Evaluation, rule: Rule
) -> pd.DataFrame:
    """A table with amounts per person that tell no more than a rounded count.

    Parameters
    ----------
    name
        Name of the table in the contract: costs, and targets in euros are made coarse.
    table
        Its rows.
    evaluation
        Whose table it is; its totals and its numbers of persons count too.
    rule
        What counts are rounded by.
    """
    if name == "costs":
        totals = list(_totals(evaluation))
        steps = [_step_of_costs(row, totals, rule) for row in _rows(table)]
        names = (*_COSTS, "standard_error")
        return table.assign(**{column: _in_steps(table[column], steps) for column in names})
    if name == "targets" and table["unit"].isin(MONEY).any():
        totals = list(_totals(evaluation))
        steps = [
            _step(row["result"], 1, totals, rule) if row["unit"] in MONEY else 0.0
            for row in _rows(table)
        ]
        return table.assign(result=_in_steps(table["result"], steps))
    return table


def _totals(evaluation: Evaluation) -> Iterator[float]:
    """Amounts for everybody: as they are typed, and of each amount per person for all of them."""
    costs, finances = (evaluation.tables.get(name) for name in ("costs", "finances"))
    known = {per: value_of(evaluation.assumptions, name) for per, name in _PERSONS.items()}
    if costs is not None:
        for row in _rows(costs):
            persons = 1 if row["per"] == _TOTAL else known.get(_per(row))
            if isinstance(persons, int | float):
                yield from (value * times * persons for value, times in _apiece(row))
    if finances is not None:
        euros = finances["unit"].map(MONEY)
        for name in [name for name in _FINANCES if name in finances]:
            yield from (finances[name].astype("float64") * euros).dropna().tolist()


def _step_of_costs(row: _Row, totals: Sequence[float], rule: Rule) -> float:
    """What the amounts of a row are rounded to; 0 leaves them as they are."""
    if row["per"] == _TOTAL:
        return 0.0
    return max((_step(value, times, totals, rule) for value, times in _apiece(row)), default=0.0)


def _step(amount: object, times: float, totals: Sequence[float], rule: Rule) -> float:
    """The smallest step in which an amount, so often per person, is that of a rounded count."""
    if not _is_amount(amount):
        return 0.0
    value = float(amount)  # type: ignore[arg-type]
    others = [
        total / persons / times
        for total in totals
        for persons in _alike(total / value / times, rule)
    ]
    if not others:
        return 0.0
    first = math.floor(math.log10(value)) - 3
    steps = (step * 10.0**power for power in count(first) for step in _STEPS)
    return next(
        step
        for step in steps
        if all(_multiple(other, step) == _multiple(value, step) for other in others)
    )


def _alike(quotient: float, rule: Rule) -> range:
    """The numbers of persons that a reader cannot tell from a quotient; none when it is none."""
    persons = round(quotient)
    if persons < 1 or abs(quotient - persons) > NEAR * persons:
        return range(0)
    if persons < rule.threshold:
        return range(1, rule.threshold)
    low, high = rule.bounds(persons)
    return range(int(low), int(high) + 1)


def _multiple(value: float, step: float) -> int:
    """Of which multiple of the step a value is nearest; no amount becomes 0."""
    return max(round(value / step), 1)


def _in_steps(values: pd.Series[float], steps: Sequence[float]) -> pd.Series[float]:
    numbers = values.to_numpy(dtype="float64", na_value=np.nan).tolist()
    rounded = [
        _multiple(value, step) * step if step and value > 0 else value
        for value, step in zip(numbers, steps, strict=True)
    ]
    return pd.Series(rounded, index=values.index).astype(values.dtype)


def _rows(table: pd.DataFrame) -> Iterator[dict[str, object]]:
    return ({str(name): cell for name, cell in row.items()} for row in table.to_dict("records"))


def _per(row: _Row) -> str:
    return str(row["per"]).removesuffix("_month")


def _apiece(row: _Row) -> Iterator[tuple[float, float]]:
    """Each amount of a row, with how many times a person may have it: of a month all months too."""
    months = row["months"]
    for value in (row[name] for name in _COSTS if _is_amount(row[name])):
        yield float(value), 1.0  # type: ignore[arg-type]
        if row["per"] != _TOTAL and _is_amount(months) and months != 1:
            yield float(value), float(months)  # type: ignore[arg-type]


def _is_amount(cell: object) -> bool:
    return isinstance(cell, int | float) and cell > 0
