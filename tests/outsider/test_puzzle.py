"""The solver alone: what follows from numbers that add up."""

import math

import pytest

from evalutils.attack import solving
from evalutils.attack.forms import count_form
from evalutils.attack.puzzle import ANY, Puzzle, Range, SaidRule
from evalutils.attack.solving import solved

FIVE = SaidRule(threshold=10, base=5)
SQUARE = ((12, 4, 20), (15, 30, 8), (22, 17, 19))


def square(*hidden: tuple[int, int]) -> Puzzle:
    """A table of 3 by 3 with its sums, of which some cells are hidden."""
    puzzle = Puzzle()
    for row, counts in enumerate(SQUARE):
        for column, count in enumerate(counts):
            known = ANY if (row, column) in hidden else Range(count, count)
            puzzle.know(cell(row, column), known)
    for at in range(3):
        of_row, of_column = sum(SQUARE[at]), sum(row[at] for row in SQUARE)
        puzzle.know(("row", str(at)), Range(of_row, of_row))
        puzzle.know(("column", str(at)), Range(of_column, of_column))
        puzzle.adds_up(("row", str(at)), [cell(at, column) for column in range(3)])
        puzzle.adds_up(("column", str(at)), [cell(row, at) for row in range(3)])
    return puzzle


def cell(row: int, column: int) -> tuple[str, ...]:
    return ("cell", str(row), str(column))


def reach(puzzle: Puzzle, *name: str, enough: int = 100) -> tuple[float, float]:
    return solved(puzzle, {name: enough})[name].reach


def test_one_hidden_cell_of_a_table_with_sums_is_recovered() -> None:
    # 12 + ? + 20 = 36
    assert reach(square((0, 1)), *cell(0, 1)) == (4, 4)


def test_two_hidden_cells_in_a_row_are_recovered_from_their_columns() -> None:
    assert reach(square((0, 1), (0, 2)), *cell(0, 1)) == (4, 4)


def test_a_square_of_four_hidden_cells_keeps_its_values() -> None:
    # Rows: a + b = 24 and c + d = 38; columns: a + c = 34 and b + d = 28. So a runs from 0 to 24,
    # and c = 34 - a may be no more than 38: nothing narrower.
    puzzle = square((0, 1), (0, 2), (1, 1), (1, 2))
    assert reach(puzzle, *cell(0, 1)) == (0, 24)


def test_only_whole_numbers_fit() -> None:
    # 2a = b with b from 5 to 7: b is 6 and a is 3, though a = 2.5 to 3.5 would do in fractions.
    puzzle = Puzzle()
    puzzle.know(("b",), Range(5, 7))
    puzzle.relate({("a",): 2, ("b",): -1})
    assert reach(puzzle, "a") == (3, 3)


def test_a_number_that_nothing_bounds_has_no_end() -> None:
    puzzle = Puzzle()
    puzzle.know(("a",), ANY)
    assert reach(puzzle, "a", enough=10**9) == (0, math.inf)


def test_a_number_rounded_to_five_may_be_two_off_and_one_rounded_to_ten_five_below() -> None:
    assert FIVE.around(20) == (18, 22)
    assert SaidRule(10, 10).around(20) == (15, 24)


def test_a_number_rounded_up_or_down_may_be_four_off() -> None:
    assert SaidRule(10, 5, either=True).around(20) == (16, 24)


def test_rounded_sums_leave_what_their_rounding_leaves() -> None:
    # 20 (18 to 22) is 15 (13 to 17) and a hidden rest: 1 to 9.
    puzzle = Puzzle()
    puzzle.know(("whole",), FIVE.around(20))
    puzzle.know(("part",), FIVE.around(15))
    puzzle.know(("rest",), Range(0, 9))
    puzzle.adds_up(("whole",), [("part",), ("rest",)])
    assert reach(puzzle, "rest") == (1, 9)


def test_a_difference_of_rounded_numbers_tells_which_multiple_the_hidden_one_is() -> None:
    # 20 less what is hidden, both rounded, is 15: the hidden one is rounded to 5.
    puzzle = Puzzle()
    puzzle.know(("came",), FIVE.around(20))
    puzzle.know(("left",), Range(0, 9))
    came, left = (puzzle.rounded(name, FIVE) for name in (("came",), ("left",)))
    puzzle.relate({came: 5, left: -5}, Range(15, 15))
    assert reach(puzzle, "left", enough=6) == (3, 7)


def test_a_guess_counts_as_long_as_it_fits_the_rest() -> None:
    puzzle = Puzzle()
    puzzle.know(("whole",), Range(30, 30))
    puzzle.know(("part",), Range(12, 12))
    puzzle.know(("other",), Range(0, 9))
    puzzle.adds_up(("whole",), [("part",), ("other",)])  # 12 + 9 at most: these are not all of it
    assert reach(puzzle, "other") == (0, 9)


def test_what_contradicts_itself_without_a_guess_is_undecided_and_not_safe() -> None:
    puzzle = Puzzle()
    puzzle.know(("a",), Range(0, 3))
    puzzle.relate({("a",): 1}, Range(7, 7))
    assert not solved(puzzle, {("a",): 5})[("a",)].decided


def test_the_same_puzzle_has_the_same_answer() -> None:
    def answers() -> list[object]:
        puzzle = square((0, 1), (0, 2), (1, 1), (1, 2))
        return [*solved(puzzle, dict.fromkeys(puzzle.known, 5)).items()]

    assert answers() == answers()


def test_a_solver_that_gives_up_has_decided_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "SECONDS", 0.0)
    puzzle = square((0, 1), (0, 2), (1, 1), (1, 2))
    assert not solved(puzzle, {cell(0, 1): 5})[cell(0, 1)].decided


def test_what_no_number_of_persons_can_be_is_no_search_without_end() -> None:
    with pytest.raises(ValueError, match="no number of persons"):
        Puzzle().know(("somewhere",), Range(0, -0.95))


@pytest.mark.parametrize(("text", "low", "high"), [("<10", 0, 9), ("<1", 0, 0)])
def test_below_a_whole_number_is_a_hidden_count(text: str, low: int, high: int) -> None:
    form = count_form(text, FIVE)
    assert form is not None
    assert form.within == Range(low, high)


@pytest.mark.parametrize("text", ["<0,05", "<0,5", "<2,5", "<0"])
def test_below_a_part_of_one_is_a_p_value_and_no_count(text: str) -> None:
    assert count_form(text, FIVE) is None
