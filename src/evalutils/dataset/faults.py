"""Faults of data files, collected so that a user sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from evalutils.errors import DataError


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where it is, what it is, what to do.

    Attributes
    ----------
    file
        Path below the data folder.
    row
        Row as a spreadsheet numbers it (the header is row 1); 0 for the whole file.
    column
        Column name, empty for the whole row or file.
    problem
        What is wrong and what to do, in full sentences.
    """

    file: str
    row: int
    column: str
    problem: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f" row {self.row}"
        if self.column:
            place += f", column '{self.column}'"
        return f"{place}: {self.problem}"


@dataclass
class FaultList:
    """Collects faults; `stop` raises them together."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, file: str, problem: str, *, row: int = 0, column: str = "") -> None:
        """Record one fault."""
        self.faults.append(Fault(file, row, column, problem))

    def stop(self) -> None:
        """Raise all faults, sorted by place.

        Raises
        ------
        DataError
            When at least one fault was recorded.
        """
        if self.faults:
            raise DataError([str(fault) for fault in sorted(set(self.faults))])


def suggestion(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or lists all of them."""
    options = sorted(known)
    near = get_close_matches(word, options, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return "Choose from: " + ", ".join(options) + "."
