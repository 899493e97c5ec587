"""Tests of the steps of clients, and the time between their measurements."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evalutils.ladder.clients import signed_rank
from evalutils.ladder.histories import followed
from evalutils.ladder.homogeneity import marginal_homogeneity
from evalutils.ladder.transitions import table_of_pairs
from evalutils.result import KeyFigure, Result

# Rounded for everyone: of hidden counts a statistic in full would say too much.
STATISTIC_DECIMALS, P_DECIMALS, MONTH_DECIMALS = 1, 3, 1
DAYS_PER_MONTH = 365.25 / 12
QUARTILES = {"lower_quartile": (0.25, 4), "median": (0.5, 2), "upper_quartile": (0.75, 4)}


def client_tests(clients: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """Whether the distribution shifted and whether rises and falls are out of balance.

    All four use the chi-square or normal approximation. They are computed on the exact table and
    published rounded, the statistic to 1 and the p-value to 3 decimals, and only when the number
    of clients that moved may be published.

    Parameters
    ----------
    clients
        As `histories` gives them.
    rungs
        Rung numbers of the scheme, low to high.

    Returns
    -------
    Result
        A row per test (`stuart_maxwell`, `bhapkar`, `bowker`, `signed_rank`): followed and moved
        (clients), statistic, df and p. No rows when nobody moved. Indicator ``ladder.test_p``,
        grouped by the test.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.

    References
    ----------
    See `marginal_homogeneity` and `signed_rank`.
    """
    pairs = followed(clients)
    moved = int((pairs["first_rung"] != pairs["last_rung"]).sum())
    tests = {}
    if moved:
        table = table_of_pairs(pairs, rungs)
        found = marginal_homogeneity(table)
        tests = {
            "stuart_maxwell": found.stuart_maxwell,
            "bhapkar": found.bhapkar,
            "bowker": found.bowker,
            "signed_rank": signed_rank(table),
        }
    frame = pd.DataFrame(
        [(name, len(pairs), moved, *test) for name, test in tests.items()],
        columns=["group_key", "followed", "moved", "exact_statistic", "df", "exact_p"],
    )
    rows = range(len(frame))
    return Result(
        frame.assign(status="computed", source=pd.Series(index=frame.index, dtype="str")),
        counts=("followed", "moved"),
        copies=tuple(
            tuple((row, name) for row in rows) for name in ("followed", "moved") if len(frame)
        ),
        derive=_rounded_tests,
        key_figures=(
            KeyFigure(
                "ladder.test_p",
                "p",
                "probability",
                "chi-square or normal approximation, two-sided",
                n="followed",
            ),
        ),
    )


def months_between(clients: pd.DataFrame) -> Result:
    """Median and quartiles of the time between a client's first and last measurement.

    A quartile is only published when as many clients as the disclosure rule asks for lie on either
    side of it.

    Parameters
    ----------
    clients
        As `histories` gives them.

    Returns
    -------
    Result
        A row per point (`lower_quartile`, `median`, `upper_quartile`): followed (clients), beyond
        (clients on the smaller side of the point) and months. Indicator ``ladder.months_between``.
    """
    pairs = followed(clients)
    days = (pairs["last_date"] - pairs["first_date"]).dt.days
    frame = pd.DataFrame(
        [
            (name, len(days), len(days) // part, days.quantile(point) / DAYS_PER_MONTH)
            for name, (point, part) in QUARTILES.items()
            if len(days)
        ],
        columns=["group_key", "followed", "beyond", "exact_months"],
    )
    return Result(
        frame.assign(status="computed", source=pd.Series(index=frame.index, dtype="str")),
        counts=("followed", "beyond"),
        derive=_rounded_months,
        key_figures=(
            KeyFigure(
                "ladder.months_between",
                "months",
                "month",
                "days between first and last measurement / (365.25 / 12)",
                n="followed",
            ),
        ),
    )


def _rounded_tests(frame: pd.DataFrame) -> pd.DataFrame:
    shown = frame["moved"].notna() & frame["followed"].notna()
    statistic = frame["exact_statistic"].replace(np.inf, np.nan).round(STATISTIC_DECIMALS)
    frame = frame.assign(
        statistic=statistic.where(shown), p=frame["exact_p"].round(P_DECIMALS).where(shown)
    )
    return frame.drop(columns=["exact_statistic", "exact_p"])


def _rounded_months(frame: pd.DataFrame) -> pd.DataFrame:
    months = frame["exact_months"].round(MONTH_DECIMALS).where(frame["beyond"].notna())
    return frame.assign(months=months).drop(columns="exact_months")
