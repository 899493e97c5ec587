"""Income and expenditure of a programme per period: budget, what came of it, and the balance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from evalutils.contracts.spans import Span
from evalutils.contracts.units import MONEY
from evalutils.contracts.vocabulary import FINANCE_KINDS
from evalutils.result import KeyFigure, Result

AMOUNTS = ("budget", "revised_budget", "actual", "previous_actual")
BALANCE = "balance"
_PERIOD = ["period_start", "date"]
# The budget that counts: the revised one where a row has one.
_COUNTED = (*AMOUNTS, "planned")


def finances(finances: pd.DataFrame) -> Result:
    """Every item, per period, as the source prints it.

    Returns
    -------
    Result
        Columns of table ``finances`` in the order of time, with planned (the revised budget, else
        the budget), difference (actual minus planned) and difference_share (in percent of it).
    """
    frame = finances.sort_values(_PERIOD, kind="stable").reset_index(drop=True)
    frame["status"] = "published"
    return Result(frame.assign(planned=_planned(frame)), derive=_differences)


def finance_totals(finances: pd.DataFrame) -> Result:
    """Income, expenditure and their balance per period.

    Only items of exactly the same period are added up. A sum is missing as soon as one item of its
    kind lacks the amount, and a balance when one of the two sums is: what is not known is not
    nought. Amounts of different units are added in euros, and all of a period are given in the
    largest of its units.

    Returns
    -------
    Result
        A row per period and kind (``income``, ``expenditure``, ``balance``) with the columns of
        `finances` and items (how many were added up). A balance has no difference in percent.
    """
    found = [row for _, part in finances.groupby(_PERIOD, sort=True) for row in _totals(part)]
    columns = ["kind", *_PERIOD, "unit", "items", *_COUNTED, "group_key", "status", "source"]
    method = "sum of the items of a period"
    figures = [
        KeyFigure(f"cost_benefit.finances_{name}", column, unit, method)
        for name, column, unit in (
            ("budget", "planned", "column:unit"),
            ("actual", "actual", "column:unit"),
            ("difference", "difference", "column:unit"),
            ("difference_share", "difference_share", "percent"),
        )
    ]
    frame = pd.DataFrame(found, columns=columns)
    return Result(frame, derive=_differences, key_figures=tuple(figures))


def in_euros(frame: pd.DataFrame) -> pd.DataFrame:
    """The amounts of `finances` in euros."""
    euros = frame["unit"].map(MONEY).astype("float64")
    return frame[[*AMOUNTS]].assign(planned=_planned(frame)).mul(euros, axis=0)


def _planned(frame: pd.DataFrame) -> pd.Series[float]:
    return frame["revised_budget"].fillna(frame["budget"])


def _totals(part: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The three rows of a period, each when there is an amount in it."""
    first, last = (part[column].iloc[0] for column in _PERIOD)
    unit = max(part["unit"], key=MONEY.__getitem__)
    kinds = {kind: part[part["kind"] == kind] for kind in FINANCE_KINDS}
    given = {kind: rows for kind, rows in kinds.items() if len(rows)}
    # A column of which an item has no amount adds up to nothing.
    sums = {kind: in_euros(rows).sum(skipna=False) for kind, rows in given.items()}
    if len(given) == len(FINANCE_KINDS):
        given[BALANCE], sums[BALANCE] = part, sums["income"] - sums["expenditure"]
    for kind, rows in given.items():
        yield {
            "kind": kind,
            "period_start": first,
            "date": last,
            "unit": unit,
            "items": len(rows),
            **(sums[kind] / MONEY[unit]),
            "group_key": f"{kind}:{Span(first.date(), last.date()).key}",
            "status": "computed",
            "source": rows["source"].iloc[0],
        }


def _differences(frame: pd.DataFrame) -> pd.DataFrame:
    difference = (frame["actual"] - frame["planned"]).astype("float64")
    # Of a balance, which may lie on either side of nought, a percentage says nothing.
    base = frame["planned"].where((frame["planned"] > 0) & frame["kind"].ne(BALANCE))
    share = 100 * difference / base.astype("float64")
    return frame.assign(difference=difference, difference_share=share.replace([np.inf], np.nan))
