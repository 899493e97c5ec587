"""Counts what client tables hold, so that the tables of counts follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import MEASUREMENT_KINDS
from evalutils.dataset.reading.schema import dtype_of

UNKNOWN = "unknown"
# The base of exits that are counted from spells, and that those who left are among it.
_OF_ALL = {"base": "outflow", "within_base": "yes"}


def count_ladder(
    measurements: pd.DataFrame, rungs: Sequence[int], start: date, end: date
) -> pd.DataFrame:
    """Count the clients on each rung, from their measurements.

    The clients are those measured in the period. The current rung is the first known one in the
    period and the realised rung the last, unknown for who was measured once. The expected and
    target rungs are the latest ones stated up to the end of the period. A moment that is unknown
    for every client is left out.

    Parameters
    ----------
    measurements
        Table ``measurements``, without faults.
    rungs
        Rung numbers of the scheme, low to high.
    start, end
        First and last day of the period.

    Returns
    -------
    pandas.DataFrame
        Table ``ladder``, with a row for every rung and one for unknown; without rows when nobody
        was measured in the period.
    """
    rows = _without_replaced(_numbered(measurements))
    rows = rows[rows["date"] <= pd.Timestamp(end)].sort_values("date", kind="stable")
    measured = rows[(rows["kind"] == "measured") & (rows["date"] >= pd.Timestamp(start))]
    known = measured[measured["rung"] != UNKNOWN].groupby("client_id")["rung"]
    stated = {
        kind: rows[rows["kind"] == kind].groupby("client_id")["rung"].last()
        for kind in MEASUREMENT_KINDS
        if kind != "measured"
    }
    moments = {"current": known.first(), **stated, "realised": known.last()[known.size() > 1]}
    clients = measured["client_id"].unique()
    counted = []
    for moment, rung_of in moments.items():
        counts = rung_of.reindex(clients, fill_value=UNKNOWN).value_counts()
        if set(counts.index) - {UNKNOWN}:
            counted += [
                {"moment": moment, "rung": rung, "count": int(counts.get(rung, 0))}
                for rung in [*map(str, rungs), UNKNOWN]
            ]
    return as_table("ladder", counted)


def _numbered(measurements: pd.DataFrame) -> pd.DataFrame:
    """The same rows with a number for each client, which is faster to group by than a text."""
    numbers, _ = pd.factorize(measurements["client_id"])
    return measurements[["date", "kind", "rung", "correction"]].assign(client_id=numbers)


def _without_replaced(measurements: pd.DataFrame) -> pd.DataFrame:
    """The measurements without those that another row corrects."""
    corrects = measurements["correction"].fillna(False).astype(bool)
    repeated = measurements.duplicated(["client_id", "date", "kind"], keep=False)
    return measurements[~repeated | corrects]


def count_caseload(spells: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """Count who was on the programme, came and left, from the spells.

    The last day of a spell is a day on the programme: who leaves on the last day of the period
    has left in it, and who left on the day before the first was not there at the start.

    Parameters
    ----------
    spells
        Table ``spells``, without faults.
    start, end
        First and last day of the period.

    Returns
    -------
    pandas.DataFrame
        Table ``caseload``: stock_start, inflow, outflow and stock_end, which always add up.
    """
    return as_table(
        "caseload",
        [
            {"measure": measure, "date": day, "count": int(who.sum())}
            for measure, (day, who) in caseload_masks(spells, start, end).items()
        ],
    )


def caseload_masks(
    spells: pd.DataFrame, start: date, end: date
) -> dict[str, tuple[date, pd.Series[bool]]]:
    """Which spells each measure of `count_caseload` counts, and the day that it is about."""
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    began, ended = spells["start"], spells["end"].fillna(pd.Timestamp.max.floor("s"))
    return {
        "stock_start": (start, (began < first) & (ended >= first)),
        "inflow": (end, began.between(first, last)),
        "outflow": (end, ended.between(first, last)),
        "stock_end": (end, (began <= last) & (ended > last)),
    }


def count_exits(spells: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """Count where the spells that ended in the period went.

    Returns
    -------
    pandas.DataFrame
        Table ``exits``: the total, then each destination that occurs, on the base of all outflow.
    """
    left = spells[spells["end"].between(pd.Timestamp(start), pd.Timestamp(end))]
    counts = left["destination"].value_counts().sort_index()
    total: list[Mapping[str, object]] = [{"destination": "total", "count": len(left)}]
    return as_table(
        "exits",
        total
        + [
            {"destination": str(code), "count": int(count), **_OF_ALL}
            for code, count in counts.items()
        ],
    )


def as_table(name: str, rows: Sequence[Mapping[str, object]], first_row: int = 2) -> pd.DataFrame:
    """Rows as a typed table of the contract, numbered as if they stood in a file."""
    index = pd.RangeIndex(first_row, first_row + len(rows), name="row")
    columns = {
        column.name: pd.Series(
            [row.get(column.name) for row in rows], index=index, dtype=dtype_of(column)
        )
        for column in TABLES[name].all_columns
    }
    return pd.DataFrame(columns, index=index)
