"""The same clients at both measurements, and what became of who was measured once."""

import numpy as np
import pandas as pd
import pytest
from client_samples import END, START, measurements
from hypothesis import given
from hypothesis import strategies as st

from evalutils import ladder
from evalutils.contracts.spans import Span
from evalutils.dataset.codelists import Destination
from evalutils.disclosure import Rule, publish
from evalutils.ladder.clients.paired_change import NAMES
from evalutils.result import Result
from evalutils.show import same_clients
from evalutils.statistics.paired_measurements import mean_interval

PERIOD = Span(START, END)
CODES = {
    code: Destination(code, code, grouping, "")
    for code, grouping in (("paid_work", "work"), ("care", "care"))
}


def sample(twice: dict[str, int], once: int, never: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Clients and spells; who was measured once left for work in March, the others stayed."""
    rows, spells = [], []
    for step, count in twice.items():
        for number in range(count):
            name = f"{step}-{number}"
            rows += [(name, "2024-02-01", "measured", step[1])]
            rows += [(name, "2024-08-01", "measured", step[2])]
            spells.append((name, "2024-01-01", None, None))
    for number in range(once):
        rows.append((f"o{number}", "2024-02-01", "measured", "1"))
        spells.append((f"o{number}", "2024-01-01", "2024-03-31", "paid_work"))
    spells += [(f"n{number}", "2024-01-01", None, None) for number in range(never)]
    table = pd.DataFrame(spells, columns=["client_id", "start", "end", "destination"])
    table = table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))
    return ladder.histories(measurements(*rows), START, END, spells=table), table


def again(clients: pd.DataFrame, spells: pd.DataFrame, fewest: int = 1) -> Result:
    return ladder.measured_again(clients, spells, CODES, PERIOD, fewest)


def test_the_change_is_that_of_each_client_and_not_of_two_crowds() -> None:
    # 60 of 100 rose a rung, 20 fell one; 100 more stood on rung 1 and were measured once.
    clients, _ = sample({"s12": 60, "s22": 20, "s21": 20}, once=100)
    row = publish(ladder.client_change(clients), None).frame.iloc[0]
    assert row["change"] == pytest.approx((60 - 20) / 100)
    # The squares of the steps are 80: variance (80 - 100 * 0.4 ** 2) / 99, t of 99 degrees 1.984.
    half = 1.984217 * np.sqrt((80 - 16) / 99 / 100)
    assert [row["lower"], row["upper"]] == pytest.approx([0.4 - half, 0.4 + half], abs=1e-3)


def test_who_all_moved_alike_have_no_interval() -> None:
    assert mean_interval([1, 1, 1])[0] == 1
    assert np.isnan(mean_interval([1, 1, 1])[1:]).all()
    assert np.isnan(mean_interval([2])[1:]).all()


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=40))
def test_the_interval_holds_the_mean(steps: list[int]) -> None:
    mean, lower, upper = mean_interval(steps)
    assert np.isnan(lower) or lower < mean < upper


def test_an_exit_to_work_stands_beside_the_steps_of_the_same_people() -> None:
    clients, spells = sample({"s12": 60, "s22": 20, "s21": 20}, once=50, never=30)
    frame = publish(again(clients, spells), None).frame.set_index("group_key")
    assert frame["clients"].tolist() == [100, 60, 20, 20, 50, 30]
    assert frame["work"].tolist() == [0, 0, 0, 0, 50, 0]
    assert frame.loc["once", "share"] == 100
    assert frame.loc["once", "months"] == 3  # January to March
    assert frame.loc["twice", "months"] == 12  # up to the end of the period
    # 60 of 150 rose when the 50 all fell, 110 when they all rose; 20 and 70 fell.
    assert frame.loc["up", ["least", "most"]].tolist() == pytest.approx([40, 100 * 110 / 150])
    assert frame.loc["down", ["least", "most"]].tolist() == pytest.approx(
        [100 * 20 / 150, 100 * 70 / 150]
    )


def test_without_spells_nothing_is_said_of_work() -> None:
    clients, spells = sample({"s12": 40}, once=10)
    frame = publish(again(clients, spells.iloc[:0]), None).frame
    assert frame[["work", "share", "months"]].isna().all(axis=None)
    assert list(frame["group_key"]) == list(NAMES)
    assert publish(again(clients.iloc[:0], spells), None).frame.empty


@pytest.mark.parametrize(("few", "shown"), [(9, False), (10, True)])
def test_a_protected_change_is_coarse_and_needs_who_rose_and_fell(few: int, shown: bool) -> None:
    clients, _ = sample({"s12": 60, "s22": 100, "s21": few}, once=0)
    row = publish(ladder.client_change(clients), Rule(10, 5)).frame.iloc[0]
    assert pd.notna(row["change"]) == shown
    if shown:  # 50 rungs of 170 clients, in steps of a tenth; the bounds move outward
        assert [row["change"], row["lower"], row["upper"]] == pytest.approx([0.3, 0.2, 0.4])


def test_the_page_tells_the_change_and_the_bounds() -> None:
    clients, spells = sample({"s12": 60, "s22": 20, "s21": 20}, once=50)
    change = same_clients.sentence(publish(ladder.client_change(clients), None))
    assert "gemiddeld 0,40 trede hoger dan bij de eerste (95%-interval +0,24 tot" in change.text
    told = same_clients.again_sentence(publish(again(clients, spells), None)).text
    assert "van wie één keer is gemeten 50 van de 50" in told
    assert "tussen 40,0% en 73,3% gestegen en tussen 13,3% en 46,7% gedaald" in told
    table = same_clients.again_table(publish(again(clients, spells), None))
    assert "Eén keer gemeten" in table.html
