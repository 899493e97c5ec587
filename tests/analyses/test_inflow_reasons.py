"""Why people came: the counts of a reason, and their shares of a stated base."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import caseload, public, table, together

from evalutils import outflow
from evalutils.disclosure import Publishable


def came(numbers: pd.DataFrame | None, *rows: dict[str, Any]) -> Publishable:
    return public(outflow.inflow_reasons(table("inflow", *rows), numbers))


def shares(result: Publishable) -> dict[str, float]:
    found = result.key_figures
    return dict(found[found["indicator"] == "outflow.inflow_share"][["group", "value"]].to_numpy())


def test_a_reason_is_a_share_of_the_total_of_its_group() -> None:
    result = came(None, {"reason": "total", "count": 60}, {"reason": "study_ended", "count": 15})
    assert shares(result) == {"study_ended": 25}  # 15 of 60
    counts = result.key_figures.query("indicator == 'outflow.inflow_count'")
    assert counts["value"].tolist() == [60, 15]


def test_without_a_total_the_inflow_of_the_caseload_is_the_base() -> None:
    # The outflow of 30 has nothing to do with it.
    row = {"reason": "study_ended", "count": 15}
    result = came(caseload(inflow=60, outflow=30), row)
    assert shares(result) == {"study_ended": 25}
    assert result.frame["base"].tolist() == ["inflow"]


def test_a_row_may_name_another_base() -> None:
    row = {"reason": "study_ended", "count": 15, "base": "stock_start"}
    result = came(caseload(inflow=60, stock_start=150), row)
    assert shares(result) == {"study_ended": 10}
    assert result.frame["base"].tolist() == ["stock_start"]


@pytest.mark.parametrize("measure", ["inflow", "outflow"])
def test_a_base_that_the_row_names_is_not_taken_for_its_counterpart(measure: str) -> None:
    row = {"reason": "study_ended", "count": 15, "base": measure}
    result = came(caseload(inflow=60, outflow=30), row)
    assert result.frame["n"].tolist() == [{"inflow": 60, "outflow": 30}[measure]]
    assert result.frame["base"].tolist() == [measure]


def test_what_is_about_right_stays_so() -> None:
    row = {"reason": "study_ended", "count": 15, "qualifier": "at_least"}
    result = came(caseload(inflow=60), row)
    assert result.key_figures["status"].tolist() == ["at_least", "at_least"]


def test_a_reason_is_protected_as_a_destination_is() -> None:
    # 20 came: 12 + 8. The 8 is below 10, and 20 - 12 would give it away within 5.
    rows = [("employment_ended", 12), ("study_ended", 8)]
    reasons = table("inflow", *({"reason": name, "count": count} for name, count in rows))
    exits = table("exits", *({"destination": name, "count": count} for name, count in rows))
    numbers = caseload(inflow=20, outflow=20)
    (came_in,) = together(outflow.inflow_reasons(reasons, numbers))
    (left,) = together(outflow.destinations(exits, numbers))
    columns = ["count", "n", "share", "hidden_count", "hidden_leavers"]
    pd.testing.assert_frame_equal(came_in[columns], left[columns])
    assert came_in["hidden_count"].notna().tolist()[1]


def test_the_total_is_the_inflow_of_the_caseload_when_they_are_equal() -> None:
    result = outflow.inflow_reasons(
        table("inflow", {"reason": "total", "count": 60}, {"reason": "other", "count": 20}),
        caseload(inflow=60, outflow=60),
    )
    assert result.names[0, "count"] == "caseload.inflow"
    assert result.names[1, "count"] == "inflow.other"


def test_reasons_of_inflow_and_destinations_of_exits_are_different_numbers() -> None:
    # Both tables have a code 'other' with 20.
    came_in = outflow.inflow_reasons(table("inflow", {"reason": "other", "count": 20}), None)
    left = outflow.destinations(table("exits", {"destination": "other", "count": 20}), None)
    assert not set(came_in.names.values()) & set(left.names.values())
