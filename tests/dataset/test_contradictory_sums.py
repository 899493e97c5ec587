"""Totals, groups and what vanishes beside their parts."""

from pathlib import Path

import pytest
from contradicting_data import data_of, found, impossible
from small_data import faults_of, load_one


def costs(*items: tuple[str, float], extra: str = "") -> str:
    row = "kind=cost | bearer=municipality | per=participant | price_year=2025"
    return "\n".join(f"item={item} | central={amount} | {row}{extra}" for item, amount in items)


@pytest.mark.parametrize(
    "items",
    [
        (("begeleiding", 3000), ("scholing", 1000), ("Totaal", 4000)),
        (("Subtotaal", 2990), ("scholing", 1000)),
        (("scholing", 1000), ("waarvan lesgeld", 800)),
        (("begeleiding", 3450), ("scholing", 1275), ("alles", 4725)),  # 3450 + 1275
        (("kosten", 4000), ("begeleiding", 1234), ("scholing", 2766)),  # 1234 + 2766
        (("scholing", 1000), ("Som", 1000)),
    ],
)
def test_a_row_that_adds_up_others_is_not_added_to_them(
    items: tuple[tuple[str, float], ...], tmp_path: Path
) -> None:
    fault = impossible(tmp_path, costs=costs(*items))
    assert "this row seems to be the sum or a part of others" in fault


@pytest.mark.parametrize(
    "items",
    [
        (("Totale kosten", 4000),),
        (("Totaal", 4000),),
        (("begeleiding", 3000), ("scholing", 1000), ("stage", 4000)),  # round by chance
        (("begeleiding", 3450), ("huis", 4725), ("scholing", 1275)),  # a sum stands at an end
        (("Totaalpakket", 4000), ("scholing", 1000)),
        (("Samen aan de slag", 4000), ("scholing", 1000)),
        (("Totaal traject A", 4000), ("Totaal traject B", 3000)),
    ],
)
def test_a_row_that_is_no_sum_is_left_alone(
    items: tuple[tuple[str, float], ...], tmp_path: Path
) -> None:
    assert found(tmp_path, costs=costs(*items)) == []


def test_a_sum_is_found_over_all_who_pay(tmp_path: Path) -> None:
    rows = costs(("begeleiding", 3450), ("scholing", 1275), ("alles", 4725))
    fault = impossible(tmp_path, costs=rows.replace("municipality", "state", 1))
    assert "row 4, column 'item': this row seems to be the sum" in fault


def test_the_group_of_everyone_is_no_group(tmp_path: Path) -> None:
    fault = impossible(tmp_path, exits="destination=paid_work | group=Totaal | count=5")
    assert "this is no group but all clients" in fault


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("destination=paid_work | group=eindtotaal | count=5", "no group but all clients"),
        ("destination=paid_work | group=Alle deelnemers | count=5", "no group but all clients"),
        ("destination=paid_work | group=waarvan vrouwen | count=5", "a part of another group"),
    ],
)
def test_a_group_that_is_a_total_or_a_part_is_a_fault_until_the_note_says_otherwise(
    rows: str, said: str, tmp_path: Path
) -> None:
    assert said in impossible(tmp_path, exits=rows)
    assert found(tmp_path, exits=f"{rows} | note=Geen totaal: zo heet de wijk") == []


def test_a_part_that_is_said_to_overlap_is_a_group(tmp_path: Path) -> None:
    row = "destination=paid_work | group=waarvan vrouwen | count=5 | overlapping=true"
    assert found(tmp_path, exits=row) == []


def test_a_total_is_no_step_of_a_funnel(tmp_path: Path) -> None:
    steps = (
        "funnel=a | order=1 | stage=aangemeld | count=9\n"
        "funnel=a | order=2 | stage=Totaal | count=9"
    )
    assert "a total is no step of a funnel" in impossible(tmp_path, funnel=steps)


def test_a_row_that_looks_like_a_sum_may_be_declared_to_be_none(tmp_path: Path) -> None:
    rows = costs(("begeleiding", 3450), ("scholing", 1275), ("alles", 4725))
    assert "write 'geen totaal' in its note" in impossible(tmp_path, costs=rows)
    assert found(tmp_path, costs=f"{rows} | note=geen totaal") == []


@pytest.mark.parametrize(("start", "lost"), [("36", True), ("35", False), ("", False)])
def test_an_amount_after_the_horizon_does_not_vanish(
    start: str, lost: bool, tmp_path: Path
) -> None:
    def told(folder: Path, per: str) -> list[str]:
        rows = costs(("a", 10), extra=f" | start_month={start}").replace("participant", per)
        text = "horizon_months: 36\nlock_in_months: {low: 1, high: 6}\n"
        return faults_of(data_of(folder, published=True, costs=rows, assumptions=text))

    assert len(told(tmp_path / "a", "participant")) == lost
    # what comes after an exit waits for the lock-in: 35 + 1 = 36
    assert len(told(tmp_path / "b", "exit_month")) == (start in ("35", "36"))


def test_no_more_leave_than_take_part(tmp_path: Path) -> None:
    text = "participants: 8\nexits: 9\n"
    data = data_of(tmp_path / "a", published=True, costs=costs(("a", 10)), assumptions=text)
    (item,) = load_one(data).contradictions
    assert (item.kind, item.figure, item.published, item.computed) == (
        "part_above_whole",
        "assumptions.exits",
        9,
        8,
    )
    data = data_of(tmp_path / "b", published=False, costs=costs(("a", 10)), assumptions=text)
    (fault,) = faults_of(data)
    assert fault.startswith("assumptions.yaml row 2, key 'exits': 9 is more than 8")
