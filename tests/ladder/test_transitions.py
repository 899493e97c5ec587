"""Square tables and a panel against R (tests/reference/ladder), and the rules for measurements."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import SquareTable

from evalutils.ladder import first_and_last, marginal_homogeneity
from evalutils.statistics.transition_tables import table_of_pairs

REFERENCE = Path(__file__).parents[1] / "reference" / "ladder"
CELLS = pd.read_csv(REFERENCE / "square_tables.csv")
TESTS = pd.read_csv(REFERENCE / "square_tests.csv")
TABLES = {
    name: part.pivot(index="from", columns="to", values="count").to_numpy()
    for name, part in CELLS.groupby("table")
}


def panel() -> pd.DataFrame:
    frame = pd.read_csv(REFERENCE / "panel.csv", dtype={"rung": "str"}, parse_dates=["date"])
    return frame.assign(kind="measured", correction=False)


def measured(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Measurements as (client, date, rung) with an optional correction mark."""
    filled = [(*row, False)[:4] for row in rows]
    frame = pd.DataFrame(filled, columns=["client_id", "date", "rung", "correction"])
    return frame.assign(date=pd.to_datetime(frame["date"]), kind="measured")


@pytest.mark.parametrize("row", TESTS.to_dict("records"), ids=lambda row: str(row["table"]))
def test_square_tables_agree_with_r(row: dict[str, Any]) -> None:
    test = getattr(marginal_homogeneity(TABLES[row["table"]]), row["test"])
    assert test.statistic == pytest.approx(row["statistic"], rel=1e-10)
    assert test.df == row["df"]
    assert test.p == pytest.approx(row["p"], rel=1e-9)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_square_tables_agree_with_statsmodels(name: str) -> None:
    table = SquareTable(TABLES[name], shift_zeros=False)
    ours = marginal_homogeneity(TABLES[name])
    assert ours.stuart_maxwell.statistic == pytest.approx(table.homogeneity().statistic)
    assert ours.bhapkar.statistic == pytest.approx(table.homogeneity(method="bhapkar").statistic)
    assert ours.bowker.statistic == pytest.approx(table.symmetry().statistic)


def test_an_empty_rung_takes_no_degree_of_freedom() -> None:
    table = TABLES["ladder"]
    wider = np.insert(np.insert(table, 2, 0, axis=0), 2, 0, axis=1)
    before, after = marginal_homogeneity(table), marginal_homogeneity(wider)
    for name in ("stuart_maxwell", "bhapkar", "bowker"):
        assert getattr(after, name) == pytest.approx(getattr(before, name))


def test_a_table_without_movers_has_no_test() -> None:
    test = marginal_homogeneity(np.diag([5, 6, 7])).stuart_maxwell
    assert (test.statistic, test.df) == (0, 0)
    assert np.isnan(test.p)


def test_bhapkar_is_infinite_when_all_rose() -> None:
    # All 8 went from the first to the second rung: (8 - 0)^2 / 8 = 8 of 8 clients.
    found = marginal_homogeneity([[0, 8], [0, 0]])
    assert found.stuart_maxwell.statistic == pytest.approx(8)
    assert np.isinf(found.bhapkar.statistic)


def test_the_panel_gives_the_table_of_msm() -> None:
    expected = pd.read_csv(REFERENCE / "panel_table.csv")
    expected = expected.pivot(index="from", columns="to", values="Freq").to_numpy()
    assert (table_of_pairs(first_and_last(panel()), range(1, 6)).to_numpy() == expected).all()


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_relabelling_and_reordering_clients_changes_nothing(random: Any) -> None:
    data = panel()
    names = list(data["client_id"].unique())
    shuffled = random.sample(names, len(names))
    renamed = data.assign(
        client_id=data["client_id"].map(dict(zip(names, shuffled, strict=True)))
    ).sample(frac=1, random_state=random.randrange(1000))
    rungs = range(1, 6)
    pd.testing.assert_frame_equal(
        table_of_pairs(first_and_last(renamed), rungs), table_of_pairs(first_and_last(data), rungs)
    )


def test_two_equal_moments_give_no_movers() -> None:
    first = panel().drop_duplicates("client_id")
    again = first.assign(date=first["date"] + pd.Timedelta(days=30))
    table = table_of_pairs(first_and_last(pd.concat([first, again])), range(1, 6)).to_numpy()
    assert table.sum() == first["client_id"].nunique()
    assert (table == np.diag(np.diag(table))).all()


def test_only_first_and_last_count_and_clients_measured_once_do_not() -> None:
    data = measured(
        ("a", "2024-03-01", "4"), ("a", "2024-01-01", "1"), ("a", "2024-02-01", "6"),
        ("b", "2024-01-01", "2"),
    )  # fmt: skip
    pairs = first_and_last(data)
    assert pairs[["client_id", "first_rung", "last_rung", "measurements"]].to_numpy().tolist() == [
        ["a", 1, 4, 3]
    ]


def test_a_correction_replaces_the_measurement_of_that_day() -> None:
    data = measured(
        ("a", "2024-01-01", "1"), ("a", "2024-06-01", "5", True), ("a", "2024-06-01", "2")
    )
    assert first_and_last(data)["last_rung"].tolist() == [5]


@pytest.mark.parametrize("marks", [(False, False), (True, True)])
def test_two_rungs_on_one_day_need_exactly_one_correction(marks: tuple[bool, bool]) -> None:
    data = measured(*[("a", "2024-01-01", rung, mark) for rung, mark in zip("12", marks)])  # noqa: B905
    with pytest.raises(ValueError, match="exactly one"):
        first_and_last(data)


def test_an_unknown_rung_is_no_measurement() -> None:
    data = measured(("a", "2024-01-01", "1"), ("a", "2024-02-01", "unknown"))
    assert first_and_last(data).empty


def test_a_rung_outside_the_scheme_is_named() -> None:
    data = measured(("a", "2024-01-01", "1"), ("a", "2024-02-01", "9"))
    with pytest.raises(ValueError, match="outside the scheme"):
        table_of_pairs(first_and_last(data), [1, 2, 3])
