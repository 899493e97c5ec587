"""Tests of the steps of clients, and the time between their measurements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from evalutils.coarse_steps import SIGNIFICANT
from evalutils.frames import computed
from evalutils.ladder.clients.measured import followed
from evalutils.result import KeyFigure, Result
from evalutils.statistics.calendar_months import elapsed, months_of
from evalutils.statistics.homogeneity import marginal_homogeneity
from evalutils.statistics.paired_measurements import signed_rank
from evalutils.statistics.transition_tables import table_of_pairs

STATISTIC_DECIMALS, P_DECIMALS, MONTH_DECIMALS = 1, 3, 1
TEST_METHOD = "chi-square or normal approximation, two-sided"
MONTHS_METHOD = "calendar months between first and last measurement"
TESTED = ("followed", "up", "down")
# Each point with the part of the clients on its smaller side: one in so many.
QUARTILES = {"lower_quartile": (0.25, 4), "median": (0.5, 2), "upper_quartile": (0.75, 4)}


def client_tests(clients: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """Whether the distribution shifted and whether rises and falls are out of balance.

    All four use the chi-square or normal approximation, on the exact table. Where numbers are
    protected nothing is published of them but whether p lies below 0.05, and only when the numbers
    of clients who rose and fell are both shown.

    Returns
    -------
    Result
        A row per test (`stuart_maxwell`, `bhapkar`, `bowker`, `signed_rank`): followed, up and
        down (clients), statistic, df, p and significant (True, False or missing). No rows when
        nobody moved. Indicator ``ladder.test_p``, grouped by the test.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.

    References
    ----------
    See `marginal_homogeneity` and `signed_rank`.
    """
    pairs = followed(clients)
    step = pairs["last_rung"] - pairs["first_rung"]
    up, down = int((step > 0).sum()), int((step < 0).sum())
    tests = {}
    if up + down:
        table = table_of_pairs(pairs, rungs)
        found = marginal_homogeneity(table)
        tests = {**vars(found), "signed_rank": signed_rank(table)}
    frame = pd.DataFrame(
        [(name, len(pairs), up, down, *test) for name, test in tests.items()],
        columns=["group_key", *TESTED, "exact_statistic", "df", "exact_p"],
    )
    return Result(
        computed(frame),
        counts=TESTED,
        names={(row, name): f"clients.{name}" for row in range(len(frame)) for name in TESTED},
        derive=_rounded_tests,
        key_figures=(KeyFigure("ladder.test_p", "p", "probability", TEST_METHOD, n="followed"),),
    )


def months_between(clients: pd.DataFrame, fewest: int = 1) -> Result:
    """Median and quartiles of the time between a client's first and last measurement.

    Where numbers are protected a quartile is in whole months, and only published when enough
    clients lie on either side of it, by the number that is shown: whether a quartile is there must
    not tell the number more precisely.

    Parameters
    ----------
    clients
        As `histories` gives them.
    fewest
        Smallest number of clients on either side, where numbers are protected.

    Returns
    -------
    Result
        A row per point (`lower_quartile`, `median`, `upper_quartile`): followed (clients) and
        months. Indicator ``ladder.months_between``.
    """
    pairs = followed(clients)
    before = pairs["last_date"] - pd.Timedelta(days=1)
    months = pd.Series(months_of(elapsed(pairs["first_date"], before)), dtype="float64")
    frame = pd.DataFrame(
        [
            (name, len(months), part, months.quantile(point))
            for name, (point, part) in QUARTILES.items()
            if len(months)
        ],
        columns=["group_key", "followed", "part", "exact_months"],
    )
    return Result(
        computed(frame),
        counts=("followed",),
        names={(row, "followed"): "clients.followed" for row in range(len(frame))},
        derive=partial(_rounded_months, fewest=fewest),
        key_figures=(
            KeyFigure("ladder.months_between", "months", "month", MONTHS_METHOD, n="followed"),
        ),
    )


def _rounded_tests(frame: pd.DataFrame) -> pd.DataFrame:
    exact, shown = frame["margin"] == 0, frame[list(TESTED)].notna().all(axis=1)
    statistic = frame["exact_statistic"].replace(np.inf, np.nan).round(STATISTIC_DECIMALS)
    below = (frame["exact_p"] < SIGNIFICANT).astype("boolean")
    return frame.assign(
        statistic=statistic.where(exact),
        # Rungs that nobody moved from or to do not count in it: those are numbers of clients too.
        df=frame["df"].astype("float64").where(exact),
        p=frame["exact_p"].round(P_DECIMALS).where(exact),
        significant=below.where(shown & frame["exact_p"].notna()),
    ).drop(columns=["exact_statistic", "exact_p"])


def _rounded_months(frame: pd.DataFrame, fewest: int) -> pd.DataFrame:
    least = frame["followed"].astype("float64") - frame["margin"]
    enough = (frame["margin"] == 0) | (least // frame["part"] >= fewest)
    months = frame["exact_months"].round(MONTH_DECIMALS)
    # A time to the day would be that of one or two persons.
    months = months.where(frame["margin"] == 0, frame["exact_months"].round()).where(enough)
    return frame.assign(months=months).drop(columns=["exact_months", "part"])
