"""Signed ranks against R, and what became of expectations."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import wilcoxon

from evalutils.ladder import signed_rank
from evalutils.statistics.paired_measurements import expectation_pairs
from evalutils.statistics.transition_tables import first_and_last, table_of_pairs

REFERENCE = Path(__file__).parents[1] / "reference" / "ladder"


def panel_table() -> pd.DataFrame:
    frame = pd.read_csv(REFERENCE / "panel.csv", dtype={"rung": "str"}, parse_dates=["date"])
    return table_of_pairs(first_and_last(frame.assign(kind="measured")), range(1, 6))


def measurements(*rows: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["client_id", "date", "kind", "rung"])
    return frame.assign(date=pd.to_datetime(frame["date"]))


def test_signed_ranks_of_the_panel_agree_with_coin() -> None:
    (expected,) = pd.read_csv(REFERENCE / "panel_wilcoxon.csv").to_dict("records")
    found = signed_rank(panel_table())
    assert found.statistic == pytest.approx(expected["statistic"] ** 2, rel=1e-9)
    assert found.p == pytest.approx(expected["p"], rel=1e-9)


def test_signed_ranks_agree_with_scipy() -> None:
    table = panel_table().to_numpy()
    steps = np.subtract.outer(np.arange(5), np.arange(5)).repeat(table.ravel())
    expected = wilcoxon(steps, zero_method="pratt", correction=False, method="asymptotic")
    assert signed_rank(table).p == pytest.approx(expected.pvalue, rel=1e-9)


def test_nobody_moved_is_no_test() -> None:
    assert signed_rank(np.diag([3, 4])).df == 0


def test_expectations_are_compared_with_the_last_measurement_after_them() -> None:
    data = measurements(
        ("a", "2024-01-01", "expected", "3"), ("a", "2024-01-01", "measured", "1"),
        ("a", "2024-06-01", "measured", "2"), ("a", "2024-09-01", "measured", "3"),
        ("b", "2024-01-01", "expected", "3"), ("b", "2024-09-01", "measured", "1"),
        ("c", "2024-01-01", "expected", "3"), ("c", "2024-01-01", "measured", "1"),
        ("d", "2024-01-01", "expected", "2"), ("d", "2024-09-01", "measured", "3"),
    )  # fmt: skip
    found = expectation_pairs(data).set_index("client_id")
    # a arrived, b stayed two rungs below, c was not measured afterwards, d went beyond.
    assert found["expected_rung"].tolist() == [3, 3, 3, 2]
    assert found["reached_rung"].fillna(0).tolist() == [3, 1, 0, 3]


def test_no_expectations_give_no_pairs() -> None:
    assert expectation_pairs(measurements(("a", "2024-01-01", "measured", "1"))).empty
