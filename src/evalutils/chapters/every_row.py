"""The rows that tables of a protected evaluation always have: an absent one would tell a zero.

Which rows a reader sees then follows from the codelist, the groups and the ladder scheme, and never
from whether somebody was counted in them. What a table does not name for one of its groups or
periods counts as nobody there, and nobody looks the same as a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from evalutils.contracts.vocabulary import MOMENTS, TOTAL
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library

_UNKNOWN, _ALL = "unknown", "all"
_DAYS = ("period_start", "date")
_RUNGS = ("from_rung", "to_rungs")
# What the source says of one row and not of those beside it.
_OF_THE_ROW = ("share", "base_count", "note")


def with_every_row(
    name: str, table: pd.DataFrame, evaluation: Evaluation, library: Library
) -> pd.DataFrame:
    """A table of the contract with the rows of which it has no count, as counts of nobody.

    Parameters
    ----------
    name
        Name of the table in the contract; one without such rows is given back as it is.
    table
        Its rows.
    evaluation, library
        What says which rows there are to be.
    """
    if name not in _MISSING or table.empty:
        return table
    added = list(_MISSING[name](table, evaluation, library))
    if added:
        first = int(max(table.index)) + 1
        rows = pd.DataFrame(added, index=range(first, first + len(added)), columns=table.columns)
        table = pd.concat([table, rows.astype(table.dtypes.to_dict())])
    return _in_order(name, table, library)


def _in_order(name: str, table: pd.DataFrame, library: Library) -> pd.DataFrame:
    """The rows of a group and period together, by code: their order would tell as much as they do.

    Groups and periods stand as they first do in the table.
    """
    codes = {"destination": library.destinations, "reason": library.inflow_reasons}
    places = pd.DataFrame(index=table.index)
    for column in [column for column in _ORDERED.get(name, ()) if column in table]:
        first = [TOTAL, *codes[column]] if column in codes else sorted(table[column].dropna())
        order = {code: place for place, code in enumerate(first)}
        appearing = column not in codes and column not in _RUNGS
        places[column] = (
            pd.factorize(table[column])[0]
            if appearing
            else table[column].map(order).fillna(len(order))
        )
    if places.empty:
        return table
    return table.loc[places.sort_values(list(places.columns), kind="stable").index]


def _like(row: pd.Series, **changes: object) -> pd.Series:
    """A row about nobody that is otherwise as another."""
    cells: dict[str, object] = {str(name): value for name, value in row.items()}
    left_out = dict.fromkeys(set(_OF_THE_ROW) & set(cells))
    return pd.Series({**cells, **left_out, "count": 0, **changes})


def _exits(table: pd.DataFrame, evaluation: Evaluation, library: Library) -> Iterator[pd.Series]:
    counted = list(library.destinations) if "spells" in evaluation.tables else []
    yield from _coded(table, "destination", "group", counted)


def _inflow(table: pd.DataFrame, _: Evaluation, __: Library) -> Iterator[pd.Series]:
    yield from _coded(table, "reason", "group", [])


def _outcomes(table: pd.DataFrame, _: Evaluation, __: Library) -> Iterator[pd.Series]:
    yield from _coded(table, "destination", "outcome", [], alike="outcome")


def _coded(
    table: pd.DataFrame, code: str, group: str, counted: Sequence[str], alike: str = ""
) -> Iterator[pd.Series]:
    """Every code of the table in each group and period; counted exits have the whole codelist.

    With `alike` only the rows with the same value there have the same codes.
    """
    parts = table[table[code].ne(TOTAL) & table["count"].notna()]
    days = [name for name in _DAYS if name in table]
    for _, block in parts.groupby([group, *days], dropna=False, sort=False):
        one = block.iloc[-1]
        others = parts[parts[alike].eq(one[alike])] if alike else parts
        wanted = [*others[code], *(counted if pd.isna(one[group]) else ())]
        for missing in dict.fromkeys(wanted):
            if missing not in (TOTAL, *block[code]):
                yield _like(one, **{code: missing})


def _ladder(table: pd.DataFrame, evaluation: Evaluation, library: Library) -> Iterator[pd.Series]:
    """Every rung of each moment; of counted moments every one, with everybody on no known rung."""
    if evaluation.ladder is None:
        return
    rungs = [str(number) for number in library.ladders[evaluation.ladder].numbers]
    rungs += [_UNKNOWN] if table["rung"].eq(_UNKNOWN).any() else []
    given = table[table["count"].notna()]
    for moment, block in given.groupby("moment", sort=False):
        for rung in [item for item in rungs if item not in set(block["rung"])]:
            yield _like(block.iloc[-1], moment=moment, rung=rung)
    if "measurements" not in evaluation.tables or given.empty:
        return
    first = given[given["moment"].eq(given["moment"].iloc[0])]
    for moment in [item for item in MOMENTS if item not in set(given["moment"])]:
        for rung in rungs:
            everybody = int(first["count"].sum()) if rung == _UNKNOWN else 0
            yield _like(first.iloc[-1], moment=moment, rung=rung, count=everybody)


def _moves(table: pd.DataFrame, evaluation: Evaluation, library: Library) -> Iterator[pd.Series]:
    """Every step between two rungs, where a table gives steps from rung to rung."""
    if evaluation.ladder is None:
        return
    rungs = [str(number) for number in library.ladders[evaluation.ladder].numbers]
    for basis, block in table[table["from_rung"].ne(_ALL)].groupby("basis", sort=False):
        if not set(block["to_rungs"]) <= set(rungs):
            continue
        given = set(zip(block["from_rung"], block["to_rungs"], strict=True))
        for start in rungs:
            for end in rungs:
                if (start, end) not in given:
                    yield _like(block.iloc[-1], basis=basis, from_rung=start, to_rungs=end)


def _funnel(table: pd.DataFrame, _: Evaluation, __: Library) -> Iterator[pd.Series]:
    """Every stage of a funnel for each of its groups."""
    if "group" not in table:
        return
    for _name, block in table.groupby("funnel", sort=False):
        stages = block.drop_duplicates("order")
        for _group, part in block.groupby("group", dropna=False, sort=False):
            absent = stages[~stages["order"].isin(part["order"])]
            for place in range(len(absent)):
                yield _like(absent.iloc[place], group=part["group"].iloc[0])


_ORDERED = {
    "exits": ("group", *_DAYS, "destination"),
    "inflow": ("group", *_DAYS, "reason"),
    "other_outcomes": ("outcome", *_DAYS, "destination"),
    "ladder_moves": ("basis", "from_rung", "to_rungs"),
}
_MISSING: dict[str, Callable[[pd.DataFrame, Evaluation, Library], Iterator[pd.Series]]] = {
    "exits": _exits,
    "inflow": _inflow,
    "other_outcomes": _outcomes,
    "ladder": _ladder,
    "ladder_moves": _moves,
    "funnel": _funnel,
}
