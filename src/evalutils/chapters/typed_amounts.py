"""Amounts of tables in euros, and the subtotals that a reader could know some of them by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.chapters.some_amounts import Flags, Floats, choices, last_digit, sums_of
from evalutils.contracts.units import MONEY
from evalutils.cost_benefit import finance_totals
from evalutils.cost_benefit.persons import PERSONS, value_of
from evalutils.dataset.evaluation import Evaluation

_BUDGETED = ("budget", "revised_budget")
# Per table that may hold euros: what its rows are called by, and its amounts.
AMOUNTS = {
    "finances": ("item", (*_BUDGETED, "actual", "previous_actual")),
    "costs": ("item", ("low", "central", "high", "standard_error")),
    "targets": ("indicator", (*_BUDGETED, "target", "result", "previous_result")),
}
# Rows of which amounts are added up: of a period, and of costs or benefits for everybody or each.
_TOGETHER = {"finances": (["kind", "period_start", "date"],), "costs": (["kind"], ["kind", "per"])}
_ONCE, _EVERYBODY = 0, -1


class Subtotals(NamedTuple):
    """Sums of some amounts in euros, and how precisely the amounts are typed."""

    sums: Floats
    precision: float


def factors(table: pd.DataFrame) -> pd.Series[float]:
    """How many euros the unit of each row is; missing where it is another unit."""
    if "unit" not in table:
        return pd.Series(1.0, index=table.index)
    return table["unit"].map(MONEY).astype("float64")


def typed(name: str, table: pd.DataFrame) -> Floats:
    """The amounts of a table in euros, by row and column; missing where they are no euros."""
    found = table[[*AMOUNTS[name][1]]].astype("float64").mul(factors(table), axis=0)
    return np.asarray(found.to_numpy())


def totals(name: str, table: pd.DataFrame, evaluation: Evaluation) -> Floats:
    """The amounts in euros as they are, and for all persons and months: row, column, way."""
    ways = times(name, table, evaluation).to_numpy()
    return np.asarray(typed(name, table)[:, :, None] * ways[:, None, :])


def digits(name: str, table: pd.DataFrame, evaluation: Evaluation) -> Floats:
    """What the last typed digit of each of the `totals` stands for, in euros."""
    given = table[[*AMOUNTS[name][1]]].to_numpy(dtype="float64", na_value=np.nan)
    often = times(name, table, evaluation).mul(factors(table), axis=0).to_numpy()
    return np.asarray(last_digit(given)[:, :, None] * often[:, None, :])


def times(name: str, table: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Per row how often its amounts may be in a total; the last is that of everybody."""
    ways = pd.DataFrame({"once": 1.0}, index=table.index)
    given = {name: value_of(evaluation.assumptions, name) for name in PERSONS}
    known = {name: np.nan if value is None else float(value) for name, value in given.items()}
    if name == "targets":
        return ways.assign(**known)
    if name == "finances":
        return ways
    per = {"participant": known["participants"], "exit": known["exits"], "programme": 1.0}
    persons = table["per"].str.removesuffix("_month").map(per).astype("float64")
    monthly = table["per"].str.endswith("_month")
    return ways.assign(
        persons=persons, everybody=persons * table["months"].astype("float64").where(monthly, 1.0)
    )


def whole_sums(finances: pd.DataFrame, hidden: Flags) -> Floats:
    """Sums and balances in euros of which a part is hidden: the rest would give it."""
    columns = [*AMOUNTS["finances"][1]]
    left = finances.assign(
        **{column: finances[column].mask(hidden[:, at]) for at, column in enumerate(columns)}
    )
    whole, rest = (finance_totals(one).exact for one in (finances, left))
    told = np.abs(typed("finances", whole))
    return np.asarray(told[rest[columns].isna().to_numpy()])


def subtotals(
    name: str, table: pd.DataFrame, evaluation: Evaluation, hidden: Flags
) -> Iterator[Subtotals]:
    """Sums of amounts of which one is hidden, in one column and of rows that go together."""
    every, place = totals(name, table, evaluation), digits(name, table, evaluation)
    ways = (_ONCE,) if name == "finances" else (_EVERYBODY, _ONCE)
    for keys, way in zip(_TOGETHER.get(name, ()), ways, strict=False):
        for rows in table.reset_index(drop=True).groupby(keys, dropna=False).indices.values():
            for at in range(every.shape[1]):
                if hidden[rows, at].any():
                    column = every[rows, at, way]
                    sums = sums_of(choices(hidden[rows, at]), column[:, None])
                    fine = place[rows, at, way]
                    yield Subtotals(sums[np.isfinite(sums)], float(np.nanmin(fine, initial=np.inf)))


def sums_of_others(name: str, table: pd.DataFrame, hidden: Flags) -> Iterator[tuple[int, Floats]]:
    """Per row of a table the sums of others of which one is hidden, in each of its columns."""
    given = typed(name, table)
    for keys in _TOGETHER.get(name, ())[-1:]:
        for rows in table.reset_index(drop=True).groupby(keys, dropna=False).indices.values():
            some = np.asarray(hidden[rows].any(axis=1))
            if some.any():
                chosen = choices(some)
                sums = sums_of(chosen, given[rows])
                yield from ((row, sums[~chosen[:, at]]) for at, row in enumerate(rows))
