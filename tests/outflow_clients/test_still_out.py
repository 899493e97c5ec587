"""How long exits to work last, and the cost model that rests on it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from client_tables import (
    CODELIST,
    GUARDED,
    RULE,
    WINDOW,
    benefits,
    on_benefit_before,
    shown,
    spells,
)

from evalutils import cost_benefit, outflow, show
from evalutils.chapters.analysis_inputs import empty_table
from evalutils.chapters.cost_cases import cost_case
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.display import HtmlTable
from evalutils.keys import EvaluationKey

DATA = Path(__file__).parents[2] / "data"


def workers(number: int, back: dict[str, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """So many exits to work on 31 January 2020; per date so many come back on benefit."""
    left = spells(*((f"c{n}", "2020-01-01", "2020-01-31", "paid_work") for n in range(number)))
    days = [day for day, count in back.items() for _ in range(count)]
    again = ((f"c{n}", day, None) for n, day in enumerate(days))
    return left, on_benefit_before(left, *again)


def curve(rows: tuple[pd.DataFrame, pd.DataFrame], guarded: bool = False) -> dict[int, float]:
    window, rule = (GUARDED, RULE) if guarded else (WINDOW, None)
    frame = shown(outflow.still_out(*rows, CODELIST, window), rule).frame
    return dict(zip(frame["month"], frame["still_out"], strict=True))


def test_the_curve_falls_when_a_client_comes_back_on_benefit() -> None:
    # 10 of 40 back in May (month 4), 6 more in October (month 9), followed for 35 months.
    found = curve(workers(40, {"2020-05-15": 10, "2020-10-15": 6}))
    assert list(found) == [3, 6, 12, 18, 24]
    expected = {3: 1.0, 6: 30 / 40, 12: 24 / 40, 18: 24 / 40, 24: 24 / 40}
    assert found == pytest.approx(expected)


def test_exits_followed_for_a_shorter_time_count_as_long_as_they_were() -> None:
    first = workers(20, {"2020-05-15": 5})
    # 20 more leave on 31 October 2022 and are followed for two months only.
    late = spells(*((f"l{n}", "2022-10-01", "2022-10-31", "paid_work") for n in range(20)))
    both = zip(first, (late, on_benefit_before(late)), strict=True)
    found = curve(tuple(pd.concat(parts, ignore_index=True) for parts in both))  # type: ignore[arg-type]
    assert found[6] == pytest.approx(15 / 20)


def test_a_curve_ends_where_fewer_than_ten_are_followed() -> None:
    # 31 of 40 come back in the first half year: 9 are left.
    assert list(curve(workers(40, {"2020-05-15": 31}))) == [3]


def test_other_destinations_and_exits_that_stay_on_benefit_are_not_in_the_curve() -> None:
    rows, benefit = workers(20, {})
    other = spells(*((f"o{n}", "2020-01-01", "2020-01-31", "care") for n in range(20)))
    stays = spells(*((f"s{n}", "2020-01-01", "2020-01-31", "paid_work") for n in range(20)))
    on = benefits(*((f"s{n}", "2020-01-01", None) for n in range(20)))
    everyone = pd.concat([rows, other, stays], ignore_index=True)
    frame = shown(outflow.still_out(everyone, pd.concat([benefit, on]), CODELIST, WINDOW)).frame
    assert set(frame["clients"]) == {20}


def test_a_protected_curve_does_not_tell_how_few_came_back() -> None:
    three, seven = (
        curve(workers(60, {"2020-05-15": 20, "2021-06-15": few}), guarded=True) for few in (3, 7)
    )
    assert three == seven
    assert three[6] == pytest.approx(1 - 20 / 60)


COSTS = {"price_year": 2020, "bearer": "municipality", "source": "s"}
VALUES = {"participants": 200, "exits": 100, "horizon_months": 24, "lock_in_months": 3}


def evaluation(
    rows: tuple[pd.DataFrame, pd.DataFrame], disclosure: Any = "published", **values: Any
) -> Evaluation:
    """An evaluation of followed clients whose assumptions refer to them."""
    given = VALUES | {"durability": "client_level"} | values
    costs = pd.DataFrame(
        [
            {"item": "traject", "kind": "cost", "central": 1000.0, "per": "participant", **COSTS},
            {"item": "u", "kind": "benefit", "central": 900.0, "per": "exit_month", **COSTS},
        ]
    ).reindex(columns=empty_table("costs").columns)
    return Evaluation(
        EvaluationKey("a", "b", "c"),
        Path(),
        *("titel", "", "Almelo", None, "gemeente"),
        *(date(2020, 1, 1), date(2022, 12, 31), "2020-2022", None),
        disclosure,
        *("none", ("s",)),
        tables={"spells": rows[0], "benefits": rows[1], "costs": costs},
        assumptions={
            name: {"value": value, "source": None, "locator": None, "note": None}
            for name, value in given.items()
        },
    )


@pytest.fixture(scope="module")
def library() -> Library:
    return replace(load_library(DATA), destinations=CODELIST)


def test_the_model_takes_the_curve_of_the_clients(library: Library) -> None:
    rows = workers(40, {"2020-05-15": 10, "2020-10-15": 6})
    case = cost_case(evaluation(rows), library)
    table = {"table": {6: 0.75, 12: 0.6, 18: 0.6, 24: 0.6, 3: 1.0}}
    same = cost_case(evaluation(rows, durability=table), library)
    found, listed = (shown(cost_benefit.needed_exits(item)).frame.iloc[0] for item in (case, same))
    assert found["needed"] == pytest.approx(listed["needed"])
    # The clients are a sample: 24 of 40 is not exactly 60%, and a table does not say so.
    assert found["needed_low"] < found["needed"] < found["needed_high"]
    assert pd.isna(listed["needed_low"])  # nothing was drawn: no interval


def test_a_drawn_share_changes_the_hazard_of_every_month_in_the_same_proportion(
    library: Library,
) -> None:
    case = cost_case(evaluation(workers(40, {"2020-05-15": 10, "2020-10-15": 6})), library)
    filled = cost_benefit.model.fill(case, 200, 100)
    values = {**filled.central, "durability": np.array([0.36])}  # 0.6 squared
    lasts = cost_benefit.monthly_flows.lasting(filled, values, np.array([[0.0, 6.0, 12.0]]))
    assert lasts[0] == pytest.approx([1, 0.75**2, 0.36])


def test_the_page_says_that_the_curve_is_that_of_the_clients(library: Library) -> None:
    case = cost_case(evaluation(workers(40, {"2020-05-15": 10})), library)
    shown_table = show.cost_assumptions.table(shown(cost_benefit.assumed(case)))
    assert isinstance(shown_table, HtmlTable)
    assert "100,0% na 3, 75,0% na 6, 75,0% na 12, 75,0% na 18, 75,0% na 24 maanden" in (
        shown_table.html
    )
    assert "berekend uit gegevens van cliënten" in shown_table.html


def test_nobody_back_still_leaves_a_spread(library: Library) -> None:
    case = cost_case(evaluation(workers(40, {})), library)
    row = shown(cost_benefit.needed_exits(case)).frame.iloc[0]
    assert row["needed"] == pytest.approx(100 * row["cost_eur"] / row["value_eur"])
    assert row["needed_high"] > row["needed"]


def test_without_exits_that_were_followed_the_durability_is_a_gap(library: Library) -> None:
    few = cost_case(evaluation(workers(9, {"2020-05-15": 2})), library)
    assert "durability" in few.gaps
    assert shown(cost_benefit.needed_exits(few)).empty


def test_a_protected_model_rests_on_the_protected_curve(library: Library) -> None:
    pages = [
        shown(cost_benefit.needed_exits(cost_case(evaluation(rows, "protected"), library)), RULE)
        for rows in (workers(60, {"2020-05-15": 20, "2021-06-15": few}) for few in (3, 7))
    ]
    assert pages[0].frame.equals(pages[1].frame)
    assert not np.isnan(pages[0].frame["needed"].iloc[0])
