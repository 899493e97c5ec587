"""A cross table of a researcher's own, as a result that disclosure control can clear.

Every cell is a set of rows of a table: of spells or other rows about clients, or of counts that a
source gives. What cells have to do with each other, with cells of earlier cross tables and with
the numbers of the chapters follows from their sets: equal sets hold the same number, parts of a
table add up, and where one set lies within another what it leaves is a group of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.errors import InputError
from evalutils.result import Balance, Result, Term

Where = Mapping[str, object] | Callable[[pd.DataFrame], "pd.Series[bool]"]
UNKNOWN, ALL = "onbekend", "totaal"
# A row with this code holds the sum of others.
TOTAL = "total"
# More rows are no table for a page, and more values of a column are about persons each.
MOST_CELLS, MOST_LEVELS = 2_000, 40
# Columns of the key of a table over which its counts may be added up.
_ADDED_OVER = {
    "ladder": ("rung",),
    "ladder_moves": ("from_rung", "to_rungs"),
    "exits": ("destination", "base"),
}
Rows = int
"""A set of rows: a whole number with a bit per row."""


@dataclass
class Counted:
    """A table with the sets of its rows of which a number was shown.

    Attributes
    ----------
    name
        Name of the table.
    frame
        Its rows.
    column
        Column with persons per row; empty when each row is one.
    known
        Name of the number of each set: those of the chapters, and those of earlier tables.
    """

    name: str
    frame: pd.DataFrame
    column: str
    known: dict[Rows, str] = field(default_factory=dict)

    def set_of(self, mask: pd.Series[bool]) -> Rows:
        """The set of the rows that a mask chooses."""
        return int.from_bytes(np.packbits(mask.to_numpy(dtype=bool)))

    def persons(self, mask: pd.Series[bool]) -> float:
        """How many persons the chosen rows hold; missing when a row does not say."""
        if not self.column:
            return float(mask.sum())
        return float(self.frame.loc[mask, self.column].astype("float64").sum(skipna=False))

    def name_of(self, rows: Rows, before: Mapping[Rows, str]) -> str | None:
        """The name of the number of a set; none where this table has it already.

        Nobody who reads a table knows that two of its cells hold the same rows, or none.
        """
        if not rows or (rows in self.known and rows not in before):
            return None
        return self.known.setdefault(rows, f"own.{self.name}.{len(self.known)}")


def cross_table(table: Counted, by: Sequence[str], where: Where | None) -> Result:
    """Count the rows of a table by some of its columns.

    Parameters
    ----------
    table
        The table.
    by
        Columns; every combination of their values gets a row, also one that does not occur.
    where
        Which rows count: values by column, or a function of the table; None for all.

    Returns
    -------
    Result
        The columns of `by`, as texts, with `ALL` for a sum, and ``count``.

    Raises
    ------
    InputError
        When a column is not there or names persons, or the counts of the rows may not be added
        up.
    """
    _check_columns(table, by)
    chosen = _chosen(table, by, where)
    _check_sums(table, by, chosen)
    values = table.frame[list(by)].astype("string").fillna(UNKNOWN)
    levels = [_levels(values[name]) for name in by]
    _check_size(table, by, levels)
    masks = {
        key: chosen
        & np.logical_and.reduce([_is(values[n], v) for n, v in zip(by, key, strict=True)])
        for key in product(*levels)
    }
    cells = [(key, table.set_of(mask), table.persons(mask)) for key, mask in masks.items()]
    frame = pd.DataFrame(
        [{**dict(zip(by, key, strict=True)), "count": persons} for key, _, persons in cells]
    ).assign(status="computed", source=None)
    before = dict(table.known)
    names = {
        (row, "count"): name
        for row, (_, rows, _) in enumerate(cells)
        if (name := table.name_of(rows, before)) is not None
    }
    terms = {key: names.get((row, "count"), (row, "count")) for row, key in enumerate(masks)}
    sets = {key: rows for key, rows, _ in cells}
    balances = (*_sums(terms, levels), *_remainders(terms, sets, before.items()))
    return Result(frame, counts=("count",), names=names, balances=balances)


def _check_columns(table: Counted, by: Sequence[str]) -> None:
    if isinstance(by, str) or len(set(by)) < len(by):
        raise InputError(f"report.count('{table.name}'): write by=['one', 'another'], each once.")
    missing = [name for name in by if name not in table.frame]
    if missing or not by:
        columns = ", ".join(map(str, table.frame.columns))
        what = f"no column '{missing[0]}'" if missing else "no column to count by"
        raise InputError(f"report.count('{table.name}'): {what}. It has: {columns}.")


def _check_size(table: Counted, by: Sequence[str], levels: Sequence[Sequence[str]]) -> None:
    """A page names no client, and nobody by a day, also not beside a count that is left out."""
    for name, found in zip(by, levels, strict=True):
        dates = pd.api.types.is_datetime64_any_dtype(table.frame[name])
        if not table.column and (name == "client_id" or dates or len(found) > MOST_LEVELS):
            raise InputError(
                f"report.count('{table.name}'): column '{name}' is about persons, with too many "
                "values for groups. Count by a column of groups, or choose rows with where=."
            )
    if np.prod([float(len(found)) for found in levels]) > MOST_CELLS:
        raise InputError(
            f"report.count('{table.name}'): more than {MOST_CELLS} cells. Count by fewer columns."
        )


def _chosen(table: Counted, by: Sequence[str], where: Where | None) -> pd.Series[bool]:
    frame = table.frame
    chosen = pd.Series(True, index=frame.index)
    if callable(where):
        chosen &= where(frame).fillna(False).astype(bool)
    for name, value in (where or {}).items() if not callable(where) else ():
        _check_columns(table, [name])
        several = list(value) if isinstance(value, list | tuple | set) else [value]
        chosen &= frame[name].isin(several)
    if "destination" in frame and "destination" not in by and table.column:
        chosen &= frame["destination"].ne(TOTAL)
    return chosen


def _check_sums(table: Counted, by: Sequence[str], chosen: pd.Series[bool]) -> None:
    """Counts of the same people in several rows may not be added up."""
    if not table.column:
        return
    free = (*by, *_ADDED_OVER.get(table.name, ()))
    for name in TABLES[table.name].key:
        if name not in free and table.frame.loc[chosen, name].nunique(dropna=False) > 1:
            raise InputError(
                f"report.count('{table.name}'): the rows are of several values of '{name}', which "
                "may be about the same people. Put it in by=, or choose one with "
                f"where={{'{name}': ...}}."
            )


def _levels(values: pd.Series[str]) -> list[str]:
    found = sorted(values.unique())
    return found if TOTAL in found else [*found, ALL]


def _is(values: pd.Series[str], level: str) -> pd.Series[bool]:
    return pd.Series(True, index=values.index) if level == ALL else values.eq(level)


def _sums(terms: Mapping[tuple[str, ...], Term], levels: Sequence[Sequence[str]]) -> list[Balance]:
    """Every sum in a margin with the cells that add up to it."""
    found = []
    for key, whole in terms.items():
        for place, level in enumerate(key):
            if level == ALL:
                parts = [(*key[:place], own, *key[place + 1 :]) for own in levels[place][:-1]]
                found.append(Balance((whole,), tuple(terms[part] for part in parts)))
    return found


def _remainders(
    terms: Mapping[tuple[str, ...], Term],
    sets: Mapping[tuple[str, ...], Rows],
    before: Iterable[tuple[Rows, str]],
) -> list[Balance]:
    """Where a set lies within one of which a number was shown before, or holds it."""
    found = []
    for key, rows in sets.items():
        for other, name in before:
            if rows and rows != other and rows & other in (rows, other):
                within = rows & other == rows
                whole, part = (name, terms[key]) if within else (terms[key], name)
                found.append(Balance((whole,), (part,), "remainder"))
    return found
