"""Amounts of which one or two clients or providers have nearly all: who is one can tell the other.

The dominance rule and the p% rule of Hundepool et al. 2012, Statistical disclosure control, section
4.2.1, with the values of the ACRO project; see `data/parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from evalutils.chapters.coarse_amounts import NEAR
from evalutils.chapters.some_amounts import Flags, Floats, among, telling
from evalutils.chapters.typed_amounts import (
    AMOUNTS,
    Subtotals,
    digits,
    factors,
    subtotals,
    sums_of_others,
    times,
    totals,
    typed,
    whole_sums,
)
from evalutils.contracts.parameters import Parameter
from evalutils.dataset.evaluation import Evaluation

_PERCENT = 100
# What the largest contributions are a part of: the first of these that a row has.
_WHOLE = {"finances": ("actual", "revised_budget", "budget"), "costs": ("central", "high")}
# A round amount is another one when they differ by more than this part.
_ROUND = 1000
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
    alone
        Per table what they came to, without totals: in the same table too.
    subtotals
        Per table the sums of some of its amounts, one of them hidden.
    """

    items: frozenset[str] = frozenset()
    amounts: Mapping[str, Floats] = field(default_factory=dict)
    alone: Mapping[str, Floats] = field(default_factory=dict)
    subtotals: Mapping[str, Sequence[Subtotals]] = field(default_factory=dict)

    def elsewhere(self, name: str) -> Floats:
        """The amounts of all tables but one."""
        return np.concatenate([[], *(one for table, one in self.amounts.items() if table != name)])


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
    known = Dominated(frozenset(found))
    for _ in AMOUNTS:  # an amount typed again in one table may be part of a sum in the next
        known = _with_sums(periods, known)
    return known


def _with_sums(periods: Sequence[Evaluation], known: Dominated) -> Dominated:
    """What is known, with the amounts of all cells that are hidden by it and the sums of these."""
    amounts: dict[str, list[Floats]] = {name: [] for name in AMOUNTS}
    alone: dict[str, list[Floats]] = {name: [] for name in AMOUNTS}
    some: dict[str, list[Subtotals]] = {name: [] for name in AMOUNTS}
    for one, name in ((one, name) for one in periods for name in AMOUNTS if name in one.tables):
        table = one.tables[name]
        hidden = _hidden(name, table, one, known)
        of_item = table[_named(name, table, known.items)]
        alone[name].append(typed(name, of_item).ravel())
        amounts[name].append(totals(name, of_item, one).ravel())
        if name == "finances":
            amounts[name].append(whole_sums(table, hidden))
        some[name] += subtotals(name, table, one, hidden)
    return Dominated(known.items, _joined(amounts), _joined(alone), some)


def _joined(found: Mapping[str, Sequence[Floats]]) -> dict[str, Floats]:
    """The amounts of each table above nought, each once."""
    every = {name: np.unique(np.concatenate([[], *some])) for name, some in found.items()}
    return {name: some[some > 0] for name, some in every.items()}


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
    hidden = _hidden(name, table, evaluation, found)
    columns = AMOUNTS[name][1]
    return table.assign(
        **{column: table[column].mask(hidden[:, at]) for at, column in enumerate(columns)}
    )


def _named(name: str, table: pd.DataFrame, items: frozenset[str]) -> Flags:
    return np.asarray(table[AMOUNTS[name][0]].str.casefold().isin(items).to_numpy())


def _hidden(name: str, table: pd.DataFrame, evaluation: Evaluation, found: Dominated) -> Flags:
    """Which cells of a table may not be told: of an item, or the same amount typed again."""
    values, place = totals(name, table, evaluation), digits(name, table, evaluation)
    known = found.elsewhere(name)
    again = np.any(np.abs(values[..., None] - known) <= NEAR * known, axis=(2, 3))
    enough = telling(values, place)
    near = np.where(enough, place / 2, values / _ROUND)
    for other, some in found.subtotals.items():
        for sums, precision in some if other != name else ():
            again |= among(values, near + np.minimum(precision, near), sums).any(axis=2)
    again |= _in_own_table(name, table, near[..., 0], enough[..., 0], found)
    hidden = again | _named(name, table, found.items)[:, None]
    if name == "costs":  # low, central and high are one amount
        hidden |= np.any(again, axis=1)[:, None]
    return np.asarray(hidden & factors(table).notna().to_numpy()[:, None])


def _in_own_table(
    name: str, table: pd.DataFrame, near: Floats, enough: Flags, found: Dominated
) -> Flags:
    """Amounts that stand twice in a table, and rows that are in each column a sum of others."""
    values = typed(name, table)
    again = among(values, near, found.alone.get(name, np.array([]))) & enough
    hidden = again | _named(name, table, found.items)[:, None]
    for row, sums in sums_of_others(name, table, hidden):
        given = np.isfinite(values[row])
        same = np.abs(sums[:, given] - values[row, given]) <= near[row, given]
        again[row] |= bool(given.any() and same.all(axis=1).any())
    return np.asarray(again)


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
        total *= times(name, table, evaluation).iloc[:, -1]
        largest, second = (table[column].astype("float64") for column in _CONTRIBUTIONS)
        both = largest + second.fillna((total - largest).clip(upper=largest))
        # A total that is not known, of persons whose number is not, cannot be shown to be safe.
        safe = (both <= share * total) & (total - both >= near * largest)
        unsafe = (largest.notna() & ~safe) | (largest.isna() & labels.isin(called))
        yield from labels[unsafe]
