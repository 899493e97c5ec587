"""Which counts to leave out, so that what is left out cannot be found from what is shown.

A small count is always left out. Where a reader could narrow it down too far by adding up and
subtracting the rounded counts beside it, the smallest of those is left out as well (secondary
suppression; see Hundepool et al. 2012, Statistical disclosure control, chapter 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evalutils.disclosure.ledger import Ledger, Line, ledger_of, merged, systems_of
from evalutils.disclosure.recovery import Bounds, possible_values
from evalutils.disclosure.rule import Rule
from evalutils.result import Balance, Cell, Result


@dataclass(frozen=True)
class Hidden:
    """The cells to leave out.

    Attributes
    ----------
    small
        Counts below the threshold, which may be shown as such.
    other
        Counts left out to protect a small one, and small ones of which even that would say too
        much.
    """

    small: frozenset[Cell]
    other: frozenset[Cell]


def hidden_cells(result: Result, rule: Rule) -> Hidden:
    """Choose the cells of a result to leave out.

    Every small count keeps at least as many possible values as a rounded count has, also for a
    reader who lays the results that this one repeats beside it.

    Parameters
    ----------
    result
        A result with its counts, balances, copies and repeats.
    rule
        The disclosure rule.
    """
    ledger = ledger_of(result, rule)
    own = set(ledger.counts)
    originals = {id(repeat.result): repeat.result for repeat in result.repeats}
    tags = {key: f"{place}:" for place, key in enumerate(originals)}
    for key, original in originals.items():
        _enter(ledger, original, tags[key], rule)
    repeats = [
        {repeat.cell, (repeat.original[0], tags[id(repeat.result)] + repeat.original[1])}
        for repeat in result.repeats
    ]
    ledger.copies = merged([*ledger.copies, *repeats])
    ledger.leave_out(set(ledger.other))
    for lines in systems_of(ledger, rule):
        _protect(lines, ledger, rule)
    other = frozenset(ledger.other & own)
    return Hidden(frozenset(ledger.small & own) - other, other)


def _enter(ledger: Ledger, result: Result, tag: str, rule: Rule) -> None:
    """Add another result to the ledger, with what was decided for it."""

    def tagged(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple((row, tag + column) for row, column in cells)

    other = ledger_of(result, rule)
    ledger.counts |= {tagged([cell])[0]: count for cell, count in other.counts.items()}
    ledger.small |= set(tagged(list(other.small)))
    ledger.other |= set(tagged(list(hidden_cells(result, rule).other)))
    ledger.fixed |= set(tagged(list(other.counts)))
    ledger.copies += [set(tagged(list(group))) for group in other.copies]
    ledger.balances += [
        Balance(tagged(item.wholes), tagged(item.parts), item.kind) for item in other.balances
    ]


def _protect(lines: Sequence[Line], ledger: Ledger, rule: Rule) -> None:
    """Leave out cells until every small count of these equations keeps enough values."""
    while (exposed := _exposed(lines, ledger, rule)) is not None:
        near = [line for line in lines if exposed in line.equation]
        cell = _smallest_shown(near, ledger) or _smallest_shown(lines, ledger)
        if cell is None:
            # Nothing is left to leave out: not even "below the threshold" is said any more.
            ledger.leave_out({item for line in lines for item in line.equation} & ledger.small)
            return
        ledger.leave_out([cell])


def _smallest_shown(lines: Sequence[Line], ledger: Ledger) -> Cell | None:
    candidates = {cell for line in lines for cell in line.candidates}
    shown = candidates - ledger.small - ledger.other
    return min(shown, key=lambda cell: (ledger.counts[cell], cell), default=None)


def _exposed(lines: Sequence[Line], ledger: Ledger, rule: Rule) -> Cell | None:
    """The first protected number of which a reader can tell too much."""
    cells = sorted({cell for line in lines for cell in line.equation})
    known = {cell: _bounds(cell, ledger, rule) for cell in cells}
    remainders = {line.remainder for line in lines if line.protected}
    equations = [line.equation for line in lines]
    for cell in cells:
        protected = cell in remainders or cell in ledger.small - ledger.other
        if protected and possible_values(cell, equations, known).values < rule.rounding:
            return cell
    return None


def _bounds(cell: Cell, ledger: Ledger, rule: Rule) -> Bounds:
    """What a reader knows of a cell before any adding up."""
    if cell not in ledger.counts:
        return Bounds(0, np.inf)
    if cell in ledger.small:
        return Bounds(0, rule.threshold - 1)
    if cell in ledger.other:
        return Bounds(rule.threshold, np.inf)
    return rule.bounds(ledger.counts[cell])
