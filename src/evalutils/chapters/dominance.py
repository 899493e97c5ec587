"""Amounts of which one or two clients or providers have nearly all: who is one can tell the other.

The dominance rule and the p% rule of Hundepool et al. 2012, Statistical disclosure control, section
4.2.1, with the values of the ACRO project; see `data/parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.chapters.coarse_amounts import NEAR
from evalutils.contracts.parameters import Parameter
from evalutils.contracts.units import MONEY
from evalutils.cost_benefit import finance_totals
from evalutils.cost_benefit.persons import PERSONS, value_of
from evalutils.dataset.evaluation import Evaluation

_Totals = NDArray[np.float64]
_PERCENT = 100
# What the largest contributions are a part of: the first of these that a row has.
_WHOLE = {"finances": ("actual", "revised_budget", "budget"), "costs": ("central", "high")}
_BUDGETED = ("budget", "revised_budget")
# Per table that may hold euros: what its rows are called by, and its amounts.
_AMOUNTS = {
    "finances": ("item", (*_BUDGETED, "actual", "previous_actual")),
    "costs": ("item", ("low", "central", "high", "standard_error")),
    "targets": ("indicator", (*_BUDGETED, "target", "result", "previous_result")),
}
_CONTRIBUTIONS = ["largest", "second_largest"]


@dataclass(frozen=True)
class Dominated:
    """What may not be told of the amounts of a programme.

    Attributes
    ----------
    items
        Names of items of which no amount may be told, in small letters.
    amounts
        Per table what they came to in it, and every total with them, in euros: in another table
        the same amount is the same one.
    """

    items: frozenset[str] = frozenset()
    amounts: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def elsewhere(self, name: str) -> _Totals:
        """The amounts of all tables but one."""
        others = [
            amount for table, found in self.amounts.items() if table != name for amount in found
        ]
        return np.array(others, dtype="float64")


def dominated(evaluation: Evaluation, parameters: Mapping[str, Parameter]) -> Dominated:
    """The items of a programme of which one or two have nearly all, over its protected periods.

    An item is when its two largest contributions are more than so many percent of it, or when what
    the others have is so little that the second largest can estimate the largest. A second one that
    is not given is taken to be as large as it can be. So is an item with the name of an instrument
    of the evaluation, as long as it does not say what the largest is: an instrument may be for a
    few. That hangs on no count, so that nothing about one follows from it.

    Parameters
    ----------
    evaluation
        A protected one.
    parameters
        With ``disclosure_dominance`` and ``disclosure_p_percent``, both in percent.
    """
    periods = [one for one in evaluation.periods if one.disclosure == "protected"]
    found = {name for one in periods for name in _items(one, parameters)}
    if not found:
        return Dominated()
    items = frozenset(found)
    amounts = {
        name: sorted(
            {amount for one in periods for amount in _hidden(one, name, items) if amount > 0}
        )
        for name in _AMOUNTS
    }
    return Dominated(items, amounts)


def without_dominated(
    name: str, table: pd.DataFrame, evaluation: Evaluation, found: Dominated
) -> pd.DataFrame:
    """A table without the amounts that may not be told, and without who contributed what.

    Parameters
    ----------
    name
        Name of the table in the contract.
    table
        Its rows, as they were typed.
    evaluation
        Whose table it is.
    found
        What may not be told, by `dominated`.
    """
    table = table.drop(columns=_CONTRIBUTIONS, errors="ignore")  # targets have none
    if not found.items:
        return table
    label, columns = _AMOUNTS[name]
    known = found.elsewhere(name)
    values = _totals(name, table, evaluation)[..., None]
    again = np.any(np.abs(values - known) <= NEAR * known, axis=(2, 3))
    hidden = again | table[label].str.casefold().isin(found.items).to_numpy()[:, None]
    if name == "costs":  # low, central and high are one amount
        hidden |= np.any(again, axis=1)[:, None]
    hidden &= _factors(table).notna().to_numpy()[:, None]
    return table.assign(
        **{column: table[column].mask(hidden[:, at]) for at, column in enumerate(columns)}
    )


def unstated(evaluation: Evaluation) -> int:
    """How many rows with a total do not say what the largest contribution to it is."""
    tables = (evaluation.tables.get(name) for name in _WHOLE)
    return sum(int(one["largest"].isna().sum()) for one in tables if one is not None)


def _items(evaluation: Evaluation, parameters: Mapping[str, Parameter]) -> Iterator[str]:
    """Names of dominated items, in small letters."""
    instruments = evaluation.tables.get("instruments")
    called = set() if instruments is None else set(instruments["instrument"].str.casefold())
    share, near = (
        parameters[name].latest / _PERCENT
        for name in ("disclosure_dominance", "disclosure_p_percent")
    )
    for name, columns in _WHOLE.items():
        table = evaluation.tables.get(name)
        if table is None:
            continue
        labels = table["item"].str.casefold()
        total = table[[*columns]].astype("float64").bfill(axis=1).iloc[:, 0]
        total *= _times(name, table, evaluation).iloc[:, -1]
        largest, second = (table[column].astype("float64") for column in _CONTRIBUTIONS)
        both = largest + second.fillna((total - largest).clip(upper=largest))
        # A total that is not known, of persons whose number is not, cannot be shown to be safe.
        safe = (both <= share * total) & (total - both >= near * largest)
        unsafe = (largest.notna() & ~safe) | (largest.isna() & labels.isin(called))
        yield from labels[unsafe]


def _euros(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The amounts of a table in euros; missing where they are no euros."""
    return table[[*_AMOUNTS[name][1]]].astype("float64").mul(_factors(table), axis=0)


def _factors(table: pd.DataFrame) -> pd.Series[float]:
    """How many euros the unit of each row is; missing where it is another unit."""
    if "unit" not in table:
        return pd.Series(1.0, index=table.index)
    return table["unit"].map(MONEY).astype("float64")


def _totals(name: str, table: pd.DataFrame, evaluation: Evaluation) -> _Totals:
    """The amounts in euros as they are, and for all persons and months: row, column, way."""
    ways = _times(name, table, evaluation).to_numpy()
    return np.asarray(_euros(name, table).to_numpy()[:, :, None] * ways[:, None, :])


def _times(name: str, table: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
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


def _hidden(evaluation: Evaluation, name: str, items: frozenset[str]) -> Iterator[float]:
    """The amounts of items in a table, and the totals that these are part of, in euros."""
    table = evaluation.tables.get(name)
    if table is None:
        return
    of_item = table[table[_AMOUNTS[name][0]].str.casefold().isin(items)]
    yield from _totals(name, of_item, evaluation).ravel()
    if name == "finances":
        yield from _sums_with(table, items)


def _sums_with(finances: pd.DataFrame, items: frozenset[str]) -> Iterator[float]:
    """Sums and balances of which a part is hidden: the rest would give it."""
    columns = [*_AMOUNTS["finances"][1]]
    of_item = finances["item"].str.casefold().isin(items)
    left = finances.assign(**{column: finances[column].mask(of_item) for column in columns})
    whole, rest = (finance_totals(one).exact for one in (finances, left))
    yield from _euros("finances", whole).abs().where(rest[columns].isna()).to_numpy().ravel()
