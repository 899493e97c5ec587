"""How many clients were measured, and how many more than once."""

from typing import Any

import pytest
from client_samples import END, START, measurements, moved
from filled_tables import protected, public
from outputs import cells_of, sentence

from evalutils import ladder
from evalutils.show import clients_measured


def coverage_of(clients: Any, clear: Any = public) -> Any:
    return clear(ladder.client_coverage(clients))


def test_who_was_measured_is_listed_with_its_share_of_all() -> None:
    # Of 40 clients 30 were measured, of whom 10 twice.
    rows = [(f"a{n}", "2024-02-01", "expected", "1") for n in range(10)]
    rows += [(f"b{n}", "2024-02-01", "measured", "1") for n in range(30)]
    rows += [(f"b{n}", "2024-08-01", "measured", "2") for n in range(10)]
    covered = coverage_of(ladder.histories(measurements(*rows), START, END))
    assert cells_of(clients_measured.table(covered))[2:] == [
        ["Alle cliënten", "40", "–"],
        ["Gemeten", "30", "75,0%"],
        ["Vaker gemeten", "10", "25,0%"],
    ]
    assert clients_measured.reach(covered) == "; dekking 25,0%"
    assert clients_measured.notes(covered) == [
        "Dekking: 25,0% van de cliënten is twee keer of vaker gemeten."
    ]


@pytest.mark.parametrize(("once", "warned"), [(100, False), (101, True)])
def test_less_than_half_measured_twice_is_a_warning(once: int, warned: bool) -> None:
    rows = [(f"c{number}", "2024-02-01", "measured", "1") for number in range(once)]
    for number in range(100):
        rows += [
            (f"d{number}", "2024-02-01", "measured", "1"),
            (f"d{number}", "2024-08-01", "measured", "2"),
        ]
    clients = ladder.histories(measurements(*rows), START, END)
    text = sentence(clients_measured.sentence(coverage_of(clients)))
    assert ("Let op" in text) == warned


def test_hidden_coverage_is_a_sentence_and_a_table_without_a_number() -> None:
    covered = coverage_of(moved(s12=3), protected)
    assert "weggelaten" in sentence(clients_measured.sentence(covered))
    assert [row[1] for row in cells_of(clients_measured.table(covered))[2:5]] == ["<10"] * 3
    assert (clients_measured.notes(covered), clients_measured.reach(covered)) == ([], "")


def test_only_numbers_that_stand_in_the_table_are_said_to_be_left_out() -> None:
    # 70 are followed, of whom 9 rose: that number stands in another table.
    covered = coverage_of(moved(s12=9, s22=31, s33=30), protected)
    assert not [row for row in cells_of(clients_measured.table(covered)) if "weggelaten" in row[0]]
