"""Numbers that are equal in several tables of an evaluation: to a reader they may be one number.

The same people stand in the exits, in a target, in an assumption and in the last stage of a funnel,
and only who typed the tables knows. So where two tables of an evaluation hold the same number it is
taken for one: hidden in one place, hidden in both, and what each table tells of it counts together.
Numbers that analyses of clients give are named one by one and need no guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from evalutils.chapters.chapter import Analysis
from evalutils.contracts.tables import COUNTED_FROM
from evalutils.disclosure.numbers import DECIMALS, identity_of, implied_counts
from evalutils.result import Result, respelled

# Tables with a row per client or spell.
_OF_CLIENTS = frozenset({*COUNTED_FROM, "benefits"})
_Number = Hashable
"""The name of a number, or the result and cell of one without a name."""


class SameNumbers:
    """The numbers of several evaluations, with one name for those that may be one.

    Parameters
    ----------
    typed
        Per evaluation the results of tables of counts, with the table that each is of.
    threshold
        Small numbers are often equal by chance: below it two count as one only where either is the
        only one of its table.
    lowest
        Smaller numbers are no more one than their names say.

    Attributes
    ----------
    nobody_between
        Names of numbers that stand for a whole and for a part of it, as far as results were
        spelled: that nobody is left between the two follows from either place.
    """

    def __init__(
        self,
        typed: Iterable[Iterable[tuple[str, Result]]],
        threshold: float,
        lowest: float = 0.0,
    ) -> None:
        self._joined: dict[Hashable, Hashable] = {}
        self._of_result: dict[Hashable, dict[float, str]] = {}
        self.nobody_between: set[str] = set()
        for place, results in enumerate(typed):
            self._add(str(place), list(results), threshold, lowest)

    def spelled(self, result: Result) -> Result:
        """A result in these words."""
        same = self._of_result.get(identity_of(result), {})
        counts = implied_counts(result) if same else {}
        unnamed = {
            cell: same[value]
            for cell, count in counts.items()
            if cell not in result.names and (value := round(count, DECIMALS)) in same
        }
        named = replace(result, names={**result.names, **unnamed}) if unnamed else result
        spelled = respelled(named, self._name)
        self.nobody_between |= set(_wholes_as_parts(result, spelled))
        return spelled

    def _name(self, name: str) -> str:
        return str(self._root(name)) if name in self._joined else name

    def _root(self, item: Hashable) -> Hashable:
        while self._joined.get(item, item) != item:
            item = self._joined[item]
        return item

    def _add(
        self,
        evaluation: str,
        results: list[tuple[str, Result]],
        threshold: float,
        lowest: float,
    ) -> None:
        same: dict[float, str] = {}
        for value, tables in _by_value(results).items():
            one = _one(tables, alone=value < threshold) if value > 0 and value >= lowest else set()
            if one:
                same[value] = f"same {value:g} in {evaluation}"
            for number in one:
                if isinstance(number, str):
                    self._join(number, same[value])
        for _, result in results:
            self._of_result[identity_of(result)] = same

    def _join(self, one: Hashable, other: Hashable) -> None:
        self._joined.setdefault(one, one)
        self._joined[self._root(one)] = self._root(other)


def _wholes_as_parts(result: Result, spelled: Result) -> Iterator[str]:
    """The new names that a whole and the only part of it share, and did not share before."""
    for balance in result.balances:
        ends = (*balance.wholes, *balance.parts)
        cells = [end for end in ends if not isinstance(end, str)]
        if balance.kind == "remainder" and len(cells) == len(ends) == 2:
            first, last = (spelled.names.get(cell) for cell in cells)
            before = [result.names.get(cell, cell) for cell in cells]
            if first is not None and first == last and before[0] != before[1]:
                yield first


def is_typed(analysis: Analysis) -> bool:
    """Whether an analysis reads tables of counts only."""
    return not analysis.tables & _OF_CLIENTS


def _by_value(results: list[tuple[str, Result]]) -> dict[float, dict[_Number, set[str]]]:
    """Per value the numbers that have it, with their tables; not a name of several values."""
    values: dict[_Number, set[float]] = defaultdict(set)
    tables: dict[_Number, set[str]] = defaultdict(set)
    for place, (table, result) in enumerate(results):
        for cell, count in implied_counts(result).items():
            number: _Number = result.names.get(cell, (place, cell))
            values[number].add(round(count, DECIMALS))
            tables[number].add(table)
    found: dict[float, dict[_Number, set[str]]] = defaultdict(dict)
    for number, own in values.items():
        if len(own) == 1:
            found[min(own)][number] = tables[number]
    return found


def _one(tables: Mapping[_Number, set[str]], *, alone: bool) -> set[_Number]:
    """The numbers among these equal ones that count as one: two rows of a table are two numbers."""
    found = {
        number
        for number, own in tables.items()
        if any(own.isdisjoint(others) for others in tables.values())
    }
    often = Counter(table for own in tables.values() for table in own)
    return set() if alone and max(often.values()) > 1 else found
