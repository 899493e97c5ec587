"""A result that began to count before its target period says nothing of the pace within it."""

import pandas as pd
import pytest
from filled_tables import figures, only, public, table

from evalutils import outflow, show

CARE = {
    "indicator": "plaatsingen in de zorg",
    "target": 15,
    "result": 25,
    "unit": "placement",
    "direction": "at_least",
    "target_start": "2019-01-01",
    "target_end": "2019-12-31",
    "measured_on": "2019-09-30",
}


@pytest.mark.parametrize("since", ["earlier", "unknown"])
def test_what_counts_from_the_start_of_the_project_is_not_set_pro_rata(since: str) -> None:
    result = public(outflow.target_results(table("targets", CARE | {"counted_since": since})))
    assert figures(result, "outflow.target_pro_rata") == {}
    assert only(result)["ratio"] == pytest.approx(100 * 25 / 15)
    assert "Naar rato" not in show.target_results.table(result).html


@pytest.mark.parametrize("since", [None, "target_start"])
def test_what_counts_from_the_start_of_the_target_period_is(since: str | None) -> None:
    result = public(outflow.target_results(table("targets", CARE | {"counted_since": since})))
    # 273 of 365 days: 100 * (25 / 15) / (273 / 365) = 222.8
    assert only(result)["pro_rata"] == pytest.approx(222.83, abs=0.01)


def test_a_target_in_time_has_its_unit() -> None:
    row = {"indicator": "tijd tot werk", "target": 1.5, "unit": "year", "direction": "at_most"}
    shown = show.target_results.table(public(outflow.target_results(table("targets", row))))
    assert "ten hoogste 1,5\N{NO-BREAK SPACE}jaar" in shown.html


def test_a_target_that_is_about_right_is_told_so_and_decides_nothing() -> None:
    row = CARE | {"target": 1750, "result": 1088, "target_qualifier": "circa"}
    result = public(outflow.target_results(table("targets", row)))
    shown = show.target_results.table(result).html
    assert "ten minste ongeveer 1.750" in shown
    assert "ongeveer 62%" in shown  # 1088 / 1750
    assert only(result)["reached"] is pd.NA
    assert set(result.key_figures["status"]) == {"circa"}
