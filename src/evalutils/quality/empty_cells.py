"""Cells that are empty in the tables of clients."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils.contracts.columns import PROVENANCE
from evalutils.contracts.tables import TABLES
from evalutils.frames import computed
from evalutils.result import Result, remainders

# Who is still there has no end, and goes nowhere.
_STILL_THERE = "end"
_AFTER_THE_END = "destination"


def empty_cells(tables: Mapping[str, pd.DataFrame]) -> Result:
    """How many cells of each column of the tables of clients are empty.

    Parameters
    ----------
    tables
        Tables by name; of those with a row per client and event each column that may be empty.

    Returns
    -------
    Result
        table, column, rows (of ``destination`` those with an end) and empty (numbers), and
        empty_share (percent of the rows).
    """
    found = [
        (name, column, *_counts(frame, column))
        for name, frame in tables.items()
        if name in TABLES and TABLES[name].client_level
        for column in _may_be_empty(name, frame)
    ]
    frame = pd.DataFrame(found, columns=["table", "column", "rows", "empty"])
    frame = frame.astype({"rows": "int64", "empty": "int64"})
    balances = tuple(
        one for row in frame.index for one in remainders([int(str(row))], "rows", "empty")
    )
    return Result(computed(frame), counts=("rows", "empty"), balances=balances, derive=_with_share)


def _may_be_empty(name: str, frame: pd.DataFrame) -> list[str]:
    always = {column.name for column in TABLES[name].columns if column.required}
    apart = {*always, *(column.name for column in PROVENANCE), _STILL_THERE}
    given = frame.columns[frame.notna().any()]  # a column that nobody filled in is not there
    return [str(column) for column in given if column not in apart]


def _counts(frame: pd.DataFrame, column: str) -> tuple[int, int]:
    rows = frame if column != _AFTER_THE_END else frame[frame[_STILL_THERE].notna()]
    return len(rows), int(rows[column].isna().sum())


def _with_share(frame: pd.DataFrame) -> pd.DataFrame:
    share = 100 * frame["empty"].astype("float64") / frame["rows"].astype("float64")
    return frame.assign(empty_share=share)
