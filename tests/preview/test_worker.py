"""Each book is made by a process of its own, by the code of the moment; what it says of errors."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from evalutils.errors import BusyError, DataError
from evalutils.preview import remaking
from evalutils.preview.remaking import Remaker
from evalutils.preview.worker import BookOrder, Remade, _outcome, _raise

ORDER = BookOrder(".", "data", "_build", "_build/preview", (), "outcome", {"force": True})


def problem(error: Exception) -> Remade:
    return _outcome(partial(_raise, error))


def test_a_fault_in_the_data_is_told_as_in_the_terminal() -> None:
    faults = ("a/b/c/exits.csv row 4, column 'count': 'veel' is not a number.",)
    assert problem(DataError(faults)) == Remade(problem=str(DataError(faults)))


def test_a_slip_in_the_package_is_named_with_file_row_and_column() -> None:
    with pytest.raises(SyntaxError) as caught:
        compile("x = 1\ny = = 2\n", "show/cells.py", "exec")
    assert problem(caught.value).problem.startswith("show/cells.py row 2, column 5: ")


def test_a_fault_of_ours_is_told_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # where its traceback is kept
    told = problem(KeyError("client 123")).problem
    assert told.startswith("This is a fault of evalutils, not of your data: KeyError in worker.py")
    assert "123" not in told


def test_who_is_busy_is_told_apart_so_that_it_is_tried_again() -> None:
    assert problem(BusyError("evalutils build is busy")).busy


class Stand:
    """In the place of worker processes: those that were started, and what became of them."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.outdated = False

    def start(self, order: BookOrder) -> Waiting:
        self.events.append(f"start {'force' if order.options['force'] else 'plain'}")
        return Waiting(self)


class Waiting:
    def __init__(self, stand: Stand) -> None:
        self.stand = stand

    @property
    def is_good(self) -> bool:
        outdated, self.stand.outdated = self.stand.outdated, False
        return not outdated

    def make(self) -> Remade:
        self.stand.events.append("make")
        return Remade(made=True)

    def end(self) -> None:
        self.stand.events.append("end")


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    stand = Stand()
    monkeypatch.setattr(remaking, "_Ready", stand.start)
    return stand


def test_the_next_worker_prepares_itself_when_a_book_is_ready(stand: Stand) -> None:
    remaker = Remaker(ORDER)
    remaker.make()
    remaker.make()
    assert stand.events == ["start force", *["make", "end", "start plain"] * 2]


def test_a_worker_from_before_a_change_of_the_package_makes_no_book(stand: Stand) -> None:
    remaker = Remaker(ORDER)
    stand.outdated = True
    remaker.make()
    assert stand.events == ["start force", "end", "start force", "make", "end", "start plain"]
