"""All counts of a result, with how they add up and where they come from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evalutils.disclosure.rule import Rule
from evalutils.result import Balance, Cell, Result


@dataclass
class Ledger:
    """The numbers that disclosure control looks at.

    Attributes
    ----------
    counts
        Every known or implied count, in whole persons.
    small
        Cells with a count below the threshold.
    other
        Cells left out for another reason.
    balances
        How the cells add up.
    copies
        Sets of cells that hold the same number.
    fixed
        Cells of other results: whether they are shown was decided there.
    """

    counts: dict[Cell, float]
    small: set[Cell]
    balances: list[Balance]
    copies: list[set[Cell]]
    other: set[Cell] = field(default_factory=set)
    fixed: set[Cell] = field(default_factory=set)

    def group(self, cell: Cell) -> set[Cell]:
        """The cell with all its copies."""
        return next((group for group in self.copies if cell in group), {cell})

    def original(self, cell: Cell) -> Cell:
        """The one cell that stands for all copies."""
        return min(self.group(cell))

    def leave_out(self, cells: Iterable[Cell]) -> None:
        """Leave out the cells with all their copies."""
        self.other.update(copy for cell in cells for copy in self.group(cell))


def ledger_of(result: Result, rule: Rule) -> Ledger:
    """The ledger of a result on its own."""
    implied = implied_counts(result)
    small = {cell for cell, count in implied.items() if count < rule.threshold}
    counts = {
        cell: float(np.floor(count if cell in small else count + 0.5))
        for cell, count in implied.items()
    }
    return Ledger(counts, small, list(result.balances), merged(map(set, result.copies)))


def implied_counts(result: Result) -> dict[Cell, float]:
    """Every known count, and every count that a printed share of a known base gives away."""
    frame = result.exact
    known = {column: frame[column].astype("float64") for column in result.counts}
    for share in result.shares:
        if share.count is None or not share.bases:
            continue
        base = known[share.bases[0]]
        for column in share.bases[1:]:
            base = base.fillna(known[column])
        known[share.count] = known[share.count].fillna(frame[share.column] / 100 * base)
    return {
        (int(str(row)), column): float(value)
        for column, values in known.items()
        for row, value in values.dropna().items()
    }


def identity_of(result: Result) -> Hashable:
    """What makes two results the same one: an analysis done twice gives the same numbers."""
    links = (
        tuple((link.cell, link.original) for link in result.repeats),
        tuple((link.own, link.others, link.kind) for link in result.ties),
    )
    numbers = result.exact[list(result.counts)].astype("float64").to_numpy().tobytes()
    rows = tuple(result.exact.index)
    return (result.counts, rows, numbers, result.balances, result.copies, *links)


def merged(groups: Iterable[set[Cell]]) -> list[set[Cell]]:
    """Groups of cells, those that share a cell taken together."""
    found: list[set[Cell]] = []
    for group in groups:
        together = set(group)
        for other in [other for other in found if other & together]:
            found.remove(other)
            together |= other
        found.append(together)
    return found


@dataclass(frozen=True)
class Line:
    """A balance as an equation that adds up to 0.

    Attributes
    ----------
    equation
        Coefficient per cell.
    candidates
        Cells that may be left out to protect another.
    remainder
        The cell that stands for what the parts leave; None when they leave nothing.
    protected
        Whether that remainder is a small group of persons.
    """

    equation: Mapping[Cell, int]
    candidates: tuple[Cell, ...]
    remainder: Cell | None = None
    protected: bool = False


def systems_of(ledger: Ledger, rule: Rule) -> list[list[Line]]:
    """The equations of a ledger, in groups that share no cell."""
    lines = [_line(number, item, ledger, rule) for number, item in enumerate(ledger.balances)]
    usable = [line for line in lines if line is not None]
    groups = merged(set(line.equation) for line in usable)
    return [[line for line in usable if set(line.equation) <= group] for group in groups]


def _line(number: int, balance: Balance, ledger: Ledger, rule: Rule) -> Line | None:
    """The equation of a balance; None when its numbers do not fit it or say nothing."""
    wholes, parts = _known(balance.wholes, ledger), _known(balance.parts, ledger)
    rest = sum(ledger.counts[cell] for cell in wholes) - sum(ledger.counts[cell] for cell in parts)
    exact = rest == 0 and len(parts) == len(balance.parts)
    if len(wholes) < len(balance.wholes) or not parts or rest < 0:
        return None
    if balance.kind == "flow" and not exact:
        return None
    equation = {**dict.fromkeys(wholes, 1), **dict.fromkeys(parts, -1)}
    fixed = {ledger.original(cell) for cell in ledger.fixed}
    free = wholes + parts if balance.kind == "flow" else parts
    candidates = tuple(cell for cell in free if cell not in fixed)
    if exact and balance.kind != "remainder":
        return Line(equation, candidates)
    remainder = (number, "(remainder)")
    protected = balance.kind == "remainder" and rest < rule.threshold
    return Line({**equation, remainder: -1}, candidates, remainder, protected)


def _known(cells: Sequence[Cell], ledger: Ledger) -> list[Cell]:
    return [ledger.original(cell) for cell in cells if cell in ledger.counts]
