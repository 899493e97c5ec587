"""Rungs, steps, instruments and stages that cannot all be true."""

from pathlib import Path

import pytest
from contradicting_data import found, impossible


def ladder(*shares: float, moment: str = "current") -> str:
    return "\n".join(
        f"moment={moment} | rung={rung} | share={share}" for rung, share in enumerate(shares, 1)
    )


def test_shares_of_all_rungs_are_together_all(tmp_path: Path) -> None:
    assert found(tmp_path, ladder=ladder(51.8, 40.2, 8.7)) == [("shares_together", 100, 100.7)]
    assert found(tmp_path / "c", ladder=ladder(51.8, 40.2, 7.9)) == []  # 99.9: within 3 * 0.05
    assert found(tmp_path / "d", ladder=ladder(51.8, 20.2)) == []  # a rung is not printed
    unknown = f"{ladder(51.8, 40.2, 8.0)}\nmoment=current | rung=unknown | share=20"
    assert found(tmp_path / "e", ladder=unknown) == []  # the base leaves out who is not known


def test_shares_that_add_up_to_one_are_no_percentages(tmp_path: Path) -> None:
    fault = impossible(tmp_path, ladder=ladder(0.52, 0.4, 0.08))
    assert "the shares are together 1, and not 100. Write percentages: 55 for 0.55." in fault


def test_a_share_of_a_rung_is_that_of_its_count(tmp_path: Path) -> None:
    rows = "\n".join(f"moment=current | rung={rung} | count=40" for rung in (1, 2))
    rows += "\nmoment=current | rung=3 | count=20 | share="
    assert found(tmp_path, ladder=f"{rows}30") == [("share_beside_count", 30, 20)]
    assert found(tmp_path / "c", ladder=f"{rows}20") == []


def test_steps_from_a_rung_are_no_more_than_the_clients_on_it(tmp_path: Path) -> None:
    moves = "from_rung=2 | basis=expected | "
    rows = f"{moves}to_rungs=same | count=17\n{moves}to_rungs=3 | count=75"
    on_it = "moment=current | rung=2 | count=89"
    # 17 + 75 = 92 of 89
    assert found(tmp_path, ladder_moves=rows, ladder=on_it) == [("parts_above_whole", 89, 92)]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("1", "same", "'same' and '1' in row 2 are both steps to rung 1"),
        ("2", "higher", "both steps to rung 2"),
        ("2-3", "3", "both steps to rung 3"),
    ],
)
def test_no_step_is_counted_twice(first: str, second: str, words: str, tmp_path: Path) -> None:
    moves = "from_rung=1 | basis=realised | count=4 | to_rungs="
    fault = impossible(tmp_path, ladder_moves=f"{moves}{first}\n{moves}{second}")
    assert fault.startswith("ladder_moves.csv row 3, column 'to_rungs': ")
    assert words in fault


def test_there_is_no_step_above_the_highest_rung(tmp_path: Path) -> None:
    fault = impossible(
        tmp_path, ladder_moves="from_rung=3 | to_rungs=higher | basis=realised | count=4"
    )
    assert "there is no rung above 3" in fault


def test_steps_of_everyone_may_be_parts_of_each_other(tmp_path: Path) -> None:
    moves = "from_rung=all | basis=expected | count=4 | to_rungs="
    assert found(tmp_path, ladder_moves=f"{moves}higher\n{moves}2-3\n{moves}same") == []


def test_no_more_stay_away_than_left(tmp_path: Path) -> None:
    row = "cohort=a | definition=benefit_not_resumed | months=12 | exits=10 | still_out=50"
    assert found(tmp_path, durability=row) == [("part_above_whole", 50, 10)]


def test_nobody_comes_back_to_having_stayed_away(tmp_path: Path) -> None:
    def rows(definition: str) -> str:
        row = f"cohort=a | definition={definition} | exits=100 | "
        return f"{row}months=6 | still_out=70\n{row}months=12 | still_out=80"

    assert found(tmp_path, durability=rows("benefit_not_resumed")) == [("longer_away", 80, 70)]
    # a status at one moment may become better
    assert found(tmp_path / "c", durability=rows("cbs_status")) == []


def test_clients_cannot_have_been_followed_beyond_today(tmp_path: Path) -> None:
    row = "cohort=a | cohort_start=2025-01-01 | definition=cbs_status | share=50 | months="
    assert "have not passed yet" in impossible(tmp_path, durability=f"{row}600")
    assert "1000000 is above 600" in impossible(tmp_path / "c", durability=f"{row}1000000")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("participants=100 | exits_work=150", (150, 100)),
        ("started=50 | exits_work=10 | exits_total=99", (99, 50)),
        ("exits_total=20 | exits_work=15 | exits_other=10", (25, 20)),  # 15 + 10 of 20
        ("participants=20 | exits_work=15 | exits_other=10", (25, 20)),
        ("started=20 | participants=100 | exits_total=40", None),  # some started before
        ("participants=100 | exits_work=30 | exits_other=5 | exits_total=40", None),
    ],
)
def test_no_more_leave_an_instrument_than_take_part(
    cells: str, told: tuple[float, float] | None, tmp_path: Path
) -> None:
    expected = [("part_above_whole", *told)] if told else []
    assert found(tmp_path, instruments=f"instrument=a | {cells}") == expected


@pytest.mark.parametrize("share", ["34", "34.0", "67", "76"])  # 67 of 197, of 100, of 88
def test_the_share_of_an_instrument_may_be_of_any_of_its_counts(share: str, tmp_path: Path) -> None:
    row = f"exits_work=67 | started=197 | participants=100 | exits_total=88 | share_work={share}"
    assert found(tmp_path, instruments=f"instrument=a | {row}") == []


def test_a_later_stage_is_not_larger(tmp_path: Path) -> None:
    rows = "funnel=a | order=2 | stage=gestart | count=80\nfunnel=a | order=1 | stage=aangemeld"
    assert found(tmp_path, funnel=f"{rows} | count=75") == [("stage_grows", 80, 75)]
    assert found(tmp_path / "c", funnel=f"{rows} | count=80") == []
