"""What a session shows of how the book was made, without a process or a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evalutils.preview.banner import BookState
from evalutils.preview.session import _Session
from evalutils.preview.worker import Remade


class Staged:
    """The parts of a session without a process: outcomes in turn, then Ctrl-C."""

    def __init__(self, *outcomes: Remade) -> None:
        self.outcomes = list(outcomes)
        self.url, self.state = "http://127.0.0.1:1/", BookState()
        self.states: list[BookState] = []
        self.told: list[tuple[str, bool]] = []
        self.limits: list[float] = []

    def make(self) -> Remade:
        return self.outcomes.pop(0)

    def wait(self, limit_s: float) -> set[Path]:
        self.states.append(self.state)
        self.limits.append(limit_s)
        if not self.outcomes:
            raise KeyboardInterrupt
        return {Path("/p/data/a.csv")}

    def tell(self, text: str, *, err: bool = False) -> None:
        self.told.append((text, err))


def staged(*outcomes: Remade) -> Staged:
    stage: Any = Staged(*outcomes)
    with pytest.raises(KeyboardInterrupt):
        _Session(stage, stage, stage, Path("/p"), stage.tell).follow()
    return stage


GOOD = Remade(made=True, rebuilt=True)


def test_a_fault_leaves_the_book_that_was_and_mending_brings_a_new_one() -> None:
    stage = staged(GOOD, Remade(problem="row 4"), GOOD)
    first, wrong, mended = stage.states
    assert (wrong.book, wrong.problem, wrong.renewed) == (first.book, "row 4", False)
    assert mended.book not in ("", first.book)
    assert mended.problem == ""
    assert ("row 4", True) in stage.told


def test_a_change_that_changes_no_page_loads_none() -> None:
    first, same = staged(GOOD, Remade(made=True)).states
    assert same.book == first.book != ""


def test_a_book_that_was_there_already_is_shown_when_it_is_found_to_be_right() -> None:
    assert staged(Remade(made=True)).states[0].book != ""


def test_two_previews_never_give_two_books_one_name() -> None:
    assert staged(GOOD).states[0].book != staged(GOOD).states[0].book


def test_a_notebook_that_failed_is_shown_above_the_new_book() -> None:
    first, second = staged(GOOD, Remade(made=True, rebuilt=True, problem="cell 3")).states
    assert second == BookState(second.book, "cell 3", renewed=True)
    assert second.book != first.book


def test_while_another_command_is_at_work_it_says_so_once_and_tries_again() -> None:
    busy = Remade(busy=True, problem="evalutils build is busy")
    stage = staged(busy, busy, GOOD)
    assert [limit == float("inf") for limit in stage.limits] == [False, False, True]
    assert [text for text, err in stage.told if err] == ["evalutils build is busy"]
