"""An interval rests on more than one event, lies between 0 and 100%, and is never all of it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from client_tables import (
    CODELIST,
    WINDOW,
    benefits,
    many,
    on_benefit_before,
    shown,
    spells,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import outflow
from evalutils.result import Result
from evalutils.show import by_month
from evalutils.statistics.survival.curves import log_log_interval
from thorough import THOROUGH

NONE = benefits()


@pytest.mark.parametrize(("leavers", "known"), [(0, False), (1, False), (2, True), (40, False)])
def test_an_interval_rests_on_two_exits_or_more(leavers: int, known: bool) -> None:
    table = spells(*many(leavers, 80, "paid_work"), *many(40 - leavers, 0, None))
    table = table.assign(wijk="Noord")
    for result in (
        outflow.staying(table, NONE, WINDOW),
        outflow.destination_incidence(table, CODELIST, WINDOW),
        outflow.cohorts(table, CODELIST, WINDOW),
    ):
        frame = shown(result).frame
        year = frame[frame["month"] == 12]
        assert (year[["lower", "upper"]].notna() == known).all(axis=None)


def test_a_group_of_one_exit_has_no_interval() -> None:
    table = spells(*many(1, 80, "care"), *many(19, 0, None), *many(20, 90, "care"))
    table = table.assign(wijk=["Noord"] * 20 + ["Zuid"] * 20)
    frame = shown(outflow.group_differences(table, CODELIST, WINDOW)).frame.set_index("group_key")
    row = frame.loc["left:wijk:Noord:12"]
    assert row["share"] == pytest.approx(5)  # 1 of 20
    assert np.isnan(row["lower"])
    assert np.isnan(frame.loc["left:wijk:Zuid:12", "lower"])  # all of them


@pytest.mark.parametrize(("returns", "known"), [(1, False), (2, True)])
def test_one_return_has_no_interval(returns: int, known: bool) -> None:
    table = spells(*many(20, 100, "paid_work"), *many(20, 0, None))
    again = ((f"paid_work-100-{row}", "2020-06-01", None) for row in range(returns))
    args = (table, on_benefit_before(table, *again), CODELIST, WINDOW)
    for result in (
        outflow.reentry(*args), outflow.mean_reentries(*args), outflow.durable_incidence(*args),
    ):  # fmt: skip
        frame = shown(result).frame
        assert (frame[frame["month"] == 12]["lower"].notna() == known).all()


def test_many_returns_of_one_client_are_one_event() -> None:
    table = spells(*many(20, 100, "paid_work"))
    name = "paid_work-100-0"
    thrice = [(name, f"2020-0{month}-01", f"2020-0{month}-09") for month in (5, 6, 7)]
    result = outflow.mean_reentries(table, on_benefit_before(table, *thrice), CODELIST, WINDOW)
    row = shown(result).frame.set_index("month").loc[12]
    assert row["mean"] == pytest.approx(3 / 20)
    assert np.isnan(row["lower"])


def test_the_median_of_one_exit_has_no_interval() -> None:
    frame = shown(outflow.median_months(spells(*many(1, 62, "care")), NONE, WINDOW)).frame
    assert frame["median"].tolist() == pytest.approx([2 + 2 / 31])  # the second day of month 3
    assert frame[["lower", "upper"]].isna().all(axis=None)


def test_what_rests_on_one_event_says_so() -> None:
    told = by_month.estimated(5.0, float("nan"), float("nan"), 100)
    assert told.endswith("(te weinig keer gebeurd voor een marge)")
    assert "marge" not in by_month.estimated(0.0, float("nan"), float("nan"), 100)


@pytest.mark.parametrize("share", [1e-9, 0.5, 1 - 1e-9])
def test_an_error_beyond_all_measure_gives_no_interval(share: float) -> None:
    lower, upper = log_log_interval(np.array([share]), np.array([1e6]), 1.96)
    assert np.isnan([lower, upper]).all()


DAYS = st.integers(0, 1500)
SPELL = st.tuples(DAYS, DAYS, st.sampled_from(["paid_work", "supported_work", "care"]))


@given(st.lists(SPELL, min_size=1, max_size=12), st.lists(st.tuples(st.integers(0, 11), DAYS)))
@settings(max_examples=60 if THOROUGH else 20, deadline=None)
def test_no_interval_is_all_from_0_to_100(
    rows: list[tuple[int, int, str]], back: list[tuple[int, int]]
) -> None:
    first = pd.Timestamp(date(2019, 1, 1))
    places = ((f"c{row}", start, start + end) for row, (start, end, _) in enumerate(rows))
    table = pd.DataFrame(places, columns=["client_id", "start", "end"])
    for name in ("start", "end"):
        table[name] = first + pd.to_timedelta(table[name], "D")
    table = table.assign(
        destination=[where for *_, where in rows], wijk=["Noord", "Zuid"][len(rows) % 2]
    )
    days = ((f"c{who}", str((first + pd.Timedelta(days=day)).date()), None) for who, day in back)
    on_benefit = on_benefit_before(table, *days)
    for result in every_result(table, on_benefit):
        frame = shown(result).frame
        if frame.empty:
            continue
        known = frame[frame["lower"].notna()]
        assert ((known["lower"] > 1e-6) | (known["upper"] < 100 - 1e-6)).all()
        if "share" in frame:
            assert (known["lower"] <= known["share"] + 1e-9).all()
            assert (known["share"] <= known["upper"] + 1e-9).all()


def every_result(table: pd.DataFrame, on_benefit: pd.DataFrame) -> list[Result]:
    lasting = (table, on_benefit, CODELIST, WINDOW)
    return [
        outflow.staying(table, on_benefit, WINDOW),
        outflow.destination_incidence(table, CODELIST, WINDOW),
        outflow.group_differences(table, CODELIST, WINDOW),
        outflow.cohorts(table, CODELIST, WINDOW),
        outflow.durable_incidence(*lasting),
        outflow.reentry(*lasting),
    ]
