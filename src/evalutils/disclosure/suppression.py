"""Which counts to leave out, so that what is left out cannot be found from what is shown.

A small count is always left out. Where a reader could narrow it down too far by adding up and
subtracting the rounded counts beside it, the smallest of those is left out as well (secondary
suppression; see Hundepool et al. 2012, Statistical disclosure control, chapter 4).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evalutils.disclosure.ledger import Ledger, Line, identity_of, ledger_of, merged, systems_of
from evalutils.disclosure.recovery import Bounds, extremes
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
    reader who lays the results that this one repeats or is tied to beside it, and those that they
    repeat or are tied to.

    Parameters
    ----------
    result
        A result with its counts, balances, copies, repeats and ties.
    rule
        The disclosure rule.
    """
    return _decide(result, rule, {})


def _decide(result: Result, rule: Rule, decided: dict[Hashable, Hidden]) -> Hidden:
    """Choose the cells, with what was decided for other results."""
    key = identity_of(result)
    if key in decided:
        return decided[key]
    ledger = ledger_of(result, rule)
    own = set(ledger.counts)
    others = _reached(result)
    tags = {name: f"{place}:" for place, name in enumerate(others)}
    for name, other in others.items():
        _enter(ledger, other, tags[name], _decide(other, rule, decided), rule)
    tags[key] = ""
    for item in (result, *others.values()):
        _link(ledger, item, tags)
    ledger.leave_out(set(ledger.other))
    for lines in systems_of(ledger, rule):
        _protect(lines, ledger, rule)
    left_out = frozenset(ledger.other & own)
    decided[key] = Hidden(frozenset(ledger.small & own) - left_out, left_out)
    return decided[key]


def _reached(result: Result) -> dict[Hashable, Result]:
    """The results that it repeats or is tied to, those that they are, and so on; each once."""
    found: dict[Hashable, Result] = {}
    near = [result]
    while near:
        item = near.pop()
        linked = [*(link.result for link in item.repeats), *(tie.result for tie in item.ties)]
        links = {identity_of(other): other for other in linked}
        near += [other for name, other in links.items() if name not in found]
        found |= links
    return found


def _tagged(cells: Sequence[Cell], tag: str) -> tuple[Cell, ...]:
    return tuple((row, tag + column) for row, column in cells)


def _enter(ledger: Ledger, result: Result, tag: str, hidden: Hidden, rule: Rule) -> None:
    """Add another result to the ledger, with what was decided for it."""
    other = ledger_of(result, rule)
    cells = _tagged(list(other.counts), tag)
    ledger.counts |= dict(zip(cells, other.counts.values(), strict=True))
    ledger.small |= set(_tagged(list(other.small), tag))
    ledger.other |= set(_tagged(list(hidden.other), tag))
    ledger.fixed |= set(cells)
    ledger.copies = merged(
        [*ledger.copies, *(set(_tagged(list(group), tag)) for group in other.copies)]
    )
    ledger.balances += [
        Balance(_tagged(item.wholes, tag), _tagged(item.parts, tag), item.kind)
        for item in other.balances
    ]


def _link(ledger: Ledger, result: Result, tags: Mapping[Hashable, str]) -> None:
    """Add what the cells of a result have to do with those of others."""
    own = tags[identity_of(result)]
    repeats = (
        {*_tagged([item.cell], own), *_tagged([item.original], tags[identity_of(item.result)])}
        for item in result.repeats
    )
    ledger.copies = merged([*ledger.copies, *repeats])
    for tie in result.ties:
        wholes, parts = _tagged(tie.others, tags[identity_of(tie.result)]), _tagged(tie.own, own)
        ledger.balances.append(Balance(wholes, parts, "flow" if tie.kind == "equal" else "sum"))


def _protect(lines: Sequence[Line], ledger: Ledger, rule: Rule) -> None:
    """Leave out cells until every small count of these equations keeps enough values."""
    equations = [line.equation for line in lines]
    remainders = {line.remainder for line in lines if line.protected}
    cells = sorted({cell for line in lines for cell in line.equation})
    if all(ledger.group(cell) & ledger.fixed for cell in cells if cell in ledger.counts):
        return  # all of it was decided elsewhere
    protected = [cell for cell in cells if cell in remainders or cell in ledger.small]
    # Leaving out more never tells more: numbers that fit once always fit, so that a cell for
    # which enough of them were seen is safe from then on.
    seen: dict[Cell, tuple[float, float]] = {}
    _look(protected, cells, equations, ledger, rule, seen)
    for cell in protected:
        while cell in remainders or cell in ledger.small - ledger.other:
            if _enough(cell, seen, rule):
                break
            _look([cell], cells, equations, ledger, rule, seen)
            if _enough(cell, seen, rule):
                break
            near = [line for line in lines if cell in line.equation]
            chosen = _smallest_shown(near, ledger) or _smallest_shown(lines, ledger)
            if chosen is None:
                # Nothing is left: not even "below the threshold" is said any more.
                ledger.leave_out({item for line in equations for item in line} & ledger.small)
                return
            ledger.leave_out([chosen])


def _enough(cell: Cell, seen: Mapping[Cell, tuple[float, float]], rule: Rule) -> bool:
    low, high = seen[cell]
    return high - low + 1 >= rule.rounding


def _look(
    chosen: Sequence[Cell],
    cells: Sequence[Cell],
    equations: Sequence[Mapping[Cell, int]],
    ledger: Ledger,
    rule: Rule,
    seen: dict[Cell, tuple[float, float]],
) -> None:
    """Widen what was seen of all cells with the extremes of the chosen ones."""
    if not chosen:
        return
    known = {cell: _bounds(cell, ledger, rule) for cell in cells}
    for fitting in extremes(chosen, equations, known):
        for cell, value in fitting.items():
            low, high = seen.get(cell, (value, value))
            seen[cell] = (min(low, value), max(high, value))


def _smallest_shown(lines: Sequence[Line], ledger: Ledger) -> Cell | None:
    candidates = {cell for line in lines for cell in line.candidates}
    shown = candidates - ledger.small - ledger.other
    return min(shown, key=lambda cell: (ledger.counts[cell], cell), default=None)


def _bounds(cell: Cell, ledger: Ledger, rule: Rule) -> Bounds:
    """What a reader knows of a cell before any adding up."""
    if cell not in ledger.counts:
        return Bounds(0, np.inf)
    if cell in ledger.small:
        return Bounds(0, rule.threshold - 1)
    if cell in ledger.other:
        return Bounds(rule.threshold, np.inf)
    return rule.bounds(ledger.counts[cell])
