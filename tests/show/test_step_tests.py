"""Whether the steps are more than chance, and how long lay between the measurements."""

from typing import Any

from client_samples import moved
from filled_tables import public
from outputs import SCHEME, cells_of, sentence

from evalutils import ladder
from evalutils.display import Nothing
from evalutils.show import months_between, step_tests


def shift_of(**steps: int) -> Any:
    return public(ladder.client_tests(moved(**steps), SCHEME.numbers))


def test_an_untouched_table_has_no_shift_to_tell() -> None:
    assert isinstance(step_tests.sentence(shift_of(s11=40)), Nothing)


def test_a_shift_that_chance_explains_is_said_to_be_so() -> None:
    text = sentence(step_tests.sentence(shift_of(s12=5, s21=5, s11=40)))
    assert "niet aantoonbaar verschoven (p = 1,000)" in text


def test_every_test_is_listed_with_its_own_statistic() -> None:
    # 40 up and 20 down between two rungs: (40 - 20)² / 60 = 6.7 for Stuart-Maxwell and Bowker.
    clients = moved(s12=40, s21=20, s11=40)
    shift = public(ladder.client_tests(clients, [1, 2]))
    covered = public(ladder.client_coverage(clients))
    rows = {row[0]: row[1:] for row in cells_of(step_tests.table(shift, covered))[2:6]}
    assert rows["Verdeling verschoven (Stuart-Maxwell)"][:2] == ["6,7", "1"]
    assert rows["Heen en terug in evenwicht (Bowker)"][:2] == ["6,7", "1"]
    assert len(rows) == 4


def test_months_between_measurements_are_told_and_listed() -> None:
    # From 1 February to 1 August 2024: 182 days, of 30.4 days a month.
    months = public(ladder.months_between(moved(s12=40)))
    assert "in het midden 6 maanden" in sentence(months_between.sentence(months))
    assert [row[1] for row in cells_of(months_between.table(months))[2:5]] == ["6 maanden"] * 3
